// SPDX-License-Identifier: MIT
#include "core/moment/live_file_copy.h"

#include <algorithm>
#include <utility>

namespace switchscope {

Result<LiveFileCopy> LiveFileCopy::create(const std::filesystem::path& path, std::string producer,
                                          std::shared_ptr<const SessionFacts> facts,
                                          const Recording& recording) {
    RecordingHeader header;
    header.producer = std::move(producer);
    header.harts = {recording.start().hart};
    header.start = recording.start();
    header.facts = std::move(facts);
    RecordingWriterOptions options;
    options.overwrite = true; // the user who chose the name was asked
    auto writer = RecordingWriter::create(path, std::move(header), options);
    if (!writer) {
        return fail(writer.error());
    }
    return LiveFileCopy(std::move(*writer), recording.start().areas.size());
}

Result<void> LiveFileCopy::follow(const Recording& recording, std::size_t most) {
    const std::size_t written = writer_.size();
    const std::size_t end = written + std::min(most, recording.size() - written);
    const auto& areas = recording.start().areas; // with those that were met later
    for (std::size_t n = written; n < end; ++n) {
        const Step& step = recording.step(n);
        for (; areas_ <= step.area && areas_ < areas.size(); ++areas_) {
            SWITCHSCOPE_TRY(writer_.add_area(areas.at(areas_)));
        }
        SWITCHSCOPE_TRY(writer_.append(step));
    }
    return {};
}

Result<void> LiveFileCopy::close(const Recording& recording) {
    SWITCHSCOPE_TRY(follow(recording, recording.size()));
    return writer_.close();
}

} // namespace switchscope
