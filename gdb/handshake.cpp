// SPDX-License-Identifier: MIT
#include "gdb/handshake.h"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>

namespace switchscope::gdb {

namespace {

constexpr English machine_wanted =
    en("Check that this is the gdb server of a machine, as QEMU's is.");

class Handshake {
  public:
    Handshake(Link& link, const HandshakeLimits& limits) : link_(link), limits_(limits) {}

    Result<Introduction> shake();

  private:
    Result<void> choose_acks();
    Result<void> ask_for_stop();
    Result<void> ask_qemu();
    Result<void> read_description();
    Result<std::string> read_document(const std::string& name);
    Result<void> list_threads();
    Result<void> add_threads(std::string_view list);

    Link& link_;
    const HandshakeLimits& limits_;
    Introduction said_;
};

Result<Introduction> Handshake::shake() {
    const std::string features = SWITCHSCOPE_TRY(
        link_.ask("qSupported:multiprocess+;swbreak+;hwbreak+;vContSupported+;error-message+;"
                  "xmlRegisters=i386,arm,mips"));
    auto capabilities = capabilities_from(parse_features(features));
    if (!capabilities) {
        return link_.lose(std::move(capabilities).error().what, machine_wanted);
    }
    said_.capabilities = *capabilities;
    SWITCHSCOPE_TRY(choose_acks());
    SWITCHSCOPE_TRY(ask_for_stop());
    const std::string actions = SWITCHSCOPE_TRY(link_.ask("vCont?"));
    add_vcont_actions(said_.capabilities, actions);
    SWITCHSCOPE_TRY(ask_qemu());
    // QEMU 7.2 answers no register read before target.xml was read.
    if (said_.capabilities.target_xml) {
        SWITCHSCOPE_TRY(read_description());
    }
    SWITCHSCOPE_TRY(list_threads());
    return std::move(said_);
}

Result<void> Handshake::choose_acks() {
    if (said_.capabilities.no_ack_mode) {
        const std::string answer = SWITCHSCOPE_TRY(link_.ask("QStartNoAckMode"));
        if (answer == "OK") {
            link_.set_acks(Acks::none);
        }
    }
    // QEMU is recognized by a query of its own. It takes the next `$` for an acknowledgement, so
    // requests may follow each other in one write. gdbserver without no-ack mode would send every
    // reply again and again.
    const std::string bits = SWITCHSCOPE_TRY(link_.ask("qqemu.sstepbits"));
    if (bits.empty() || is_error_reply(bits)) {
        return {};
    }
    add_step_bits(said_.capabilities, bits);
    if (!said_.capabilities.no_ack_mode) {
        link_.set_acks(Acks::implicit);
    }
    return {};
}

Result<void> Handshake::ask_for_stop() {
    const std::string answer = SWITCHSCOPE_TRY(link_.ask("?"));
    auto stop = parse_stop_reply(answer);
    if (!stop) {
        return link_.lose(
            en("asked why it is stopped, the target answered \"%1\"")(printable(answer, 60)),
            machine_wanted);
    }
    said_.first_stop = std::move(*stop);
    if (said_.first_stop.kind != StopReply::Kind::signal) {
        return link_.lose(en("the target has ended already"), en("Start it again."));
    }
    return {};
}

Result<void> Handshake::ask_qemu() {
    const std::string mode = SWITCHSCOPE_TRY(link_.ask("qqemu.PhyMemMode"));
    said_.capabilities.physical_memory = mode == "0" || mode == "1";
    if (mode == "1") { // left behind by a client that died
        SWITCHSCOPE_TRY(link_.ask("Qqemu.PhyMemMode:0"));
    }
    if (said_.capabilities.step_mask) {
        const std::string mask = SWITCHSCOPE_TRY(link_.ask("qqemu.sstep"));
        if (mask.starts_with("0x")) {
            said_.step_mask = mask.substr(2);
        }
    }
    return {};
}

Result<void> Handshake::read_description() {
    auto layout = read_target_xml([this](const std::string& name) { return read_document(name); },
                                  limits_.target_xml);
    if (layout) {
        said_.layout = std::move(*layout);
        return {};
    }
    if (link_.state() == Link::State::gone) {
        return fail(std::move(layout).error());
    }
    return link_.lose(std::move(layout.error().what), std::move(layout.error().remedy));
}

Result<std::string> Handshake::read_document(const std::string& name) {
    constexpr std::size_t most_rounds = 10'000;
    const std::string shown = printable(name, 60);
    // The frame and the leading `l` or `m` need some bytes, too.
    const std::size_t chunk =
        std::min<std::size_t>(said_.capabilities.packet_size - 8, std::size_t{16} * 1024);
    std::string document;
    for (std::size_t round = 0; round < most_rounds; ++round) {
        std::string request = "qXfer:features:read:" + name + ":";
        append_hex(request, document.size());
        request.push_back(',');
        append_hex(request, chunk);
        const std::string answer = SWITCHSCOPE_TRY(link_.ask(request));
        if (answer.empty()) {
            return fail(en("the target has no document \"%1\"")(shown));
        }
        if (is_error_reply(answer)) {
            return fail(en("the target has no document \"%1\" (it answered %2)")(
                shown, printable(answer, 60)));
        }
        if (answer[0] != 'l' && answer[0] != 'm') {
            return fail(en("asked for the document \"%1\", the target answered \"%2\"")(
                shown, printable(answer, 60)));
        }
        document += std::string_view(answer).substr(1);
        if (answer[0] == 'l') {
            return document;
        }
        if (answer.size() == 1 || document.size() > limits_.target_xml.document_bytes) {
            break;
        }
    }
    return fail(en("the document \"%1\" does not end")(shown));
}

Result<void> Handshake::list_threads() {
    std::string request = "qfThreadInfo";
    // A stub may send empty lists; one that never sends `l` must not keep us here.
    for (std::size_t round = 0; round <= limits_.threads; ++round) {
        const std::string answer = SWITCHSCOPE_TRY(link_.ask(request));
        if (answer == "l") {
            return {};
        }
        if (answer.empty() && round == 0) { // a stub without threads
            said_.threads = {said_.first_stop.thread.value_or(ThreadId{ThreadId::any, 1})};
            return {};
        }
        SWITCHSCOPE_TRY(add_threads(answer));
        request = "qsThreadInfo";
    }
    return link_.lose(en("the list of threads of %1 does not end")(link_.peer()), machine_wanted);
}

/// `mp01.01,p01.02`
Result<void> Handshake::add_threads(std::string_view list) {
    std::vector<ThreadId>& threads = said_.threads;
    if (!list.starts_with('m')) {
        return link_.lose(
            en("asked for its threads, %1 answered \"%2\"")(link_.peer(), printable(list, 60)),
            machine_wanted);
    }
    for (std::string_view rest = list.substr(1); !rest.empty();) {
        const auto id = parse_thread_id(take_until(rest, ','));
        if (!id || std::find(threads.begin(), threads.end(), *id) != threads.end()) {
            return link_.lose(en("the list of threads of %1 has a thread twice, or one without a "
                                 "usable name: \"%2\"")(link_.peer(), printable(list, 60)),
                              machine_wanted);
        }
        if (threads.size() >= limits_.threads) {
            return link_.lose(en("%1 lists more than %2 threads")(link_.peer(), limits_.threads),
                              machine_wanted);
        }
        threads.push_back(*id);
    }
    return {};
}

} // namespace

Result<Introduction> shake_hands(Link& link, const HandshakeLimits& limits) {
    return Handshake(link, limits).shake();
}

} // namespace switchscope::gdb
