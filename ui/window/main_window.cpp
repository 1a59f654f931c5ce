// SPDX-License-Identifier: MIT
#include "ui/window/main_window.h"

#include <QApplication>
#include <QCloseEvent>
#include <QContextMenuEvent>
#include <QScreen>
#include <QVBoxLayout>

#include "ui/base/format.h"
#include "ui/base/language.h"
#include "ui/base/words.h"
#include "ui/widgets/drop_target.h"
#include "ui/window/window_place.h"

namespace switchscope::ui {

MainWindow::MainWindow(SessionProvider& provider, QSettings* settings, LessonProvider* lessons,
                       QWidget* parent)
    : QMainWindow(parent), provider_(provider), settings_(settings), controller_(provider),
      guide_(controller_, lessons), actions_(theme_, settings, this), badges_(new BadgeRow(theme_)),
      top_bar_(nullptr), banner_(new Banner(theme_)), banner_room_(new QWidget),
      start_page_(new StartPage(theme_, provider.choices(), guide_.lessons(),
                                actions_.get(ActionId::cancel), actions_.get(ActionId::attach),
                                actions_.get(ActionId::open_recording))),
      start_scroll_(new QScrollArea),
      session_page_(new SessionPage(theme_, actions_, controller_, guide_, settings)),
      stack_(new QStackedWidget), status_(new StatusLine(actions_, controller_)), keys_(nullptr),
      palette_(nullptr), menu_(new QMenu(this)) {
    setObjectName(QStringLiteral("main_window"));
    setWindowTitle(QStringLiteral("Switchscope"));
    build();
    connect_actions();
    connect(&controller_, &SessionController::opened, this, [this] {
        banner_->hide();
        banner_room_->hide();
        session_page_->show_session();
        const RecordingFile* file = controller_.file();
        if (file != nullptr) {
            remember_recording(file->path());
        }
        show_title();
        stack_->setCurrentWidget(session_page_);
        session_page_->lanes()->setFocus();
    });
    connect(&controller_, &SessionController::moved, this, &MainWindow::show_moment);
    connect(&controller_, &SessionController::state_changed, this, &MainWindow::show_state);
    connect(&controller_, &SessionController::progress, this, &MainWindow::show_progress);
    connect(&controller_, &SessionController::failed, this, &MainWindow::show_failure);
    connect(&controller_, &SessionController::noted, this,
            [this](const Said& what, const Said& remedy) { tell(what, remedy, {}); });
    connect(new DropTarget(theme_, this), &DropTarget::dropped, this,
            [this](const QString& path) { open_recording(path.toStdString()); });
    connect(start_page_, &StartPage::chosen, this,
            [this](const QString& id) { open(id.toStdString()); });
    connect(start_page_, &StartPage::recording_chosen, this,
            [this](const QString& path) { open_recording(path.toStdString()); });
    connect(&controller_, &SessionController::told, status_, &StatusLine::tell);
    connect(&controller_, &SessionController::saved, this, &MainWindow::remember_recording);
    connect(banner_, &Banner::dismissed, this, [this] {
        go_on_ = {};
        banner_room_->hide();
    });
    connect(start_page_, &StartPage::lesson_chosen, this, [this](const QString& id) {
        banner_room_->hide();
        guide_.start(id.toStdString());
    });
    connect(badges_, &BadgeRow::findings_clicked, session_page_,
            [this] { session_page_->show_side(true); });
    connect(badges_, &BadgeRow::harts_clicked, this, &MainWindow::show_harts);
    connect(session_page_, &SessionPage::inspection_changed, this, &MainWindow::update_actions);
    connect(&controller_, &SessionController::stopped, status_, &StatusLine::tell);
    connect(session_page_, &SessionPage::told, status_, &StatusLine::tell);
    connect(qApp, &QCoreApplication::aboutToQuit, this, &MainWindow::store_settings);
    connect(session_page_->docks(), &DockArea::panels_changed, this, &MainWindow::check_panels);
    connect(&theme_, &Theme::changed, this, &MainWindow::apply_theme);
    connect(&Language::instance(), &Language::changed, this, &MainWindow::translate);
    restore_settings();
    apply_theme();
    show_state();
    show_recent();
    start_page_->take_focus();
}

MainWindow::~MainWindow() {
    // Panels that are hidden while the window goes would tell those that are gone already.
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
    right.push_back(make_menu_button());
    top_bar_ = new TopBar(theme_, badges_, std::move(steps), std::move(right));

    auto* room = new QVBoxLayout(banner_room_);
    room->addWidget(banner_);
    banner_room_->hide();
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
    column->addWidget(banner_room_);
    column->addWidget(stack_, 1);
    setCentralWidget(center);
    setStatusBar(status_);
    keys_ = new KeysOverlay(theme_, actions_, this);
    palette_ = new CommandPalette(theme_, actions_, this);
    go_to_first_place();
}

void MainWindow::go_to_first_place() {
    const QRect room = screen()->availableGeometry();
    QRect wanted(QPoint(), QSize(1600, 1000));
    wanted.moveCenter(room.center());
    setGeometry(fit_into(wanted, room, likely_frame));
}

/// A menu a group, made from the table; the program's own actions are at hand without one.
void MainWindow::build_menu() {
    menu_->clear();
    QMenu* group_menu = menu_;
    std::optional<ActionGroup> group;
    for (const ActionSpec& spec : action_table()) {
        if (group != spec.group) {
            group = spec.group;
            group_menu = menu_;
            if (spec.group == ActionGroup::program) {
                menu_->addSeparator();
            } else {
                group_menu = menu_->addMenu(action_group_title(spec.group));
                group_menu->setToolTipsVisible(true);
            }
        }
        group_menu->addAction(actions_.get(spec.id));
    }
    menu_->setToolTipsVisible(true);
}

/// Each hart, with where it stands at this moment.
void MainWindow::show_harts(const QPoint& global) {
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("harts_menu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const MachineState& state = controller_.timeline()->state();
    for (const std::uint64_t number : controller_.harts()) {
        const HartState* hart = state.find_hart(static_cast<std::uint32_t>(number));
        QAction* follow = menu->addAction(tr("hart %1 \u00b7 %2 \u00b7 %3")
                                              .arg(number)
                                              .arg(world_text(hart->world), hex_value(hart->pc)));
        follow->setCheckable(true);
        follow->setChecked(number == state.hart);
        connect(follow, &QAction::triggered, this,
                [this, number] { controller_.select_hart(static_cast<std::uint32_t>(number)); });
    }
    menu->popup(global);
}

QToolButton* MainWindow::make_menu_button() {
    build_menu();
    auto* button = new QToolButton;
    button->setObjectName(QStringLiteral("button_menu"));
    keep_translated(button, [button] {
        button->setAccessibleName(tr("Menu"));
        button->setToolTip(tr("Everything this window can do"));
    });
    button->setPopupMode(QToolButton::InstantPopup);
    button->setMenu(menu_);
    button->setFocusPolicy(Qt::TabFocus);
    const auto draw = [this, button] {
        button->setIcon(make_icon(Icon::menu, theme_));
        button->setIconSize({theme_.ipx(16), theme_.ipx(16)});
        button->setFixedSize(theme_.ipx(32), theme_.ipx(30));
    };
    connect(&theme_, &Theme::changed, button, draw);
    draw();
    return button;
}

void MainWindow::open(const std::string& choice) {
    banner_room_->hide();
    controller_.open(choice);
}

void MainWindow::open_recording(const std::filesystem::path& path) {
    leave([] { return tr("Open without Saving"); },
          [this, path] {
              banner_room_->hide();
              controller_.open_file(path);
          });
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
    build_menu();
    session_page_->translate();
    show_state();
    show_moment();
    top_bar_->lay_out();
}

void MainWindow::apply_theme() {
    const QString sheet = theme_.stylesheet();
    if (sheet != styleSheet()) {
        setPalette(theme_.palette());
        setStyleSheet(sheet);
    }
    banner_room_->layout()->setContentsMargins(theme_.ipx(12), theme_.ipx(8), theme_.ipx(12),
                                               theme_.ipx(8));
    actions_.get(ActionId::motion)->setChecked(theme_.reduced_motion());
    session_page_->show_moment();
    update_actions();
}

void MainWindow::show_moment() {
    session_page_->show_moment(); // ends in update_actions()
    status_->show_moment();
    if (controller_.timeline() != nullptr &&
        badges_->show_badges(badges_for(controller_, session_page_->findings()->model()),
                             controller_.timeline()->state().world)) {
        top_bar_->lay_out();
    }
}

void MainWindow::show_state() {
    using State = SessionController::State;
    status_->end_progress();
    status_->show_moment();
    const bool session = controller_.timeline() != nullptr;
    badges_->show_badges(badges_for(controller_, session_page_->findings()->model()),
                         session ? controller_.timeline()->state().world : World::host);
    top_bar_->show_steps(session);
    if (controller_.state() == State::opening) {
        start_page_->show_opening(controller_.opening(), 0);
    } else {
        start_page_->show_idle();
    }
    update_actions();
}

void MainWindow::show_progress(qint64 elapsed_ms, qulonglong steps) {
    if (controller_.state() == SessionController::State::opening) {
        start_page_->show_opening(controller_.opening(), elapsed_ms);
    }
    status_->show_progress(elapsed_ms, steps);
    update_actions();
}

void MainWindow::show_failure(const Said& what, const Said& remedy) {
    if (attach_dialog_) {
        return; // which tells it
    }
    const bool reconnect = controller_.why_no_reconnect().isEmpty();
    const bool recorded = controller_.timeline() != nullptr;
    const auto advice = [remedy, reconnect, recorded] {
        const QString first = remedy.text();
        return !recorded
                   ? first
                   : first + (first.isEmpty() ? QString() : QStringLiteral(" ")) +
                         (reconnect ? tr("Everything recorded so far stays here.")
                                    : tr("Everything recorded so far stays here until a restart."));
    };
    tell(what, advice, [reconnect, restart = controller_.facts() != nullptr] {
        return reconnect ? tr("Reconnect") : restart ? tr("Restart") : tr("Try again");
    });
    if (controller_.unsaved() > 0) {
        banner_->offer_before(save_words());
    }
}

void MainWindow::tell(const Said& what, const Said& remedy, const Said& offer) {
    banner_->show_error(what, remedy, offer);
    banner_room_->show();
}

void MainWindow::changeEvent(QEvent* event) {
    if (event->type() == QEvent::ApplicationPaletteChange) {
        theme_.follow_system(QGuiApplication::palette());
    }
    QMainWindow::changeEvent(event);
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (!leaving_ && asks_before_loss()) {
        event->ignore();
        leave([] { return tr("Quit without Saving"); },
              [this] {
                  leaving_ = true;
                  close();
              });
        return;
    }
    store_settings();
    controller_.close();
    session_page_->show_session(); // nothing goes on behind what is gone
    event->accept();
}

/// Keys that nothing else has taken.
void MainWindow::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape && banner_->asks()) {
        banner_->dismiss();
    } else if (event->key() == Qt::Key_Escape && session_page_->legend()->isVisible()) {
        session_page_->legend()->hide();
    } else if (event->key() == Qt::Key_F10 && event->modifiers() == Qt::ShiftModifier) {
        ask_for_menu();
    } else if (event->key() == Qt::Key_Escape && session_page_->pinned()) {
        session_page_->release();
    } else {
        tell_why_not(*event);
        QMainWindow::keyPressEvent(event);
    }
}

/// Shift+F10, which not every platform makes the request for a menu that it is.
void MainWindow::ask_for_menu() {
    if (QWidget* widget = focusWidget()) {
        const QPoint middle = widget->rect().center();
        QContextMenuEvent request(QContextMenuEvent::Keyboard, middle, widget->mapToGlobal(middle));
        QApplication::sendEvent(widget, &request);
    }
}

void MainWindow::tell_why_not(const QKeyEvent& event) {
    const QKeySequence key(event.keyCombination());
    const auto id = actions_.holder_of(key, ActionId::count);
    if (id && *id != ActionId::cancel && !actions_.why_not(*id).isEmpty()) {
        QString name = action_text(action_spec(*id));
        name.remove(QChar(0x2026));
        status_->tell(tr("%1: not now, %2.").arg(name, actions_.why_not(*id)));
    }
}

} // namespace switchscope::ui
