// SPDX-License-Identifier: MIT
#include "gdb/general_registers.h"

#include <algorithm>
#include <string>

#include "gdb/protocol.h"

namespace switchscope::gdb {

namespace {

constexpr std::array<std::string_view, 33> names = {
    "zero", "ra", "sp", "gp", "tp",  "t0",  "t1", "t2", "fp", "s1", "a0",
    "a1",   "a2", "a3", "a4", "a5",  "a6",  "a7", "s2", "s3", "s4", "s5",
    "s6",   "s7", "s8", "s9", "s10", "s11", "t3", "t4", "t5", "t6", "pc"};

const RegisterInfo* find_one(const RegisterLayout& layout, std::size_t index) {
    const RegisterInfo* found = layout.find(names.at(index));
    if (found == nullptr && names.at(index) == "fp") {
        found = layout.find("s0");
    }
    if (found == nullptr && names.at(index) != "pc") {
        found = layout.find("x" + std::to_string(index));
    }
    return found;
}

Result<void> check_machine(const RegisterLayout& layout) {
    if (layout.registers().empty()) {
        return fail(
            en("the target does not describe its registers"),
            en("A stub that sends a target description (target.xml) is needed, as QEMU's does."));
    }
    if (!layout.architecture.empty() && !layout.architecture.starts_with("riscv")) {
        return fail(en("the target is a %1, not RISC-V")(printable(layout.architecture, 40)),
                    en("Connect to a RISC-V machine: qemu-system-riscv64 with its gdb server on."));
    }
    return {};
}

} // namespace

Result<GeneralRegisters> GeneralRegisters::find(const RegisterLayout& layout) {
    SWITCHSCOPE_TRY(check_machine(layout));
    GeneralRegisters all;
    for (std::size_t i = 0; i < count; ++i) {
        const std::string name(names.at(i));
        const RegisterInfo* info = find_one(layout, i);
        if (info == nullptr) {
            return fail(en("the target's description has no register %1")(name));
        }
        if (info->bits != 64 && info->bits != 32) {
            return fail(
                en("the target's register %1 has %2 bits, neither 64 nor 32")(name, info->bits));
        }
        if (i > 0 && info->bits != all.infos_[0]->bits) {
            return fail(
                en("the target's registers %1 and %2 differ in size")(name, all.infos_[0]->name));
        }
        all.infos_.at(i) = info;
        all.offsets_.at(i) = 2 * layout.offset_in_g(*info);
    }
    all.digits_ = 2 * all.infos_[0]->bytes();
    return all;
}

bool GeneralRegisters::contains(const RegisterInfo& info) const {
    return std::find(infos_.begin(), infos_.end(), &info) != infos_.end();
}

Result<void> GeneralRegisters::read(std::string_view reply_of_g, Reply& reply) const {
    for (std::size_t i = 0; i < count; ++i) {
        if (offsets_[i] + digits_ > reply_of_g.size()) {
            return fail(en("the target sent %1 bytes of registers, too few to hold %2")(
                reply_of_g.size() / 2, infos_[i]->name));
        }
        const std::string_view text = reply_of_g.substr(offsets_[i], digits_);
        const auto value = parse_little_endian(text);
        if (!value) {
            return fail(en("the target sent no value for the register %1: \"%2\"")(
                infos_[i]->name, printable(text, 40)));
        }
        (i == pc_index ? reply.pc : reply.gprs.at(i)) = *value;
    }
    return {};
}

} // namespace switchscope::gdb
