// SPDX-License-Identifier: MIT
#include "core/model/condition.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>
#include <vector>

#include "core/base/hex.h"
#include "core/isa/registers.h"

namespace switchscope {

namespace {

enum class Comparison : std::uint8_t {
    equal,
    unequal,
    less,
    less_or_equal,
    greater,
    greater_or_equal
};

/// In the order in which they are tried: "<=" must come before "<".
constexpr std::array<std::pair<std::string_view, Comparison>, 6> comparisons{
    {{"==", Comparison::equal},
     {"!=", Comparison::unequal},
     {"<=", Comparison::less_or_equal},
     {">=", Comparison::greater_or_equal},
     {"<", Comparison::less},
     {">", Comparison::greater}}};

template <class T> bool compare(Comparison comparison, const T& a, const T& b) {
    switch (comparison) {
    case Comparison::equal:
        return a == b;
    case Comparison::unequal:
        return a != b;
    case Comparison::less:
        return a < b;
    case Comparison::less_or_equal:
        return a <= b;
    case Comparison::greater:
        return a > b;
    case Comparison::greater_or_equal:
        return a >= b;
    }
    return false;
}

struct Operand {
    enum class Kind : std::uint8_t { number, text, place, pc, switch_number, world, cause };
    Kind kind = Kind::number;
    std::uint64_t number = 0;
    std::string text;
    Location place;

    std::optional<std::uint64_t> value(const MachineState& state, const Step& step) const {
        switch (kind) {
        case Kind::number:
            return number;
        case Kind::place: {
            Location here = place;
            here.area = place.kind == LocationKind::slot ? state.area : std::uint16_t{0};
            return state.value(here);
        }
        case Kind::pc:
            return state.pc;
        case Kind::switch_number:
            return step.switch_number;
        case Kind::world:
            return static_cast<std::uint64_t>(state.world);
        case Kind::cause: {
            if (step.world != World::guest || step.world_after == World::guest) {
                return std::nullopt;
            }
            return state.value(Location::csr(csr::scause));
        }
        case Kind::text:
            break;
        }
        return std::nullopt;
    }
};

} // namespace

struct Condition::Node {
    enum class Kind : std::uint8_t { all, any, comparison };
    Kind kind = Kind::comparison;
    std::vector<std::unique_ptr<Node>> parts;
    Comparison comparison = Comparison::equal;
    Operand left, right;

    bool holds(const MachineState& state, const Step& step) const {
        const auto part_holds = [&](const auto& part) { return part->holds(state, step); };
        switch (kind) {
        case Kind::all:
            return std::ranges::all_of(parts, part_holds);
        case Kind::any:
            return std::ranges::any_of(parts, part_holds);
        case Kind::comparison:
            break;
        }
        if (left.kind == Operand::Kind::text || right.kind == Operand::Kind::text) {
            const Operand& other = left.kind == Operand::Kind::text ? right : left;
            const Operand& text = left.kind == Operand::Kind::text ? left : right;
            const auto cause = other.value(state, step);
            return cause && compare(comparison, trap_cause_name(*cause), text.text);
        }
        const auto a = left.value(state, step);
        const auto b = right.value(state, step);
        return a && b && compare(comparison, *a, *b);
    }

    void add_needs(Needs& needs) const {
        for (const auto& part : parts) {
            part->add_needs(needs);
        }
        if (kind != Kind::comparison) {
            return;
        }
        for (const Operand* operand : {&left, &right}) {
            needs.switch_number |= operand->kind == Operand::Kind::switch_number;
            const bool is_cause = operand->kind == Operand::Kind::cause;
            const Location place = is_cause ? Location::csr(csr::scause) : operand->place;
            if ((is_cause || operand->kind == Operand::Kind::place) &&
                std::ranges::find(needs.places, place) == needs.places.end()) {
                needs.places.push_back(place);
            }
        }
    }
};

namespace {

using Node = Condition::Node;
using NodePointer = std::unique_ptr<Node>;

class Parser {
  public:
    Parser(std::string_view text, const SaveArea& area, std::size_t at = 0)
        : text_(text), area_(area), at_(at) {}

    Result<NodePointer> parse() {
        auto root = parse_start();
        skip_blanks();
        if (root && at_ != text_.size()) {
            return wrong(en("nothing, && or ||"));
        }
        return root;
    }
    Result<NodePointer> parse_start() { return alternatives(0); }
    std::size_t at() const { return at_; }

  private:
    static constexpr int deepest = 50;

    tl::unexpected<Error> wrong(const Phrase& wanted) const {
        return fail(en("the condition `%1` is not understood: at character %2 %3 is wanted")(
                        text_, at_ + 1, wanted),
                    en("For example: cause == 23 && guest_context.a7 >= 0x10"));
    }

