// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <functional>

#include <QByteArray>
#include <QDockWidget>
#include <QJsonObject>
#include <QMainWindow>

#include "core/base/error.h"

namespace switchscope::ui {

class Theme;

/// The panels around the lanes.
enum class Panel : std::uint8_t {
    routine,
    side, ///< inspector and proof
    breakpoints,
    bookmarks,
    exits,
    difference,
    watch,
    packets,
    console,
    lessons,
    count
};
inline constexpr std::size_t panel_count = static_cast<std::size_t>(Panel::count);

/// The arrangements of panels that come with the program.
enum class Layout : std::uint8_t {
    teach, ///< the routine, the lanes, the inspector and the proof
    debug, ///< the same with breakpoints, watched values, packets and the monitor's console
    trace, ///< the same with exits, bookmarks and the differences between two moments
    count
};

/// The lanes in the center, and panels around them that can be moved, closed and put back in order.
/// An arrangement is a value: it can be saved, exported and restored.
class DockArea : public QMainWindow {
    Q_OBJECT
  public:
    DockArea(const Theme& theme, QWidget* center, QWidget* parent = nullptr);

    void add(Panel panel, QWidget* content);
    QDockWidget* dock(Panel panel) const { return docks_.at(static_cast<std::size_t>(panel)); }
    /// A panel that is shown comes to the front of those in the same tabs.
    void show_panel(Panel panel, bool show = true);
    static QString title_of(Panel panel); ///< in the language of the program
    /// Gives a panel a heading other than its title. Empty: the title again. The heading's tooltip
    /// has `about` on a second line.
    void set_heading(Panel panel, const QString& heading, const QString& about);
    bool shows(Panel panel) const; ///< false where another panel's tab is in front of it

    void arrange(Layout layout);
    /// The layout that was arranged or restored last, to which a reset goes back.
    Layout layout_now() const { return layout_; }

    /// The whole arrangement, as JSON text, so that people can pass it on.
    QByteArray save() const;
    /// Arranges the panels as they were at save(). After an Error (not a layout, another version,
    /// damaged) everything is as it was.
    Result<void> restore(const QByteArray& json);
    /// The center's own settings belong to an arrangement as well. `save` is called by save(), and
    /// `restore` by restore() where the arrangement has such settings.
    void keep_center_with(std::function<QJsonObject()> save,
                          std::function<void(const QJsonObject&)> restore);
    /// The version of the format of save(). restore() refuses any other.
    static constexpr int version = 1;

    /// Hides all panels, or brings back those that were shown.
    void show_center_alone(bool alone);

  Q_SIGNALS:
    void panels_changed(); ///< a panel was shown or closed

  protected:
    bool event(QEvent* event) override;
    void childEvent(QChildEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    void share_space();
    void slim_titles();
    bool is_low() const; ///< low for the theme's scale
    void lay_out();
    void tabify(std::initializer_list<Panel> panels);

    const Theme& theme_;
    std::array<QDockWidget*, panel_count> docks_{};
    Layout layout_ = Layout::teach;
    bool sizes_chosen_ = false; ///< the user has moved a separator
    std::function<QJsonObject()> save_center_;
    std::function<void(const QJsonObject&)> restore_center_;
    QByteArray with_panels_; ///< the state to go back to while the center is alone; else empty
};

} // namespace switchscope::ui
