// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include "core/base/error.h"

namespace switchscope::ui {

class LanesView;
class Theme;

/// What a picture says about its moment.
struct PictureCaption {
    QString instruction; ///< empty: nothing was executed yet
    QString sentence;    ///< what it did
    QString moment;      ///< "switch 1 · step 1,250"
};

/// Writes the lanes as they are now into a file: SVG where its name ends so, else PNG in twice the size.
Result<void> save_picture(const LanesView& lanes, const Theme& theme, const PictureCaption& caption,
                          const QString& path);

} // namespace switchscope::ui
