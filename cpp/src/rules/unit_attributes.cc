// See unit_attributes.h.
#include "rules/unit_attributes.h"

#include "base/stop.h"

namespace inquit {
namespace {

using C = WordClass;
using A = UnitAttribute;

bool has(const Paragraph& p, uint32_t token, C c) {
  return token < p.phrases.classes.size() && p.phrases.classes[token].has(c);
}

}  // namespace

uint64_t cue_attributes(const Paragraph& p, const CueMatch& m) {
  const Cue& cue = p.lexicon.cues()[m.cue];
  uint64_t a = 0;
  static constexpr A kFrames[] = {A::takes_quote, A::takes_that, A::takes_clause, A::takes_whether,  A::takes_to,
                                  A::takes_np,    A::takes_of,   A::takes_as,     A::takes_trailing, A::takes_part};
  static_assert(std::size(kFrames) == static_cast<size_t>(Frame::count));
  for (size_t f = 0; f < std::size(kFrames); ++f)
    if (cue.strength[f]) a |= attribute_bit(kFrames[f]);
  if (cue.takes_addressee) a |= attribute_bit(A::addressee);
  if (cue.attitude) a |= attribute_bit(A::attitude);
  if (m.type == CueType::noun) a |= attribute_bit(A::noun);
  if (m.type == CueType::preposition) a |= attribute_bit(A::preposition);
  if (m.passive) a |= attribute_bit(A::passive);
  if (m.reduced) a |= attribute_bit(A::participle);
  if (m.finite && m.type != CueType::preposition && m.type != CueType::noun) a |= attribute_bit(A::finite);
  if (m.gerund) a |= attribute_bit(A::gerund);
  if (m.infinitive) a |= attribute_bit(A::infinitive);
  if (m.negated) a |= attribute_bit(A::negated);
  if (m.modal) a |= attribute_bit(A::modal);
  if (m.plain_present && has(p, m.first, C::naming)) a |= attribute_bit(A::habitual);  // "residents call it …"
  for (uint32_t k = m.group_first; k < m.end; ++k)
    if (has(p, k, C::decline)) a |= attribute_bit(A::declines);
  return a;
}

uint64_t mention_attributes(const Paragraph& p, const FoldedMention& m) {
  const Mention& mention = p.mentions[m.mention];
  uint64_t a = 0;
  switch (mention.form) {
    case MentionForm::name: a |= attribute_bit(A::name); break;
    case MentionForm::pronoun: a |= attribute_bit(A::pronoun); break;
    case MentionForm::group: a |= attribute_bit(A::group); break;
    default: a |= attribute_bit(A::role);
  }
  if (m.genitive || mention.pronoun_case == PronounCase::possessive ||
      (mention.pronoun_case == PronounCase::relative && has(p, m.first, C::possessive)))  // "whose"
    a |= attribute_bit(A::genitive);
  if (mention.pronoun_case == PronounCase::relative) a |= attribute_bit(A::relative);
  if (mention.pronoun_case == PronounCase::subject) a |= attribute_bit(A::subject);
  if (mention.pronoun_case == PronounCase::object) a |= attribute_bit(A::object_case);
  if (mention.form == MentionForm::pronoun && mention.person == GrammaticalPerson::first)
    a |= attribute_bit(A::first_person);
  if (mention.form == MentionForm::pronoun && mention.gender == Gender::unknown &&
      mention.person == GrammaticalPerson::third && mention.number == GrammaticalNumber::singular &&
      mention.pronoun_case == PronounCase::any)
    a |= attribute_bit(A::impersonal);  // "it": may stand for nobody
  if (mention.type == EntityType::document) a |= attribute_bit(A::document);
  if (mention.type == EntityType::unknown && mention.form == MentionForm::role) a |= attribute_bit(A::unknown);
  return a;
}

void mark_subjects(std::vector<Unit>& units) {
  constexpr size_t kReach = 8;
  for (size_t i = 0; i < units.size(); ++i) {
    if (i % kStopSteps == 0) stop_point();
    Unit& u = units[i];
    if (u.type != UnitType::mention && u.type != UnitType::phrase) continue;
    if (u.has(A::genitive) || u.has(A::object_case)) continue;
    if (i > 0 && (units[i - 1].type == UnitType::preposition)) continue;
    bool inside = false;
    for (size_t k = i + 1; k < units.size() && k < i + kReach; ++k) {
      const Unit& v = units[k];
      if (v.type == UnitType::stop) break;
      if (v.has(A::finite) && (v.type == UnitType::verb || v.type == UnitType::cue) && !inside) {
        u.attributes |= attribute_bit(A::subject);
        break;
      }
      if (v.type == UnitType::comma)
        inside = !inside;
      else if (!inside && v.type != UnitType::adverb && v.type != UnitType::time && v.type != UnitType::aside &&
               v.type != UnitType::place && v.type != UnitType::medium)
        break;
    }
  }
}

}  // namespace inquit
