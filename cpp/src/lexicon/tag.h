// Parts of speech, and which words have the same one wherever they stand: most do ("the", "harbour", "slowly"), so that the
// tagger is asked of the others alone.
#pragma once
#include <cstdint>

#include "lexicon/word_classes.h"

namespace inquit {

enum class Tag : uint8_t {
  other,
  determiner,
  possessive,
  quantifier,
  number,
  pronoun,
  relative,
  preposition,
  infinitive_mark,  // "to" before a noun phrase; "to" before a verb
  conjunction,
  adversative,
  subordinator,
  complementiser,
  interrogative,
  be,
  have,
  auxiliary,
  modal,  // "auxiliary" is "do"
  negation,
  adverb,
  adjective,
  noun,
  name,
  present,
  past,
  base,
  participle,
  gerund,  // of verbs; base: after "to", a modal or "do"
  genitive_clitic,  // ’s that makes a possessor
  punctuation,
  mark
};

inline bool is_nominal(Tag t) { return t == Tag::noun || t == Tag::name; }
inline bool is_finite_verb(Tag t) {
  return t == Tag::present || t == Tag::past || t == Tag::be || t == Tag::have || t == Tag::auxiliary ||
         t == Tag::modal;
}
inline bool is_verb(Tag t) { return is_finite_verb(t) || t == Tag::base || t == Tag::participle || t == Tag::gerund; }

// Classes that are asked for together.
namespace class_group {
using C = WordClass;
inline constexpr ClassSet kNounish{C::noun,          C::plural, C::role,   C::group, C::kin,       C::organisation_noun,
                                   C::document_noun, C::title,  C::medium, C::venue, C::work_noun, C::time_noun};
inline constexpr ClassSet kProperOnly{C::given_name, C::surname, C::place, C::demonym,   C::organisation,     C::media,
                                      C::party,      C::weekday, C::month, C::honorific, C::organisation_word};
inline constexpr ClassSet kClosed{C::determiner,     C::possessive,    C::quantifier,  C::number,      C::pronoun,
                                  C::relative,       C::preposition,   C::conjunction, C::adversative, C::subordinator,
                                  C::complementiser, C::interrogative, C::be,          C::have,        C::auxiliary_do,
                                  C::modal,          C::negation,      C::verb_clitic};
// Those of the closed classes that the tagger asks for before "to" and the words that open clauses.
inline constexpr ClassSet kPronounOrAuxiliary{C::pronoun, C::be, C::have, C::auxiliary_do, C::modal};
}  // namespace class_group

// The tag of a word of the closed classes where no neighbour has a say, by the first of its classes in the tagger's order; other:
// it has none of these.
Tag closed_tag(ClassSet classes);

// What the tagger (mentions/tags.h) says of a word with these classes whatever stands beside it; Tag::other where that
// matters. Not of clitics and of words in phrases.
Tag sure_tag(ClassSet classes, bool capital);

}  // namespace inquit
