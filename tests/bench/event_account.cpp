// SPDX-License-Identifier: MIT
#include "tests/bench/event_account.h"

#include <algorithm>
#include <ctime>
#include <iomanip>
#include <sstream>

#include <QEvent>
#include <QMetaEnum>
#include <QWidget>

namespace switchscope::bench {

namespace {

/// Viewports and layouts have no names of their own: the nearest name above.
std::string name_of(const QObject* object) {
    std::string tail;
    for (const QObject* one = object; one != nullptr; one = one->parent()) {
        const std::string name = one->objectName().toStdString();
        if (!name.empty() && !name.starts_with("qt_")) {
            return name + (tail.empty() ? "" : " > " + tail);
        }
        if (tail.empty()) {
            tail = one->metaObject()->className();
        }
    }
    return tail;
}

} // namespace

double cpu_seconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

bool EventAccount::notify(QObject* receiver, QEvent* event) {
    if (!counting_) {
        return QApplication::notify(receiver, event);
    }
    const char* kind = QMetaEnum::fromType<QEvent::Type>().valueToKey(event->type());
    const std::string key =
        name_of(receiver) + ": " + (kind != nullptr ? kind : std::to_string(event->type()).c_str());
    inner_.push_back(0);
    const double began = cpu_seconds();
    const bool result = QApplication::notify(receiver, event);
    const double spent = 1000 * (cpu_seconds() - began);
    if (counting_ && !inner_.empty()) {
        times_[key] += spent - inner_.back();
        inner_.pop_back();
        if (!inner_.empty()) {
            inner_.back() += spent;
        }
    }
    return result;
}

void EventAccount::begin() {
    counting_ = true;
    inner_.clear();
    times_.clear();
}

EventAccount::Times EventAccount::end() {
    counting_ = false;
    return std::move(times_);
}

std::string table_of(const std::vector<EventAccount::Times>& accounts, double least) {
    EventAccount::Times sum;
    for (const EventAccount::Times& account : accounts) {
        for (const auto& [key, time] : account) {
            sum[key] += time / static_cast<double>(accounts.size());
        }
    }
    std::vector<std::pair<double, std::string>> rows;
    double rest = 0;
    for (const auto& [key, time] : sum) {
        time >= least ? rows.emplace_back(time, key) : rows.emplace_back(0, "");
        rest += time >= least ? 0 : time;
    }
    std::erase_if(rows, [](const auto& row) { return row.second.empty(); });
    std::ranges::sort(rows, std::ranges::greater{});
    rows.emplace_back(rest, "less than " + std::to_string(least) + " each");
    std::ostringstream out;
    for (const auto& [time, key] : rows) {
        out << "    " << std::fixed << std::setprecision(2) << std::setw(6) << time << "  " << key
            << '\n';
    }
    return out.str();
}

} // namespace switchscope::bench
