// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <vector>

#include <QLayout>

namespace switchscope::ui {

/// Lays out widgets of one kind in columns of equal width. There are as many columns as fit, but no
/// more than fill the rows evenly. Four widgets stand as 4, as 2 and 2, or one below the other, but
/// never as 3 and 1. The layout can be as narrow as a single widget.
class CardFlow : public QLayout {
    Q_OBJECT
  public:
    enum class Width : std::uint8_t {
        shared, ///< columns share the whole width, and are at least set_least_width() wide
        own     ///< columns have the width that the widest widget wants
    };
    explicit CardFlow(Width width) : width_(width) {}

    /// The least width of a column where there are several.
    void set_least_width(int pixels);
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
    /// Returns the height that is needed. Moves the widgets only where `place` is true.
    int lay_out(const QRect& box, bool place) const;
    std::vector<QLayoutItem*> seen() const; ///< those that are not hidden
    int wanted_width(const std::vector<QLayoutItem*>& items) const;

    Width width_;
    int least_width_ = 0;
    std::vector<std::unique_ptr<QLayoutItem>> items_;
};

} // namespace switchscope::ui
