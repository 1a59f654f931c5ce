// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/phrase.h"
#include "gdb/protocol.h"

namespace switchscope::gdb {

/// Requests that go out together, and then their replies. It is made once and reused: after the
/// first rounds, neither adding nor exchanging takes memory.
///
///     one write:   $g#67 $m80000000,8#.. $vCont;s:p1.1#..
///     in order:    <-- registers, <-- bytes,   ...   <-- T05thread:p01.01;
///
/// A resume is always the last. Whatever a stub reads while its target runs can stop the target
/// (in QEMU even a `+` does).
class Batch {
  public:
    void clear();
    bool empty() const { return slots_.empty(); }
    std::size_t size() const { return slots_.size(); }

    /// Adds a request and returns its index; nothing can be added behind a resume. `reply_size` is
    /// the number of bytes that the answer is expected to have. No more is asked for in one write
    /// than the buffers on the way can hold.
    std::size_t add(std::string_view payload, std::size_t reply_size = 64);
    /// Like add(); the request goes out in the same write as the one before it.
    std::size_t add_glued(std::string_view payload, std::size_t reply_size = 64);
    /// Adds the request that makes `thread` the one that the other requests are about. It is the
    /// first of the batch. It is left out on the way if the stub has chosen this thread already.
    void add_selection(std::string_view payload, const ThreadId& thread);
    std::size_t add_read_general();                                                           ///< g
    std::size_t add_read_register(std::uint32_t number);                                      ///< p
    std::size_t add_read_memory(std::uint64_t address, std::size_t size, bool glued = false); ///< m
    void add_resume(std::string_view payload);
    bool has_resume() const { return resume_; }

    // After the exchange.

    /// The reply as it was; for qRcmd all the text that the monitor printed.
    std::string_view reply(std::size_t index) const;
    /// The reply was E with a number or a text.
    bool refused(std::size_t index) const { return slots_[index].refused; }
    /// The reply was empty: the stub does not know this request.
    bool unsupported(std::size_t index) const { return slots_[index].unsupported; }
    bool ok(std::size_t index) const { return reply(index) == "OK"; }
    /// The request in words.
    Phrase describe(std::size_t index) const;

    // For the one that sends it.

    /// The thread that the requests are about; none: it does not matter.
    const std::optional<ThreadId>& thread() const { return thread_; }
    /// Leaves the selection out, because the stub has chosen the thread already.
    void skip_selection() { begin_ = 1; }
    /// The first request that is sent.
    std::size_t begin() const { return begin_; }
    /// The last request that goes into the same write as `first`.
    std::size_t last_of_write(std::size_t first) const;
    std::string_view payload(std::size_t index) const;
    /// The packets of these requests, one behind the other.
    std::string_view wire(std::size_t first, std::size_t last) const;
    std::size_t reply_size(std::size_t index) const { return slots_[index].reply_size; }

    /// The replies come in the order of their requests.
    void begin_reply(std::size_t index);
    /// Adds to the reply of `index`, which begin_reply() began.
    void add_to_reply(std::size_t index, std::string_view bytes);
    void set_refused(std::size_t index) { slots_[index].refused = true; }
    void set_unsupported(std::size_t index) { slots_[index].unsupported = true; }

  private:
    struct Slot {
        std::size_t wire_begin = 0;
        std::size_t wire_end = 0;
        std::size_t reply_size = 0; ///< as expected
        std::size_t reply_begin = 0;
        std::size_t reply_end = 0;
        bool glued = false;
        bool refused = false;
        bool unsupported = false;
    };

    std::vector<Slot> slots_;
    std::string wire_;
    std::string replies_;
    std::string scratch_;
    std::optional<ThreadId> thread_;
    std::size_t begin_ = 0;
    bool resume_ = false;
};

} // namespace switchscope::gdb
