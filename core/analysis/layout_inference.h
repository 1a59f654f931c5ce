// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/error.h"
#include "core/image/save_area.h"
#include "core/model/routine.h"

namespace switchscope {

/// Infers the slots that a routine touches from its code alone, with the names that DWARF gives
/// them. An offset where the host's ra is stored and loaded again is host_context.ra. Where the
/// code contradicts itself, as code with a mistake does, the order of the registers decides: x<n>
/// is 8 * n bytes into host_context and guest_context, and sepc, sstatus and hstatus follow.
///
/// The size is that of the touched part. An error where the routine stores no register through the
/// struct pointer.
Result<SaveArea> infer_save_area(const Routine& routine);

} // namespace switchscope
