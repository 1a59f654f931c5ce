// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <optional>

#include <QObject>

namespace switchscope::ui {

class NoteEditor;
class Panels;
class SessionController;
class TimelineBar;
class WindowActions;

/// The moments that the timeline marks: bookmarks, and A and B, which are compared.
class MarkedMoments : public QObject {
    Q_OBJECT
  public:
    enum class Marker : std::uint8_t { a, b };

    MarkedMoments(WindowActions& actions, TimelineBar& bar, NoteEditor& editor, Panels& panels,
                  SessionController& controller);

    /// The position that A or B is at.
    std::optional<std::size_t> marker(Marker which) const {
        return markers_.at(static_cast<std::size_t>(which));
    }
    /// Marks a moment. When both are marked, what differs between them is listed.
    void set_marker(Marker which, std::size_t position);
    void compare(std::size_t a, std::size_t b);

    void show();   ///< on the timeline
    void forget(); ///< another recording is shown

  Q_SIGNALS:
    void said(const QString& sentence);

  private:
    void add_actions(WindowActions& actions);
    /// Opens the editor for the note of the bookmark at the cursor, whether there is one or not.
    void edit_bookmark();

    TimelineBar& bar_;
    NoteEditor& editor_;
    Panels& panels_;
    SessionController& controller_;
    std::array<std::optional<std::size_t>, 2> markers_;
};

} // namespace switchscope::ui
