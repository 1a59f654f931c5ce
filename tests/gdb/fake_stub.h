// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "gdb/packet.h"
#include "gdb/transport.h"

namespace switchscope::gdb::test {

/// A stub in a thread of its own. It answers like QEMU with two RISC-V harts until `instead` makes
/// it misbehave.
class FakeStub {
  public:
    /// The other end of the connection belongs to the stub.
    explicit FakeStub(std::unique_ptr<Transport> transport);
    ~FakeStub();
    FakeStub(const FakeStub&) = delete;
    FakeStub& operator=(const FakeStub&) = delete;

    /// What to do with a request: send these bytes as they are, or nothing where they are empty.
    /// None: do the usual.
    std::function<std::optional<std::string>(std::string_view request)> instead;
    /// `instead` returns it to hang up.
    static constexpr const char* hang_up = "<hang up>";
    /// Sent before anything is asked.
    std::string greeting;
    std::string supported = "PacketSize=1000;qXfer:features:read+;vContSupported+;multiprocess+";
    bool qemu = true;                                    ///< answers QEMU's own queries
    bool monitor = true;                                 ///< knows qRcmd
    std::string monitor_text = "CPU#0\n V      =   1\n"; ///< what each monitor command prints
    bool wants_acks = false; ///< repeats each reply until it is acknowledged
    std::map<std::string, std::string> documents;

    void start();

    /// The requests that came, with "^C" for an interrupt. Signs are among them as "+" and "-" only
    /// where wants_acks is set.
    std::vector<std::string> requests() const;
    /// What a well-behaved stub sends for this request.
    std::string usual(std::string_view request);
    /// The number of packets and signs that arrived while the target ran, other than an interrupt:
    /// each would have stopped QEMU.
    int disturbances() const;

  private:
    void serve();
    bool answer(std::string_view request);
    std::string usual_payload(std::string_view request);
    std::string document(std::string_view arguments) const;
    bool send(const std::string& bytes);

    std::unique_ptr<Transport> transport_;
    mutable std::mutex mutex_;
    std::vector<std::string> requests_;
    std::string last_sent_;
    bool running_ = false;
    bool no_acks_ = false;
    int disturbances_ = 0;
    std::jthread thread_;
};

} // namespace switchscope::gdb::test
