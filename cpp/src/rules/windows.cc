// The windows of a paragraph: what of it the rules look at. See units.h.
#include "rules/units.h"

namespace inquit {

void find_windows(const Paragraph& p, std::vector<Window>& out) {
  out.clear();
  const uint32_t n = static_cast<uint32_t>(p.tokens.size());
  Window outside;
  outside.end = n;
  out.push_back(outside);
  // The inside of a quotation that a cue or another quotation stands in.
  for (size_t k = 0; k < p.quotes.size(); ++k) {
    const Quote& q = p.quotes[k];
    const uint32_t first = q.open + 1, end = q.close == kNoToken ? n : q.close + q.dialogue;
    const bool has_quote = k + 1 < p.quotes.size() && p.quotes[k + 1].open < end;
    if (first >= end || !(has_cue(p.cues, first, end) || has_quote || q.dialogue)) continue;
    const WindowKind kind = q.dialogue ? WindowKind::dialogue : WindowKind::quotation;
    out.push_back({kind, first, end, static_cast<int8_t>(q.level + 1), static_cast<int32_t>(k)});
  }
  // Clauses that were folded into a mention.
  for (const FoldedMention& m : p.folded) {
    if (m.mention == kNoMention || m.end <= m.base_end + 2) continue;
    if (!has_cue(p.cues, m.base_end, m.end)) continue;
    out.push_back({WindowKind::clause, m.base_end, m.end, p.mentions[m.mention].quote_level, -1});
  }
}

}  // namespace inquit
