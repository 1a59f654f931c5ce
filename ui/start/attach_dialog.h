// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include <QDialog>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>

#include "core/session/session_provider.h"
#include "ui/widgets/banner.h"

class QSettings;

namespace switchscope::ui {

class SessionController;
class Theme;

/// Asks for a machine that runs already, and attaches to it. It stays open until that has worked:
/// it shows what went wrong beside the field that has to be changed.
class AttachDialog : public QDialog {
    Q_OBJECT
  public:
    /// `settings` keeps the machines that were attached to; null: nothing is kept.
    AttachDialog(const Theme& theme, SessionProvider& provider, SessionController& controller,
                 QSettings* settings, QWidget* window);

    /// The machines that were attached to, the latest first.
    static std::vector<AttachRequest> remembered(QSettings* settings);
    static constexpr int most_remembered = 8;

    void reject() override; ///< while it connects, this cancels the connecting instead

  private:
    QLineEdit* add_field(const char* name, const QString& hint);
    QPushButton* make_browser(QLineEdit* field, const QString& title, QFileDialog::FileMode mode);
    void build();
    void fill_in(const AttachRequest& request);
    AttachRequest request() const;
    void attach();
    bool connecting() const;
    void take_failure(const ScreenText& what, const ScreenText& remedy);
    void show_state();
    void remember() const;
    void show_error(const ScreenText& what, const ScreenText& remedy);

    const Theme& theme_;
    SessionProvider& provider_;
    SessionController& controller_;
    QSettings* settings_;
    std::vector<AttachRequest> remembered_;
    QListWidget* recent_;
    QLineEdit *address_, *image_, *modules_, *sources_;
    QLabel* progress_;
    Banner* banner_;
    QPushButton *attach_, *cancel_;
    bool asked_ = false; ///< an attach is under way that this dialog has asked for
};

} // namespace switchscope::ui
