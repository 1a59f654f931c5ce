// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <functional>

#include <QDialog>
#include <QMainWindow>
#include <QMenu>
#include <QPointer>
#include <QScrollArea>
#include <QStackedWidget>
#include <QToolButton>

#include "ui/actions/command_palette.h"
#include "ui/actions/keys_overlay.h"
#include "ui/actions/window_actions.h"
#include "ui/lessons/lesson_guide.h"
#include "ui/look/theme.h"
#include "ui/session/session_controller.h"
#include "ui/start/start_page.h"
#include "ui/widgets/banner.h"
#include "ui/window/badge_row.h"
#include "ui/window/session_page.h"
#include "ui/window/status_line.h"
#include "ui/window/top_bar.h"

class QSettings;

namespace switchscope::ui {

/// The window: the start page, or a session with its views, and the actions that both share.
class MainWindow : public QMainWindow {
    Q_OBJECT
  public:
    /// `settings` remembers geometry, theme and zoom between runs; null: nothing is remembered. Both outlive the window.
    /// `lessons`: null where there are none.
    MainWindow(SessionProvider& provider, QSettings* settings, LessonProvider* lessons = nullptr,
               QWidget* parent = nullptr);
    ~MainWindow() override;

    void open(const std::string& choice);
    void open_recording(const std::filesystem::path& path);

    Theme& theme() { return theme_; }
    SessionController& controller() { return controller_; }
    LessonGuide& guide() { return guide_; }
    WindowActions& actions() { return actions_; }
    SessionPage* session_page() const { return session_page_; }
    StartPage* start_page() const { return start_page_; }
    Banner* banner() const { return banner_; }
    BadgeRow* badges() const { return badges_; }
    KeysOverlay* keys() const { return keys_; }
    CommandPalette* palette() const { return palette_; }
    QMenu* menu() const { return menu_; }
    StatusLine* status_line() const { return status_; }
    bool shows_session() const { return stack_->currentWidget() == session_page_; }

  protected:
    void changeEvent(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    void build();
    void go_to_first_place(); ///< as large as it likes to be, where the screen has room
    void connect_palette();
    void toggle_panel(Panel panel);
    void close_session();
    void ask_for_menu();
    void tell_why_not(const QKeyEvent& event); ///< a key of an action that cannot be had now
    // Before steps are lost.
    bool asks_before_loss() const;
    /// Does it, at once or after the question; `without_saving`: the words of the button that does it.
    void leave(const Said& without_saving, std::function<void()> go_on);
    void go_on_without_saving();
    void save_and_go_on();
    void end_question();
    static Said save_words();
    void save_recording(std::function<void()> then); ///< all of it, into a file that is asked for
    QString file_stem() const;
    void remember_recording(const std::filesystem::path& path);
    void show_recent();
    void connect_actions();
    void connect_moves();
    void connect_marks();
    void connect_panels();
    void connect_lanes();
    void connect_lessons();
    void connect_copies();
    void connect_program();
    template <class Action> void on(ActionId id, Action action);
    void check_lanes();  ///< how they are arranged, in the menu
    void check_panels(); ///< in the menu, those that are shown
    void take_layout(const QByteArray& json);
    void present(bool presenting);
    void translate(); ///< the language of the program changed
    void show_title();
    void build_menu();
    void show_harts(const QPoint& global); ///< a menu of them
    QToolButton* make_menu_button();
    void apply_theme();
    void show_moment();
    void show_state();
    void show_progress(qint64 elapsed_ms, qulonglong steps);
    void tell(const Said& what, const Said& remedy, const Said& offer);
    void show_failure(const Said& what, const Said& remedy);
    void update_actions();
    void restore_settings();
    void store_settings();

    SessionProvider& provider_;
    QSettings* settings_;
    QPointer<QDialog> attach_dialog_; ///< while it is open
    Theme theme_;
    SessionController controller_;
    LessonGuide guide_;
    WindowActions actions_;
    BadgeRow* badges_;
    TopBar* top_bar_;
    Banner* banner_;
    QWidget* banner_room_; ///< keeps the banner off the edges
    StartPage* start_page_;
    QScrollArea* start_scroll_;
    SessionPage* session_page_;
    QStackedWidget* stack_;
    StatusLine* status_;
    KeysOverlay* keys_;
    CommandPalette* palette_;
    QMenu* menu_;
    bool presenting_ = false;
    double scale_before_ = 1;     ///< it was presented
    std::function<void()> go_on_; ///< what the question is about
    bool leaving_ = false;        ///< the question was answered: the window may close
};

} // namespace switchscope::ui
