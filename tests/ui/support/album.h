// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <map>

#include <QDir>
#include <QImage>
#include <QString>

#include "tests/ui/support/contact_sheet.h"

namespace switchscope::test {

/// The pictures that are taken in one run: written as they are, gathered on contact sheets, and those compared with
/// earlier ones.
class Album {
  public:
    /// `written`: the folder for pictures and sheets; it is made. `pictures`: whether each is written in full size.
    Album(const QString& written, bool pictures);

    /// Returns false, and says so, where a picture cannot be written.
    bool add(const QString& sheet, const QString& name, const QImage& picture);
    bool wants_pictures() const { return pictures_; }

    /// Writes the sheets that differ from those in `folder` there, and removes those no longer taken; false, and says
    /// so, where one cannot be written.
    bool accept(const QString& folder) const;
    /// Says what differs, one line a sheet, and writes those marked; true when nothing does.
    bool compare_with(const QString& folder) const;

  private:
    using Complain = std::function<void(const QString& name, const QString& what)>;
    /// Calls for each sheet that differs from the one in `folder`, or that only one side has.
    void hold_against(const QDir& folder, const Complain& complain) const;

    QDir written_;
    bool pictures_;
    std::map<QString, ContactSheet> sheets_;
};

} // namespace switchscope::test
