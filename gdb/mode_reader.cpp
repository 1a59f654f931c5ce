// SPDX-License-Identifier: MIT
#include "gdb/mode_reader.h"

#include <string>
#include <utility>

namespace switchscope::gdb {

ModeReader::ModeReader(Client& client, bool has_monitor)
    : client_(client), has_monitor_(has_monitor), priv_(client.layout().find("priv")),
      virt_(client.layout().find("virt")) {}

Result<Mode> ModeReader::read(std::uint32_t hart) {
    auto mode = read_registers(hart);
    if (!mode) {
        return fail(mode.error().while_doing(en("asking in which mode hart %1 is")(hart)));
    }
    return mode;
}

Result<Mode> ModeReader::read_registers(std::uint32_t hart) {
    constexpr std::uint64_t level = 3;
    constexpr std::uint64_t v_bit = 4;
    if (priv_ == nullptr) {
        return fail(en("the target's description has no register priv"),
                    en("Use a QEMU whose description has it (7 and newer do)."));
    }
    const ThreadId& thread = client_.threads().at(hart);
    const auto priv = SWITCHSCOPE_TRY(client_.read_number(thread, *priv_));
    if (!priv) {
        return fail(en("the target refused to read its register priv"));
    }
    if ((*priv & level) == 2 || (*priv & ~(level | v_bit)) != 0) {
        return fail(en("the register priv has the value %1, which stands for no mode")(*priv));
    }
    Mode mode;
    mode.privilege = static_cast<Privilege>(*priv & level);
    if (mode.privilege == Privilege::machine) {
        return mode; // V is 0 in M mode
    }
    if ((*priv & v_bit) != 0) {
        priv_has_v_ = true;
    }
    if (priv_has_v_) {
        mode.virtualized = (*priv & v_bit) != 0;
        return mode;
    }
    if (virt_ != nullptr) {
        if (const auto virt = SWITCHSCOPE_TRY(client_.read_number(thread, *virt_))) {
            mode.virtualized = (*virt & 1) != 0;
            return mode;
        }
    }
    // Bit 2 is clear: V is 0, or this QEMU does not put V there.
    const auto printed = SWITCHSCOPE_TRY(ask_monitor(hart));
    mode.virtualized = printed.value_or(false);
    return mode;
}

/// The V bit by QEMU's monitor; none: the hart has no H extension, or there is no such monitor.
Result<std::optional<bool>> ModeReader::ask_monitor(std::uint32_t hart) {
    if (!has_monitor_) {
        return std::optional<bool>{};
    }
    batch_.clear();
    std::string request;
    if (monitor_hart_ != hart && client_.threads().size() > 1) {
        // The monitor has a current CPU of its own. It counts from 0, the thread ids from 1.
        request = "qRcmd,";
        append_hex_text(request, "cpu " + std::to_string(client_.threads().at(hart).thread - 1));
        batch_.add(request);
    }
    request = "qRcmd,";
    append_hex_text(request, "info registers");
    const std::size_t at = batch_.add(request, 8192);
    SWITCHSCOPE_TRY(client_.exchange(batch_));
    monitor_hart_ = hart;
    return parse_virtualization(batch_.reply(at));
}

} // namespace switchscope::gdb
