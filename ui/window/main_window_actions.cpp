// SPDX-License-Identifier: MIT
// What the window's actions do.
#include "ui/window/main_window.h"

#include <algorithm>
#include <array>

#include <QAbstractItemView>
#include <QClipboard>
#include <QDockWidget>
#include <QFile>
#include <QGuiApplication>
#include <QLineEdit>
#include <QSaveFile>

#include "ui/actions/shortcut_dialog.h"
#include "ui/base/format.h"
#include "ui/base/language.h"
#include "ui/lanes/lanes_table.h"
#include "ui/lanes/picture.h"
#include "ui/panels/watch_model.h"
#include "ui/start/attach_dialog.h"
#include "ui/widgets/file_dialogs.h"
#include "ui/widgets/table_copier.h"
#include "ui/window/availability.h"

namespace switchscope::ui {

void MainWindow::connect_actions() {
    connect_moves();
    connect_marks();
    connect_panels();
    connect_lanes();
    connect_lessons();
    connect_copies();
    connect_program();
}

template <class Action> void MainWindow::on(ActionId id, Action action) {
    connect(actions_.get(id), &QAction::triggered, this, std::move(action));
}

void MainWindow::connect_moves() {
    on(ActionId::instruction, [this] { controller_.forward(Stride::instruction); });
    on(ActionId::macro, [this] { controller_.forward(Stride::macro); });
    on(ActionId::half, [this] { controller_.forward(Stride::half); });
    on(ActionId::world_switch, [this] { controller_.forward(Stride::world_switch); });
    on(ActionId::breakpoint,
       [this] { controller_.toggle_breakpoint(*session_page_->picked_instruction()); });
    on(ActionId::run_to_here, [this] { controller_.run_to(*session_page_->picked_instruction()); });
    on(ActionId::run_to_breakpoint, [this] { controller_.run_to_breakpoint(); });
    on(ActionId::new_breakpoint, [this] {
        session_page_->docks()->show_panel(Panel::breakpoints);
        session_page_->panels()->breakpoint_panel()->type();
    });
    on(ActionId::clear_breakpoints, [this] { controller_.clear_breakpoints(); });
    on(ActionId::next_hart, [this] {
        const auto harts = controller_.harts();
        const auto now = std::ranges::find(harts, controller_.timeline()->state().hart);
        const auto next = now + 1 == harts.end() ? harts.begin() : now + 1;
        controller_.select_hart(static_cast<std::uint32_t>(*next));
    });
    on(ActionId::show_pc, [this] {
        session_page_->docks()->show_panel(Panel::routine);
        session_page_->routine()->show_pc();
    });
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
    on(ActionId::watch_value, [this] {
        const QString name = session_page_->inspected_name();
        session_page_->docks()->show_panel(Panel::watch);
        session_page_->panels()->watch(name);
        status_->tell(tr("%1 is watched.").arg(name));
    });
    on(ActionId::break_on_write, [this] { session_page_->toggle_break_on_write(); });
    on(ActionId::undo, [this] {
        session_page_->panels()->removals().undo();
        status_->tell(tr("What was removed last is back."));
    });
    on(ActionId::edit_value, [this] {
        session_page_->show_side(false);
        session_page_->inspector()->edit();
    });
}

void MainWindow::connect_marks() {
    const auto go = [this](const std::optional<std::size_t>& position) {
        if (position) {
            controller_.go_to(*position);
        }
    };
    on(ActionId::bookmark, [this] { session_page_->edit_bookmark(); });
    on(ActionId::next_bookmark, [this, go] { go(session_page_->next_bookmark()); });
    on(ActionId::previous_bookmark, [this, go] { go(session_page_->previous_bookmark()); });
    for (const auto& [id, which] : {std::pair(ActionId::marker_a, SessionPage::Marker::a),
                                    std::pair(ActionId::marker_b, SessionPage::Marker::b)}) {
        on(id, [this, which = which] {
            session_page_->set_marker(which, controller_.timeline()->position());
        });
    }
    on(ActionId::compare_previous, [this] {
        if (const auto before = controller_.same_place_in_previous_switch()) {
            session_page_->compare(*before, controller_.timeline()->position());
        }
    });
}

namespace {

constexpr std::array panel_actions{
    std::pair(ActionId::panel_routine, Panel::routine),
    std::pair(ActionId::panel_side, Panel::side),
    std::pair(ActionId::panel_breakpoints, Panel::breakpoints),
    std::pair(ActionId::panel_bookmarks, Panel::bookmarks),
    std::pair(ActionId::panel_exits, Panel::exits),
    std::pair(ActionId::panel_difference, Panel::difference),
    std::pair(ActionId::panel_watch, Panel::watch),
    std::pair(ActionId::panel_packets, Panel::packets),
    std::pair(ActionId::panel_console, Panel::console),
    std::pair(ActionId::panel_lessons, Panel::lessons),
};
static_assert(panel_actions.size() == panel_count);

} // namespace

void MainWindow::connect_panels() {
    DockArea* docks = session_page_->docks();
    for (const auto& [id, panel] : panel_actions) {
        actions_.get(id)->setCheckable(true);
        on(id, [this, panel = panel] { toggle_panel(panel); });
    }
    for (const auto& [id, layout] : {std::pair(ActionId::layout_teach, Layout::teach),
                                     std::pair(ActionId::layout_debug, Layout::debug),
                                     std::pair(ActionId::layout_trace, Layout::trace)}) {
        on(id, [docks, layout = layout] { docks->arrange(layout); });
    }
    on(ActionId::layout_reset, [docks] { docks->arrange(docks->layout_now()); });
    on(ActionId::layout_export, [this, docks] {
        ask_for_file(this, FileKind::layout, true, [this, docks](const auto& path) {
            QSaveFile file(QString::fromStdString(path.string()));
            if (!file.open(QIODevice::WriteOnly) || file.write(docks->save()) < 0 ||
                !file.commit()) {
                tell(
                    [name = file.fileName()] {
                        return tr("The layout could not be written to %1.").arg(name);
                    },
                    [] { return tr("Is there room, and may files be made in this folder?"); }, {});
            }
        });
    });
    on(ActionId::layout_import, [this] {
        ask_for_file(this, FileKind::layout, false, [this](const auto& path) {
            QFile file(QString::fromStdString(path.string()));
            take_layout(file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray());
        });
    });
    check_panels();
}

namespace {

/// Where the keyboard goes in a panel: to its rows, else to the line one types in, else to whatever takes it.
QWidget* first_focus(QWidget* panel) {
    QWidget* line = nullptr;
    QWidget* any = panel;
    for (QWidget* one : panel->findChildren<QWidget*>()) {
        if (!one->isVisible() || !one->isEnabled() || (one->focusPolicy() & Qt::TabFocus) == 0) {
            continue;
        }
        const auto* rows = qobject_cast<QAbstractItemView*>(one);
        if (rows != nullptr && rows->model() != nullptr && rows->model()->rowCount() > 0) {
            return one;
        }
        if (line == nullptr && qobject_cast<QLineEdit*>(one) != nullptr) {
            line = one;
        }
        any = any == panel ? one : any;
    }
    return line != nullptr ? line : panel->focusPolicy() != Qt::NoFocus ? panel : any;
}

} // namespace

/// Shows a panel and gives it the keyboard. Only one that has the keyboard already is put away: that is what was meant.
void MainWindow::toggle_panel(Panel panel) {
    DockArea* docks = session_page_->docks();
    QDockWidget* dock = docks->dock(panel);
    if (docks->shows(panel) && dock->isAncestorOf(window()->focusWidget())) {
        docks->show_panel(panel, false);
        session_page_->lanes()->setFocus();
    } else {
        docks->show_panel(panel);
        first_focus(dock->widget())->setFocus(Qt::ShortcutFocusReason);
    }
    check_panels();
}

void MainWindow::check_panels() {
    for (const auto& [id, panel] : panel_actions) {
        actions_.get(id)->setChecked(!session_page_->docks()->dock(panel)->isHidden());
    }
}

namespace {

constexpr std::array arrangement_actions{
    std::pair(ActionId::lanes_by_register, Arrangement::by_register),
    std::pair(ActionId::lanes_memory, Arrangement::memory),
    std::pair(ActionId::lanes_compact, Arrangement::compact),
};
static_assert(arrangement_actions.size() == static_cast<std::size_t>(Arrangement::count));

} // namespace

void MainWindow::connect_lanes() {
    LanesView* lanes = session_page_->lanes();
    for (const auto& [id, arrangement] : arrangement_actions) {
        actions_.get(id)->setCheckable(true);
        on(id, [this, lanes, arrangement = arrangement] {
            lanes->arrange(arrangement);
            check_lanes(); // also where it was arranged so before
        });
    }
    on(ActionId::lanes_larger, [lanes] { lanes->set_zoom(lanes->zoom() * LanesScale::zoom_step); });
    on(ActionId::lanes_smaller,
       [lanes] { lanes->set_zoom(lanes->zoom() / LanesScale::zoom_step); });
    on(ActionId::lanes_normal, [lanes] { lanes->set_zoom(1); });
    connect(lanes, &LanesView::view_changed, this, [this] {
        check_lanes();
        update_actions();
    });
    check_lanes();
    Legend* legend = session_page_->legend();
    actions_.get(ActionId::legend)->setCheckable(true);
    on(ActionId::legend, [legend] { legend->toggle(); });
    connect(legend, &Legend::shown, actions_.get(ActionId::legend), &QAction::setChecked);
}

void MainWindow::check_lanes() {
    for (const auto& [id, arrangement] : arrangement_actions) {
        actions_.get(id)->setChecked(session_page_->lanes()->arrangement() == arrangement);
    }
}

void MainWindow::take_layout(const QByteArray& json) {
    const auto taken = session_page_->docks()->restore(json);
    if (!taken) {
        tell(taken.error().what, taken.error().remedy, {});
    }
}

void MainWindow::connect_lessons() {
    on(ActionId::lesson_next, [this] { guide_.next(); });
    on(ActionId::lesson_previous, [this] { guide_.previous(); });
    on(ActionId::lesson_return, [this] { guide_.come_back(); });
    connect(&guide_, &LessonGuide::changed, this, [this] {
        if (guide_.state() == LessonGuide::State::failed && !shows_session()) {
            tell(guide_.error()->what, guide_.error()->remedy, {});
        }
    });
    on(ActionId::open_script, [this] {
        ask_for_file(this, FileKind::script, false, [this](const auto& path) {
            session_page_->docks()->show_panel(Panel::lessons);
            banner_room_->hide();
            guide_.open_script(path);
        });
    });
}

void MainWindow::connect_copies() {
    for (const auto& [id, format] : {std::pair(ActionId::copy_text, TableFormat::text),
                                     std::pair(ActionId::copy_markdown, TableFormat::markdown),
                                     std::pair(ActionId::copy_csv, TableFormat::csv)}) {
        on(id, [this, format = format] {
            if (const auto* copier = TableCopier::of(focusWidget())) {
                copier->copy(format); // which tells it
            } else if (const LanesModel* lanes = session_page_->lanes()->model()) {
                QGuiApplication::clipboard()->setText(table_text(
                    *make_lanes_table(*lanes, session_page_->lanes()->arrangement()), format));
                status_->tell(tr("Copied the lanes, as they are at step %1.")
                                  .arg(grouped(controller_.timeline()->position())));
            }
        });
    }
    for (const auto* copier : findChildren<const TableCopier*>()) {
        connect(copier, &TableCopier::copied, this, [this](int rows) {
            status_->tell(rows == 0   ? tr("Copied the rows of the table.")
                          : rows == 1 ? tr("Copied one row.")
                                      : tr("Copied %1 rows.").arg(rows));
        });
    }
    const auto copy = [this](const QString& text) {
        QGuiApplication::clipboard()->setText(text);
        status_->tell(tr("Copied: %1").arg(text.simplified()));
    };
    on(ActionId::copy_value, [this, copy] { copy(session_page_->copied_value()); });
    on(ActionId::copy_name, [this, copy] { copy(session_page_->inspected_name()); });
    on(ActionId::copy_row, [this, copy] { copy(session_page_->copied_row()); });
    on(ActionId::save_picture, [this] {
        const std::size_t position = controller_.timeline()->position();
        ask_for_file(
            this, FileKind::picture, true,
            [this](const auto& path) {
                const auto saved = save_picture(*session_page_->lanes(), theme_,
                                                session_page_->caption(), text_of(path.string()));
                if (!saved) {
                    tell(saved.error().what, saved.error().remedy, {});
                } else {
                    status_->tell(tr("The picture is in %1.").arg(text_of(path.string())));
                }
            },
            [this, position](const QString&) {
                return QStringLiteral("%1-step-%2.png").arg(file_stem()).arg(position);
            });
    });
}

/// Larger, with nothing around the lanes; then all as it was.
void MainWindow::present(bool presenting) {
    constexpr double presenting_scale = 1.5;
    if (presenting == presenting_) {
        return;
    }
    presenting_ = presenting;
    session_page_->docks()->show_center_alone(presenting);
    status_->setVisible(!presenting);
    if (presenting) {
        scale_before_ = theme_.scale();
        theme_.set_scale(std::max(presenting_scale, scale_before_));
    } else {
        theme_.set_scale(scale_before_);
    }
    setWindowState(windowState().setFlag(Qt::WindowFullScreen, presenting));
}

void MainWindow::connect_program() {
    actions_.get(ActionId::presenter)->setCheckable(true);
    on(ActionId::presenter, [this](bool presenting) { present(presenting); });
    on(ActionId::start_page,
       [this] { leave([] { return tr("Close without Saving"); }, [this] { close_session(); }); });
    actions_.get(ActionId::ask_before_loss)->setCheckable(true);
    actions_.get(ActionId::ask_before_loss)->setChecked(true);
    on(ActionId::open_recording, [this] {
        ask_for_file(this, FileKind::recording, false,
                     [this](const auto& path) { open_recording(path); });
    });
    actions_.get(ActionId::record)->setCheckable(true);
    on(ActionId::record, [this] {
        if (controller_.recorder() != nullptr) {
            controller_.stop_recording();
        } else {
            update_actions(); // not before there is a name
            ask_for_file(
                this, FileKind::recording, true,
                [this](const auto& path) { controller_.record_to(path); },
                [this](const QString& folder) { return free_name(folder, file_stem(), "swrec"); });
        }
    });
    on(ActionId::attach, [this] {
        leave([] { return tr("Attach without Saving"); },
              [this] {
                  auto* dialog = new AttachDialog(theme_, provider_, controller_, settings_, this);
                  attach_dialog_ = dialog;
                  dialog->open();
              });
    });
    on(ActionId::restart, [this] {
        leave([] { return tr("Restart without Saving"); }, [this] { controller_.restart(); });
    });
    on(ActionId::reconnect, [this] {
        banner_room_->hide();
        controller_.reconnect();
    });
    connect(banner_, &Banner::offer_taken, this, [this] {
        if (banner_->asks()) {
            go_on_without_saving();
        } else if (controller_.why_no_reconnect().isEmpty()) {
            actions_.get(ActionId::reconnect)->trigger();
        } else {
            controller_.restart(); // to save first was offered beside it
        }
    });
    connect(banner_, &Banner::offer_before_taken, this, [this] {
        if (banner_->asks()) {
            save_and_go_on();
        } else {
            save_recording([this] { banner_->offer_before({}); });
        }
    });
    connect_palette();
    TimelineBar* timeline = session_page_->timeline();
    on(ActionId::timeline_in, [timeline] { timeline->zoom(0.5); });
    on(ActionId::timeline_out, [timeline] { timeline->zoom(2); });
    on(ActionId::timeline_switch, [timeline] { timeline->zoom_to_switch(); });
    on(ActionId::timeline_all, [timeline] { timeline->show_whole(); });
    on(ActionId::zoom_in, [this] { theme_.set_scale(theme_.scale() + Theme::scale_step); });
    on(ActionId::zoom_out, [this] { theme_.set_scale(theme_.scale() - Theme::scale_step); });
    on(ActionId::zoom_reset, [this] { theme_.set_scale(1); });
    on(ActionId::theme, [this] { theme_.toggle(); });
    on(ActionId::theme_system, [this] { theme_.set_mode(ThemeMode::system); });
    actions_.get(ActionId::motion)->setCheckable(true);
    on(ActionId::motion, [this](bool reduced) { theme_.set_reduced_motion(reduced); });
    for (const auto& [id, code] : {std::pair(ActionId::language_english, Language::english),
                                   std::pair(ActionId::language_chinese, Language::chinese)}) {
        on(id, [code = code] { Language::instance().set(QString::fromLatin1(code)); });
    }
    on(ActionId::palette, [this] {
        update_actions(); // not before its reasons are those of now
        palette_->toggle();
    });
    on(ActionId::shortcuts, [this] { (new ShortcutDialog(theme_, actions_, this))->open(); });
    on(ActionId::keys, [this] { keys_->toggle(); });
    on(ActionId::quit, [this] { close(); });
}

void MainWindow::connect_palette() {
    on(ActionId::go_to_place, [this] { palette_->find_place(); });
    palette_->find_places_with([this] {
        const Timeline* timeline = controller_.timeline();
        return timeline == nullptr ? QStringList()
                                   : watchable_names(*controller_.facts(), timeline->state());
    });
    connect(palette_, &CommandPalette::place_chosen, this, [this](const QString& name) {
        const Timeline* timeline = controller_.timeline();
        const auto place = timeline == nullptr
                               ? std::nullopt
                               : place_named(name, *controller_.facts(), timeline->state());
        if (place) {
            session_page_->inspect(*place);
            session_page_->lanes()->setFocus();
        }
    });
}

void MainWindow::close_session() {
    controller_.close();
    session_page_->show_session();
    setWindowTitle(QStringLiteral("Switchscope"));
    banner_room_->hide();
    stack_->setCurrentWidget(start_scroll_);
    start_page_->take_focus();
}

void MainWindow::update_actions() {
    const Circumstances now{controller_, *session_page_, guide_,
                            !status_->progress_text().isEmpty()};
    for (const ActionSpec& spec : action_table()) {
        if (spec.group != ActionGroup::proof) {
            actions_.set_available(spec.id, why_not(spec.id, now));
        }
    }
    actions_.get(ActionId::record)->setChecked(controller_.recorder() != nullptr);
}

} // namespace switchscope::ui
