// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/analysis/checker.h"
#include "core/analysis/recording_check.h"
#include "core/analysis/subject.h"

namespace switchscope::app {

/// A routine with the result of its check.
struct CheckedRoutine {
    SwitchCode code;
    CheckReport report;
};

/// One checked image, for printing.
struct CheckedImage {
    std::filesystem::path path;
    std::string build_id;
    std::vector<CheckedRoutine> routines;
    std::optional<DebugFile> debug_file{}; ///< where DWARF was taken from that nobody named

    bool has_findings() const;
    bool followed() const; ///< whether the check follows all of its code
};

/// The report as text: a verdict for each routine, its findings, and a matrix of the instructions
/// that save and restore each register. Instructions are shown as offsets from the start of the
/// routine.
std::string check_text(const CheckedImage& image);

/// The report as indented JSON:
///   {"image","build_id","debug_file","proven","routines":[{"name","address","instructions",
///    "layout","clauses","proven","findings":[...],"not_followed":[...],"matrix":[...]}]}
std::string check_json(const CheckedImage& image);

/// The report of a check of recorded switches, as text and as JSON.
std::string recording_check_text(const std::string& name, const RecordingReport& report,
                                 const Routine& routine);
std::string recording_check_json(const std::string& name, const RecordingReport& report,
                                 const Routine& routine, const SaveArea& area);

/// The place of an instruction: "macro.S:21 · __kvm_riscv_switch_to+0x38". It has no source line
/// where DWARF has none.
std::string instruction_place(const Routine& routine, std::size_t instruction);
/// The source file of an instruction; empty without DWARF.
const std::string& source_file(const Routine& routine, std::size_t instruction);

} // namespace switchscope::app
