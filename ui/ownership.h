// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <map>
#include <memory>

#include "core/session/session.h"

namespace switchscope::ui {

/// Whose value a place holds: what its colour says.
enum class Owner : std::uint8_t {
    host,
    guest,
    plumbing, ///< the struct pointer, the return label: the switch's own
    scratch,  ///< belongs to nobody: a register the host does not keep, or a value on its way
};
const char* owner_name(Owner owner); ///< "host", "guest", "switch", "scratch"

/// Follows values through the steps of one world switch, from its entry on.
class Ownership {
  public:
    /// `at_entry`: the state before the first step given to apply().
    Ownership(std::shared_ptr<const SessionFacts> facts, const MachineState& at_entry);

    void apply(const Step& step);
    /// For memory: whose world it is cannot be told, so `scratch`.
    Owner of(const Location& location) const;

  private:
    using SlotKey = std::pair<std::uint16_t, std::uint64_t>; ///< area, slot index

    /// Who owns the register when nothing has moved: the host, where it keeps the register across a switch.
    Owner at_rest(const Location& location) const;
    Owner after(const Effect& effect, const Step& step) const;
    bool is_plumbing(std::uint64_t value) const;
    void set(const Location& location, Owner owner);

    std::shared_ptr<const SessionFacts> facts_;
    std::uint64_t struct_address_ = 0; ///< of the save area in force; 0: not known
    std::array<Owner, 32> gprs_{};
    std::map<std::uint64_t, Owner> csrs_; ///< those that differ from at_rest()
    std::map<SlotKey, Owner> slots_;      ///< those that were written
};

} // namespace switchscope::ui
