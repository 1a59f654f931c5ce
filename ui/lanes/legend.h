// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include <QFrame>
#include <QPointer>

#include "core/analysis/finding.h"
#include "core/model/provenance.h"
#include "ui/lanes/lanes_overlay.h"

namespace switchscope::ui {

class LanesPainter;
class LanesView;
class Theme;

/// What the colours, shapes and arrows of the lanes mean, over a corner of the lanes; the samples are drawn by what draws
/// the lanes. Stays while one steps; Esc or a click puts it away.
class Legend : public QFrame {
    Q_OBJECT
  public:
    /// Lies over `over`, where `lanes` are in it.
    Legend(const Theme& theme, const LanesView& lanes, QWidget* over);

    void toggle();
    QString text() const; ///< all of it, line by line, as readers of the screen hear it
    /// Whether every line fits into its place.
    bool is_whole() const;

  Q_SIGNALS:
    void shown(bool is);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    struct Line;
    struct Group;
    struct Measures;

    std::vector<Group> groups() const;
    Measures measures() const;
    void place();
    void paint_sample(QPainter& painter, LanesPainter& lanes, const LanesStyle& style,
                      const Line& line, const QRectF& box) const;

    const Theme& theme_;
    const LanesView& lanes_;
    QPointer<QWidget> focus_before_;
};

} // namespace switchscope::ui
