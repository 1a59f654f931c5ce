// SPDX-License-Identifier: MIT
#include "ui/look/theme.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <QGuiApplication>

namespace switchscope::ui {

namespace {

/// Fonts for Chinese, by name. Without names the system picks any font that has a character. For a
/// Chinese comma that may be a Mongolian font.
const QStringList& chinese_families() {
    static const QStringList families{
        QStringLiteral("Noto Sans CJK SC"), QStringLiteral("Noto Sans SC"),
        QStringLiteral("Source Han Sans SC"), QStringLiteral("WenQuanYi Micro Hei"),
        QStringLiteral("Droid Sans Fallback")};
    return families;
}

const QStringList& text_families() {
    static const QStringList families =
        QStringList{QStringLiteral("Noto Sans"), QStringLiteral("Inter"),
                    QStringLiteral("Cantarell"), QStringLiteral("DejaVu Sans")} +
        chinese_families();
    return families;
}

const QStringList& mono_families() {
    static const QStringList families =
        QStringList{QStringLiteral("Noto Sans Mono"), QStringLiteral("DejaVu Sans Mono"),
                    QStringLiteral("monospace")} +
        chinese_families();
    return families;
}

QString in_style_sheet(const QStringList& families, const char* kind) {
    return QStringLiteral("\"%1\", %2")
        .arg(families.join(QStringLiteral("\", \"")), QLatin1String(kind));
}

/// Keeps each font that was made, by size and weight. Qt looks for the files of a font when it is
/// used first, and remembers them only in that QFont and its copies.
class FontShelf {
  public:
    explicit FontShelf(void (*choose_family)(QFont&)) : choose_family_(choose_family) {}

    QFont font(int pixels, int weight) {
        const auto [place, is_new] = fonts_.try_emplace({pixels, weight});
        if (is_new) {
            choose_family_(place->second);
            // Shaping looks up how characters join, which takes most of the time for a text. In the
            // languages that the window speaks they do not join, so it would find nothing.
            place->second.setStyleStrategy(QFont::PreferNoShaping);
            place->second.setPixelSize(pixels);
            place->second.setWeight(static_cast<QFont::Weight>(weight));
        }
        return place->second;
    }

