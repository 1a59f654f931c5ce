// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/model/routine.h"
#include "core/session/observation.h"
#include "core/session/qemu_log.h"

namespace switchscope {

/// The places of the routine where block mode needs a dump of the registers, so that every effect
/// of the routine is known. Addresses, ascending.
///
/// These are the two entries, the instructions that leave the routine, and each instruction that
/// uses or overwrites a register which was just loaded. C code may have changed the slot that was
/// loaded, and the dump shows what the slot held.
std::vector<std::uint64_t> log_anchors(const Routine& routine);
/// The same as QEMU's `-dfilter`: "0xffffffff80000da8+1,...".
std::string log_filter(const Routine& routine);

/// Addresses inside an instruction, one in each page of the routine: they are never executed.
///
/// A breakpoint there makes QEMU put every instruction of that page into a block of its own, so
/// that each anchor can be logged, and it never stops anything. Seen with QEMU 7.2: cpu_exec does
/// so for pages that hold a breakpoint.
std::vector<std::uint64_t> split_points(const Routine& routine);

/// What a dump shows of a hart in `world`, under the true owners: with V=1 the supervisor names are
/// the guest's registers. Where the dump lacks them (QEMU 7.2), sstatus, sie, hie and vsie are
/// computed from mstatus, mie, mideleg and hideleg as the privileged specification defines them.
Observation observation_of(const LoggedRegisters& registers, World world);

/// Whether a dump that was made while V=0 shows this CSR, directly or computed.
bool dumps_show(std::uint64_t csr);

} // namespace switchscope
