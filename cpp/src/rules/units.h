// Stage 6: tokens, quotations, mentions and cues -> units: the alphabet in which the rules are written. A window (the
// outside of a paragraph's quotations, the inside of one, a clause that was folded into a mention) becomes a row of
// units, each with a type and attributes.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "mentions/mentions.h"
#include "mentions/tags.h"
#include "rules/cues.h"
#include "text/quotes.h"
#include "text/tokens.h"

namespace inquit {

// The types, with their names in the rule language. docs/rules.md explains each.
// clang-format off
#define INQUIT_UNIT_TYPES(X)                                                                                    \
  X(quote, "QUOTE")                                                                                             \
  X(mention, "MENTION") X(phrase, "PHRASE") X(cue, "CUE") X(verb, "VERB") X(that, "THAT") X(whether, "WHETHER") \
      X(when, "WHEN") X(conjunction, "AND") X(adversative, "BUT") X(preposition, "PREP") X(adverb, "ADVERB")    \
          X(time, "TIME") X(place, "PLACE") X(medium, "MEDIUM") X(aside, "ASIDE") X(word, "WORD") X(comma, ",") \
              X(colon, ":") X(semicolon, ";") X(dash, "DASH") X(stop, ".") X(attribution, "ATTRIBUTION")
// clang-format on

enum class UnitType : uint8_t {
#define X(id, name) id,
  INQUIT_UNIT_TYPES(X)
#undef X
      count
};

constexpr uint64_t type_bit(UnitType t) { return uint64_t{1} << static_cast<int>(t); }

// Attributes, with their names in the rule language.
// clang-format off
#define INQUIT_UNIT_ATTRIBUTES(X)                                                                                   \
  /* of a quotation: how it ends and where it stands */                                                             \
  X(ends_comma, "comma")                                                                                            \
  X(ends_stop, "stop") X(ends_question, "question") X(ends_plain, "plain") X(open, "open") X(whole, "whole")        \
      X(fragment, "fragment") X(lower, "lower") X(title, "title")  /* of a mention */                               \
      X(name, "name") X(pronoun, "pronoun") X(role, "role") X(group, "group") X(subject, "subject")                 \
          X(genitive, "genitive") X(relative, "relative") X(first_person, "first") X(impersonal, "impersonal")      \
              X(document, "document") X(object_case, "object") X(unknown, "unknown")  /* of a cue: what it takes */ \
      X(takes_quote, "quote") X(takes_that, "that") X(takes_clause, "clause") X(takes_whether, "whether")           \
          X(takes_to, "to") X(takes_np, "np") X(takes_of, "of") X(takes_as, "as") X(takes_trailing, "trailing")     \
              X(takes_part, "part") X(addressee, "addressee")                                                       \
                  X(attitude, "attitude")  /* of a cue or a verb: its form */                                       \
      X(finite, "finite") X(gerund, "gerund") X(infinitive, "infinitive") X(passive, "passive")                     \
          X(participle, "participle") X(noun, "noun") X(preposition, "preposition") X(negated, "negated")           \
              X(modal, "modal") X(declines, "declines") X(habitual, "habitual")  /* of a preposition */             \
      X(of, "of-word") X(by, "by-word") X(to_word, "to-word") X(as_word, "as-word")                                 \
          X(topic, "topic-word") X(viewpoint, "viewpoint-word") X(causal, "causal")  /* of a conjunction or stop */                                                    \
      X(line_end, "line-end")  /* of a found attribution, folded */                                                 \
      X(direct, "direct") X(mixed, "mixed") X(indirect, "indirect")
// clang-format on

enum class UnitAttribute : uint8_t {
#define X(id, name) id,
  INQUIT_UNIT_ATTRIBUTES(X)
#undef X
      count
};
static_assert(static_cast<int>(UnitAttribute::count) <= 64);

constexpr uint64_t attribute_bit(UnitAttribute a) { return uint64_t{1} << static_cast<int>(a); }

struct Unit {
  uint64_t attributes = 0;
  Span span;                    // of the text, a closing comma of an apposition left out
  uint32_t first = 0, end = 0;  // tokens
  uint32_t index = kNoMention;  // mention, quotation, cue match or attribution, by type
  UnitType type = UnitType::word;

  bool has(UnitAttribute a) const { return attributes & attribute_bit(a); }
};

enum class WindowKind : uint8_t { outside, quotation, clause, dialogue };  // dialogue: a paragraph that a dash opens

struct Window {
  WindowKind kind = WindowKind::outside;
  uint32_t first = 0, end = 0;  // tokens
  int8_t level = 0;             // quotation level
  int32_t quote = -1;           // of a quotation: its index
};

// One paragraph, as far as the stages before have taken it.
struct Paragraph {
  std::string_view text;
  const Tokens& tokens;
  const std::vector<Tag>& tags;
  const Phrases& phrases;
  const std::vector<Quote>& quotes;
  const std::vector<CueMatch>& cues;
  const std::vector<Mention>& mentions;         // of the document
  const std::vector<FoldedMention>& folded;
  const std::vector<FoldedMention>& inner;
  const Lexicon& lexicon;
};

// The windows of a paragraph that can hold an attribution: those with a cue, a quotation or a colon.
void find_windows(const Paragraph& paragraph, std::vector<Window>& out);

void make_units(const Paragraph& paragraph, const Window& window, std::vector<Unit>& out);

std::string_view to_string(UnitType);

}  // namespace inquit
