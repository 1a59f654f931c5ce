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
    mode.virtualized = SWITCHSCOPE_TRY(read_virtualization(hart, (*priv & v_bit) != 0));
    return mode;
}

Result<bool> ModeReader::read_virtualization(std::uint32_t hart, bool bit_of_priv) {
    if (bit_of_priv && !priv_has_v_) {
        SWITCHSCOPE_TRY(find_in_priv(hart));
    }
    if (priv_has_v_ == true) {
        return bit_of_priv;
    }
    if (virt_ != nullptr) {
        const ThreadId& thread = client_.threads().at(hart);
        if (const auto virt = SWITCHSCOPE_TRY(client_.read_number(thread, *virt_))) {
            return (*virt & 1) != 0;
        }
    }
    const auto printed = SWITCHSCOPE_TRY(ask_monitor(hart));
    if (!printed) {
        return fail(en("the target cannot tell host from guest: V is in no register virt, was not "
                       "seen in the register priv, and no monitor can be asked for it"),
                    en("Connect to QEMU's own gdb server, whose monitor reports it."));
    }
    if (*printed) {
        priv_has_v_ = false;
    }
    return *printed;
}

/// Bit 2 of `priv` is set for the first time. Where there is a monitor, it has to agree.
Result<void> ModeReader::find_in_priv(std::uint32_t hart) {
    const auto printed = SWITCHSCOPE_TRY(ask_monitor(hart));
    if (printed == false) {
        return fail(en("the register priv says that a guest runs, and the monitor that the host "
                       "does"),
                    en("Connect to QEMU's own gdb server."));
    }
    priv_has_v_ = true;
    return {};
}

/// The V bit by QEMU's monitor; none: there is no such monitor.
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
    const std::size_t at = batch_.add(request, std::size_t{16} * 1024);
    SWITCHSCOPE_TRY(client_.exchange(batch_));
    monitor_hart_ = hart;
    return parse_virtualization(batch_.reply(at));
}

} // namespace switchscope::gdb
