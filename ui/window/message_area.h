// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

#include "ui/widgets/banner.h"

namespace switchscope::ui {

/// The place for one message above the page: an error, or a question. It takes no height while
/// there is none. A message holds nothing up, and the next one replaces it.
class MessageArea : public QWidget {
    Q_OBJECT
  public:
    explicit MessageArea(const Theme& theme, QWidget* parent = nullptr);

    /// `offer` and `save` are the words of two buttons; empty: the button is not there.
    void show_error(const ScreenText& what, const ScreenText& remedy, const ScreenText& offer = {},
                    const ScreenText& save = {});
    /// `save` and `go_on` are the words of two buttons, `go_on` the less careful one.
    void ask(const ScreenText& what, const ScreenText& remedy, const ScreenText& save,
             const ScreenText& go_on);
    bool asks() const { return banner_->asks(); } ///< a question is shown
    void take_back_save();                        ///< the button of an error that saves
    void clear();
    Banner* banner() const { return banner_; }

  Q_SIGNALS:
    void offer_taken(); ///< the buttons of an error
    void save_wanted();
    void answered(bool save); ///< the buttons of a question
    void dismissed();

  private:
    void lay_out();

    const Theme& theme_;
    Banner* banner_;
};

} // namespace switchscope::ui
