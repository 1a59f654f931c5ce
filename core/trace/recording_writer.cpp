// SPDX-License-Identifier: MIT
#include "core/trace/recording_writer.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <random>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace switchscope {

namespace {

/// Writes all bytes at `offset`. Gives 0, or the errno of what went wrong.
int write_all(int fd, std::span<const std::uint8_t> bytes, std::uint64_t offset) {
    while (!bytes.empty()) {
        const ssize_t written =
            ::pwrite(fd, bytes.data(), bytes.size(), static_cast<off_t>(offset));
        if (written < 0 && errno != EINTR) {
            return errno;
        }
        if (written == 0) {
            return ENOSPC;
        }
        if (written > 0) {
            bytes = bytes.subspan(static_cast<std::size_t>(written));
            offset += static_cast<std::uint64_t>(written);
        }
    }
    return 0;
}

int open_for_writing(const std::filesystem::path& path, int more) {
    return ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | more, 0644);
}

std::uint64_t random_id() {
    std::random_device device;
    return std::uint64_t{device()} << 32 | device();
}

std::uint64_t now() {
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    return static_cast<std::uint64_t>(
        std::chrono::duration_cast<std::chrono::seconds>(since).count());
}

// A chunk ends early where its steps change very much.
constexpr std::size_t enough_effects = most_chunk_effects / 4;
constexpr std::size_t enough_bytes = most_chunk_bytes / 4;

} // namespace

RecordingWriter::RecordingWriter(std::filesystem::path path, RecordingHeader header,
                                 const RecordingWriterOptions& options)
    : path_(std::move(path)), header_(std::move(header)), options_(options), state_(header_.start) {
    header_.id = header_.id == 0 ? random_id() : header_.id;
    tail_identity_.recording = header_.id;
    header_.made_at = header_.made_at == 0 ? now() : header_.made_at;
    header_.harts = {header_.start.hart};
    for (const HartState& hart : header_.start.parked) {
        header_.harts.push_back(hart.hart);
    }
    std::ranges::sort(header_.harts);
    options_.chunk_steps = std::min(std::max(options_.chunk_steps, 1u), most_chunk_steps);
}

Result<RecordingWriter> RecordingWriter::create(const std::filesystem::path& path,
                                                RecordingHeader header,
                                                const RecordingWriterOptions& options) {
    RecordingWriter writer(path, std::move(header), options);
    SWITCHSCOPE_TRY(writer.open());
    return writer;
}

RecordingWriter::~RecordingWriter() {
    if (file_.is_open() && !closed_) {
        (void)close();
    }
}

Result<void> RecordingWriter::fail_with(const Phrase& doing, int error) {
    if (!failed_) {
        failed_ = Error{en("%1: %2")(doing, std::string(std::strerror(error))), {}};
        if (error == ENOSPC || error == EDQUOT || error == EFBIG) {
            failed_->remedy = en("The %1 steps recorded so far are safe. Make room, or record to "
                                 "another disk.")(steps_);
        }
    }
    return fail(*failed_);
}

Result<void> RecordingWriter::open() {
    file_ = OpenFile(open_for_writing(path_, options_.overwrite ? O_TRUNC : O_EXCL));
    if (!file_.is_open() && errno == EEXIST) {
        closed_ = true;
        return fail(en("%1 is there already")(path_.string()),
                    en("Give another name, or overwrite it with --force."));
    }
    if (!file_.is_open()) {
        return fail_with(en("making %1")(path_.string()), errno);
    }
    tail_ = OpenFile(open_for_writing(tail_path(path_), O_TRUNC));
    if (!tail_.is_open()) {
        return fail_with(en("making %1")(tail_path(path_).string()), errno);
    }
    SWITCHSCOPE_TRY(write_bytes(make_preamble()));
    ByteWriter payload;
    packer_.pack(write_header(header_), payload);
    // The header is there twice, because nothing can be read without it.
    for (int copy = 0; copy < 2; ++copy) {
        SWITCHSCOPE_TRY(write_block(BlockType::header, 0, 0, payload.view()));
    }
    begin_chunk();
    return begin_tail();
}

