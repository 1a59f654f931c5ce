// SPDX-License-Identifier: MIT
#pragma once

#include <QStackedWidget>
#include <QTabBar>
#include <QWidget>

#include "ui/inspector/inspector_panel.h"
#include "ui/proof/findings_panel.h"

namespace switchscope::ui {

/// The column beside the lanes: the inspector, or the proof. The name of the proof's tab shows its
/// outcome.
class SidePanel : public QWidget {
    Q_OBJECT
  public:
    SidePanel(const Theme& theme, InspectorPanel* inspector, FindingsPanel* findings,
              QWidget* parent = nullptr);

    void show_proof(bool proof);
    bool shows_proof() const { return pages_->currentIndex() == 1; }
    QTabBar* tabs() const { return tabs_; }

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    void show_outcome(); ///< of the proof, on its tab

    const Theme& theme_;
    FindingsPanel* findings_;
    QTabBar* tabs_;
    QStackedWidget* pages_;
};

} // namespace switchscope::ui
