// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/image/image.h"
#include "core/image/save_area.h"
#include "core/image/source_files.h"
#include "core/model/routine.h"

namespace switchscope {

/// The world-switch routines that kernels have: one for sret, one that asks firmware (SBI NACL).
inline constexpr std::string_view known_routines[] = {"__kvm_riscv_switch_to",
                                                      "__kvm_riscv_nacl_switch_to"};

/// Where the slots of the save area come from.
enum class LayoutSource : std::uint8_t {
    automatic, ///< DWARF; where it has no such struct, the code
    dwarf,
    code,
};

struct SubjectOptions {
    std::filesystem::path image;
    /// For a stripped image: its System.map, or an ELF file with its symbols (and its DWARF, if there).
    std::filesystem::path symbols;
    std::vector<std::string> routines; ///< empty: those of known_routines that are there
    std::optional<std::uint64_t> at;   ///< the address of a routine without a symbol
    LayoutSource layout = LayoutSource::automatic;
    /// The top of the source tree the image was built from; empty: where DWARF says. See SourceFiles.
    std::filesystem::path source;
};

/// A routine with the save area that it works on.
struct SwitchCode {
    Routine routine;
    SaveArea area;
    bool inferred = false;    ///< the area: from the code
    std::string why_inferred; ///< "vmlinux has no DWARF"; empty where it was asked for
    std::map<std::string, std::vector<std::string>> sources{}; ///< as read_sources() gives them
};

/// The text lines of every source file that the routine's line rows name; files that are not at hand are left out.
std::map<std::string, std::vector<std::string>> read_sources(const Routine& routine,
                                                             const SourceFiles& files);

/// The world-switch code of one image.
struct Subject {
    std::shared_ptr<const Image> image;
    std::vector<SwitchCode> routines; ///< one at least
};

/// Opens an image and finds its routines. Fails where the image or the symbol file cannot be read, no routine is found
/// or one does not decode, or the DWARF is damaged (`layout` = code does without it).
Result<Subject> open_subject(const SubjectOptions& options);
/// The same with the image opened already.
Result<Subject> open_subject(std::shared_ptr<const Image> image, const SubjectOptions& options);

} // namespace switchscope
