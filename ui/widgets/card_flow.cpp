// SPDX-License-Identifier: MIT
#include "ui/widgets/card_flow.h"

#include <algorithm>

#include <QStyle>
#include <QWidget>

namespace switchscope::ui {

void CardFlow::set_least_width(int pixels) {
    if (pixels != least_width_) {
        least_width_ = pixels;
        invalidate();
    }
}

void CardFlow::addItem(QLayoutItem* item) {
    items_.emplace_back(item);
}

QLayoutItem* CardFlow::itemAt(int index) const {
    return index >= 0 && index < count() ? items_.at(static_cast<std::size_t>(index)).get()
                                         : nullptr;
}

QLayoutItem* CardFlow::takeAt(int index) {
    if (itemAt(index) == nullptr) {
        return nullptr;
    }
    QLayoutItem* taken = items_.at(static_cast<std::size_t>(index)).release();
    items_.erase(items_.begin() + index);
    return taken;
}

std::vector<QLayoutItem*> CardFlow::seen() const {
    std::vector<QLayoutItem*> found;
    for (const auto& item : items_) {
        if (!item->isEmpty()) {
            found.push_back(item.get());
        }
    }
    return found;
}

int CardFlow::wanted_width(const std::vector<QLayoutItem*>& items) const {
    int wanted = least_width_;
    for (const QLayoutItem* item : items) {
        wanted = std::max(wanted, width_ == Width::own ? item->sizeHint().width()
                                                       : item->minimumSize().width());
    }
    return wanted;
}

int CardFlow::columns_at(int width) const {
    const auto items = seen();
    const int number = std::max(static_cast<int>(items.size()), 1);
    const int space = spacing();
    const int each = std::max(wanted_width(items) + space, 1);
    const int fitting = std::clamp((width + space) / each, 1, number);
    const int rows = (number + fitting - 1) / fitting;
    return (number + rows - 1) / rows;
}

int CardFlow::heightForWidth(int width) const {
    return lay_out({0, 0, width, 0}, false);
}

QSize CardFlow::minimumSize() const {
    int width = 0;
    for (const QLayoutItem* item : seen()) {
        width = std::max(width, item->minimumSize().width());
    }
    return {width, 0};
}

QSize CardFlow::sizeHint() const {
    const int width = wanted_width(seen());
    return {width, heightForWidth(width)};
}

void CardFlow::setGeometry(const QRect& box) {
    QLayout::setGeometry(box);
    lay_out(box, true);
}

int CardFlow::lay_out(const QRect& box, bool place) const {
    const auto items = seen();
    if (items.empty()) {
        return 0;
    }
    const int space = spacing();
    const auto columns = static_cast<std::size_t>(columns_at(box.width()));
    const int shared =
        (box.width() - (static_cast<int>(columns) - 1) * space) / static_cast<int>(columns);
    const int width = width_ == Width::shared ? shared : std::min(wanted_width(items), box.width());
    int y = box.y();
    for (std::size_t first = 0; first < items.size(); first += columns) {
        const std::size_t end = std::min(first + columns, items.size());
        int height = 0;
        for (std::size_t n = first; n < end; ++n) {
            const QLayoutItem* item = items.at(n);
            height = std::max({height, item->minimumSize().height(),
                               item->hasHeightForWidth() ? item->heightForWidth(width)
                                                         : item->sizeHint().height()});
        }
        for (std::size_t n = first; place && n < end; ++n) {
            const int column = static_cast<int>(n - first);
            const QRect cell(box.x() + column * (width + space), y, width, height);
            items.at(n)->setGeometry(
                QStyle::visualRect(parentWidget()->layoutDirection(), box, cell));
        }
        y += height + space;
    }
    return y - space - box.y();
}

} // namespace switchscope::ui
