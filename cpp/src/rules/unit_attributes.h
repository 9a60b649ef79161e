// Part of stage 6: what the rules may ask of a cue and of a mention.
#pragma once
#include <cstdint>
#include <vector>

#include "rules/units.h"

namespace inquit {

// Sets of UnitAttribute. What stands beside them adds its own: see mark_subjects.
uint64_t cue_attributes(const Paragraph& paragraph, const CueMatch& match);
uint64_t mention_attributes(const Paragraph& paragraph, const FoldedMention& mention);

// A mention whose verb comes next, adverbs, times and set-off phrases skipped, is a subject.
void mark_subjects(std::vector<Unit>& units);

}  // namespace inquit
