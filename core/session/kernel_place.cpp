// SPDX-License-Identifier: MIT
#include "core/session/kernel_place.h"

#include <algorithm>

#include "core/base/hex.h"

namespace switchscope {

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

/// How long the machine runs between two looks. A look takes some milliseconds.
constexpr milliseconds slice{500};

const Symbol* routine_in(const Image& image, const std::string& name) {
    return image.find_symbol(name);
}

std::string first_address(const ModulePlace& place) {
    const auto text = place.sections.find(".text");
    return hex(text != place.sections.end() ? text->second : place.sections.begin()->second);
}

} // namespace

Phrase KernelPlace::words() const {
    const Phrase moved =
        base.way == KernelBase::Way::linked
            ? Phrase()
            : en("KASLR offset %1, %2")(hex(base.offset), switchscope::words(base.way));
    if (!module) {
        return moved;
    }
    const Phrase loaded =
        en("module at %1, %2")(first_address(*module), switchscope::words(module->way));
    return moved.empty() ? loaded : en("%1; %2")(moved, loaded);
}

bool KernelPlace::same_as(const KernelPlace& other) const {
    if (base.offset != other.base.offset || module.has_value() != other.module.has_value()) {
        return false;
    }
    // Each way finds the section of the routine, but not each finds all others.
    return !module || std::ranges::all_of(module->sections, [&](const auto& section) {
        const auto theirs = other.module->sections.find(section.first);
        return theirs == other.module->sections.end() || theirs->second == section.second;
    });
}

Result<std::optional<KernelBase>> KernelFinder::look_for_kernel(const KernelMemory& memory) const {
    if (options_.offset) {
        return std::optional(KernelBase{*options_.offset, KernelBase::Way::given});
    }
    if (!can_move(*images_.kernel)) {
        return std::optional(KernelBase{});
    }
    return find_kernel_base(memory, *images_.kernel);
}

Result<std::optional<ModulePlace>> KernelFinder::look_for_module(KernelMemory& memory,
                                                                 const Image& kernel) const {
    if (!options_.sections.empty()) {
        return std::optional(ModulePlace{options_.sections, ModulePlace::Way::given});
    }
    const Symbol* const routine = routine_in(*images_.module, options_.routine);
    if (routine == nullptr) {
        return fail(en("%1 has no symbol %2")(images_.module->path().string(), options_.routine),
                    en("Name one that it has with --routine, or give another --module."));
    }
    if (!use_kernel_tables(memory, kernel)) {
        return std::optional<ModulePlace>{};
    }
    auto listed = find_in_module_list(memory, kernel, *images_.module, *routine);
    if (!listed || *listed) {
        return listed;
    }
    return find_module_by_code(memory, kernel, *images_.module, *routine);
}

Result<std::optional<KernelPlace>> KernelFinder::look(Target& target) const {
    KernelMemory memory(target, options_.hart);
    const auto base = SWITCHSCOPE_TRY(look_for_kernel(memory));
    kernel_found_ = base.has_value();
    if (!base) {
        return std::optional<KernelPlace>{};
    }
    KernelPlace place;
    place.base = *base;
    place.image = images_.kernel;
    if (base->offset != 0) {
        place.image = SWITCHSCOPE_TRY(images_.kernel->placed({base->offset, {}}));
    }
    if (images_.module != nullptr) {
        place.module = SWITCHSCOPE_TRY(look_for_module(memory, *place.image));
        if (!place.module) {
            return std::optional<KernelPlace>{};
        }
        place.image = SWITCHSCOPE_TRY(images_.module->placed({0, place.module->sections}));
    }
    return std::optional(std::move(place));
}

Phrase KernelFinder::what_is_missing(bool kernel_found) const {
    return kernel_found
               ? en("the module %1 is not loaded in the machine")(module_name(*images_.module))
               : Phrase(en("the machine's kernel has not chosen its place in memory"));
}

