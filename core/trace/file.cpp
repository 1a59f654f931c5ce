// SPDX-License-Identifier: MIT
#include "core/trace/file.h"

#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace switchscope {

OpenFile::~OpenFile() {
    if (fd_ >= 0) {
        ::close(fd_);
    }
}

OpenFile OpenFile::to_read(const std::filesystem::path& path) {
    return OpenFile(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
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

} // namespace switchscope
