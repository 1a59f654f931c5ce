// SPDX-License-Identifier: MIT
#include "gdb/request_words.h"

#include <array>
#include <string>

#include "gdb/protocol.h"

namespace switchscope::gdb {

namespace {

Phrase hex_address(std::string_view digits) {
    return verbatim("0x" + printable(digits, 16));
}

Phrase byte_count(std::string_view digits) {
    const auto bytes = parse_hex(digits);
    if (!bytes) {
        return verbatim("?");
    }
    return *bytes == 1 ? Phrase(en("1 byte")) : en("%1 bytes")(*bytes);
}

Phrase describe_memory(English sentence, std::string_view arguments) {
    const std::string_view address = take_until(arguments, ',');
    return sentence(byte_count(take_until(arguments, ':')), hex_address(address));
}

Phrase describe_register(English sentence, std::string_view arguments) {
    const auto number = parse_hex(take_until(arguments, '='));
    return sentence(number ? Phrase(*number) : verbatim("?"));
}

/// `Z0,80000000,4`: the digit is the kind.
Phrase describe_point(English sentence, std::string_view arguments) {
    static constexpr std::array<English, 5> kinds = {
        en("a breakpoint"), en("a hardware breakpoint"), en("a write watchpoint"),
        en("a read watchpoint"), en("an access watchpoint")};
    const auto kind = parse_hex(take_until(arguments, ','));
    return sentence(kinds.at(kind && *kind < kinds.size() ? *kind : 0),
                    hex_address(take_until(arguments, ',')));
}

Phrase describe_monitor_command(std::string_view digits) {
    const auto command = parse_hex_bytes(digits);
    return en("running the monitor command \"%1\"")(
        command ? printable(std::string(command->begin(), command->end()), 80) : "?");
}

struct Known {
    std::string_view prefix;
    English words;
};

// A prefix of another one stands behind that.
constexpr Known known_requests[] = {
    {"qSupported", en("asking what the target can do")},
    {"QStartNoAckMode", en("switching acknowledgements off")},
    {"qXfer:features:read:", en("reading the target description")},
    {"qfThreadInfo", en("listing the threads")},
    {"qsThreadInfo", en("listing more threads")},
    {"qqemu.PhyMemMode", en("asking for the memory mode")},
    {"Qqemu.PhyMemMode:", en("switching the memory mode")},
    {"qqemu.sstep", en("asking for the step mask")},
    {"Qqemu.sstep=", en("setting the step mask")},
    {"vCont?", en("asking how the target can be resumed")},
    {"vCont;s", en("stepping")},
    {"vCont;c", en("continuing")},
    {"vKill", en("killing the target")},
    {"Hg", en("choosing a thread")},
    {"Hc", en("choosing the thread to resume")},
    {"?", en("asking why the target is stopped")},
    {"bs", en("stepping backwards")},
    {"bc", en("continuing backwards")},
    {"g", en("reading the registers")},
    {"G", en("writing the registers")},
    {"s", en("stepping")},
    {"c", en("continuing")},
    {"k", en("killing the target")},
    {"D", en("detaching")},
};

Phrase words_for(std::string_view payload) {
    constexpr std::string_view monitor = "qRcmd,";
    if (payload.starts_with(monitor)) {
        return describe_monitor_command(payload.substr(monitor.size()));
    }
    for (const Known& known : known_requests) {
        if (payload.starts_with(known.prefix)) {
            return known.words;
        }
    }
    const std::string_view arguments = payload.substr(payload.empty() ? 0 : 1);
    switch (payload.empty() ? '\0' : payload[0]) {
    case 'm':
        return describe_memory(en("reading %1 at %2"), arguments);
    case 'M':
        return describe_memory(en("writing %1 at %2"), arguments);
    case 'p':
        return describe_register(en("reading register number %1"), arguments);
    case 'P':
        return describe_register(en("writing register number %1"), arguments);
    case 'Z':
        return describe_point(en("setting %1 at %2"), arguments);
    case 'z':
        return describe_point(en("clearing %1 at %2"), arguments);
    default:
        return en("sending a request");
    }
}

} // namespace

Phrase describe_request(std::string_view payload) {
    return en("%1 (%2)")(words_for(payload), printable(payload, 60));
}

} // namespace switchscope::gdb
