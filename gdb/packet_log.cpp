// SPDX-License-Identifier: MIT
#include "gdb/packet_log.h"

#include <algorithm>

#include "gdb/protocol.h"

namespace switchscope::gdb {

PacketLog::PacketLog(std::size_t capacity) : ring_(std::max<std::size_t>(capacity, 1)) {}

void PacketLog::observe(Observer observer) {
    const std::scoped_lock lock(mutex_);
    observer_ = std::move(observer);
}

void PacketLog::add(PacketLogEntry::Direction direction, PacketLogEntry::What what,
                    std::string_view payload) {
    PacketLogEntry added;
    Observer observer;
    {
        const std::scoped_lock lock(mutex_);
        Slot& slot = ring_[count_ % ring_.size()];
        slot.direction = direction;
        slot.what = what;
        slot.when = Clock::now();
        slot.whole_size = payload.size();
        slot.start.assign(payload.substr(0, kept_bytes));
        ++count_;
        if (!observer_) {
            return;
        }
        observer = observer_;
        added = entry(slot, count_ - 1);
    }
    observer(added); // outside the lock: it may read the log
}

PacketLogEntry PacketLog::entry(const Slot& slot, std::uint64_t sequence) const {
    PacketLogEntry entry{slot.direction, slot.what, slot.when - begin_, sequence,
                         printable(slot.start, kept_bytes)};
    if (slot.whole_size > slot.start.size()) {
        entry.text += "... (" + std::to_string(slot.whole_size) + " B)";
    }
    return entry;
}

std::vector<PacketLogEntry> PacketLog::entries() const {
    const std::scoped_lock lock(mutex_);
    const std::uint64_t kept = std::min<std::uint64_t>(count_, ring_.size());
    std::vector<PacketLogEntry> out;
    out.reserve(kept);
    for (std::uint64_t i = count_ - kept; i < count_; ++i) {
        out.push_back(entry(ring_[i % ring_.size()], i));
    }
    return out;
}

std::uint64_t PacketLog::count() const {
    const std::scoped_lock lock(mutex_);
    return count_;
}

} // namespace switchscope::gdb
