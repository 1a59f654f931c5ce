// SPDX-License-Identifier: MIT
#pragma once

#include <memory>

#include <QAbstractItemModel>

#include "ui/lanes/lanes_arrangement.h"
#include "ui/lanes/lanes_model.h"

namespace switchscope::ui {

/// The lanes as a table. It has a row for each register, with what the host's slot, the CPU and the
/// guest's slot hold. In the order of memory it has a row for each slot, and one for each stretch
/// that the switch does not touch.
std::unique_ptr<QAbstractItemModel>
make_lanes_table(const LanesModel& lanes, Arrangement arrangement = Arrangement::by_register);

} // namespace switchscope::ui
