// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "core/base/error.h"

namespace switchscope::bench {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

inline double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

[[noreturn]] inline void give_up(const std::string& message) {
    std::cerr << "bench: " << message << '\n';
    std::exit(2);
}

template <class T> T must(Result<T> result) {
    if (!result) {
        give_up(result.error().message());
    }
    if constexpr (!std::is_void_v<T>) {
        return std::move(*result);
    }
}

inline double median(std::vector<double> values) {
    std::ranges::sort(values);
    return values[values.size() / 2];
}

struct Contestant {
    std::string name;
    std::function<double()> measure;
    std::vector<double> rates;
    double median() const { return bench::median(rates); }
};

} // namespace switchscope::bench
