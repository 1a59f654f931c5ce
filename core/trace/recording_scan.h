// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "core/trace/block_walk.h"
#include "core/trace/damage.h"
#include "core/trace/recording_index.h"
#include "core/trace/recording_tail.h"

namespace switchscope {

/// Consecutive steps of a recording that are read together.
struct Part {
    enum class Kind : std::uint8_t {
        chunk, ///< a chunk of the file
        tail,  ///< the file beside it; the last part
        gap,   ///< steps that are lost: one step for each hart stands for all of them
    };
    Kind kind = Kind::chunk;
    std::uint32_t steps = 0;  ///< that a reader sees
    std::size_t first = 0;    ///< position of the first of them
    std::uint64_t number = 0; ///< of the first one, as the recorder counted
    /// Chunks: of the block. Gaps: where the bytes are lost, as far as that is known.
    std::uint64_t offset = 0;
    std::uint64_t payload_size = 0; ///< chunks, in bytes

    bool operator==(const Part&) const = default;
};

/// "step 7", "steps 7 to 9"
Phrase steps_text(std::uint64_t first, std::uint64_t count);

/// What is on disk of a recording at one moment: its parts, its tail, what is damaged. A value: it
/// changes only by what one adds to it, and a later scan is made from an earlier one.
class Scan {
  public:
    /// A scan that knows the header alone. `harts`: how many the recording follows; `walked`: up to
    /// the header.
    explicit Scan(std::uint32_t harts, Walked walked = {});
    /// The scan of a closed file by its index, without a look at its chunks. `beginning`: as the
    /// constructor makes it; `index_offset`: of the index block; `file_size`: in bytes.
    static Scan by_index(Scan beginning, const RecordingIndex& index, std::uint64_t index_offset,
                         std::uint64_t file_size);

    /// Takes in the next block of the file. A tail that is known ends: what it held is in the
    /// chunk. Headers, and blocks of later versions, change nothing. True: it is a chunk.
    bool add(const BlockWalk::Block& block);
    /// Takes in all blocks that the walk finds now. True: there are chunks among them.
    bool add_blocks(BlockWalk& walk);
    /// Takes in a look at the tail, behind the chunks that are known. What is known of the tail
    /// already stays where the look gave nothing newer.
    void set_tail(TailReading reading);

    /// In their order, without holes between them.
    const std::vector<Part>& parts() const { return parts_; }
    /// So many of the parts are there in every later scan, too. What is behind them is the tail,
    /// perhaps with a gap in front of it.
    std::size_t lasting_parts() const { return lasting_; }
    std::size_t part_at(std::size_t position) const; ///< position < size()
    std::size_t size() const;                        ///< in steps
    const std::optional<Tail>& tail() const { return tail_; }
    const Walked& walked() const { return walked_; }
    /// The number of the step behind the last chunk, as the recorder counts.
    std::uint64_t end_of_chunks() const;
    std::uint64_t missing_steps() const; ///< lost in gaps
    /// The recording was ended properly: nothing will be added.
    bool closed() const { return index_ && walked_.index == index_->offset; }
    /// Where the index block is; none: no intact one was found.
    std::optional<std::uint64_t> index_offset() const;
    /// Whether the index lists just the chunks that are here, and nothing is lost between them.
    bool is_listed_by(const RecordingIndex& index) const;
    /// By offset. Empty when all that was read is intact.
    std::vector<Damage> damage() const;

  private:
    struct IndexBlock {
        std::uint64_t offset = 0;
        std::uint64_t steps = 0; ///< of the whole recording
    };
    std::uint64_t recorded() const;
    void add_part(Part part);
    void add_gap(std::uint64_t offset);
    void drop_tail();
    std::uint64_t lost_in(std::size_t gap) const;
    Phrase what_is_lost_in(std::size_t gap) const;
    Phrase what_ends_the_file() const;

    std::uint32_t harts_;
    Walked walked_;
    std::vector<Part> parts_;
    std::size_t lasting_ = 0;
    std::vector<Walked::Range> out_of_place_; ///< payloads of chunks that were left out
    std::optional<IndexBlock> index_;
    std::optional<Tail> tail_;
    Phrase tail_damage_;
};

/// `known`, with all that is on disk now. `look_at_tail` reads the tail as it is at that moment.
///
/// A recorder may be at work meanwhile. The scan has every step that was recorded before it began.
Scan scan_further(Scan known, BlockWalk& walk, const std::function<TailReading()>& look_at_tail);

} // namespace switchscope
