// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include <QWidget>

#include "ui/switch_strip.h"
#include "ui/timeline_model.h"

class QPainter;

namespace switchscope::ui {

/// The bands of the switch under the cursor, the cursor, and a strip of all switches. Click or drag to move the cursor.
class TimelineBar : public QWidget {
    Q_OBJECT
  public:
    explicit TimelineBar(const Theme& theme, QWidget* parent = nullptr);

    /// Null: nothing to show. `over`: nothing more will be recorded.
    void show_session(std::shared_ptr<const SessionFacts> facts, bool over);
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
    /// Where a moment lies in the bands; none: in another switch.
    std::optional<qreal> x_of(std::size_t position) const;

    const TimelineModel* model() const { return model_.get(); }
    const SwitchStrip& strip() const { return strip_; }
    QRectF strip_area() const; ///< where all switches are, in the widget's coordinates
    /// The x of the cursor's line, in the widget's coordinates.
    qreal cursor_x() const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

  Q_SIGNALS:
    void position_wanted(std::size_t position);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

  private:
    void lay_out();
    QRectF bands_area() const;
    void want_at(const QPointF& point);
    void paint_bands(QPainter& painter) const;
    void paint_marks(QPainter& painter) const;
    void paint_mark(QPainter& painter, const Mark& mark, qreal x, qreal top) const;
    const Mark* mark_at(const QPointF& point) const;

    const Theme& theme_;
    SwitchStrip strip_;
    bool on_strip_ = false; ///< the mouse was pressed there
    std::unique_ptr<TimelineModel> model_;
    std::vector<QRectF> boxes_; ///< of the model's bands
    std::vector<Mark> marks_;
};

} // namespace switchscope::ui
