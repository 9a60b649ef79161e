// Stage 5: cues: the words that report, each with its verb group: "had committed to" is the cue "committed to" in a
// perfect group. Which of them report, and what, is for the rules to say.
#pragma once
#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

#include "lexicon/lexicon.h"
#include "mentions/tags.h"
#include "text/tokens.h"

namespace inquit {

struct CueMatch {
  uint16_t cue = 0;                    // index into Lexicon::cues()
  CueType type = CueType::verb;
  Span span;                           // of the cue's words, auxiliaries left out
  Span second;                         // the tail of a cue that was parted ("made it clear"); else empty
  uint32_t first = 0, end = 0;         // tokens of the cue's words
  uint32_t group_first = 0, group_end = 0;  // tokens of the verb group: auxiliaries, adverbs between
  bool finite = false;                 // has a subject of its own: "said", "has said", "is saying"
  bool gerund = false;                 // "saying"
  bool infinitive = false;             // "to say"
  bool passive = false;                // "was told", "told by"
  bool reduced = false;                // a participle without auxiliary: "told", "accused"
  bool negated = false;
  bool modal = false;                  // "would say"
  bool plain_present = false;          // "call": the present without a third person's ending
  bool adjacent_noun = false;          // noun cue: stands in a noun phrase
};

// In text order, at most one a token.
void find_cues(const Tokens& tokens, const std::vector<Tag>& tags, const Phrases& phrases, const Lexicon& lexicon,
               std::vector<CueMatch>& out);

// The first cue whose own words begin at the token or behind it.
inline std::vector<CueMatch>::const_iterator first_cue_from(const std::vector<CueMatch>& cues, uint32_t token) {
  return std::lower_bound(cues.begin(), cues.end(), token, [](const CueMatch& c, uint32_t at) { return c.first < at; });
}
inline bool has_cue(const std::vector<CueMatch>& cues, uint32_t first, uint32_t end) {
  const auto cue = first_cue_from(cues, first);
  return cue != cues.end() && cue->first < end;
}

}  // namespace inquit
