// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "app/machines/process.h"
#include "tests/support/run_tool.h"

namespace switchscope::test {

using namespace std::chrono_literals;

struct Outcome {
    int status = -1;
    std::string output, errors;
};

/// Executes the program to its end. `environment` may change variables: "NAME=value" sets one,
/// "NAME" removes one.
inline Outcome run(std::vector<std::string> arguments,
                   const std::vector<std::string>& environment = {}) {
    std::vector<std::string> command{"/usr/bin/env"};
    for (const std::string& one : environment) {
        if (one.find('=') == std::string::npos) {
            command.insert(command.end(), {"-u", one});
        } else {
            command.push_back(one);
        }
    }
    command.emplace_back(SWITCHSCOPE_PROGRAM);
    command.insert(command.end(), arguments.begin(), arguments.end());
    auto child = app::ChildProcess::start({command, {}});
    Outcome outcome;
    if (!child) {
        ADD_FAILURE() << child.error().message();
        return outcome;
    }
    for (int n = 0; n < 6000 && child->ending().empty(); ++n) {
        std::this_thread::sleep_for(10ms);
    }
    const std::string ending = child->ending().english();
    if (ending.starts_with("exited with status ")) {
        outcome.status = std::stoi(ending.substr(19));
    }
    outcome.output = child->output(1 << 24);
    outcome.errors = child->errors();
    return outcome;
}

template <class Condition> bool eventually(Condition condition) {
    for (int n = 0; n < 1000; ++n) {
        if (condition()) {
            return true;
        }
        std::this_thread::sleep_for(10ms);
    }
    return false;
}

} // namespace switchscope::test
