// SPDX-License-Identifier: MIT
#include "ui/inspector_panel.h"

#include <algorithm>

#include <QAction>
#include <QHBoxLayout>
#include <QScrollBar>
#include <QVBoxLayout>

#include "ui/format.h"
#include "ui/theme.h"

namespace switchscope::ui {

namespace {

constexpr auto mono = "font-family:Noto Sans Mono,DejaVu Sans Mono,monospace";

/// A button that does what `action` does and is as enabled as it is.
QPushButton* link_to(QAction* action, const QString& text) {
    auto* button = new QPushButton(text);
    button->setProperty("role", "link");
    button->setAccessibleName(action->text());
    button->setObjectName(QStringLiteral("button_") + action->objectName());
    const auto follow = [button, action] {
        button->setEnabled(action->isEnabled());
        button->setToolTip(action->toolTip());
    };
    QObject::connect(action, &QAction::changed, button, follow);
    QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
    follow();
    return button;
}

} // namespace

InspectorPanel::InspectorPanel(const Theme& theme, QAction* previous_write, QAction* next_write,
                               QWidget* parent)
    : QWidget(parent), theme_(theme), heading_(new QLabel), text_(new QTextBrowser),
      previous_(link_to(previous_write, tr("\u21e4 previous"))),
      next_(link_to(next_write, tr("next \u21e5"))) {
    setObjectName(QStringLiteral("inspector"));
    heading_->setProperty("role", "place");
    heading_->setMinimumWidth(1);
    text_->setAccessibleName(tr("Inspector"));
    text_->setOpenLinks(false);
    text_->setFrameShape(QFrame::NoFrame);
    text_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* buttons = new QHBoxLayout;
    buttons->setContentsMargins(0, 0, 0, 0);
    buttons->addWidget(previous_);
    buttons->addWidget(next_);
    buttons->addStretch();
    auto* column = new QVBoxLayout(this);
    column->addWidget(heading_);
    column->addWidget(text_, 1);
    column->addLayout(buttons);
    connect(text_, &QTextBrowser::anchorClicked, this,
            [this](const QUrl& link) { Q_EMIT position_wanted(link.path().toULongLong()); });
    connect(&theme_, &Theme::changed, this, [this] {
        lay_out();
        write();
    });
    lay_out();
    show_nothing();
}

void InspectorPanel::lay_out() {
    layout()->setContentsMargins(theme_.ipx(12), theme_.ipx(12), theme_.ipx(8), theme_.ipx(8));
    layout()->setSpacing(theme_.ipx(6));
}

void InspectorPanel::show_inspection(const Inspection& inspection) {
    inspection_ = inspection;
    write();
}

void InspectorPanel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    // Where both words do not fit, the arrows say it; the names stay for screen readers and tool tips.
    const QString previous = tr("\u21e4 previous");
    const QString next = tr("next \u21e5");
    const int words = previous_->fontMetrics().horizontalAdvance(previous + next);
    const bool narrow = width() < words + theme_.ipx(80);
    previous_->setText(narrow ? QStringLiteral("\u21e4") : previous);
    next_->setText(narrow ? QStringLiteral("\u21e5") : next);
    write();
}

void InspectorPanel::show_nothing() {
    inspection_ = {};
    write();
}

void InspectorPanel::write() {
    const int room = width() - layout()->contentsMargins().left() - theme_.ipx(8);
    heading_->setText(
        heading_->fontMetrics().elidedText(inspection_.name, Qt::ElideMiddle, std::max(room, 1)));
    heading_->setToolTip(inspection_.name);
    heading_->setVisible(!inspection_.name.isEmpty());
    const int scrolled = text_->verticalScrollBar()->value();
    text_->document()->setDocumentMargin(0);
    text_->setHtml(html());
    text_->verticalScrollBar()->setValue(scrolled);
}

/// Its number and where it ran, on one line: the names of macros differ at both ends.
QString InspectorPanel::line_below(const InspectorStep& step) const {
    const QString number =
        tr("step %1%2 \u00b7 ").arg(grouped(step.step + 1), step.ahead ? tr(", ahead") : QString());
    const QFontMetrics metrics(theme_.text_font(13));
    const int room = text_->viewport()->width() - metrics.horizontalAdvance(number) - theme_.ipx(4);
    return number + metrics.elidedText(step.where, Qt::ElideMiddle, std::max(room, theme_.ipx(60)));
}

