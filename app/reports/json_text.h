// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace switchscope::app {

/// A JSON value as text. Names of files need not be UTF-8, on disk and in DWARF: bytes that are none
/// become U+FFFD, where dump() alone would throw.
template <class Json> std::string json_text(const Json& json, int indent = -1) {
    return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

} // namespace switchscope::app
