// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <optional>

#include <QLabel>
#include <QListView>
#include <QScrollArea>
#include <QWidget>

#include "ui/proof/finding_delegate.h"
#include "ui/proof/findings_model.h"
#include "ui/proof/matrix_view.h"
#include "ui/proof/verdict_plate.h"

namespace switchscope::ui {

class WindowActions;

/// The panel with the proof of the routine. It has the verdict, the findings if there are any, and
/// the matrix of what the switch saves and restores.
class FindingsPanel : public QWidget {
    Q_OBJECT
  public:
    FindingsPanel(const Theme& theme, WindowActions& actions, QWidget* parent = nullptr);

    void show_session(const std::shared_ptr<const SessionFacts>& facts);
    void translate(); ///< the language of the program changed
    /// The position behind an instruction in the current world switch. None: the switch has not
    /// executed it.
    using Where = std::function<std::optional<std::size_t>(std::size_t instruction)>;
    void ask_with(Where where) { where_ = std::move(where); }
    void show_moment(const Recording& recording);

    const FindingsModel& model() const { return model_; }
    /// Why nothing is proven here, as the end of a sentence; empty: something is.
    QString why_no_proof() const;
    std::optional<int> selected() const;
    void select(std::optional<int> row);
    /// Selects the finding at an instruction, if there is one.
    void select_instruction(std::size_t instruction);

    VerdictPlate* verdict() const { return verdict_; }
    QListView* list() const { return list_; }
    MatrixView* matrix() const { return matrix_; }
    /// The position behind the selected finding's instruction, to which its link leads.
    std::optional<std::size_t> offered_position() const { return delegate_.offered_position(); }

  Q_SIGNALS:
    /// The routine shall show an instruction and the others that have a part in its finding.
    void instruction_wanted(std::size_t instruction, const std::vector<std::size_t>& related);
    void position_wanted(std::size_t position);
    void finding_wanted(); ///< a key asked for a finding, so the panel has to be visible

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void lay_out();
    void fit();
    void reveal(QWidget* view, const QRect& rect);
    void unfold();
    void step_to(int direction);
    void follow(const QUrl& link);
    void want_selected();
    void add_actions();
    QString why_no_finding() const;
    QString why_no_step() const; ///< of the selected finding

    const Theme& theme_;
    WindowActions& actions_;
    FindingsModel model_;
    FindingDelegate delegate_;
    VerdictPlate* verdict_;
    QListView* list_;
    QLabel* matrix_heading_;
    MatrixView* matrix_;
    QWidget* content_;
    QScrollArea* scroll_; ///< scrolls the whole panel; no part of it scrolls by itself
    Where where_;
};

} // namespace switchscope::ui
