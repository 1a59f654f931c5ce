// SPDX-License-Identifier: MIT
#include "ui/proof/finding_delegate.h"

#include <cmath>

#include <QAbstractTextDocumentLayout>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include "ui/base/format.h"
#include "ui/look/markers.h"
#include "ui/look/theme.h"

namespace switchscope::ui {

namespace {

constexpr auto mono = "font-family:Noto Sans Mono,DejaVu Sans Mono,monospace";

/// A text as HTML. What stands between backquotes becomes code.
QString with_code(const QString& text, double size) {
    const QStringList parts = text.toHtmlEscaped().split(QLatin1Char('`'));
    QString html;
    for (qsizetype n = 0; n < parts.size(); ++n) {
        html += n % 2 == 0 ? parts.at(n)
                           : QStringLiteral("<span style='%1;font-size:%2px'>%3</span>")
                                 .arg(QLatin1String(mono))
                                 .arg(size)
                                 .arg(parts.at(n));
    }
    return html;
}

} // namespace

FindingDelegate::FindingDelegate(const Theme& theme, const FindingsModel& model, QObject* parent)
    : QStyledItemDelegate(parent), theme_(theme), model_(model) {}

void FindingDelegate::unfold(std::optional<int> row, std::optional<std::size_t> position) {
    unfolded_ = row;
    position_ = position;
}

QMarginsF FindingDelegate::margins() const {
    return {theme_.px(29), theme_.px(8), theme_.px(10), theme_.px(9)};
}

QString FindingDelegate::link_html(const QString& target, const QString& text) const {
    return QStringLiteral("<a href='%1' style='color:%2;text-decoration:none'>%3</a>")
        .arg(target, theme_.color(Role::host).name(), text.toHtmlEscaped());
}

QString FindingDelegate::html(const FindingEntry& entry, bool unfolded) const {
    const auto paragraph = [this](const QString& content, Role role, double above = 4) {
        return QStringLiteral("<p style='margin:%1px 0 0 0;color:%2'>%3</p>")
            .arg(theme_.ipx(above))
            .arg(theme_.color(role).name(), content);
    };
    const auto address = [&](std::size_t instruction) {
        return short_code_address(facts_->routine.instructions().at(instruction).address);
    };
    const int small = theme_.ipx(11.5);
    QString head = QStringLiteral("<b>%1</b>").arg(entry.rule.toHtmlEscaped());
    if (entry.instruction) {
        head += QStringLiteral(" <span style='color:%1;%2;font-size:%3px'>%4</span>")
                    .arg(theme_.color(Role::dim).name(), QLatin1String(mono))
                    .arg(small)
                    .arg(address(*entry.instruction));
    }
    QString html = paragraph(head, role_of(entry.severity), 0) +
                   paragraph(with_code(entry.message, small), Role::text, 3);
    if (!unfolded) {
        return html;
    }
    if (!entry.must_hold.isEmpty()) {
        html +=
            paragraph(tr("<b>Must hold</b> %1").arg(entry.must_hold.toHtmlEscaped()), Role::dim,
                      8) +
            paragraph(tr("<b>Otherwise</b> %1").arg(entry.goes_wrong.toHtmlEscaped()), Role::dim);
    }
    double above = 8;
    for (const Finding::Related& related : entry.related) {
        const QString code = text_of(facts_->routine.instructions().at(related.instruction).text());
        html += paragraph(
            QStringLiteral("<span style='%1;font-size:%2px'>%3</span> %4")
                .arg(QLatin1String(mono))
                .arg(small)
                .arg(link_html(QStringLiteral("instruction:%1").arg(related.instruction), code),
                     text_of(related.part).toHtmlEscaped()),
            Role::dim, above);
        above = 3;
    }
    if (entry.times > 0) {
        html += paragraph(entry.times == 1 ? tr("Seen in 1 recorded switch.")
                                           : tr("Seen in %1 recorded switches.").arg(entry.times),
                          Role::dim, 8);
    }
    if (position_) {
        html += paragraph(link_html(QStringLiteral("step:%1").arg(*position_),
                                    tr("Go to step %1 \u2192").arg(grouped(*position_))),
                          Role::dim, 8);
    }
    return html;
}

void FindingDelegate::fill(QTextDocument& document, const QModelIndex& index) const {
    const auto& entry = model_.entries().at(static_cast<std::size_t>(index.row()));
    document.setDocumentMargin(0);
    document.setDefaultFont(theme_.text_font(12.5));
    const QMarginsF around = margins();
    document.setTextWidth(std::max(width_ - around.left() - around.right(), 60.0));
    document.setHtml(html(entry, unfolded_ == index.row()));
}

QSize FindingDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const {
    QTextDocument document;
    fill(document, index);
    const QMarginsF around = margins();
    const qreal height = document.size().height() + around.top() + around.bottom();
    return {width_, static_cast<int>(std::ceil(height))};
}

void FindingDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                            const QModelIndex& index) const {
    const auto& entry = model_.entries().at(static_cast<std::size_t>(index.row()));
    const Role role = role_of(entry.severity);
    const bool current = unfolded_ == index.row();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    QPainterPath plate;
    plate.addRoundedRect(QRectF(option.rect).adjusted(0.5, 2.5, -0.5, -2.5), theme_.px(6),
                         theme_.px(6));
    painter->fillPath(plate, current ? theme_.tint(role, 0.14) : theme_.color(Role::cell));
    painter->strokePath(plate, QPen(current ? theme_.color(role) : theme_.color(Role::outline), 1));
    if (current && option.state.testFlag(QStyle::State_HasFocus)) {
        QPen pen(theme_.color(Role::focus), theme_.px(1.5));
        pen.setDashPattern({3, 2});
        painter->strokePath(plate, pen);
    }
    const QMarginsF around = margins();
    const QPointF corner = QPointF(option.rect.topLeft()) + QPointF(around.left(), around.top());
    paint_severity(*painter, entry.severity,
                   {option.rect.left() + theme_.px(15.5), corner.y() + theme_.px(8.5)},
                   theme_.px(13), theme_.color(role));
    QTextDocument document;
    fill(document, index);
    painter->translate(corner);
    QAbstractTextDocumentLayout::PaintContext context;
    context.palette.setColor(QPalette::Text, theme_.color(Role::text));
    document.documentLayout()->draw(painter, context);
    painter->restore();
}

QUrl FindingDelegate::link_at(const QModelIndex& index, const QPointF& point) const {
    QTextDocument document;
    fill(document, index);
    const QMarginsF around = margins();
    return QUrl(document.documentLayout()->anchorAt(point - QPointF(around.left(), around.top())));
}

bool FindingDelegate::editorEvent(QEvent* event, QAbstractItemModel* model,
                                  const QStyleOptionViewItem& option, const QModelIndex& index) {
    if (event->type() == QEvent::MouseButtonRelease) {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        const QUrl link = link_at(index, mouse->position() - QPointF(option.rect.topLeft()));
        if (!link.isEmpty()) {
            Q_EMIT link_clicked(link);
            return true;
        }
    }
    return QStyledItemDelegate::editorEvent(event, model, option, index);
}

} // namespace switchscope::ui
