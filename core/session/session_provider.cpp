// SPDX-License-Identifier: MIT
#include "core/session/session_provider.h"

namespace switchscope {

Result<std::string> SessionProvider::choose(const AttachRequest&) {
    return fail(en("nothing can be attached to from here"));
}

} // namespace switchscope
