// See window_gate.h.
#include "attribution/window_gate.h"

#include <algorithm>

namespace inquit {
namespace {

constexpr uint64_t kAllTypes = type_bit(UnitType::count) - 1;

// Whether the first of `sorted` for which `before` does not hold is there, and lies before `end`.
template <class T, class Before, class Place>
bool any_before(const std::vector<T>& sorted, uint32_t end, Before before, Place place) {
  const auto first = std::partition_point(sorted.begin(), sorted.end(), before);
  return first != sorted.end() && place(*first) < end;
}

}  // namespace

void WindowGate::read(const Paragraph& p, const RuleSet& rules, const AttributeOptions& options) {
  paragraph_ = &p, rules_ = &rules;
  answers_.clear(), at_cues_.clear(), colons_.clear();
  for (uint32_t k = 0; k < p.cues.size(); ++k) {
    const Cue& cue = p.lexicon.cues()[p.cues[k].cue];
    answers_.push_back((!cue.attitude || options.attitudes || cue.thinks_aloud) &&
                       rules.may_report(cue, options.explore));
    if (answers_.back()) at_cues_.push_back(k);
  }
  const uint32_t n = static_cast<uint32_t>(p.tokens.size());
  for (uint32_t k = 0; k < n; ++k)
    if (p.tokens[k].kind == TokenKind::colon) colons_.push_back(k);
}

bool WindowGate::opens(const Window& w, bool folded) const {
  const std::vector<CueMatch>& cues = paragraph_->cues;
  uint64_t types = kAllTypes, pivots = kAllTypes;
  if (!folded) types &= ~type_bit(UnitType::attribution);
  if (!any_before(
          paragraph_->quotes, w.end, [&](const Quote& q) { return q.open < w.first; },
          [](const Quote& q) { return q.open; }))
    types &= ~type_bit(UnitType::quote);
  if (!any_before(colons_, w.end, [&](uint32_t at) { return at < w.first; }, [](uint32_t at) { return at; }))
    types &= ~type_bit(UnitType::colon);
  // A cue's group, of which the cue is the last part, may begin before its own words.
  if (!any_before(
          at_cues_, w.end, [&](uint32_t k) { return std::max(cues[k].group_end, cues[k].end) <= w.first; },
          [&](uint32_t k) { return std::min(cues[k].group_first, cues[k].first); }))
    pivots &= ~type_bit(UnitType::cue);
  return rules_->may_match(1, types, pivots & types) || rules_->may_match(2, types, pivots & types);
}

}  // namespace inquit
