// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <vector>

#include <QObject>
#include <QString>

namespace switchscope::ui {

/// What the user has removed from lists. It can be brought back, the latest first.
class Removals : public QObject {
    Q_OBJECT
  public:
    using QObject::QObject;

    /// `sentence` is about what is gone. `put_back` brings it back; it is called once at most.
    void add(const QString& sentence, std::function<void()> put_back);
    bool empty() const { return put_back_.empty(); }
    void undo(); ///< brings the latest back; does nothing where there is none
    void clear();

    static constexpr std::size_t most = 100;

  Q_SIGNALS:
    void changed();
    void removed(const QString& sentence);

  private:
    std::vector<std::function<void()>> put_back_;
};

} // namespace switchscope::ui
