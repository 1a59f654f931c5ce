// SPDX-License-Identifier: MIT
#include "ui/window/copy_actions.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>

#include "ui/actions/window_actions.h"
#include "ui/base/format.h"
#include "ui/lanes/lanes_table.h"
#include "ui/lanes/picture.h"
#include "ui/session/session_actions.h"
#include "ui/widgets/file_dialogs.h"
#include "ui/widgets/table_copier.h"
#include "ui/window/message_area.h"
#include "ui/window/recording_files.h"
#include "ui/window/session_page.h"
#include "ui/window/status_line.h"

namespace switchscope::ui {

namespace {

struct CopyActionsText {
    Q_DECLARE_TR_FUNCTIONS(copy_actions)
};

/// The table that has the keyboard, or else the lanes.
void copy_table(SessionPage& page, StatusLine& status, const SessionController& controller,
                TableFormat format) {
    if (const auto* copier = TableCopier::of(page.window()->focusWidget())) {
        copier->copy(format); // it reports what it has copied, as below
    } else if (const LanesModel* lanes = page.lanes()->model()) {
        QGuiApplication::clipboard()->setText(
            table_text(*make_lanes_table(*lanes, page.lanes()->arrangement()), format));
        status.say(CopyActionsText::tr("Copied the lanes, as they are at step %1.")
                       .arg(grouped(controller.timeline()->position())));
    }
}

void ask_to_save_picture(const Theme& theme, SessionPage& page, StatusLine& status,
                         MessageArea& messages, const RecordingFiles& files, std::size_t position) {
    ask_for_file(
        page.window(), FileKind::picture, true,
        [&theme, &page, &status, &messages](const auto& path) {
            const auto saved =
                save_picture(*page.lanes(), theme, page.caption(), text_of(path.string()));
            if (saved) {
                status.say(
                    CopyActionsText::tr("The picture is in %1.").arg(text_of(path.string())));
            } else {
                messages.show_error(saved.error().what, saved.error().remedy);
            }
        },
        [&files, position](const QString&) {
            return QStringLiteral("%1-step-%2.png").arg(files.stem()).arg(position);
        });
}

} // namespace

void add_copy_actions(WindowActions& actions, const Theme& theme, SessionPage& page,
                      StatusLine& status, MessageArea& messages, const RecordingFiles& files,
                      const SessionController& controller) {
    const auto why_not = needs_recording(controller);
    for (const auto& [id, format] : {std::pair(ActionId::copy_text, TableFormat::text),
                                     std::pair(ActionId::copy_markdown, TableFormat::markdown),
                                     std::pair(ActionId::copy_csv, TableFormat::csv)}) {
        actions.add({id, why_not, [&page, &status, &controller, format = format] {
                         copy_table(page, status, controller, format);
                     }});
    }
    actions.add(
        {ActionId::save_picture, why_not, [&theme, &page, &status, &messages, &files, &controller] {
             ask_to_save_picture(theme, page, status, messages, files,
                                 controller.timeline()->position());
         }});
    for (const auto* copier : page.findChildren<const TableCopier*>()) {
        QObject::connect(copier, &TableCopier::copied, &status, [&status](int rows) {
            status.say(rows == 0   ? CopyActionsText::tr("Copied the rows of the table.")
                       : rows == 1 ? CopyActionsText::tr("Copied one row.")
                                   : CopyActionsText::tr("Copied %1 rows.").arg(rows));
        });
    }
}

} // namespace switchscope::ui
