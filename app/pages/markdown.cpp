// SPDX-License-Identifier: MIT
#include "app/pages/markdown.h"

#include <map>
#include <set>

#include "app/reports/step_text.h"
#include "core/model/explain.h"
#include "core/trace/recording.h"

namespace switchscope::app {

namespace {

/// Text that Markdown shows as it is in a cell of a table.
std::string in_cell(const std::string& text) {
    std::string cell;
    for (const char c : text) {
        if (c == '|' || c == '\\' || c == '*' || c == '_' || c == '<' || c == '`') {
            cell += '\\';
        }
        cell += c == '\n' ? ' ' : c;
    }
    return cell;
}

std::string code(const std::string& text) {
    return text.empty() ? std::string() : "`" + text + "`";
}

class Tables {
  public:
    explicit Tables(const Excerpt& excerpt) : excerpt_(excerpt) {}

    std::string write() {
        const SessionFacts& facts = *excerpt_.facts;
        out_ = "# " + in_cell(excerpt_.title.empty() ? facts.title : excerpt_.title) + "\n\n" +
               in_cell(facts.target + " · " + facts.image) + ", routine `" + facts.routine.name() +
               "`\n";
        const Recording& recording = *excerpt_.recording;
        auto entry = recording.next(Landmark::switch_entry(), excerpt_.begin);
        for (std::size_t n = excerpt_.begin; n < excerpt_.end; ++n) {
            write_notes(n);
            const Step step = recording.step(n);
            if (entry == n) {
                entered_[step.hart] = step.switch_number;
                entry = recording.next(Landmark::switch_entry(), n + 1);
            }
            // What a hart does before it enters a switch of the excerpt belongs to none of them.
            const auto in = entered_.find(step.hart);
            if (in != entered_.end()) {
                go_on_with(in->second, step.hart);
                add(n, step);
            }
        }
        end_stretch();
        write_notes(excerpt_.end);
        return std::move(out_);
    }

  private:
    /// Where harts take turns, the switch of each has a heading again when its hart goes on.
    void go_on_with(std::uint64_t number, std::uint32_t hart) {
        if (shown_ == number) {
            return;
        }
        end_stretch();
        const bool several = !excerpt_.recording->start().parked.empty();
        out_ += "\n## World switch " + std::to_string(number) +
                (several ? " · hart " + std::to_string(hart) : "") +
                (headed_.insert(number).second ? "" : ", continued") + "\n";
        begin_table();
        shown_ = number;
    }

    void begin_table() {
        out_ += "\n| step | world | macro | instruction | writes | meaning |\n"
                "|---:|---|---|---|---|---|\n";
        in_table_ = true;
    }

    /// The notes of a moment stand between the rows of the steps around it.
    void write_notes(std::size_t position) {
        for (const Note& note : excerpt_.notes) {
            if (note.position != position) {
                continue;
            }
            end_stretch();
            in_table_ = false;
            out_ += "\n" + note.text.in(excerpt_.language) + "\n";
            if (note.question) {
                write(*note.question);
            }
        }
    }

    /// The answer is folded away until the reader opens it.
    void write(const Question& question) {
        const std::string& language = excerpt_.language;
        std::string answer;
        out_ += "\n\u2753 " + question.text.in(language) + "\n\n";
        for (const Question::Choice& choice : question.choices) {
            out_ += "- " + choice.text.in(language) + "\n";
            answer = choice.right ? choice.text.in(language) : answer;
        }
        if (!question.places.empty()) {
            answer = code(location_name(question.places.front(), excerpt_.facts->area));
        }
        out_ += "\n<details><summary>" +
                std::string(language.starts_with("zh") ? "\u7b54\u6848" : "Answer") +
                "</summary>\n\n" + answer + "\n\n" + question.why.in(language) + "\n\n</details>\n";
    }

    void add(std::size_t n, const Step& step) {
        const SessionFacts& facts = *excerpt_.facts;
        const bool has_row = step.world == World::host && step.span >= 0;
        if (!has_row && step.world == step.world_after) {
            ++gathered_;
            gathered_world_ = step.world;
            return;
        }
        end_stretch();
        if (!in_table_) {
            begin_table();
        }
        std::string writes;
        constexpr std::size_t shown = 4;
        for (std::size_t e = 0; e < step.effects.size() && e < shown; ++e) {
            writes += (e == 0 ? "" : "; ") + effect_text(step.effects[e], facts.area);
        }
        if (step.effects.size() > shown) {
            writes += "; and " + std::to_string(step.effects.size() - shown) + " more";
        }
        out_ += "| " + std::to_string(n + 1) + " | " + world_mode_name(step.world) + " | " +
                code(span_name(step, facts.routine)) + " | " + code(instruction_text(step)) +
                " | " + code(writes) + " | " +
                in_cell(explain(step, facts.routine, facts.area).in(excerpt_.words)) + " |\n";
    }

    /// Writes the row of the steps that were gathered.
    void end_stretch() {
        if (gathered_ > 0) {
            if (!in_table_) {
                begin_table();
            }
            const char* const who = gathered_world_ == World::guest ? "the guest runs"
                                    : gathered_world_ == World::firmware
                                        ? "the firmware runs"
                                        : "C code of the host runs";
            out_ += "| | " + std::string(world_mode_name(gathered_world_)) + " | | *" + who + ", " +
                    std::to_string(gathered_) + (gathered_ == 1 ? " step" : " steps") + "* | | |\n";
        }
        gathered_ = 0;
    }

    const Excerpt& excerpt_;
    std::string out_;
    std::map<std::uint32_t, std::uint64_t> entered_; ///< by hart: the switch that it is in
    std::set<std::uint64_t> headed_;                 ///< switches that have a heading
    std::optional<std::uint64_t> shown_;             ///< the switch whose heading is the last one
    bool in_table_ = false;
    std::size_t gathered_ = 0; ///< steps that get one row together
    World gathered_world_ = World::host;
};

} // namespace

std::string markdown_tables(const Excerpt& excerpt) {
    return Tables(excerpt).write();
}

} // namespace switchscope::app
