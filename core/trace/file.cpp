// SPDX-License-Identifier: MIT
#include "core/trace/file.h"

#include <algorithm>
#include <cerrno>

#include <sys/stat.h>
#include <unistd.h>

namespace switchscope {

namespace {

constexpr std::size_t window_size = 1u << 20;
/// No block that is read at once is longer.
constexpr std::uint64_t most_payload = 256u << 20;

} // namespace

OpenFile::~OpenFile() {
    if (fd_ >= 0) {
        ::close(fd_);
    }
}

std::uint64_t OpenFile::size() const {
    struct stat status {};
    return ::fstat(fd_, &status) == 0 ? static_cast<std::uint64_t>(status.st_size) : 0;
}

void OpenFile::read(std::uint64_t offset, std::size_t size, Bytes& bytes) const {
    const std::size_t begin = bytes.size();
    bytes.resize(begin + size);
    std::size_t done = 0;
    while (done < size) {
        const ssize_t got = ::pread(fd_, bytes.data() + begin + done, size - done,
                                    static_cast<off_t>(offset + done));
        if (got <= 0 && !(got < 0 && errno == EINTR)) {
            break;
        }
        done += got > 0 ? static_cast<std::size_t>(got) : 0;
    }
    bytes.resize(begin + done);
}

std::filesystem::path tail_path(const std::filesystem::path& file) {
    return file.string() + ".tail";
}

std::uint64_t tail_seed(std::uint64_t recording, std::uint64_t tail, std::uint64_t offset) {
    return recording ^ tail << 32 ^ offset;
}

std::span<const std::uint8_t> BlockWalk::view(std::uint64_t offset, std::size_t size) {
    if (offset < window_at_ || offset + size > window_at_ + window_.size()) {
        window_.clear();
        window_at_ = offset;
        file_.read(offset, std::max(size, window_size), window_);
    }
    const auto from = static_cast<std::size_t>(offset - window_at_);
    return std::span(window_).subspan(from, std::min(size, window_.size() - from));
}

std::optional<BlockWalk::Block> BlockWalk::block_at(std::uint64_t offset, std::uint64_t end) {
    const auto header = parse_block_header(view(offset, block_header_size));
    const std::uint64_t payload_at = offset + block_header_size;
    if (!header || header->size > most_payload || header->size > end - payload_at) {
        return std::nullopt;
    }
    const auto payload = view(payload_at, static_cast<std::size_t>(header->size));
    if (payload.size() != header->size || checksum(payload) != header->check) {
        return std::nullopt;
    }
    return Block{payload_at, *header, payload};
}

std::optional<BlockWalk::Block> BlockWalk::next() {
    const std::uint64_t end = file_.size();
    std::uint64_t at = position_;
    if (position_ + footer_size <= end) {
        if (const auto footer = parse_footer(view(position_, footer_size))) {
            footer_ = footer;
            at = position_ += footer_size;
        }
    }
    while (at + block_header_size <= end) {
        if (auto block = block_at(at, end)) {
            if (at != position_) {
                damaged_.push_back({position_, at});
            }
            position_ = block->payload_at + block->header.size;
            return block;
        }
        ++at;
        // To the next marker, a window at a time.
        for (bool found = false; !found && at + block_header_size <= end;) {
            const auto rest = view(at, window_size);
            const std::size_t skipped = find_marker(rest);
            found = skipped < rest.size();
            at += found ? skipped : std::max<std::size_t>(rest.size(), 1);
        }
    }
    window_.clear(); // what is being written must be read again
    return std::nullopt;
}

} // namespace switchscope
