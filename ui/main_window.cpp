// SPDX-License-Identifier: MIT
#include "ui/main_window.h"

#include <QApplication>
#include <QCloseEvent>
#include <QSettings>
#include <QToolTip>
#include <QVBoxLayout>

#include "ui/availability.h"
#include "ui/drop_target.h"
#include "ui/format.h"
#include "ui/recording_dialogs.h"
#include "ui/shortcut_dialog.h"

namespace switchscope::ui {

MainWindow::MainWindow(SessionProvider& provider, QSettings* settings, QWidget* parent)
    : QMainWindow(parent), settings_(settings), controller_(provider),
      actions_(theme_, settings, this), badges_(new BadgeRow(theme_)), top_bar_(nullptr),
      banner_(new Banner(theme_)), banner_room_(new QWidget),
      start_page_(new StartPage(theme_, provider.choices(), actions_.get(ActionId::cancel),
                                actions_.get(ActionId::open_recording))),
      start_scroll_(new QScrollArea), session_page_(new SessionPage(theme_, actions_, controller_)),
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
        setWindowTitle(tr("%1 \u2014 Switchscope")
                           .arg(text_of(file != nullptr ? file->path().filename().string()
                                                        : controller_.facts()->title)));
        stack_->setCurrentWidget(session_page_);
        session_page_->lanes()->setFocus();
    });
    connect(&controller_, &SessionController::moved, this, &MainWindow::show_moment);
    connect(&controller_, &SessionController::state_changed, this, &MainWindow::show_state);
    connect(&controller_, &SessionController::progress, this, &MainWindow::show_progress);
    connect(&controller_, &SessionController::failed, this, &MainWindow::show_failure);
    connect(&controller_, &SessionController::noted, this,
            [this](const QString& what, const QString& remedy) { tell(what, remedy, {}); });
    connect(new DropTarget(theme_, this), &DropTarget::dropped, this,
            [this](const QString& path) { open_recording(path.toStdString()); });
    connect(start_page_, &StartPage::chosen, this,
            [this](const QString& id) { open(id.toStdString()); });
    connect(badges_, &BadgeRow::findings_clicked, session_page_,
            [this] { session_page_->side()->show_proof(true); });
    connect(session_page_, &SessionPage::inspection_changed, this, &MainWindow::update_actions);
    connect(&theme_, &Theme::changed, this, &MainWindow::apply_theme);
    restore_settings();
    apply_theme();
    show_state();
    if (!start_page_->cards().empty()) {
        start_page_->cards().front()->setFocus();
    }
}

MainWindow::~MainWindow() = default;

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
    resize(1600, 1000);
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

