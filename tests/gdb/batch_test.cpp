// SPDX-License-Identifier: MIT
#include "gdb/batch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "gdb/packet.h"

namespace switchscope::gdb {
namespace {

constexpr std::size_t pipe_bytes = std::size_t{64} * 1024;

/// The requests of each write, one behind the other.
std::vector<std::size_t> writes_of(const Batch& batch) {
    std::vector<std::size_t> sizes;
    for (std::size_t first = batch.begin(); first < batch.size();) {
        const std::size_t last = batch.last_of_write(first);
        sizes.push_back(last + 1 - first);
        first = last + 1;
    }
    return sizes;
}

TEST(Batch, goes_out_in_one_write_where_buffers_hold_it) {
    Batch batch;
    batch.add_read_general();
    batch.add_read_memory(0x80000000, 1024);
    batch.add_resume("vCont;s:p1.1");
    EXPECT_EQ(writes_of(batch), (std::vector<std::size_t>{3}));
    EXPECT_EQ(batch.wire(1, 2), encode_packet("m80000000,400") + encode_packet("vCont;s:p1.1"));
    EXPECT_EQ(batch.payload(2), "vCont;s:p1.1");
}

TEST(Batch, asks_for_no_more_at_once_than_a_pipe_holds) {
    Batch batch;
    for (int i = 0; i < 100; ++i) {
        batch.add_read_memory(0x80000000, 2048);
    }
    const auto sizes = writes_of(batch);
    EXPECT_GT(sizes.size(), 1U);
    for (const std::size_t requests : sizes) {
        EXPECT_LE(requests * 2 * 2048, pipe_bytes);
    }
}

TEST(Batch, never_parts_glued_requests) {
    Batch batch;
    for (int i = 0; i < 63; ++i) {
        batch.add_read_register(0);
    }
    batch.add("Qqemu.PhyMemMode:1");
    batch.add_glued("m80000000,8");
    batch.add_glued("Qqemu.PhyMemMode:0");
    batch.add_read_register(0);
    EXPECT_EQ(writes_of(batch), (std::vector<std::size_t>{66, 1}))
        << "the memory mode is back when a write ends";
}

TEST(Batch, begins_behind_a_selection_that_is_skipped) {
    Batch batch;
    batch.add_selection("Hgp1.2", {1, 2});
    const std::size_t g = batch.add_read_general();
    EXPECT_EQ(batch.thread(), (ThreadId{1, 2}));
    EXPECT_EQ(batch.begin(), 0U);
    batch.skip_selection();
    EXPECT_EQ(batch.begin(), g);
    batch.clear();
    EXPECT_EQ(batch.begin(), 0U);
    EXPECT_EQ(batch.thread(), std::nullopt);
}

} // namespace
} // namespace switchscope::gdb
