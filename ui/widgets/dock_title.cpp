// SPDX-License-Identifier: MIT
#include "ui/widgets/dock_title.h"

#include <QHBoxLayout>

#include "ui/look/icons.h"
#include "ui/look/theme.h"

namespace switchscope::ui {

DockTitle::DockTitle(const Theme& theme, QDockWidget* dock)
    : QWidget(dock), theme_(theme), dock_(dock), name_(new QLabel), close_(new QToolButton) {
    setObjectName(QStringLiteral("dock_title"));
    setAttribute(Qt::WA_StyledBackground);
    name_->setProperty("role", "heading");
    name_->setMinimumWidth(1);
    close_->setProperty("role", "flat");
    close_->setFocusPolicy(Qt::NoFocus);
    close_->setObjectName(QStringLiteral("close_") + dock->objectName());
    auto* row = new QHBoxLayout(this);
    row->setSpacing(0);
    row->addWidget(name_, 1);
    row->addWidget(close_);
    connect(close_, &QToolButton::clicked, dock_, &QWidget::close);
    connect(dock_, &QWidget::windowTitleChanged, this, &DockTitle::write);
    connect(&theme_, &Theme::changed, this, &DockTitle::lay_out);
    lay_out();
}

void DockTitle::lay_out() {
    layout()->setContentsMargins(theme_.ipx(12), 0, theme_.ipx(4), 0);
    close_->setIcon(make_icon(Icon::cancel, theme_.color(Role::dim)));
    close_->setIconSize({theme_.ipx(10), theme_.ipx(10)});
    close_->setFixedSize(theme_.ipx(20), theme_.ipx(20));
    updateGeometry();
    write();
}

/// A heading that is too long loses its middle, because names of routines differ at their end.
void DockTitle::write() {
    const QString name = heading_.isEmpty() ? dock_->windowTitle() : heading_;
    close_->setToolTip(tr("Close %1").arg(dock_->windowTitle()));
    close_->setAccessibleName(close_->toolTip());
    const int room = width() - theme_.ipx(40);
    name_->setText(
        name_->fontMetrics().elidedText(name, Qt::ElideMiddle, std::max(room, theme_.ipx(30))));
    name_->setToolTip(about_.isEmpty() ? name : name + QLatin1Char('\n') + about_);
}

void DockTitle::set_heading(const QString& heading, const QString& about) {
    heading_ = heading;
    about_ = about;
    write();
}

void DockTitle::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    write();
}

void DockTitle::set_slim(bool slim) {
    if (slim != slim_) {
        slim_ = slim;
        name_->setVisible(!slim);
        close_->setVisible(!slim);
        updateGeometry();
    }
}

QSize DockTitle::sizeHint() const {
    return {theme_.ipx(160), slim_ ? 0 : theme_.ipx(26)};
}

QSize DockTitle::minimumSizeHint() const {
    return {theme_.ipx(40), slim_ ? 0 : theme_.ipx(26)};
}

} // namespace switchscope::ui
