// SPDX-License-Identifier: MIT
#include "ui/base/language.h"

#include <QCoreApplication>
#include <QFontDatabase>
#include <QLibraryInfo>
#include <QLocale>

namespace switchscope::ui {

namespace {

/// "Step Macro" becomes "[Šţéþ Mâçřö~~~]": it has accents, and is a third longer, as texts of other
/// languages are.
class PseudoTranslator : public QTranslator {
  public:
    bool isEmpty() const override { return false; }
    QString translate(const char*, const char* text, const char*, int) const override {
        static const QString plain = QStringLiteral("aceinosuyACEINOSUYz");
        static const QString other =
            QStringLiteral("\u00e2\u00e7\u00e9\u00ef\u00f1\u00f6\u0161\u00fc"
                           "\u00fd\u00c2\u00c7\u00c9\u00cf\u00d1\u00d6\u0160"
                           "\u00dc\u00dd\u017e");
        QString made = QString::fromUtf8(text);
        bool argument = false; // the character behind a '%': "%1" stays as it is
        for (QChar& letter : made) {
            const qsizetype at = argument ? -1 : plain.indexOf(letter);
            argument = letter == QLatin1Char('%');
            if (at >= 0) {
                letter = other.at(at);
            }
        }
        constexpr qsizetype longest_word = 12; // a line has to be breakable, as in any language
        QString more(made.size() / 3, QLatin1Char('~'));
        for (qsizetype at = longest_word; at < more.size(); at += longest_word + 1) {
            more[at] = QLatin1Char(' ');
        }
        return QLatin1Char('[') + made + more + QLatin1Char(']');
    }
};

} // namespace

Language& Language::instance() {
    static Language language;
    return language;
}

QString Language::of_system() {
    return QLocale::system().language() == QLocale::Chinese ? QString::fromLatin1(chinese)
                                                            : QString::fromLatin1(english);
}

bool Language::can_be_shown(const QString& code) {
    // This is asked at every step. Fonts that are installed later are not noticed.
    static const bool has_chinese =
        QFontDatabase::writingSystems().contains(QFontDatabase::SimplifiedChinese);
    return code != QLatin1String(chinese) || has_chinese;
}

void Language::set(const QString& code) {
    for (const auto& translator : translators_) {
        QCoreApplication::removeTranslator(translator.get());
    }
    translators_.clear();
    code_ = QString::fromLatin1(english);
    const auto load = [this](const QString& name, const QString& folder) {
        auto translator = std::make_unique<QTranslator>();
        if (!translator->load(name, folder)) {
            return false;
        }
        QCoreApplication::installTranslator(translator.get());
        translators_.push_back(std::move(translator));
        return true;
    };
    if (code == QLatin1String(pseudo)) {
        translators_.push_back(std::make_unique<PseudoTranslator>());
        QCoreApplication::installTranslator(translators_.back().get());
        code_ = code;
    } else if (code != code_ && can_be_shown(code) &&
               load(QStringLiteral("switchscope_") + code, QStringLiteral(":/translations"))) {
        code_ = code;
        // The buttons of Qt's own dialogs. Not every system has these translations installed.
        load(QStringLiteral("qtbase_") + code, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    }
    Q_EMIT changed();
}

void keep_translated(QObject* owner, const std::function<void()>& write) {
    write();
    QObject::connect(&Language::instance(), &Language::changed, owner, write);
}

} // namespace switchscope::ui
