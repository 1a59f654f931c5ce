// SPDX-License-Identifier: MIT
#include "core/image/unpack.h"

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <utility>

#include <lzma.h>
#include <zlib.h>
#include <zstd.h>

namespace switchscope {

namespace {

using Bytes = std::span<const std::uint8_t>;

/// A file may unpack into this many bytes whatever its own size is.
constexpr std::uint64_t always_allowed = std::uint64_t{64} << 20;
/// Beyond that, into this many times its size: Debian's vmlinux with DWARF is packed to a seventh.
constexpr std::uint64_t best_packing = 200;
/// Of the tables that xz keeps. Its own strongest setting takes 65 MiB to unpack.
constexpr std::uint64_t most_memory_of_xz = std::uint64_t{1} << 30;

constexpr English copy_again = en("Copy the file again, or unpack it by hand.");

enum class Outcome : std::uint8_t { more, done, cut_short, damaged, unknown_filter };

/// Something that unpacks a stream piece by piece. It takes bytes off the front of `from`, writes
/// to the front of `to`, and counts what it wrote in `written`.
class Decoder {
  public:
    Decoder() = default;
    Decoder(const Decoder&) = delete;
    Decoder& operator=(const Decoder&) = delete;
    virtual ~Decoder() = default;
    virtual Outcome step(Bytes& from, std::span<std::uint8_t> to, std::size_t& written) = 0;
};

class XzDecoder : public Decoder {
  public:
    XzDecoder() {
        ready_ = lzma_stream_decoder(&stream_, most_memory_of_xz, LZMA_CONCATENATED) == LZMA_OK;
    }
    XzDecoder(const XzDecoder&) = delete;
    XzDecoder& operator=(const XzDecoder&) = delete;
    ~XzDecoder() override { lzma_end(&stream_); }

    Outcome step(Bytes& from, std::span<std::uint8_t> to, std::size_t& written) override {
        if (!ready_) {
            return Outcome::damaged;
        }
        stream_.next_in = from.data();
        stream_.avail_in = from.size();
        stream_.next_out = to.data();
        stream_.avail_out = to.size();
        // All bytes of the file are there from the start.
        const lzma_ret result = lzma_code(&stream_, LZMA_FINISH);
        from = from.last(stream_.avail_in);
        written = to.size() - stream_.avail_out;
        switch (result) {
        case LZMA_OK:
            return Outcome::more;
        case LZMA_STREAM_END:
            return Outcome::done;
        case LZMA_BUF_ERROR:
            return Outcome::cut_short;
        case LZMA_OPTIONS_ERROR:
            return Outcome::unknown_filter;
        default:
            return Outcome::damaged;
        }
    }

  private:
    lzma_stream stream_ = LZMA_STREAM_INIT;
    bool ready_ = false;
};

class GzipDecoder : public Decoder {
  public:
    GzipDecoder() {
        constexpr int gzip_with_largest_window = 16 + 15;
        ready_ = inflateInit2(&stream_, gzip_with_largest_window) == Z_OK;
    }
    GzipDecoder(const GzipDecoder&) = delete;
    GzipDecoder& operator=(const GzipDecoder&) = delete;
    ~GzipDecoder() override { inflateEnd(&stream_); }

    Outcome step(Bytes& from, std::span<std::uint8_t> to, std::size_t& written) override {
        if (!ready_) {
            return Outcome::damaged;
        }
        constexpr std::size_t most_at_once = std::size_t{1} << 30; // zlib counts in 32 bits
        const std::size_t in_size = std::min(from.size(), most_at_once);
        const std::size_t out_size = std::min(to.size(), most_at_once);
        stream_.next_in = const_cast<Bytef*>(from.data()); // zlib only reads it
        stream_.avail_in = static_cast<uInt>(in_size);
        stream_.next_out = to.data();
        stream_.avail_out = static_cast<uInt>(out_size);
        const int result = inflate(&stream_, Z_NO_FLUSH);
        from = from.subspan(in_size - stream_.avail_in);
        written = out_size - stream_.avail_out;
        if (result == Z_STREAM_END) {
            const bool next_member = from.size() > 1 && from[0] == 0x1f && from[1] == 0x8b;
            return !next_member                     ? Outcome::done
                   : inflateReset(&stream_) == Z_OK ? Outcome::more
                                                    : Outcome::damaged;
        }
        if (result == Z_BUF_ERROR || (result == Z_OK && written == 0 && from.empty())) {
            return Outcome::cut_short;
        }
        return result == Z_OK ? Outcome::more : Outcome::damaged;
    }

