// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

#include "ui/base/words.h"

namespace switchscope::ui {

/// What a session has to say to the user. The parts of a session share one of these, and emit its
/// signals.
class Notices : public QObject {
    Q_OBJECT
  public:
    using QObject::QObject;

  Q_SIGNALS:
    /// The target has ended or could not be opened.
    void failed(const switchscope::ui::ScreenText& what, const switchscope::ui::ScreenText& remedy);
    /// Something that the user should know and that takes nothing away from what is shown.
    void noted(const switchscope::ui::ScreenText& what, const switchscope::ui::ScreenText& remedy);
    /// A sentence about what was just done. It needs no answer.
    void said(const QString& sentence);
};

} // namespace switchscope::ui
