// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/error.h"
#include "core/image/save_area.h"
#include "core/model/routine.h"

namespace switchscope {

/// The slots that a routine touches, worked out from its code alone, with the names DWARF would give them: an offset
/// where the host's ra is stored and loaded again is host_context.ra. Where the two halves disagree (that is what the
/// check is to find), the offset counts that lies in line with its neighbours: register x<n> stands 8 * n bytes into
/// host_context and guest_context, followed by sepc, sstatus and hstatus.
///
/// The size is that of the touched part. Fails when the routine stores no register through the struct pointer.
Result<SaveArea> infer_save_area(const Routine& routine);

} // namespace switchscope
