// SPDX-License-Identifier: MIT
#include "ui/recording_dialogs.h"

#include <utility>

#include <QCoreApplication>
#include <QFileDialog>

namespace switchscope::ui {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("recording_dialogs", text);
}

/// The window goes on behind it: a target that runs is not held up by a dialog.
void ask(QWidget* window, const QString& title, QFileDialog::AcceptMode mode,
         std::function<void(const std::filesystem::path&)> take) {
    auto* dialog = new QFileDialog(window, title);
    dialog->setObjectName(QStringLiteral("recording_dialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(mode);
    dialog->setFileMode(mode == QFileDialog::AcceptOpen ? QFileDialog::ExistingFile
                                                        : QFileDialog::AnyFile);
    dialog->setDefaultSuffix(QLatin1String(recording_suffix));
    dialog->setNameFilters({tr("Recordings (*.swrec)"), tr("All files (*)")});
    QObject::connect(dialog, &QFileDialog::fileSelected, window,
                     [take = std::move(take)](const QString& path) {
                         if (!path.isEmpty()) {
                             take(path.toStdString());
                         }
                     });
    dialog->open();
}

} // namespace

void ask_for_recording(QWidget* window, std::function<void(const std::filesystem::path&)> take) {
    ask(window, tr("Open a recording"), QFileDialog::AcceptOpen, std::move(take));
}

void ask_where_to_record(QWidget* window, std::function<void(const std::filesystem::path&)> take) {
    ask(window, tr("Record to a file"), QFileDialog::AcceptSave, std::move(take));
}

} // namespace switchscope::ui
