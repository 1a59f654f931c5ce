// SPDX-License-Identifier: MIT
#include "ui/start/attach_dialog.h"

#include <algorithm>

#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QSettings>
#include <QVBoxLayout>

#include "ui/base/format.h"
#include "ui/look/theme.h"
#include "ui/session/session_controller.h"
#include "ui/widgets/file_dialogs.h"

namespace switchscope::ui {

namespace {

constexpr const char* setting = "attach/remembered";

bool same(const AttachRequest& one, const AttachRequest& other) {
    return one.address == other.address && one.image == other.image && one.modules == other.modules;
}

} // namespace

AttachDialog::AttachDialog(const Theme& theme, SessionProvider& provider,
                           SessionController& controller, QSettings* settings, QWidget* window)
    : QDialog(window), theme_(theme), provider_(provider), controller_(controller),
      settings_(settings), remembered_(remembered(settings)), recent_(new QListWidget),
      address_(add_field("attach_address", tr("127.0.0.1:1234 or unix:/path/of/socket"))),
      image_(add_field("attach_image", tr("the vmlinux that runs there"))),
      modules_(add_field("attach_modules",
                         tr("where KVM is a module, kvm.ko; found beside the image if empty"))),
      sources_(add_field("attach_sources", tr("where the image was built"))), progress_(new QLabel),
      banner_(new Banner(theme)), attach_(new QPushButton(tr("Attach"))),
      cancel_(new QPushButton(tr("Cancel"))) {
    setObjectName(QStringLiteral("attach_dialog"));
    setWindowTitle(tr("Attach to a Machine"));
    setAttribute(Qt::WA_DeleteOnClose);
    build();
    for (const AttachRequest& one : remembered_) {
        recent_->addItem(QStringLiteral("%1   %2").arg(text_of(one.address),
                                                       text_of(one.image.filename().string())));
    }
    recent_->setVisible(!remembered_.empty());
    connect(recent_, &QListWidget::currentRowChanged, this,
            [this](int row) { fill_in(remembered_.at(static_cast<std::size_t>(row))); });
    connect(recent_, &QListWidget::itemActivated, this, &AttachDialog::attach);
    connect(attach_, &QPushButton::clicked, this, &AttachDialog::attach);
    connect(cancel_, &QPushButton::clicked, this, &AttachDialog::reject);
    connect(&controller_, &SessionController::opened, this, [this] {
        if (asked_) {
            remember();
            accept();
        }
    });
    connect(&controller_.notices(), &Notices::failed, this, &AttachDialog::take_failure);
    connect(&controller_.target(), &LiveTarget::state_changed, this, &AttachDialog::show_state);
    if (!remembered_.empty()) {
        recent_->setCurrentRow(0);
    }
    show_state();
    address_->setFocus();
}

QLineEdit* AttachDialog::add_field(const char* name, const QString& hint) {
    auto* field = new QLineEdit(this);
    field->setObjectName(QLatin1String(name));
    field->setPlaceholderText(hint);
    return field;
}

QPushButton* AttachDialog::make_browser(QLineEdit* field, const QString& title,
                                        QFileDialog::FileMode mode) {
    auto* button = new QPushButton(tr("Choose\u2026"));
    button->setObjectName(field->objectName() + QStringLiteral("_choose"));
    button->setAutoDefault(false);
    connect(button, &QPushButton::clicked, this, [this, field, title, mode] {
        QFileDialog* dialog = make_file_dialog(this, title);
        dialog->setFileMode(mode);
        dialog->selectFile(field->text());
        connect(dialog, &QFileDialog::fileSelected, field, &QLineEdit::setText);
        dialog->open();
    });
    return button;
}

void AttachDialog::build() {
    auto* lead = new QLabel(tr(
        "A QEMU whose gdb server is open (started with -s or -gdb). It is stopped while one looks "
        "at it, and runs on when the session ends."));
    lead->setProperty("role", "dim");
    lead->setWordWrap(true);
    recent_->setObjectName(QStringLiteral("attach_recent"));
    recent_->setAccessibleName(tr("Machines attached to before"));
    recent_->setMaximumHeight(theme_.ipx(110));
    auto* form = new QFormLayout;
    form->addRow(tr("Address"), address_);
    const auto with_browser = [&](const QString& name, QLineEdit* field, const QString& title,
                                  QFileDialog::FileMode mode = QFileDialog::ExistingFile) {
        auto* row = new QHBoxLayout;
        row->addWidget(field, 1);
        row->addWidget(make_browser(field, title, mode));
        form->addRow(name, row);
        form->labelForField(row)->setProperty("role", "label");
    };
    with_browser(tr("Image"), image_, tr("The Image of the Kernel"));
    with_browser(tr("Module"), modules_, tr("The Kernel's Module"));
    with_browser(tr("Sources"), sources_, tr("The Folder of the Sources"), QFileDialog::Directory);
    address_->setAccessibleName(tr("Address"));
    image_->setAccessibleName(tr("Image"));
    modules_->setAccessibleName(tr("Module"));
    sources_->setAccessibleName(tr("Sources"));
    progress_->setObjectName(QStringLiteral("attach_progress"));
    progress_->setProperty("role", "dim");
    banner_->setObjectName(QStringLiteral("banner")); // for its style
    attach_->setObjectName(QStringLiteral("attach_attach"));
    attach_->setProperty("role", "primary");
    attach_->setDefault(true);
    cancel_->setObjectName(QStringLiteral("attach_cancel"));
    cancel_->setAutoDefault(false);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(progress_, 1);
    buttons->addWidget(cancel_);
    buttons->addWidget(attach_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme_.ipx(18), theme_.ipx(16), theme_.ipx(18), theme_.ipx(16));
    column->setSpacing(theme_.ipx(12));
    column->addWidget(lead);
    column->addWidget(recent_);
    column->addLayout(form);
    column->addWidget(banner_);
    column->addStretch();
    column->addLayout(buttons);
    resize(theme_.ipx(620), sizeHint().height());
}

void AttachDialog::fill_in(const AttachRequest& request) {
    address_->setText(text_of(request.address));
    image_->setText(text_of(request.image.string()));
    modules_->setText(request.modules.empty() ? QString()
                                              : text_of(request.modules.front().string()));
    sources_->setText(text_of(request.sources.string()));
}

AttachRequest AttachDialog::request() const {
    AttachRequest asked{address_->text().trimmed().toStdString(),
                        image_->text().trimmed().toStdString(),
                        sources_->text().trimmed().toStdString()};
    if (const QString module = modules_->text().trimmed(); !module.isEmpty()) {
        asked.modules.emplace_back(module.toStdString());
    }
    return asked;
}

void AttachDialog::attach() {
    banner_->hide();
    const auto choice = provider_.choose(request());
    if (!choice) {
        show_error(choice.error().what, choice.error().remedy);
        return;
    }
    asked_ = true;
    controller_.open(*choice);
}

bool AttachDialog::connecting() const {
    return asked_ && controller_.target().state() == LiveTarget::State::opening;
}

void AttachDialog::reject() {
    if (connecting()) {
        controller_.target().cancel();
        return;
    }
    QDialog::reject();
}

void AttachDialog::take_failure(const ScreenText& what, const ScreenText& remedy) {
    if (asked_) {
        asked_ = false;
        show_error(what, remedy);
    }
}

void AttachDialog::show_state() {
    for (QWidget* field :
         std::initializer_list<QWidget*>{address_, image_, modules_, sources_, recent_, attach_}) {
        field->setEnabled(!connecting());
    }
    progress_->setText(connecting() ? tr("Attaching, and waiting for a world switch\u2026")
                                    : QString());
    cancel_->setText(connecting() ? tr("Stop") : tr("Cancel"));
}

void AttachDialog::show_error(const ScreenText& what, const ScreenText& remedy) {
    banner_->show_error(what, remedy, {});
    address_->setFocus();
}

std::vector<AttachRequest> AttachDialog::remembered(QSettings* settings) {
    std::vector<AttachRequest> all;
    if (settings == nullptr) {
        return all;
    }
    const int size = settings->beginReadArray(QLatin1String(setting));
    for (int n = 0; n < std::min(size, most_remembered); ++n) {
        settings->setArrayIndex(n);
        const auto text = [&](const char* key) {
            return settings->value(QLatin1String(key)).toString().toStdString();
        };
        all.push_back({text("address"), text("image"), text("sources")});
        if (const std::string module = text("module"); !module.empty()) {
            all.back().modules.emplace_back(module);
        }
    }
    settings->endArray();
    return all;
}

void AttachDialog::remember() const {
    if (settings_ == nullptr) {
        return;
    }
    std::vector<AttachRequest> all{request()};
    for (const AttachRequest& one : remembered_) {
        if (!same(one, all.front()) && all.size() < most_remembered) {
            all.push_back(one);
        }
    }
    settings_->beginWriteArray(QLatin1String(setting), static_cast<int>(all.size()));
    for (std::size_t n = 0; n < all.size(); ++n) {
        settings_->setArrayIndex(static_cast<int>(n));
        settings_->setValue(QStringLiteral("address"), text_of(all[n].address));
        settings_->setValue(QStringLiteral("image"), text_of(all[n].image.string()));
        settings_->setValue(QStringLiteral("module"),
                            all[n].modules.empty() ? QString()
                                                   : text_of(all[n].modules.front().string()));
        settings_->setValue(QStringLiteral("sources"), text_of(all[n].sources.string()));
    }
    settings_->endArray();
}

} // namespace switchscope::ui
