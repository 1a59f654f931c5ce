// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include <QWidget>

#include "ui/look/theme.h"
#include "ui/proof/findings_model.h"
#include "ui/session/session_controller.h"

namespace switchscope::ui {

/// One pill in the toolbar: a shape, a word and a colour.
struct Badge {
    enum class Shape : std::uint8_t { none, world, dot, ring, cross, finding };
    QString text;
    QString tip;
    Role role = Role::text;
    Shape shape = Shape::none;
    bool strong = false; ///< outlined and filled in its colour
    enum class Click : std::uint8_t { nothing, findings, harts };
    Click click = Click::nothing; ///< what a click on it opens
    /// In place of `text` where the toolbar is narrow. Empty, and without a shape: the badge is
    /// left out there.
    QString brief = {};
    bool operator==(const Badge&) const = default;
};

/// What must never be out of sight: the world, the hart, the vCPU, findings, whether this is live.
std::vector<Badge> badges_for(const SessionController& controller, const FindingsModel& proof);

/// Badges side by side, painted.
class BadgeRow : public QWidget {
    Q_OBJECT
  public:
    explicit BadgeRow(const Theme& theme, QWidget* parent = nullptr);

    /// `world`: for the badge with the shape of a world. False: they are the same as before.
    bool show_badges(std::vector<Badge> badges, World world);
    const std::vector<Badge>& badges() const { return badges_; }
    void set_brief(bool brief); ///< the toolbar is narrow
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

  Q_SIGNALS:
    void findings_clicked();
    void harts_clicked(const QPoint& global); ///< below the badge

  protected:
    void mousePressEvent(QMouseEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

  private:
    std::vector<QRectF> boxes() const; ///< empty for a badge that is left out
    const QString& text_of_badge(const Badge& badge) const;
    const Badge* badge_at(const QPoint& point) const;

    const Theme& theme_;
    std::vector<Badge> badges_;
    World world_ = World::host;
    bool brief_ = false;
};

} // namespace switchscope::ui
