// SPDX-License-Identifier: MIT
#include "ui/widgets/table_text.h"

#include <algorithm>
#include <numeric>

#include <QStringList>

namespace switchscope::ui {

namespace {

QString csv_cell(QString text) {
    if (!text.contains(QLatin1Char(',')) && !text.contains(QLatin1Char('"')) &&
        !text.contains(QLatin1Char('\n'))) {
        return text;
    }
    text.replace(QLatin1Char('"'), QLatin1String("\"\""));
    return QLatin1Char('"') + text + QLatin1Char('"');
}

QString markdown_cell(QString text) {
    text.replace(QLatin1Char('|'), QLatin1String("\\|"));
    text.replace(QLatin1Char('\n'), QLatin1Char(' '));
    return text;
}

QString csv_of(const std::vector<QStringList>& lines) {
    QString text;
    for (QStringList line : lines) {
        std::ranges::transform(line, line.begin(), csv_cell);
        text += line.join(QLatin1Char(',')) + QLatin1String("\r\n");
    }
    return text;
}

QString markdown_of(const std::vector<QStringList>& lines) {
    QString text;
    for (std::size_t n = 0; n < lines.size(); ++n) {
        QStringList line = lines[n];
        std::ranges::transform(line, line.begin(), markdown_cell);
        text += QLatin1String("| ") + line.join(QLatin1String(" | ")) + QLatin1String(" |\n");
        if (n == 0) {
            text += QLatin1Char('|') + QStringLiteral(" --- |").repeated(line.size()) +
                    QLatin1Char('\n');
        }
    }
    return text;
}

QString tabs_of(const std::vector<QStringList>& lines) {
    QString text;
    for (std::size_t n = 1; n < lines.size(); ++n) {
        QStringList line = lines[n];
        std::ranges::transform(line, line.begin(), [](QString cell) {
            cell.replace(QLatin1Char('\t'), QLatin1Char(' '));
            return cell.replace(QLatin1Char('\n'), QLatin1Char(' '));
        });
        text += line.join(QLatin1Char('\t')) + QLatin1Char('\n');
    }
    return text;
}

QString text_of_lines(const std::vector<QStringList>& lines) {
    std::vector<qsizetype> widths;
    for (const QStringList& line : lines) {
        widths.resize(std::max(widths.size(), static_cast<std::size_t>(line.size())));
        for (qsizetype n = 0; n < line.size(); ++n) {
            qsizetype& width = widths.at(static_cast<std::size_t>(n));
            width = std::max(width, line.at(n).size());
        }
    }
    QString text;
    for (const QStringList& line : lines) {
        QString row;
        for (qsizetype n = 0; n < line.size(); ++n) {
            row += line.at(n).leftJustified(widths.at(static_cast<std::size_t>(n)) + 2);
        }
        while (row.endsWith(QLatin1Char(' '))) {
            row.chop(1);
        }
        text += row + QLatin1Char('\n');
    }
    return text;
}

} // namespace

QString table_text(const QAbstractItemModel& model, const std::vector<int>& rows,
                   TableFormat format) {
    std::vector<QStringList> lines(1);
    const int columns = model.columnCount();
    for (int column = 0; column < columns; ++column) {
        lines.front().append(model.headerData(column, Qt::Horizontal).toString());
    }
    for (const int row : rows) {
        QStringList line;
        for (int column = 0; column < columns; ++column) {
            line.append(model.index(row, column).data().toString());
        }
        lines.push_back(std::move(line));
    }
    switch (format) {
    case TableFormat::csv:
        return csv_of(lines);
    case TableFormat::markdown:
        return markdown_of(lines);
    case TableFormat::tabs:
        return tabs_of(lines);
    case TableFormat::text:
        break;
    }
    return text_of_lines(lines);
}

QString table_text(const QAbstractItemModel& model, TableFormat format) {
    std::vector<int> rows(static_cast<std::size_t>(model.rowCount()));
    std::iota(rows.begin(), rows.end(), 0);
    return table_text(model, rows, format);
}

} // namespace switchscope::ui
