// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/image/save_area.h"
#include "core/model/machine_state.h"
#include "core/model/step.h"

namespace switchscope {

/// A condition on one moment, as users type it: `cause == 23 && guest_context.a7 >= 0x10`.
///
///     or         = and { "||" and }
///     and        = one { "&&" one }
///     one        = "(" or ")" | operand ("==" | "!=" | "<" | "<=" | ">" | ">=") operand
///     operand    = number (0x1f, 31) | "text in quotes" | name
///     name       = a GPR | a CSR | a slot by path or label (host_context.ra, guest.s3)
///                | "pc" | "switch" | "world" | "host" | "guest" | "firmware" | "cause"
///
/// A slot is that of the vCPU in force. `switch` is the number of the world switch, from 0. `cause`
/// is the cause of the exit that this step is, as a number (scause) or compared with a text.
/// Numbers compare unsigned. A comparison with a value that is not known is false, and so is one
/// with the cause of a step that is no exit.
class Condition {
  public:
    /// Parses all of `text`. The Error says what is wrong and at which character.
    static Result<Condition> parse(std::string_view text, const SaveArea& area);
    /// Parses a condition that begins at `at` in a longer text, and moves `at` past its last word.
    /// The Error counts the characters of the whole text.
    static Result<Condition> parse_at(std::string_view text, std::size_t& at, const SaveArea& area);
    Condition(Condition&&) noexcept;
    Condition& operator=(Condition&&) noexcept;
    ~Condition();

    /// Whether it holds after `step`, when the machine is in `state`.
    bool holds(const MachineState& state, const Step& step) const;

    /// What must be known of a moment to evaluate the condition.
    struct Needs {
        /// Each once. Slots are those of area 0, whichever is in force. For `cause` scause is among
        /// them.
        std::vector<Location> places;
        bool switch_number = false;
    };
    Needs needs() const;

    struct Node;

  private:
    explicit Condition(std::unique_ptr<Node> root);
    std::unique_ptr<Node> root_;
};

} // namespace switchscope
