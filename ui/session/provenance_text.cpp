// SPDX-License-Identifier: MIT
#include "ui/session/provenance_text.h"

#include <algorithm>

#include <QCoreApplication>

#include "core/model/explain.h"
#include "ui/base/format.h"

namespace switchscope::ui {

namespace {

struct ProvenanceTextText {
    Q_DECLARE_TR_FUNCTIONS(provenance)
};

} // namespace

QString origin_text(const Provenance& provenance, const SaveArea& area) {
    QString text = text_of(describe(provenance, area));
    text.replace(0, 1, text.left(1).toUpper());
    return text;
}

QString provenance_sentence(const SessionFacts& facts, const Timeline& timeline,
                            const CurrentSwitch& now, const Location& location) {
    const Provenance provenance = now.provenance().of(location);
    const QString origin = origin_text(provenance, facts.area);
    if (provenance.chain.empty()) {
        return ProvenanceTextText::tr("%1, not moved in this world switch.").arg(origin);
    }
    const std::size_t number = provenance.chain.back();
    const Step& step = timeline.recording().step(number);
    const bool made =
        provenance.origin.kind == Origin::Kind::made && provenance.origin.step == number;
    if (step.kind == Step::Kind::run) {
        return ProvenanceTextText::tr("%1, from a stretch that ran unobserved, step %2.")
            .arg(origin, grouped(number + 1));
    }
    return (made ? ProvenanceTextText::tr("%1, made by `%2` at step %3.")
            : step.world == World::guest
                ? ProvenanceTextText::tr("%1, written by the guest's `%2` at step %3.")
                : ProvenanceTextText::tr("%1, brought here by `%2` at step %3."))
        .arg(origin, text_of(instruction_of(step)), grouped(number + 1));
}

std::vector<ChainMove> moves_of_chain(const Recording& recording, const Provenance& provenance,
                                      const Location& location) {
    std::vector<ChainMove> moves;
    Location at = location;
    for (auto step = provenance.chain.rbegin(); step != provenance.chain.rend(); ++step) {
        const auto& effects = recording.step(*step).effects;
        const auto effect = std::ranges::find(effects, at, &Effect::at);
        if (effect == effects.end()) {
            break;
        }
        moves.push_back({*step, effect->from, at});
        if (!effect->from) {
            break;
        }
        at = *effect->from;
    }
    std::ranges::reverse(moves);
    return moves;
}

} // namespace switchscope::ui
