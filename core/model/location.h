// SPDX-License-Identifier: MIT
#pragma once

#include <compare>
#include <cstdint>
#include <string>

namespace switchscope {

class SaveArea;

/// Whose instructions run: decided by privilege mode and V bit, never by the pc.
enum class World : std::uint8_t { host, guest, firmware };
const char* world_name(World world);      ///< "host", "guest", "firmware"
const char* world_mode_name(World world); ///< "HS", "VS", "M"

enum class LocationKind : std::uint8_t { gpr, csr, slot, memory };

/// A place that can hold a value.
struct Location {
    LocationKind kind = LocationKind::gpr;
    std::uint8_t size = 8;  ///< in bytes (memory and slots)
    std::uint16_t area = 0; ///< slots: which save area (vCPU) of the recording
    std::uint64_t id = 0;   ///< GPR number, CSR number, slot index in the SaveArea, or address

    static Location gpr(unsigned number) { return {LocationKind::gpr, 8, 0, number}; }
    static Location csr(unsigned number) { return {LocationKind::csr, 8, 0, number}; }
    static Location slot(std::uint16_t area, std::size_t index, std::uint8_t size = 8) {
        return {LocationKind::slot, size, area, index};
    }
    static Location memory(std::uint64_t address, std::uint8_t size) {
        return {LocationKind::memory, size, 0, address};
    }
    /// Whether each hart has one of its own.
    bool is_register() const { return kind == LocationKind::gpr || kind == LocationKind::csr; }
    auto
    operator<=>(const Location&) const = default; // NOLINT(modernize-use-nullptr): clang-tidy 14
};

/// The name used in text, JSON and scripts: "ra", "sstatus", "host_context.ra", "mem:0xffffffff80001000".
std::string location_name(const Location& location, const SaveArea& area);

} // namespace switchscope
