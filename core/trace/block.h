// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "core/base/error.h"
#include "core/trace/bytes.h"

namespace switchscope {

// The frame of a recording file: a preamble, blocks, a footer. docs/recording-format.md, "Blocks".

/// The format of recordings as it is written, and the one before, which is read as well: docs/recording-format.md,
/// "Format 1".
inline constexpr std::uint16_t format_major = 2, format_minor = 0, format_of_one_hart = 1;
inline constexpr std::size_t preamble_size = 16, block_header_size = 48, footer_size = 24;

enum class BlockType : std::uint8_t { header = 1, chunk = 2, index = 3, tail = 4 };

struct BlockHeader {
    BlockType type = BlockType::chunk; ///< may be one that is not known here: skip it
    std::uint32_t steps = 0;           ///< chunks: in it
    std::uint64_t first = 0;           ///< chunks, tails: number of the first step, counted from 0
    std::uint64_t size = 0;            ///< of the payload behind the header, in bytes
    std::uint64_t check = 0;           ///< of the payload
};

struct Preamble {
    std::uint16_t major = 0, minor = 0;
};

std::uint64_t checksum(std::span<const std::uint8_t> bytes, std::uint64_t seed = 0); ///< XXH3-64
std::array<std::uint8_t, preamble_size> make_preamble();
bool begins_with_magic(std::span<const std::uint8_t> bytes); ///< as every recording file does
/// None: not the beginning of a recording, or damaged.
std::optional<Preamble> parse_preamble(std::span<const std::uint8_t> bytes);
/// Header and payload.
Bytes make_block(BlockType type, std::uint64_t first, std::uint32_t steps,
                 std::span<const std::uint8_t> payload);
/// None: no header stands here, or it is damaged.
std::optional<BlockHeader> parse_block_header(std::span<const std::uint8_t> bytes);
/// Where in `bytes` a block header may begin: the offset of its marker, or of what may be the beginning of a marker at
/// the end; bytes.size() where there is none.
std::size_t find_marker(std::span<const std::uint8_t> bytes);
std::array<std::uint8_t, footer_size> make_footer(std::uint64_t index_offset);
/// The offset of the index block. None: no footer stands here, or it is damaged.
std::optional<std::uint64_t> parse_footer(std::span<const std::uint8_t> bytes);

/// Compressed parts of a payload: the sizes, packed and unpacked, as u32, then a Zstandard frame.
class Packer {
  public:
    Packer();
    ~Packer();
    Packer(Packer&&) noexcept;
    Packer& operator=(Packer&&) noexcept;
    void pack(std::span<const std::uint8_t> raw, ByteWriter& out);

  private:
    struct Contexts;
    std::unique_ptr<Contexts> contexts_;
};

class Unpacker {
  public:
    Unpacker();
    ~Unpacker();
    Unpacker(Unpacker&&) noexcept;
    Unpacker& operator=(Unpacker&&) noexcept;
    /// Takes memory only for what the frame itself says it holds, `most` bytes at most. None: damaged.
    std::optional<Bytes> unpack(ByteReader& in, std::size_t most);

  private:
    struct Contexts;
    std::unique_ptr<Contexts> contexts_;
};

} // namespace switchscope
