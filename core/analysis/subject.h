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
#include "core/image/debug_file.h"
#include "core/image/image.h"
#include "core/image/save_area.h"
#include "core/image/source_files.h"
#include "core/model/routine.h"

namespace switchscope {

/// The world-switch routines of kernels: the one with sret, and the one that calls firmware (SBI
/// NACL).
inline constexpr std::string_view known_routines[] = {"__kvm_riscv_switch_to",
                                                      "__kvm_riscv_nacl_switch_to"};

/// Where the slots of the save area come from.
enum class LayoutSource : std::uint8_t {
    automatic, ///< DWARF, or the code where DWARF has no such struct
    dwarf,
    code,
};

struct SubjectOptions {
    std::filesystem::path image;
    /// For a stripped image, its System.map or an ELF file with its symbols; may be empty. DWARF in
    /// that file is used, too.
    std::filesystem::path symbols;
    /// The folders of debug files, see find_debug_file(). They are used for an image without DWARF
    /// whose `symbols` are empty.
    std::vector<std::filesystem::path> debug_roots = default_debug_roots();
    /// Asked for a debug file that is not there; may be empty.
    DebugServer debug_server;
    std::vector<std::string> routines; ///< where empty, those of known_routines that exist
    std::optional<std::uint64_t> at;   ///< the address of a routine without a symbol
    LayoutSource layout = LayoutSource::automatic;
    /// The top of the source tree from which the image was built; may be empty. See SourceFiles.
    std::filesystem::path source;
};

/// A routine with the save area that it works on.
struct SwitchCode {
    Routine routine;
    SaveArea area;
    bool inferred = false; ///< whether the area was inferred from the code
    Phrase why_inferred;   ///< "vmlinux has no DWARF"; empty where the options asked for it
    std::map<std::string, std::vector<std::string>> sources{}; ///< see read_sources()
    /// What has the DWARF, where that is not the image itself; placed as the image is.
    std::shared_ptr<const Image> debug{};
};

/// The lines of every source file that the spans of the routine name, by file. Files that were not
/// found are missing.
std::map<std::string, std::vector<std::string>> read_sources(const Routine& routine,
                                                             const SourceFiles& files);

/// The world-switch code of one image.
struct Subject {
    std::shared_ptr<const Image> image;
    std::vector<SwitchCode> routines; ///< at least one
    /// Where DWARF was taken from that nobody named; none where there was no need, or no file.
    std::optional<DebugFile> debug_file;
    std::vector<Phrase> passed_over; ///< see DebugFileSearch
};

/// Opens an image and finds its routines. An error where the image or the symbol file cannot be
/// read, where no routine is found or one does not decode, or where the DWARF is damaged; with
/// `layout` code, DWARF is not needed.
Result<Subject> open_subject(const SubjectOptions& options);
/// Finds the routines of an image that is open already.
Result<Subject> open_subject(std::shared_ptr<const Image> image, const SubjectOptions& options);

} // namespace switchscope
