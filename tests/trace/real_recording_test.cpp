// SPDX-License-Identifier: MIT
// Real machines are recorded into memory and into a file at once. Both have the same steps.
#include "app/commands/record.h"
#include "app/commands/walk.h"
#include "core/trace/recording_file.h"
#include "tests/support/demo_session.h"
#include "tests/trace/on_disk.h"

namespace switchscope {
namespace {

class Both final : public SessionListener {
  public:
    Both(MemoryRecording& memory, SessionListener& file) : memory_(memory), file_(file) {}
    void area_met(const MachineState::Area& area) override {
        memory_.add_area(area);
        file_.area_met(area);
    }
    void stepped(const Step& step) override {
        memory_.append(step);
        file_.stepped(step);
    }

  private:
    MemoryRecording& memory_;
    SessionListener& file_;
};

class RealRecording : public test::RecordingOnDisk {
  protected:
    void record_and_compare(const app::DemoOptions& demo, std::size_t switches) {
        auto session = app::open_demo(demo, {});
        ASSERT_TRUE(session) << session.error().message();
        MemoryRecording memory((*session)->state());
        app::RecordOptions options;
        options.file = file;
        auto recorder =
            app::FileRecorder::create(options, (*session)->facts(), (*session)->state());
        ASSERT_TRUE(recorder) << recorder.error().message();
        Both both(memory, **recorder);
        const auto walked = app::walk_switches(**session, switches, both, {}, [] {});
        ASSERT_TRUE(walked) << walked.error().message();
        EXPECT_EQ((*recorder)->switches(), switches);
        const auto growing = open();
        ASSERT_TRUE(growing);
        EXPECT_EQ(growing->size(), memory.size());
        ASSERT_TRUE((*recorder)->close());
        const auto read = open();
        ASSERT_TRUE(read);
        EXPECT_THAT(read->damage(), testing::IsEmpty());
        expect_equal(*read, memory);
        EXPECT_EQ(read->facts()->title, (*session)->facts()->title);
        EXPECT_EQ(read->facts()->image_path, (*session)->facts()->image_path);
        // Without the header, which is there twice.
        const auto index_and_chunks = static_cast<double>(read->bytes()) - 2 * 4096;
        EXPECT_LT(index_and_chunks / static_cast<double>(read->size()), 8.0);
    }
};

TEST_F(RealRecording, of_every_variant_comes_back_whole) {
    for (const app::DemoVariant& variant : app::demo_variants()) {
        SCOPED_TRACE(variant.id);
        std::filesystem::remove(file);
        record_and_compare(test::demo(std::string(variant.id)), 20);
    }
}

TEST_F(RealRecording, of_several_guests_with_interrupts_let_in_comes_back_whole) {
    app::DemoOptions demo = test::demo("macro", "tour,oracle,paging");
    demo.session.interrupts_held_off = false;
    record_and_compare(demo, 30);
}

} // namespace
} // namespace switchscope
