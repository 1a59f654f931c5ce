// SPDX-License-Identifier: MIT
#include "core/session/code_check.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/hex.h"

namespace switchscope {

namespace {

std::optional<std::vector<std::uint8_t>> read_memory(Target& target, std::uint32_t hart,
                                                     std::uint64_t address, std::size_t size) {
    Request request;
    request.hart = hart;
    request.memory.push_back({AddressSpace::current, address, size});
    auto reply = target.exchange(request);
    return reply ? std::move(reply->memory.front()) : std::nullopt;
}

bool is_blank(const std::vector<std::uint8_t>& bytes) {
    return std::ranges::all_of(bytes, [](std::uint8_t byte) { return byte == 0; });
}

/// The build id in an ELF note, in hex; empty where these bytes are no such note.
std::string build_id_of_note(const std::vector<std::uint8_t>& note) {
    constexpr std::array<std::uint8_t, 4> gnu{'G', 'N', 'U', 0};
    constexpr std::size_t header = 16; // size of the name, of the id, type, "GNU"
    if (note.size() < header || note[0] != gnu.size() || note[8] != 3 ||
        !std::equal(gnu.begin(), gnu.end(), note.begin() + 12)) {
        return {};
    }
    const std::size_t size = std::min<std::size_t>(note[4], note.size() - header);
    std::string id;
    for (std::size_t n = 0; n < size; ++n) {
        constexpr const char* digits = "0123456789abcdef";
        id += digits[note[header + n] >> 4];
        id += digits[note[header + n] & 0xf];
    }
    return id;
}

} // namespace

Result<CodeCheck> CodeCheck::of(const Image& image, const Routine& routine) {
    CodeCheck check;
    check.code_ = SWITCHSCOPE_TRY(image.read(routine.begin(), routine.end() - routine.begin()));
    check.routine_ = routine.name();
    check.address_ = routine.begin();
    check.image_path_ = image.path().string();
    check.build_id_ = image.build_id();
    const Symbol* notes = image.find_symbol("__start_notes"); // in Linux the build id comes first
    check.notes_ = notes == nullptr ? 0 : notes->address;
    return check;
}

std::optional<CodeCheck::Bytes> CodeCheck::read(Target& target, std::uint32_t hart) const {
    return read_memory(target, hart, address_, code_.size());
}

Result<void> CodeCheck::check(Target& target, std::uint32_t hart) const {
    const auto running = read(target, hart);
    if (!running) {
        return fail(
            en("the code of %1 (%2) cannot be read in the machine")(routine_, hex(address_)),
            en("Is this the image of the running kernel?"));
    }
    return compare(target, hart, *running);
}

Result<void> CodeCheck::check_early(Target& target, std::uint32_t hart) const {
    const Mode mode = SWITCHSCOPE_TRY(target.mode(hart));
    if (mode.world() != World::host) {
        return {};
    }
    const auto running = read(target, hart);
    return running && !is_blank(*running) ? compare(target, hart, *running) : Result<void>{};
}

std::string CodeCheck::running_build_id(Target& target, std::uint32_t hart) const {
    constexpr std::size_t note_size = 36;
    if (notes_ == 0) {
        return {};
    }
    const auto note = read_memory(target, hart, notes_, note_size);
    return note ? build_id_of_note(*note) : std::string();
}

Result<void> CodeCheck::compare(Target& target, std::uint32_t hart, const Bytes& running) const {
    std::size_t different = 0;
    std::size_t first = code_.size();
    for (std::size_t n = 0; n < code_.size(); ++n) {
        if (running[n] != code_[n]) {
            ++different;
            first = std::min(first, n);
        }
    }
    if (different == 0) {
        return {};
    }
    Phrase what =
        (different == 1 ? en("the code of %1 in the machine is not that of %2: of the %3 bytes at "
                             "%4 %5 differs, "
                             "the first at +%6")
                        : en("the code of %1 in the machine is not that of %2: of the %3 bytes at "
                             "%4 %5 differ, "
                             "the first at +%6"))(routine_, image_path_, code_.size(),
                                                  hex(address_), different, hex(first));
    const std::string id = running_build_id(target, hart);
    if (!id.empty() && id != build_id_) {
        what = en("%1; the kernel that runs has the build id %2, the image %3")(std::move(what), id,
                                                                                build_id_);
    }
    return fail(std::move(what),
                en("Give the image that was built together with the running kernel."));
}

} // namespace switchscope
