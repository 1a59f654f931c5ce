// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include <QObject>
#include <QString>
#include <QTranslator>

namespace switchscope::ui {

/// The language of the program; there is one. It can be changed while the program runs.
class Language : public QObject {
    Q_OBJECT
  public:
    static Language& instance();

    static constexpr const char* english = "en";
    static constexpr const char* chinese = "zh_CN"; ///< simplified
    /// Every text marked, longer and in other letters: what is cut off or was never marked is seen. For tests.
    static constexpr const char* pseudo = "pseudo";

    const QString& code() const { return code_; }
    /// One that is not known, or that no font here has the characters of, is English.
    void set(const QString& code);
    static QString of_system();
    static bool can_be_shown(const QString& code); ///< a font has its characters

  Q_SIGNALS:
    void changed();

  private:
    Language() = default;

    QString code_ = QString::fromLatin1(english);
    std::vector<std::unique_ptr<QTranslator>> translators_;
};

/// Calls `write` now, and again whenever the language changes, as long as `owner` lives.
void keep_translated(QObject* owner, const std::function<void()>& write);

} // namespace switchscope::ui
