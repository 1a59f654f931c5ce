// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>

#include "app/pages/excerpt.h"

namespace switchscope::app {

/// One HTML file that needs nothing else. It shows the three lanes, the routine, the timeline and
/// the sentences of an excerpt, and keys step through it. The same excerpt gives the same bytes. An
/// Error where the excerpt has more than most_page_steps steps, which is too much for a browser.
Result<std::string> html_page(const Excerpt& excerpt);

inline constexpr std::size_t most_page_steps = 2'000'000;

} // namespace switchscope::app
