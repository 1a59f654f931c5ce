// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include "core/base/error.h"

namespace switchscope::ui {

class LanesView;

/// Writes the lanes as they are now into a file: SVG where its name ends so, else PNG in twice the size.
Result<void> save_picture(const LanesView& lanes, const QString& path);

} // namespace switchscope::ui
