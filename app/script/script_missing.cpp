// SPDX-License-Identifier: MIT
#include "app/cli.h"
#include "app/script/script_command.h"

namespace switchscope::app {

int run_script_command(int, char**, const ScriptOptions&) {
    return report({en("this program was built without Qt, whose interpreter runs scripts"),
                   en("Build it with -DSWITCHSCOPE_GUI=ON.")});
}

} // namespace switchscope::app
