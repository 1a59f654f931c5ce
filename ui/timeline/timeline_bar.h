// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include <QWidget>

#include "ui/timeline/timeline_model.h"
#include "ui/timeline/timeline_tracks.h"

class QPainter;

namespace switchscope::ui {

/// The macros of the switch under the cursor, and below them a lane for each hart with all that is recorded, or what one
/// has zoomed to. Click or drag moves the cursor; Ctrl with the wheel zooms, Shift with a drag zooms to a stretch, the
/// wheel scrolls, a double click shows all. Paints what a step has changed and nothing else.
class TimelineBar : public QWidget {
    Q_OBJECT
  public:
    explicit TimelineBar(const Theme& theme, QWidget* parent = nullptr);

    /// Null: nothing to show. `over`: nothing more will be recorded.
    void show_session(std::shared_ptr<const SessionFacts> facts, bool over);
    /// Texts anew: the language of the program changed. What was counted and zoomed to stays.
    void translate(std::shared_ptr<const SessionFacts> facts, bool over);
    void show_moment(const Timeline& timeline, const SwitchIndex& index, const CurrentSwitch& now);

    /// A moment that was marked: a bookmark, or one of two that are compared.
    struct Mark {
        std::size_t position = 0;
        Role role = Role::text;
        QString letter; ///< empty: a flag
        QString text;   ///< for the tooltip
    };
    void mark(std::vector<Mark> marks); ///< in place of those before
    const std::vector<Mark>& marks() const { return marks_; }
    /// Steps up to `end` have been checked: those not looked at yet are summed up.
    void follow_check(const Recording& recording, std::size_t end);
    void add_finding(std::size_t step);
    /// Where a moment lies in the bands; none: in another switch.
    std::optional<qreal> x_of(std::size_t position) const;

    void zoom(double factor); ///< about the cursor; 0.5: twice as near
    void zoom_to_switch();
    void show_whole();
    /// Room is short: only the lanes, without the bands of the switch.
    void fold(bool folded);
    bool is_folded() const { return folded_; }

    const TimelineModel* model() const { return model_.get(); }
    const TimelineTracks& tracks() const { return tracks_; }
    QRectF tracks_area() const; ///< where the lanes are, in the widget's coordinates
    /// The x of the cursor's line, in the widget's coordinates.
    qreal cursor_x() const;
    QString range_text() const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {theme_.ipx(120), sizeHint().height()}; }

  Q_SIGNALS:
    void position_wanted(std::size_t position);
    void hart_wanted(std::uint32_t hart);   ///< to be followed: its name was clicked
    void menu_wanted(const QPoint& global); ///< for the moment under the cursor

  protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

  private:
    enum class Drag : std::uint8_t { none, bands, tracks, range };

    /// All that a band's pixels depend on.
    struct BandLook {
        QRectF box;
        QString text;
        Role role = Role::text;
        bool strong = false;
        bool planned = false; ///< has not been executed yet
        bool current = false; ///< the cursor is in it
        qreal done = 0;       ///< the part that has been executed
        bool operator==(const BandLook&) const = default;
    };
    /// What is on screen, in order to paint only what looks other than that. What is not in it asks for all of the
    /// widget when it changes: marks, findings, a stretch that is being chosen.
    struct Look {
        QString title, range;
        std::vector<BandLook> bands;
        std::optional<qreal> cursor_in_bands, cursor_in_tracks;
        // Of the tracks:
        std::uint64_t changes = 0;
        double from = 0, to = 0;
        std::vector<std::uint32_t> harts;
        std::uint32_t hart = 0;
        std::optional<QRectF> ring; ///< around the cursor's switch
    };

    void lay_out();
    void range_changed();
    void repaint_changes();
    Look look_now() const;
    BandLook look_of_band(std::size_t index) const;
    std::optional<QRectF> ring() const;
    QRectF title_area() const;
    QRectF bands_area() const;
    void want_in_bands(qreal x);
    void want_in_tracks(qreal x);
    void paint_part(QPainter& painter, const QRect& part) const;
    bool on_tracks(const QPointF& point) const;
    void paint_title(QPainter& painter) const;
    void paint_band(QPainter& painter, const BandLook& band) const;
    void paint_tracks(QPainter& painter, const QRectF& part) const;
    void paint_marks(QPainter& painter) const;
    void paint_mark(QPainter& painter, const Mark& mark, qreal x, qreal top) const;
    void paint_cursor(QPainter& painter, qreal x, const QRectF& area) const;
    QRect reach_of_cursor(qreal x, const QRectF& area) const; ///< the pixels it may paint on
    QRect reach_of_tracks() const;
    const Mark* mark_at(const QPointF& point) const;
    QString tip_at(const QPoint& point) const;

    const Theme& theme_;
    TimelineTracks tracks_;
    Drag drag_ = Drag::none;
    qreal drag_from_ = 0, drag_to_ = 0; ///< x of a stretch that is being chosen
    bool folded_ = false;
    std::uint32_t hart_ = 0; ///< in force
    std::unique_ptr<TimelineModel> model_;
    std::vector<QRectF> boxes_; ///< of the model's bands
    Look look_;
    std::vector<Mark> marks_;
};

} // namespace switchscope::ui
