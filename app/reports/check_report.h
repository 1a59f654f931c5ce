// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/analysis/checker.h"
#include "core/analysis/recording_check.h"
#include "core/analysis/subject.h"

namespace switchscope::app {

/// A routine with what its check brought to light.
struct CheckedRoutine {
    SwitchCode code;
    CheckReport report;
};

/// One checked image, for printing.
struct CheckedImage {
    std::filesystem::path path;
    std::string build_id;
    std::vector<CheckedRoutine> routines;

    bool has_findings() const;
    bool followed() const; ///< nothing in it that the check does not follow
};

/// For people: a verdict for each routine, its findings, and the save/restore matrix (register x half x slot x
/// instruction, the instructions as offsets from the routine's start).
std::string check_text(const CheckedImage& image);

/// For programs: {"image","build_id","proven","routines":[{"name","address","instructions","layout","clauses","proven",
/// "findings":[...],"not_followed":[...],"matrix":[...]}]}, indented.
std::string check_json(const CheckedImage& image);

/// A check of recorded switches, for people.
std::string recording_check_text(const std::string& name, const RecordingReport& report,
                                 const Routine& routine);
std::string recording_check_json(const std::string& name, const RecordingReport& report,
                                 const Routine& routine, const SaveArea& area);

/// "macro.S:21 · __kvm_riscv_switch_to+0x38": where an instruction is; the source only where DWARF names it.
std::string instruction_place(const Routine& routine, std::size_t instruction);
/// The source file of an instruction; empty without DWARF.
const std::string& source_file(const Routine& routine, std::size_t instruction);

} // namespace switchscope::app
