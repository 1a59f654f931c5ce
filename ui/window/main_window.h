// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>

#include <QDialog>
#include <QMainWindow>
#include <QPointer>
#include <QScrollArea>
#include <QStackedWidget>

#include "ui/actions/command_palette.h"
#include "ui/actions/keys_overlay.h"
#include "ui/actions/window_actions.h"
#include "ui/lessons/lesson_guide.h"
#include "ui/look/theme.h"
#include "ui/session/session_controller.h"
#include "ui/start/start_page.h"
#include "ui/window/badge_row.h"
#include "ui/window/loss_question.h"
#include "ui/window/main_menu.h"
#include "ui/window/message_area.h"
#include "ui/window/presenter.h"
#include "ui/window/recording_files.h"
#include "ui/window/session_page.h"
#include "ui/window/status_line.h"
#include "ui/window/top_bar.h"
#include "ui/window/window_settings.h"

class QSettings;

namespace switchscope::ui {

/// The window: the start page, or a session with its views. It holds the parts that both share, and
/// has them show what the session reports.
class MainWindow : public QMainWindow {
    Q_OBJECT
  public:
    /// `settings` keeps what the user has chosen between runs; null: nothing is kept. A null
    /// `lessons`: there are none. All three outlive the window.
    MainWindow(SessionProvider& provider, QSettings* settings, LessonProvider* lessons = nullptr,
               QWidget* parent = nullptr);
    ~MainWindow() override;

    void open(const std::string& choice); ///< of the provider's
    /// Asks first where steps would be lost.
    void open_recording(const std::filesystem::path& path);

    Theme& theme() { return theme_; }
    SessionController& controller() { return controller_; }
    LessonGuide& guide() { return guide_; }
    WindowActions& actions() { return actions_; }
    SessionPage* session_page() const { return session_page_; }
    StartPage* start_page() const { return start_page_; }
    Banner* banner() const { return messages_->banner(); }
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
    void connect_session();
    void connect_pages();
    void add_actions();
    void add_leaving_actions();
    void show_opened();
    void close_session();
    void show_title();
    void translate();
    void apply_theme();
    void show_badges();
    void show_state();
    void show_progress(qint64 elapsed_ms, qulonglong steps);
    void show_failure(const ScreenText& what, const ScreenText& remedy);
    void connect_again(); ///< to the target that has failed, or starts it again
    void store_settings();
    void ask_for_context_menu();
    void say_why_not(const QKeyEvent& event);

    SessionProvider& provider_;
    QSettings* settings_;
    QPointer<QDialog> attach_dialog_; ///< while it is open
    Theme theme_;
    SessionController controller_;
    LessonGuide guide_;
    WindowActions actions_;
    BadgeRow* badges_;
    MessageArea* messages_;
    StartPage* start_page_;
    QScrollArea* start_scroll_;
    SessionPage* session_page_;
    QStackedWidget* stack_;
    StatusLine* status_;
    MainMenu* menu_;
    TopBar* top_bar_;
    KeysOverlay* keys_;
    CommandPalette* palette_;
    Presenter presenter_;
    RecordingFiles files_;
    LossQuestion question_;
    WindowSettings kept_;
    bool leaving_ = false; ///< the user has answered the question: the window may close
};

} // namespace switchscope::ui
