// Part of stage 4: the base noun phrase, from its determiner to its head: "the port’s former safety manager",
// "US Secretary of State Antony Blinken". What follows the head (apposition, relative clause) is folded by mentions.cc.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "mentions/mentions.h"
#include "mentions/tags.h"
#include "rules/cues.h"
#include "text/quotes.h"
#include "text/tokens.h"

namespace inquit {

// What the finder of mentions reads of a paragraph.
struct ParagraphView {
  std::string_view text;
  const Tokens& tokens;
  const std::vector<Tag>& tags;
  const Phrases& phrases;
  const std::vector<Quote>& quotes;
  const std::vector<int32_t>& quote_at;  // one a token: the quotation whose opening mark it is, or -1
  const Lexicon& lexicon;
  // What is asked all the time, without the way by the vectors.
  const uint32_t n_tokens = static_cast<uint32_t>(tokens.size());
  const std::span<const Tag> tag_of = tags;
  const std::span<const ClassSet> classes_of = phrases.classes;

  uint32_t size() const { return n_tokens; }
  bool has(uint32_t i, WordClass c) const { return i < size() && classes_of[i].has(c); }
  bool is(uint32_t i, WordClass c) const { return i < size() && tokens[i].is(c); }  // of the word itself
  bool any(uint32_t i, ClassSet c) const { return i < size() && classes_of[i].any(c); }
  Tag tag(uint32_t i) const { return i < size() ? tag_of[i] : Tag::punctuation; }
  bool kind(uint32_t i, TokenKind k) const { return i < size() && tokens[i].kind == k; }
  // The token after i: behind the closing mark where i opens a quotation.
  uint32_t next(uint32_t i) const {
    if (i < size() && quote_at[i] >= 0) {
      const Quote& q = quotes[quote_at[i]];
      return q.close == kNoToken ? size() : q.close + 1;
    }
    return i + 1;
  }
  Span span(uint32_t first, uint32_t end) const { return {tokens[first].span.begin, tokens[end - 1].span.end}; }
};

struct NounPhrase {
  uint32_t first = 0, end = 0;  // tokens; end == first: none
  uint32_t head = 0;
  uint32_t head_of = 0;  // of "Court of Accounts": its "Court"; else 0
  uint32_t name_first = 0, name_end = 0;  // the proper name at its end, titles left out; empty: none
  uint32_t possessor_first = 0, possessor_end = 0;  // "Restrepo" of "Restrepo’s chief", "his" of "his wife"
  bool determined = false;  // the, a, this, his, a possessor
  bool indefinite = false;  // determined, but by none of the words that refer to somebody known
  bool counted = false;
  bool pronoun = false;
  bool genitive = false;  // ends in a possessive clitic

  bool empty() const { return end == first; }
};

inline NounPhrase empty_phrase(uint32_t at) {
  NounPhrase np;
  np.first = np.end = at;
  return np;
}

// Whether a noun phrase can begin with such a token if it is no particle of a name.
constexpr bool may_begin_noun_phrase(Tag tag) {
  constexpr auto bit = [](Tag t) { return uint64_t{1} << static_cast<int>(t); };
  constexpr uint64_t kBeginners = bit(Tag::relative) | bit(Tag::pronoun) | bit(Tag::determiner) | bit(Tag::possessive) |
                                  bit(Tag::quantifier) | bit(Tag::number) | bit(Tag::adjective) | bit(Tag::noun) |
                                  bit(Tag::name) | bit(Tag::genitive_clitic);
  return kBeginners >> static_cast<int>(tag) & 1;
}
// Whether one can begin at the token at all; parse_noun_phrase() gives an empty one elsewhere.
inline bool may_begin_noun_phrase(const ParagraphView& view, uint32_t at) {
  return may_begin_noun_phrase(view.tag(at)) || view.has(at, WordClass::name_particle);
}

NounPhrase parse_noun_phrase(const ParagraphView& view, uint32_t at);

}  // namespace inquit
