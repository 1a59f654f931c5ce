// SPDX-License-Identifier: MIT
#include "core/session/stopped_hart.h"

#include <utility>

#include "core/isa/registers.h"
#include "core/session/step_description.h"

namespace switchscope {

Result<StoppedHart> StoppedHart::read(HartReader& reader, const Routine& routine,
                                      std::uint32_t hart, std::span<const std::size_t> wanted) {
    RawRegisters raw = SWITCHSCOPE_TRY(reader.read_raw(hart, wanted));
    StoppedHart stopped(std::move(raw), reader, hart);
    stopped.index_ = routine.index_of(stopped.pc);
    if (stopped.index_) {
        const Location pointer = area_pointer_at(routine, *stopped.index_);
        const auto sscratch = reader.register_for(csr::sscratch, World::host);
        stopped.area_pointer_ = pointer.kind == LocationKind::gpr
                                    ? std::optional(stopped.gprs[pointer.id])
                                : sscratch ? stopped.value(*sscratch)
                                           : std::nullopt;
    }
    return stopped;
}

Result<World> StoppedHart::world() {
    if (!world_) {
        world_ = SWITCHSCOPE_TRY(reader_->world_of(hart_));
    }
    return *world_;
}

} // namespace switchscope
