// Part of stage 9: who speaks in a conversation where no name says so. The turns alternate; whoever is called by name in
// one gives the next and did not speak himself; a pronoun or a role beside a quotation is not the speaker before.
#include <algorithm>

#include "base/stop.h"
#include "base/utf8.h"
#include "speakers/entity_words.h"
#include "speakers/resolver.h"

namespace inquit {
namespace {

constexpr int32_t kTurnsAhead = 4;  // pairs of turns
constexpr uint32_t kMostCalled = 32;  // names looked at in one turn
constexpr int32_t kActs = 4, kIntroduced = 3;  // against being called by name once
constexpr uint32_t kSelfNaming = 24;  // bytes before a name that are looked at
constexpr int32_t kTeller = -2;  // the narrator, where nobody names him: "I"

bool is_letter(CharClass c) {
  return c == CharClass::lower || c == CharClass::upper || c == CharClass::caseless || c == CharClass::combining;
}

// The word from `at` on, apostrophes between its letters included.
std::string_view word_from(std::string_view text, uint32_t at, const CharClass* table) {
  const uint32_t begin = at;
  uint32_t end = at;
  while (at < text.size()) {
    const CharClass c = char_class(table, decode(text, at));
    if (is_letter(c))
      end = at;
    else if (c != CharClass::apostrophe || end == begin)
      break;
  }
  return text.substr(begin, end - begin);
}

bool is_untagged(const RawAttribution& a) {
  return a.source_mention == kNoMention && a.source.empty() && a.cue.empty() && a.turn_of == kNone &&
         a.zone == Zone::body && !a.content.empty();
}

}  // namespace

void Resolver::find_turns() {
  conversation_ = false, narrator_ = kNoEntity;
  untagged_.clear(), introduces_.clear(), same_as_.clear();
  answered_by_.assign(attributions_->size(), kNone);
  turn_speaker_.assign(attributions_->size(), kNoEntity);
  for (size_t a = 0; a < attributions_->size(); ++a) {
    const int32_t before = (*attributions_)[a].answers;
    if (before != kNone) answered_by_[static_cast<size_t>(before)] = static_cast<int32_t>(a);
    conversation_ |= before != kNone;
    if (is_untagged((*attributions_)[a])) untagged_.push_back(static_cast<int32_t>(a));
  }
  if (!conversation_) return untagged_.clear();
  std::sort(untagged_.begin(), untagged_.end(), [&](int32_t a, int32_t b) { return begin_of(a) < begin_of(b); });
  people_who_speak();
  find_introductions();
  find_narrator();
}

// Whoever speaks in a conversation is a person, whatever his name could be elsewhere: "said Jordan", "said the Teapot".
void Resolver::people_who_speak() {
  for (const RawAttribution& raw : *attributions_) {
    if (raw.source_mention >= n_mentions() || raw.kind != Kind::direct || raw.turn_of != kNone) continue;
    const int32_t id = entities_.of_mention[raw.source_mention];
    if (id == kNoEntity || at(raw.source_mention).form != MentionForm::name) continue;
    Entity& who = entity(id);
    if (who.surely_person || who.name.n_full > 2 || who.kind != SpeakerKind::person) continue;
    who.type = EntityType::person;
    who.surely_person = true;
  }
}

// "Our visitor", who says "I am Violet Amory": from here on the two are one.
void Resolver::introduce(uint32_t m) {
  const int32_t a = source_of_[m];
  if (a == kNone || introduces_.empty() || introduces_[static_cast<size_t>(a)] == kNoEntity) return;
  const int32_t who = introduces_[static_cast<size_t>(a)], so_far = of_[m].speaker;
  if (so_far == who || (so_far == kNoEntity && tells(m))) return;
  if (so_far != kNoEntity) {
    if (entity(so_far).named || entity(so_far).kind != SpeakerKind::anonymous) return;
    same_as_.resize(std::max(same_as_.size(), entities_.list.size()), kNoEntity);
    same_as_[static_cast<size_t>(so_far)] = who;
    if (entity(who).gender == Gender::unknown) {
      entity(who).gender = entity(so_far).gender;
      entity(who).gender_basis = entity(so_far).gender_basis;
    }
  }
  of_[m].speaker = who;
  of_[m].basis = Basis::role_bound;
}

// "My name is Violet Amory", "I am Miss Ware": by attribution, who says so of himself.
void Resolver::find_introductions() {
  introduces_.assign(attributions_->size(), kNoEntity);
  const std::string_view listed = lexicon_->setting("self_naming");
  if (listed.empty()) return;
  std::string before;
  StopEvery ask;
  for (uint32_t m = 0; m < n_mentions(); ++m) {
    ask();
    const int32_t a = quotation_[m], who = entities_.of_mention[m];
    if (a == kNone || who == kNoEntity || at(m).form != MentionForm::name || at(m).outer != kNoMention ||
        introduces_[static_cast<size_t>(a)] != kNoEntity)
      continue;
    const Span here = at(m).span;
    before.clear();
    fold(plain_spaces(words({here.begin - std::min(here.begin, kSelfNaming), here.begin}), entities_.arena()), before);
    while (before.ends_with(' ')) before.pop_back();
    for (std::string_view rest = listed; !rest.empty();) {
      const std::string_view phrase = rest.substr(0, rest.find('|'));
      rest.remove_prefix(std::min(phrase.size() + 1, rest.size()));
      if (!before.ends_with(phrase)) continue;
      const size_t at_phrase = before.size() - phrase.size();
      const Entity& named = entities_.list[static_cast<size_t>(who)];
      if ((at_phrase == 0 || before[at_phrase - 1] == ' ' ||
           !is_letter(char_class(char_table(), decode_before(before, static_cast<uint32_t>(at_phrase))))) &&
          named.type != EntityType::organisation && named.type != EntityType::people &&
          named.type != EntityType::document)
        introduces_[static_cast<size_t>(a)] = who;
    }
  }
}

uint32_t Resolver::begin_of(int32_t attribution) const { return this->attribution(attribution).content.front().begin; }

// Who tells the story: called by name in a turn beside one of his own ("I said"), and hardly ever named in the telling.
void Resolver::find_narrator() {
  std::vector<int32_t> called(entities_.list.size());
  for (size_t a = 0; a < attributions_->size(); ++a) {
    const uint32_t m = (*attributions_)[a].source_mention;
    if (m >=
        n_mentions()) {  // untagged, between two that others say: his own where he said the one two before or after
      const int32_t id = introduces_[a], before = (*attributions_)[a].answers, after = answered_by_[a];
      for (const int32_t two : {before == kNone ? kNone : attribution(before).answers,
                                after == kNone ? kNone : answered_by_[static_cast<size_t>(after)]})
        if (id != kNoEntity && two != kNone && attribution(two).source_mention < n_mentions() &&
            tells(attribution(two).source_mention))
          called[static_cast<size_t>(id)] += kIntroduced;
    }
    if (m >= n_mentions() || !tells(m)) continue;
    for (const int32_t beside : {(*attributions_)[a].answers, answered_by_[a]})
      if (beside != kNone)
        for (const int32_t id : vocatives(beside)) ++called[static_cast<size_t>(id)];
    if (const int32_t id = introduces_[a]; id != kNoEntity) called[static_cast<size_t>(id)] += kIntroduced;
  }
  std::vector<int32_t> told(called.size());  // who acts or speaks by name in the telling is somebody else
  for (uint32_t m = 0; m < n_mentions(); ++m)
    if (const int32_t id = entities_.of_mention[m]; id != kNoEntity && depth_[m] == 0)
      told[static_cast<size_t>(id)] += at(m).subject || source_of_[m] != kNone ? kActs : 1;
  for (size_t id = 0; id < called.size(); ++id) {
    called[id] -= told[id];
    if (called[id] > 0 && (narrator_ < 0 || called[id] > called[static_cast<size_t>(narrator_)]))
      narrator_ = static_cast<int32_t>(id);
  }
}

// "I" outside quotations.
bool Resolver::tells(uint32_t m) const {
  return at(m).form == MentionForm::pronoun && at(m).person == GrammaticalPerson::first &&
         at(m).number != GrammaticalNumber::plural && quotation_[m] == kNone && at(m).quote_level == 0;
}

int32_t Resolver::who_speaks(int32_t attribution) const {
  if (attribution == kNone) return kNoEntity;
  if (turn_speaker_[static_cast<size_t>(attribution)] == kTeller) return kTeller;
  const uint32_t m = this->attribution(attribution).source_mention;
  if (m < n_mentions() && tells(m)) return narrator_ == kNoEntity ? kTeller : narrator_;
  return speaker_of(attribution);
}

// Whom the attribution's words call by name; "Jesus, Da!" calls nobody of the name of an oath.
std::vector<int32_t> Resolver::vocatives(int32_t attribution) const {
  std::vector<int32_t> out;
  for (const Span piece : this->attribution(attribution).content) {
    auto m = std::lower_bound(mentions_->begin(), mentions_->end(), piece.begin,
                              [](const Mention& a, uint32_t p) { return a.span.begin < p; });
    for (uint32_t n = 0; m != mentions_->end() && m->span.begin < piece.end && n < kMostCalled; ++m, ++n) {
      const auto number = static_cast<uint32_t>(m - mentions_->begin());
      int32_t id = entities_.of_mention[number];
      if (id == kNoEntity) id = called_by_title(number);
      if (id != kNoEntity && set_off(m->core, piece) && !is_listed("oaths", words(m->core)) &&
          std::find(out.begin(), out.end(), id) == out.end())
        out.push_back(id);
    }
  }
  return out;
}

// Whether a setting that lists words has this one.
bool Resolver::is_listed(std::string_view setting, std::string_view word) const {
  std::string folded;
  fold(word, folded);
  return has_word(lexicon_->setting(setting), folded);
}

// "Captain, a boat.": the only one who bears the title.
int32_t Resolver::called_by_title(uint32_t m) const {
  if (at(m).form != MentionForm::role || at(m).type == EntityType::document || !at(m).possessor.empty())
    return kNoEntity;
  const Key head = head_of(m);
  if (has_word(lexicon_->setting("called_male"), head.text()) ||
      has_word(lexicon_->setting("called_female"), head.text()))
    return kNoEntity;  // "sir" may be anybody
  int32_t found = kNoEntity;
  const auto only = [&](Key key) {
    size_t n = 0;
    for (const RoleUse& use : entities_.roles(key)) {
      if (++n > kMostCalled || (found != kNoEntity && found != use.entity)) return false;
      found = use.entity;
    }
    return true;
  };
  return only(head) ? found : kNoEntity;
}

// "Yes, sir.", "Indeed, ma'am,": the gender of whoever is spoken to, where a word without a name says so.
Gender Resolver::called_gender(int32_t attribution) const {
  Gender found = Gender::unknown;
  std::string folded;
  for (const auto& [gender, key] : {std::pair(Gender::male, "called_male"), std::pair(Gender::female, "called_female")})
    for (const Span piece : this->attribution(attribution).content) {
      const std::string_view listed = lexicon_->setting(key);
      if (listed.empty()) continue;
      for (uint32_t at = piece.begin; at < piece.end;) {
        const std::string_view word = word_from(text_.substr(0, piece.end), at, char_table());
        const Span span{at, at + static_cast<uint32_t>(word.size())};
        if (word.empty()) {
          decode(text_, at);
          continue;
        }
        at = span.end;
        folded.clear();
        fold(word, folded);
        if (has_word(listed, folded) && set_off(span, piece)) found = gender;
      }
    }
  return found;
}

// Set off by marks on both sides: "Your arm, Harry."; words such as "my dear" may stand before the name.
bool Resolver::set_off(Span name, Span piece) const {
  const CharClass* table = char_table();
  const auto mark = [](CharClass c) {
    return c == CharClass::comma || c == CharClass::stop || c == CharClass::question || c == CharClass::exclamation ||
           c == CharClass::dash || c == CharClass::semicolon || c == CharClass::quote || c == CharClass::apostrophe ||
           c == CharClass::ellipsis;
  };
  uint32_t after = name.end;
  if (after >= piece.end || !mark(char_class(table, decode(text_, after)))) return false;
  uint32_t before = name.begin;
  while (before > piece.begin) {
    const CharClass c = char_class(table, decode_before(text_, before, &after));
    const bool inside = after > piece.begin && (c == CharClass::apostrophe || c == CharClass::quote);
    if (!inside && (mark(c) || c == CharClass::hyphen)) return true;
    if (c == CharClass::space || c == CharClass::newline) {
      before = after;
      continue;
    }
    uint32_t word = before;
    while (word > piece.begin) {
      const CharClass letter = char_class(table, decode_before(text_, word, &after));
      if (letter != CharClass::lower && letter != CharClass::upper) break;
      word = after;
    }
    if (word == before || !is_listed("before_vocative", words({word, before}))) return false;
    before = word;
  }
  return true;
}

// The one person who may have had the turn before last, if he can be the speaker of this one.
int32_t Resolver::turn_before_last(int32_t attribution) const {
  const int32_t before = this->attribution(attribution).answers;
  if (before == kNone) return kNoEntity;
  const int32_t earlier = this->attribution(before).answers;
  const int32_t who = who_speaks(earlier);
  return who == who_speaks(before) ? kNoEntity : who;
}

// Who comes in between two turns ("Mrs. Batt knocked and looked in.") speaks next, if he had neither of the last two and
// those who had do nothing there.
int32_t Resolver::newcomer(int32_t a, Question question) const {
  const int32_t before = this->attribution(a).answers;
  if (before == kNone || this->attribution(a).paragraph <= this->attribution(before).paragraph + 1) return kNoEntity;
  question.told = true;
  question.since = (*segments_)[this->attribution(before).paragraph + 1].span.begin;
  question.excluded[0] = who_speaks(before);
  question.excluded[1] = who_speaks(this->attribution(before).answers);
  for (const int32_t who : {question.excluded[0], question.excluded[1]})
    if (who > kNoEntity && salience_.last_seen(who, question.at) > question.since) return kNoEntity;
  const Answer answer = salience_.ask(question, entities_.list);
  if (answer.entity == kNoEntity || answer.score < 0) return kNoEntity;
  const Entity& who = entities_.list[static_cast<size_t>(answer.entity)];
  return who.named && who.surely_person ? answer.entity : kNoEntity;
}

void Resolver::decide_turn(int32_t a, uint32_t sentence) {
  const auto id = static_cast<size_t>(a);
  const int32_t before = (*attributions_)[id].answers, after = answered_by_[id];
  const int32_t last = who_speaks(before), next = who_speaks(after);
  const std::vector<int32_t> called = vocatives(a);
  const Gender wanted = before == kNone ? Gender::unknown : called_gender(before);
  const auto can = [&](int32_t who) {
    if (who > kNoEntity && wanted != Gender::unknown && entity(who).gender != Gender::unknown &&
        entity(who).gender != wanted)
      return false;  // "Yes, ma'am." is answered by a woman
    return who != kNoEntity && who != last && who != next &&
           std::find(called.begin(), called.end(), who) == called.end();
  };
  int32_t found = introduces_[id];
  if (found == kNoEntity && before != kNone) {
    const std::vector<int32_t> asked = vocatives(before);
    if (asked.size() == 1 && can(asked[0])) found = asked[0];
  }
  if (found == kNoEntity) {
    Question question;
    question.at = begin_of(a);
    question.sentence = sentence;
    question.gender = wanted;
    question.exclude_called(called);
    question.excluded[2] = next;
    found = newcomer(a, question);
  }
  if (found == kNoEntity && can(turn_before_last(a))) found = turn_before_last(a);
  // The next one of every second turn that says who speaks.
  for (int32_t turn = a, n = 0; found == kNoEntity && n < kTurnsAhead; ++n) {
    for (int k = 0; k < 2 && turn != kNone; ++k) {
      if (n > 0 && attribution(turn).source_mention != kNoMention) turn = kNone;
      if (turn != kNone) turn = answered_by_[static_cast<size_t>(turn)];
    }
    if (turn == kNone) break;
    if (const int32_t who = who_speaks(turn); who != kNoEntity) {
      if (can(who)) found = who;
      break;
    }
  }
  if (found == kNoEntity) {
    Question question;
    question.at = begin_of(a);
    question.sentence = sentence;
    question.excluded[0] = last;
    question.excluded[1] = next;
    question.exclude_called(called);
    question.gender = wanted;
    question.told = true;
    const int32_t near = salience_.ask(question, entities_.list).entity;
    if (near != kNoEntity && entity(near).named && entity(near).surely_person) found = near;
  }
  turn_speaker_[id] = found;
  if (found > kNoEntity) salience_.add({begin_of(a), sentence, found, kNone, weight::kSpeaker});
}

// Of a pronoun that tags a turn: who acts in its paragraph before it, or else had the turn before last; the speaker of the
// last one is no answer to `question`.
int32_t Resolver::by_turns(uint32_t m, Question& question) const {
  const int32_t a = source_of_[m];
  if (!conversation_ || a == kNone || question.wanted != Wanted::person) return kNoEntity;
  const RawAttribution& raw = this->attribution(a);
  if (raw.quote_level > 0 || raw.kind == Kind::indirect) return kNoEntity;
  Question here = question;
  here.told = true;
  here.since = (*segments_)[at(m).paragraph].span.begin;
  const Answer acting = salience_.ask(here, entities_.list);
  if (acting.entity != kNoEntity && acting.score > -weight::kSentence) return acting.entity;
  if (const int32_t who = newcomer(a, question); who != kNoEntity) return who;
  if (raw.answers == kNone || at(m).paragraph > this->attribution(raw.answers).paragraph + 1) return kNoEntity;
  question.excluded[3] = who_speaks(raw.answers);
  const std::vector<int32_t> asked = vocatives(raw.answers);
  if (asked.size() == 1 && !question.excludes(asked[0]) && fits(m, asked[0])) return asked[0];
  const int32_t who = turn_before_last(a);
  if (who > kNoEntity && fits(m, who) && !question.excludes(who)) return who;
  here = question;
  here.told = true;
  return salience_.ask(here, entities_.list).entity;
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

bool Resolver::fits(uint32_t m, int32_t who) const {
  const Entity& e = entities_.list[static_cast<size_t>(who)];
  if (e.kind == SpeakerKind::group || e.kind == SpeakerKind::organisation) return false;
  return at(m).gender == Gender::unknown || e.gender == Gender::unknown || e.gender == at(m).gender;
}

}  // namespace inquit
