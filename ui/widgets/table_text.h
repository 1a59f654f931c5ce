// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include <QAbstractItemModel>
#include <QString>

namespace switchscope::ui {

enum class TableFormat : std::uint8_t {
    text,     ///< columns padded to equal width
    markdown, ///< a table of GitHub Flavored Markdown
    csv,      ///< RFC 4180, with a header line
    tabs,     ///< without headings; tabs between columns, as spreadsheets paste them
};

/// The given rows of a table as a text, in the given order. The headings come first, except in
/// TableFormat::tabs.
QString table_text(const QAbstractItemModel& model, const std::vector<int>& rows,
                   TableFormat format);
QString table_text(const QAbstractItemModel& model, TableFormat format); ///< all rows

} // namespace switchscope::ui
