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

/// The version of the format that is written, and the version before it, which can be read as well:
/// docs/recording-format.md, "Format 1".
inline constexpr std::uint16_t format_major = 2, format_minor = 0, format_of_one_hart = 1;
inline constexpr std::size_t preamble_size = 16, block_header_size = 48, footer_size = 24;

inline constexpr std::uint64_t most_block_payload = 256u << 20; ///< in bytes

enum class BlockType : std::uint8_t { header = 1, chunk = 2, index = 3, tail = 4 };

struct BlockHeader {
    BlockType type = BlockType::chunk; ///< a reader skips a type that it does not know
    std::uint32_t steps = 0;           ///< of a chunk
    /// Chunks and tails: number of the first step, from 0. Index: steps of the recording.
    std::uint64_t first = 0;
    std::uint64_t size = 0;  ///< of the payload behind the header, in bytes
    std::uint64_t check = 0; ///< checksum() of the payload
};

struct Preamble {
    std::uint16_t major = 0, minor = 0;
};

std::uint64_t checksum(std::span<const std::uint8_t> bytes, std::uint64_t seed = 0); ///< XXH3-64
std::array<std::uint8_t, preamble_size> make_preamble();
bool begins_with_magic(std::span<const std::uint8_t> bytes); ///< as every recording file does
/// None: the bytes do not begin a recording, or they are damaged.
std::optional<Preamble> parse_preamble(std::span<const std::uint8_t> bytes);
/// A block with its header, and with both checksums.
Bytes make_block(BlockType type, std::uint64_t first, std::uint32_t steps,
                 std::span<const std::uint8_t> payload);
/// None: `bytes` do not begin with a block header, or it is damaged.
std::optional<BlockHeader> parse_block_header(std::span<const std::uint8_t> bytes);
/// Where in `bytes` a block header may begin: the offset of the first marker. At the end of `bytes`
/// the beginning of a marker counts, too. bytes.size() where there is none.
std::size_t find_marker(std::span<const std::uint8_t> bytes);
std::array<std::uint8_t, footer_size> make_footer(std::uint64_t index_offset);
/// The offset of the index block. None: `bytes` do not begin with a footer, or it is damaged.
std::optional<std::uint64_t> parse_footer(std::span<const std::uint8_t> bytes);

/// Writes the compressed parts of a payload: the sizes of the frame and of its content as u32, then
/// the Zstandard frame.
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

/// Reads what a Packer wrote.
class Unpacker {
  public:
    Unpacker();
    ~Unpacker();
    Unpacker(Unpacker&&) noexcept;
    Unpacker& operator=(Unpacker&&) noexcept;
    /// Takes memory for `most` bytes at most, and only for as many as the frame says itself. None:
    /// damaged.
    std::optional<Bytes> unpack(ByteReader& in, std::size_t most);

  private:
    struct Contexts;
    std::unique_ptr<Contexts> contexts_;
};

} // namespace switchscope
