// Part of stage 9: who a pronoun means: by person, gender and number, by who spoke and who was the subject, and by the
// quotation that it stands in.
#include <algorithm>

#include "speakers/resolver.h"

namespace inquit {

// "Carla Moss, who lost her job": the mention with the relative clause in which the pronoun stands; kNoMention.
uint32_t Resolver::clause_owner(uint32_t m) const {
  const uint32_t outer = at(m).outer;
  if (outer == kNoMention || outer >= m || m - outer > 64) return kNoMention;
  if (at(outer).form == MentionForm::group || at(outer).form == MentionForm::pronoun) return kNoMention;
  for (uint32_t k = outer + 1; k < m; ++k)
    if (at(k).outer == outer && at(k).pronoun_case == PronounCase::relative && at(k).span.begin >= at(outer).name.end)
      return outer;
  return kNoMention;
}

// The subject of the clause in which the object stands, as far as can be seen: the nearest one before it; kNoMention.
uint32_t Resolver::subject_before(uint32_t m) const {
  for (uint32_t k = m; k-- > 0 && at(k).paragraph == at(m).paragraph && at(k).sentence == at(m).sentence;)
    if (at(k).subject && at(k).outer == kNoMention && at(k).quote_level == at(m).quote_level) return k;
  return kNoMention;
}

Resolution Resolver::pronoun(uint32_t m) {
  const Mention& mention = at(m);
  if (mention.pronoun_case == PronounCase::relative) {
    const uint32_t before = mention.antecedent != kNoMention ? mention.antecedent : mention.outer;
    if (before >= n_mentions() || before == m) return {};
    resolve_mention(before);
    if (of_[before].speaker == kNoEntity) return {};
    return {of_[before].speaker, Basis::relative, std::min(sureness::kRelative, of_[before].confidence), {}};
  }
  const int32_t quoted_in = quotation_[m];
  if (mention.person == GrammaticalPerson::first) {
    if (narrator_ != kNoEntity && tells(m)) return {narrator_, Basis::pronoun_first_person, sureness::kNarrator, {}};
    if (quoted_in == kNone || mention.number == GrammaticalNumber::plural) return {};
    return {speaker_of(quoted_in), Basis::pronoun_first_person, sureness::kFirstPerson, {}};
  }
  if (mention.person == GrammaticalPerson::second) {
    if (quoted_in == kNone) return {};
    const uint32_t told = attribution(quoted_in).addressee_mention;
    if (told >= of_.size() || !done_[told] || of_[told].speaker == kNoEntity) return {};
    return {of_[told].speaker, Basis::pronoun_first_person, sureness::kSecondPerson, {}};
  }
  return third_person(m);
}

Resolution Resolver::third_person(uint32_t m) {
  const Mention& mention = at(m);
  Question question;
  question.at = mention.span.begin;
  question.sentence = sentence_[m];
  question.gender = mention.gender;
  question.quotation = quotation_[m];
  if (mention.number == GrammaticalNumber::plural)
    question.wanted = Wanted::several;
  else if (mention.gender == Gender::unknown)
    question.wanted = Wanted::body;
  const bool speaks = source_of_[m] != kNone, is_told = addressee_of_[m] != kNone;
  if (question.wanted != Wanted::person && !speaks && !is_told && mention.pronoun_case != PronounCase::possessive)
    return {};

  if (mention.person == GrammaticalPerson::unknown && speaks)  // "one said", "others said": nobody in particular
    return phrase(m, mention.number == GrammaticalNumber::plural ? SpeakerKind::group : SpeakerKind::anonymous, false,
                  {});

  if (const uint32_t owner = clause_owner(m); owner != kNoMention && question.wanted == Wanted::person) {
    const int32_t id = of_[owner].speaker;
    if (id != kNoEntity && (entity(id).gender == Gender::unknown || entity(id).gender == mention.gender)) {
      if (entity(id).gender == Gender::unknown) entity(id).gender = mention.gender, entity(id).gender_basis = "pronoun";
      return {id, Basis::pronoun_possessor, sureness::kPossessor, {}};
    }
  }
  // Never who says "he" in his own words, nor who tells him, nor the one whom "his" helps to name.
  if (quotation_[m] != kNone) question.excluded[0] = speaker_of(quotation_[m]);
  if (is_told) question.excluded[1] = speaker_of(addressee_of_[m]);
  if (mention.outer != kNoMention && at(mention.outer).form != MentionForm::group)
    question.excluded[2] = of_[mention.outer].speaker;

  // Nor who tells the story.
  if (told_by_teller_ && mention.quote_level == 0 && quotation_[m] == kNone) question.excluded[3] = narrator_;
  // Nor does a subject do to "him" what would be to himself.
  if (!is_told && (mention.pronoun_case == PronounCase::object ||
                   (mention.pronoun_case == PronounCase::any && !mention.subject && mention.outer == kNoMention)))
    if (const uint32_t subject = subject_before(m); subject != kNoMention)
      question.excluded[4] = canonical(of_[subject].speaker);
  // Nor the one whom he calls by name.
  if (conversation_ && speaks && mention.quote_level == 0) question.exclude_called(vocatives(source_of_[m]));

  if (const int32_t id = by_turns(m, question); id != kNoEntity) {
    if (entity(id).gender == Gender::unknown) entity(id).gender = mention.gender, entity(id).gender_basis = "pronoun";
    return {id, Basis::pronoun_last_speaker, sureness::kDialogueTurn, {}};
  }
  // In a conversation whoever is only talked about does not speak, if the telling names anybody.
  question.told = conversation_ && (speaks || is_told) && question.wanted == Wanted::person && quotation_[m] == kNone;
  Answer answer = salience_.ask(question, entities_.list);
  if (question.told && answer.entity == kNoEntity && answer.candidates().empty()) {
    question.told = false;
    answer = salience_.ask(question, entities_.list);
    if (answer.entity != kNoEntity && !entity(answer.entity).surely_person) answer = {};
  }
  Resolution out;
  if (speaks || is_told) out.candidates.assign(answer.candidates().begin(), answer.candidates().end());
  if (answer.entity == kNoEntity && answer.candidates().empty() && question.wanted == Wanted::person &&
      quotation_[m] == kNone && entities_.in_title != kNoEntity) {  // the first sentence after the headline
    const int32_t id = entities_.in_title;
    const Gender known = entity(id).gender;
    if ((known == Gender::unknown || known == mention.gender) && !question.excludes(id))
      return {id, Basis::pronoun_subject, sureness::kPronounFar, {}};
  }
  if (answer.entity == kNoEntity) return out;
  out.speaker = answer.entity;
  Entity& who = entity(answer.entity);
  out.basis = mention.pronoun_case == PronounCase::possessive ? Basis::pronoun_possessor
              : answer.spoke                                  ? Basis::pronoun_last_speaker
                                                              : Basis::pronoun_subject;
  out.confidence = answer.lead < weight::kOther ? sureness::kPronounRivals
                   : answer.distance <= 2       ? sureness::kPronounNear
                                                : sureness::kPronounFar;
  if (question.wanted == Wanted::body && speaks && who.type == EntityType::unknown) who.type = EntityType::organisation;
  if (question.wanted == Wanted::person && who.gender == Gender::unknown) {
    out.confidence += sureness::kUnknownGender;
    if (answer.lead >= weight::kOther) who.gender = mention.gender, who.gender_basis = "pronoun";
  }
  return out;
}

}  // namespace inquit