/// A step as a link to the moment behind it.
QString InspectorPanel::step_html(const InspectorStep& step) const {
    const auto color = [this](Role role) { return theme_.color(role).name(); };
    return QStringLiteral("<p style='margin:0 0 %1px 0'><span style='color:%2'>%3</span> "
                          "<a href='step:%4' style='color:%5;text-decoration:none;%6;"
                          "font-size:%7px'>%8</a><br/><span style='color:%9'>")
               .arg(theme_.ipx(6))
               .arg(color(step.role),
                    step.ahead ? QStringLiteral("\u25cb") : QStringLiteral("\u25cf"))
               .arg(step.step + 1)
               .arg(color(step.ahead ? Role::dim : Role::text), QLatin1String(mono))
               .arg(theme_.ipx(12))
               .arg(step.text.toHtmlEscaped(), color(Role::dim)) +
           line_below(step).toHtmlEscaped() + QStringLiteral("</span></p>");
}

QString InspectorPanel::html() const {
    const auto color = [this](Role role) { return theme_.color(role).name(); };
    if (inspection_.name.isEmpty()) {
        return QStringLiteral("<p style='color:%1'>%2</p>")
            .arg(color(Role::dim), tr("Select a register or a slot to see what it holds, where "
                                      "that came from and who wrote it."));
    }
    const QString small = QStringLiteral("%1px").arg(theme_.ipx(12));
    QString html =
        QStringLiteral("<table width='100%' cellspacing='0' cellpadding='%1'>").arg(theme_.ipx(2));
    const bool narrow = width() < theme_.ipx(215); // then a value goes below its key
    for (const InspectorRow& row : inspection_.rows) {
        html += QStringLiteral("<tr><td style='color:%1' width='%2'>%3</td>%8"
                               "<td style='color:%4;%5;font-size:%6'>%7</td></tr>")
                    .arg(color(Role::dim))
                    .arg(theme_.ipx(78))
                    .arg(row.key.toHtmlEscaped(), color(row.role),
                         row.mono ? QLatin1String(mono) : QLatin1String(""), small,
                         row.value.toHtmlEscaped(),
                         narrow ? QLatin1String("</tr><tr>") : QLatin1String(""));
    }
    html += QStringLiteral("</table>");
    const auto heading = [&](const QString& text) {
        return QStringLiteral("<p style='color:%1;font-size:%2px;font-weight:700;margin-top:%3px;"
                              "margin-bottom:%4px'>%5</p>")
            .arg(color(Role::dim))
            .arg(theme_.ipx(11))
            .arg(theme_.ipx(14))
            .arg(theme_.ipx(4))
            .arg(text);
    };
    if (!inspection_.fields.empty()) {
        html += heading(tr("BIT FIELDS"));
        html += QStringLiteral("<table width='100%' cellspacing='0' cellpadding='%1'>")
                    .arg(theme_.ipx(2));
        for (const InspectorField& field : inspection_.fields) {
            const QString ink = color(field.changed ? Role::guest : Role::text);
            html += QStringLiteral(
                        "<tr title='%7'><td style='%1;font-size:%2;color:%3'>%8%4</td>"
                        "<td style='%1;font-size:%2;color:%5' align='right'>%6&nbsp;&nbsp;</td>"
                        "<td style='%1;font-size:%2;color:%3'>%9</td></tr>")
                        .arg(QLatin1String(mono), small, ink, field.name.toHtmlEscaped(),
                             color(Role::dim), field.bits, field.meaning.toHtmlEscaped(),
                             field.changed ? QStringLiteral("\u0394 ") : QString(),
                             field.value.toHtmlEscaped());
        }
        html += QStringLiteral("</table>");
    }
    if (!inspection_.chain.empty()) {
        html += heading(tr("HOW IT CAME HERE"));
        if (inspection_.chain_left_out > 0) {
            html +=
                QStringLiteral("<p style='color:%1'>%2</p>")
                    .arg(color(Role::dim), tr("%1 earlier steps").arg(inspection_.chain_left_out));
        }
        for (const InspectorStep& step : inspection_.chain) {
            html += step_html(step);
        }
    }
    html += heading(tr("WRITES"));
    if (inspection_.writes.empty()) {
        html += QStringLiteral("<p style='color:%1'>%2</p>")
                    .arg(color(Role::dim), tr("Not written since the recording began."));
    }
    for (const InspectorStep& write : inspection_.writes) {
        html += step_html(write);
    }
    return html;
}

} // namespace switchscope::ui
