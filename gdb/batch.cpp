// SPDX-License-Identifier: MIT
#include "gdb/batch.h"

#include <cassert>

#include "gdb/packet.h"
#include "gdb/request_words.h"

namespace switchscope::gdb {

namespace {

// What one write may ask for. It is less than the smallest buffer on the way holds (the 64 KiB of a
// pipe), in either direction, so that neither side ever waits for the other to read.
constexpr std::size_t write_packets = 64;
constexpr std::size_t write_bytes = std::size_t{32} * 1024;
constexpr std::size_t write_reply_bytes = std::size_t{48} * 1024;

} // namespace

void Batch::clear() {
    slots_.clear();
    wire_.clear();
    replies_.clear();
    thread_.reset();
    begin_ = 0;
    resume_ = false;
}

std::size_t Batch::add(std::string_view payload, std::size_t reply_size) {
    assert(!resume_);
    Slot slot;
    slot.wire_begin = wire_.size();
    append_packet(wire_, payload);
    slot.wire_end = wire_.size();
    slot.reply_size = reply_size;
    slots_.push_back(slot);
    return slots_.size() - 1;
}

std::size_t Batch::add_glued(std::string_view payload, std::size_t reply_size) {
    const std::size_t index = add(payload, reply_size);
    slots_[index].glued = index > 0;
    return index;
}

void Batch::add_selection(std::string_view payload, const ThreadId& thread) {
    assert(empty());
    add(payload);
    thread_ = thread;
}

std::size_t Batch::add_read_general() {
    return add("g", 2048);
}

std::size_t Batch::add_read_register(std::uint32_t number) {
    scratch_ = "p";
    append_hex(scratch_, number);
    return add(scratch_);
}

std::size_t Batch::add_read_memory(std::uint64_t address, std::size_t size, bool glued) {
    scratch_ = "m";
    append_hex(scratch_, address);
    scratch_.push_back(',');
    append_hex(scratch_, size);
    return glued ? add_glued(scratch_, 2 * size) : add(scratch_, 2 * size);
}

void Batch::add_resume(std::string_view payload) {
    add(payload);
    resume_ = true;
}

std::string_view Batch::reply(std::size_t index) const {
    const Slot& slot = slots_[index];
    return std::string_view(replies_).substr(slot.reply_begin, slot.reply_end - slot.reply_begin);
}

Phrase Batch::describe(std::size_t index) const {
    return describe_request(payload(index));
}

std::size_t Batch::last_of_write(std::size_t first) const {
    std::size_t last = first;
    std::size_t reply_bytes = slots_[first].reply_size;
    while (last + 1 < size()) {
        const Slot& next = slots_[last + 1];
        const bool full = last + 1 - first >= write_packets ||
                          reply_bytes + next.reply_size > write_reply_bytes ||
                          next.wire_end - slots_[first].wire_begin > write_bytes;
        // Glued requests are never parted, so a write ends in front of the first of them only.
        if (full && !next.glued) {
            break;
        }
        reply_bytes += next.reply_size;
        ++last;
    }
    return last;
}

std::string_view Batch::payload(std::size_t index) const {
    constexpr std::size_t frame = 4; // `$` in front, `#` and two digits behind
    const Slot& slot = slots_[index];
    return std::string_view(wire_).substr(slot.wire_begin + 1,
                                          slot.wire_end - slot.wire_begin - frame);
}

std::string_view Batch::wire(std::size_t first, std::size_t last) const {
    return std::string_view(wire_).substr(slots_[first].wire_begin,
                                          slots_[last].wire_end - slots_[first].wire_begin);
}

void Batch::begin_reply(std::size_t index) {
    slots_[index].reply_begin = slots_[index].reply_end = replies_.size();
}

void Batch::add_to_reply(std::size_t index, std::string_view bytes) {
    replies_ += bytes;
    slots_[index].reply_end = replies_.size();
}

} // namespace switchscope::gdb
