// SPDX-License-Identifier: MIT
#include "ui/window/side_panel.h"

#include <QVBoxLayout>

#include "ui/base/language.h"
#include "ui/look/background_fill.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"

namespace switchscope::ui {

SidePanel::SidePanel(const Theme& theme, InspectorPanel* inspector, FindingsPanel* findings,
                     QWidget* parent)
    : QWidget(parent), theme_(theme), findings_(findings), tabs_(new QTabBar),
      pages_(new QStackedWidget) {
    setObjectName(QStringLiteral("side_panel"));
    new BackgroundFill(this, theme_, Role::panel);
    tabs_->setObjectName(QStringLiteral("side_tabs"));
    tabs_->setDrawBase(false);
    tabs_->setExpanding(false);
    tabs_->setUsesScrollButtons(false);
    tabs_->setElideMode(Qt::ElideNone); // where words do not fit, glyphs are shown
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
    connect(&Language::instance(), &Language::changed, this, &SidePanel::show_outcome);
    show_outcome();
}

void SidePanel::show_outcome() {
    const FindingsModel& model = findings_->model();
    const std::size_t count = model.findings();
    QString inspector = tr("Inspector");
    QString proof = count > 0        ? tr("Findings %1").arg(count)
                    : model.proven() ? tr("Proven")
                                     : tr("Proof");
    tabs_->setAccessibleName(tr("%1 or %2").arg(inspector, proof));
    tabs_->setTabToolTip(0, tr("What the selected register or slot holds"));
    tabs_->setTabToolTip(1, model.verdict());
    const int words = tabs_->fontMetrics().horizontalAdvance(inspector + proof);
    if (width() < words + theme_.ipx(85)) { // the glyphs are enough
        inspector.clear();
        proof = count > 0 ? QString::number(count) : tr("Proof");
    }
    tabs_->setIconSize({theme_.ipx(14), theme_.ipx(14)});
    tabs_->setTabText(0, inspector);
    tabs_->setTabText(1, proof);
    tabs_->setTabIcon(0, inspector.isEmpty() ? make_icon(Icon::inspector, theme_) : QIcon());
    tabs_->setTabIcon(1, count > 0        ? make_icon(Icon::finding, theme_.color(Role::error))
                         : model.proven() ? make_icon(Icon::proven, theme_.color(Role::done))
                                          : QIcon());
}

void SidePanel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    show_outcome();
}

void SidePanel::show_proof(bool proof) {
    tabs_->setCurrentIndex(proof ? 1 : 0);
}

} // namespace switchscope::ui
