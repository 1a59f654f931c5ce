// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace switchscope::app {

/// Text as it stands in HTML and XML.
std::string escaped_markup(std::string_view text);

} // namespace switchscope::app
