// SPDX-License-Identifier: MIT
#include "ui/panels/exits_panel.h"

#include <QHeaderView>

#include "core/isa/registers.h"
#include "ui/base/format.h"
#include "ui/base/language.h"
#include "ui/session/session_controller.h"

namespace switchscope::ui {

namespace {

QComboBox* make_filter(const char* name) {
    auto* filter = new QComboBox;
    filter->setObjectName(QLatin1String(name));
    filter->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    filter->setMinimumContentsLength(4);
    filter->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    filter->setMinimumWidth(1);
    return filter;
}

/// Fills a filter with `all` and the given numbers. What was chosen stays chosen.
template <class Name>
void offer(QComboBox* filter, const QString& all, const std::vector<std::uint64_t>& numbers,
           Name name) {
    const QVariant chosen = filter->currentData();
    filter->clear();
    filter->addItem(all);
    for (const std::uint64_t number : numbers) {
        filter->addItem(name(number), QVariant::fromValue<qulonglong>(number));
        if (filter->itemData(filter->count() - 1) == chosen) {
            filter->setCurrentIndex(filter->count() - 1);
        }
    }
}

template <class Number> std::optional<Number> chosen(const QComboBox* filter) {
    const QVariant data = filter->currentData();
    return data.isValid() ? std::optional(static_cast<Number>(data.toULongLong())) : std::nullopt;
}

} // namespace

ExitsPanel::ExitsPanel(const Theme& theme, SessionController& controller, ExitsModel& model)
    : TablePanel(theme, &model, QStringLiteral("exits"),
                 [&model] {
                     return model.filter().takes_all()
                                ? tr("The guest has not come back in this recording yet.")
                                : tr("No exit matches the filters above.");
                 }),
      controller_(controller), model_(model), causes_(make_filter("exits_cause")),
      harts_(make_filter("exits_hart")), vcpus_(make_filter("exits_vcpu")),
      switches_(new QLineEdit), mode_(new QPushButton), progress_(new QLabel),
      counted_(new DataTable(theme, &counts_, QStringLiteral("exit_counts_table"))) {
    set_widths({58, 76, 170, 190});
    counted_->setParent(this);
    counted_->hide();
    counted_->setAlternatingRowColors(false);
    counted_->horizontalHeader()->setStretchLastSection(false);
    counted_->horizontalHeader()->setSectionResizeMode(ExitCountsModel::what, QHeaderView::Stretch);
    counted_->horizontalHeader()->setSectionResizeMode(ExitCountsModel::how_many,
                                                       QHeaderView::ResizeToContents);
    counted_->horizontalHeader()->setSectionResizeMode(ExitCountsModel::share,
                                                       QHeaderView::ResizeToContents);
    build_filters();
    connect(table(), &DataTable::row_taken, this,
            [this](int row) { controller_.cursor().go_to(model_.position_of(row)); });
    connect(counted_, &DataTable::row_taken, this, [this](int row) {
        if (const auto cause = counts_.cause_of(row)) {
            causes_->setCurrentIndex(causes_->findData(QVariant::fromValue<qulonglong>(*cause)));
            show_counts(false);
            apply();
        }
    });
    connect(&rest_, &QTimer::timeout, this, &ExitsPanel::count_slice);
    show_counts(false);
}

void ExitsPanel::build_filters() {
    switches_->setObjectName(QStringLiteral("exits_switches"));
    switches_->setClearButtonEnabled(true);
    switches_->setMinimumWidth(1);
    mode_->setObjectName(QStringLiteral("exits_mode"));
    mode_->setProperty("role", "link");
    progress_->setProperty("role", "dim");
    progress_->hide();
    keep_translated(this, [this] {
        causes_->setAccessibleName(tr("Only exits with this cause"));
        harts_->setAccessibleName(tr("Only exits on this hart"));
        vcpus_->setAccessibleName(tr("Only exits of this vCPU"));
        switches_->setAccessibleName(tr("Only exits of these world switches"));
        switches_->setPlaceholderText(tr("switches 3..7"));
        switches_->setToolTip(
            tr("A number or a range of world switches: 3, 3..7 or 3..; the first one is 0"));
        for (QWidget* filter : {causes_, harts_, vcpus_}) {
            filter->setToolTip(filter->accessibleName());
        }
        show_counts(shows_counts());
        offered_of_.reset();
    });
    head()->addWidget(causes_);
    head()->addStretch();
    head()->addWidget(progress_);
    head()->addWidget(mode_);
    QHBoxLayout* line = add_line();
    line->addWidget(harts_);
    line->addWidget(vcpus_);
    line->addWidget(switches_, 1);
    for (QComboBox* filter : {causes_, harts_, vcpus_}) {
        connect(filter, &QComboBox::activated, this, &ExitsPanel::apply);
    }
    connect(switches_, &QLineEdit::textChanged, this, &ExitsPanel::apply);
    connect(mode_, &QPushButton::clicked, this, [this] {
        show_counts(!shows_counts());
        follow();
    });
}

void ExitsPanel::show_session() {
    const Timeline* timeline = controller_.timeline();
    const Recording* recording = timeline != nullptr ? &timeline->recording() : nullptr;
    for (QComboBox* filter : {causes_, harts_, vcpus_}) {
        filter->clear();
    }
    {
        const QSignalBlocker quiet(switches_);
        switches_->clear();
    }
    offered_of_.reset();
    complain({});
    model_.show(controller_.shared_facts(), recording);
    tally_.start(recording, {});
    counts_.show(tally_.counts());
    rest_.stop();
    renew_hint();
}

/// Applies all filters together. A range that cannot be read changes nothing.
void ExitsPanel::apply() {
    SwitchFilter filter;
    filter.cause = chosen<std::uint64_t>(causes_);
    filter.hart = chosen<std::uint32_t>(harts_);
    filter.vcpu = chosen<std::uint16_t>(vcpus_);
    if (const QString text = switches_->text().trimmed(); !text.isEmpty()) {
        const auto range = SwitchRange::parse(text.toStdString());
        if (!range) {
            complain(text_of(range.error()));
            return;
        }
        filter.range = *range;
    }
    complain({});
    if (filter == model_.filter()) {
        return;
    }
    model_.set_filter(filter);
    const Timeline* timeline = controller_.timeline();
    tally_.start(timeline != nullptr ? &timeline->recording() : nullptr, filter);
    renew_hint();
    follow();
}

void ExitsPanel::follow() {
    if (!isVisible()) {
        return;
    }
    offer();
    if (!shows_counts()) {
        model_.follow();
        return;
    }
    if (!rest_.isActive()) { // else the timer gets to the new steps
        count_slice();
    }
}

void ExitsPanel::count_slice() {
    constexpr qint64 show_ms = 100;
    const bool more = tally_.follow() && shows_counts();
    if (!more || !since_shown_.isValid() || since_shown_.elapsed() >= show_ms) {
        counts_.show(tally_.counts());
        progress_->setText(tr("%1 % counted").arg(static_cast<int>(tally_.part() * 100)));
        since_shown_.start();
    }
    progress_->setVisible(more);
    more ? rest_.start(0) : rest_.stop();
}

void ExitsPanel::show_counts(bool counts) {
    show_instead(counts ? counted_ : nullptr);
    mode_->setText(counts ? tr("list") : tr("counts"));
    mode_->setToolTip(counts ? tr("Show each exit")
                             : tr("Show how often each cause occurs, with shares"));
}

/// Fills the filters with what occurs in the recording.
void ExitsPanel::offer() {
    const Timeline* timeline = controller_.timeline();
    if (timeline == nullptr) {
        return;
    }
    const auto last = timeline->recording().previous(Landmark::exit(), timeline->size());
    const std::size_t up_to = last ? *last + 1 : 0;
    if (offered_of_ == up_to) {
        return; // no exit came since the last call
    }
    offered_of_ = up_to;
    ui::offer(causes_, tr("All causes"), model_.causes(),
              [](std::uint64_t cause) { return text_of(trap_cause(cause)); });
    ui::offer(harts_, tr("All harts"), controller_.cursor().harts(),
              [](std::uint64_t hart) { return tr("hart %1").arg(hart); });
    std::vector<std::uint64_t> vcpus;
    for (std::size_t n = 0; n < timeline->state().areas.size(); ++n) {
        vcpus.push_back(n);
    }
    ui::offer(vcpus_, tr("All vCPUs"), vcpus,
              [](std::uint64_t vcpu) { return tr("vCPU %1").arg(vcpu); });
    harts_->setVisible(harts_->count() > 2);
    vcpus_->setVisible(vcpus_->count() > 2);
}

} // namespace switchscope::ui
