// SPDX-License-Identifier: MIT
#include "ui/panels/removals.h"

namespace switchscope::ui {

void Removals::add(const QString& sentence, std::function<void()> put_back) {
    if (put_back_.size() == most) {
        put_back_.erase(put_back_.begin());
    }
    put_back_.push_back(std::move(put_back));
    Q_EMIT changed();
    Q_EMIT removed(sentence);
}

void Removals::undo() {
    if (!put_back_.empty()) {
        const auto put_back = std::move(put_back_.back());
        put_back_.pop_back();
        put_back();
        Q_EMIT changed();
    }
}

void Removals::clear() {
    put_back_.clear();
    Q_EMIT changed();
}

} // namespace switchscope::ui
