// SPDX-License-Identifier: MIT
#include "ui/session/file_recorder.h"

#include <algorithm>
#include <utility>

namespace switchscope::ui {

Result<FileRecorder> FileRecorder::create(const std::filesystem::path& path,
                                          std::shared_ptr<const SessionFacts> facts,
                                          const Recording& recording) {
    RecordingHeader header;
    header.producer = std::string("Switchscope ") + SWITCHSCOPE_VERSION;
    header.harts = {recording.start().hart};
    header.start = recording.start();
    header.facts = std::move(facts);
    RecordingWriterOptions options;
    options.overwrite = true; // whoever chose the name was asked
    auto writer = RecordingWriter::create(path, std::move(header), options);
    if (!writer) {
        return fail(writer.error());
    }
    return FileRecorder(std::move(*writer), recording.start().areas.size());
}

Result<void> FileRecorder::follow(const Recording& recording, std::size_t most) {
    const std::size_t written = writer_.size();
    const std::size_t end = written + std::min(most, recording.size() - written);
    const auto& areas = recording.start().areas; // with those met later
    for (std::size_t n = written; n < end; ++n) {
        const Step& step = recording.step(n);
        for (; areas_ <= step.area && areas_ < areas.size(); ++areas_) {
            SWITCHSCOPE_TRY(writer_.add_area(areas.at(areas_)));
        }
        SWITCHSCOPE_TRY(writer_.append(step));
    }
    return {};
}

Result<void> FileRecorder::close(const Recording& recording) {
    SWITCHSCOPE_TRY(follow(recording, recording.size()));
    return writer_.close();
}

} // namespace switchscope::ui