QToolButton* MainWindow::make_menu_button() {
    build_menu();
    auto* button = new QToolButton;
    button->setObjectName(QStringLiteral("button_menu"));
    button->setAccessibleName(tr("Menu"));
    button->setToolTip(tr("Everything this window can do"));
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

void MainWindow::connect_actions() {
    const auto on = [this](ActionId id, auto action) {
        connect(actions_.get(id), &QAction::triggered, this, action);
    };
    on(ActionId::instruction, [this] { controller_.forward(Stride::instruction); });
    on(ActionId::macro, [this] { controller_.forward(Stride::macro); });
    on(ActionId::half, [this] { controller_.forward(Stride::half); });
    on(ActionId::world_switch, [this] { controller_.forward(Stride::world_switch); });
    on(ActionId::back_instruction, [this] { controller_.back(Stride::instruction); });
    on(ActionId::back_macro, [this] { controller_.back(Stride::macro); });
    on(ActionId::back_switch, [this] { controller_.back(Stride::world_switch); });
    on(ActionId::to_start, [this] { controller_.go_to(0); });
    on(ActionId::to_now, [this] {
        if (controller_.timeline() != nullptr) {
            controller_.go_to(controller_.timeline()->size());
        }
    });
    on(ActionId::cancel, [this] { controller_.cancel(); });
    on(ActionId::previous_write, [this] {
        if (const auto position = session_page_->previous_write()) {
            controller_.go_to(*position);
        }
    });
    on(ActionId::next_write, [this] {
        if (const auto position = session_page_->next_write()) {
            controller_.go_to(*position);
        }
    });
    on(ActionId::start_page, [this] {
        controller_.close();
        session_page_->show_session();
        setWindowTitle(QStringLiteral("Switchscope"));
        banner_room_->hide();
        stack_->setCurrentWidget(start_scroll_);
    });
    on(ActionId::open_recording,
       [this] { ask_for_recording(this, [this](const auto& path) { open_recording(path); }); });
    actions_.get(ActionId::record)->setCheckable(true);
    on(ActionId::record, [this] {
        if (controller_.recorder() != nullptr) {
            controller_.stop_recording();
        } else {
            update_actions(); // not before there is a name
            ask_where_to_record(this, [this](const auto& path) { controller_.record_to(path); });
        }
    });
    on(ActionId::restart, [this] { controller_.restart(); });
    connect(banner_, &Banner::offer_taken, this, [this] { controller_.restart(); });
    on(ActionId::zoom_in, [this] { theme_.set_scale(theme_.scale() + Theme::scale_step); });
    on(ActionId::zoom_out, [this] { theme_.set_scale(theme_.scale() - Theme::scale_step); });
    on(ActionId::zoom_reset, [this] { theme_.set_scale(1); });
    on(ActionId::theme, [this] { theme_.toggle(); });
    on(ActionId::theme_system, [this] { theme_.set_mode(ThemeMode::system); });
    actions_.get(ActionId::motion)->setCheckable(true);
    on(ActionId::motion, [this](bool reduced) { theme_.set_reduced_motion(reduced); });
    on(ActionId::palette, [this] {
        update_actions(); // not before its reasons are those of now
        palette_->toggle();
    });
    on(ActionId::shortcuts, [this] { (new ShortcutDialog(theme_, actions_, this))->open(); });
    on(ActionId::keys, [this] { keys_->toggle(); });
    on(ActionId::quit, [this] { close(); });
}

void MainWindow::open(const std::string& choice) {
    banner_room_->hide();
    controller_.open(choice);
}

void MainWindow::open_recording(const std::filesystem::path& path) {
    banner_room_->hide();
    controller_.open_file(path);
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
    if (controller_.timeline() != nullptr) {
        badges_->show_badges(badges_for(controller_, session_page_->findings()->model()),
                             controller_.timeline()->state().world);
    }
    top_bar_->lay_out();
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

void MainWindow::show_failure(const QString& what, const QString& remedy) {
    QString advice = remedy;
    if (controller_.timeline() != nullptr) {
        advice += (advice.isEmpty() ? QString() : QStringLiteral(" ")) +
                  tr("Everything recorded so far stays here.");
    }
    tell(what, advice, controller_.facts() ? tr("Restart") : tr("Try again"));
}

void MainWindow::tell(const QString& what, const QString& remedy, const QString& offer) {
    banner_->show_error(what, remedy, offer);
    banner_room_->show();
}

void MainWindow::update_actions() {
    const Circumstances now{controller_, *session_page_, !status_->progress_text().isEmpty()};
    for (const ActionSpec& spec : action_table()) {
        if (spec.group != ActionGroup::proof) {
            actions_.set_available(spec.id, why_not(spec.id, now));
        }
    }
    actions_.get(ActionId::record)->setChecked(controller_.recorder() != nullptr);
}

void MainWindow::restore_settings() {
    if (settings_ == nullptr) {
        return;
    }
    restoreGeometry(settings_->value(QStringLiteral("window/geometry")).toByteArray());
    const QString mode = settings_->value(QStringLiteral("view/theme")).toString();
    theme_.set_mode(mode == QLatin1String("dark")    ? ThemeMode::dark
                    : mode == QLatin1String("light") ? ThemeMode::light
                                                     : ThemeMode::system);
    theme_.set_scale(settings_->value(QStringLiteral("view/zoom"), 1.0).toDouble());
    theme_.set_reduced_motion(
        settings_->value(QStringLiteral("view/reduced_motion"), false).toBool());
}

void MainWindow::store_settings() {
    if (settings_ == nullptr) {
        return;
    }
    settings_->setValue(QStringLiteral("window/geometry"), saveGeometry());
    settings_->setValue(QStringLiteral("view/theme"),
                        theme_.mode() == ThemeMode::dark    ? QStringLiteral("dark")
                        : theme_.mode() == ThemeMode::light ? QStringLiteral("light")
                                                            : QStringLiteral("system"));
    settings_->setValue(QStringLiteral("view/zoom"), theme_.scale());
    settings_->setValue(QStringLiteral("view/reduced_motion"), theme_.reduced_motion());
}

void MainWindow::changeEvent(QEvent* event) {
    if (event->type() == QEvent::ApplicationPaletteChange) {
        theme_.follow_system(QGuiApplication::palette());
    }
    QMainWindow::changeEvent(event);
}

void MainWindow::closeEvent(QCloseEvent* event) {
    store_settings();
    controller_.close();
    session_page_->show_session(); // nothing goes on behind what is gone
    event->accept();
}

} // namespace switchscope::ui
