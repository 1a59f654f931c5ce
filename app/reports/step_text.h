// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include <nlohmann/json_fwd.hpp>

#include "core/image/save_area.h"
#include "core/model/exit.h"
#include "core/model/provenance.h"
#include "core/model/routine.h"
#include "core/model/step.h"

namespace switchscope::app {

/// One step as one line of JSON, without the newline:
///   {"n":0,"hart":0,"vcpu":0,"world":"host","half":"host-to-guest","macro":"SAVE_HOST_GPRS",
///    "pc":"0x...","text":"sd ra, 0x38(a0)",
///    "effects":[{"at":"host_context.ra","before":"0x...","after":"0x...","from":"ra",
///                "whose":"host","origin":"the host's ra"}]}
///
/// `n` counts from 0; the moment after the step is n + 1. Outside the routine `half` and `macro`
/// are null, and `macro` is null for sret and ret, too. Values are hex strings, or null where they
/// are not known. Places are named by location_name(), owners and origins by owner_name() and
/// describe(). A step of kind `run` has "run":true. An exit of the guest has "exit", see
/// exit_json(). `values` is the provenance after this step.
std::string step_json(std::size_t n, const Step& step, const Routine& routine, const SaveArea& area,
                      const RunningProvenance& values);

/// One exit of the guest. What is not known or does not apply is null.
///   {"cause":"store guest-page fault","scause":"0x17","subject":"GPA 0x10000000, sw",
///    "text":"store guest-page fault at ...","pc":"0x...","gpa":"0x...","gva":"0x...",
///    "instruction":"sw s1, 0(s0)","bytes":4,"value":"0x...",
///    "extension":"0x...","function":"0x..."}
nlohmann::ordered_json exit_json(const Exit& exit);

/// One step as a line of text: the moment after it (n + 1, as the window counts), pc, instruction,
/// and what changed. `after` is the state after the step.
std::string step_line(std::size_t n, const Step& step, const SaveArea& area,
                      const MachineState& after);

/// One effect: "host_context.ra = 0x1f (from ra)".
std::string effect_text(const Effect& effect, const SaveArea& area);

/// The name of the macro or phase of a step; the mnemonic for sret and ret; empty outside the
/// routine.
std::string span_name(const Step& step, const Routine& routine);

} // namespace switchscope::app
