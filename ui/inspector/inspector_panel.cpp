// SPDX-License-Identifier: MIT
#include "ui/inspector/inspector_panel.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <QAction>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QScrollBar>
#include <QVBoxLayout>

#include "ui/actions/window_actions.h"
#include "ui/base/language.h"
#include "ui/inspector/inspector_text.h"
#include "ui/look/shaped_text.h"
#include "ui/look/theme.h"
#include "ui/widgets/action_link.h"
#include "ui/widgets/fixed_height_box.h"

namespace switchscope::ui {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(inspector)
};

QString previous_words() {
    return Text::tr("\u21e4 previous write");
}

QString next_words() {
    return Text::tr("next write \u21e5");
}

} // namespace

InspectorPanel::InspectorPanel(const Theme& theme, const WindowActions& actions, QWidget* parent)
    : QWidget(parent), theme_(theme), heading_(new ElidedLabel(Qt::ElideMiddle)),
      heading_box_(new FixedHeightBox(heading_)), release_(new QPushButton),
      editor_(new ValueEditor), text_(new QTextBrowser), writes_(new ElidedLabel(Qt::ElideRight)),
      history_table_(new DataTable(theme, &history_, QStringLiteral("write_history"))),
      previous_(
          make_action_link(actions.get(ActionId::previous_write), [] { return previous_words(); })),
      next_(make_action_link(actions.get(ActionId::next_write), [] { return next_words(); })),
      edit_(make_action_link(actions.get(ActionId::edit_value), [] { return tr("edit"); })) {
    setObjectName(QStringLiteral("inspector"));
    setMinimumHeight(1); // the panel gets what space there is and leaves out what does not fit
    heading_->setProperty("role", "place");
    release_->setObjectName(QStringLiteral("inspector_release"));
    release_->setProperty("role", "link");
    release_->hide();
    keep_translated(this, [this] {
        release_->setText(tr("pinned \u00d7"));
        release_->setToolTip(tr("The inspector stays at this place during steps. Esc, or a click "
                                "here, goes back to the place that each step writes."));
    });
    connect(release_, &QPushButton::clicked, this, &InspectorPanel::release_wanted);
    history_table_->horizontalHeader()->setStretchLastSection(false);
    history_table_->horizontalHeader()->setSectionResizeMode(WriteHistory::in_macro,
                                                             QHeaderView::Stretch);
    history_table_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    writes_->setProperty("role", "heading");
    keep_translated(this, [this] { text_->setAccessibleName(tr("Inspector")); });
    text_->document()->setDocumentMargin(0);
    text_->setLineWrapMode(QTextEdit::FixedPixelWidth);
    text_->setOpenLinks(false);
    text_->setFrameShape(QFrame::NoFrame);
    text_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    keep_translated(
        this, [this] { history_table_->setAccessibleName(tr("Writes of the selected place")); });
    previous_->setMinimumWidth(1); // resizeEvent() chooses texts that fit
    next_->setMinimumWidth(1);
    auto* buttons = new QHBoxLayout;
    buttons->setContentsMargins(0, 0, 0, 0);
    buttons->addWidget(previous_);
    buttons->addWidget(next_);
    buttons->addStretch();
    buttons->addWidget(edit_);
    auto* column = new QVBoxLayout(this);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(0, 0, 0, 0);
    head->addWidget(heading_box_, 1);
    head->addWidget(release_);
    column->addLayout(head);
    column->addWidget(editor_);
    column->addWidget(text_, 3);
    column->addWidget(writes_);
    column->addWidget(history_table_, 1);
    column->addLayout(buttons);
    connect(text_, &QTextBrowser::anchorClicked, this,
            [this](const QUrl& link) { Q_EMIT position_wanted(link.path().toULongLong()); });
    connect(history_table_, &DataTable::row_taken, this,
            [this](int row) { Q_EMIT position_wanted(history_.position_of(row)); });
    connect(editor_, &ValueEditor::value_entered, this, &InspectorPanel::value_wanted);
    connect(&theme_, &Theme::changed, this, [this] {
        lay_out();
        written_width_ = -1;
        write();
    });
    lay_out();
    show_nothing();
}

void InspectorPanel::lay_out() {
    layout()->setContentsMargins(theme_.ipx(12), theme_.ipx(12), theme_.ipx(8), theme_.ipx(8));
    layout()->setSpacing(theme_.ipx(6));
    share_columns();
}

