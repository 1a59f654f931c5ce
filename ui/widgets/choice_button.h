// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include <QAbstractButton>

namespace switchscope::ui {

class Theme;

/// One of several answers to choose from. It has a sign and a text that wraps. A glyph and a colour
/// show whether the answer is right.
class ChoiceButton : public QAbstractButton {
    Q_OBJECT
  public:
    enum class Mark : std::uint8_t { none, right, wrong };

    /// `sign` names the answer, such as "A" or "1".
    ChoiceButton(const Theme& theme, const QString& sign, QWidget* parent = nullptr);
    void show_text(const std::string& markdown, Mark mark = Mark::none);
    Mark mark() const { return mark_; }

    QSize sizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

  protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

  private:
    qreal text_left() const;

    const Theme& theme_;
    QString sign_, html_;
    Mark mark_ = Mark::none;
};

} // namespace switchscope::ui
