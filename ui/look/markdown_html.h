// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include <QFont>
#include <QString>

namespace switchscope::ui {

class Theme;

/// Markdown as rich text for a label. Code has the mono font on a raised background, and paragraphs
/// have a gap between them.
QString markdown_html(const std::string& markdown, const Theme& theme, int weight = QFont::Normal);

} // namespace switchscope::ui
