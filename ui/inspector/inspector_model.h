// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <vector>

#include <QString>

#include "core/moment/current_switch.h"
#include "core/session/session.h"
#include "ui/look/theme.h"

namespace switchscope::ui {

QString owner_text(Owner owner); ///< "host", in the language of the program

struct InspectorRow {
    QString key;
    QString value;
    Role role = Role::text;
    bool mono = true;
    bool hex = false; ///< a hex number, whose leading zeros are dimmed
    bool operator==(const InspectorRow&) const = default;
};

/// A bit field of a CSR.
struct InspectorField {
    QString name;
    QString bits;  ///< "14:13"
    QString value; ///< "3 (dirty)"
    QString meaning;
    bool changed = false; ///< the last step changed it
    bool operator==(const InspectorField&) const = default;
};

/// One of the steps that brought a value to the selected place.
struct InspectorStep {
    std::size_t step = 0; ///< index in the recording; the position behind it is step + 1
    QString text;         ///< the instruction
    QString where;        ///< the macro or world of the step
    Role role = Role::text;
    bool operator==(const InspectorStep&) const = default;
};

/// Everything that the inspector shows about one register or slot at the cursor.
struct Inspection {
    QString name;
    std::optional<Location> location;
    std::optional<std::uint64_t> value;
    std::vector<InspectorRow> rows;
    std::vector<InspectorField> fields;
    std::vector<InspectorStep> chain; ///< the steps that moved the value here, oldest first
    std::size_t chain_left_out = 0;   ///< the number of older steps that are not in `chain`
    /// The world switch of the chain, counted from 0, where that is an earlier switch than the
    /// cursor's. None: it is the cursor's.
    std::optional<std::size_t> chain_switch;
    std::optional<std::size_t> previous_write, next_write;
    bool operator==(const Inspection&) const = default;
};

Inspection inspect(const SessionFacts& facts, const Timeline& timeline, const CurrentSwitch& now,
                   const Location& location);

} // namespace switchscope::ui
