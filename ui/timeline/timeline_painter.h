// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include <QRegion>
#include <QString>

#include "ui/timeline/timeline_layout.h"
#include "ui/timeline/timeline_tracks.h"

class QPainter;

namespace switchscope::ui {

/// All that the pixels of the timeline depend on, except the theme and what the tracks have laid
/// out. A picture that is made by default shows nothing.
struct TimelinePicture {
    /// A macro, the guest or C code of the switch under the cursor.
    struct Band {
        QRectF box;
        QString text;
        Role role = Role::text;
        bool strong = false;  ///< filled with its full colour
        bool planned = false; ///< has not been executed yet
        bool current = false; ///< the cursor is in it
        qreal done = 0;       ///< the part that has been executed, 0 to 1
        bool operator==(const Band&) const = default;
    };
    /// A moment with a flag: a bookmark, or one of the two that are compared.
    struct Flag {
        Role role = Role::text;
        QString letter; ///< empty: a pennant
        std::optional<qreal> x_in_bands, x_in_tracks;
    };

    bool has_session = false;
    bool focused = false;
    bool folded = false;
    QSizeF size; ///< of the widget
    TimelineAreas areas;
    QString title, range;
    std::vector<Band> bands;
    std::vector<Flag> flags;
    std::optional<qreal> cursor_in_bands, cursor_in_tracks;
    /// The x at which a drag began that zooms to a stretch, and the x where it is now.
    std::optional<std::pair<qreal, qreal>> chosen;

    std::uint64_t track_changes = 0; ///< TimelineTracks::changes()
    double from = 0, to = 0;         ///< the steps that the lanes show
    std::vector<std::uint32_t> harts;
    std::uint32_t hart = 0;     ///< in force
    std::optional<QRectF> ring; ///< around the cursor's switch, in the lane of its hart
};

/// Paints a TimelinePicture, and finds out which pixels another one changes.
class TimelinePainter {
  public:
    TimelinePainter(const Theme& theme, const TimelineTracks& tracks)
        : theme_(theme), tracks_(tracks) {}

    /// What has to be painted where a step changed one picture into another. Some changes are left
    /// out because they ask for the whole widget anyway: size, focus, flags, findings, and the
    /// stretch that is being chosen.
    QRegion changed_pixels(const TimelinePicture& before, const TimelinePicture& now) const;
    /// Paints what lies in `part`. The painter's clip has to be `part`.
    void paint(QPainter& painter, const TimelinePicture& picture, const QRect& part) const;

  private:
    void paint_title(QPainter& painter, const TimelinePicture& picture) const;
    void paint_band(QPainter& painter, const TimelinePicture::Band& band) const;
    void paint_tracks(QPainter& painter, const TimelinePicture& picture, const QRectF& part) const;
    void paint_flags(QPainter& painter, const TimelinePicture& picture) const;
    void paint_flag(QPainter& painter, const TimelinePicture::Flag& flag, qreal x, qreal top,
                    qreal widget_width) const;
    void paint_cursor(QPainter& painter, qreal x, const QRectF& area, bool focused) const;
    // The pixels that a part may paint on:
    static QRect reach_of_band(const TimelinePicture::Band& band);
    QRect reach_of_tracks(const TimelinePicture& picture) const;
    QRect reach_of_cursor(qreal x, const QRectF& area) const;
    QRect reach_of_band_flags(const TimelinePicture& picture) const;

    const Theme& theme_;
    const TimelineTracks& tracks_;
};

} // namespace switchscope::ui
