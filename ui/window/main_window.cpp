// SPDX-License-Identifier: MIT
#include "ui/window/main_window.h"

#include <QApplication>
#include <QCloseEvent>
#include <QContextMenuEvent>
#include <QVBoxLayout>

#include "ui/actions/action_button.h"
#include "ui/actions/look_actions.h"
#include "ui/actions/program_actions.h"
#include "ui/base/format.h"
#include "ui/base/language.h"
#include "ui/session/session_actions.h"
#include "ui/start/attach_dialog.h"
#include "ui/widgets/drop_target.h"
#include "ui/window/copy_actions.h"
#include "ui/window/harts_menu.h"
#include "ui/window/window_place.h"

namespace switchscope::ui {

namespace {

using State = LiveTarget::State;

/// Gives the reasons their translation context.
struct MainWindowText {
    Q_DECLARE_TR_FUNCTIONS(availability)
};

} // namespace

MainWindow::MainWindow(SessionProvider& provider, QSettings* settings, LessonProvider* lessons,
                       QWidget* parent)
    : QMainWindow(parent), provider_(provider), settings_(settings), controller_(provider),
      guide_(controller_, lessons), actions_(theme_, settings, this), badges_(new BadgeRow(theme_)),
      messages_(new MessageArea(theme_)),
      start_page_(new StartPage(theme_, provider.choices(), guide_.lessons(),
                                actions_.get(ActionId::cancel), actions_.get(ActionId::attach),
                                actions_.get(ActionId::open_recording))),
      start_scroll_(new QScrollArea),
      session_page_(new SessionPage(theme_, actions_, controller_, guide_, settings)),
      stack_(new QStackedWidget), status_(new StatusLine(actions_, controller_)),
      menu_(new MainMenu(actions_, this)), top_bar_(nullptr), keys_(nullptr), palette_(nullptr),
      presenter_(actions_, theme_, *session_page_->docks(), *status_, *this, controller_),
      files_(actions_, controller_, *start_page_, settings, this),
      question_(actions_, *messages_, files_, presenter_, controller_),
      kept_(settings, *this, theme_, *session_page_->docks(), session_page_->layouts(), question_) {
    setObjectName(QStringLiteral("main_window"));
    setWindowTitle(QStringLiteral("Switchscope"));
    build();
    add_actions();
    add_leaving_actions();
    connect_session();
    connect_pages();
    connect(qApp, &QCoreApplication::aboutToQuit, this, &MainWindow::store_settings);
    // Behind the parts, which have connected before: these have all of them show the moment.
    connect(&theme_, &Theme::changed, this, &MainWindow::apply_theme);
    connect(&Language::instance(), &Language::changed, this, &MainWindow::translate);
    kept_.restore();
    apply_theme();
    show_state();
    actions_.settle();
    start_page_->take_focus();
}

MainWindow::~MainWindow() {
    // The panels are hidden while the window goes, and would report that to what is gone already.
    disconnect(session_page_->docks(), &DockArea::panels_changed, nullptr, nullptr);
}

void MainWindow::build() {
    std::vector<ActionButton*> steps;
    for (const ActionId id : {ActionId::back_instruction, ActionId::instruction, ActionId::macro,
                              ActionId::half, ActionId::world_switch}) {
        steps.push_back(new ActionButton(theme_, id, actions_.get(id)));
    }
    std::vector<QWidget*> right;
    for (const ActionId id : {ActionId::theme, ActionId::keys}) {
        right.push_back(new ActionButton(theme_, id, actions_.get(id)));
    }
    right.push_back(menu_->make_button(theme_));
    top_bar_ = new TopBar(theme_, badges_, std::move(steps), std::move(right));
    start_scroll_->setObjectName(QStringLiteral("start_scroll"));
    start_scroll_->setWidget(start_page_);
    start_scroll_->setWidgetResizable(true);
    start_scroll_->setFrameShape(QFrame::NoFrame);
    start_scroll_->setFocusPolicy(Qt::NoFocus);
    stack_->addWidget(start_scroll_);
    stack_->addWidget(session_page_);
    auto* center = new QWidget;
    auto* column = new QVBoxLayout(center);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(top_bar_);
    column->addWidget(messages_);
    column->addWidget(stack_, 1);
    setCentralWidget(center);
    setStatusBar(status_);
    keys_ = new KeysOverlay(theme_, actions_, this);
    palette_ = new CommandPalette(theme_, actions_, this);
    go_to_first_place(*this);
}

void MainWindow::connect_session() {
    connect(&controller_, &SessionController::opened, this, &MainWindow::show_opened);
    connect(&controller_.cursor(), &SessionCursor::moved, session_page_, &SessionPage::show_moment);
    connect(&controller_.target(), &LiveTarget::state_changed, this, &MainWindow::show_state);
    connect(&controller_.target(), &LiveTarget::progress, this, &MainWindow::show_progress);
    connect(&controller_.recorder(), &LiveRecorder::changed, this, &MainWindow::show_badges);
    connect(&controller_.notices(), &Notices::failed, this, &MainWindow::show_failure);
    connect(&controller_.notices(), &Notices::noted, messages_,
            [this](const ScreenText& what, const ScreenText& remedy) {
                messages_->show_error(what, remedy);
            });
    connect(&controller_.notices(), &Notices::said, status_, &StatusLine::say);
}

void MainWindow::connect_pages() {
    connect(new DropTarget(theme_, this), &DropTarget::dropped, this,
            [this](const QString& path) { open_recording(path.toStdString()); });
    connect(start_page_, &StartPage::chosen, this,
            [this](const QString& id) { open(id.toStdString()); });
    connect(start_page_, &StartPage::recording_chosen, this,
            [this](const QString& path) { open_recording(path.toStdString()); });
    connect(start_page_, &StartPage::lesson_chosen, this, [this](const QString& id) {
        messages_->clear();
        guide_.start(id.toStdString());
    });
    connect(&guide_, &LessonGuide::changed, this, [this] {
        // Else the panel of the lessons shows the error.
        if (guide_.state() == LessonGuide::State::failed && !shows_session()) {
            messages_->show_error(guide_.error()->what, guide_.error()->remedy);
        }
    });
    connect(badges_, &BadgeRow::findings_clicked, session_page_,
            [this] { session_page_->show_side(true); });
    connect(badges_, &BadgeRow::harts_clicked, this,
            [this](const QPoint& global) { show_harts_menu(this, controller_, global); });
    connect(session_page_, &SessionPage::moment_shown, this, [this] {
        status_->show_moment();
        show_badges();
    });
    connect(session_page_, &SessionPage::said, status_, &StatusLine::say);
    connect(session_page_->lesson(), &LessonPanel::script_chosen, messages_, &MessageArea::clear);
    connect(&session_page_->layouts(), &LayoutActions::failed, messages_,
            [this](const ScreenText& what, const ScreenText& remedy) {
                messages_->show_error(what, remedy);
            });
    connect(messages_, &MessageArea::offer_taken, this, &MainWindow::connect_again);
    connect(messages_, &MessageArea::save_wanted, this,
            [this] { files_.save_all([this] { messages_->take_back_save(); }); });
}

void MainWindow::add_actions() {
    add_session_actions(actions_, controller_);
    add_look_actions(actions_, theme_);
    add_program_actions(actions_, theme_, *palette_, *keys_, *this);
    add_copy_actions(actions_, theme_, *session_page_, *status_, *messages_, files_, controller_);
    session_page_->inspected().find_in(*palette_);
    actions_.add({ActionId::open_recording, can_be_had, [this] {
                      files_.ask_to_open([this](const auto& path) { open_recording(path); });
                  }});
    actions_.add({ActionId::reconnect, [this] { return controller_.target().why_no_reconnect(); },
                  [this] {
                      messages_->clear();
                      controller_.target().reconnect();
                  }});
}

/// The actions that end a session: they ask first where steps would be lost.
void MainWindow::add_leaving_actions() {
    actions_.add({ActionId::start_page,
                  [this] {
                      return controller_.timeline() == nullptr &&
                                     controller_.target().state() == State::none
                                 ? MainWindowText::tr("this is the start page")
                                 : QString();
                  },
                  [this] {
                      question_.ask_before([] { return tr("Close without Saving"); },
                                           [this] { close_session(); });
                  }});
    actions_.add({ActionId::attach, can_be_had, [this] {
                      question_.ask_before([] { return tr("Attach without Saving"); },
                                           [this] {
                                               attach_dialog_ = new AttachDialog(
                                                   theme_, provider_, controller_, settings_, this);
                                               attach_dialog_->open();
                                           });
                  }});
    actions_.add({ActionId::restart,
                  [this] {
                      return controller_.choice().empty()
                                 ? MainWindowText::tr("no target has been opened")
                                 : QString();
                  },
                  [this] {
                      question_.ask_before([] { return tr("Restart without Saving"); },
                                           [this] { controller_.restart(); });
                  }});
}

void MainWindow::open(const std::string& choice) {
    messages_->clear();
    controller_.open(choice);
}

void MainWindow::open_recording(const std::filesystem::path& path) {
    question_.ask_before([] { return tr("Open without Saving"); },
                         [this, path] {
                             messages_->clear();
                             controller_.open_file(path);
                         });
}

void MainWindow::show_opened() {
    messages_->clear();
    session_page_->show_session();
    if (controller_.file() != nullptr) {
        files_.add_recent(controller_.file()->path());
    }
    show_title();
    stack_->setCurrentWidget(session_page_);
    session_page_->lanes()->setFocus();
}

void MainWindow::close_session() {
    controller_.close();
    session_page_->show_session();
    setWindowTitle(QStringLiteral("Switchscope"));
    messages_->clear();
    stack_->setCurrentWidget(start_scroll_);
    start_page_->take_focus();
}

void MainWindow::show_title() {
    const RecordingFile* file = controller_.file();
    if (controller_.facts() != nullptr) {
        setWindowTitle(tr("%1 \u2014 Switchscope")
                           .arg(file != nullptr ? text_of(file->path().filename().string())
                                                : title_text(controller_.facts()->title)));
    }
}

void MainWindow::translate() {
    actions_.translate();
    show_title();
    session_page_->translate();
    show_state();
    top_bar_->lay_out();
}

void MainWindow::apply_theme() {
    const QString sheet = theme_.stylesheet();
    if (sheet != styleSheet()) {
        setPalette(theme_.palette());
        setStyleSheet(sheet);
    }
    session_page_->show_moment();
}

void MainWindow::show_badges() {
    const Timeline* timeline = controller_.timeline();
    if (badges_->show_badges(badges_for(controller_, session_page_->findings()->model()),
                             timeline != nullptr ? timeline->state().world : World::host)) {
        top_bar_->lay_out();
    }
}

void MainWindow::show_state() {
    status_->end_progress();
    status_->show_moment();
    show_badges();
    top_bar_->show_steps(controller_.timeline() != nullptr);
    if (controller_.target().state() == State::opening) {
        start_page_->show_opening(controller_.opening(), 0);
    } else {
        start_page_->show_idle();
    }
}

void MainWindow::show_progress(qint64 elapsed_ms, qulonglong steps) {
    if (controller_.target().state() == State::opening) {
        start_page_->show_opening(controller_.opening(), elapsed_ms);
    }
    status_->show_progress(elapsed_ms, steps);
}

void MainWindow::show_failure(const ScreenText& what, const ScreenText& remedy) {
    if (attach_dialog_) {
        return; // it shows the failure, beside what has to be changed
    }
    const bool reconnect = controller_.target().why_no_reconnect().isEmpty();
    const bool recorded = controller_.timeline() != nullptr;
    const auto advice = [remedy, reconnect, recorded] {
        const QString first = remedy.text();
        return !recorded
                   ? first
                   : first + (first.isEmpty() ? QString() : QStringLiteral(" ")) +
                         (reconnect ? tr("Everything recorded so far stays here.")
                                    : tr("Everything recorded so far stays here until a restart."));
    };
    const auto offer = [reconnect, restart = controller_.facts() != nullptr] {
        return reconnect ? tr("Reconnect") : restart ? tr("Restart") : tr("Try again");
    };
    messages_->show_error(what, advice, offer,
                          controller_.recorder().unsaved() > 0 ? LossQuestion::save_words()
                                                               : ScreenText());
}

void MainWindow::connect_again() {
    if (controller_.target().why_no_reconnect().isEmpty()) {
        actions_.run(ActionId::reconnect);
    } else {
        controller_.restart(); // without a question: the button beside this one saves first
    }
}

void MainWindow::store_settings() {
    presenter_.present(false); // what is kept is the window as it was before
    kept_.store();
}

void MainWindow::changeEvent(QEvent* event) {
    if (event->type() == QEvent::ApplicationPaletteChange) {
        theme_.follow_system(QGuiApplication::palette());
    }
    QMainWindow::changeEvent(event);
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (!leaving_ && question_.would_ask()) {
        event->ignore();
        question_.ask_before([] { return tr("Quit without Saving"); },
                             [this] {
                                 leaving_ = true;
                                 close();
                             });
        return;
    }
    store_settings();
    controller_.close();
    session_page_->show_session(); // ends the check of the recording, which goes on by itself
    event->accept();
}

/// Only keys that no other widget has taken arrive here.
void MainWindow::keyPressEvent(QKeyEvent* event) {
    InspectedPlace& inspected = session_page_->inspected();
    if (event->key() == Qt::Key_Escape && messages_->asks()) {
        banner()->dismiss();
    } else if (event->key() == Qt::Key_Escape && session_page_->legend()->isVisible()) {
        session_page_->legend()->hide();
    } else if (event->key() == Qt::Key_F10 && event->modifiers() == Qt::ShiftModifier) {
        ask_for_context_menu();
    } else if (event->key() == Qt::Key_Escape && inspected.is_pinned()) {
        inspected.release();
    } else {
        say_why_not(*event);
        QMainWindow::keyPressEvent(event);
    }
}

/// Shift+F10 asks for a context menu, but not on every platform does Qt make a request of it.
void MainWindow::ask_for_context_menu() {
    if (QWidget* widget = focusWidget()) {
        const QPoint middle = widget->rect().center();
        QContextMenuEvent request(QContextMenuEvent::Keyboard, middle, widget->mapToGlobal(middle));
        QApplication::sendEvent(widget, &request);
    }
}

/// The key may be that of an action that cannot be had now.
void MainWindow::say_why_not(const QKeyEvent& event) {
    const QKeySequence key(event.keyCombination());
    const auto id = actions_.holder_of(key, ActionId::count);
    if (id && *id != ActionId::cancel && !actions_.why_not(*id).isEmpty()) {
        QString name = action_text(action_spec(*id));
        name.remove(QChar(0x2026));
        status_->say(tr("%1: not now, %2.").arg(name, actions_.why_not(*id)));
    }
}

} // namespace switchscope::ui
