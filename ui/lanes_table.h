// SPDX-License-Identifier: MIT
#pragma once

#include <memory>

#include <QAbstractItemModel>

#include "ui/lanes_model.h"

namespace switchscope::ui {

/// The lanes as a table: a row a register, with what the host's slot, the CPU and the guest's slot hold.
std::unique_ptr<QAbstractItemModel> make_lanes_table(const LanesModel& lanes);

} // namespace switchscope::ui
