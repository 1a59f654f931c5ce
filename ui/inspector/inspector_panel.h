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

class FixedHeightBox;
class WindowActions;

/// The panel that shows everything about one register or slot.
class InspectorPanel : public QWidget {
    Q_OBJECT
  public:
    InspectorPanel(const Theme& theme, const WindowActions& actions, QWidget* parent = nullptr);

    /// The recording must live as long as the inspection is shown.
    void show_inspection(const Inspection& inspection,
                         const std::shared_ptr<const SessionFacts>& facts,
                         const Timeline& timeline);
    void show_nothing();
    /// Shows whether the panel stays at this place during steps, with a button that ends it.
    void show_pinned(bool pinned);
    QPushButton* release_button() const { return release_; }
    void edit(); ///< opens the line in which a new value is typed
    const Inspection& inspection() const { return inspection_; }
    const WriteHistory& history() const { return history_; }
    DataTable* history_table() const { return history_table_; }
    QTextBrowser* text() const { return text_; }
    ValueEditor* editor() const { return editor_; }

  Q_SIGNALS:
    void value_wanted(qulonglong value); ///< for the inspected place
    void position_wanted(std::size_t position);
    void release_wanted(); ///< the panel shall not stay at its place any longer

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
    std::function<void()> when_seen_; ///< work that waits until the panel is visible
    Inspection written_;              ///< what text_ contains
    int written_width_ = -1;          ///< the width it was written for; -1: none
    ElidedLabel* heading_;
    FixedHeightBox* heading_box_;
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
