// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "app/pages/excerpt.h"

namespace switchscope::app {

/// The switches of an excerpt as Markdown tables, with a row for each instruction of the routine.
/// What the guest or C code does between them is one row. Where harts take turns, each turn stands
/// in a table under the heading of its switch.
std::string markdown_tables(const Excerpt& excerpt);

} // namespace switchscope::app
