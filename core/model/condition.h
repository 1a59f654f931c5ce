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

/// A question about a moment, as people type it: `cause == 23 && guest_context.a7 >= 0x10`.
///
///     or         = and { "||" and }
///     and        = one { "&&" one }
///     one        = "(" or ")" | operand ("==" | "!=" | "<" | "<=" | ">" | ">=") operand
///     operand    = number (0x1f, 31) | "text in quotes" | name
///     name       = a GPR, a CSR, a slot by path or label (host_context.ra, guest.s3; of the vCPU in force), pc,
///                  switch (number of the world switch, from 0), world (host, guest or firmware),
///                  cause (of the exit with which the guest's run ended, by scause or as a text)
///
/// Numbers compare unsigned. A value that is not there (not an exit, not available) makes its comparison false.
class Condition {
  public:
    /// An Error says what is wrong and at which character.
    static Result<Condition> parse(std::string_view text, const SaveArea& area);
    /// One that begins at `at` in a longer text; moves `at` to behind its last word. The Error counts the characters
    /// of the whole text.
    static Result<Condition> parse_at(std::string_view text, std::size_t& at, const SaveArea& area);
    Condition(Condition&&) noexcept;
    Condition& operator=(Condition&&) noexcept;
    ~Condition();

    /// `state`: after `step`.
    bool holds(const MachineState& state, const Step& step) const;

    /// What has to be known of a moment for this to be answered. Slots are those of area 0, whichever is in force.
    struct Needs {
        std::vector<Location> places; ///< scause among them for `cause`; each once
        bool switch_number = false;
    };
    Needs needs() const;

    struct Node;

  private:
    explicit Condition(std::unique_ptr<Node> root);
    std::unique_ptr<Node> root_;
};

} // namespace switchscope