Result<KernelPlace> KernelFinder::find(Target& target, std::stop_token cancel) const {
    const auto until = Clock::now() + options_.patience;
    std::optional<std::uint64_t> stop_at;
    bool reported = false;
    while (true) {
        auto place = look(target);
        if (place && *place) {
            if (stop_at) {
                SWITCHSCOPE_TRY(target.clear_breakpoint(*stop_at));
            }
            return std::move(**place);
        }
        // A module is in the list a moment before its code is complete. So other code is an Error
        // only if it stays.
        const bool may_pass = place || (place.error().absent && !reported);
        if (!may_pass) {
            return fail(std::move(place).error());
        }
        if (!reported && options_.waiting) {
            options_.waiting(en("%1 yet: waiting for it")(what_is_missing(kernel_found_)));
        }
        reported = true;
        if (Clock::now() >= until) {
            const long long seconds = options_.patience.count() / 1000;
            return kernel_found_
                       ? fail(en("%1, even after %2 s")(what_is_missing(true), seconds),
                              en("Load it there (modprobe %1), or say where it is: --section "
                                 ".text=ADDRESS, from /sys/module/%2/sections/.text.")(
                                  module_name(*images_.module), module_name(*images_.module)))
                       : fail(en("%1, even after %2 s")(what_is_missing(false), seconds),
                              en("Is this its image? Where the kernel lies can be said with "
                                 "--kaslr-offset."));
        }
        if (!kernel_found_ && !stop_at) {
            stop_at = place_is_chosen_at(KernelMemory(target, options_.hart), *images_.kernel);
            if (stop_at) {
                SWITCHSCOPE_TRY(target.set_breakpoint(*stop_at));
            }
        }
        Request request;
        request.hart = options_.hart;
        request.resume = Resume::run;
        request.patience = slice;
        const Reply reply = SWITCHSCOPE_TRY(target.exchange(request, cancel));
        if (reply.stop->reason == Stop::Reason::exited) {
            return fail(
                en("the target ended while it was waited for: %1")(what_is_missing(kernel_found_)));
        }
        if (cancel.stop_requested()) {
            return fail(en("cancelled: %1")(what_is_missing(kernel_found_)));
        }
    }
}

Result<void> KernelFinder::check(Target& target, const KernelPlace& place) const {
    KernelMemory memory(target, options_.hart);
    const auto base = SWITCHSCOPE_TRY(look_for_kernel(memory));
    if (!base) {
        return {}; // it boots, or this is a guest in which nothing can be seen
    }
    if (base->offset != place.base.offset) {
        return fail(en("the kernel lies somewhere else now: its KASLR offset was %1 and is %2")(
                        hex(place.base.offset), hex(base->offset)),
                    en("The machine was started again. Open the session again."));
    }
    if (!place.module) {
        return {};
    }
    const auto kernel = SWITCHSCOPE_TRY(images_.kernel->placed({base->offset, {}}));
    const Symbol* const routine = routine_in(*place.image, options_.routine);
    if (routine == nullptr || !use_kernel_tables(memory, *kernel)) {
        return {};
    }
    const auto code = SWITCHSCOPE_TRY(place.image->read(routine->address, routine->size));
    const auto there = memory.read(routine->address, routine->size);
    if (there && *there == code) {
        return {};
    }
    const std::string name = module_name(*images_.module);
    const auto now = look_for_module(memory, *kernel);
    if (now && *now) {
        return fail(en("the module %1 was loaded again: it was at %2 and is at %3")(
                        name, first_address(*place.module), first_address(**now)),
                    en("Open the session again to follow it there."));
    }
    return fail(en("the module %1 was unloaded")(name),
                en("Load it again in the machine, and open the session again."));
}

Result<void> KernelFinder::find_again(Target& target, const KernelPlace& place,
                                      std::stop_token cancel) const {
    const KernelPlace now = SWITCHSCOPE_TRY(find(target, std::move(cancel)));
    if (now.same_as(place)) {
        return {};
    }
    return fail(en("the kernel lies somewhere else since the machine was started again (%1; "
                   "before: %2)")(now.words(), place.words()),
                en("Open the session again to follow it there."));
}

} // namespace switchscope