/// Gives the columns with numbers the width they need, and the name of the place the rest. Where
/// that is too little, the old value goes, because it is the new value of the row below.
void InspectorPanel::share_columns() {
    const QFont font = theme_.mono_font(12, QFont::Bold);
    const ShapedText& text = ShapedText::of(font);
    const auto width_of = [&](int column) {
        qreal width =
            text.width(history_.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        for (int row = 0; row < history_.rowCount(); ++row) {
            width = std::max(
                width, text.width_of_characters(history_.index(row, column).data().toString()));
        }
        return static_cast<int>(std::ceil(width)) + theme_.ipx(14);
    };
    const auto set_width = [this](int column, int width) {
        // Most calls change nothing: one comes at every step.
        if (history_table_->columnWidth(column) != width) {
            history_table_->setColumnWidth(column, width);
        }
    };
    int room = history_table_->viewport()->width();
    for (const int column : {WriteHistory::at_step, WriteHistory::to_value}) {
        const int width = width_of(column);
        set_width(column, width);
        room -= width;
    }
    for (const int column : {WriteHistory::in_switch, WriteHistory::from_value}) {
        const int width = width_of(column);
        const bool fits = room - width >= theme_.ipx(90);
        if (history_table_->isColumnHidden(column) == fits) {
            history_table_->setColumnHidden(column, !fits);
        }
        set_width(column, width);
        room -= fits ? width : 0;
    }
}

void InspectorPanel::show_current_write() {
    if (history_.rowCount() > history_.row_of_cursor()) {
        history_table_->scrollTo(history_.index(history_.row_of_cursor(), 0));
    }
}

void InspectorPanel::show_pinned(bool pinned) {
    if (pinned == release_->isHidden()) { // most calls change nothing: one comes at every step
        release_->setVisible(pinned);
        write();
    }
}

void InspectorPanel::show_inspection(const Inspection& inspection,
                                     const std::shared_ptr<const SessionFacts>& facts,
                                     const Timeline& timeline) {
    if (inspection.location != inspection_.location) {
        editor_->hide(); // its value was meant for another place
    }
    inspection_ = inspection;
    if (!isVisible()) {
        when_seen_ = [this, facts, &timeline] { show_history(facts, timeline); };
        return;
    }
    show_history(facts, timeline);
    write();
    show_current_write();
}

void InspectorPanel::show_history(const std::shared_ptr<const SessionFacts>& facts,
                                  const Timeline& timeline) {
    history_.show(facts, timeline, *inspection_.location);
    share_columns();
}

void InspectorPanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (const auto left_to_do = std::exchange(when_seen_, nullptr)) {
        left_to_do();
    }
    write();
    show_current_write();
}

void InspectorPanel::edit() {
    if (inspection_.location && inspection_.value) {
        editor_->edit(inspection_.name, *inspection_.value, inspection_.location->size);
    }
}

void InspectorPanel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    // Where both texts do not fit, only their arrows are shown. Screen readers and tooltips still
    // have the texts.
    QString previous = previous_words();
    QString next = next_words();
    const auto fit = [this](const QString& one, const QString& other) {
        const int words = previous_->fontMetrics().horizontalAdvance(one + other);
        return width() >= words + theme_.ipx(80);
    };
    if (!fit(previous, next)) {
        previous = tr("\u21e4 previous");
        next = tr("next \u21e5");
    }
    const bool narrow = !fit(previous, next);
    previous_->setText(narrow ? QStringLiteral("\u21e4") : previous);
    next_->setText(narrow ? QStringLiteral("\u21e5") : next);
    share_columns();
    write();
    show_current_write();
}

void InspectorPanel::show_nothing() {
    inspection_ = {};
    when_seen_ = nullptr;
    history_.show_nothing();
    editor_->hide();
    write();
}

/// The width left of the scroll bar, even where there is no scroll bar. Otherwise, whenever it came
/// or went, the text would be laid out again.
int InspectorPanel::width_for_text() const {
    return std::max(text_->width() - text_->verticalScrollBar()->sizeHint().width(), 1);
}

void InspectorPanel::write() {
    constexpr double low = 260; // below this height only the value of the place fits
    const bool shows = !inspection_.name.isEmpty();
    if (shows) { // without a text it is hidden and keeps its height
        heading_->set_whole(inspection_.name);
    }
    writes_->set_whole(tr("WRITES, THE LATEST FIRST"));
    const bool roomy = height() >= theme_.ipx(low);
    for (QWidget* part : std::initializer_list<QWidget*>{heading_box_, writes_, history_table_}) {
        // Steps that write nothing come between others that do. What is hidden for them keeps its
        // space, because otherwise each of them would lay out the panel again.
        const bool wanted = roomy || part == heading_box_;
        if (QSizePolicy policy = part->sizePolicy(); policy.retainSizeWhenHidden() != wanted) {
            policy.setRetainSizeWhenHidden(wanted);
            part->setSizePolicy(policy);
        }
        part->setVisible(shows && wanted);
    }
    const int width_of_text = width_for_text();
    if (text_->lineWrapColumnOrWidth() != width_of_text) {
        text_->setLineWrapColumnOrWidth(width_of_text);
    }
    if (width_of_text == written_width_ && inspection_ == written_) {
        return;
    }
    written_width_ = width_of_text;
    written_ = inspection_;
    const int scrolled = text_->verticalScrollBar()->value();
    InspectorText(theme_, inspection_, width_of_text).write(*text_->document());
    text_->verticalScrollBar()->setValue(scrolled);
}

} // namespace switchscope::ui
