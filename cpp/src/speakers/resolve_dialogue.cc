// Part of stage 9: who speaks in a conversation where no name says so. The turns alternate; whoever is called by name in
// one gives the next and did not speak himself; a pronoun or a role beside a quotation is not the speaker before.
#include <algorithm>

#include "base/stop.h"
#include "base/utf8.h"
#include "speakers/entity_words.h"
#include "speakers/resolver.h"

namespace inquit {
namespace {

constexpr uint32_t kMostCalled = 32;  // names looked at in one turn
constexpr int32_t kActs = 4, kIntroduced = 4, kBeside = 3;  // against being called by name once
constexpr uint32_t kMarks = 8;  // bytes of the marks around a name that is all of a turn

// The word from `at` on, apostrophes between its letters included.
std::string_view word_from(std::string_view text, uint32_t at, const CharClass* table) {
  const uint32_t begin = at;
  uint32_t end = at;
  while (at < text.size()) {
    const CharClass c = char_class(table, decode(text, at));
    if (is_word_letter(c))
      end = at;
    else if (c != CharClass::apostrophe || end == begin)
      break;
  }
  return text.substr(begin, end - begin);
}

// Nobody whom a mention stands for has it: no source, or one that is no mention ("the hedgehog").
bool is_open(const RawAttribution& a) {
  return a.source_mention == kNoMention && a.turn_of == kNone && a.zone == Zone::body && !a.content.empty() &&
         (a.source.empty() ? a.cue.empty() : a.kind == Kind::direct && a.quote_level == 0);
}

}  // namespace

void Resolver::find_turns() {
  conversation_ = told_by_teller_ = false, narrator_ = kNoEntity;
  voice_ = kNone;
  untagged_.clear(), introduces_.clear(), same_as_.clear(), turns_.clear(), spoke_.clear();
  turn_number_.assign(attributions_->size(), kNone);
  answered_by_.assign(attributions_->size(), kNone);
  turn_speaker_.assign(attributions_->size(), kNoEntity);
  for (size_t a = 0; a < attributions_->size(); ++a) {
    const int32_t before = (*attributions_)[a].answers;
    if (before != kNone) answered_by_[static_cast<size_t>(before)] = static_cast<int32_t>(a);
    conversation_ |= before != kNone;
    const uint32_t m = (*attributions_)[a].source_mention;
    told_by_teller_ |= m < n_mentions() && tells(m);
    if (is_open((*attributions_)[a])) untagged_.push_back(static_cast<int32_t>(a));
  }
  if (!conversation_) return untagged_.clear();
  find_reports_between();
  std::sort(untagged_.begin(), untagged_.end(), [&](int32_t a, int32_t b) { return begin_of(a) < begin_of(b); });
  people_who_speak();
  part_who_talk();
  find_only_mrs();
  short_names();
  find_introductions();
  find_narrator();
}

// "“Is he within?” I told him that he was not. “So much the better.”": a reply that is reported.
void Resolver::find_reports_between() {
  between_.assign(attributions_->size(), kNone);
  std::vector<std::pair<uint32_t, int32_t>> reports;  // by paragraph
  for (size_t i = 0; i < attributions_->size(); ++i) {
    const RawAttribution& raw = (*attributions_)[i];
    if (raw.kind == Kind::indirect && raw.quote_level == 0 && raw.parent == kNone && raw.source_mention < n_mentions())
      reports.emplace_back(raw.paragraph, static_cast<int32_t>(i));
  }
  std::sort(reports.begin(), reports.end());
  for (size_t i = 0; i < attributions_->size(); ++i) {
    const int32_t before = (*attributions_)[i].answers;
    if (before == kNone) continue;
    auto report = std::lower_bound(reports.begin(), reports.end(),
                                   std::pair(attribution(static_cast<int32_t>(i)).paragraph, INT32_MIN));
    if (report != reports.begin() && (--report)->first > attribution(before).paragraph) between_[i] = report->second;
  }
}

// Whoever speaks in a conversation is a person, whatever his name could be elsewhere: "said Jordan", "said the Teapot".
void Resolver::people_who_speak() {
  speaks_by_name_.assign(entities_.list.size(), false);
  for (const RawAttribution& raw : *attributions_) {
    if (raw.source_mention >= n_mentions() || raw.kind != Kind::direct || raw.turn_of != kNone) continue;
    const int32_t id = entities_.of_mention[raw.source_mention];
    if (id == kNoEntity || at(raw.source_mention).form != MentionForm::name) continue;
    Entity& who = entity(id);
    speaks_by_name_[static_cast<size_t>(id)] = true;
    if (who.surely_person || who.name.n_full > 2 || who.kind != SpeakerKind::person) continue;
    who.type = EntityType::person;
    who.surely_person = true;
  }
  std::vector<bool> acts(entities_.list.size());  // and whoever acts in the telling and is called
  for (uint32_t m = 0; m < n_mentions(); ++m)
    if (const int32_t id = entities_.of_mention[m]; id != kNoEntity && depth_[m] == 0 && at(m).subject)
      acts[static_cast<size_t>(id)] = true;
  for (size_t a = 0; a < attributions_->size(); ++a) {
    if (attribution(static_cast<int32_t>(a)).kind != Kind::direct) continue;
    for (const int32_t id : vocatives(static_cast<int32_t>(a))) {
      Entity& who = entity(id);
      if (acts[static_cast<size_t>(id)] && who.named && who.kind == SpeakerKind::person &&
          (who.type == EntityType::unknown || who.type == EntityType::person))
        who.surely_person = true;
    }
  }
}

uint32_t Resolver::begin_of(int32_t attribution) const { return this->attribution(attribution).content.front().begin; }

// Who tells the story: called by name in turns of others, beside his own ("I said") above all, and hardly ever named in the
// telling; unless he gives his name himself.
void Resolver::find_narrator() {
  if (!told_by_teller_) return;
  std::vector<int32_t> called(entities_.list.size());
  const auto his_own = [&](int32_t a) {
    return a != kNone && attribution(a).source_mention < n_mentions() && tells(attribution(a).source_mention);
  };
  for (size_t i = 0; i < attributions_->size(); ++i) {
    const auto a = static_cast<int32_t>(i);
    const int32_t before = attribution(a).answers, after = answered_by_[i], id = introduces_[i];
    // Untagged, between two that others say: his own where he said the one two before or after.
    const bool untagged = attribution(a).source_mention >= n_mentions();
    const bool own =
        his_own(a) || (untagged && ((before != kNone && his_own(attribution(before).answers)) ||
                                    (after != kNone && his_own(answered_by_[static_cast<size_t>(after)]))));
    if (id != kNoEntity) called[static_cast<size_t>(id)] += own ? kIntroduced : untagged ? 0 : -kActs;
    const auto open = [&](int32_t b) { return b != kNone && attribution(b).source_mention >= n_mentions(); };
    const int worth = his_own(a)                          ? -kActs
                      : his_own(before) || his_own(after) ? kBeside
                      : open(before) || open(after)       ? kBeside - 1
                                                          : 1;
    if (attribution(a).kind == Kind::indirect || attribution(a).quote_level > 0) continue;
    for (const int32_t who : vocatives(a)) {  // “Dolan.”, all of a turn, is how somebody answers a call
      const Span said = attribution(a).content.front();
      const bool bare = attribution(a).content.size() == 1 &&
                        said.size() <= entities_.list[static_cast<size_t>(who)].name.text.size() + kMarks;
      called[static_cast<size_t>(who)] += !bare ? worth : his_own(a) || own ? kIntroduced : 0;
    }
  }
  for (uint32_t m = 0; m < n_mentions(); ++m) {  // who acts or speaks by name in the telling is somebody else
    const int32_t id = entities_.of_mention[m];
    if (id == kNoEntity || depth_[m] > 0) continue;
    if (at(m).form == MentionForm::name && follows_phrase(m, lexicon_->setting("self_naming")))
      called[static_cast<size_t>(id)] += kIntroduced;  // "My name is Archibald Frayne, and I was born …"
    else
      called[static_cast<size_t>(id)] -= at(m).subject || source_of_[m] != kNone ? kActs : 1;
  }
  for (size_t id = 0; id < called.size(); ++id)
    if (called[id] > 0 && may_speak(static_cast<int32_t>(id)) &&
        (narrator_ < 0 || called[id] > called[static_cast<size_t>(narrator_)]))
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
  if (m < n_mentions() && tells(m)) return teller();
  return speaker_of(attribution);
}

// Whom the attribution's words call by name; "Jesus, Da!" calls nobody of the name of an oath.
std::vector<int32_t> Resolver::vocatives(int32_t attribution) {
  std::vector<int32_t> out;
  for (const Span piece : this->attribution(attribution).content)
    each_mention_in(piece, kMostCalled, [&](uint32_t m) {
      if (at(m).quote_level > this->attribution(attribution).quote_level + 1) return;  // somebody else’s words in his
      int32_t id = entities_.of_mention[m];
      if (id == kNoEntity) id = called_by_title(m);
      if (id != kNoEntity && !beside_role(m) && is_called(m, piece) && !answers_who(attribution, m) &&
          !is_listed("oaths", words(at(m).core)) && !is_listed("called_male", words(at(m).core)) &&
          !is_listed("called_female", words(at(m).core)) &&
          !is_listed("oaths", entities_.list[static_cast<size_t>(id)].name.text) &&
          std::find(out.begin(), out.end(), id) == out.end())
        out.push_back(id);
    });
  return out;
}

// "Who let you in?" "Jevons. He took me for the piano-tuner.": a name that is all of the first sentence answers the question.
bool Resolver::answers_who(int32_t a, uint32_t m) const {
  const int32_t before = attribution(a).answers;
  if (before == kNone || at(m).form != MentionForm::name) return false;
  const Span said = attribution(a).content.front();
  if (at(m).span.begin > said.begin + kMarks || at(m).span.end >= said.end) return false;
  uint32_t next = at(m).span.end;
  CharClass c = char_class(char_table(), decode(text_, next));
  if (c == CharClass::comma) {  // "Purvis, sir."
    for (uint32_t after = next; after < said.end && char_class(char_table(), decode(text_, after)) == CharClass::space;)
      next = after;
    const std::string_view called = word_from(text_.substr(0, said.end), next, char_table());
    if (!is_listed("called_male", called) && !is_listed("called_female", called)) return false;
    next += static_cast<uint32_t>(called.size());
    if (next >= said.end) return false;  // left open at the end of the text
    c = char_class(char_table(), decode(text_, next));
  }
  if (c != CharClass::stop) return false;
  const std::string asked = folded(attribution(before).content.back());
  const size_t mark = asked.rfind('?');
  if (mark == asked.npos) return false;
  const size_t stop = asked.find_last_of(".!?;,", mark == 0 ? 0 : mark - 1);
  const std::string_view question = std::string_view(asked).substr(stop == asked.npos ? 0 : stop + 1);
  size_t words_read = 0;
  bool who = false;
  words_between_spaces(question, [&](std::string_view w) {
    uint32_t at_letter = 0, letter = 0;
    while (at_letter < w.size() && !is_word_letter(char_class(char_table(), decode(w, letter)))) at_letter = letter;
    uint32_t end = at_letter;
    for (letter = end; letter < w.size() && is_word_letter(char_class(char_table(), decode(w, letter)));) end = letter;
    if (++words_read <= 2) who |= has_word(lexicon_->setting("asks_who"), w.substr(at_letter, end - at_letter));
  });
  return who;
}

// Set off by marks, or behind words that say who somebody is: "Are you Miss Tarrant?", "You must be Nina."; no article
// stands before a name that calls, and a full name that is a sentence of its own behind others answers: "My uncle. Mr. John Odum."
bool Resolver::is_called(uint32_t m, Span piece) const {
  const Span core = at(m).core;
  if (at(m).form == MentionForm::name) {
    const std::string_view own = words(core).substr(0, words(core).find(' '));
    uint32_t end = core.begin, begin = 0, at_letter = 0;
    while (end > piece.begin && char_class(char_table(), decode_before(text_, end, &begin)) == CharClass::space)
      end = begin;
    for (at_letter = end; at_letter > piece.begin; at_letter = begin)
      if (!is_word_letter(char_class(char_table(), decode_before(text_, at_letter, &begin)))) break;
    for (const std::string_view word : {own, words({at_letter, end})})
      if (entities_.classes(word, false).has(WordClass::determiner)) return false;
  }
  if (!set_off(core, piece)) {
    if (at(m).form != MentionForm::name || !follows_phrase(m, lexicon_->setting("telling_who"))) return false;
    return set_off({piece.begin, core.end}, piece);  // the mark behind it alone
  }
  const int32_t id = entities_.of_mention[m];
  if (id == kNoEntity || at(m).form != MentionForm::name || words(core).find(' ') == std::string_view::npos)
    return true;
  const CharClass* table = char_table();
  uint32_t after = core.end, before = core.begin;
  if (after >= piece.end || char_class(table, decode(text_, after)) != CharClass::stop || after + kMarks < piece.end)
    return true;
  CharClass c = CharClass::space;
  while (before > piece.begin && (c == CharClass::space || c == CharClass::newline)) {
    c = char_class(table, decode_before(text_, before, &after));
    before = after;
  }
  return c != CharClass::stop && c != CharClass::question && c != CharClass::exclamation;
}

// "This is my niece, Miss Tregear.": a name in apposition.
bool Resolver::beside_role(uint32_t m) const {
  for (uint32_t k = m; k-- > 0 && m - k < 4 && at(k).paragraph == at(m).paragraph;)
    if (at(k).form == MentionForm::role && at(k).span.end + 2 == at(m).span.begin && at(k).outer == kNoMention)
      return words({at(k).span.end, at(m).span.begin}) == ", " && !at(k).possessor.empty();
  return at(m).outer != kNoMention && at(at(m).outer).form == MentionForm::role;
}

// Whether a setting that lists words has this one.
bool Resolver::is_listed(std::string_view setting, std::string_view word) const {
  std::string folded;
  fold(word, folded);
  return has_word(lexicon_->setting(setting), folded);
}

// "Captain, a boat.": the only one who bears the title.
int32_t Resolver::called_by_title(uint32_t m) {
  if (at(m).form != MentionForm::role || at(m).type == EntityType::document) return kNoEntity;
  const Key head = head_of(m);
  if (!at(m).possessor.empty() && !has_word(lexicon_->setting("called_mine"), head.text())) return kNoEntity;
  if (at(m).possessor.empty() && (has_word(lexicon_->setting("called_male"), head.text()) ||
                                  has_word(lexicon_->setting("called_female"), head.text())))
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
  if (!only(head)) return kNoEntity;
  const Spellings::Stand& stand = spellings_.stands_for(head);  // "doctor", of Dr. Garrod
  for (size_t k = 0; k < stand.heads.size(); ++k)
    if (!only(stand.heads[k])) return kNoEntity;
  return found;
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
        if (!has_word(listed, folded) || !set_off(span, piece)) continue;
        if (found != Gender::unknown && found != gender) return Gender::unknown;  // "My dear fellow! Madam, …"
        found = gender;
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
  if (after >= piece.end) return false;
  const CharClass behind = char_class(table, decode(text_, after));
  if (!mark(behind) ||
      (behind == CharClass::apostrophe && after < piece.end && is_word_letter(char_class(table, decode(text_, after)))))
    return false;  // "Lute’s country" calls nobody
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

void Resolver::decide_turn(int32_t a, uint32_t sentence) {
  const auto id = static_cast<size_t>(a);
  Question question;
  question.at = begin_of(a);
  question.sentence = sentence;
  const int32_t found = attribution(a).source.empty() ? decide_in_scene(a, question) : by_words(a);
  turn_speaker_[id] = found;
  if (introduces_[id] != kNoEntity && introduces_[id] == found)  // "a boy", who answers "Ned Larkin, sir."
    if (const int32_t who = turn_before_last(a);
        who >= 0 && !entity(who).named && entity(who).kind == SpeakerKind::anonymous &&
        attribution(a).paragraph <= attribution(attribution(attribution(a).answers).answers).paragraph + 2)
      same(who, found);
  if (!attribution(a).source.empty() && found >= 0 && !entity(found).named &&
      is_listed("voices", last_word(words(attribution(a).source.front()))))
    voice_ = a, voice_sentence_ = sentence;
  if (found >= 0) has_spoken(found);
  if (found > kNoEntity) salience_.add({begin_of(a), sentence, found, kNone, weight::kSpeaker});
}

// A source that is no mention, the same words being the same speaker; one who says his name is who bears it.
int32_t Resolver::by_words(int32_t a) {
  const Span source = attribution(a).source.front();
  std::string_view text = plain_spaces(words(source).substr(0, words(source).find(',')), entities_.arena());
  if (const int32_t id = entities_.find_or_add(text, source.begin); id != kNoEntity) return id;
  int32_t& same = known(without_article(text), Known::anonymous);
  if (same != kNoEntity) return canonical(same);
  if (introduces_[static_cast<size_t>(a)] != kNoEntity) return same = introduces_[static_cast<size_t>(a)];
  Entity& who = entities_.add();
  who.name.text = text;
  who.kind = SpeakerKind::anonymous;
  who.named = false;
  who.first = source.begin;
  return same = number(who);
}

// "sergeant" of "the sergeant".
std::string_view Resolver::without_article(std::string_view phrase) const {
  const size_t space = phrase.find(' ');
  const bool article =
      space != phrase.npos && entities_.classes(phrase.substr(0, space), false).has(WordClass::determiner);
  return phrase.substr(article ? space + 1 : 0);
}

void Resolver::has_spoken(int32_t who) {
  if (spoke_.size() <= static_cast<size_t>(who)) spoke_.resize(entities_.list.size() + 1);
  spoke_[static_cast<size_t>(who)] = true;
}

// Of a pronoun that tags a turn: who acts in its paragraph before it, or else had the turn before last; the speaker of the
// last one is no answer to `question`.
int32_t Resolver::by_turns(uint32_t m, Question& question) {
  const int32_t a = source_of_[m];
  if (!conversation_ || a == kNone || question.wanted != Wanted::person) return kNoEntity;
  const RawAttribution& raw = this->attribution(a);
  if (raw.quote_level > 0 || raw.kind == Kind::indirect) return kNoEntity;
  Question here = question;
  here.told = true;
  here.since = (*segments_)[at(m).paragraph].span.begin;
  const Answer acting = salience_.ask(here, entities_.list);
  if (acting.entity != kNoEntity && acting.score > -weight::kSentence) return acting.entity;
  return decide_in_scene(a, question);
}

bool Resolver::fits(uint32_t m, int32_t who) const {
  const Entity& e = entities_.list[static_cast<size_t>(who)];
  if (e.kind == SpeakerKind::group || e.kind == SpeakerKind::organisation) return false;
  return at(m).gender == Gender::unknown || e.gender == Gender::unknown || e.gender == at(m).gender;
}

}  // namespace inquit
