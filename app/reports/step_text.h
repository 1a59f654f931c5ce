// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include <nlohmann/json_fwd.hpp>

#include "core/image/save_area.h"
#include "core/model/exit.h"
#include "core/model/routine.h"
#include "core/model/step.h"
#include "core/moment/running_provenance.h"

namespace switchscope::app {

/// One step as one line of JSON, without the newline:
/// {"n":0,"hart":0,"world":"host","half":"host-to-guest","macro":"SAVE_HOST_GPRS","pc":"0x...","text":"sd ra, 0x38(a0)",
///  "effects":[{"at":"host_context.ra","before":"0x...","after":"0x...","from":"ra","whose":"host","origin":"the host's ra"}]}
/// `n` counts from 0; the moment behind the step is n + 1. Outside the routine `half` and `macro` are null; so is `macro` for sret and ret, and a value that is not known.
/// A stretch that ran unobserved has "run":true. Values are hex strings; places are named as by location_name().
/// An exit of the guest has "exit", see exit_json().
/// `values`: whose they are after this step (see owner_name(), describe()), and the state then.
std::string step_json(std::size_t n, const Step& step, const Routine& routine, const SaveArea& area,
                      const RunningProvenance& values);

/// {"cause":"store guest-page fault","scause":"0x17","subject":"GPA 0x10000000, sw","text":"store guest-page fault at ...",
///  "pc":"0x...","gpa":"0x...","gva":"0x...","instruction":"sw s1, 0(s0)","bytes":4,"value":"0x...",
///  "extension":"0x...","function":"0x..."}; what is not known or does not apply is null.
nlohmann::ordered_json exit_json(const Exit& exit);

/// One step as a line for people: the moment that it leads to (n + 1, as the window counts), pc, instruction, what changed. `after`: the state behind it.
std::string step_line(std::size_t n, const Step& step, const SaveArea& area,
                      const MachineState& after);

/// The effects alone, short: "host_context.ra = 0x1f (from ra)".
std::string effect_text(const Effect& effect, const SaveArea& area);

/// The name of the macro or phase a step belongs to; the mnemonic for sret and ret; empty outside the routine.
std::string span_name(const Step& step, const Routine& routine);

} // namespace switchscope::app
