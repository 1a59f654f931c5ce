// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include <QAbstractScrollArea>
#include <QJsonObject>
#include <QVariantAnimation>

#include "ui/lanes/lanes_geometry.h"
#include "ui/lanes/lanes_model.h"
#include "ui/lanes/lanes_overlay.h"
#include "ui/lanes/lanes_painter.h"
#include "ui/lanes/lanes_style.h"

namespace switchscope::ui {

class Theme;

/// The three lanes on screen. The user can arrange and zoom them, and select a cell. In a small
/// window they scroll below their titles. The value of a new step travels along its arrow. The view
/// paints what has changed and nothing else.
class LanesView : public QAbstractScrollArea {
    Q_OBJECT
  public:
    explicit LanesView(const Theme& theme, QWidget* parent = nullptr);

    void
    show_session(std::shared_ptr<const SessionFacts> facts); ///< null: there is nothing to show
    void show_moment(const Timeline& timeline, const CurrentSwitch& now);

    const LanesModel* model() const { return model_.get(); }
    const LanesGeometry* geometry_of_cells() const { return geometry_ ? &*geometry_ : nullptr; }
    std::optional<CellId> selected() const { return selected_; }
    void select(std::optional<CellId> cell);
    /// Points at places that another panel says something about.
    void point_at(std::vector<Location> places);
    const std::vector<Location>& pointed() const { return pointed_; }
    /// Shows how the selected value came where it is. `owner`: whose it is.
    void show_chain(const std::vector<ChainMove>& moves, Owner owner);
    /// `describe` says in one sentence where the value of a place came from. It is asked when the
    /// pointer rests on a cell.
    void describe_with(std::function<QString(const Location&)> describe) {
        describe_ = std::move(describe);
    }
    QString tip_for(CellId cell) const;
    QString tip_at(const QPointF& point) const; ///< in the viewport; empty: there is nothing
    /// The cell that is in sight at a point of the viewport.
    std::optional<CellId> cell_under(const QPointF& point) const;
    const LanesStyle* style_of_cells() const { return style_ ? &*style_ : nullptr; }

    Arrangement arrangement() const { return arrangement_; }
    void arrange(Arrangement arrangement);
    double zoom() const { return zoom_; } ///< in addition to the scale of the theme
    /// Clamped to the limits of LanesScale. What is at `anchor`, in the viewport, stays there.
    void set_zoom(double zoom, std::optional<QPointF> anchor = std::nullopt);

    /// The arrangement and the zoom, for settings and layouts.
    QJsonObject save_view() const;
    /// What is missing or makes no sense in `json` stays as it is.
    void restore_view(const QJsonObject& json);

    /// All of the lanes as a picture, also what is scrolled out of sight.
    QSize picture_size() const;
    void paint_picture(QPainter& painter) const;

    static constexpr int arrow_ms = 180;
    /// How much of the arrow of the last step has grown, 0..1.
    double arrow() const { return arrow_; }
    void set_arrow(double grown); ///< as the animation does; ends a running one

  Q_SIGNALS:
    void selection_changed();                ///< by the user
    void place_taken(const Location& place); ///< by a click, or by Enter on the selection
    void view_changed();                     ///< the arrangement or the zoom
    void menu_wanted(const QPoint& global);  ///< for the selection; without one for the lanes

  protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void mousePressEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

  private:
    void name_for_readers();
    void lay_out();
    void show_arrow(double grown);
    void repaint_changes();
    LanesOverlay overlay_now(double arrow, bool focused) const;
    void take_selection(std::optional<CellId> cell);
    std::vector<CellId> pointed_cells() const;
    void paint_pointers(QPainter& painter) const;
    void move_selection(int down, int right);
    void take_selected();
    void reveal(CellId cell);
    void reveal(const QRectF& box, const QPointF& focus);
    void reveal_last_step();
    void paint_titles(QPainter& painter, const QRegion& part) const;
    QRect titles_in_sight() const; ///< empty: they cover nothing that is scrolled below them
    QPointF scrolled() const;
    QPointF to_content(const QPointF& point) const { return point + scrolled(); }

    const Theme& theme_;
    Arrangement arrangement_ = Arrangement::by_register;
    double zoom_ = 1;
    std::unique_ptr<LanesModel> model_;
    std::optional<LanesGeometry> geometry_;
    std::optional<LanesStyle> style_;
    // What is on screen, so that only what looks different is painted.
    std::vector<CellLook> looks_;
    LanesOverlay overlay_;
    std::vector<Location> pointed_;
    World world_ = World::host;
    World painted_world_ = World::host;
    std::optional<std::uint64_t> painted_address_; ///< of the save area that is on screen

    std::optional<CellId> selected_;
    std::function<QString(const Location&)> describe_;
    std::vector<Effect> last_effects_; ///< of the last step on the shown hart, for tooltips
    std::size_t position_ = 0;
    QVariantAnimation animation_;
    double arrow_ = 1;
};

} // namespace switchscope::ui
