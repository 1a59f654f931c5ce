// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "core/base/error.h"
#include "core/image/file_bytes.h"

namespace switchscope {

/// The content of a file that is packed by xz, zstd or gzip, as kernels and their modules are
/// shipped; a file that is not packed stays as it is. An error where the file is cut short or
/// damaged, or where it unpacks into more than any image does. `name` stands in messages.
Result<FileBytes> unpacked(FileBytes file, const std::string& name);

/// Whether `name` ends as packed files do (".xz"), and what it is without that ending.
std::string without_packed_ending(const std::string& name);

/// Unpacks zlib's format into exactly `to`; false where that is not what `from` holds.
bool unpack_zlib(std::span<const std::uint8_t> from, std::span<std::uint8_t> to);
/// Unpacks Zstandard's format into exactly `to`; false where that is not what `from` holds.
bool unpack_zstd(std::span<const std::uint8_t> from, std::span<std::uint8_t> to);

} // namespace switchscope
