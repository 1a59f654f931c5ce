// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

#include <QFrame>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPointer>

#include "ui/actions/palette_model.h"

namespace switchscope::ui {

class Theme;
class WindowActions;

/// Finds every action by a few letters of its name or by another word for it, and every register,
/// CSR and slot by a part of its name. Enter runs the action or inspects the place. An action that
/// cannot be had now shows why.
class CommandPalette : public QFrame {
    Q_OBJECT
  public:
    CommandPalette(const Theme& theme, const WindowActions& actions, QWidget* window);

    /// `names` gives the names of the places. It is called each time the palette opens.
    void find_places_with(std::function<QStringList()> names) { names_ = std::move(names); }
    void toggle();
    void find_place(); ///< opens it for places, without actions
    QLineEdit* filter() const { return filter_; }
    QListView* list() const { return list_; }
    QLabel* nothing_found() const { return nothing_; } ///< shown in place of the list
    const PaletteModel& model() const { return model_; }

  Q_SIGNALS:
    void place_chosen(const QString& name);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void hideEvent(QHideEvent* event) override;

  private:
    void open(bool places_alone);
    void follow_filter(const QString& filter);
    void place();
    void move_by(int rows);
    void run();

    const Theme& theme_;
    const WindowActions& actions_;
    PaletteModel model_;
    QLineEdit* filter_;
    QListView* list_;
    QLabel* nothing_;
    std::function<QStringList()> names_;
    QPointer<QWidget> focus_before_;
};

} // namespace switchscope::ui
