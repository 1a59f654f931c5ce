// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include <QStyledItemDelegate>
#include <QTextDocument>
#include <QUrl>

#include "ui/proof/findings_model.h"

namespace switchscope::ui {

class Theme;

/// Draws an entry of the list of findings, with its glyph, rule and sentence. The unfolded entry
/// also says what must hold and what goes wrong otherwise. It has links to the instructions and the
/// step that have a part in it.
class FindingDelegate : public QStyledItemDelegate {
    Q_OBJECT
  public:
    FindingDelegate(const Theme& theme, const FindingsModel& model, QObject* parent = nullptr);

    void show_session(std::shared_ptr<const SessionFacts> facts) { facts_ = std::move(facts); }
    /// Chooses the entry that is unfolded, and the position that its link leads to.
    void unfold(std::optional<int> row, std::optional<std::size_t> position);
    std::optional<std::size_t> offered_position() const { return position_; }
    void set_width(int width) { width_ = width; } ///< of the list, in pixels

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    bool editorEvent(QEvent* event, QAbstractItemModel* model, const QStyleOptionViewItem& option,
                     const QModelIndex& index) override;

    /// The link at a place in an entry, such as "instruction:7" or "step:53". Empty: no link is
    /// there. `point` is relative to the entry's top left corner.
    QUrl link_at(const QModelIndex& index, const QPointF& point) const;

  Q_SIGNALS:
    void link_clicked(const QUrl& link);

  private:
    void fill(QTextDocument& document, const QModelIndex& index) const;
    QString html(const FindingEntry& entry, bool unfolded) const;
    QString link_html(const QString& target, const QString& text) const;
    QMarginsF margins() const; ///< around the text

    const Theme& theme_;
    const FindingsModel& model_;
    std::shared_ptr<const SessionFacts> facts_;
    std::optional<int> unfolded_;
    std::optional<std::size_t> position_;
    int width_ = 200;
};

} // namespace switchscope::ui
