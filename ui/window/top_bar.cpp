// SPDX-License-Identifier: MIT
#include "ui/window/top_bar.h"

#include "ui/look/theme.h"

namespace switchscope::ui {

TopBar::TopBar(const Theme& theme, BadgeRow* badges, std::vector<ActionButton*> left,
               std::vector<QWidget*> right, QWidget* parent)
    : QWidget(parent), theme_(theme), badges_(badges), left_(std::move(left)),
      right_(std::move(right)) {
    setObjectName(QStringLiteral("top_bar"));
    setAttribute(Qt::WA_StyledBackground);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    badges_->setParent(this);
    for (ActionButton* button : left_) {
        button->setParent(this);
    }
    for (QWidget* widget : right_) {
        widget->setParent(this);
    }
    connect(&theme_, &Theme::changed, this, [this] {
        updateGeometry();
        lay_out();
    });
}

QSize TopBar::sizeHint() const {
    return {theme_.ipx(900), theme_.ipx(46)};
}

QSize TopBar::minimumSizeHint() const {
    return {200, theme_.ipx(46)};
}

void TopBar::show_steps(bool show) {
    for (ActionButton* button : left_) {
        button->setVisible(show);
    }
    lay_out();
}

int TopBar::width_of_left() const {
    int width = 0;
    for (const ActionButton* button : left_) {
        width += button->sizeHint().width() + theme_.ipx(7);
    }
    return width;
}

void TopBar::lay_out() {
    const int margin = theme_.ipx(12);
    const int gap = theme_.ipx(7);
    int right = width() - margin;
    const auto size_of = [](const QWidget* widget) {
        return widget->sizeHint()
            .expandedTo(widget->minimumSize())
            .boundedTo(widget->maximumSize());
    };
    const auto place = [&](QWidget* widget, int x) {
        const QSize size = size_of(widget);
        widget->setGeometry(x, (height() - size.height()) / 2, size.width(), size.height());
    };
    for (auto widget = right_.rbegin(); widget != right_.rend(); ++widget) {
        right -= size_of(*widget).width();
        place(*widget, right);
        right -= gap;
    }
    const int end = right;
    for (const bool brief : {false, true}) {
        badges_->set_brief(brief);
        right = end - badges_->sizeHint().width();
        if (margin + write_on_buttons(right - margin) <= right) {
            break;
        }
    }
    place(badges_, right);
    int x = margin;
    for (ActionButton* button : left_) {
        place(button, x);
        x += button->sizeHint().width() + gap;
    }
}

/// Writes as much on the buttons as fits into `width`. The width that they take then.
int TopBar::write_on_buttons(int width) {
    for (const auto detail : {ActionButton::Detail::all, ActionButton::Detail::no_key,
                              ActionButton::Detail::icon_only}) {
        for (ActionButton* button : left_) {
            button->set_detail(detail);
        }
        if (width_of_left() <= width) {
            break;
        }
    }
    return width_of_left();
}

void TopBar::resizeEvent(QResizeEvent*) {
    lay_out();
}

} // namespace switchscope::ui
