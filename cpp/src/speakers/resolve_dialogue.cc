// Part of stage 9: who speaks in a conversation where no name says so. The turns alternate; whoever is called by name in
// one gives the next and did not speak himself; a pronoun or a role beside a quotation is not the speaker before.
#include <algorithm>

#include "base/utf8.h"
#include "speakers/resolver.h"

namespace inquit {
namespace {

constexpr uint32_t kMostCalled = 32;  // names looked at in one turn
constexpr int32_t kTeller = -2;  // the narrator, where nobody names him: "I"

bool is_untagged(const RawAttribution& a) {
  return a.source_mention == kNoMention && a.source.empty() && a.cue.empty() && a.turn_of == kNone &&
         a.zone == Zone::body && !a.content.empty();
}

}  // namespace

void Resolver::find_turns() {
  conversation_ = false, narrator_ = kNoEntity;
  untagged_.clear();
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
  find_narrator();
}

uint32_t Resolver::begin_of(int32_t attribution) const { return this->attribution(attribution).content.front().begin; }

// Who tells the story: called by name in a turn beside one of his own ("I said"), and never named in the telling.
void Resolver::find_narrator() {
  std::vector<uint32_t> called(entities_.list.size());
  for (size_t a = 0; a < attributions_->size(); ++a) {
    const uint32_t m = (*attributions_)[a].source_mention;
    if (m >= n_mentions() || !tells(m)) continue;
    for (const int32_t beside : {(*attributions_)[a].answers, answered_by_[a]})
      if (beside != kNone)
        for (const int32_t id : vocatives(beside)) ++called[static_cast<size_t>(id)];
  }
  for (uint32_t m = 0; m < n_mentions(); ++m)
    if (entities_.of_mention[m] != kNoEntity && depth_[m] == 0)
      called[static_cast<size_t>(entities_.of_mention[m])] = 0;
  for (size_t id = 0; id < called.size(); ++id)
    if (called[id] > 0 && (narrator_ < 0 || called[id] > called[static_cast<size_t>(narrator_)]))
      narrator_ = static_cast<int32_t>(id);
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

std::vector<int32_t> Resolver::vocatives(int32_t attribution) const {
  std::vector<int32_t> out;
  for (const Span piece : this->attribution(attribution).content) {
    auto m = std::lower_bound(mentions_->begin(), mentions_->end(), piece.begin,
                              [](const Mention& a, uint32_t p) { return a.span.begin < p; });
    for (uint32_t n = 0; m != mentions_->end() && m->span.begin < piece.end && n < kMostCalled; ++m, ++n) {
      const int32_t id = entities_.of_mention[static_cast<size_t>(m - mentions_->begin())];
      if (id != kNoEntity && calls(*m, piece) && std::find(out.begin(), out.end(), id) == out.end()) out.push_back(id);
    }
  }
  return out;
}

// Set off by marks on both sides: "Your arm, Harry."; words such as "my dear" may stand before the name.
bool Resolver::calls(const Mention& m, Span piece) const {
  const CharClass* table = char_table();
  const auto mark = [](CharClass c) {
    return c == CharClass::comma || c == CharClass::stop || c == CharClass::question || c == CharClass::exclamation ||
           c == CharClass::dash || c == CharClass::semicolon || c == CharClass::quote || c == CharClass::apostrophe ||
           c == CharClass::ellipsis;
  };
  uint32_t after = m.core.end;
  if (after >= piece.end || !mark(char_class(table, decode(text_, after)))) return false;
  uint32_t before = m.core.begin;
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
    if (word == before || !is_before_vocative(words({word, before}))) return false;
    before = word;
  }
  return true;
}

bool Resolver::is_before_vocative(std::string_view word) const {
  std::string folded;
  fold(word, folded);
  const std::string_view listed = lexicon_->setting("before_vocative");
  for (size_t at = listed.find(folded); at != listed.npos; at = listed.find(folded, at + 1)) {
    const size_t end = at + folded.size();
    if ((at == 0 || listed[at - 1] == ' ') && (end == listed.size() || listed[end] == ' ')) return true;
  }
  return false;
}

// The one person who may have had the turn before last, if he can be the speaker of this one.
int32_t Resolver::turn_before_last(int32_t attribution) const {
  const int32_t before = this->attribution(attribution).answers;
  if (before == kNone) return kNoEntity;
  const int32_t earlier = this->attribution(before).answers;
  const int32_t who = who_speaks(earlier);
  return who == who_speaks(before) ? kNoEntity : who;
}

void Resolver::decide_turn(int32_t a, uint32_t sentence) {
  const auto id = static_cast<size_t>(a);
  const int32_t before = (*attributions_)[id].answers, after = answered_by_[id];
  const int32_t last = who_speaks(before), next = who_speaks(after);
  const std::vector<int32_t> called = vocatives(a);
  const auto can = [&](int32_t who) {
    return who != kNoEntity && who != last && who != next &&
           std::find(called.begin(), called.end(), who) == called.end();
  };
  int32_t found = kNoEntity;
  if (before != kNone) {
    const std::vector<int32_t> asked = vocatives(before);
    if (asked.size() == 1 && can(asked[0])) found = asked[0];
  }
  if (found == kNoEntity && can(turn_before_last(a))) found = turn_before_last(a);
  if (found == kNoEntity && after != kNone && can(who_speaks(answered_by_[static_cast<size_t>(after)])))
    found = who_speaks(answered_by_[static_cast<size_t>(after)]);
  if (found == kNoEntity) {
    Question question;
    question.at = begin_of(a);
    question.sentence = sentence;
    question.excluded[0] = last;
    question.excluded[1] = next;
    if (!called.empty()) question.excluded[2] = called[0];
    question.told = true;
    const int32_t near = salience_.ask(question, entities_.list).entity;
    if (near != kNoEntity && entity(near).named) found = near;
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
  if (acting.entity != kNoEntity && acting.score > 0) return acting.entity;
  if (raw.answers == kNone || at(m).paragraph > this->attribution(raw.answers).paragraph + 1) return kNoEntity;
  question.excluded[3] = who_speaks(raw.answers);
  const std::vector<int32_t> asked = vocatives(raw.answers);
  if (asked.size() == 1 && asked[0] != question.excluded[3] && fits(m, asked[0])) return asked[0];
  const int32_t who = turn_before_last(a);
  if (who > kNoEntity && fits(m, who)) return who;
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
