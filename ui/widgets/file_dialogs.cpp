// SPDX-License-Identifier: MIT
#include "ui/widgets/file_dialogs.h"

#include <utility>

#include <QCoreApplication>
#include <QDate>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>

namespace switchscope::ui {

namespace {

struct FileDialogsText {
    Q_DECLARE_TR_FUNCTIONS(file_dialogs)
};

struct Question {
    const char* name; ///< the object name of the dialog
    QString open, save;
    QStringList filters;
    const char* suffix;
};

Question question(FileKind kind) {
    switch (kind) {
    case FileKind::layout:
        return {"layout_dialog",
                FileDialogsText::tr("Import a layout"),
                FileDialogsText::tr("Export the layout"),
                {FileDialogsText::tr("Layouts (*.json)"), FileDialogsText::tr("All files (*)")},
                "json"};
    case FileKind::picture:
        return {"picture_dialog",
                {},
                FileDialogsText::tr("Save the picture"),
                {FileDialogsText::tr("PNG pictures (*.png)"),
                 FileDialogsText::tr("SVG drawings (*.svg)")},
                "png"};
    case FileKind::script:
        return {"script_dialog",
                FileDialogsText::tr("Play a script"),
                {},
                {FileDialogsText::tr("Scripts (*.js)"), FileDialogsText::tr("All files (*)")},
                "js"};
    case FileKind::recording:
        break;
    }
    return {"recording_dialog",
            FileDialogsText::tr("Open a recording"),
            FileDialogsText::tr("Record to a file"),
            {FileDialogsText::tr("Recordings (*.swrec)"), FileDialogsText::tr("All files (*)")},
            "swrec"};
}

} // namespace

QFileDialog* make_file_dialog(QWidget* window, const QString& title) {
    auto* dialog = new QFileDialog(window, title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setPalette(window->palette()); // top-level windows do not inherit it
    dialog->setLabelText(QFileDialog::LookIn, FileDialogsText::tr("Folder:"));
    return dialog;
}

QString free_name(const QString& folder, const QString& stem, const QString& suffix) {
    const QString day = QDate::currentDate().toString(Qt::ISODate);
    QString name;
    for (int n = 1; name.isEmpty() || QFileInfo::exists(QDir(folder).filePath(name)); ++n) {
        name = QStringLiteral("%1-%2-%3.%4").arg(stem, day).arg(n).arg(suffix);
    }
    return name;
}

/// The program goes on while the dialog is open, so that a running target is not held up.
void ask_for_file(QWidget* window, FileKind kind, bool save,
                  std::function<void(const std::filesystem::path&)> take,
                  const std::function<QString(const QString& folder)>& suggest) {
    const Question asked = question(kind);
    QFileDialog* dialog = make_file_dialog(window, save ? asked.save : asked.open);
    dialog->setObjectName(QLatin1String(asked.name));
    dialog->setAcceptMode(save ? QFileDialog::AcceptSave : QFileDialog::AcceptOpen);
    dialog->setFileMode(save ? QFileDialog::AnyFile : QFileDialog::ExistingFile);
    dialog->setDefaultSuffix(QLatin1String(asked.suffix));
    dialog->setNameFilters(asked.filters);
    if (suggest) {
        dialog->selectFile(suggest(dialog->directory().absolutePath()));
    }
    QObject::connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& filter) {
        // The dialog adds the suffix of the chosen filter, here "svg" from "SVG drawings (*.svg)".
        const QString suffix =
            filter.section(QLatin1String("*."), 1).section(QLatin1Char(')'), 0, 0);
        if (!suffix.isEmpty()) {
            dialog->setDefaultSuffix(suffix);
        }
    });
    QObject::connect(dialog, &QFileDialog::fileSelected, window,
                     [take = std::move(take)](const QString& path) {
                         if (!path.isEmpty()) {
                             take(path.toStdString());
                         }
                     });
    dialog->open();
}

} // namespace switchscope::ui
