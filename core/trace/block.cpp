// SPDX-License-Identifier: MIT
#include "core/trace/block.h"

#include <algorithm>
#include <utility>

#include <xxhash.h>
#include <zstd.h>

namespace switchscope {

namespace {

constexpr std::array<std::uint8_t, 8> magic{0x89, 'S', 'W', 'R', 'E', 'C', '\r', '\n'};
constexpr std::array<std::uint8_t, 8> marker{0xf0, 0x9f, 0x94, 0x80, 'S', 'W', 'B', '\n'};
constexpr std::array<std::uint8_t, 8> end_magic{'S', 'W', 'R', 'E', 'N', 'D', '\r', '\n'};

/// Zstandard's own default. Levels that save a tenth of the bytes take twice as long.
constexpr int level = 3;

template <std::size_t N>
bool begins_with(std::span<const std::uint8_t> bytes, const std::array<std::uint8_t, N>& wanted) {
    return bytes.size() >= N && std::ranges::equal(bytes.first(N), wanted);
}

template <std::size_t N> std::array<std::uint8_t, N> as_array(std::span<const std::uint8_t> bytes) {
    std::array<std::uint8_t, N> array{};
    std::ranges::copy(bytes.first(std::min(N, bytes.size())), array.begin());
    return array;
}

} // namespace

std::uint64_t checksum(std::span<const std::uint8_t> bytes, std::uint64_t seed) {
    return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

std::array<std::uint8_t, preamble_size> make_preamble() {
    ByteWriter out;
    out.bytes(magic);
    out.u16(format_major);
    out.u16(format_minor);
    out.u32(static_cast<std::uint32_t>(checksum(out.view())));
    return as_array<preamble_size>(out.view());
}

bool begins_with_magic(std::span<const std::uint8_t> bytes) {
    return begins_with(bytes, magic);
}

std::optional<Preamble> parse_preamble(std::span<const std::uint8_t> bytes) {
    if (bytes.size() < preamble_size || !begins_with(bytes, magic)) {
        return std::nullopt;
    }
    ByteReader in(bytes.subspan(magic.size()));
    Preamble preamble;
    preamble.major = in.u16();
    preamble.minor = in.u16();
    const auto check = static_cast<std::uint32_t>(checksum(bytes.first(preamble_size - 4)));
    return in.u32() == check ? std::optional(preamble) : std::nullopt;
}

Bytes make_block(BlockType type, std::uint64_t first, std::uint32_t steps,
                 std::span<const std::uint8_t> payload) {
    ByteWriter out;
    out.bytes(marker);
    out.u32(static_cast<std::uint32_t>(type));
    out.u32(steps);
    out.u64(first);
    out.u64(payload.size());
    out.u64(checksum(payload));
    out.u64(checksum(out.view()));
    out.bytes(payload);
    return out.take();
}

std::optional<BlockHeader> parse_block_header(std::span<const std::uint8_t> bytes) {
    if (bytes.size() < block_header_size || !begins_with(bytes, marker)) {
        return std::nullopt;
    }
    ByteReader in(bytes.subspan(marker.size()));
    BlockHeader header;
    header.type = static_cast<BlockType>(in.u32() & 0xff);
    header.steps = in.u32();
    header.first = in.u64();
    header.size = in.u64();
    header.check = in.u64();
    const std::uint64_t check = checksum(bytes.first(block_header_size - 8));
    return in.u64() == check ? std::optional(header) : std::nullopt;
}

std::size_t find_marker(std::span<const std::uint8_t> bytes) {
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        const auto found =
            std::find(bytes.begin() + static_cast<std::ptrdiff_t>(at), bytes.end(), marker.front());
        at = static_cast<std::size_t>(found - bytes.begin());
        const auto rest = bytes.subspan(at, std::min(marker.size(), bytes.size() - at));
        if (!rest.empty() && std::ranges::equal(rest, std::span(marker).first(rest.size()))) {
            return at;
        }
    }
    return bytes.size();
}

std::array<std::uint8_t, footer_size> make_footer(std::uint64_t index_offset) {
    ByteWriter out;
    out.u64(index_offset);
    out.bytes(end_magic);
    out.u64(checksum(out.view()));
    return as_array<footer_size>(out.view());
}

std::optional<std::uint64_t> parse_footer(std::span<const std::uint8_t> bytes) {
    if (bytes.size() < footer_size || !begins_with(bytes.subspan(8), end_magic)) {
        return std::nullopt;
    }
    ByteReader in(bytes);
    const std::uint64_t offset = in.u64();
    in.u64();
    const std::uint64_t check = checksum(bytes.first(footer_size - 8));
    return in.u64() == check ? std::optional(offset) : std::nullopt;
}

// ---- Compression

struct Packer::Contexts {
    std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> context{ZSTD_createCCtx(), ZSTD_freeCCtx};
    Bytes frame;
};

Packer::Packer() : contexts_(std::make_unique<Contexts>()) {}
Packer::~Packer() = default;
Packer::Packer(Packer&&) noexcept = default;
Packer& Packer::operator=(Packer&&) noexcept = default;

void Packer::pack(std::span<const std::uint8_t> raw, ByteWriter& out) {
    Bytes& frame = contexts_->frame;
    frame.resize(std::max(frame.size(), ZSTD_compressBound(raw.size())));
    const std::size_t size = ZSTD_compressCCtx(contexts_->context.get(), frame.data(), frame.size(),
                                               raw.data(), raw.size(), level);
    // Compression does not fail where the frame has space for the worst case.
    const std::size_t packed = ZSTD_isError(size) != 0 ? 0 : size;
    out.u32(static_cast<std::uint32_t>(packed));
    out.u32(static_cast<std::uint32_t>(raw.size()));
    out.bytes(std::span(frame).first(packed));
}

struct Unpacker::Contexts {
    std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> context{ZSTD_createDCtx(), ZSTD_freeDCtx};
};

Unpacker::Unpacker() : contexts_(std::make_unique<Contexts>()) {}
Unpacker::~Unpacker() = default;
Unpacker::Unpacker(Unpacker&&) noexcept = default;
Unpacker& Unpacker::operator=(Unpacker&&) noexcept = default;

std::optional<Bytes> Unpacker::unpack(ByteReader& in, std::size_t most) {
    const std::uint32_t packed = in.u32();
    const std::uint32_t size = in.u32();
    const auto frame = in.bytes(packed);
    if (!in.ok() || size > most || ZSTD_getFrameContentSize(frame.data(), frame.size()) != size) {
        return std::nullopt;
    }
    Bytes raw(size);
    const std::size_t made = ZSTD_decompressDCtx(contexts_->context.get(), raw.data(), raw.size(),
                                                 frame.data(), frame.size());
    return ZSTD_isError(made) == 0 && made == size ? std::optional(std::move(raw)) : std::nullopt;
}

} // namespace switchscope
