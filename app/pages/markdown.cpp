// SPDX-License-Identifier: MIT
#include "app/pages/markdown.h"

#include "app/reports/step_text.h"
#include "core/model/explain.h"
#include "core/trace/landmark.h"

namespace switchscope::app {

namespace {

/// Text as it stands in a cell of a table.
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
        for (std::size_t n = excerpt_.begin; n < excerpt_.end; ++n) {
            tell_notes(n);
            const Step step = excerpt_.recording->step(n);
            finder_.next_but_writes(step, [&](const Landmark& landmark) {
                if (landmark.kind == Landmark::Kind::switch_entry) {
                    begin_switch(step.switch_number);
                }
            });
            add(n, step);
        }
        end_stretch();
        tell_notes(excerpt_.end);
        return std::move(out_);
    }

  private:
    void begin_switch(std::uint64_t number) {
        end_stretch();
        out_ += "\n## World switch " + std::to_string(number) + "\n";
        begin_table();
        in_switch_ = true;
    }

    void begin_table() {
        out_ += "\n| step | world | macro | instruction | writes | meaning |\n"
                "|---:|---|---|---|---|---|\n";
        in_table_ = true;
    }

    /// What is said at a moment stands between the rows of the steps around it; an answer opens.
    void tell_notes(std::size_t position) {
        for (const Note& note : excerpt_.notes) {
            if (note.position != position) {
                continue;
            }
            end_stretch();
            in_table_ = false;
            out_ += "\n" + note.text.in(excerpt_.language) + "\n";
            if (note.question) {
                tell(*note.question);
            }
        }
    }

    void tell(const Question& question) {
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
        if (!in_switch_) {
            return; // what comes before the first switch belongs to none
        }
        const SessionFacts& facts = *excerpt_.facts;
        const bool told = step.world == World::host && step.span >= 0;
        if (!told && step.world == step.world_after) {
            ++silent_;
            silent_world_ = step.world;
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

    void end_stretch() {
        if (silent_ > 0) {
            if (!in_table_) {
                begin_table();
            }
            const char* const who = silent_world_ == World::guest      ? "the guest runs"
                                    : silent_world_ == World::firmware ? "the firmware runs"
                                                                       : "C code of the host runs";
            out_ += "| | " + std::string(world_mode_name(silent_world_)) + " | | *" + who + ", " +
                    std::to_string(silent_) + (silent_ == 1 ? " step" : " steps") + "* | | |\n";
        }
        silent_ = 0;
    }

    const Excerpt& excerpt_;
    std::string out_;
    LandmarkFinder finder_;
    bool in_switch_ = false, in_table_ = false;
    std::size_t silent_ = 0; ///< steps not told yet
    World silent_world_ = World::host;
};

} // namespace

std::string markdown_tables(const Excerpt& excerpt) {
    return Tables(excerpt).write();
}

} // namespace switchscope::app
