// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/model/routine.h"
#include "core/session/account.h"
#include "core/session/qemu_log.h"

namespace switchscope {

/// Where a dump of the registers is needed for every effect of the routine to be known, besides its two entries: in
/// front of each instruction that overwrites a register just loaded (the dump shows what was loaded), and in front
/// of those that leave the routine. Addresses, ascending; the routine's entry and return label are among them.
std::vector<std::uint64_t> log_anchors(const Routine& routine);
/// The same as QEMU's `-dfilter`: "0xffffffff80000da8+1,...".
std::string log_filter(const Routine& routine);

/// Addresses that are never executed, one in each page of the routine: inside an instruction. A breakpoint there
/// makes QEMU put every instruction of that page into a block of its own (seen with 7.2: cpu_exec does so for pages
/// that hold a breakpoint), so that each anchor can be logged, and never stops anything.
std::vector<std::uint64_t> split_points(const Routine& routine);

/// What a dump shows, under the true owners: with V=1 the supervisor names are the guest's registers. sstatus, sie,
/// hie and vsie are worked out of mstatus, mie, mideleg and hideleg as the privileged specification defines them.
Observation observation_of(const LoggedRegisters& registers, World world);

/// Whether a dump made while V=0 shows this CSR, directly or worked out.
bool dumps_show(std::uint64_t csr);

} // namespace switchscope
