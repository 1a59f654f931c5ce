// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace switchscope::app {

/// Text with the signs that HTML and XML keep for themselves written out: "&lt;" for "<".
std::string escaped_markup(std::string_view text);

} // namespace switchscope::app
