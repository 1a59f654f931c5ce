// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <vector>

#include <QObject>
#include <QString>

namespace switchscope::ui {

/// What the user has removed from lists and can have back, the latest first.
class Removals : public QObject {
    Q_OBJECT
  public:
    using QObject::QObject;

    /// `told`: a sentence about what is gone. `put_back` brings it back; it is called once at most.
    void add(const QString& told, std::function<void()> put_back);
    bool empty() const { return put_back_.empty(); }
    void undo(); ///< the latest; nothing where there is none
    void clear();

    static constexpr std::size_t most = 100;

  Q_SIGNALS:
    void changed();
    void removed(const QString& told);

  private:
    std::vector<std::function<void()>> put_back_;
};

} // namespace switchscope::ui
