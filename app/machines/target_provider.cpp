// SPDX-License-Identifier: MIT
#include "app/machines/target_provider.h"

#include <algorithm>

#include "gdb/transport.h"

namespace switchscope::app {

std::string TargetProvider::add(TargetSpec target) {
    std::string id = target.words(); // so that the same machine is the same choice
    const std::scoped_lock lock(mutex_);
    added_.insert_or_assign(id, std::move(target));
    return id;
}

std::vector<TargetChoice> TargetProvider::choices() const {
    std::vector<TargetChoice> choices;
    for (const DemoVariant& variant : demo_variants()) {
        choices.push_back(
            {std::string(variant.id), variant.name, variant.description, !variant.correct});
    }
    const std::scoped_lock lock(mutex_);
    for (const auto& [id, target] : added_) {
        const bool attach = target.kind == TargetSpec::Kind::attach;
        choices.push_back(
            {id, verbatim(target.title()),
             (attach ? en("A machine that runs already, with %1.")
                     : en("Started here, with %1."))(target.image.filename().string())});
    }
    return choices;
}

Result<std::string> TargetProvider::choose(const AttachRequest& request) {
    if (request.address.empty()) {
        return fail(en("there is no address"),
                    en("Enter where QEMU listens: started with -s, that is localhost:1234."));
    }
    const auto address = SWITCHSCOPE_TRY(gdb::parse_address(request.address));
    std::error_code ignored;
    if (request.image.empty() || !std::filesystem::is_regular_file(request.image, ignored)) {
        return fail(request.image.empty() ? Phrase(en("there is no image"))
                                          : en("%1 is not a file")(request.image.string()),
                    en("Choose the vmlinux that was built together with the kernel that runs "
                       "there."));
    }
    if (!request.sources.empty() && !std::filesystem::is_directory(request.sources, ignored)) {
        return fail(en("%1 is not a folder")(request.sources.string()),
                    en("Choose the folder the kernel's sources are in, or leave it empty."));
    }
    for (const std::filesystem::path& module : request.modules) {
        if (!std::filesystem::is_regular_file(module, ignored)) {
            return fail(en("%1 is not a file")(module.string()),
                        en("Choose the file of the module, such as kvm.ko, or leave it empty."));
        }
    }
    TargetSpec target;
    target.kind = TargetSpec::Kind::attach;
    target.address = address.text();
    target.image = request.image;
    target.modules = request.modules;
    target.session.sources = request.sources;
    return add(std::move(target));
}

Result<std::unique_ptr<Session>> TargetProvider::open(const std::string& choice_id,
                                                      std::stop_token cancel) {
    TargetSpec target = demo_;
    {
        const std::scoped_lock lock(mutex_);
        const auto added = added_.find(choice_id);
        if (added != added_.end()) {
            target = added->second;
        } else {
            target.kind = TargetSpec::Kind::demo;
            target.variant = choice_id;
        }
    }
    target.unlimited = true; // in the window people see what they wait for
    return open_target(target, std::move(cancel));
}

} // namespace switchscope::app
