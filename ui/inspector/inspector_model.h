// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <vector>

#include <QString>

#include "core/session/session.h"
#include "ui/look/theme.h"
#include "core/moment/current_switch.h"

namespace switchscope::ui {

QString owner_text(Owner owner); ///< "host", in the language of the program

struct InspectorRow {
    QString key;
    QString value;
    Role role = Role::text;
    bool mono = true;
    bool hex = false; ///< its leading zeros say nothing
    bool operator==(const InspectorRow&) const = default;
};

/// A bit field of a CSR.
struct InspectorField {
    QString name;
    QString bits;  ///< "14:13"
    QString value; ///< "3 (dirty)"
    QString meaning;
    bool changed = false; ///< by the last step
    bool operator==(const InspectorField&) const = default;
};

/// A step that moved the value of the selected place there.
struct InspectorStep {
    std::size_t step = 0; ///< index in the recording; standing behind it is position step + 1
    QString text;         ///< the instruction
    QString where;        ///< in which macro or world
    Role role = Role::text;
    bool operator==(const InspectorStep&) const = default;
};

/// All there is to say about one register or slot at the cursor.
struct Inspection {
    QString name;
    std::optional<Location> location;
    std::optional<std::uint64_t> value;
    std::vector<InspectorRow> rows;
    std::vector<InspectorField> fields;
    std::vector<InspectorStep> chain; ///< the way the value came, oldest first
    std::size_t chain_left_out = 0;   ///< older steps of it
    /// The world switch of the chain, counted from 0, where it is not the cursor's: nothing has moved the value since.
    std::optional<std::size_t> chain_switch;
    std::optional<std::size_t> previous_write, next_write;
    bool operator==(const Inspection&) const = default;
};

Inspection inspect(const SessionFacts& facts, const Timeline& timeline, const CurrentSwitch& now,
                   const Location& location);

} // namespace switchscope::ui
