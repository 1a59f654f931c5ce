// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include <QAbstractScrollArea>
#include <QVariantAnimation>

#include "ui/lanes_geometry.h"
#include "ui/lanes_model.h"

namespace switchscope::ui {

class Theme;

/// The three lanes on screen: scrolls when small, lets a cell be selected, lets the arrow of a new step grow.
class LanesView : public QAbstractScrollArea {
    Q_OBJECT
  public:
    explicit LanesView(const Theme& theme, QWidget* parent = nullptr);

    void show_session(std::shared_ptr<const SessionFacts> facts); ///< null: nothing to show
    void show_moment(const Timeline& timeline, const CurrentSwitch& now);

    const LanesModel* model() const { return model_.get(); }
    const LanesGeometry* geometry_of_cells() const { return geometry_ ? &*geometry_ : nullptr; }
    std::optional<CellId> selected() const { return selected_; }
    void select(std::optional<CellId> cell);
    /// Points at places, beside what is said about them elsewhere.
    void point_at(std::vector<Location> places);
    const std::vector<Location>& pointed() const { return pointed_; }
    /// How the selected value came where it is, and whose it is.
    void show_chain(const std::vector<ChainMove>& moves, Owner owner);
    /// Says in one sentence where the value of a place came from; asked when the pointer rests on a cell.
    void describe_with(std::function<QString(const Location&)> describe) {
        describe_ = std::move(describe);
    }
    QString tip_for(CellId cell) const;

    /// All of the lanes as a picture, whatever of them is in sight.
    QSize picture_size() const;
    void paint_picture(QPainter& painter) const;

    static constexpr int arrow_ms = 180;

  Q_SIGNALS:
    void selection_changed();                ///< by the user
    void place_taken(const Location& place); ///< one was clicked, or Enter was pressed on it

  protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

  private:
    void lay_out();
    std::vector<CellId> pointed_cells() const;
    void paint_pointers(QPainter& painter) const;
    void move_selection(int rows, int lanes);
    void take_selected();
    void reveal(CellId cell);
    void reveal(const QRectF& box, const QPointF& focus);
    void reveal_last_step();
    QPointF to_content(const QPointF& point) const;

    const Theme& theme_;
    std::unique_ptr<LanesModel> model_;
    std::optional<LanesGeometry> geometry_;
    std::optional<CellId> selected_;
    std::vector<Location> pointed_;
    World world_ = World::host;
    std::function<QString(const Location&)> describe_;
    std::vector<Effect> last_effects_; ///< of the last step, for tooltips
    std::size_t position_ = 0;
    QVariantAnimation animation_;
    double arrow_ = 1;
};

} // namespace switchscope::ui
