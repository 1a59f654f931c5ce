// SPDX-License-Identifier: MIT
#include "core/session/code_reader.h"

#include <algorithm>
#include <utility>

#include "core/base/bytes.h"

namespace switchscope {

namespace {

/// Bytes that are read ahead at once.
constexpr std::size_t window_size = 64;
constexpr std::uint64_t page_size = 4096;

Instruction unknown_instruction(std::uint64_t pc, std::span<const std::uint8_t> bytes) {
    Instruction unknown;
    unknown.address = pc;
    unknown.mnemonic = "unknown";
    unknown.operation = Operation::ebreak;
    unknown.size = static_cast<std::uint8_t>(bytes.size());
    unknown.encoding = static_cast<std::uint32_t>(little_endian(bytes));
    return unknown;
}

} // namespace

std::span<const std::uint8_t> CodeReader::bytes_at(std::uint32_t hart, std::uint64_t pc) const {
    const auto found = windows_.find(hart);
    if (found == windows_.end() || pc < found->second.address) {
        return {};
    }
    const Window& window = found->second;
    const std::uint64_t offset = pc - window.address;
    if (offset + 2 > window.bytes.size()) {
        return {};
    }
    const auto rest = std::span(window.bytes).subspan(static_cast<std::size_t>(offset));
    const std::size_t size = (rest.front() & 3) == 3 ? 4 : 2;
    return rest.size() < size ? std::span<const std::uint8_t>() : rest.first(size);
}

void CodeReader::forget(std::uint32_t hart) {
    if (const auto found = windows_.find(hart); found != windows_.end()) {
        found->second.bytes.clear();
    }
}

void CodeReader::forget_all() {
    for (auto& [hart, window] : windows_) {
        window.bytes.clear();
    }
}

Result<void> CodeReader::read(std::uint32_t hart, std::uint64_t pc) {
    // The page behind this one may not be mapped, so the window ends with the page. An instruction
    // that crosses into the next page is then read by itself.
    const auto in_page = static_cast<std::size_t>(page_size - pc % page_size);
    forget(hart);
    for (const std::size_t size : {std::min(window_size, in_page), std::size_t{4}}) {
        Request request;
        request.hart = hart;
        request.memory.push_back({AddressSpace::current, pc, size});
        Reply reply = SWITCHSCOPE_TRY(target_.exchange(request));
        if (!reply.memory.front()) {
            return {};
        }
        windows_[hart] = {pc, std::move(*reply.memory.front())};
        if (has(hart, pc)) {
            return {};
        }
    }
    return {};
}

Result<Instruction> CodeReader::fetch(std::uint32_t hart, std::uint64_t pc) {
    if (!has(hart, pc)) {
        SWITCHSCOPE_TRY(read(hart, pc));
    }
    const auto bytes = bytes_at(hart, pc);
    if (auto instruction = decode(bytes, pc)) {
        return instruction;
    }
    return unknown_instruction(pc, bytes);
}

} // namespace switchscope
