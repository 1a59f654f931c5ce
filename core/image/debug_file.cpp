// SPDX-License-Identifier: MIT
#include "core/image/debug_file.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include <zlib.h>

#include "core/image/file_bytes.h"
#include "core/image/unpack.h"

namespace switchscope {

namespace fs = std::filesystem;

namespace {

constexpr const char* packed_endings[] = {"", ".xz", ".zst", ".gz"};

/// Whether all that is in memory of one image is in the other one, too, with the same names, sizes
/// and addresses.
bool same_sections(const Image& a, const Image& b) {
    const auto loaded = [](const Image& image) {
        std::vector<std::tuple<std::string, std::uint64_t, std::uint64_t>> result;
        for (ImageSection& section : image.sections()) {
            if (section.allocated) {
                result.emplace_back(std::move(section.name), section.size,
                                    image.is_object() ? 0 : section.address);
            }
        }
        return result;
    };
    return loaded(a) == loaded(b);
}

bool has_crc(const fs::path& path, std::uint32_t crc) {
    auto bytes = FileBytes::map(path);
    if (bytes) {
        bytes = unpacked(std::move(*bytes), path.string());
    }
    return bytes && crc32_z(0, bytes->bytes().data(), bytes->bytes().size()) == crc;
}

class Search {
  public:
    explicit Search(const Image& image)
        : image_(image), link_(image.debug_link()), unplaced_(image.placed({}).value()) {}

    DebugFileSearch in(std::span<const fs::path> roots, const DebugServer& server) {
        if (!by_build_id(roots) && !by_link(roots) && !by_name(roots) && server) {
            by_server(server);
        }
        return std::move(result_);
    }

  private:
    bool by_build_id(std::span<const fs::path> roots) {
        const std::string& id = image_.build_id();
        if (id.size() < 4) {
            return false;
        }
        return std::ranges::any_of(roots, [&](const fs::path& root) {
            return accept(root / ".build-id" / id.substr(0, 2) / (id.substr(2) + ".debug"),
                          DebugFile::FoundBy::build_id);
        });
    }

    bool by_link(std::span<const fs::path> roots) {
        if (!link_) {
            return false;
        }
        return std::ranges::any_of(folders(), [&](const fs::path& folder) {
            return accept(folder / link_->name, DebugFile::FoundBy::debug_link) ||
                   accept(folder / ".debug" / link_->name, DebugFile::FoundBy::debug_link) ||
                   std::ranges::any_of(roots, [&](const fs::path& root) {
                       return accept(root / folder.relative_path() / link_->name,
                                     DebugFile::FoundBy::debug_link);
                   });
        });
    }

    bool by_name(std::span<const fs::path> roots) {
        const std::string name = without_packed_ending(image_.path().filename().string());
        return std::ranges::any_of(folders(), [&](const fs::path& folder) {
            return accept(folder / (name + ".debug"), DebugFile::FoundBy::name) ||
                   std::ranges::any_of(roots, [&](const fs::path& root) {
                       const fs::path mirror = root / folder.relative_path();
                       return accept(mirror / (name + ".debug"), DebugFile::FoundBy::name) ||
                              accept(mirror / name, DebugFile::FoundBy::name);
                   });
        });
    }

    void by_server(const DebugServer& server) {
        if (image_.build_id().empty()) {
            return;
        }
        if (auto path = server(image_.build_id())) {
            accept(*path, DebugFile::FoundBy::server);
        } else {
            result_.passed_over.push_back(std::move(path).error().what);
        }
    }

    /// The folder of the image, as it was named, and without links; below and not below /usr, which
    /// is one folder on today's systems.
    std::vector<fs::path> folders() const {
        std::vector<fs::path> result;
        std::error_code ignored;
        const fs::path absolute = fs::absolute(image_.path(), ignored).lexically_normal();
        const fs::path real = fs::weakly_canonical(absolute, ignored);
        for (const fs::path& file : {absolute, real}) {
            const fs::path folder = file.parent_path();
            const std::string text = folder.string();
            const fs::path twin =
                text.starts_with("/usr/") ? fs::path(text.substr(4)) : fs::path("/usr" + text);
            for (const fs::path& one : {folder, twin}) {
                if (!one.empty() && std::ranges::find(result, one) == result.end()) {
                    result.push_back(one);
                }
            }
        }
        return result;
    }

    /// Takes the file, or a packed one of that name, where it is the right one.
    bool accept(const fs::path& path, DebugFile::FoundBy found_by) {
        return std::ranges::any_of(packed_endings, [&](const char* ending) {
            fs::path file = path;
            file += ending;
            std::error_code ignored;
            if (!fs::is_regular_file(file, ignored) ||
                fs::equivalent(file, image_.path(), ignored) ||
                !seen_.insert(file.string()).second) {
                return false;
            }
            auto debug = open(file, found_by);
            if (!debug) {
                result_.passed_over.push_back(std::move(debug).error().what);
                return false;
            }
            result_.found = DebugFile{file, found_by, std::move(*debug)};
            return true;
        });
    }

    Result<std::shared_ptr<const Image>> open(const fs::path& file, DebugFile::FoundBy found_by) {
        const std::shared_ptr<const Image> debug = SWITCHSCOPE_TRY(Image::open(file));
        if (!debug->has_debug_lines()) {
            return fail(en("%1 has no DWARF")(file.string()));
        }
        if (debug->is_object() != image_.is_object()) {
            return fail(en("%1 is of another build")(file.string()));
        }
        if (!debug->build_id().empty() && !image_.build_id().empty()) {
            if (debug->build_id() != image_.build_id()) {
                return fail(en("%1 is of another build (its build id is %2)")(file.string(),
                                                                              debug->build_id()));
            }
        } else if (found_by == DebugFile::FoundBy::debug_link) {
            if (!has_crc(file, link_->crc)) {
                return fail(en("%1 is of another build (its CRC is not the one that the image "
                               "names)")(file.string()));
            }
        } else if (!same_sections(*debug, *unplaced_)) {
            return fail(en("%1 is of another build (its sections are not those of the image)")(
                file.string()));
        }
        return debug->placed(image_.placement());
    }

    const Image& image_;
    std::optional<DebugLink> link_;
    std::shared_ptr<const Image> unplaced_;
    std::set<std::string> seen_;
    DebugFileSearch result_;
};

} // namespace

Phrase describe(const DebugFile& file) {
    const std::string path = file.path.string();
    switch (file.found_by) {
    case DebugFile::FoundBy::build_id:
        return en("DWARF comes from %1, found by the build id.")(path);
    case DebugFile::FoundBy::debug_link:
        return en("DWARF comes from %1, which the image names.")(path);
    case DebugFile::FoundBy::server:
        return en("DWARF comes from %1, which a debuginfod server sent.")(path);
    case DebugFile::FoundBy::name:
        break;
    }
    return en("DWARF comes from %1, found by its name.")(path);
}

std::vector<fs::path> default_debug_roots() {
    return {"/usr/lib/debug"};
}

DebugFileSearch find_debug_file(const Image& image, std::span<const fs::path> roots,
                                const DebugServer& server) {
    return Search(image).in(roots, server);
}

} // namespace switchscope