Result<void> RecordingWriter::write_bytes(std::span<const std::uint8_t> bytes) {
    if (const int error = write_all(file_.fd(), bytes, bytes_); error != 0) {
        // Nobody can use half a block.
        (void)::ftruncate(file_.fd(), static_cast<off_t>(bytes_));
        return fail_with(en("writing %1")(path_.string()), error);
    }
    bytes_ += bytes.size();
    return {};
}

Result<void> RecordingWriter::write_block(BlockType type, std::uint64_t first, std::uint32_t steps,
                                          std::span<const std::uint8_t> payload) {
    return write_bytes(make_block(type, first, steps, payload));
}

void RecordingWriter::begin_chunk() {
    const auto entered = chunk_ ? chunk_->entered() : EnteredSwitches{};
    const auto numbers = chunk_ ? chunk_->numbers() : SwitchNumbers{};
    chunk_ = std::make_unique<ChunkBuilder>(state_, entered, numbers);
}

Result<void> RecordingWriter::begin_tail() {
    ++tail_identity_.number;
    const Bytes block = make_tail(tail_identity_, steps_, chunk_->body());
    (void)::ftruncate(tail_.fd(), 0);
    if (const int error = write_all(tail_.fd(), block, 0); error != 0) {
        return fail_with(en("writing %1")(tail_path(path_).string()), error);
    }
    tail_bytes_ = block.size();
    return {};
}

Result<void> RecordingWriter::add_to_tail() {
    record_.clear();
    write_tail_record(record_, tail_identity_, tail_bytes_, chunk_->last_record());
    if (const int error = write_all(tail_.fd(), record_.view(), tail_bytes_); error != 0) {
        (void)::ftruncate(tail_.fd(), static_cast<off_t>(tail_bytes_));
        return fail_with(en("writing %1")(tail_path(path_).string()), error);
    }
    tail_bytes_ += record_.size();
    return {};
}

Result<void> RecordingWriter::append(const Step& step) {
    if (failed_) {
        return fail(*failed_);
    }
    if (step.effects.size() > StepModel::most_effects) {
        return fail(en("a step with %1 effects does not fit a recording")(step.effects.size()));
    }
    chunk_->add(step);
    SWITCHSCOPE_TRY(add_to_tail());
    state_.apply(step);
    ++steps_;
    if (chunk_->steps() == 1) {
        chunk_began_ = std::chrono::steady_clock::now();
    }
    if (chunk_->steps() >= options_.chunk_steps || chunk_->effects() >= enough_effects ||
        chunk_->body().size() >= enough_bytes ||
        std::chrono::steady_clock::now() - chunk_began_ >= options_.chunk_age) {
        return flush();
    }
    return {};
}

Result<void> RecordingWriter::add_area(const MachineState::Area& area) {
    if (failed_) {
        return fail(*failed_);
    }
    chunk_->add(area);
    SWITCHSCOPE_TRY(add_to_tail());
    state_.areas.push_back(area);
    index_.areas.push_back(area);
    return {};
}

Result<void> RecordingWriter::flush() {
    if (failed_) {
        return fail(*failed_);
    }
    if (chunk_->empty()) {
        return {};
    }
    const std::uint64_t offset = bytes_;
    const std::uint32_t steps = chunk_->steps();
    const Bytes payload = chunk_->finish(packer_);
    SWITCHSCOPE_TRY(write_block(BlockType::chunk, steps_ - steps, steps, payload));
    index_.landmarks.add(static_cast<std::uint32_t>(index_.chunks.size()), chunk_->summary());
    index_.chunks.push_back({offset, steps});
    begin_chunk();
    return begin_tail();
}

Result<void> RecordingWriter::close() {
    if (closed_) {
        return {};
    }
    closed_ = true;
    SWITCHSCOPE_TRY(flush());
    ByteWriter payload;
    write_index(payload, index_, packer_);
    const std::uint64_t offset = bytes_;
    SWITCHSCOPE_TRY(write_block(BlockType::index, steps_, 0, payload.view()));
    SWITCHSCOPE_TRY(write_bytes(make_footer(offset)));
    if (::fdatasync(file_.fd()) != 0 && errno != EINVAL) {
        return fail_with(en("writing %1")(path_.string()), errno);
    }
    std::error_code ignored;
    std::filesystem::remove(tail_path(path_), ignored);
    return {};
}

} // namespace switchscope
