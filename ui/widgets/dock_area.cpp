// SPDX-License-Identifier: MIT
#include "ui/widgets/dock_area.h"

#include <algorithm>

#include <QChildEvent>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStyle>
#include <QTabBar>

#include "ui/base/language.h"
#include "ui/look/theme.h"
#include "ui/widgets/dock_title.h"

namespace switchscope::ui {

namespace {

constexpr std::array<const char*, panel_count> panel_names{
    "routine",    "side",  "breakpoints", "bookmarks", "exits",
    "difference", "watch", "packets",     "console",   "lessons"};
constexpr std::array<const char*, static_cast<std::size_t>(Layout::count)> layout_names{
    "teach", "debug", "trace"};
constexpr auto format_name = "switchscope-layout";
const auto center_key = QStringLiteral("lanes"); // older files do not have it

Error not_restored(const QString& why) {
    return {verbatim(why.toStdString()),
            verbatim(DockArea::tr("The panels stay as they are.").toStdString())};
}

} // namespace

DockArea::DockArea(const Theme& theme, QWidget* center, QWidget* parent)
    : QMainWindow(parent), theme_(theme) {
    setObjectName(QStringLiteral("dock_area"));
    setWindowFlags(Qt::Widget);
    setDockNestingEnabled(true);
    setAnimated(false); // else panels would have their places only after a while
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    setContextMenuPolicy(Qt::NoContextMenu);
    setCentralWidget(center);
    connect(&theme_, &Theme::changed, this, &DockArea::lay_out);
}

QString DockArea::title_of(Panel panel) {
    switch (panel) {
    case Panel::routine:
        return tr("ROUTINE");
    case Panel::side:
        return tr("INSPECTOR AND PROOF");
    case Panel::breakpoints:
        return tr("BREAKPOINTS");
    case Panel::bookmarks:
        return tr("BOOKMARKS");
    case Panel::exits:
        return tr("EXITS");
    case Panel::difference:
        return tr("DIFFERENCE");
    case Panel::watch:
        return tr("WATCH");
    case Panel::packets:
        return tr("PACKETS");
    case Panel::console:
        return tr("MONITOR");
    case Panel::lessons:
        return tr("LESSON");
    case Panel::count:
        break;
    }
    return {};
}

void DockArea::add(Panel panel, QWidget* content) {
    auto* dock = new QDockWidget(this);
    keep_translated(dock, [dock, panel] { dock->setWindowTitle(title_of(panel)); });
    dock->setObjectName(QStringLiteral("dock_") +
                        QLatin1String(panel_names.at(static_cast<std::size_t>(panel))));
    dock->setWidget(content);
    dock->setTitleBarWidget(new DockTitle(theme_, dock));
    docks_.at(static_cast<std::size_t>(panel)) = dock;
    addDockWidget(Qt::BottomDockWidgetArea, dock);
    dock->hide(); // arrange() shows it
    connect(dock, &QDockWidget::visibilityChanged, this, &DockArea::panels_changed);
    connect(dock, &QDockWidget::visibilityChanged, this, &DockArea::slim_titles);
}

void DockArea::set_heading(Panel panel, const QString& heading, const QString& about) {
    static_cast<DockTitle*>(dock(panel)->titleBarWidget())->set_heading(heading, about);
}

void DockArea::lay_out() {
    for (QDockWidget* dock : docks_) {
        // Panels may become small: at a large scale, the lanes need the space more.
        if (dock != nullptr) {
            dock->widget()->setMinimumSize(std::min(200, theme_.ipx(200)),
                                           theme_.ipx(is_low() ? 40 : 80));
        }
    }
    slim_titles();
    share_space();
}

void DockArea::show_panel(Panel panel, bool show) {
    const bool shares = panel == Panel::lessons && dock(panel)->isHidden() == show;
    dock(panel)->setVisible(show);
    if (shares) {
        share_space();
    }
    if (show) {
        dock(panel)->raise();
    }
}

bool DockArea::shows(Panel panel) const {
    // Qt calls a dock visible that is behind another tab, but no pixel of it is on screen.
    return dock(panel)->isVisible() && !dock(panel)->visibleRegion().isEmpty();
}

void DockArea::tabify(std::initializer_list<Panel> panels) {
    const Panel first = *panels.begin();
    for (const Panel panel : panels) {
        if (panel != first) {
            tabifyDockWidget(dock(first), dock(panel));
        }
    }
    for (const Panel panel : panels) {
        dock(panel)->show();
    }
    dock(first)->raise();
}

void DockArea::arrange(Layout layout) {
    const bool lesson = layout == Layout::teach && !dock(Panel::lessons)->isHidden();
    layout_ = layout;
    sizes_chosen_ = false;
    for (QDockWidget* one : docks_) {
        removeDockWidget(one);
    }
    const auto put = [this](Qt::DockWidgetArea area, Panel panel) {
        dock(panel)->setFloating(false);
        addDockWidget(area, dock(panel));
    };
    put(Qt::LeftDockWidgetArea, Panel::routine);
    put(Qt::RightDockWidgetArea, Panel::lessons);
    put(Qt::RightDockWidgetArea, Panel::side);
    for (const Panel panel : {Panel::watch, Panel::breakpoints, Panel::console, Panel::packets,
                              Panel::bookmarks, Panel::difference, Panel::exits}) {
        put(Qt::BottomDockWidgetArea, panel);
    }
    dock(Panel::routine)->show();
    dock(Panel::side)->show();
    switch (layout) {
    case Layout::debug:
        tabify({Panel::breakpoints, Panel::watch, Panel::console, Panel::packets});
        break;
    case Layout::trace:
        put(Qt::LeftDockWidgetArea, Panel::exits);
        put(Qt::LeftDockWidgetArea, Panel::bookmarks);
        tabify({Panel::exits, Panel::routine, Panel::bookmarks});
        dock(Panel::difference)->show();
        break;
    case Layout::teach:
        dock(Panel::lessons)->setVisible(lesson); // a lesson that was on screen stays
        break;
    case Layout::count:
        break;
    }
    // Hidden panels at the bottom share one place, so that each appears there when it is shown.
    for (const Panel panel : {Panel::breakpoints, Panel::console, Panel::packets, Panel::bookmarks,
                              Panel::difference, Panel::exits}) {
        if (dock(panel)->isHidden() && dockWidgetArea(dock(panel)) == Qt::BottomDockWidgetArea) {
            tabifyDockWidget(dock(Panel::watch), dock(panel));
        }
    }
    slim_titles();
    share_space();
    Q_EMIT panels_changed();
}

/// Gives each panel its size, unless the user has moved a separator. In a narrow window the panels
/// at the sides get a share of the width, in a wide one no more than they need.
void DockArea::share_space() {
    if (sizes_chosen_ || width() < 600 || docks_.front() == nullptr) {
        return;
    }
    const bool wide_left = layout_ == Layout::trace;
    const int left = std::min(theme_.ipx(wide_left ? 400 : 346), width() * 21 / 100);
    const bool reads = !dock(Panel::lessons)->isHidden(); // its text needs longer lines than values
    const int right = std::min(theme_.ipx(reads ? 390 : 310), width() * (reads ? 24 : 19) / 100);
    resizeDocks({dock(Panel::routine), dock(reads ? Panel::lessons : Panel::side)}, {left, right},
                Qt::Horizontal);
    const bool stacked = reads && !dock(Panel::lessons)->isFloating() &&
                         tabifiedDockWidgets(dock(Panel::lessons)).isEmpty();
    if (stacked && is_low()) { // too low for both, one above the other
        tabifyDockWidget(dock(Panel::side), dock(Panel::lessons));
        dock(Panel::lessons)->raise();
    } else if (stacked) {
        resizeDocks({dock(Panel::lessons), dock(Panel::side)},
                    {height() * 60 / 100, height() * 40 / 100}, Qt::Vertical);
    }
    QList<QDockWidget*> below;
    QList<int> heights;
    for (QDockWidget* one : docks_) {
        if (one->isVisible() && dockWidgetArea(one) == Qt::BottomDockWidgetArea) {
            below.append(one);
            heights.append(std::min(theme_.ipx(200), height() * (is_low() ? 43 : 28) / 100));
        }
    }
    resizeDocks(below, heights, Qt::Vertical);
}

bool DockArea::is_low() const {
    constexpr double low = 460;
    return height() < theme_.ipx(low);
}

/// In a low window a panel that shares its place with others has no title: its tab has the name.
void DockArea::slim_titles() {
    for (QDockWidget* one : docks_) {
        if (one != nullptr) {
            const auto others = tabifiedDockWidgets(one);
            const bool tabbed = std::ranges::any_of(
                others, [](const QDockWidget* other) { return !other->isHidden(); });
            static_cast<DockTitle*>(one->titleBarWidget())->set_slim(is_low() && tabbed);
        }
    }
}

/// Sets up the tabs of panels that share a place, which Qt creates itself. Where their names do not
/// fit, the tabs scroll and no name is cut.
void DockArea::childEvent(QChildEvent* event) {
    QMainWindow::childEvent(event);
    if (auto* tabs = qobject_cast<QTabBar*>(event->child());
        tabs != nullptr && event->type() == QEvent::ChildPolished) {
        tabs->setUsesScrollButtons(true);
        tabs->setElideMode(Qt::ElideNone);
        tabs->setExpanding(false);
        tabs->setDrawBase(false);
        tabs->setProperty("role", "panels");
        tabs->style()->polish(tabs);
    }
}

bool DockArea::event(QEvent* event) {
    const bool done = QMainWindow::event(event);
    if (done && event->type() == QEvent::MouseButtonPress) {
        sizes_chosen_ = true; // the main window takes a mouse press only on a separator
    }
    return done;
}

void DockArea::resizeEvent(QResizeEvent* event) {
    QMainWindow::resizeEvent(event);
    lay_out();
}

QByteArray DockArea::save() const {
    QJsonObject json;
    json[QStringLiteral("format")] = QLatin1String(format_name);
    json[QStringLiteral("version")] = version;
    json[QStringLiteral("layout")] =
        QLatin1String(layout_names.at(static_cast<std::size_t>(layout_)));
    json[QStringLiteral("sizes_chosen")] = sizes_chosen_;
    const QByteArray panels = with_panels_.isEmpty() ? saveState(version) : with_panels_;
    json[QStringLiteral("panels")] = QString::fromLatin1(panels.toBase64());
    if (save_center_) {
        json[center_key] = save_center_();
    }
    return QJsonDocument(json).toJson();
}

Result<void> DockArea::restore(const QByteArray& text) {
    const QJsonObject json = QJsonDocument::fromJson(text).object();
    if (json.value(QStringLiteral("format")).toString() != QLatin1String(format_name)) {
        return fail(not_restored(tr("this is no layout of panels")));
    }
    if (json.value(QStringLiteral("version")).toInt() != version) {
        return fail(not_restored(tr("this layout of panels is of another version of the program")));
    }
    const QString name = json.value(QStringLiteral("layout")).toString();
    const auto named = std::ranges::find_if(
        layout_names, [&](const char* one) { return name == QLatin1String(one); });
    const auto panels =
        QByteArray::fromBase64Encoding(json.value(QStringLiteral("panels")).toString().toLatin1(),
                                       QByteArray::AbortOnBase64DecodingErrors);
    const QByteArray before = saveState(version);
    if (named == layout_names.end() || !panels || !restoreState(*panels, version)) {
        restoreState(before, version);
        return fail(not_restored(tr("this layout of panels is damaged")));
    }
    layout_ = static_cast<Layout>(named - layout_names.begin());
    sizes_chosen_ = json.value(QStringLiteral("sizes_chosen")).toBool();
    with_panels_.clear();
    if (restore_center_ && json.value(center_key).isObject()) {
        restore_center_(json.value(center_key).toObject());
    }
    share_space();
    Q_EMIT panels_changed();
    return {};
}

void DockArea::keep_center_with(std::function<QJsonObject()> save,
                                std::function<void(const QJsonObject&)> restore) {
    save_center_ = std::move(save);
    restore_center_ = std::move(restore);
}

void DockArea::show_center_alone(bool alone) {
    if (alone == !with_panels_.isEmpty()) {
        return;
    }
    if (alone) {
        with_panels_ = saveState(version);
        for (QDockWidget* one : docks_) {
            one->hide();
        }
    } else {
        restoreState(with_panels_, version);
        with_panels_.clear();
    }
}

} // namespace switchscope::ui