    void skip_blanks() {
        while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_])) != 0) {
            ++at_;
        }
    }

    bool take(std::string_view token) {
        skip_blanks();
        if (!text_.substr(at_).starts_with(token)) {
            return false;
        }
        at_ += token.size();
        return true;
    }

    template <class Part>
    Result<NodePointer> list(Node::Kind kind, std::string_view separator, Part part) {
        auto node = std::make_unique<Node>();
        node->kind = kind;
        do {
            NodePointer one = SWITCHSCOPE_TRY(part());
            node->parts.push_back(std::move(one));
        } while (take(separator));
        return node;
    }

    Result<NodePointer> alternatives(int depth) {
        return list(Node::Kind::any, "||",
                    [&] { return list(Node::Kind::all, "&&", [&] { return one(depth); }); });
    }

    Result<NodePointer> one(int depth) {
        if (take("(")) {
            if (depth == deepest) {
                return wrong(en("a smaller number of brackets"));
            }
            auto inner = alternatives(depth + 1);
            if (inner && !take(")")) {
                return wrong(en("a closing bracket"));
            }
            return inner;
        }
        auto node = std::make_unique<Node>();
        node->left = SWITCHSCOPE_TRY(operand());
        skip_blanks();
        const auto comparison = std::ranges::find_if(
            comparisons, [&](const auto& one) { return text_.substr(at_).starts_with(one.first); });
        if (comparison == comparisons.end()) {
            return wrong(en("a comparison (== != < <= > >=)"));
        }
        at_ += comparison->first.size();
        node->right = SWITCHSCOPE_TRY(operand());
        node->comparison = comparison->second;
        const auto is_text = [](const Operand& one) { return one.kind == Operand::Kind::text; };
        const Operand& other = is_text(node->left) ? node->right : node->left;
        if ((is_text(node->left) || is_text(node->right)) && other.kind != Operand::Kind::cause) {
            return wrong(en("`cause` on the other side of a text"));
        }
        return node;
    }

    Result<Operand> operand() {
        skip_blanks();
        if (take("\"")) {
            const std::size_t end = text_.find('"', at_);
            if (end == std::string_view::npos) {
                return wrong(en("a closing quote"));
            }
            Operand text;
            text.kind = Operand::Kind::text;
            text.text = text_.substr(at_, end - at_);
            at_ = end + 1;
            return text;
        }
        const std::size_t begin = at_;
        const auto is_part = [](char c) {
            return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.';
        };
        std::size_t end = at_;
        while (end < text_.size() && is_part(text_[end])) {
            ++end;
        }
        const std::string_view word = text_.substr(begin, end - begin);
        auto named = name_or_number(word);
        if (!named) {
            return wrong(en("a number, a register, a slot, pc, switch, world or cause"));
        }
        at_ = end;
        return std::move(*named);
    }

    std::optional<Operand> name_or_number(std::string_view word) const {
        Operand operand;
        if (word.empty()) {
            return std::nullopt;
        }
        if (std::isdigit(static_cast<unsigned char>(word.front())) != 0) {
            const auto number = parse_number(word);
            operand.number = number.value_or(0);
            return number ? std::optional(operand) : std::nullopt;
        }
        constexpr std::array<std::pair<std::string_view, Operand::Kind>, 4> moments{
            {{"pc", Operand::Kind::pc},
             {"switch", Operand::Kind::switch_number},
             {"world", Operand::Kind::world},
             {"cause", Operand::Kind::cause}}};
        for (const auto& [name, kind] : moments) {
            if (word == name) {
                operand.kind = kind;
                return operand;
            }
        }
        for (const World world : {World::host, World::guest, World::firmware}) {
            if (word == world_name(world)) {
                operand.number = static_cast<std::uint64_t>(world);
                return operand;
            }
        }
        const auto place = place_named(word);
        if (!place) {
            return std::nullopt;
        }
        operand.kind = Operand::Kind::place;
        operand.place = *place;
        return operand;
    }

    std::optional<Location> place_named(std::string_view word) const {
        if (const auto gpr = gpr_number(word)) {
            return Location::gpr(*gpr);
        }
        if (const Csr* csr = find_csr(word)) {
            return Location::csr(csr->number);
        }
        for (std::size_t n = 0; n < area_.slots().size(); ++n) {
            const Slot& slot = area_.slots()[n];
            if (slot.path == word || slot.label == word) {
                return Location::slot(0, n, slot.size);
            }
        }
        return std::nullopt;
    }

    std::string_view text_;
    const SaveArea& area_;
    std::size_t at_;
};

} // namespace

Condition::Condition(std::unique_ptr<Node> root) : root_(std::move(root)) {}
Condition::Condition(Condition&&) noexcept = default;
Condition& Condition::operator=(Condition&&) noexcept = default;
Condition::~Condition() = default;

Result<Condition> Condition::parse(std::string_view text, const SaveArea& area) {
    NodePointer root = SWITCHSCOPE_TRY(Parser(text, area).parse());
    return Condition(std::move(root));
}

Result<Condition> Condition::parse_at(std::string_view text, std::size_t& at,
                                      const SaveArea& area) {
    Parser parser(text, area, at);
    NodePointer root = SWITCHSCOPE_TRY(parser.parse_start());
    at = parser.at();
    return Condition(std::move(root));
}

Condition::Needs Condition::needs() const {
    Needs needs;
    root_->add_needs(needs);
    return needs;
}

bool Condition::holds(const MachineState& state, const Step& step) const {
    return root_->holds(state, step);
}

} // namespace switchscope
