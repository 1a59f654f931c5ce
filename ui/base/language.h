// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include <QObject>
#include <QString>
#include <QTranslator>

namespace switchscope::ui {

/// The language that the whole program speaks. It can be changed at any time.
class Language : public QObject {
    Q_OBJECT
  public:
    static Language& instance();

    static constexpr const char* english = "en";
    static constexpr const char* chinese = "zh_CN"; ///< simplified
    /// A language for tests. Each translated text is longer and has accents. So one sees which
    /// texts are cut off, and which were never given to tr() or en().
    static constexpr const char* pseudo = "pseudo";

    const QString& code() const { return code_; }
    /// Becomes English where the language is not known, or where no font has its characters.
    void set(const QString& code);
    static QString of_system();
    static bool can_be_shown(const QString& code); ///< some font has its characters

  Q_SIGNALS:
    void changed();

  private:
    Language() = default;

    QString code_ = QString::fromLatin1(english);
    std::vector<std::unique_ptr<QTranslator>> translators_;
};

/// Calls `write` now, and again whenever the language changes while `owner` lives.
void keep_translated(QObject* owner, const std::function<void()>& write);

} // namespace switchscope::ui
