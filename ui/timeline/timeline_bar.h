// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include <QWidget>

#include "ui/timeline/timeline_layout.h"
#include "ui/timeline/timeline_model.h"
#include "ui/timeline/timeline_painter.h"
#include "ui/timeline/timeline_tracks.h"

namespace switchscope::ui {

/// The timeline as a widget: the macros of the switch under the cursor, and below them a lane for
/// each hart. The lanes show all that is recorded, or the stretch that was zoomed to. A click or a
/// drag moves the cursor. Ctrl with the wheel zooms, Shift with a drag zooms to a stretch, the
/// wheel scrolls, and a double click shows all. After a step, only the pixels that it changed are
/// painted.
class TimelineBar : public QWidget {
    Q_OBJECT
  public:
    explicit TimelineBar(const Theme& theme, QWidget* parent = nullptr);

    /// Null: there is nothing to show. `over`: nothing more will be recorded.
    void show_session(std::shared_ptr<const SessionFacts> facts, bool over);
    /// Makes all texts again after the program's language changed. The counts and the zoom stay.
    void translate(std::shared_ptr<const SessionFacts> facts, bool over);
    void show_moment(const Timeline& timeline, const SwitchIndex& index, const CurrentSwitch& now);

    /// A moment with a flag: a bookmark, or one of the two that are compared.
    struct Mark {
        std::size_t position = 0;
        Role role = Role::text;
        QString letter; ///< empty: a pennant
        QString text;   ///< of the tooltip
    };
    void mark(std::vector<Mark> marks); ///< replaces all earlier flags
    const std::vector<Mark>& marks() const { return marks_; }
    /// Sums up the steps up to `end`, which have been checked now.
    void follow_check(const Recording& recording, std::size_t end);
    void add_finding(std::size_t step);
    /// The x of a moment in the bands. None: it belongs to another switch.
    std::optional<qreal> x_of(std::size_t position) const;

    /// Makes the shown stretch `factor` times as long; the cursor stays where it is.
    void zoom(double factor);
    void zoom_to_switch();
    void show_whole();
    /// Folded, the timeline shows only the lanes: for windows with little height.
    void fold(bool folded);
    bool is_folded() const { return folded_; }

    const TimelineModel* model() const { return model_.get(); }
    const TimelineTracks& tracks() const { return tracks_; }
    QRectF tracks_area() const; ///< where the lanes are, in the widget's coordinates
    /// The x of the cursor's line, in the widget's coordinates.
    qreal cursor_x() const;
    /// Which steps the lanes show, in words.
    QString range_text() const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {theme_.ipx(120), sizeHint().height()}; }

  Q_SIGNALS:
    void position_wanted(std::size_t position);
    void hart_wanted(std::uint32_t hart);   ///< the name of a hart was clicked, to follow it
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

    void lay_out();
    void range_changed();
    void repaint_changes();
    TimelinePicture picture_now() const;
    TimelinePicture::Band band_now(std::size_t index) const;
    TimelineAreas areas() const;
    void want_in_bands(qreal x);
    void want_in_tracks(qreal x);
    bool on_tracks(const QPointF& point) const;
    const Mark* mark_at(const QPointF& point) const;
    QString tip_at(const QPoint& point) const;

    const Theme& theme_;
    TimelineTracks tracks_;
    TimelinePainter painter_;
    Drag drag_ = Drag::none;
    qreal drag_from_ = 0, drag_to_ = 0; ///< x of a stretch that is being chosen
    bool folded_ = false;
    std::uint32_t hart_ = 0; ///< in force
    std::unique_ptr<TimelineModel> model_;
    BandBoxes boxes_; ///< of the model's bands
    TimelinePicture shown_;
    std::vector<Mark> marks_;
};

} // namespace switchscope::ui
