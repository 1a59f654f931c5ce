// SPDX-License-Identifier: MIT
#include "core/trace/recording_tail.h"

#include <utility>

#include "core/trace/file.h"

namespace switchscope {

namespace {

std::uint32_t record_check(std::span<const std::uint8_t> record, const TailIdentity& tail,
                           std::uint64_t offset) {
    return static_cast<std::uint32_t>(
        checksum(record, tail.recording ^ tail.number << 32 ^ offset));
}

/// A tail's block without its records. None: damaged, or of another recording.
struct Opening {
    BlockHeader header;
    TailIdentity identity;
    Bytes body; ///< of the chunk, up to the first record
};
std::optional<Opening> parse_opening(std::span<const std::uint8_t> bytes, std::uint64_t id) {
    const auto header = parse_block_header(bytes);
    if (!header || header->type != BlockType::tail ||
        header->size > bytes.size() - block_header_size) {
        return std::nullopt;
    }
    const auto payload = bytes.subspan(block_header_size, header->size);
    ByteReader in(payload);
    TailIdentity identity;
    identity.recording = in.u64();
    identity.number = in.u64();
    if (!in.ok() || checksum(payload) != header->check || identity.recording != id) {
        return std::nullopt;
    }
    const auto body = payload.subspan(in.position());
    return Opening{*header, identity, Bytes(body.begin(), body.end())};
}

/// Appends the records to `body`. False: the last one is damaged or is not written completely.
bool take_records(std::span<const std::uint8_t> bytes, std::size_t at, const TailIdentity& identity,
                  Bytes& body) {
    while (at < bytes.size()) {
        const auto rest = bytes.subspan(at);
        ByteReader in(rest);
        const auto record = in.bytes(in.varint());
        const auto checked = rest.first(in.position());
        const std::uint32_t check = in.u32();
        if (!in.ok() || record_check(checked, identity, at) != check) {
            return false;
        }
        body.insert(body.end(), record.begin(), record.end());
        at += in.position();
    }
    return true;
}

} // namespace

std::filesystem::path tail_path(const std::filesystem::path& recording) {
    return recording.string() + ".tail";
}

Bytes make_tail(const TailIdentity& tail, std::uint64_t first, std::span<const std::uint8_t> body) {
    ByteWriter payload;
    payload.u64(tail.recording);
    payload.u64(tail.number);
    payload.bytes(body);
    return make_block(BlockType::tail, first, 0, payload.view());
}

void write_tail_record(ByteWriter& out, const TailIdentity& tail, std::uint64_t offset,
                       std::span<const std::uint8_t> record) {
    const std::size_t begin = out.size();
    out.varint(record.size());
    out.bytes(record);
    out.u32(record_check(out.view().subspan(begin), tail, offset));
}

TailReading read_tail(const std::filesystem::path& recording, std::uint64_t id,
                      const StepDecoder::Limits& limits) {
    const std::filesystem::path path = tail_path(recording);
    const OpenFile file = OpenFile::to_read(path);
    if (!file.is_open() || file.size() > 4 * most_chunk_bytes) {
        return {};
    }
    Bytes bytes;
    file.read(0, static_cast<std::size_t>(file.size()), bytes);
    if (bytes.empty()) {
        return {};
    }
    auto opening = parse_opening(bytes, id);
    if (!opening) {
        return {std::nullopt,
                en("%1 is damaged or of another recording: what it held of the newest steps is "
                   "lost")(path.string())};
    }
    TailReading reading;
    if (!take_records(bytes, block_header_size + static_cast<std::size_t>(opening->header.size),
                      opening->identity, opening->body)) {
        reading.damage =
            en("the last step in %1 is damaged or was not written completely: it, and what may be "
               "behind it, is lost")(path.string());
    }
    if (auto chunk = read_chunk_body(opening->body, std::nullopt, limits)) {
        reading.tail = Tail{opening->header.first, std::move(*chunk)};
    }
    return reading;
}

} // namespace switchscope
