// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "app/pages/excerpt.h"

namespace switchscope::app {

/// An excerpt as the JSON that assets/page/model.js reads: first what does not change, then the
/// steps as differences. The page computes the state of any moment from them. The same excerpt
/// gives the same bytes.
///
/// **Places** go by number. With H harts and R rows in the lanes, the register of row r of the hart
/// with index h is hR + r. The slots follow: those of area a from HR + 2Ra on, first the R that the
/// host's lane shows, then the guest's. Behind them come the `others` by name. `harts` has pairs:
/// the number of a hart in the machine, and its index.
///
/// **A step** is the number of its *shape*, followed by the values that its shape does not say. The
/// shape is everything of a step but values; equal steps share it. The values that are missing are
/// those of effects that do not just copy what the place they come from held. Values are hex
/// without 0x or leading zeros; null: not available.
///
/// **Owners** change with a step as its shape says. In front of a step, negative numbers -(n+1) may
/// stand: from that moment on owners[n] holds, a pair of the index of a hart and a digit for each
/// place that this hart sees (its own registers, then all slots). That is so where a hart enters
/// the routine, and behind the last step where it is about to.
std::string page_data(const Excerpt& excerpt);

} // namespace switchscope::app
