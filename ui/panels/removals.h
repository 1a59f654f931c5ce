// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <vector>

#include <QObject>
#include <QString>

namespace switchscope::ui {

/// What the user has removed from lists and can get back. The latest removal comes back first.
class Removals : public QObject {
    Q_OBJECT
  public:
    using QObject::QObject;

    /// `what` is a sentence about what was removed. `put_back` brings it back, and is called at
    /// most once.
    void add(const QString& what, std::function<void()> put_back);
    bool empty() const { return put_back_.empty(); }
    void undo(); ///< brings the latest removal back, if there is one
    void clear();

    static constexpr std::size_t most = 100;

  Q_SIGNALS:
    void changed();
    void removed(const QString& what);

  private:
    std::vector<std::function<void()>> put_back_;
};

} // namespace switchscope::ui
