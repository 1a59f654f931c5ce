// SPDX-License-Identifier: MIT
#pragma once

#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/isa/registers.h"

namespace switchscope {

/// Writes the operands of one instruction: registers and numbers, with commas between them.
/// Numbers below 10 are decimal, others hexadecimal. The text is emptied first.
class Operands {
  public:
    explicit Operands(std::string& text) : text_(text) { text_.clear(); }

    Operands& gpr(unsigned number) {
        comma();
        text_ += gpr_name(number);
        return *this;
    }
    Operands& csr(unsigned number) {
        comma();
        text_ += csr_name(number);
        return *this;
    }
    Operands& word(std::string_view text) {
        comma();
        text_ += text;
        return *this;
    }
    Operands& number(std::int64_t value) {
        comma();
        append(value);
        return *this;
    }
    Operands& hex(std::uint64_t value) {
        comma();
        append_hex(value);
        return *this;
    }
    /// "0x38(a0)"
    Operands& memory(std::int64_t offset, unsigned base) {
        comma();
        append(offset);
        return at(base);
    }
    /// "(a0)"
    Operands& memory(unsigned base) {
        comma();
        return at(base);
    }

  private:
    void comma() {
        if (!text_.empty()) {
            text_ += ", ";
        }
    }
    Operands& at(unsigned base) {
        text_ += '(';
        text_ += gpr_name(base);
        text_ += ')';
        return *this;
    }
    void append(std::int64_t value) {
        auto magnitude = static_cast<std::uint64_t>(value);
        if (value < 0) {
            text_ += '-';
            magnitude = 0 - magnitude;
        }
        if (magnitude < 10) {
            text_ += static_cast<char>('0' + magnitude);
        } else {
            append_hex(magnitude);
        }
    }
    void append_hex(std::uint64_t value) {
        char digits[16];
        const auto end = std::to_chars(std::begin(digits), std::end(digits), value, 16).ptr;
        text_ += "0x";
        text_.append(std::begin(digits), end);
    }

    std::string& text_;
};

} // namespace switchscope
