// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <map>

#include <QDir>
#include <QImage>
#include <QString>

#include "tests/ui/support/contact_sheet.h"

namespace switchscope::test {

/// The pictures of one run of the program. They are written in full size, and put on contact sheets
/// that are compared with accepted ones.
class Album {
  public:
    /// `written` is the folder for pictures and sheets, and is created. With `pictures`, each
    /// picture is written in full size.
    Album(const QString& written, bool pictures);

    /// Returns false, and prints why, if a picture cannot be written.
    bool add(const QString& sheet, const QString& name, const QImage& picture);
    bool wants_pictures() const { return pictures_; }

    /// Writes the sheets that differ from those in `folder` into it, and removes sheets there that
    /// are no longer made. Returns false, and prints why, if one cannot be written.
    bool accept(const QString& folder) const;
    /// Prints a line for each sheet that differs, and writes it with its differences framed.
    /// Returns true if no sheet differs.
    bool compare_with(const QString& folder) const;

  private:
    using Complain = std::function<void(const QString& name, const QString& what)>;
    /// Calls back for each sheet that differs from the one in `folder`, or that only one side has.
    void hold_against(const QDir& folder, const Complain& complain) const;

    QDir written_;
    bool pictures_;
    std::map<QString, ContactSheet> sheets_;
};

} // namespace switchscope::test
