// SPDX-License-Identifier: MIT
#include "fake_stub.h"

#include <array>

#include "gdb/protocol.h"

namespace switchscope::gdb::test {

namespace {

std::string core_registers() {
    std::string xml = R"(<feature name="org.gnu.gdb.riscv.cpu">)";
    for (const char* name :
         {"zero", "ra", "sp", "gp", "tp",  "t0",  "t1", "t2", "fp", "s1", "a0",
          "a1",   "a2", "a3", "a4", "a5",  "a6",  "a7", "s2", "s3", "s4", "s5",
          "s6",   "s7", "s8", "s9", "s10", "s11", "t3", "t4", "t5", "t6", "pc"}) {
        xml += std::string("<reg name=\"") + name + "\" bitsize=\"64\"/>";
    }
    return xml + "</feature>";
}

} // namespace

FakeStub::FakeStub(std::unique_ptr<Transport> transport) : transport_(std::move(transport)) {
    documents["target.xml"] =
        R"(<target><architecture>riscv:rv64</architecture>)"
        R"(<xi:include href="cpu.xml"/><xi:include href="rest.xml"/></target>)";
    documents["cpu.xml"] = core_registers();
    documents["rest.xml"] = R"(<feature name="csr"><reg name="priv" bitsize="64" regnum="70"/>)"
                            R"(<reg name="sstatus" bitsize="64" regnum="322"/>)"
                            R"(<reg name="time" bitsize="64" regnum="3145"/></feature>)";
}

FakeStub::~FakeStub() {
    transport_->wake();
    thread_ = {};
}

void FakeStub::start() {
    thread_ = std::jthread([this] { serve(); });
}

std::vector<std::string> FakeStub::requests() const {
    const std::scoped_lock lock(mutex_);
    return requests_;
}

int FakeStub::disturbances() const {
    const std::scoped_lock lock(mutex_);
    return disturbances_;
}

bool FakeStub::send(const std::string& bytes) {
    return transport_->write_all(bytes, Clock::now() + std::chrono::seconds(10)).has_value();
}

void FakeStub::serve() {
    if (!greeting.empty()) {
        send(greeting);
    }
    PacketDecoder decoder;
    std::array<std::uint8_t, 4096> buffer{};
    while (true) {
        const auto read = transport_->read_some(buffer, no_deadline);
        if (!read || read->status != ReadOutcome::Status::data) {
            return;
        }
        std::span<const std::uint8_t> input(buffer.data(), read->size);
        while (const auto event = decoder.next(input)) {
            bool go_on = true;
            switch (event->kind) {
            case PacketEvent::Kind::packet:
                go_on = answer(event->payload);
                break;
            case PacketEvent::Kind::interrupt: {
                const std::scoped_lock lock(mutex_);
                requests_.emplace_back("^C");
                if (std::exchange(running_, false)) {
                    const std::string stop = instead ? instead("^C").value_or("*") : "*";
                    go_on = send(stop == "*" ? encode_packet("T02thread:p01.01;") : stop);
                }
                break;
            }
            case PacketEvent::Kind::nak:
                go_on = send(last_sent_);
                [[fallthrough]];
            default: {
                const std::scoped_lock lock(mutex_);
                disturbances_ += running_ ? 1 : 0;
                if (wants_acks) {
                    requests_.emplace_back(event->kind == PacketEvent::Kind::ack ? "+" : "-");
                }
            }
            }
            if (!go_on) {
                transport_->close();
                return;
            }
        }
    }
}

bool FakeStub::answer(std::string_view request) {
    {
        const std::scoped_lock lock(mutex_);
        requests_.emplace_back(request);
        disturbances_ += running_ ? 1 : 0;
    }
    std::optional<std::string> bytes;
    if (instead) {
        bytes = instead(request);
    }
    if (bytes == hang_up) {
        return false;
    }
    last_sent_ = usual(request);
    const bool acks = !no_acks_;
    if (request == "QStartNoAckMode") {
        no_acks_ = true;
    }
    return send((acks ? "+" : "") + bytes.value_or(last_sent_));
}

std::string FakeStub::usual(std::string_view request) {
    if (request == "vCont;c" || request == "c") {
        const std::scoped_lock lock(mutex_);
        running_ = true;
        return {};
    }
    if (request.starts_with("qRcmd,") && monitor) {
        std::string text;
        append_hex_text(text, monitor_text);
        return encode_packet("O" + text.substr(0, 8)) + encode_packet("O" + text.substr(8)) +
               encode_packet("OK");
    }
    return encode_packet(usual_payload(request));
}

std::string FakeStub::document(std::string_view arguments) const {
    const std::size_t colon = arguments.find(':');
    const auto found = documents.find(std::string(arguments.substr(0, colon)));
    if (found == documents.end()) {
        return "E00";
    }
    arguments.remove_prefix(colon + 1);
    const std::size_t comma = arguments.find(',');
    const std::size_t offset = parse_hex(arguments.substr(0, comma)).value_or(0);
    const std::size_t length =
        std::min<std::size_t>(parse_hex(arguments.substr(comma + 1)).value_or(0), 2045);
    if (offset > found->second.size()) {
        return "E00";
    }
    const std::string part = found->second.substr(offset, length);
    return (offset + part.size() < found->second.size() ? "m" : "l") + part;
}

std::string FakeStub::usual_payload(std::string_view request) {
    const auto is = [request](std::string_view prefix) { return request.starts_with(prefix); };
    if (is("qSupported")) {
        return supported;
    }
    if (is("qXfer:features:read:")) {
        return document(request.substr(20));
    }
    if (is("qqemu.") && !qemu) {
        return "";
    }
    if (request == "qqemu.sstepbits") {
        return "ENABLE=1,NOIRQ=2,NOTIMER=4";
    }
    if (request == "qqemu.PhyMemMode") {
        return "0";
    }
    if (request == "vCont?") {
        return "vCont;c;C;s;S";
    }
    if (request == "?" || is("vCont;s")) {
        return "T05thread:p01.01;";
    }
    if (request == "qfThreadInfo") {
        return "mp01.01";
    }
    if (request == "qsThreadInfo") {
        const std::scoped_lock lock(mutex_);
        return requests_.size() >= 2 && requests_[requests_.size() - 2] == "qfThreadInfo"
                   ? "mp01.02"
                   : "l";
    }
    if (request == "g") {
        std::string out;
        for (std::uint8_t i = 0; i < 33; ++i) {
            append_hex_bytes(out, std::array<std::uint8_t, 8>{i, 0x10, 0, 0, 0, 0, 0, 0x80});
        }
        return out;
    }
    if (request == "p46") {
        return "0100000000000000";
    }
    if (request == "pc49") {
        return "E14";
    }
    if (is("p")) {
        return "2a00000000000000";
    }
    if (is("m")) {
        const std::size_t comma = request.find(',');
        const std::size_t size = parse_hex(request.substr(comma + 1)).value_or(0);
        const std::uint64_t address = parse_hex(request.substr(1, comma - 1)).value_or(0);
        if (address < 0x1000) {
            return "E14";
        }
        std::string out;
        for (std::size_t i = 0; i < size; ++i) {
            append_hex_bytes(out, std::array{static_cast<std::uint8_t>(address + i)});
        }
        return size > 0x800 ? "E22" : out;
    }
    for (const char* prefix : {"H", "Z", "z", "M", "P", "Q", "D"}) {
        if (is(prefix)) {
            return "OK";
        }
    }
    return "";
}

} // namespace switchscope::gdb::test
