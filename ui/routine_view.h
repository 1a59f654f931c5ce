// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <set>
#include <vector>

#include <QAbstractScrollArea>

#include "ui/routine_model.h"
#include "ui/theme.h"

class QPainter;

namespace switchscope::ui {

/// The routine as a column of bands, the current one open and its next instruction in sight.
class RoutineView : public QAbstractScrollArea {
    Q_OBJECT
  public:
    explicit RoutineView(const Theme& theme, QWidget* parent = nullptr);

    void show_session(std::shared_ptr<const SessionFacts> facts); ///< null: nothing to show
    void show_moment(const CurrentSwitch& now);

    const RoutineModel* model() const { return model_.get(); }
    bool is_open(std::size_t band) const;
    QSize sizeHint() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool viewportEvent(QEvent* event) override;

  private:
    /// Where a band lies, in the coordinates of the content.
    struct Box {
        QRectF whole, head;
        QRectF guest; ///< the divider behind it; empty but behind the last band before the guest
    };
    void lay_out();
    void reveal_next();
    void toggle(std::size_t band);
    std::optional<std::size_t> band_at(const QPointF& point) const;
    QRectF line_box(std::size_t band, std::size_t line) const;
    void paint_band(QPainter& painter, std::size_t band) const;
    void paint_head(QPainter& painter, std::size_t band) const;
    void paint_line(QPainter& painter, const RoutineLine& line, const QRectF& box) const;
    void paint_guest(QPainter& painter, const QRectF& box) const;
    Role role_of_band(const RoutineBand& band) const;

    const Theme& theme_;
    std::unique_ptr<RoutineModel> model_;
    std::vector<Box> boxes_;
    std::set<std::size_t> opened_;       ///< by the user, besides the current one
    std::set<std::size_t> closed_;       ///< by the user: stays closed even while current
    std::optional<std::size_t> current_; ///< when last shown
    std::size_t focused_ = 0;            ///< band that the keyboard acts on
};

} // namespace switchscope::ui
