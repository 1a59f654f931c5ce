// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "app/pages/excerpt.h"

namespace switchscope::app {

/// An excerpt as the JSON that assets/page/model.js reads: what does not change, then steps as differences, the state of
/// any moment being computed in the page. The same excerpt gives the same bytes.
///
/// Places go by number: with R rows in the lanes, row r is register r; area a's host slot of it R + 2Ra + r, its guest
/// slot R further; then come the `others` by name. A step is the number of its *shape* (everything but values, told
/// once) and those values that its shape does not say: of effects that are not just a copy of what the place they come
/// from held. Where the routine is entered a negative number -(n+1) stands in front: from here on values belong to
/// whom owners[n] says. Values are hex without 0x or leading zeros; null: not available.
std::string page_data(const Excerpt& excerpt);

} // namespace switchscope::app
