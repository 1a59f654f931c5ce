// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace switchscope {

using Bytes = std::vector<std::uint8_t>;

/// Appends numbers and texts. Numbers of a fixed size are little-endian. A varint has 7 bits in a
/// byte, lowest first, and bit 7 set in all bytes but the last (LEB128). A svarint is the varint of
/// (n << 1) ^ (n >> 63).
class ByteWriter {
  public:
    void u8(std::uint8_t value) { bytes_.push_back(value); }
    void u16(std::uint16_t value) { fixed(value, 2); }
    void u32(std::uint32_t value) { fixed(value, 4); }
    void u64(std::uint64_t value) { fixed(value, 8); }
    void varint(std::uint64_t value) {
        while (value >= 0x80) {
            u8(static_cast<std::uint8_t>(value | 0x80));
            value >>= 7;
        }
        u8(static_cast<std::uint8_t>(value));
    }
    void svarint(std::uint64_t value) { varint(value << 1 ^ (value >> 63 != 0 ? ~0ULL : 0)); }
    void bytes(std::span<const std::uint8_t> value) {
        bytes_.insert(bytes_.end(), value.begin(), value.end());
    }
    void text(std::string_view value) {
        varint(value.size());
        bytes_.insert(bytes_.end(), value.begin(), value.end());
    }
    void optional(std::optional<std::uint64_t> value) {
        u8(value ? 1 : 0);
        if (value) {
            u64(*value);
        }
    }

    std::size_t size() const { return bytes_.size(); }
    std::span<const std::uint8_t> view() const { return bytes_; }
    void clear() { bytes_.clear(); }
    Bytes take() { return std::move(bytes_); }

    static std::size_t varint_size(std::uint64_t value) {
        std::size_t size = 1;
        for (; value >= 0x80; value >>= 7) {
            ++size;
        }
        return size;
    }
    static std::size_t svarint_size(std::uint64_t value) {
        return varint_size(value << 1 ^ (value >> 63 != 0 ? ~0ULL : 0));
    }

  private:
    void fixed(std::uint64_t value, int size) {
        for (int n = 0; n < size; ++n) {
            u8(static_cast<std::uint8_t>(value >> (8 * n)));
        }
    }

    Bytes bytes_;
};

/// Reads what a ByteWriter wrote. Where it comes to the end, or a varint does not fit 64 bits, ok()
/// becomes false and all that follows is zeros: it is enough to ask once, at the end.
class ByteReader {
  public:
    explicit ByteReader(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

    std::uint8_t u8() { return static_cast<std::uint8_t>(fixed(1)); }
    std::uint16_t u16() { return static_cast<std::uint16_t>(fixed(2)); }
    std::uint32_t u32() { return static_cast<std::uint32_t>(fixed(4)); }
    std::uint64_t u64() { return fixed(8); }
    std::uint64_t varint() {
        if (at_ < bytes_.size() && bytes_[at_] < 0x80) { // nearly all have one byte
            return bytes_[at_++];
        }
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            const std::uint64_t byte = u8();
            if (shift == 63 && byte > 1) {
                break;
            }
            value |= (byte & 0x7f) << shift;
            if (byte < 0x80) {
                return value;
            }
        }
        give_up();
        return 0;
    }
    std::uint64_t svarint() {
        const std::uint64_t value = varint();
        return value >> 1 ^ ((value & 1) != 0 ? ~0ULL : 0);
    }
    /// A varint. Where it exceeds `most`, ok() becomes false.
    std::uint64_t varint_up_to(std::uint64_t most) {
        const std::uint64_t value = varint();
        if (value > most) {
            give_up();
            return 0;
        }
        return value;
    }
    /// A varint that counts what follows. Each thing has at least `bytes_each` bytes, so that a
    /// count that cannot be true makes ok() false before memory is taken for it.
    std::size_t count(std::size_t bytes_each) { return varint_up_to(rest() / bytes_each); }
    std::span<const std::uint8_t> bytes(std::uint64_t size) {
        if (size > rest()) {
            give_up();
            return {};
        }
        const auto part = bytes_.subspan(at_, size);
        at_ += size;
        return part;
    }
    std::string text() {
        const auto part = bytes(varint());
        return {part.begin(), part.end()};
    }
    std::optional<std::uint64_t> optional() {
        return u8() != 0 ? std::optional(u64()) : std::nullopt;
    }

    bool ok() const { return ok_; }
    bool at_end() const { return at_ == bytes_.size(); }
    std::size_t rest() const { return bytes_.size() - at_; }
    std::size_t position() const { return at_; }
    void give_up() {
        ok_ = false;
        at_ = bytes_.size();
    }

  private:
    std::uint64_t fixed(std::size_t size) {
        if (size > rest()) {
            give_up();
            return 0;
        }
        std::uint64_t value = 0;
        for (std::size_t n = size; n-- > 0;) {
            value = value << 8 | bytes_[at_ + n];
        }
        at_ += size;
        return value;
    }

    std::span<const std::uint8_t> bytes_;
    std::size_t at_ = 0;
    bool ok_ = true;
};

} // namespace switchscope
