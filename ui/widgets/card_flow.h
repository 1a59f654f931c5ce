// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <vector>

#include <QLayout>

namespace switchscope::ui {

/// Things of one kind side by side, in as many columns of the same width as fit, and in rows that are as full as they can
/// be: four go 4, 2 and 2, or one below the other, never 3 and 1. Asks for no more width than one of them.
class CardFlow : public QLayout {
    Q_OBJECT
  public:
    enum class Width : std::uint8_t {
        shared, ///< columns take all there is, and are at least as wide as was asked for
        own     ///< columns are as wide as the widest thing wants to be
    };
    explicit CardFlow(Width width) : width_(width) {}

    void set_least_width(int pixels); ///< of a column that has others beside it
    int columns_at(int width) const;

    void addItem(QLayoutItem* item) override;
    int count() const override { return static_cast<int>(items_.size()); }
    QLayoutItem* itemAt(int index) const override;
    QLayoutItem* takeAt(int index) override;
    Qt::Orientations expandingDirections() const override { return {}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize minimumSize() const override;
    QSize sizeHint() const override;
    void setGeometry(const QRect& box) override;

  private:
    /// Returns the height that is needed; places nothing where `place` is false.
    int lay_out(const QRect& box, bool place) const;
    std::vector<QLayoutItem*> seen() const; ///< those that are not hidden
    int wanted_width(const std::vector<QLayoutItem*>& items) const;

    Width width_;
    int least_width_ = 0;
    std::vector<std::unique_ptr<QLayoutItem>> items_;
};

} // namespace switchscope::ui
