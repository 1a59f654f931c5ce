// SPDX-License-Identifier: MIT
#include "ui/lessons/lesson_panel.h"

#include <algorithm>

#include <QScrollBar>
#include <QTextDocument>
#include <QTimer>
#include <QVBoxLayout>

#include "core/model/explain.h"
#include "ui/actions/window_actions.h"
#include "ui/base/format.h"
#include "ui/base/language.h"
#include "ui/look/markdown_html.h"
#include "ui/look/theme.h"
#include "ui/session/session_controller.h"
#include "ui/widgets/action_link.h"
#include "ui/widgets/file_dialogs.h"

namespace switchscope::ui {

namespace {

/// Gives the reasons their translation context.
struct LessonPanelText {
    Q_DECLARE_TR_FUNCTIONS(availability)
};

QLabel* make_text(const char* name) {
    auto* label = new QLabel;
    label->setObjectName(QLatin1String(name));
    label->setWordWrap(true);
    label->setTextFormat(Qt::RichText);
    label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setFocusPolicy(Qt::NoFocus);
    return label;
}

QScrollArea* make_scroll(QWidget* content, const char* name) {
    auto* scroll = new QScrollArea;
    scroll->setObjectName(QLatin1String(name));
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    return scroll;
}

} // namespace

LessonPanel::LessonPanel(const Theme& theme, WindowActions& actions, LessonGuide& guide,
                         SessionController& controller, QWidget* parent)
    : QWidget(parent), theme_(theme), actions_(actions), guide_(guide), controller_(controller),
      pages_(new QStackedWidget) {
    setObjectName(QStringLiteral("lesson_panel"));
    setProperty("role", "panel");
    setAttribute(Qt::WA_StyledBackground);
    pages_->addWidget(make_list());
    pages_->addWidget(make_note());
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(pages_);
    connect(&guide_, &LessonGuide::changed, this, &LessonPanel::follow);
    connect(&guide_, &LessonGuide::started, this, [this] {
        shown_ = ~std::size_t{0};
        pages_->setCurrentIndex(1);
    });
    connect(&guide_, &LessonGuide::note_shown, this, [this] { pages_->setCurrentIndex(1); });
    connect(&controller_, &SessionController::opened, this,
            [this] { on_recording_->setVisible(guide_.has_recording()); });
    connect(&theme_, &Theme::changed, this, [this] {
        lay_out();
        write();
    });
    connect(&Language::instance(), &Language::changed, this, &LessonPanel::write);
    add_actions(actions);
    lay_out();
    write();
}

QString LessonPanel::why_no_note(bool forward) const {
    return guide_.state() != LessonGuide::State::leading
               ? LessonPanelText::tr("no lesson is open; Lessons lists those there are")
           : forward && guide_.index() + 1 == guide_.count()
               ? LessonPanelText::tr("this is the last note")
           : !forward && guide_.index() == 0 ? LessonPanelText::tr("this is the first note")
                                             : QString();
}

QString LessonPanel::why_no_return() const {
    if (guide_.state() != LessonGuide::State::leading) {
        return why_no_note(true);
    }
    return guide_.at_note() ? LessonPanelText::tr("the cursor is at the moment of the note")
                            : QString();
}

void LessonPanel::add_actions(WindowActions& actions) {
    actions.add(
        {ActionId::lesson_next, [this] { return why_no_note(true); }, [this] { guide_.next(); }});
    actions.add({ActionId::lesson_previous, [this] { return why_no_note(false); },
                 [this] { guide_.previous(); }});
    actions.add({ActionId::lesson_return, [this] { return why_no_return(); },
                 [this] { guide_.come_back(); }});
    actions.add({ActionId::open_script,
                 [this] {
                     return guide_.can_play()
                                ? QString()
                                : LessonPanelText::tr("this window cannot play scripts");
                 },
                 [this] {
                     ask_for_file(window(), FileKind::script, false, [this](const auto& path) {
                         Q_EMIT script_chosen();
                         guide_.open_script(path);
                     });
                 }});
    connect(&guide_, &LessonGuide::changed, &actions, &WindowActions::changed);
}

QWidget* LessonPanel::make_list() {
    about_ = make_text("lessons_about");
    progress_text_ = make_text("lessons_progress");
    error_ = make_text("lesson_error");
    error_->setProperty("role", "error");
    on_recording_ = new QCheckBox;
    on_recording_->setObjectName(QStringLiteral("lessons_on_recording"));
    on_recording_->setChecked(true);
    list_column_ = new QVBoxLayout;
    auto* page = new QWidget;
    list_ = new QVBoxLayout(page);
    resume_ = new QPushButton;
    resume_->setObjectName(QStringLiteral("button_resume_lesson"));
    resume_->setProperty("role", "link");
    connect(resume_, &QPushButton::clicked, &guide_, &LessonGuide::come_back);
    list_->addWidget(resume_, 0, Qt::AlignLeft);
    list_->addWidget(error_);
    list_->addWidget(progress_text_);
    list_->addWidget(about_);
    list_->addWidget(on_recording_);
    list_->addLayout(list_column_);
    auto* own = make_action_link(actions_.get(ActionId::open_script),
                                 [] { return tr("open a script\u2026"); });
    list_->addWidget(own, 0, Qt::AlignLeft);
    list_->addStretch();
    return make_scroll(page, "lesson_list");
}

/// The note itself, with its question. It scrolls.
QScrollArea* LessonPanel::make_note_text() {
    text_ = make_text("lesson_text");
    question_ = make_text("lesson_question");
    hint_ = make_text("lesson_hint");
    hint_->setProperty("role", "dim");
    feedback_ = make_text("lesson_feedback");
    problems_ = make_text("lesson_problems");
    problems_->setTextFormat(Qt::PlainText);
    problems_->setProperty("role", "error");
    give_up_ = new QPushButton;
    give_up_->setObjectName(QStringLiteral("button_show_answer"));
    give_up_->setProperty("role", "link");
    connect(give_up_, &QPushButton::clicked, &guide_, &LessonGuide::give_up);
    choice_column_ = new QVBoxLayout;
    auto* content = new QWidget;
    note_column_ = new QVBoxLayout(content);
    note_column_->addWidget(problems_);
    note_column_->addWidget(text_);
    note_column_->addWidget(question_);
    note_column_->addWidget(hint_);
    note_column_->addLayout(choice_column_);
    note_column_->addWidget(feedback_);
    note_column_->addWidget(give_up_, 0, Qt::AlignLeft);
    note_column_->addStretch();
    return make_scroll(content, "lesson_scroll");
}

QWidget* LessonPanel::make_note() {
    all_ = new QPushButton;
    all_->setObjectName(QStringLiteral("button_all_lessons"));
    all_->setProperty("role", "link");
    connect(all_, &QPushButton::clicked, this, &LessonPanel::show_list);
    place_ = new QLabel;
    place_->setObjectName(QStringLiteral("lesson_place"));
    place_->setProperty("role", "dim");
    title_ = make_text("lesson_title");
    title_->setTextFormat(Qt::PlainText);
    title_->setProperty("role", "name");
    progress_ = new QProgressBar;
    progress_->setObjectName(QStringLiteral("lesson_progress"));
    progress_->setTextVisible(false);
    scroll_ = make_note_text();
    away_ = make_text("lesson_away");
    away_->setProperty("role", "dim");
    come_back_ = make_action_link(actions_.get(ActionId::lesson_return),
                                  [] { return tr("back to the lesson"); });
    auto* previous =
        make_action_link(actions_.get(ActionId::lesson_previous), [] { return tr("\u25c0 back"); });
    auto* next =
        make_action_link(actions_.get(ActionId::lesson_next), [] { return tr("next \u25b6"); });
    next->setProperty("role", "primary");
    auto* head = new QHBoxLayout;
    head->addWidget(all_);
    head->addStretch();
    head->addWidget(place_);
    auto* moves = new QHBoxLayout;
    moves->addWidget(previous);
    moves->addStretch();
    moves->addWidget(next);
    auto* page = new QWidget;
    note_ = new QVBoxLayout(page);
    note_->addLayout(head);
    note_->addWidget(progress_);
    note_->addWidget(title_);
    note_->addWidget(scroll_, 1);
    note_->addWidget(away_);
    note_->addWidget(come_back_, 0, Qt::AlignLeft);
    note_->addLayout(moves);
    return page;
}

void LessonPanel::lay_out() {
    const int side = theme_.ipx(12);
    list_->setContentsMargins(side, theme_.ipx(10), side, theme_.ipx(8));
    list_->setSpacing(theme_.ipx(8));
    list_column_->setSpacing(theme_.ipx(6));
    note_->setContentsMargins(theme_.ipx(6), theme_.ipx(4), theme_.ipx(6), theme_.ipx(6));
    note_->setSpacing(theme_.ipx(4));
    note_column_->setContentsMargins(theme_.ipx(6), theme_.ipx(2), theme_.ipx(8), theme_.ipx(4));
    note_column_->setSpacing(theme_.ipx(10));
    choice_column_->setSpacing(theme_.ipx(6));
    title_->setContentsMargins(theme_.ipx(6), theme_.ipx(4), 0, 0);
    away_->setContentsMargins(theme_.ipx(6), 0, 0, 0);
    progress_->setFixedHeight(theme_.ipx(3));
}

void LessonPanel::show_list() {
    pages_->setCurrentIndex(0);
    write_list();
}

std::string LessonPanel::spoken(const Words& words) const {
    return words.in(Language::instance().code().toStdString());
}

void LessonPanel::set_count(std::vector<ChoiceButton*>& buttons, std::size_t count,
                            QVBoxLayout* column) {
    const bool answers = &buttons == &choices_;
    while (buttons.size() < count) {
        const std::size_t n = buttons.size();
        auto* button =
            new ChoiceButton(theme_, answers ? QString(QChar(static_cast<char16_t>(u'A' + n)))
                                             : QString::number(n + 1));
        button->setObjectName(
            (answers ? QStringLiteral("choice_%1") : QStringLiteral("lesson_%1")).arg(n));
        if (answers) {
            connect(button, &QAbstractButton::clicked, this,
                    [this, n] { guide_.answer_choice(n); });
        } else {
            connect(button, &QAbstractButton::clicked, this, [this, n] {
                const std::string id = ids_.at(n);
                on_recording_->isVisibleTo(this) && on_recording_->isChecked()
                    ? guide_.start_on_recording(id)
                    : guide_.start(id);
            });
        }
        column->addWidget(button);
        button->show(); // else the layout would show it only when the event loop turns
        buttons.push_back(button);
    }
    while (buttons.size() > count) {
        buttons.back()->hide();
        buttons.back()->deleteLater(); // it may be the one that was clicked
        buttons.pop_back();
    }
}

void LessonPanel::follow() {
    if (guide_.state() != LessonGuide::State::leading) {
        pages_->setCurrentIndex(0);
    }
    write();
}

void LessonPanel::write() {
    write_list();
    write_note();
}

void LessonPanel::write_list() {
    const auto lessons = guide_.lessons();
    about_->setText(markdown_html(
        (lessons.empty() ? tr("There are no lessons here. A script of your own can be played.")
                         : tr("A lesson steps a world switch and says what is to be seen. Look "
                              "around whenever you like, and come back."))
            .toStdString(),
        theme_));
    const auto& error = guide_.error();
    const bool failed = guide_.state() == LessonGuide::State::failed && error;
    error_->setVisible(failed);
    error_->setText(failed ? text_of(error->message())
                                 .toHtmlEscaped()
                                 .replace(QLatin1Char('\n'), QStringLiteral("<br>"))
                           : QString());
    resume_->setText(tr("back to the lesson"));
    resume_->setToolTip(guide_.title());
    resume_->setVisible(guide_.state() == LessonGuide::State::leading);
    const bool playing = guide_.state() == LessonGuide::State::playing;
    progress_text_->setVisible(playing);
    progress_text_->setText(tr("Playing %1\u2026").arg(guide_.title()).toHtmlEscaped());
    on_recording_->setText(tr("On the recording that is open"));
    on_recording_->setVisible(guide_.has_recording());
    ids_.clear();
    set_count(lessons_, lessons.size(), list_column_);
    for (std::size_t n = 0; n < lessons.size(); ++n) {
        const LessonInfo& lesson = lessons[n];
        ids_.push_back(lesson.id);
        const std::string& title = spoken(lesson.title);
        lessons_[n]->show_text(title.empty() ? lesson.id : title);
        lessons_[n]->setEnabled(!playing);
        lessons_[n]->setToolTip(lesson.own
                                    ? text_of(lesson.id)
                                    : tr("On the demo machine: %1").arg(text_of(lesson.machine)));
    }
}

void LessonPanel::write_note() {
    all_->setText(tr("\u2630 all lessons"));
    all_->setAccessibleName(tr("All lessons"));
    give_up_->setText(tr("show the answer"));
    if (guide_.state() != LessonGuide::State::leading) {
        shown_ = ~std::size_t{0};
        return;
    }
    const Note& note = *guide_.note();
    title_->setText(guide_.title());
    place_->setText(QStringLiteral("%1 / %2").arg(guide_.index() + 1).arg(guide_.count()));
    place_->setAccessibleName(tr("Note %1 of %2").arg(guide_.index() + 1).arg(guide_.count()));
    progress_->setRange(0, static_cast<int>(guide_.count()));
    progress_->setValue(static_cast<int>(guide_.index()) + 1);
    text_->setText(markdown_html(spoken(note.text), theme_));
    text_->setVisible(!note.text.empty());
    write_question(note.question.value_or(Question{}));

    // What is wrong with the script is shown with its first note, and also with its last, as that
    // may be where the script ended too early.
    QStringList problems;
    const bool last = guide_.index() + 1 == guide_.count();
    if (guide_.index() == 0 || last) {
        for (const std::string& failed : guide_.failures()) {
            problems.append(text_of(failed));
        }
        if (guide_.error()) {
            problems.append(text_of(guide_.error()->message()));
        }
    }
    problems_->setText(problems.join(QLatin1Char('\n')));
    problems_->setVisible(!problems.isEmpty());

    away_->setText(markdown_html(tr("You are looking around.").toStdString(), theme_));
    away_->setVisible(!guide_.at_note());
    come_back_->setVisible(!guide_.at_note());
    if (shown_ != guide_.index()) {
        shown_ = guide_.index();
        scroll_->verticalScrollBar()->setValue(0);
    }
}

void LessonPanel::write_question(const Question& question) {
    const bool asked = !question.text.empty();
    const LessonGuide::Answer& answer = guide_.answer();
    question_->setVisible(asked);
    question_->setText(markdown_html(spoken(question.text), theme_, QFont::Bold));
    set_count(choices_, question.choices.size(), choice_column_);
    for (std::size_t n = 0; n < choices_.size(); ++n) {
        const Question::Choice& choice = question.choices[n];
        const bool tried = std::ranges::find(answer.wrong, n) != answer.wrong.end();
        choices_[n]->show_text(spoken(choice.text), tried ? ChoiceButton::Mark::wrong
                                                    : answer.solved && choice.right
                                                        ? ChoiceButton::Mark::right
                                                        : ChoiceButton::Mark::none);
        choices_[n]->setEnabled(!answer.solved && !tried);
    }
    const bool place = asked && question.choices.empty() && !answer.solved;
    hint_->setVisible(place);
    hint_->setText(markdown_html(
        (guide_.at_note() ? tr("Click the place in the lanes, or select it and press Enter.")
                          : tr("Go back to the lesson to answer."))
            .toStdString(),
        theme_));
    const QString feedback = asked ? feedback_text(question) : QString();
    feedback_->setText(feedback);
    feedback_->setVisible(!feedback.isEmpty());
    if (!feedback.isEmpty() && shown_ == guide_.index()) { // the user has answered just now
        QTimer::singleShot(0, this, [this] { scroll_->ensureWidgetVisible(feedback_); });
    }
    give_up_->setVisible(asked && !answer.solved);
}

QString LessonPanel::place_name(const Location& place) const {
    const SaveArea& area = controller_.facts()->area;
    return text_of(place.kind == LocationKind::slot ? area.slots()[place.id].label
                                                    : location_name(place, area));
}

/// Why it is not that place: what the author says, or else when the place is written.
QString LessonPanel::missed_text(const Location& place, const Question& question) const {
    const auto hint = std::ranges::find(question.hints, place, &Question::Hint::place);
    if (hint != question.hints.end()) {
        return text_of(spoken(hint->text));
    }
    const Recording& recording = controller_.timeline()->recording();
    const auto written = recording.next(Landmark::write(place), guide_.note()->position);
    if (!written) {
        return tr("Not `%1`: nothing writes it in what was recorded from here on.")
            .arg(place_name(place));
    }
    return tr("Not `%1`: that is written by `%2`, at step %3.")
        .arg(place_name(place), text_of(instruction_text(recording.step(*written))),
             grouped(*written));
}

QString LessonPanel::feedback_text(const Question& question) const {
    const LessonGuide::Answer& answer = guide_.answer();
    QString said;
    Role role = Role::done;
    QString mark = QStringLiteral("\u2713 ");
    if (answer.solved) {
        QString right;
        for (const Question::Choice& choice : question.choices) {
            right = choice.right ? text_of(spoken(choice.text)) : right;
        }
        if (!question.places.empty()) {
            right = QStringLiteral("`%1`").arg(place_name(question.places.front()));
        }
        mark = answer.given_up ? QString() : mark;
        said = (answer.given_up ? tr("The answer: %1").arg(right) : tr("Right: %1").arg(right)) +
               QStringLiteral("\n\n") + text_of(spoken(question.why));
    } else if (answer.missed) {
        said = missed_text(*answer.missed, question);
    } else if (!answer.wrong.empty()) {
        const std::string& because = spoken(question.choices.at(answer.wrong.back()).because);
        said = because.empty() ? tr("Not that. Look again.") : text_of(because);
    }
    if (said.isEmpty()) {
        return {};
    }
    if (!answer.solved) {
        role = Role::error;
        mark = QStringLiteral("\u2717 ");
    }
    const QString head = QStringLiteral("<span style='color:%1; font-weight:700'>%2</span>")
                             .arg(theme_.color(role).name(), mark);
    QString html = markdown_html(said.toStdString(), theme_);
    // The mark stands in front of the first word of the first paragraph.
    const auto paragraph = html.indexOf(QStringLiteral("<p "));
    const auto behind = html.indexOf(QLatin1Char('>'), paragraph);
    return paragraph < 0 ? head + html : html.insert(behind + 1, head);
}

QString LessonPanel::text() const {
    QTextDocument document;
    document.setHtml(text_->text());
    return document.toPlainText();
}

QString LessonPanel::feedback() const {
    QTextDocument document;
    document.setHtml(feedback_->text());
    return document.toPlainText();
}

} // namespace switchscope::ui
