// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractButton>
#include <QAction>

#include "ui/actions/actions.h"

namespace switchscope::ui {

class Theme;

/// A toolbar button: an icon, a brief name, and in dim letters the key that does the same.
class ActionButton : public QAbstractButton {
    Q_OBJECT
  public:
    /// Shows the icon alone where the table has no brief name.
    ActionButton(const Theme& theme, ActionId id, QAction* action, QWidget* parent = nullptr);

    /// How much is written on it. A narrow toolbar has less space.
    enum class Detail : std::uint8_t { all, no_key, icon_only };
    void set_detail(Detail detail);
    bool has_brief() const { return spec_.brief != nullptr; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

  protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

  private:
    void follow_action();
    bool icon_only() const { return spec_.brief == nullptr || detail_ == Detail::icon_only; }
    QString key_text() const;

    const Theme& theme_;
    const ActionSpec& spec_;
    QAction* action_;
    Detail detail_ = Detail::all;
};

} // namespace switchscope::ui
