// SPDX-License-Identifier: MIT
#include "ui/inspector_html.h"

#include <algorithm>

#include <QCoreApplication>
#include <QFontMetrics>

#include "ui/format.h"

namespace switchscope::ui {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(inspector)
};

constexpr auto mono = "font-family:Noto Sans Mono,DejaVu Sans Mono,monospace";

} // namespace

QString InspectorHtml::heading(const QString& text) const {
    return QStringLiteral("<p style='color:%1;font-size:%2px;font-weight:700;margin-top:%3px;"
                          "margin-bottom:%4px'>%5</p>")
        .arg(ink(Role::dim))
        .arg(theme_.ipx(11))
        .arg(theme_.ipx(14))
        .arg(theme_.ipx(4))
        .arg(text);
}

/// Leading zeros say only how wide the place is.
QString InspectorHtml::value(const InspectorRow& row) const {
    const int zeros = row.hex ? leading_zeros(row.value) : 0;
    return zeros == 0 ? row.value.toHtmlEscaped()
                      : QStringLiteral("<span style='color:%1'>%2</span>%3")
                            .arg(ink(Role::faint), row.value.left(zeros), row.value.mid(zeros));
}

QString InspectorHtml::rows() const {
    QString html =
        QStringLiteral("<table width='100%' cellspacing='0' cellpadding='%1'>").arg(theme_.ipx(2));
    const bool narrow = width_ < theme_.ipx(215); // then a value goes below its key
    const QString key_width = QStringLiteral(" width='%1'").arg(theme_.ipx(78));
    for (const InspectorRow& row : inspection_.rows) {
        html += QStringLiteral("<tr><td style='color:%1'%2>%3</td>%8"
                               "<td style='color:%4;%5;font-size:%6'>%7</td></tr>")
                    .arg(ink(Role::dim), narrow ? QString() : key_width)
                    .arg(row.key.toHtmlEscaped(), ink(row.role),
                         row.mono ? QLatin1String(mono) : QLatin1String(""), small(), value(row),
                         narrow ? QLatin1String("</tr><tr>") : QLatin1String(""));
    }
    return html + QStringLiteral("</table>");
}

QString InspectorHtml::fields() const {
    if (inspection_.fields.empty()) {
        return {};
    }
    QString html =
        heading(Text::tr("BIT FIELDS")) +
        QStringLiteral("<table width='100%' cellspacing='0' cellpadding='%1'>").arg(theme_.ipx(2));
    for (const InspectorField& field : inspection_.fields) {
        const QString color = ink(field.changed ? Role::guest : Role::text);
        html += QStringLiteral("<tr><td style='%1;font-size:%2;color:%3'>%7%4</td>"
                               "<td style='%1;font-size:%2;color:%5' align='right'>%6&nbsp;&nbsp;"
                               "</td><td style='%1;font-size:%2;color:%3'>%8</td></tr>")
                    .arg(QLatin1String(mono), small(), color, field.name.toHtmlEscaped(),
                         ink(Role::dim), field.bits,
                         field.changed ? QStringLiteral("\u0394 ") : QString(),
                         field.value.toHtmlEscaped());
        html += QStringLiteral("<tr><td colspan='3' style='font-size:%1px;color:%2'>%3</td></tr>")
                    .arg(theme_.ipx(11))
                    .arg(ink(Role::dim), field.meaning.toHtmlEscaped());
    }
    return html + QStringLiteral("</table>");
}

/// Its number and where it ran, on one line: the names of macros differ at both ends.
QString InspectorHtml::line_below(const InspectorStep& step) const {
    const QString number = Text::tr("step %1 \u00b7 ").arg(grouped(step.step + 1));
    const QFontMetrics metrics(theme_.text_font(13));
    const int room = width_ - metrics.horizontalAdvance(number) - theme_.ipx(12);
    return number + metrics.elidedText(step.where, Qt::ElideMiddle, std::max(room, theme_.ipx(60)));
}

/// A step as a link to the moment behind it.
QString InspectorHtml::step(const InspectorStep& step) const {
    return QStringLiteral("<p style='margin:0 0 %1px 0'><span style='color:%2'>\u25cf</span> "
                          "<a href='step:%3' style='color:%4;text-decoration:none;%5;"
                          "font-size:%6'>%7</a><br/><span style='color:%8'>")
               .arg(theme_.ipx(6))
               .arg(ink(step.role))
               .arg(step.step + 1)
               .arg(ink(Role::text), QLatin1String(mono), small(), step.text.toHtmlEscaped(),
                    ink(Role::dim)) +
           line_below(step).toHtmlEscaped() + QStringLiteral("</span></p>");
}

QString InspectorHtml::chain() const {
    if (inspection_.chain.empty()) {
        return {};
    }
    QString html = heading(
        inspection_.chain_switch
            ? Text::tr("HOW IT CAME HERE, IN SWITCH %1").arg(grouped(*inspection_.chain_switch + 1))
            : Text::tr("HOW IT CAME HERE"));
    if (inspection_.chain_left_out > 0) {
        html +=
            QStringLiteral("<p style='color:%1'>%2</p>")
                .arg(ink(Role::dim), Text::tr("%1 earlier steps").arg(inspection_.chain_left_out));
    }
    for (const InspectorStep& one : inspection_.chain) {
        html += step(one);
    }
    return html;
}

QString InspectorHtml::text() const {
    if (inspection_.name.isEmpty()) {
        return QStringLiteral("<p style='color:%1'>%2</p>")
            .arg(ink(Role::dim), Text::tr("Select a register or a slot to see what it holds, where "
                                          "that came from and who wrote it."));
    }
    return rows() + chain() + fields();
}

} // namespace switchscope::ui
