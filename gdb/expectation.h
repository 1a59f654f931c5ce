// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "gdb/batch.h"
#include "gdb/link_options.h"
#include "gdb/protocol.h"
#include "gdb/transport.h"

namespace switchscope::gdb {

/// What a link waits for: the reply to a request, a stop, or the end of the connection.
///
/// The link has one loop for all of them. It takes in what comes, and asks the expectation what to
/// do. An expectation does no I/O itself. An Error of its functions means that the connection is of
/// no use any more.
class Expectation {
  public:
    /// What the link has to do, and then to wait on, except for `done`.
    enum class Next : std::uint8_t {
        wait,
        done,
        interrupt,    ///< ask the target to stop
        print,        ///< show what the target printed
        drop,         ///< note that the packet belonged to no request
        refuse_files, ///< answer that there is no file service
    };

    /// The request, and the names that messages need.
    struct Subject {
        const std::string& peer;
        const LinkOptions& options;
        Batch& batch;
        std::size_t index = 0;
    };

    explicit Expectation(const Subject& subject) : subject_(subject) {}
    virtual ~Expectation() = default;
    Expectation(const Expectation&) = delete;
    Expectation& operator=(const Expectation&) = delete;

    const Batch& batch() const { return subject_.batch; }
    std::size_t index() const { return subject_.index; }
    Phrase doing() const { return subject_.batch.describe(subject_.index); }
    /// The moment at which silence() is asked.
    Deadline deadline() const { return deadline_; }

    /// Asked in front of each wait: somebody may want it to end.
    virtual Result<Next> before_wait() { return Next::wait; }
    virtual Result<Next> packet(std::string_view payload) = 0;
    virtual Result<Next> silence() = 0;
    /// The other side ended the connection.
    virtual Result<Next> hang_up();
    /// Whether a damaged packet may be asked for again.
    virtual bool may_ask_again() const { return true; }
    /// Whether the request may be sent again because the stub did not understand it.
    virtual bool may_send_again() const { return true; }

  protected:
    Subject subject_;
    Deadline deadline_ = no_deadline;
};

/// Waits for the reply to a request, and puts it into the batch.
class AwaitedReply final : public Expectation {
  public:
    /// `only`: no other request waits for its reply. Then it is clear which packet is meant when
    /// one has to be sent again.
    AwaitedReply(const Subject& subject, bool only);

    Result<Next> before_wait() override;
    Result<Next> packet(std::string_view payload) override;
    Result<Next> silence() override;
    bool may_ask_again() const override { return only_; }
    bool may_send_again() const override { return only_; }

  private:
    Result<Next> monitor_text(std::string_view payload);
    Result<Next> more(Next what);

    bool only_;
    bool monitor_;
    std::size_t packets_ = 0; ///< that were not the reply
};

/// Waits for the stop behind a resume, and has the target interrupted when it takes too long.
/// A resume that the stub refuses ends it as well: the batch has the refusal as its reply.
class AwaitedStop final : public Expectation {
  public:
    AwaitedStop(const Subject& subject, const RunOptions& run);

    Result<Next> before_wait() override;
    Result<Next> packet(std::string_view payload) override;
    Result<Next> silence() override;
    bool may_send_again() const override { return !interrupted_; }

    /// Valid when it is done and the resume was not refused.
    StopReply take() { return std::move(stop_); }

  private:
    Result<Next> interrupt();

    const RunOptions& run_;
    bool interrupted_ = false;
    bool timed_out_ = false;
    StopReply stop_;
};

/// Waits for the end of a target that was killed: a hang-up, an exit packet or an OK.
class AwaitedEnd final : public Expectation {
  public:
    explicit AwaitedEnd(const Subject& subject);

    Result<Next> packet(std::string_view payload) override;
    Result<Next> silence() override;
    Result<Next> hang_up() override { return Next::done; }
};

} // namespace switchscope::gdb