  private:
    void (*choose_family_)(QFont&);
    std::map<std::pair<int, int>, QFont> fonts_;
};

bool looks_dark(const QPalette& palette) {
    return palette.color(QPalette::Window).lightness() < 128;
}

} // namespace

Theme::Theme(QObject* parent)
    : QObject(parent), system_dark_(looks_dark(QGuiApplication::palette())) {
    dark_ = wanted_dark();
}

bool Theme::wanted_dark() const {
    return mode_ == ThemeMode::system ? system_dark_ : mode_ == ThemeMode::dark;
}

void Theme::set_mode(ThemeMode mode) {
    mode_ = mode;
    if (dark_ != wanted_dark()) {
        dark_ = wanted_dark();
        Q_EMIT changed();
    }
}

void Theme::toggle() {
    set_mode(dark_ ? ThemeMode::light : ThemeMode::dark);
}

void Theme::follow_system(const QPalette& palette) {
    system_dark_ = looks_dark(palette);
    set_mode(mode_);
}

void Theme::set_scale(double scale) {
    scale = std::clamp(std::round(scale * 100) / 100, smallest_scale, largest_scale);
    if (std::abs(scale - scale_) > 1e-6) {
        scale_ = scale;
        Q_EMIT changed();
    }
}

void Theme::set_reduced_motion(bool reduced) {
    if (reduced != reduced_motion_) {
        reduced_motion_ = reduced;
        Q_EMIT changed();
    }
}

QColor Theme::color(Role role, bool dark) {
    const RoleColor& colors = color_of(role);
    return QColor::fromRgb(dark ? colors.dark : colors.light);
}

QColor Theme::tint(Role role, double strength) const {
    const QColor over = color(role);
    const QColor under = color(Role::window);
    const auto mix = [strength](int a, int b) {
        return static_cast<int>(std::lround(a * strength + b * (1 - strength)));
    };
    return {mix(over.red(), under.red()), mix(over.green(), under.green()),
            mix(over.blue(), under.blue())};
}

int Theme::ipx(double units) const {
    return static_cast<int>(std::lround(px(units)));
}

QFont Theme::text_font(double units, int weight) const {
    static FontShelf shelf([](QFont& font) {
        font.setFamilies(text_families());
        font.setStyleHint(QFont::SansSerif);
    });
    return shelf.font(ipx(units), weight);
}

QFont Theme::mono_font(double units, int weight) const {
    static FontShelf shelf([](QFont& font) {
        font.setFamilies(mono_families());
        font.setStyleHint(QFont::Monospace);
        font.setFixedPitch(true);
    });
    return shelf.font(ipx(units), weight);
}

QPalette Theme::palette() const {
    QPalette palette;
    palette.setColor(QPalette::Window, color(Role::window));
    palette.setColor(QPalette::Base, color(Role::window));
    palette.setColor(QPalette::AlternateBase, color(Role::cell));
    palette.setColor(QPalette::Button, color(Role::raised));
    palette.setColor(QPalette::WindowText, color(Role::text));
    palette.setColor(QPalette::Text, color(Role::text));
    palette.setColor(QPalette::ButtonText, color(Role::text));
    palette.setColor(QPalette::ToolTipBase, color(Role::raised));
    palette.setColor(QPalette::ToolTipText, color(Role::text));
    palette.setColor(QPalette::PlaceholderText, color(Role::dim));
    palette.setColor(QPalette::Highlight, tint(Role::host, 0.45));
    palette.setColor(QPalette::HighlightedText, color(Role::text));
    palette.setColor(QPalette::Link, color(Role::host));
    return palette;
}

QString Theme::stylesheet() const {
    // Qt's own widgets need it. Lanes, routine and timeline paint themselves.
    QString sheet = QStringLiteral(R"(
* { font-family: @sans-family; font-size: @13; color: @text; }
QMainWindow, QWidget#start_page, QScrollArea#start_scroll { background: @window; }
QWidget#top_bar { background: @panel; border: none; border-bottom: 1px solid @outline; }
QStatusBar { background: @panel; border: none; border-top: 1px solid @outline; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: @dim; font-size: @12; padding: 0 @8; }
QStatusBar QLabel[role="next"] { border-left: 1px solid @outline; }
QLabel[role="heading"] { color: @dim; font-size: @11; font-weight: 700; }
QLabel[role="place"] { font-family: @mono-family; font-size: @13; font-weight: 700; }
QTabBar { background: @panel; font-size: @12; font-weight: 700; border: none; border-bottom: 1px solid @outline; }
QTabBar::tab { background: transparent; color: @dim; border: none; border-bottom: @2 solid transparent; padding: @9 @12 @8 @12; font-size: @12; font-weight: 700; }
QTabBar[role="panels"]::tab { padding: @6 @9 @5 @9; }
QTabBar QToolButton { background: @raised; border: 1px solid @outline; }
QTabBar::scroller { width: @36; }
QTabBar::tab:selected { color: @text; border-bottom-color: @host; }
QTabBar::tab:hover:!selected { color: @text; border-bottom-color: @outline; }
QTabBar::tab:focus { color: @text; border-bottom-color: @focus; }
QListView, QTableView, QTreeView { background: transparent; border: none; outline: none; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section { background: transparent; color: @dim; border: none; padding: 0 @6; font-size: @11; }
QTableView QTableCornerButton::section { background: transparent; border: none; }
QLabel[role="dim"] { color: @dim; }
QLabel[role="error"] { color: @error; }
QTableView[role="data"] { font-family: @mono-family; font-size: @12; }
QLabel[role="lead"] { color: @dim; font-size: @15; }
QLabel[role="name"] { font-size: @15; font-weight: 700; }
QProgressBar { background: @outline; border: none; }
QProgressBar::chunk { background: @host; }
QLabel[role="title"] { font-size: @36; font-weight: 700; }
QTextEdit#explain { background: @raised; border: none; border-radius: @8; selection-background-color: @hosttint; }
QFrame#banner { background: @errortint; border: 1px solid @error; border-radius: @8; }
QFrame#banner[kind="notice"] { background: @hosttint; border-color: @host; }
QWidget[role="panel"] { background: @panel; }
QWidget#dock_title { background: @panel; border-bottom: 1px solid @outline; }
QDockWidget { color: @text; }
QMainWindow::separator { background: @outline; width: 1px; height: 1px; }
QMainWindow::separator:hover { background: @host; }
QToolButton[role="flat"] { background: transparent; border: none; }
QToolButton[role="flat"]:hover { background: @raised; }
QPlainTextEdit { background: transparent; border: none; font-family: @mono-family; font-size: @12; }
QComboBox { background: @cell; border: 1px solid @outline; border-radius: @6; padding: @3 @8; }
QComboBox:focus { border-color: @host; }
QComboBox::drop-down { border: none; width: @16; }
QComboBox QAbstractItemView { background: @panel; border: 1px solid @outline; selection-background-color: @raised; }
QFrame[role="popup"] { background: @raised; border: 1px solid @host; border-radius: @8; }
QFrame#palette { background: @panel; border: 1px solid @outline; border-radius: @10; }
QDialog { background: @window; }
QFileDialog QListView, QFileDialog QTreeView { background: @panel; border: 1px solid @outline; border-radius: @6; selection-background-color: @hosttint; selection-color: @text; }
QFileDialog QHeaderView::section { background: @panel; padding: @4 @6; }
QCheckBox { spacing: @6; }
QCheckBox:focus { color: @focus; }
QLineEdit, QKeySequenceEdit QLineEdit { background: @cell; border: 1px solid @outline; border-radius: @6; padding: @5 @9; selection-background-color: @hosttint; }
QLineEdit:focus { border-color: @host; }
QLineEdit:disabled { color: @faint; }
QTableView { gridline-color: @outline; selection-background-color: @raised; selection-color: @text; }
QTableView::item { padding: 0 @6; }
QTableView::indicator { width: @14; height: @14; }
QToolTip { background: @raised; color: @text; border: 1px solid @outline; padding: @4 @6; }
QMenu { background: @panel; border: 1px solid @outline; padding: @4; }
QMenu::item { padding: @5 @22 @5 @10; border-radius: @4; }
QMenu::icon { padding-left: @6; }
QMenu::item:selected { background: @raised; }
QMenu::item:disabled { color: @faint; }
QMenu::separator { height: 1px; background: @outline; margin: @4 @6; }
QPushButton { background: @raised; border: 1px solid @outline; border-radius: @6; padding: @4 @12; }
QPushButton:hover { border-color: @dim; }
QPushButton:pressed { background: @outline; }
QPushButton:disabled { color: @faint; background: @panel; }
QPushButton:focus { border: @2 solid @focus; padding: @3 @11; }
QPushButton[role="primary"] { background: @hosttint; border-color: @host; font-weight: 600; }
QPushButton[role="link"] { background: transparent; border-color: transparent; padding: @3 @6; color: @host; }
QPushButton[role="link"]:hover { border-color: @outline; }
QPushButton[role="link"]:disabled { color: @faint; }
QPushButton[role="link"]:focus { border: @2 solid @focus; padding: @2 @5; }
QToolButton { background: @cell; border: 1px solid @outline; border-radius: @6; }
QToolButton:hover { background: @raised; border-color: @dim; }
QToolButton:focus { border: @2 solid @focus; }
QToolButton::menu-indicator { image: none; width: 0; }
QSplitter::handle { background: @outline; }
QSplitter::handle:horizontal { width: 1px; }
QTextBrowser { background: transparent; border: none; selection-background-color: @hosttint; }
QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget { background: transparent; }
QAbstractScrollArea::corner { background: transparent; }
QScrollBar:vertical { background: transparent; width: @10; margin: @2; }
QScrollBar:horizontal { background: transparent; height: @10; margin: @2; }
QScrollBar::handle { background: @outline; border-radius: @3; min-height: @24; min-width: @24; }
QScrollBar::handle:hover { background: @faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
)");
    static const std::pair<const char*, Role> names[] = {
        {"@window", Role::window}, {"@panel", Role::panel}, {"@raised", Role::raised},
        {"@cell", Role::cell},     {"@text", Role::text},   {"@outline", Role::outline},
        {"@dim", Role::dim},       {"@faint", Role::faint}, {"@focus", Role::focus},
    };
    sheet.replace(QStringLiteral("@sans-family"), in_style_sheet(text_families(), "sans-serif"));
    sheet.replace(QStringLiteral("@mono-family"), in_style_sheet(mono_families(), "monospace"));
    sheet.replace(QStringLiteral("@errortint"), tint(Role::error, 0.16).name());
    sheet.replace(QStringLiteral("@error"), color(Role::error).name());
    sheet.replace(QStringLiteral("@hosttint"), tint(Role::host, 0.25).name());
    sheet.replace(QStringLiteral("@host"), color(Role::host).name());
    for (const auto& [name, role] : names) {
        sheet.replace(QLatin1String(name), color(role).name());
    }
    // The longest numbers come first, or "@13" would be taken for "@1" with a 3 behind it.
    for (int units = 40; units > 0; --units) {
        sheet.replace(QStringLiteral("@%1").arg(units), QStringLiteral("%1px").arg(ipx(units)));
    }
    return sheet;
}

} // namespace switchscope::ui
