// Part of stage 9: news tells of somebody first and names him next, "A former clerk who hid £80,000 told a jury … Denise
// Harker, 58, denies …", and goes on by what he is, "smiled the striker".
#include "speakers/entity_words.h"
#include "speakers/resolver.h"

namespace inquit {
namespace {

constexpr uint32_t kLeadReach = 3;  // paragraphs behind the first, in which its subject is named

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

// Whether the name stands as that of somebody who has been told of: with his age alone, or bare and speaking. Whoever is
// new in the news comes with what he is.
bool Resolver::presumes(uint32_t m) const {
  const Mention& mention = at(m);
  if (!mention.title.empty() || mention.name.empty() || mention.name.begin != mention.span.begin) return false;
  const std::string_view name = words(mention.name);
  if (name.find(' ') == name.npos || mention.core.end != mention.name.end) return false;
  std::string_view behind = words({mention.name.end, mention.span.end});
  if (behind.empty()) return source_of_[m] != kNone;
  if (!behind.starts_with(", ")) return false;
  const auto next_word = [&] { return behind.substr(2, behind.find_first_of(" ,", 2) - 2); };
  if (has_word(lexicon_->setting("relatives.person"), next_word())) return source_of_[m] != kNone;
  if (behind.size() < 4 || !is_digit(behind[2]) || !is_digit(behind[3])) return false;
  behind.remove_prefix(4);  // "58", "34, from Little Marling"
  return behind.empty() ||
         (behind.starts_with(", ") && entities_.classes(next_word(), false).has(WordClass::preposition));
}

// The first of its paragraph of whom something can be told, from mention `m` on.
uint32_t Resolver::leading(uint32_t m, uint32_t paragraph) const {
  for (; m < n_mentions() && at(m).paragraph <= paragraph; ++m) {
    if (at(m).paragraph < paragraph || at(m).outer != kNoMention || depth_[m] > 0 || skip_[m]) continue;
    if (at(m).subject || source_of_[m] != kNone) return m;
  }
  return kNoMention;
}

void Resolver::leads() {
  if (conversation_) return;
  const auto body = [&](uint32_t p) {
    return p < segments_->size() && ((*segments_)[p].zone == Zone::body || (*segments_)[p].zone == Zone::dateline);
  };
  uint32_t first = 0;
  while (first < n_mentions() && !body(at(first).paragraph)) ++first;
  if (first == n_mentions()) return;
  const uint32_t lead_paragraph = at(first).paragraph;
  const uint32_t lead = leading(first, lead_paragraph);
  if (lead == kNoMention || at(lead).form != MentionForm::role || at(lead).number == GrammaticalNumber::plural ||
      at(lead).type != EntityType::person)
    return;
  const int32_t unnamed = canonical(of_[lead].speaker);
  if (unnamed == kNoEntity || entity(unnamed).named || entity(unnamed).kind != SpeakerKind::anonymous) return;
  const auto fits_gender = [&](int32_t who) {
    const Gender a = at(lead).gender, b = entity(who).gender;
    return a == Gender::unknown || b == Gender::unknown || a == b;
  };
  if (Resolution out; !at(lead).definite && bound_role(lead, head_of(lead), kNoEntity, out) != kNoEntity) {
    const int32_t who = canonical(out.speaker);
    if (who != unnamed && entity(who).named && entity(who).kind == SpeakerKind::person && fits_gender(who))
      same(unnamed, who);
    return;
  }
  uint32_t last = lead_paragraph;
  for (uint32_t m = lead + 1; m < n_mentions() && at(m).paragraph <= lead_paragraph + kLeadReach; ++m) {
    if (!body(at(m).paragraph)) continue;
    const int32_t who = canonical(of_[m].speaker);
    const bool person = at(m).form == MentionForm::name && who != kNoEntity && may_speak(who) &&
                        entity(who).type != EntityType::place && entity(who).named;
    if (at(m).paragraph == lead_paragraph) {
      if (person && at(m).outer == kNoMention && depth_[m] == 0 && (at(m).subject || source_of_[m] != kNone))
        return;  // somebody else is named at once
      continue;
    }
    if (at(m).paragraph != last) {
      last = at(m).paragraph;
      if (const uint32_t k = leading(m, last); k != kNoMention && at(k).form == MentionForm::name && presumes(k)) {
        const int32_t named = canonical(of_[k].speaker);
        if (named != kNoEntity && named != unnamed && may_speak(named) && entity(named).named &&
            entity(named).kind == SpeakerKind::person && entity(named).type != EntityType::organisation &&
            entity(named).type != EntityType::place && fits_gender(named))
          return same(unnamed, named);
      }
    }
    if (person && at(m).outer == kNoMention) return;  // the first who is named is another
  }
}

// "“…,” smiled the striker.": nobody bears it, it is no office, and whoever is meant is known; he has just been told of.
bool Resolver::names_nobody_else(uint32_t m, Key head) {
  const Mention& mention = at(m);
  if (source_of_[m] == kNone || !mention.definite || !mention.possessor.empty() || mention.quote_level > 0 ||
      mention.type != EntityType::person || head.empty() || mention.core.size() != mention.span.size() ||
      attribution(source_of_[m]).kind != Kind::direct ||
      attribution(source_of_[m]).content.front().begin > mention.span.begin || !entities_.roles(head).empty())
    return false;
  if (has_word(lexicon_->setting("offices"), head.text())) return false;
  const std::string_view phrase_words = words(mention.core);
  const size_t space = phrase_words.find(' ');
  return space != phrase_words.npos && phrase_words.find(' ', space + 1) == phrase_words.npos &&
         !entities_.classes(phrase_words.substr(space + 1), true)
              .any({WordClass::kin, WordClass::demonym, WordClass::collective_pronoun});
}

// "the agency", "the carmaker": the body told of last, where no more words say which; kNoEntity.
int32_t Resolver::last_body(uint32_t m) {
  if (words(at(m).title).find(' ') != std::string_view::npos) return kNoEntity;
  const Question question{at(m).span.begin, sentence_[m], Wanted::body, Gender::unknown, quotation_[m]};
  const int32_t body = salience_.ask(question, entities_.list).entity;
  return body != kNoEntity && entity(body).type == EntityType::organisation && entity(body).named ? body : kNoEntity;
}

// "the two ministers", "the pair": the two named people who were told of together last; kNoEntity.
int32_t Resolver::named_pair(uint32_t m) {
  bool two = false;
  words_between_spaces(words(at(m).core), [&](std::string_view w) { two |= has_word(lexicon_->setting("pairs"), w); });
  if (!two) return kNoEntity;
  const Event* const told = salience_.last_that(at(m).span.begin, [&](const Event& e) {
    if (e.entity < 0) return false;
    const Entity& who = entities_.list[static_cast<size_t>(e.entity)];
    return who.kind == SpeakerKind::group && who.members.size() == 2 && who.first <= at(m).span.begin;
  });
  return told ? told->entity : kNoEntity;
}

}  // namespace inquit
