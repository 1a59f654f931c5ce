// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include "core/base/error.h"

namespace switchscope::ui {

class LanesView;
class Theme;

/// What the caption of a picture says about its moment.
struct PictureCaption {
    QString instruction; ///< empty: nothing has executed yet
    QString sentence;    ///< what the instruction did
    QString moment;      ///< "switch 1 · step 1,250"
};

/// Writes the lanes as they are now into a file: SVG where the name ends in .svg, else PNG with two
/// pixels for one of the screen. An Error where the file cannot be written; a file that was there
/// stays.
Result<void> save_picture(const LanesView& lanes, const Theme& theme, const PictureCaption& caption,
                          const QString& path);

} // namespace switchscope::ui
