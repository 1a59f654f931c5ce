// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "app/machines/demo.h"
#include "app/machines/open_target.h"
#include "core/session/session_provider.h"

namespace switchscope::app {

/// What the window can open: the demo variants, and the machines it was pointed at.
class TargetProvider final : public SessionProvider {
  public:
    /// `demo`: how the demo machine runs, whichever variant.
    explicit TargetProvider(TargetSpec demo = {}) : demo_(std::move(demo)) {}

    /// Another one, shown on the start page; its id.
    std::string add(TargetSpec target);

    std::vector<TargetChoice> choices() const override;
    Result<std::string> choose(const AttachRequest& request) override;
    Result<std::unique_ptr<Session>> open(const std::string& choice_id,
                                          std::stop_token cancel) override;

  private:
    TargetSpec demo_;
    mutable std::mutex mutex_;                ///< open() is called on the window's worker
    std::map<std::string, TargetSpec> added_; ///< by id
};

} // namespace switchscope::app
