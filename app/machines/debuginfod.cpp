// SPDX-License-Identifier: MIT
#include "app/machines/debuginfod.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <memory>
#include <string>
#include <system_error>
#include <utility>

#include <dlfcn.h>
#include <unistd.h>

namespace switchscope::app {

namespace {

/// What this program calls of libdebuginfod, which is not there on each computer.
/// Source: elfutils, debuginfod_find_debuginfo(3).
class Library {
  public:
    struct Client;

    static const Library* get() {
        static const Library library;
        return library.complete_ ? &library : nullptr;
    }

    Client* (*begin)() = nullptr;
    void (*end)(Client*) = nullptr;
    int (*find_debuginfo)(Client*, const unsigned char*, int, char**) = nullptr;
    void (*set_progress)(Client*, int (*)(Client*, long, long)) = nullptr;
    void (*set_user_data)(Client*, void*) = nullptr;
    void* (*user_data)(Client*) = nullptr;

  private:
    Library() {
        void* handle = ::dlopen("libdebuginfod.so.1", RTLD_NOW | RTLD_LOCAL);
        complete_ = handle != nullptr && load(handle, "debuginfod_begin", begin) &&
                    load(handle, "debuginfod_end", end) &&
                    load(handle, "debuginfod_find_debuginfo", find_debuginfo) &&
                    load(handle, "debuginfod_set_progressfn", set_progress) &&
                    load(handle, "debuginfod_set_user_data", set_user_data) &&
                    load(handle, "debuginfod_get_user_data", user_data);
    }

    template <class Function> static bool load(void* handle, const char* name, Function& function) {
        function = reinterpret_cast<Function>(::dlsym(handle, name));
        return function != nullptr;
    }

    bool complete_ = false;
};

int report(Library::Client* client, long done, long total) {
    const auto* progress = static_cast<DownloadProgress*>(Library::get()->user_data(client));
    const bool go_on = !*progress || (*progress)(static_cast<std::uint64_t>(std::max(done, 0L)),
                                                 static_cast<std::uint64_t>(std::max(total, 0L)));
    return go_on ? 0 : 1;
}

Result<std::filesystem::path> download(const std::string& build_id, DownloadProgress progress) {
    const Library* library = Library::get();
    if (library == nullptr) {
        return fail(en("DEBUGINFOD_URLS is set, but libdebuginfod is not installed"),
                    en("Install the package libdebuginfod1, or unset DEBUGINFOD_URLS."));
    }
    const std::unique_ptr<Library::Client, void (*)(Library::Client*)> client(library->begin(),
                                                                              library->end);
    if (client == nullptr) {
        return fail(en("libdebuginfod cannot be started"));
    }
    library->set_user_data(client.get(), &progress);
    library->set_progress(client.get(), report);
    char* path = nullptr;
    // With a length of 0 the build id is text.
    const int descriptor = library->find_debuginfo(
        client.get(), reinterpret_cast<const unsigned char*>(build_id.c_str()), 0, &path);
    const std::unique_ptr<char, void (*)(void*)> owned(path, std::free);
    if (descriptor < 0) {
        const std::string reason = std::generic_category().message(-descriptor);
        return fail(
            descriptor == -ENOENT
                ? en("no debuginfod server has the debug file of build %1")(build_id)
                : en("the debug file of build %1 could not be fetched: %2")(build_id, reason));
    }
    ::close(descriptor);
    return std::filesystem::path(path);
}

} // namespace

DebugServer debuginfod_server(DownloadProgress progress) {
    const char* urls = std::getenv("DEBUGINFOD_URLS");
    if (urls == nullptr || *urls == '\0') {
        return {};
    }
    return [progress = std::move(progress)](const std::string& build_id) {
        return download(build_id, progress);
    };
}

} // namespace switchscope::app
