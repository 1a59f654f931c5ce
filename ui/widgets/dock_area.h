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

/// Arrangements that the program comes with.
enum class Layout : std::uint8_t {
    teach, ///< the routine, the lanes, and what is selected
    debug, ///< with breakpoints, watched values, the monitor and what goes over the connection
    trace, ///< with exits, bookmarks and what differs between two moments
    count
};

/// The lanes with panels around them that can be moved, put away, and arranged as at first. An arrangement is a value:
/// it is kept, exported and taken over.
class DockArea : public QMainWindow {
    Q_OBJECT
  public:
    DockArea(const Theme& theme, QWidget* center, QWidget* parent = nullptr);

    void add(Panel panel, QWidget* content);
    QDockWidget* dock(Panel panel) const { return docks_.at(static_cast<std::size_t>(panel)); }
    void show_panel(Panel panel,
                    bool show = true);    ///< and in front of those it shares its room with
    static QString title_of(Panel panel); ///< in the language of the program
    /// What the panel's own heading says in place of its title, and the tooltip of that; empty: its title.
    void tell(Panel panel, const QString& heading, const QString& about);
    bool shows(Panel panel) const; ///< and not behind another

    void arrange(Layout layout);
    Layout layout_now() const {
        return layout_;
    } ///< the one last arranged: what a reset goes back to

    /// All that arrange() and the user have arranged. JSON, so that people can pass it on.
    QByteArray save() const;
    /// Takes over what save() gave. An Error (damaged, of another version) says why it was left as it is.
    Result<void> restore(const QByteArray& json);
    /// How the center is shown belongs to an arrangement, too: asked for by save(), given back by restore() where the
    /// arrangement has it.
    void keep_center_with(std::function<QJsonObject()> save,
                          std::function<void(const QJsonObject&)> restore);
    static constexpr int version = 1; ///< of what save() gives: another one is not read

    /// Only the lanes; again: everything as it was.
    void show_center_alone(bool alone);

  Q_SIGNALS:
    void panels_changed(); ///< one was shown or put away

  protected:
    bool event(QEvent* event) override;
    void childEvent(QChildEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    void share_room();
    void slim_titles();
    bool is_low() const; ///< for the size of letters
    void lay_out();
    void tabify(std::initializer_list<Panel> panels);

    const Theme& theme_;
    std::array<QDockWidget*, panel_count> docks_{};
    Layout layout_ = Layout::teach;
    bool sizes_chosen_ = false; ///< by the user
    std::function<QJsonObject()> save_center_;
    std::function<void(const QJsonObject&)> restore_center_;
    QByteArray with_panels_; ///< while the center is alone
};

} // namespace switchscope::ui
