// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include <QAbstractItemModel>
#include <QString>

namespace switchscope::ui {

enum class TableFormat : std::uint8_t {
    text,     ///< columns of even width
    markdown, ///< a table, as GitHub and others have it
    csv,      ///< RFC 4180, with a header line
    tabs,     ///< the rows alone, columns apart by tabs: what spreadsheets paste
};

/// Rows of a table as a text that can be pasted elsewhere, headings first. `rows`: which ones, in this order.
QString table_text(const QAbstractItemModel& model, const std::vector<int>& rows,
                   TableFormat format);
QString table_text(const QAbstractItemModel& model, TableFormat format); ///< all rows

} // namespace switchscope::ui
