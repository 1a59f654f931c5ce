// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/phrase.h"
#include "core/session/session.h"

namespace switchscope {

/// A target that the program can start or open by itself, for the start page.
struct TargetChoice {
    std::string id;      ///< "macro"
    Phrase name;         ///< "Demo machine: macro"
    Phrase description;  ///< one sentence
    bool broken = false; ///< on purpose: it has a bug that is to be found
};

/// A machine that runs already, as the user describes it.
struct AttachRequest {
    std::string address;           ///< "127.0.0.1:1234", "unix:/run/user/1000/vm"
    std::filesystem::path image;   ///< the vmlinux that runs there
    std::filesystem::path sources; ///< folder of its sources; may be empty
    /// Files of its modules. Where KVM is a module and there are none, kvm.ko is looked for beside
    /// the image.
    std::vector<std::filesystem::path> modules{};
};

/// Opens sessions; implemented where programs are started (app/). open() may take a while, so it is
/// for the worker thread. The other calls return at once.
class SessionProvider {
  public:
    virtual ~SessionProvider() = default;
    virtual std::vector<TargetChoice> choices() const = 0;
    /// Makes a choice of a machine that runs already; its id. An Error says what is wrong with the
    /// request itself.
    virtual Result<std::string> choose(const AttachRequest& request);
    virtual Result<std::unique_ptr<Session>> open(const std::string& choice_id,
                                                  std::stop_token cancel) = 0;
};

} // namespace switchscope
