// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/image/image.h"
#include "core/model/machine_state.h"
#include "core/model/session_facts.h"
#include "core/session/target.h"
#include "core/session/trace_options.h"
#include "core/trace/timeline.h"

namespace switchscope {

/// What a session tells while it advances, in order.
class SessionListener {
  public:
    virtual ~SessionListener() = default;
    virtual void
    area_met(const MachineState::Area& area) = 0; ///< before the first step that uses it
    virtual void stepped(const Step& step) = 0;
    /// Something the user should know: the machine was reset. A sentence.
    virtual void noted(const std::string& /*what*/) {}
};

/// A live target being stepped. Belongs to one thread (a worker, where there is a window).
class Session {
  public:
    virtual ~Session() = default;
    virtual std::shared_ptr<const SessionFacts> facts() const = 0;
    /// The state now: where a recording of this session starts when it is taken before any advance().
    virtual const MachineState& state() const = 0;
    /// Lets the target go on by one stride, reporting each step. A cancelled advance stops soon and is no error.
    /// After an Error the target is gone (its text says why) and only the steps reported so far count.
    virtual Result<void> advance(Stride stride, SessionListener& listener,
                                 std::stop_token cancel) = 0;
    /// Lets the target run and reports steps from the log it writes meanwhile: many times as fast. Starts at the
    /// routine's next entry. A cancelled trace stops soon and is no error. At the end one step of kind `run` leads to
    /// where the target stands then, from where it can be advanced.
    virtual Result<TraceProgress> trace(const TraceOptions& options, SessionListener& listener,
                                        std::stop_token cancel);

    virtual bool can_reconnect() const { return false; }
    /// Connects to the same machine again, after an Error or not, and lets it go to the routine's next entry, which is
    /// told as one step of kind `run`: the recording goes on. After an Error it can be tried again.
    virtual Result<void> reconnect(SessionListener& listener, std::stop_token cancel);
};

inline Result<TraceProgress> Session::trace(const TraceOptions&, SessionListener&,
                                            std::stop_token) {
    return fail("this target writes no log that could be traced", "Record with --mode step.");
}

inline Result<void> Session::reconnect(SessionListener&, std::stop_token) {
    return fail("this target cannot be connected to again");
}

/// A target the program can start or open by itself, for the start page.
struct TargetChoice {
    std::string id;          ///< "macro"
    std::string name;        ///< "Macro"
    std::string description; ///< one sentence
};

/// A machine that runs already, as the user describes it.
struct AttachRequest {
    std::string address;           ///< "127.0.0.1:1234", "unix:/run/user/1000/vm"
    std::filesystem::path image;   ///< the vmlinux that runs there
    std::filesystem::path sources; ///< folder of its sources; may be empty
};

/// Opens sessions; implemented where programs are started (app/). open() may take a while: call it on the worker. The
/// others return at once.
class SessionProvider {
  public:
    virtual ~SessionProvider() = default;
    virtual std::vector<TargetChoice> choices() const = 0;
    /// Makes a choice of a machine that runs already; its id. An Error says what is wrong with the request itself.
    virtual Result<std::string> choose(const AttachRequest& request);
    virtual Result<std::unique_ptr<Session>> open(const std::string& choice_id,
                                                  std::stop_token cancel) = 0;
};

inline Result<std::string> SessionProvider::choose(const AttachRequest&) {
    return fail("nothing can be attached to from here");
}

} // namespace switchscope
