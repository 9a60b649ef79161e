// What one rule, bound at one pivot, says: the units of its groups made into the spans of an attribution.
#pragma once
#include <cstdint>
#include <utility>
#include <vector>

#include "attribution/attribute.h"
#include "rules/rules.h"
#include "rules/units.h"

namespace inquit {

// The units of a window as the rules saw them.
struct WindowUnits {
  const Paragraph& paragraph;
  const Window& window;
  const std::vector<Unit>& units;  // none folded
  // Of each unit of the row that was matched: its `units`, half-open. Empty where none is folded.
  const std::vector<std::pair<uint32_t, uint32_t>>& origin;
  const std::vector<uint8_t>& depth;  // of each token: how many quotations it stands in

  uint32_t first_of(uint32_t matched) const { return origin.empty() ? matched : origin[matched].first; }
  uint32_t end_of(uint32_t matched) const { return origin.empty() ? matched + 1 : origin[matched].second; }
};

struct Candidate {
  RawAttribution raw;
  uint32_t pivot = 0;
  uint32_t first = 0, end = 0;  // units of all its groups and its pivot
  uint32_t content_first = 0, content_end = 0;
  uint32_t source_first = 0, source_end = 0;
  bool accepted = false;
  bool nested = true;  // may stand inside the content of another
  int32_t next = -1;  // of the accepted ones with the same pivot
  int32_t index = kNone;  // in the document, once accepted
  int32_t continued = kNone;  // the attribution that it adds its content to
};

// The candidate of a match at `pivot` (of the matched row). False where it reports nothing ("said nothing"), has its own cue
// for its content, or is told inside a quotation by the speaker himself. `earlier`: the attribution that the rule goes on
// from, if it does; `strength`: of the cue in the rule's frame, per mille. Its index in the document and where it stands are
// left to the caller.
bool make_candidate(const WindowUnits& row, const RuleMatch& match, uint32_t pivot, const CueMatch* cue, int strength,
                    const RawAttribution* earlier, Candidate& out);

// Direct where every word is quoted, deeper than the window itself; indirect where none is.
Kind kind_of(const WindowUnits& row, const SpanList& content);

// Whether the second lies wholly in the content of the first.
bool holds(const Candidate& outer, const Candidate& inner);

// Whether both may stand: apart, or one within the other with its source and cue.
bool compatible(const Candidate& a, const Candidate& b);

}  // namespace inquit
