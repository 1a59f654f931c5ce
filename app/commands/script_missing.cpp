// SPDX-License-Identifier: MIT
#include "app/commands/cli.h"
#include "app/commands/script_command.h"

namespace switchscope::app {

namespace {

int report_missing() {
    return report({en("this program was built without Qt, whose interpreter runs scripts"),
                   en("Build it with -DSWITCHSCOPE_GUI=ON.")});
}

} // namespace

int run_script_command(int, char**, const ScriptOptions&) {
    return report_missing();
}

int run_script_export(int, char**, const ScriptPlay&, const PageFormat&, const PageOptions&,
                      const std::filesystem::path&) {
    return report_missing();
}

} // namespace switchscope::app
