// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace switchscope::app {

/// A JSON value as text. Names of files need not be UTF-8, on disk or in DWARF. Bytes that are not
/// become U+FFFD; dump() alone would throw.
template <class Json> std::string json_text(const Json& json, int indent = -1) {
    return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

} // namespace switchscope::app
