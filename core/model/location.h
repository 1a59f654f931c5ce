// SPDX-License-Identifier: MIT
#pragma once

#include <compare>
#include <cstdint>
#include <string>

namespace switchscope {

class SaveArea;

/// Whose instructions a hart executes. The privilege mode and the V bit decide it, never the pc.
enum class World : std::uint8_t { host, guest, firmware };
const char* world_name(World world);      ///< "host", "guest", "firmware"
const char* world_mode_name(World world); ///< "HS", "VS", "M"

enum class LocationKind : std::uint8_t { gpr, csr, slot, memory };

/// A register, a slot of a save area, or a place in memory.
struct Location {
    LocationKind kind = LocationKind::gpr;
    std::uint8_t size = 8;  ///< in bytes; for memory and slots
    std::uint16_t area = 0; ///< of a slot: the number of its save area (vCPU) in the recording
    std::uint64_t id = 0;   ///< GPR number, CSR number, slot index in the SaveArea, or address

    static Location gpr(unsigned number) { return {LocationKind::gpr, 8, 0, number}; }
    static Location csr(unsigned number) { return {LocationKind::csr, 8, 0, number}; }
    static Location slot(std::uint16_t area, std::size_t index, std::uint8_t size = 8) {
        return {LocationKind::slot, size, area, index};
    }
    static Location memory(std::uint64_t address, std::uint8_t size) {
        return {LocationKind::memory, size, 0, address};
    }
    /// Whether every hart has its own one.
    bool is_register() const { return kind == LocationKind::gpr || kind == LocationKind::csr; }
    // NOLINTNEXTLINE(modernize-use-nullptr): a false alarm of clang-tidy 14
    auto operator<=>(const Location&) const = default;
};

/// The name of a location in text, JSON and scripts: "ra", "sstatus", "host_context.ra",
/// "mem:0xffffffff80001000".
std::string location_name(const Location& location, const SaveArea& area);

} // namespace switchscope
