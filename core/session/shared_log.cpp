// SPDX-License-Identifier: MIT
#include "core/session/shared_log.h"

#include <array>
#include <span>

namespace switchscope {

const Instruction* SharedLog::find_code(std::uint64_t host_code) const {
    const auto known = code_.find(host_code);
    return known == code_.end() ? nullptr : &known->second;
}

void SharedLog::code(const LoggedCode& code) {
    constexpr std::size_t most = 4096;
    if (fresh_code_.size() >= most) {
        fresh_code_.clear();
    }
    fresh_code_[code.pc] = code;
}

void SharedLog::translated(const LoggedBlock& block) {
    const auto fresh = fresh_code_.find(block.pc);
    if (fresh == fresh_code_.end()) {
        return;
    }
    const LoggedCode& code = fresh->second;
    const std::array bytes{static_cast<std::uint8_t>(code.encoding),
                           static_cast<std::uint8_t>(code.encoding >> 8),
                           static_cast<std::uint8_t>(code.encoding >> 16),
                           static_cast<std::uint8_t>(code.encoding >> 24)};
    code_.erase(block.host_code);
    if (auto decoded = decode(std::span(bytes).first(code.size), code.pc)) {
        code_.emplace(block.host_code, std::move(*decoded));
    }
    fresh_code_.erase(fresh);
}

} // namespace switchscope
