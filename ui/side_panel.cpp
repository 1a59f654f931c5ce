// SPDX-License-Identifier: MIT
#include "ui/side_panel.h"

#include <QVBoxLayout>

#include "ui/icons.h"
#include "ui/theme.h"

namespace switchscope::ui {

SidePanel::SidePanel(const Theme& theme, InspectorPanel* inspector, FindingsPanel* findings,
                     QWidget* parent)
    : QWidget(parent), theme_(theme), findings_(findings), tabs_(new QTabBar),
      pages_(new QStackedWidget) {
    setObjectName(QStringLiteral("side_panel"));
    setAttribute(Qt::WA_StyledBackground);
    tabs_->setObjectName(QStringLiteral("side_tabs"));
    tabs_->setAccessibleName(tr("Inspector or proof"));
    tabs_->setDrawBase(false);
    tabs_->setExpanding(true);
    tabs_->setUsesScrollButtons(false);
    tabs_->setElideMode(Qt::ElideRight);
    tabs_->addTab(tr("Inspector"));
    tabs_->addTab(tr("Proof"));
    pages_->addWidget(inspector);
    pages_->addWidget(findings_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(tabs_);
    column->addWidget(pages_, 1);
    connect(tabs_, &QTabBar::currentChanged, pages_, &QStackedWidget::setCurrentIndex);
    connect(&findings_->model(), &FindingsModel::verdict_changed, this, &SidePanel::show_outcome);
    connect(&theme_, &Theme::changed, this, &SidePanel::show_outcome);
    show_outcome();
}

void SidePanel::show_outcome() {
    constexpr int tab = 1;
    const FindingsModel& model = findings_->model();
    const std::size_t count = model.findings();
    const Role role = model.proven() ? Role::done : count > 0 ? Role::error : Role::text;
    tabs_->setIconSize({theme_.ipx(14), theme_.ipx(14)});
    tabs_->setTabText(tab, count > 0        ? tr("Findings %1").arg(count)
                           : model.proven() ? tr("Proven")
                                            : tr("Proof"));
    tabs_->setTabIcon(tab, count > 0        ? make_icon(Icon::finding, theme_.color(role))
                           : model.proven() ? make_icon(Icon::proven, theme_.color(role))
                                            : QIcon());
    tabs_->setTabToolTip(tab, model.verdict());
}

void SidePanel::show_proof(bool proof) {
    tabs_->setCurrentIndex(proof ? 1 : 0);
}

} // namespace switchscope::ui
