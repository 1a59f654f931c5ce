// SPDX-License-Identifier: MIT
#include "tests/bench/gdb_script.h"

#include <cstdlib>
#include <fstream>
#include <thread>

#include "app/machines/process.h"
#include "tests/bench/measure.h"

namespace switchscope::bench {

double gdb_seconds(const std::filesystem::path& image, const std::string& prepare,
                   const std::string& measured) {
    if (!app::find_program("gdb-multiarch")) {
        give_up("gdb-multiarch is missing: apt install gdb-multiarch");
    }
    std::string pattern =
        (std::filesystem::temp_directory_path() / "switchscope-bench-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) {
        give_up("no temporary folder");
    }
    const std::filesystem::path folder = pattern;
    const std::string socket = (folder / "gdb").string();
    auto qemu =
        must(app::ChildProcess::start({{"qemu-system-riscv64",
                                        "-machine",
                                        "virt",
                                        "-cpu",
                                        "rv64,h=true",
                                        "-m",
                                        "128M",
                                        "-bios",
                                        "none",
                                        "-kernel",
                                        image.string(),
                                        "-display",
                                        "none",
                                        "-monitor",
                                        "none",
                                        "-serial",
                                        "null",
                                        "-S",
                                        "-chardev",
                                        "socket,path=" + socket + ",server=on,wait=off,id=gdb",
                                        "-gdb",
                                        "chardev:gdb"},
                                       {}}));
    for (int n = 0; n < 500 && !std::filesystem::exists(socket); ++n) {
        std::this_thread::sleep_for(10ms);
    }
    const std::string script = (folder / "script").string();
    std::ofstream(script) << "set pagination off\nset confirm off\nset osabi none\nfile "
                          << image.string() << "\ntarget remote " << socket << "\n"
                          << prepare << "echo BEGIN\\n\nshell date +%s.%N\n"
                          << measured << "echo END\\n\nshell date +%s.%N\nkill\n";
    auto gdb = must(
        app::ChildProcess::start({{"gdb-multiarch", "-nx", "-q", "-batch", "-x", script}, {}}));
    for (int n = 0; n < 12000 && gdb.ending().empty(); ++n) {
        std::this_thread::sleep_for(10ms);
    }
    const std::string printed = gdb.output(1 << 26);
    std::filesystem::remove_all(folder);
    const auto stamp = [&](const char* marker) {
        const auto at = printed.find(marker);
        if (at == std::string::npos) {
            give_up("gdb did not get to " + std::string(marker) + ": " + printed.substr(0, 500) +
                    gdb.errors());
        }
        return std::stod(printed.substr(at + std::string(marker).size()));
    };
    return stamp("END\n") - stamp("BEGIN\n");
}

} // namespace switchscope::bench
