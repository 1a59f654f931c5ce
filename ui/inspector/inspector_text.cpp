// SPDX-License-Identifier: MIT
#include "ui/inspector/inspector_text.h"

#include <algorithm>

#include <QCoreApplication>
#include <QFontMetrics>
#include <QTextBlock>
#include <QTextLayout>

#include "ui/base/format.h"

namespace switchscope::ui {

namespace {

struct InspectorTextText {
    Q_DECLARE_TR_FUNCTIONS(inspector)
};

const QChar tab(QLatin1Char('\t'));
const QChar new_line(QChar::LineSeparator);

} // namespace

void InspectorText::begin(const QTextBlockFormat& format) {
    if (begun_) {
        cursor_.insertBlock(format);
    } else {
        cursor_.setBlockFormat(format);
    }
    begun_ = true;
}

void InspectorText::put(const QString& text, const QFont& font, Role role) {
    QTextCharFormat format;
    format.setFont(font);
    format.setForeground(theme_.color(role));
    cursor_.insertText(text, format);
}

QTextBlockFormat InspectorText::hanging(qreal indent) const {
    QTextBlockFormat format;
    format.setTopMargin(theme_.ipx(2));
    format.setBottomMargin(theme_.ipx(2));
    format.setLeftMargin(indent);
    format.setTextIndent(-indent);
    format.setTabPositions({QTextOption::Tab(indent, QTextOption::LeftTab)});
    return format;
}

void InspectorText::write_heading(const QString& text) {
    QTextBlockFormat format;
    format.setTopMargin(theme_.ipx(14));
    format.setBottomMargin(theme_.ipx(4));
    begin(format);
    put(text, theme_.text_font(11, QFont::Bold), Role::dim);
}

void InspectorText::write_rows() {
    const bool narrow = width_ < theme_.ipx(215); // values stand below their keys
    const QTextBlockFormat format = hanging(narrow ? 0 : theme_.ipx(82));
    const QFont keys = theme_.text_font(13);
    const QFont words = theme_.text_font(12);
    const QFont digits = theme_.mono_font(12);
    for (const InspectorRow& row : inspection_.rows) {
        begin(format);
        put(row.key + (narrow ? new_line : tab), keys, Role::dim);
        // Leading zeros show only how wide the place is, so they are dimmed.
        const int zeros = row.hex ? leading_zeros(row.value) : 0;
        if (zeros > 0) {
            put(row.value.left(zeros), digits, Role::faint);
        }
        put(row.value.mid(zeros), row.mono ? digits : words, row.role);
    }
}

void InspectorText::write_fields() {
    if (inspection_.fields.empty()) {
        return;
    }
    write_heading(InspectorTextText::tr("BIT FIELDS"));
    const QFont digits = theme_.mono_font(12);
    const QFont words = theme_.text_font(11);
    const qreal bits_end = std::min<qreal>(theme_.ipx(128), width_ * 0.48);
    QTextBlockFormat head = hanging(0);
    head.setBottomMargin(0);
    head.setTabPositions({QTextOption::Tab(bits_end, QTextOption::RightTab),
                          QTextOption::Tab(bits_end + theme_.ipx(14), QTextOption::LeftTab)});
    QTextBlockFormat meaning = hanging(0);
    meaning.setTopMargin(0);
    for (const InspectorField& field : inspection_.fields) {
        const Role role = field.changed ? Role::guest : Role::text;
        begin(head);
        put((field.changed ? QStringLiteral("\u0394 ") : QString()) + field.name + tab, digits,
            role);
        put(field.bits + tab, digits, Role::dim);
        put(field.value, digits, role);
        begin(meaning);
        put(field.meaning, words, Role::dim);
    }
}

/// The number of a step and its macro or world, on one line. A name that is too long loses its
/// middle, because names of macros differ at both ends.
QString InspectorText::line_below(const InspectorStep& step) const {
    const QString number = InspectorTextText::tr("step %1 \u00b7 ").arg(grouped(step.step + 1));
    const QFontMetrics metrics(theme_.text_font(13));
    const int room = width_ - metrics.horizontalAdvance(number) - theme_.ipx(12);
    return number + metrics.elidedText(step.where, Qt::ElideMiddle, std::max(room, theme_.ipx(60)));
}

/// Writes a step as a link to the position behind it.
void InspectorText::write_step(const InspectorStep& step) {
    QTextBlockFormat format;
    format.setBottomMargin(theme_.ipx(6));
    begin(format);
    put(QStringLiteral("\u25cf "), theme_.text_font(13), step.role);
    QTextCharFormat link;
    link.setFont(theme_.mono_font(12));
    link.setForeground(theme_.color(Role::text));
    link.setAnchor(true);
    link.setAnchorHref(QStringLiteral("step:%1").arg(step.step + 1));
    cursor_.insertText(step.text, link);
    put(new_line + line_below(step), theme_.text_font(13), Role::dim);
}

void InspectorText::write_chain() {
    if (inspection_.chain.empty()) {
        return;
    }
    write_heading(inspection_.chain_switch ? InspectorTextText::tr("HOW IT CAME HERE, IN SWITCH %1")
                                                 .arg(grouped(*inspection_.chain_switch))
                                           : InspectorTextText::tr("HOW IT CAME HERE"));
    if (inspection_.chain_left_out > 0) {
        begin(hanging(0));
        put(InspectorTextText::tr("%1 earlier steps").arg(inspection_.chain_left_out),
            theme_.text_font(13), Role::dim);
    }
    for (const InspectorStep& one : inspection_.chain) {
        write_step(one);
    }
}

void InspectorText::write(QTextDocument& document) {
    cursor_ = QTextCursor(&document);
    cursor_.beginEditBlock();
    cursor_.select(QTextCursor::Document);
    cursor_.removeSelectedText();
    if (inspection_.name.isEmpty()) {
        begin({});
        put(InspectorTextText::tr(
                "Select a register or a slot to see what it holds, where that came from and "
                "who wrote it."),
            theme_.text_font(13), Role::dim);
    } else {
        write_rows();
        write_chain();
        write_fields();
    }
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        block.layout()->setCacheEnabled(true); // else painting would shape the text again
    }
    cursor_.endEditBlock();
}

} // namespace switchscope::ui
