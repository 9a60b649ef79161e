// Part of stage 9: words that say something of somebody and name nobody: "the young man", "our visitor", "the 22-year-old".
#include <algorithm>
#include <array>

#include "speakers/entity_words.h"
#include "speakers/resolver.h"

namespace inquit {
namespace {

using C = WordClass;

constexpr uint32_t kEpithetReach = 4;  // sentences
constexpr uint32_t kMostLooked = 64;  // mentions looked back over
constexpr uint32_t kJustMet = 500;  // bytes since somebody's first mention within which he is a stranger

}  // namespace

// "the young lady", "the widow": nobody bears it as a title; then it may be said of her whom "she" would mean, if it is plain who.
Resolution Resolver::like_pronoun(uint32_t m) {
  Question question{at(m).span.begin, sentence_[m], Wanted::person, at(m).gender, quotation_[m]};
  if (quotation_[m] != kNone) question.excluded[0] = speaker_of(quotation_[m]);
  if (addressee_of_[m] != kNone) question.excluded[1] = speaker_of(addressee_of_[m]);
  if (conversation_ && source_of_[m] != kNone) {
    question.excluded[3] = who_speaks(attribution(source_of_[m]).answers);
    question.exclude_called(vocatives(source_of_[m]));
  }
  const Answer answer = salience_.ask(question, entities_.list);
  if (answer.entity == kNoEntity || !answer.candidates().empty()) return {};
  const Entity& who = entity(answer.entity);
  if (!who.named || who.gender != at(m).gender) return {};
  return {answer.entity, Basis::role_bound, sureness::kRoleOfSeveral, {}};
}

// "the 22-year-old", "the mother of four", "the Belgian": says something of him who is being told of, and names nobody.
bool Resolver::is_epithet(uint32_t m) {
  const Mention& mention = at(m);
  if (source_of_[m] == kNone || !mention.definite || !mention.possessor.empty() || mention.quote_level > 0 ||
      (mention.core.size() != mention.span.size() && !words({mention.core.end, mention.span.end}).starts_with(',')))
    return false;
  bool kin = false, age = false, people = false, several = false, rest = false, first = true, counted = false;
  words_between_spaces(words(mention.core), [&](std::string_view w) {
    const ClassSet c = entities_.classes(w, true);
    if (std::exchange(first, false) && c.has(C::determiner)) return;
    age |= c.has(C::age_noun);
    kin |= c.has(C::kin) && !c.has(C::plural);
    counted |= kin && (c.has(C::number) || c.has(C::quantifier) || (!w.empty() && w[0] >= '0' && w[0] <= '9'));
    people |= c.has(C::demonym) && capitalised(w);
    several |= c.has(C::plural) || c.has(C::group);
    rest |= !c.any({C::kin, C::age_noun, C::demonym, C::number, C::quantifier, C::genitive}) &&
            !(!w.empty() && w[0] >= '0' && w[0] <= '9');
  });
  return !several && (age || (kin && counted && !rest) || (people && !rest));
}

// "The Frenchman", in a conversation.
bool Resolver::is_one_of_people(uint32_t m) const {
  if (!conversation_ || at(m).number == GrammaticalNumber::plural || !at(m).definite) return false;
  const std::string_view last = last_word(words(at(m).core));
  bool one = false;
  each_word(lexicon_->setting("one_of_people"), [&](std::string_view ending) { one |= last.ends_with(ending); });
  return one;
}

// Who spoke last, or whom the sentence before was about, if he is near and plain.
Resolution Resolver::epithet(uint32_t m) {
  Question question{at(m).span.begin, sentence_[m], Wanted::person, at(m).gender, quotation_[m]};
  const Answer answer = salience_.ask(question, entities_.list);
  if (answer.entity == kNoEntity || answer.distance > (answer.spoke ? kEpithetReach : 1)) return {};
  const Entity& who = entity(answer.entity);
  if (!who.named || who.kind != SpeakerKind::person) return {};
  return {answer.entity, Basis::role_bound, sureness::kRoleOfSeveral, {}};
}

// Of a role that tags a turn ("the young lady"): who had the turn before last, if the two are known to be of one gender.
int32_t Resolver::role_by_turns(uint32_t m) const {
  const int32_t a = source_of_[m];
  if (!conversation_ || a == kNone || this->attribution(a).quote_level > 0) return kNoEntity;
  const int32_t who = turn_before_last(a);
  if (who <= kNoEntity || !fits(m, who) || at(m).gender == Gender::unknown) return kNoEntity;
  const Entity& e = entities_.list[static_cast<size_t>(who)];
  if (!e.named) return kNoEntity;
  if (e.gender != Gender::unknown) return who;
  // Not known to be a woman, but the other one is known to be none.
  const int32_t last = who_speaks(attribution(a).answers);
  if (last <= kNoEntity) return kNoEntity;
  const Gender other = entities_.list[static_cast<size_t>(last)].gender;
  return other != Gender::unknown && other != at(m).gender ? who : kNoEntity;
}

// Two have had three turns and more by turns, side by side, up to this one.
bool Resolver::in_steady_turns(uint32_t m) const {
  int32_t a = source_of_[m];
  if (a == kNone) return false;
  std::array<int32_t, 4> who{};
  for (int32_t& speaker : who) {
    const int32_t before = attribution(a).answers;
    if (before == kNone || attribution(a).paragraph > attribution(before).paragraph + 1) return false;
    a = before;
    speaker = who_speaks(a);
    if (speaker == kNoEntity) return false;
  }
  return who[0] == who[2] && who[1] == who[3] && who[0] != who[1];
}

// Of words that any man or woman may be called by ("the girl", "this personage", "our visitor"): who has the turn that they
// tag, else who stands out in the telling.
int32_t Resolver::generic_by_turns(uint32_t m, Key head) {
  const int32_t a = source_of_[m];
  if (!has_word(lexicon_->setting("anybody"), head.text()) && !is_generic(head)) return kNoEntity;
  const std::string_view last = last_word(words(at(m).core));
  if (capitalised(last) || !(entities_.spelling(last).key == head))
    return kNoEntity;  // "the Duchess"; "the girl at the door"
  Question question{at(m).span.begin, sentence_[m], Wanted::person, at(m).gender, quotation_[m]};
  if (addressee_of_[m] != kNone) question.excluded[1] = speaker_of(addressee_of_[m]);
  if (a != kNone) {
    if (attribution(a).quote_level > 0 || attribution(a).kind == Kind::indirect) return kNoEntity;
    return not_long_known(m, head, decide_in_scene(a, question));
  }
  if (quotation_[m] != kNone) return kNoEntity;
  if (const int32_t who = announced(m, head); who != kNoEntity) return who;
  question.told = true;
  const Answer answer = salience_.ask(question, entities_.list);
  if (answer.entity != kNoEntity && answer.lead >= weight::kOther && answer.score > 0) return answer.entity;
  // However far back, if there is nobody else of that sex.
  const auto plain = [&](const Answer& a) {
    return a.entity != kNoEntity && a.candidates().empty() && entity(a.entity).named &&
           entity(a.entity).surely_person && at(m).gender != Gender::unknown && entity(a.entity).gender == at(m).gender;
  };
  if (plain(answer)) return answer.entity;
  if (answer.entity != kNoEntity || !answer.candidates().empty()) return kNoEntity;
  question.told = false;  // "“It is old Mr. Low.” The old gentleman came in"
  const Answer spoken_of = salience_.ask(question, entities_.list);
  return plain(spoken_of) ? spoken_of.entity : kNoEntity;
}

// "The stranger" is nobody who has been known by name for some time, unless he was called that.
int32_t Resolver::not_long_known(uint32_t m, Key head, int32_t who) {
  if (who < 0 || !has_word(lexicon_->setting("newcomers"), head.text())) return who;
  if (bears(who, head)) return who;
  const bool known = spoke(who) && entity(who).first + kJustMet < at(m).span.begin;
  if (known && is_ours(m) && at(m).possessor.empty()) return kNoEntity;
  entities_.add_role(head, {at(m).span.begin, who, words(at(m).title.empty() ? at(m).core : at(m).title)});
  return who;
}

// "“Miss Penhale, gentlemen,” said she. Our visitor was a tall girl": who has just been called and has not spoken.
int32_t Resolver::announced(uint32_t m, Key head) {
  if (!has_word(lexicon_->setting("newcomers"), head.text())) return kNoEntity;
  int32_t last = kNone;
  for (uint32_t k = m; k-- > 0 && m - k < kMostLooked && last == kNone && at(k).paragraph + 2 > at(m).paragraph;)
    last = quotation_[k];
  if (last == kNone || begin_of(last) > at(m).span.begin) return kNoEntity;
  const std::vector<int32_t> called = vocatives(last);
  if (called.size() != 1 || !may_speak(called[0]) || !fits(m, called[0])) return kNoEntity;
  const int32_t who = called[0];
  return spoke(who) || who == narrator_ || salience_.last_seen(who, begin_of(last)) > 0 ? kNoEntity : who;
}

// "man", "lady": may be said of anybody of that sex or age. A language that does not list such words takes any.
bool Resolver::is_generic(Key head) const {
  const std::string_view listed = lexicon_->setting("generic_people");
  return listed.empty() || has_word(listed, head.text());
}

}  // namespace inquit
