// SPDX-License-Identifier: MIT
#include "core/base/error.h"

namespace switchscope {

Error Error::while_doing(const Phrase& doing) const {
    return {en("%1: %2")(doing, what), remedy, absent};
}

std::string Error::message() const {
    return remedy.empty() ? what.english() : what.english() + "\n" + remedy.english();
}

} // namespace switchscope
