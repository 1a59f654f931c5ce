// SPDX-License-Identifier: MIT
#include "ui/window/message_area.h"

#include <QVBoxLayout>

#include "ui/look/theme.h"

namespace switchscope::ui {

MessageArea::MessageArea(const Theme& theme, QWidget* parent)
    : QWidget(parent), theme_(theme), banner_(new Banner(theme)) {
    auto* column = new QVBoxLayout(this);
    column->addWidget(banner_);
    connect(banner_, &Banner::offer_taken, this, [this] {
        if (asks()) {
            Q_EMIT answered(false);
        } else {
            Q_EMIT offer_taken();
        }
    });
    connect(banner_, &Banner::offer_before_taken, this, [this] {
        if (asks()) {
            Q_EMIT answered(true);
        } else {
            Q_EMIT save_wanted();
        }
    });
    connect(banner_, &Banner::dismissed, this, [this] {
        hide();
        Q_EMIT dismissed();
    });
    connect(&theme_, &Theme::changed, this, &MessageArea::lay_out);
    lay_out();
    clear();
}

void MessageArea::lay_out() {
    layout()->setContentsMargins(theme_.ipx(12), theme_.ipx(8), theme_.ipx(12), theme_.ipx(8));
}

void MessageArea::show_error(const ScreenText& what, const ScreenText& remedy,
                             const ScreenText& offer, const ScreenText& save) {
    banner_->show_error(what, remedy, offer);
    banner_->offer_before(save);
    show();
}

void MessageArea::ask(const ScreenText& what, const ScreenText& remedy, const ScreenText& save,
                      const ScreenText& go_on) {
    banner_->ask(what, remedy, save, go_on);
    show();
    banner_->before_button()->setFocus(); // saving is the answer that loses nothing
}

void MessageArea::take_back_save() {
    banner_->offer_before({});
}

void MessageArea::clear() {
    banner_->hide();
    hide();
}

} // namespace switchscope::ui
