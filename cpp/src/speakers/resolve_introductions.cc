// Part of stage 9: who is who in a conversation: somebody without a name who gives it or is called by it, short names, the
// noun in a predicate or in apposition.
#include <algorithm>

#include "base/stop.h"
#include "base/tsv.h"
#include "base/utf8.h"
#include "speakers/entity_words.h"
#include "speakers/resolver.h"

namespace inquit {
namespace {

constexpr size_t kMostAliases = 20;
constexpr uint32_t kJustMet = 600;  // bytes between somebody's first mention and his name
constexpr uint32_t kInterrupted = 80;  // the same where something stands between
constexpr uint32_t kQuestionBytes = 60;  // at the end of a question, and at the beginning of its answer
constexpr uint32_t kMostNamed = 8;  // names looked at in a question
constexpr uint32_t kMarksBefore = 8;  // bytes of the marks before the first name
constexpr size_t kLongestNaming = 8;  // of naming_ends, in bytes
constexpr uint32_t kSelfNaming = 32;  // bytes before a name that are looked at

// Whether holds(phrase) for one of the phrases, which stand apart by "|".
template <class Holds>
bool any_phrase(std::string_view listed, Holds holds) {
  while (!listed.empty())
    if (holds(cut(listed, '|'))) return true;
  return false;
}

bool asks_something(std::string_view text) {
  for (uint32_t at = 0; at < text.size();)
    if (char_class(char_table(), decode(text, at)) == CharClass::question) return true;
  return false;
}

size_t first_letter(std::string_view text) {
  for (uint32_t at = 0, next = 0; at < text.size(); at = next)
    if (is_word_letter(char_class(char_table(), decode(text, next)))) return at;
  return text.size();
}

}  // namespace

// "Her name was Ines Calder.", "She gave her name as Pat.": whoever she was so far.
bool Resolver::name_given(uint32_t m) {
  if (depth_[m] > 0 || at(m).form != MentionForm::name || of_[m].speaker == kNoEntity || m == 0) return false;
  const uint32_t begin = (at(m).name.empty() ? at(m).span : at(m).name).begin;
  if (begin == 0) return false;
  const std::string_view before = word_ending_at(text_, begin - 1);
  if (before.size() > kLongestNaming || !has_word(lexicon_->setting("naming_ends"), before)) return false;
  const bool interrupted = follows_interrupted(m, lexicon_->setting("naming"));
  const bool given = follows_phrase(m, lexicon_->setting("naming_as"));
  if (!interrupted && !given && !follows_phrase(m, lexicon_->setting("naming"))) return false;
  for (uint32_t k = m; k-- > 0 && at(k).paragraph == at(m).paragraph && at(k).sentence == at(m).sentence;) {
    if (at(k).form != MentionForm::pronoun || at(k).person != GrammaticalPerson::third) continue;
    const int32_t so_far = of_[k].speaker;
    if (given && (so_far == kNoEntity || so_far == of_[m].speaker)) continue;
    // "His name" says whose it is, whether or not he has spoken.
    if (so_far != kNoEntity && (!spoke(so_far) || interrupted || given) && !entity(so_far).named &&
        entity(so_far).kind == SpeakerKind::anonymous &&
        at(m).span.begin - std::min(at(m).span.begin, entity(so_far).first) <= kJustMet)
      same(so_far, of_[m].speaker);
    break;
  }
  return true;
}

// "A driver on the route, who gave his name only as Baraka": the name inside; kNoMention.
uint32_t Resolver::name_inside(uint32_t m) const {
  const std::string_view listed = lexicon_->setting("naming_as");
  if (listed.empty() || at(m).core.end >= at(m).span.end) return kNoMention;
  for (uint32_t k = m + 1; k < n_mentions() && at(k).span.begin < at(m).span.end; ++k)
    if (at(k).span.begin > at(m).core.end && at(k).form == MentionForm::name && follows_phrase(k, listed)) return k;
  return kNoMention;
}

// "Our visitor", who says "I am Violet Amory": from here on the two are one.
void Resolver::introduce(uint32_t m) {
  const bool told = depth_[m] == 0 && at(m).form == MentionForm::name && of_[m].speaker != kNoEntity && m > 0;
  if (name_given(m)) return;
  if (told && at(m).outer == kNoMention &&
      words({at(m).span.end, std::min<uint32_t>(at(m).span.end + 1, static_cast<uint32_t>(text_.size()))}) == ",") {
    uint32_t k = m - 1;  // "a little boy in a red shirt, the cook’s son Mitka,"
    while (k > 0 && at(k).outer != kNoMention) --k;
    const int32_t so_far = of_[k].speaker;
    if (at(k).form == MentionForm::role && !at(k).definite && at(k).span.end + 2 == at(m).span.begin &&
        words({at(k).span.end, at(m).span.begin}) == ", " && so_far != kNoEntity && !entity(so_far).named &&
        entity(so_far).kind == SpeakerKind::anonymous && entity(of_[m].speaker).kind == SpeakerKind::person)
      same(so_far, of_[m].speaker);
  }
  // "asked a voice at the door, and Jack put his head in": whose voice it was.
  if (told && at(m).subject && source_of_[m] == kNone && voice_ != kNone &&
      attribution(voice_).paragraph == at(m).paragraph && voice_sentence_ == sentence_[m]) {
    same(turn_speaker_[static_cast<size_t>(voice_)], of_[m].speaker);
    voice_ = kNone;
  }
  const int32_t a = source_of_[m];
  if (a == kNone || introduces_.empty() || introduces_[static_cast<size_t>(a)] == kNoEntity) return;
  const int32_t who = introduces_[static_cast<size_t>(a)], so_far = of_[m].speaker;
  if (so_far == who || (so_far == kNoEntity && tells(m))) return;
  if (so_far != kNoEntity) {
    if (entity(so_far).named || entity(so_far).kind != SpeakerKind::anonymous) return;
    same(so_far, who);
  }
  of_[m].speaker = who;
  of_[m].basis = Basis::role_bound;
}

// The one without a name turns out to be the other.
void Resolver::same(int32_t unnamed, int32_t who) {
  if (unnamed == who) return;
  same_as_.resize(std::max(same_as_.size(), entities_.list.size()), kNoEntity);
  same_as_[static_cast<size_t>(unnamed)] = who;
  if (entity(who).gender != Gender::unknown) return;
  entity(who).gender = entity(unnamed).gender;
  entity(who).gender_basis = entity(unnamed).gender_basis;
}

// Somebody without a name, or with his family name alone, who is called by one in the turn before his or after it ("We are
// not at home, James."): his, if nobody who bears it is told of before.
void Resolver::name_by_call() {
  if (!conversation_) return;
  std::vector<uint32_t> told(entities_.list.size(), 0xffffffff);  // where he first acts or speaks by name
  for (uint32_t m = 0; m < n_mentions(); ++m)
    if (const int32_t id = entities_.of_mention[m];
        id != kNoEntity && depth_[m] == 0 && (at(m).subject || source_of_[m] != kNone))
      told[static_cast<size_t>(id)] = std::min(told[static_cast<size_t>(id)], at(m).span.begin);
  std::vector<uint32_t> met(entities_.list.size(), 0xffffffff);  // where he is first named, in the telling or in speech
  for (uint32_t m = n_mentions(); m-- > 0;)
    if (const int32_t id = entities_.of_mention[m]; id != kNoEntity) met[static_cast<size_t>(id)] = at(m).span.begin;
  const auto tagged = [&](int32_t a) { return !attribution(a).source.empty() && attribution(a).quote_level == 0; };
  for (size_t i = 0; i < attributions_->size(); ++i) {
    const auto a = static_cast<int32_t>(i);
    const int32_t who = who_speaks(a);
    if (who < 0 || attribution(a).quote_level > 0) continue;
    const bool unnamed = !entity(who).named && entity(who).kind == SpeakerKind::anonymous;
    const NamePart* alone = entity(who).name.first();  // "Halloran", whom one calls Mike
    const bool family =
        entity(who).named && entity(who).name.n_full == 1 && (!entity(who).address.empty() || (alone && !alone->given));
    if (!unnamed && (!family || !tagged(a))) continue;
    int32_t name = kNoEntity;
    for (const int32_t beside : {attribution(a).answers, answered_by_[i]}) {
      if (beside == kNone || who_speaks(beside) == who || turn(beside).called.size() != 1) continue;
      const int32_t id = canonical(turn(beside).called[0]);
      if (introduces_[static_cast<size_t>(beside)] == id) continue;  // "Jack Pascoe, sir.": his own
      // Somebody else, spoken of before, may be called across telling that stands between.
      const auto [first, second] = std::minmax(attribution(beside).paragraph, attribution(a).paragraph);
      const bool another =
          unnamed && (met[static_cast<size_t>(id)] < entity(who).first || !tagged(a)) && second > first + 1;
      if (another || told[static_cast<size_t>(id)] < begin_of(a) || id == narrator_ || id == who ||
          (name != kNoEntity && name != id)) {
        name = kNoEntity;
        break;
      }
      name = id;
    }
    // Who is told of by a first name alone is not also told of by a family name alone.
    if (family && name != kNoEntity && told[static_cast<size_t>(name)] != 0xffffffff) continue;
    if (name == kNoEntity || !may_speak(name) || !entity(name).surely_person || !entity(name).named) continue;
    if (const NamePart* first = entity(name).name.first();  // "Fourpence!"
        unnamed && first && !first->given && !first->surname && entity(name).name.n_full == 1 &&
        entity(name).address.empty() && entities_.classes(entity(name).name.text, false).has(WordClass::noun))
      continue;
    const Gender of_name = entity(name).gender, of_who = entity(who).gender;
    if (of_name != Gender::unknown && of_who != Gender::unknown && of_name != of_who) continue;
    if (family && (entity(name).name.n_full != 1 || of_name == Gender::unknown || of_name != of_who ||
                   !entity(name).address.empty()))
      continue;
    told[static_cast<size_t>(name)] = 0;  // one person alone
    family ? same(name, who) : same(who, name);
  }
}

// "Lizzy" is Elizabeth Bennet, if nobody else is called Elizabeth; and what an ending says of the gender: "Kirillovna".
void Resolver::short_names() {
  const std::string_view female = lexicon_->setting("female_name_endings"),
                         male = lexicon_->setting("male_name_endings"), listed = lexicon_->setting("short_names");
  std::vector<int32_t> meant(entities_.list.size(), kNoEntity);
  bool any = false;
  StopEvery ask;
  for (size_t i = 0; i < entities_.list.size(); ++i) {
    ask();
    Entity& who = entities_.list[i];
    if (!who.named || who.kind != SpeakerKind::person || who.name.core.empty()) continue;
    for (const NamePart& part : who.name.core)
      for (const auto& [endings, gender] : {std::pair(female, Gender::female), std::pair(male, Gender::male)})
        each_word(endings, [&, &gender = gender](std::string_view ending) {
          if (who.gender != Gender::unknown || !part.key.text().ends_with(ending)) return;
          who.gender = gender, who.gender_basis = "given name";
          who.surely_person = true;
        });
    if (who.name.n_full != 1 || listed.empty()) continue;
    // "elizabeth lizzy eliza|katherine kitty kate": those lines that have the short name, not at their head.
    const std::string_view nick = who.name.core[0].key.text();
    int32_t found = kNoEntity;
    bool several = false;
    for (std::string_view rest = listed; !rest.empty();) {
      const std::string_view line = cut(rest, '|');
      const size_t space = line.find(' ');
      if (space == line.npos || !has_word(line.substr(space + 1), nick)) continue;
      for (const int32_t id : entities_.with_part(entities_.spellings().exact_key(line.substr(0, space)))) {
        const Entity& full = entities_.list[static_cast<size_t>(id)];
        if (full.name.core.empty() || full.name.core[0].key.text() != line.substr(0, space) ||
            full.kind != SpeakerKind::person || !may_speak(id))
          continue;
        several |= found != kNoEntity && found != id;
        found = id;
      }
    }
    if (found == kNoEntity || several) continue;
    meant[i] = found;
    any = true;
    Entity& full = entity(found);
    if (full.aliases.size() < kMostAliases) full.aliases.push_back(entities_.arena(), who.name.text);
    full.surely_person = true;
    if (full.gender == Gender::unknown) full.gender = who.gender, full.gender_basis = who.gender_basis;
  }
  if (!any) return;
  for (int32_t& id : entities_.of_mention)
    if (id != kNoEntity && static_cast<size_t>(id) < meant.size() && meant[static_cast<size_t>(id)] != kNoEntity)
      id = meant[static_cast<size_t>(id)];
}

// "He was a tall, rather silent man": whose predicate the mention is; kNoMention.
uint32_t Resolver::subject_of(uint32_t m) const {
  if (m == 0 || at(m).outer != kNoMention) return kNoMention;
  uint32_t k = m;
  while (k-- > 0 && at(k).paragraph == at(m).paragraph && at(k).sentence == at(m).sentence) {
    if (at(k).outer != kNoMention) continue;
    if (at(k).quote_level != at(m).quote_level || at(k).span.end >= at(m).span.begin) break;
    if (!at(m).definite && at(k).form == MentionForm::name && words({at(k).span.end, at(m).span.begin}) == ", ")
      return k;  // "Varvara, a thin girl of twenty"
    if (!at(k).subject) break;
    bool is = false, plain = true;
    words_between_spaces(words({at(k).span.end, at(m).span.begin}), [&](std::string_view word) {
      while (!word.empty() && word.back() == ',') word.remove_suffix(1);
      const ClassSet c = entities_.classes(word);
      is |= c.has(WordClass::be);
      plain &= word.empty() || c.any({WordClass::be, WordClass::adjective, WordClass::adverb, WordClass::determiner,
                                      WordClass::conjunction});
    });
    return is && plain ? k : kNoMention;
  }
  return kNoMention;
}

// "He had come down, a broad man of fifty,": no new person beside the subject of the sentence.
bool Resolver::beside_subject(uint32_t m) const {
  if (at(m).definite || at(m).subject || addressee_of_[m] != kNone) return false;
  for (uint32_t k = m; k-- > 0 && at(k).paragraph == at(m).paragraph && at(k).sentence == at(m).sentence;)
    if (at(k).subject && at(k).outer == kNoMention && of_[k].speaker != kNoEntity) return true;
  return false;
}

// "this personage"
bool Resolver::is_demonstrative(uint32_t m) const {
  std::string folded;
  fold(words(at(m).core), folded);
  return has_word(lexicon_->setting("demonstratives"), folded.substr(0, folded.find(' ')));
}

// Nobody’s, or the teller’s: "the visitor", "our visitor".
bool Resolver::is_ours(uint32_t m) const {
  if (at(m).possessor.empty()) return true;
  const uint32_t owner = inner(m, at(m).possessor);
  return owner != kNoMention && at(owner).form == MentionForm::pronoun && at(owner).person == GrammaticalPerson::first;
}

// "somebody": nobody whom a pronoun means later.
bool Resolver::is_vague(uint32_t m) const {
  std::string folded;
  fold(words(at(m).core), folded);
  const std::string_view listed = lexicon_->setting("vague");
  return has_word(listed, folded.substr(0, folded.find(' '))) || has_word(listed, last_word(folded));
}

// "My name is Violet Amory", "I am Miss Ware": by attribution, who says so of himself.
void Resolver::find_introductions() {
  introduces_.assign(attributions_->size(), kNoEntity);
  const std::string_view listed = lexicon_->setting("self_naming");
  if (listed.empty()) return;
  StopEvery ask;
  for (uint32_t m = 0; m < n_mentions(); ++m) {
    ask();
    const int32_t a = quotation_[m], who = entities_.of_mention[m];
    if (a == kNone || who == kNoEntity || at(m).form != MentionForm::name || at(m).outer != kNoMention ||
        introduces_[static_cast<size_t>(a)] != kNoEntity)
      continue;
    const Entity& named = entities_.list[static_cast<size_t>(who)];
    if (named.type != EntityType::organisation && named.type != EntityType::people &&
        named.type != EntityType::document && follows_phrase(m, listed))
      introduces_[static_cast<size_t>(a)] = who;
  }
  find_answers_of_names();
}

// "What do they call you?" "Jack Pascoe, sir.", and "Who is Ines?" "I am.": who answers has the name.
void Resolver::find_answers_of_names() {
  const std::string_view asks = lexicon_->setting("asks_name"), answers = lexicon_->setting("answers_to_name");
  if (asks.empty()) return;
  for (size_t i = 0; i < attributions_->size(); ++i) {
    const int32_t before = attribution(static_cast<int32_t>(i)).answers;
    if (before == kNone || introduces_[i] != kNoEntity) continue;
    const Span asked = attribution(before).content.back(), said = attribution(static_cast<int32_t>(i)).content.front();
    const std::string question = folded({asked.end - std::min(kQuestionBytes, asked.size()), asked.end});
    if (!asks_something(question)) continue;
    const auto asked_so = [&](std::string_view phrase) {
      if (!phrase.starts_with('=')) return question.find(phrase) != question.npos;
      phrase.remove_prefix(1);  // all of the question: "Name?"
      const size_t begin = first_letter(question);
      return question.substr(begin).starts_with(phrase) &&
             first_letter(std::string_view(question).substr(begin + phrase.size())) + begin + phrase.size() ==
                 question.size();
    };
    if (any_phrase(asks, asked_so)) {
      each_mention_in(said, 1, [&](uint32_t m) {
        if (at(m).span.begin <= said.begin + kMarksBefore && may_speak_by_name(m) && set_off(at(m).core, said))
          introduces_[i] = entities_.of_mention[m];
      });
      continue;
    }
    std::string answer = folded({said.begin, said.begin + std::min(kQuestionBytes, said.size())});
    answer.erase(0, first_letter(answer));
    if (!any_phrase(answers, [&](std::string_view phrase) {
          return answer.starts_with(phrase) && answer.size() > phrase.size() && answer[phrase.size()] != ' ' &&
                 answer[phrase.size()] != '\'';
        }))
      continue;
    int32_t named = kNoEntity;
    bool several = false;
    for (const Span piece : attribution(before).content)
      each_mention_in(piece, kMostNamed, [&](uint32_t m) {
        if (!may_speak_by_name(m) || is_called(m, piece)) return;
        several |= named != kNoEntity && named != entities_.of_mention[m];
        named = entities_.of_mention[m];
      });
    if (!several) introduces_[i] = named;
  }
}

// A mention of somebody by his name; of no body and no document.
bool Resolver::may_speak_by_name(uint32_t m) const {
  const int32_t who = entities_.of_mention[m];
  return at(m).form == MentionForm::name && who != kNoEntity && may_speak(who);
}

// With small letters and single spaces.
std::string Resolver::folded(Span span) const {
  std::string out;
  fold(plain_spaces(words(span), entities_.arena()), out);
  return out;
}

// The same of so many bytes before the mention's name; the spaces at their end left out.
std::string Resolver::folded_before(uint32_t m, uint32_t bytes) const {
  const uint32_t begin = (at(m).name.empty() ? at(m).span : at(m).name).begin;
  std::string out = folded({begin - std::min(begin, bytes), begin});
  while (out.ends_with(' ')) out.pop_back();
  return out;
}

// "His name, he told us, was Josiah Peake": the same as follows_phrase() with something between the commas.
bool Resolver::follows_interrupted(uint32_t m, std::string_view listed) const {
  if (listed.empty()) return false;
  const std::string before = folded_before(m, kInterrupted);
  return any_phrase(listed, [&](std::string_view phrase) {
    const size_t last = phrase.rfind(' ');
    if (last == phrase.npos || !before.ends_with(std::string(",").append(phrase.substr(last)))) return false;
    const size_t head = before.rfind(std::string(phrase.substr(0, last)).append(1, ','));
    return head != before.npos && before.find('.', head) == before.npos;
  });
}

// Whether one of the phrases, apart by "|", stands right before the mention.
bool Resolver::follows_phrase(uint32_t m, std::string_view listed) const {
  if (listed.empty()) return false;
  const std::string before = folded_before(m, kSelfNaming);
  return any_phrase(listed, [&](std::string_view phrase) {
    if (!before.ends_with(phrase)) return false;
    const auto begin = static_cast<uint32_t>(before.size() - phrase.size());
    return begin == 0 || before[begin - 1] == ' ' ||
           !is_word_letter(char_class(char_table(), decode_before(before, begin)));
  });
}

}  // namespace inquit
