// SPDX-License-Identifier: MIT
#include "ui/inspector_panel.h"

#include <algorithm>
#include <utility>

#include <QAction>
#include <QHBoxLayout>
#include <QScrollBar>
#include <QVBoxLayout>

#include "ui/action_link.h"
#include "ui/inspector_text.h"
#include "ui/language.h"
#include "ui/still_room.h"
#include "ui/theme.h"
#include "ui/window_actions.h"

namespace switchscope::ui {

InspectorPanel::InspectorPanel(const Theme& theme, const WindowActions& actions, QWidget* parent)
    : QWidget(parent), theme_(theme), heading_(new ElidedLabel(Qt::ElideMiddle)),
      heading_room_(new StillRoom(heading_)), editor_(new ValueEditor), text_(new QTextBrowser),
      writes_(new ElidedLabel(Qt::ElideRight)),
      history_table_(new DataTable(theme, &history_, QStringLiteral("write_history"))),
      previous_(make_action_link(actions.get(ActionId::previous_write),
                                 [] { return tr("\u21e4 previous"); })),
      next_(make_action_link(actions.get(ActionId::next_write), [] { return tr("next \u21e5"); })),
      edit_(make_action_link(actions.get(ActionId::edit_value), [] { return tr("edit"); })) {
    setObjectName(QStringLiteral("inspector"));
    setMinimumHeight(1); // as high as there is room for, whatever that leaves out
    heading_->setProperty("role", "place");
    writes_->setProperty("role", "heading");
    keep_translated(this, [this] { text_->setAccessibleName(tr("Inspector")); });
    text_->document()->setDocumentMargin(0);
    text_->setOpenLinks(false);
    text_->setFrameShape(QFrame::NoFrame);
    text_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    keep_translated(
        this, [this] { history_table_->setAccessibleName(tr("Writes of the selected place")); });
    auto* buttons = new QHBoxLayout;
    buttons->setContentsMargins(0, 0, 0, 0);
    buttons->addWidget(previous_);
    buttons->addWidget(next_);
    buttons->addStretch();
    buttons->addWidget(edit_);
    auto* column = new QVBoxLayout(this);
    column->addWidget(heading_room_);
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
    history_table_->setColumnWidth(WriteHistory::at_step, theme_.ipx(48));
    history_table_->setColumnWidth(WriteHistory::in_switch, theme_.ipx(46));
    history_table_->setColumnWidth(WriteHistory::in_macro, theme_.ipx(62));
    history_table_->setColumnWidth(WriteHistory::from_value, theme_.ipx(66));
}

void InspectorPanel::show_inspection(const Inspection& inspection,
                                     const std::shared_ptr<const SessionFacts>& facts,
                                     const Timeline& timeline) {
    if (inspection.location != inspection_.location) {
        editor_->hide(); // it was meant for another place
    }
    inspection_ = inspection;
    if (!isVisible()) {
        when_seen_ = [this, facts, &timeline] { show_history(facts, timeline); };
        return;
    }
    show_history(facts, timeline);
    write();
}

void InspectorPanel::show_history(const std::shared_ptr<const SessionFacts>& facts,
                                  const Timeline& timeline) {
    history_.show(facts, timeline, *inspection_.location);
    if (history_.rowCount() > history_.row_of_cursor()) {
        history_table_->scrollTo(history_.index(history_.row_of_cursor(), 0));
    }
}

void InspectorPanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (const auto left_to_do = std::exchange(when_seen_, nullptr)) {
        left_to_do();
    }
    write();
}

void InspectorPanel::edit() {
    if (inspection_.location && inspection_.value) {
        editor_->edit(inspection_.name, *inspection_.value, inspection_.location->size);
    }
}

void InspectorPanel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    // Where both words do not fit, the arrows say it; the names stay for screen readers and tool tips.
    const QString previous = tr("\u21e4 previous");
    const QString next = tr("next \u21e5");
    const int words = previous_->fontMetrics().horizontalAdvance(previous + next);
    const bool narrow = width() < words + theme_.ipx(80);
    previous_->setText(narrow ? QStringLiteral("\u21e4") : previous);
    next_->setText(narrow ? QStringLiteral("\u21e5") : next);
    write();
}

void InspectorPanel::show_nothing() {
    inspection_ = {};
    when_seen_ = nullptr;
    history_.show_nothing();
    editor_->hide();
    write();
}

void InspectorPanel::write() {
    constexpr double low = 260; // then there is room for what the place holds alone
    const bool shows = !inspection_.name.isEmpty();
    heading_->set_whole(inspection_.name);
    writes_->set_whole(tr("WRITES, THE LATEST FIRST"));
    heading_room_->setVisible(shows);
    writes_->setVisible(shows && height() >= theme_.ipx(low));
    history_table_->setVisible(shows && height() >= theme_.ipx(low));
    const int width_of_text = text_->viewport()->width();
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
