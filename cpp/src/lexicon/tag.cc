// See tag.h. The questions are the tagger's own (mentions/tags.cc), in its order; a word that one of them looks beside is
// not sure.
#include "lexicon/tag.h"

namespace inquit {
namespace {

using C = WordClass;

// Of a word of the closed classes.
Tag sure_closed(ClassSet c) {
  if (c.any({C::verb_clitic, C::complementiser, C::relative, C::to})) return Tag::other;
  if (c.has(C::possessive)) return c.has(C::pronoun) ? Tag::other : Tag::possessive;
  if (c.has(C::determiner)) return c.any({C::genitive, C::collective_pronoun}) ? Tag::other : Tag::determiner;
  if (c.has(C::negation)) return c.has(C::quantifier) ? Tag::other : Tag::negation;
  if (c.has(C::quantifier)) return c.any({C::number, C::collective_pronoun}) ? Tag::other : Tag::quantifier;
  if (c.has(C::number) && c.has(C::collective_pronoun)) return Tag::other;  // "one said"
  if (!c.any(class_group::kPronounOrAuxiliary) && c.has(C::subordinator) && c.has(C::preposition)) return Tag::other;
  const Tag tag = closed_tag(c);
  return tag == Tag::subordinator && c.has(C::adverb) ? Tag::other : tag;  // "once called"
}

}  // namespace

Tag closed_tag(ClassSet c) {
  if (c.has(C::pronoun)) return Tag::pronoun;
  if (c.has(C::be)) return Tag::be;
  if (c.has(C::have)) return Tag::have;
  if (c.has(C::auxiliary_do)) return Tag::auxiliary;
  if (c.has(C::modal)) return Tag::modal;
  if (c.has(C::interrogative)) return Tag::interrogative;
  if (c.has(C::adversative)) return Tag::adversative;
  if (c.has(C::subordinator)) return Tag::subordinator;
  if (c.has(C::conjunction)) return Tag::conjunction;
  if (c.has(C::preposition)) return Tag::preposition;
  return c.has(C::number) ? Tag::number : Tag::other;
}

Tag sure_tag(ClassSet c, bool capital) {
  if (capital && (c.any(class_group::kProperOnly) || c.has(C::name_particle))) return Tag::other;
  if (c.any(class_group::kClosed)) return sure_closed(c);
  if (capital) return Tag::other;  // may be a name
  const bool noun = c.any(class_group::kNounish), adjective = c.has(C::adjective);
  if (c.has(C::infinitive)) return noun ? Tag::other : Tag::base;
  if (c.any({C::verb, C::past, C::participle, C::gerund})) return Tag::other;
  if (!noun && !adjective) return c.any({C::adverb, C::time_word}) ? Tag::adverb : Tag::noun;
  if (c.has(C::adverb) || (noun && adjective)) return Tag::other;
  return noun ? Tag::noun : Tag::adjective;
}

}  // namespace inquit
