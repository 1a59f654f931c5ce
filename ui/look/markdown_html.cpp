// SPDX-License-Identifier: MIT
#include "ui/look/markdown_html.h"

#include <utility>
#include <vector>

#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>

#include "ui/base/format.h"
#include "ui/look/theme.h"

namespace switchscope::ui {

namespace {

void dress_code(QTextDocument& document, const Theme& theme) {
    QTextCharFormat code;
    code.setFontFamilies(theme.mono_font().families());
    code.setBackground(theme.color(Role::raised));
    // The positions are collected first, because a changed format splits and joins fragments.
    std::vector<std::pair<int, int>> pieces;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        for (auto piece = block.begin(); !piece.atEnd(); ++piece) {
            const QTextFragment fragment = piece.fragment();
            if (fragment.charFormat().fontFixedPitch()) {
                pieces.emplace_back(fragment.position(), fragment.position() + fragment.length());
            }
        }
    }
    for (const auto& [begin, end] : pieces) {
        QTextCursor cursor(&document);
        cursor.setPosition(begin);
        cursor.setPosition(end, QTextCursor::KeepAnchor);
        cursor.mergeCharFormat(code);
    }
}

} // namespace

QString markdown_html(const std::string& markdown, const Theme& theme, int weight) {
    QTextDocument document;
    document.setDefaultFont(theme.text_font(14, weight));
    document.setMarkdown(text_of(markdown), QTextDocument::MarkdownNoHTML);
    dress_code(document, theme);
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        QTextBlockFormat format = block.blockFormat();
        format.setTopMargin(block == document.begin() ? 0 : theme.px(8));
        format.setBottomMargin(0);
        format.setLineHeight(128, QTextBlockFormat::ProportionalHeight);
        QTextCursor(block).setBlockFormat(format);
    }
    return document.toHtml();
}

} // namespace switchscope::ui
