// SPDX-License-Identifier: MIT
#pragma once

#include <QLabel>
#include <QPushButton>
#include <QTextBrowser>
#include <QWidget>

#include "ui/inspector_model.h"

namespace switchscope::ui {

/// Everything about one register or slot, beside the lanes.
class InspectorPanel : public QWidget {
    Q_OBJECT
  public:
    InspectorPanel(const Theme& theme, QAction* previous_write, QAction* next_write,
                   QWidget* parent = nullptr);

    void show_inspection(const Inspection& inspection);
    void show_nothing();
    const Inspection& inspection() const { return inspection_; }

  Q_SIGNALS:
    void position_wanted(std::size_t position);

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    void write();
    void lay_out();
    QString html() const;
    QString step_html(const InspectorStep& step) const;
    QString line_below(const InspectorStep& step) const;

    const Theme& theme_;
    Inspection inspection_;
    QLabel* heading_;
    QTextBrowser* text_;
    QPushButton* previous_;
    QPushButton* next_;
};

} // namespace switchscope::ui
