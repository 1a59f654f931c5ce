// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "app/pages/excerpt.h"

namespace switchscope::app {

/// The switches of an excerpt as Markdown tables, a row an instruction of the routine; what the guest or C code does
/// between them is one row.
std::string markdown_tables(const Excerpt& excerpt);

} // namespace switchscope::app
