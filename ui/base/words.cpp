// SPDX-License-Identifier: MIT
#include "ui/base/words.h"

#include <memory>

#include <QCoreApplication>
#include <QLocale>
#include <QTranslator>

namespace switchscope::ui {

namespace {

// ./dev translate files the texts of core, gdb and app under this context.
constexpr auto context = "core";

} // namespace

QString text_of(const Phrase& phrase) {
    // data() may stand for a C string: a text that en() made has a zero behind it.
    static const Catalogue words = [](std::string_view english) {
        return QCoreApplication::translate(context, english.data()).toStdString();
    };
    return QString::fromStdString(phrase.in(words));
}

QString title_text(const std::string& title) {
    return QCoreApplication::translate(context, title.c_str());
}

QString text_of(const Error& error) {
    return error.remedy.empty() ? text_of(error.what)
                                : text_of(error.what) + QLatin1Char('\n') + text_of(error.remedy);
}

Catalogue words_of(const std::string& language) {
    const auto translator = std::make_shared<QTranslator>();
    if (!translator->load(QLocale(QString::fromStdString(language)), QStringLiteral("switchscope"),
                          QStringLiteral("_"), QStringLiteral(":/translations"))) {
        return {};
    }
    return [translator](std::string_view english) {
        const QString translated = translator->translate(context, english.data());
        return translated.isEmpty() ? std::string(english) : translated.toStdString();
    };
}

} // namespace switchscope::ui
