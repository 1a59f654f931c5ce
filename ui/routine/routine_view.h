// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <set>
#include <vector>

#include <QAbstractScrollArea>

#include "ui/look/theme.h"
#include "ui/routine/routine_model.h"
#include "ui/routine/routine_painter.h"

namespace switchscope::ui {

/// The routine as a column of bands. The current band is open and its next instruction in sight.
class RoutineView : public QAbstractScrollArea {
    Q_OBJECT
  public:
    explicit RoutineView(const Theme& theme, QWidget* parent = nullptr);

    void show_session(std::shared_ptr<const SessionFacts> facts); ///< null: nothing to show
    void show_moment(const CurrentSwitch& now);
    /// Makes all texts again after the program's language changed. What is open or selected stays
    /// so.
    void translate(std::shared_ptr<const SessionFacts> facts);

    void mark(const std::vector<RoutineFinding>& marks); ///< replaces all earlier findings
    /// Selects an instruction, opens its band and scrolls to it. Related instructions get a bar at
    /// their edge.
    void show_instruction(std::optional<std::size_t> instruction,
                          std::vector<std::size_t> related = {});
    std::optional<std::size_t> looked_at() const { return highlights_.selected; }
    const std::vector<std::size_t>& related() const { return highlights_.related; }
    void show_breakpoints(const std::vector<BreakpointPlace>& places);
    /// Opens the macro of the instruction that comes next, and scrolls to it.
    void show_pc();
    /// The instruction that the user or a finding has selected.
    std::optional<std::size_t> selected() const { return highlights_.selected; }
    void select(std::optional<std::size_t> instruction);
    /// In the viewport's coordinates. Empty where the macro is closed.
    QRectF box_of(std::size_t instruction) const;
    /// Highlights the instructions that moved a value, in the colour of its owner.
    void show_chain(std::vector<std::size_t> instructions, Role role);
    const std::vector<std::size_t>& chain() const { return highlights_.chain; }

    const RoutineModel* model() const { return model_.get(); }
    bool is_open(std::size_t band) const;
    QSize sizeHint() const override;

  Q_SIGNALS:
    void selection_changed();
    /// The gutter was clicked, to set a breakpoint or to remove it.
    void breakpoint_wanted(std::size_t instruction);
    void menu_wanted(const QPoint& global); ///< for the selected instruction
    void instruction_clicked(std::size_t instruction);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool viewportEvent(QEvent* event) override;

  private:
    void lay_out();
    void lay_out_boxes();
    void update_moved(const std::vector<RoutineBox>& before);
    void update_changes(const RoutineChanges& changes);
    void reveal_next();
    void reveal(const QRectF& target);
    void toggle(std::size_t band);
    std::optional<std::size_t> band_at(const QPointF& point) const;
    std::optional<std::size_t> instruction_at(const QPointF& point) const;

    const Theme& theme_;
    std::unique_ptr<RoutineModel> model_;
    std::vector<RoutineBox> boxes_;
    RoutineHighlights highlights_;
    std::set<std::size_t> opened_;       ///< bands that the user opened
    std::set<std::size_t> closed_;       ///< bands that the user closed while they were current
    std::optional<std::size_t> current_; ///< the current band at the last show_moment()
    std::size_t focused_ = 0;            ///< the band that keys act on
};

} // namespace switchscope::ui
