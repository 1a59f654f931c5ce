// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

#include <QPushButton>
#include <QTextBrowser>
#include <QWidget>

#include "ui/inspector/inspector_model.h"
#include "ui/inspector/value_editor.h"
#include "ui/inspector/write_history.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/elided_label.h"

namespace switchscope::ui {

class StillRoom;
class WindowActions;

/// Everything about one register or slot, beside the lanes.
class InspectorPanel : public QWidget {
    Q_OBJECT
  public:
    InspectorPanel(const Theme& theme, const WindowActions& actions, QWidget* parent = nullptr);

    /// The recording outlives what is shown.
    void show_inspection(const Inspection& inspection,
                         const std::shared_ptr<const SessionFacts>& facts,
                         const Timeline& timeline);
    void show_nothing();
    /// Whether it stays at this place while one steps; says so, and how to end it.
    void show_pinned(bool pinned);
    QPushButton* release_button() const { return release_; }
    void edit(); ///< opens the line that takes a new value
    const Inspection& inspection() const { return inspection_; }
    const WriteHistory& history() const { return history_; }
    DataTable* history_table() const { return history_table_; }
    QTextBrowser* text() const { return text_; }
    ValueEditor* editor() const { return editor_; }

  Q_SIGNALS:
    void value_wanted(qulonglong value); ///< for the inspected place
    void position_wanted(std::size_t position);
    void release_wanted(); ///< of a place that is pinned

  protected:
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

  private:
    void show_history(const std::shared_ptr<const SessionFacts>& facts, const Timeline& timeline);
    int width_for_text() const;
    void write();
    void lay_out();
    void share_columns();
    void show_current_write();

    const Theme& theme_;
    Inspection inspection_;
    WriteHistory history_;
    std::function<void()> when_seen_; ///< what is left to be done while nobody sees the panel
    Inspection written_;              ///< in text_
    int written_width_ = -1;          ///< for which; -1: it has to be written anew
    ElidedLabel* heading_;
    StillRoom* heading_room_;
    QPushButton* release_;
    ValueEditor* editor_;
    QTextBrowser* text_;
    ElidedLabel* writes_;
    DataTable* history_table_;
    QPushButton* previous_;
    QPushButton* next_;
    QPushButton* edit_;
};

} // namespace switchscope::ui
