// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "app/machines/demo.h"
#include "app/machines/open_target.h"
#include "core/session/session.h"

namespace switchscope::app {

/// Opens what the start page of the window offers: the demo variants, and machines that the user
/// added.
class TargetProvider final : public SessionProvider {
  public:
    /// `demo` has the options for all demo variants.
    explicit TargetProvider(TargetSpec demo = {}) : demo_(std::move(demo)) {}

    /// Adds a machine to the start page. Returns its id.
    std::string add(TargetSpec target);

    std::vector<TargetChoice> choices() const override;
    Result<std::string> choose(const AttachRequest& request) override;
    Result<std::unique_ptr<Session>> open(const std::string& choice_id,
                                          std::stop_token cancel) override;

  private:
    TargetSpec demo_;
    mutable std::mutex mutex_;                ///< the window's worker thread calls open()
    std::map<std::string, TargetSpec> added_; ///< by id
};

} // namespace switchscope::app
