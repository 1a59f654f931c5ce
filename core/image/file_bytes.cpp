// SPDX-License-Identifier: MIT
#include "core/image/file_bytes.h"

#include <cerrno>
#include <string>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace switchscope {

namespace {

/// What the system says of an error number.
std::string reason(int error_number) {
    return std::generic_category().message(error_number);
}

} // namespace

Result<FileBytes> FileBytes::map(const std::filesystem::path& path) {
    const std::string name = path.string();
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0) {
        const int error_number = errno;
        return fail(en("cannot open %1: %2")(name, reason(error_number)),
                    error_number == ENOENT ? en("Check the path.") : English());
    }
    struct stat status {};
    Phrase problem;
    if (::fstat(file, &status) != 0) {
        problem = en("cannot read %1: %2")(name, reason(errno));
    } else if (!S_ISREG(status.st_mode)) {
        problem = (S_ISDIR(status.st_mode) ? en("%1 is a directory")
                                           : en("%1 is not a regular file"))(name);
    } else if (status.st_size == 0) {
        problem = en("%1 is empty")(name);
    }
    FileBytes result;
    if (problem.empty()) {
        result.size_ = static_cast<std::size_t>(status.st_size);
        void* mapping = ::mmap(nullptr, result.size_, PROT_READ | PROT_WRITE, MAP_PRIVATE, file, 0);
        if (mapping == MAP_FAILED) {
            problem = en("cannot map %1: %2")(name, reason(errno));
        } else {
            result.mapping_ = mapping;
            result.mapped_size_ = result.size_;
        }
    }
    ::close(file);
    if (!problem.empty()) {
        return fail(problem, en("Pass an ELF file with symbols, such as the kernel's vmlinux."));
    }
    return result;
}

FileBytes::FileBytes(std::vector<std::uint8_t> bytes)
    : owned_(std::move(bytes)), size_(owned_.size()) {}

FileBytes::FileBytes(FileBytes&& other) noexcept {
    *this = std::move(other);
}

FileBytes& FileBytes::operator=(FileBytes&& other) noexcept {
    std::swap(owned_, other.owned_);
    std::swap(mapping_, other.mapping_);
    std::swap(mapped_size_, other.mapped_size_);
    std::swap(size_, other.size_);
    return *this;
}

FileBytes::~FileBytes() {
    if (mapping_ != nullptr) {
        ::munmap(mapping_, mapped_size_);
    }
}

std::uint8_t* FileBytes::data() const {
    return mapping_ != nullptr ? static_cast<std::uint8_t*>(mapping_)
                               : const_cast<std::uint8_t*>(owned_.data());
}

std::span<std::uint8_t> GrowingBytes::room() {
    constexpr std::size_t first_size = std::size_t{1} << 20;
    if (bytes_.size_ == bytes_.mapped_size_) {
        // Pages that nothing was written to need no memory.
        const std::size_t wanted = bytes_.mapped_size_ == 0 ? first_size : 2 * bytes_.mapped_size_;
        void* grown = bytes_.mapping_ == nullptr
                          ? ::mmap(nullptr, wanted, PROT_READ | PROT_WRITE,
                                   MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
                          : ::mremap(bytes_.mapping_, bytes_.mapped_size_, wanted, MREMAP_MAYMOVE);
        if (grown == MAP_FAILED) {
            return {};
        }
        bytes_.mapping_ = grown;
        bytes_.mapped_size_ = wanted;
    }
    return {bytes_.data() + bytes_.size_, bytes_.mapped_size_ - bytes_.size_};
}

FileBytes GrowingBytes::finish() && {
    return std::move(bytes_);
}

} // namespace switchscope