  private:
    z_stream stream_{};
    bool ready_ = false;
};

class ZstdDecoder : public Decoder {
  public:
    Outcome step(Bytes& from, std::span<std::uint8_t> to, std::size_t& written) override {
        if (stream_ == nullptr) {
            return Outcome::damaged;
        }
        ZSTD_inBuffer in{from.data(), from.size(), 0};
        ZSTD_outBuffer out{to.data(), to.size(), 0};
        const std::size_t result = ZSTD_decompressStream(stream_.get(), &out, &in);
        from = from.subspan(in.pos);
        written = out.pos;
        if (ZSTD_isError(result) != 0) {
            return Outcome::damaged;
        }
        if (result == 0) {
            return from.empty() ? Outcome::done : Outcome::more; // another frame may follow
        }
        return from.empty() && out.pos < out.size ? Outcome::cut_short : Outcome::more;
    }

  private:
    std::unique_ptr<ZSTD_DStream, decltype([](ZSTD_DStream* one) { ZSTD_freeDStream(one); })>
        stream_{ZSTD_createDStream()};
};

template <std::size_t size>
bool starts_with(Bytes bytes, const std::array<std::uint8_t, size>& magic) {
    return bytes.size() >= size && std::equal(magic.begin(), magic.end(), bytes.begin());
}

/// What unpacks the file; null where it is not packed. `packer` is set to the program's name.
std::unique_ptr<Decoder> decoder_of(Bytes file, const char*& packer) {
    if (starts_with(file, std::array<std::uint8_t, 6>{0xfd, '7', 'z', 'X', 'Z', 0})) {
        packer = "xz";
        return std::make_unique<XzDecoder>();
    }
    if (starts_with(file, std::array<std::uint8_t, 4>{0x28, 0xb5, 0x2f, 0xfd})) {
        packer = "zstd";
        return std::make_unique<ZstdDecoder>();
    }
    if (starts_with(file, std::array<std::uint8_t, 3>{0x1f, 0x8b, 8})) {
        packer = "gzip";
        return std::make_unique<GzipDecoder>();
    }
    return nullptr;
}

/// Why the unpacking ended; empty where it is complete.
std::optional<Error> problem_of(Outcome outcome, const std::string& name, const char* packer) {
    switch (outcome) {
    case Outcome::cut_short:
        return Error{en("%1 is cut short: it is packed by %2, and its end is missing")(
                         name, verbatim(packer)),
                     copy_again, false};
    case Outcome::damaged:
        return Error{en("%1 is damaged: %2 cannot unpack it")(name, verbatim(packer)), copy_again,
                     false};
    case Outcome::unknown_filter:
        return Error{en("%1 is packed in a way that this system's liblzma does not know")(name),
                     en("Unpack it by hand, with a newer xz."), false};
    default:
        return std::nullopt;
    }
}

} // namespace

Result<FileBytes> unpacked(FileBytes file, const std::string& name) {
    Bytes rest = file.bytes();
    const char* packer = nullptr;
    const auto decoder = decoder_of(rest, packer);
    if (decoder == nullptr) {
        return file;
    }
    const std::uint64_t most = std::max(always_allowed, best_packing * rest.size());
    GrowingBytes content;
    for (Outcome outcome = Outcome::more; outcome == Outcome::more;) {
        const auto room = content.room();
        if (room.empty()) {
            return fail(en("there is not enough memory to unpack %1")(name),
                        en("Close other programs, or pass a smaller image."));
        }
        std::size_t written = 0;
        outcome = decoder->step(rest, room, written);
        content.add(written);
        if (auto problem = problem_of(outcome, name, packer)) {
            return fail(std::move(*problem));
        }
        if (content.size() > most) {
            return fail(en("%1 unpacks into more than %2 MiB, which no image of its size does")(
                            name, most >> 20),
                        en("Check the file. If it is right, unpack it by hand."));
        }
    }
    return std::move(content).finish();
}

std::string without_packed_ending(const std::string& name) {
    for (const std::string_view ending : {".xz", ".zst", ".gz"}) {
        if (name.ends_with(ending)) {
            return name.substr(0, name.size() - ending.size());
        }
    }
    return name;
}

bool unpack_zlib(Bytes from, std::span<std::uint8_t> to) {
    z_stream stream{};
    if (inflateInit(&stream) != Z_OK) {
        return false;
    }
    constexpr std::size_t most_at_once = std::size_t{1} << 30;
    int result = Z_OK;
    while (result == Z_OK) {
        const std::size_t in_size = std::min(from.size(), most_at_once);
        const std::size_t out_size = std::min(to.size(), most_at_once);
        stream.next_in = const_cast<Bytef*>(from.data()); // zlib only reads it
        stream.avail_in = static_cast<uInt>(in_size);
        stream.next_out = to.data();
        stream.avail_out = static_cast<uInt>(out_size);
        result = inflate(&stream, Z_NO_FLUSH);
        from = from.subspan(in_size - stream.avail_in);
        to = to.subspan(out_size - stream.avail_out);
    }
    inflateEnd(&stream);
    return result == Z_STREAM_END && to.empty();
}

bool unpack_zstd(Bytes from, std::span<std::uint8_t> to) {
    const std::size_t result = ZSTD_decompress(to.data(), to.size(), from.data(), from.size());
    return ZSTD_isError(result) == 0 && result == to.size();
}

} // namespace switchscope
