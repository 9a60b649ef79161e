// See mention_folding.h: names behind their phrase, and what commas and dashes set off: ages, parties, appositions, clauses.
#include "mentions/mention_folding.h"

namespace inquit {

// "a dentist called Ada Fenn", "the leader, known only as Pops": the name is what comes after the word. 0: no such.
uint32_t MentionFolder::fold_naming(Folded& f, uint32_t e) const {
  const bool demonym = f.name.determined && f.name.name_end == f.name.name_first + 1 && v_.has(f.name.head, C::demonym);
  if (named(f.name) && !demonym) return 0;
  uint32_t k = e;
  while (k < e + 2 && v_.tag(k) == Tag::adverb && !v_.has(k, C::naming)) ++k;
  if (!v_.has(k, C::naming) || !v_.tokens[k].is(C::participle)) return 0;
  k = v_.phrases.at(k) ? v_.phrases.at(k)->end : k + 1;
  while (k < e + 6 && (v_.tag(k) == Tag::adverb || v_.has(k, C::equative))) ++k;
  const NounPhrase name = parse(k);
  if (name.empty() || !named(name) || name.name_first > name.first || name.genitive) return 0;
  // "One lawmaker called Fenn “a prince”": there the word is the verb.
  if (v_.kind(name.end, TokenKind::mark) || v_.tag(name.end) == Tag::determiner) return 0;
  f.name = name;
  f.has_role = true;
  return name.end;
}

// "The foreman — Ada Fenn, a baker — said": an apposition between dashes; the closing dash, or 0.
uint32_t MentionFolder::fold_dashes(Folded& f, uint32_t e, Place place) const {
  const NounPhrase& np = f.np;
  if (place != Place::subject || !(np.determined || named(np)) || !(human(np) || named(np))) return 0;
  const NounPhrase then = parse(e + 1);
  if (then.empty() || then.pronoun || then.genitive || named(np) == named(then) || !(human(then) || named(then)))
    return 0;
  uint32_t close = then.end;
  while (close < limit_ && close < e + kLongestAside && !v_.kind(close, TokenKind::dash)) {
    if (sentence_end(close)) return 0;
    close = v_.next(close);
  }
  if (!v_.kind(close, TokenKind::dash) || !predicate_at(close + 1)) return 0;
  (named(np) ? f.role : f.name) = then;
  f.has_role = true;
  return close;
}

// "Her label, Halcyon, said": what somebody has, whatever it is, by its name.
bool MentionFolder::owned_and_named(const NounPhrase& np, const NounPhrase& name, Place place) const {
  return place == Place::subject && np.possessor_end > np.possessor_first && v_.kind(name.end, TokenKind::comma) &&
         predicate_at(name.end + 1) && v_.tag(name.end + 1) != Tag::gerund;
}

// An age that closes an apposition, "71", "71 ans", "81 and retired in Lund", and where it ends.
bool MentionFolder::ages(uint32_t number, Place place, uint32_t& end) const {
  end = number + 1;
  if (v_.has(end, C::age_noun)) ++end;
  if (closes_aside(end)) return true;
  if (v_.tag(end) != Tag::conjunction || is_nominal(v_.tag(end + 1))) return false;
  const bool state = v_.is(end + 1, C::participle) || v_.tag(end + 1) == Tag::adjective;
  end = state ? participle_end(end + 1, true, place) : 0;
  return end > 0 && closes_aside(end);
}

// "a source speaking to the Post said": a clause of the subject, with the main verb right behind it.
bool MentionFolder::gerund_clause(const NounPhrase& np, uint32_t at) const {
  if (v_.tag(at) != Tag::gerund || named(np) || np.pronoun || !human(np) || v_.tag(at + 1) != Tag::preposition)
    return false;
  uint32_t k = at + 2;
  while (k < limit_ && k < at + 10 && !verb_at(k)) {
    if (v_.tokens[k].kind != TokenKind::word || v_.tag(k) == Tag::conjunction || v_.tag(k) == Tag::complementiser ||
        v_.tag(k) == Tag::subordinator || v_.tag(k) == Tag::relative || v_.tag(k) == Tag::pronoun)
      return false;
    ++k;
  }
  return k < limit_ && is_finite_verb(v_.tag(k)) && v_.tokens[k].kind == TokenKind::word;
}

// "It’s the gentleman, Mrs. Odum": he is not she.
bool MentionFolder::other_gender(const NounPhrase& np, const NounPhrase& name) const {
  const uint32_t title = v_.has(name.first, C::honorific) ? name.first : name.name_first;
  if (!v_.has(title, C::honorific)) return false;
  const Gender a = v_.lexicon.info(v_.tokens[np.head].word).gender,
               b = v_.lexicon.info(v_.tokens[title].word).gender_of(true);
  return a != Gender::unknown && b != Gender::unknown && a != b;
}

// After the comma at `e`: the end of what belongs to the phrase, or e.
uint32_t MentionFolder::fold_comma(Folded& f, uint32_t e, Place place) const {
  const NounPhrase& np = f.np;
  const uint32_t a = e + 1;
  if (a >= limit_) return e;
  const Token& t = v_.tokens[a];
  if (named(np)) {  // "71", "now 81 and retired in Lund"
    uint32_t number = a, end = 0;
    while (number < a + 2 && (v_.tag(number) == Tag::adverb || v_.has(number, C::time_word))) ++number;
    if (v_.kind(number, TokenKind::number) && ages(number, place, end)) {
      f.somebody = true;
      return end;
    }
  }
  if (named(np) && t.has(token_flag::all_caps) && closes_aside(a + 1) && !v_.has(a, C::organisation))
    return a + 1;  // letters of honours: ", OBE,"
  if (named(np) && is_party(a)) return closes_aside(a + 1) || v_.tag(a + 1) == Tag::preposition ? a + 1 : e;
  if (v_.tag(a) == Tag::relative || (v_.tag(a) == Tag::preposition && v_.tag(a + 1) == Tag::relative)) {
    const uint32_t who = v_.tag(a) == Tag::relative ? a : a + 1;
    const uint32_t r = relative_end(who, true, place);
    if (named(np)) f.somebody |= listed("relatives.person", who), f.something |= listed("relatives.thing", who);
    return r > a ? r : e;
  }
  if (v_.tag(a) == Tag::quantifier && v_.has(a + 1, C::genitive) && v_.tag(a + 2) == Tag::relative) {
    const uint32_t r = relative_end(a + 2, true, place);
    return r > a ? r : e;
  }
  if (v_.tag(a) == Tag::participle || (v_.tag(a) == Tag::past && t.is(C::participle) && !begins_cue(a))) {
    const uint32_t p = participle_end(a, true, place);
    if (p > a) note_issuer(f, a, p);
    return p > a ? p : e;
  }
  if (v_.tag(a) == Tag::preposition && named(np) && !v_.phrases.at(a)) {  // "Bond, 30, of Raleigh, said"
    const NounPhrase object = parse(a + 1);
    const bool home = !object.empty() && named(object) && !looks_like_time(object.head) &&
                      (v_.has(a, C::genitive) || v_.has(a, C::place_preposition) || v_.has(object.head, C::place));
    return home && closes_aside(object.end) && place != Place::object && !v_.has(object.head, C::medium) &&
                   !v_.has(object.head, C::venue)
               ? object.end
               : e;
  }
  if (human(np))
    if (const uint32_t k = fold_naming(f, a); k && closes_aside(k)) return k;
  uint32_t start = a;
  while (v_.tag(start) == Tag::adverb && start < a + 2) ++start;  // ", formerly head of the club,"
  const NounPhrase then = parse(start);
  if (then.empty() || then.pronoun || then.genitive || looks_like_time(then.head)) return e;
  // "Chief Executive of Marling Dairies": nothing but what somebody is, with capitals.
  const Phrase* const office = v_.phrases.at(then.first);
  const bool title_alone = office && office->begin == then.first && office->classes.has(C::title) &&
                           office->classes.has(C::role) &&
                           (office->end == then.end || v_.tag(office->end) == Tag::preposition);
  const bool then_named = named(then) && !title_alone, np_named = named(np);
  bool then_human = human(then) || title_alone || v_.has(then.head, C::organisation_noun);
  if (!then_human && v_.tag(then.end) == Tag::conjunction) {  // "Fenn, law and history professor at …"
    const NounPhrase joined = parse(then.end + 1);
    then_human = !joined.empty() && human(joined) && !joined.determined;
  }
  const bool place_pair = np_named && then_named && v_.has(np.head, C::place) && v_.has(then.head, C::place);
  bool apposition = false;
  if (np_named && !then_named && !then.determined && !then.counted && v_.has(then.head, C::plural))
    return e;  // "Fenn, officials said, …"
  if (np_named && !then_named)
    apposition =
        then_human ||
        (then.determined && (place != Place::object || then.indefinite || then.possessor_end > then.possessor_first));
  else if (!np_named && then_named && place == Place::object && !human(np) && human_before(then))
    apposition = false;  // "after a lunch of bakers, baker Ada Fenn …"
  else if (!np_named && then_named)
    apposition =
        owned_and_named(np, then, place) ||
        ((speakable(np) || (np.determined && then.name_first > then.first) || (np.counted && place != Place::object)) &&
         !v_.has(np.head, C::document_noun) && (np.determined || place == Place::inverted || human(np)));
  else if (np_named && then_named)
    apposition = place_pair ||
                 (then.name_first > then.first && (then.determined || human_before(then)) &&
                  !v_.has(then.first, C::honorific) && !v_.has(then.first, C::title)) ||
                 (then.determined && place != Place::object);
  else
    apposition = then.determined && human(np) && then_human && place != Place::object;
  if (!apposition || (then_named && !np_named && other_gender(np, then))) return e;
  // The apposition takes its own "of" and "at" phrases, participles and relative clauses.
  uint32_t end = then.end;
  Folded calls = f;
  bool called = false;
  for (uint32_t n = 0; n < kMostExtensions && end < limit_; ++n) {
    const uint32_t before = end;
    if (v_.tag(end) == Tag::preposition && !looks_like_time(end + 1)) {
      const NounPhrase object = parse(end + 1);
      const bool attaches =
          !object.empty() && (!then_named || v_.has(end, C::genitive)) &&
          !(place == Place::inverted && v_.has(end, C::place_preposition) && v_.has(object.head, C::medium));
      if (attaches)
        end = object.end;
      else if (v_.tag(end + 1) == Tag::gerund && !then_named) {
        uint32_t k = end + 2;
        while (k < limit_ && k < end + 14 && !closes_aside(k)) k = v_.next(k);
        end = k;
      }
    } else if (v_.tag(end) == Tag::conjunction && !then_named) {
      const NounPhrase object = parse(end + 1);  // "a scholar of law and one of the authors": closed or not, see below
      if (!object.empty() && !object.pronoun && !predicate_at(object.end)) end = object.end;
    } else if (v_.tag(end) == Tag::relative || (v_.tag(end) == Tag::complementiser && verb_at(end + 1))) {
      if (const uint32_t r = relative_end(end, true, place); r > end) end = r;
    } else if (const uint32_t k =
                   !np_named && (then_named ? then.determined && v_.has(then.head, C::demonym) : then_human)
                       ? fold_naming(calls, end)
                       : 0) {
      end = k, called = true;
    } else if (v_.tag(end) == Tag::participle || v_.tag(end) == Tag::infinitive_mark || reduced_past(end, place)) {
      if (const uint32_t p = participle_end(end, true, place); p > end) end = p;
    } else if (v_.kind(end, TokenKind::open_paren)) {
      uint32_t k = end + 1;
      while (k < limit_ && k - end <= kLongestParenthesis && !v_.kind(k, TokenKind::close_paren)) ++k;
      if (v_.kind(k, TokenKind::close_paren)) end = k + 1;
    } else if (v_.kind(end, TokenKind::comma) && !np_named && then_named &&
               (v_.tag(end + 1) == Tag::relative || (v_.kind(end + 1, TokenKind::number) && closes_aside(end + 2)))) {
      const uint32_t r = v_.tag(end + 1) == Tag::relative ? relative_end(end + 1, true, place) : end + 2;
      if (r > end) end = r;
    }
    if (end == before) break;
  }
  if (place == Place::subject && end > then.end && np_named && !then_named) end = enumeration_end(end);
  if (!closes_aside(end)) return e;
  // "After the talks with the governor, Fenn said": what ends an object's apposition is a comma, no verb.
  if (place == Place::object && (predicate_at(end) || (end < v_.size() && v_.quote_at[end] >= 0))) return e;
  // "In a note to the Courier, her adviser, Ada Fenn, said": the subject has an apposition of its own.
  if (place == Place::object && v_.kind(end, TokenKind::comma)) {
    const NounPhrase next = parse(end + 1);
    if (!next.empty() && named(next) && v_.kind(next.end, TokenKind::comma) && predicate_at(next.end + 1)) return e;
  }
  // In a subject's place the main verb must come: after the comma, or at once.
  if (place == Place::subject && !place_pair && v_.kind(end, TokenKind::comma) && !predicate_at(end + 1) && np_named) {
    if (!(v_.tag(end + 1) == Tag::relative || v_.tag(end + 1) == Tag::participle || v_.tag(end + 1) == Tag::past ||
          v_.kind(end + 1, TokenKind::number)))
      if (!then_human) return e;
  }
  if (is_list(end)) return e;
  // "The whale, Fenn said, would leave", "Moss, an aide said, “is confident”": a tag in the middle of a clause.
  if (place == Place::subject && np_named != then_named && end == then.end && begins_cue(end) &&
      v_.kind(end + 1, TokenKind::comma) && v_.tag(end + 2) != Tag::gerund &&
      (predicate_at(end + 2) || v_.kind(end + 2, TokenKind::mark)))
    return e;
  if (called)
    f.name = calls.name, f.role = then, f.has_role = true;
  else if (!np_named && then_named)
    f.name = then, f.role = np, f.has_role = true;
  else if (np_named && !then_named)
    f.role = then, f.has_role = true;
  return end;
}

// "the assistant secretary for population, refugees, and migration, said": things that a list goes on with to the comma before
// the verb. Else `end`.
uint32_t MentionFolder::enumeration_end(uint32_t end) const {
  constexpr int kMostThings = 5;
  uint32_t k = end;
  for (int n = 0; n < kMostThings && v_.kind(k, TokenKind::comma); ++n) {
    bool last = v_.tag(k + 1) == Tag::conjunction;
    NounPhrase thing = parse(k + (last ? 2 : 1));
    if (!last && !thing.empty() && v_.tag(thing.end) == Tag::conjunction && !named(thing)) {
      last = true;
      thing = parse(thing.end + 1);
    }
    if (thing.empty() || thing.pronoun || thing.determined || named(thing)) return end;
    k = thing.end;
    if (last) return v_.kind(k, TokenKind::comma) && predicate_at(k + 1) ? k : end;
  }
  return end;
}

bool MentionFolder::human_before(const NounPhrase& np) const {
  for (uint32_t k = np.first; k < np.name_first; ++k)
    if (v_.has(k, C::role) || v_.has(k, C::kin) || v_.has(k, C::group)) return true;
  return false;
}

// "D-Mass.", "R-Ohio", "a Democrat" written short: a capital, a hyphen and more, or a word of the list.
bool MentionFolder::is_party(uint32_t i) const {
  if (v_.has(i, C::party) && v_.tokens[i].capital()) return true;
  const std::string_view word = slice(v_.text, v_.tokens[i].span);
  return word.size() > 2 && word[0] >= 'A' && word[0] <= 'Z' && word[1] == '-';
}

// "X, Y and Z": the comma makes a list, no apposition.
bool MentionFolder::is_list(uint32_t end) const {
  if (v_.tag(end) == Tag::conjunction) return true;
  if (v_.kind(end, TokenKind::comma) && v_.tag(end + 1) == Tag::conjunction) {
    const NounPhrase last = parse(end + 2);
    return !last.empty() && !predicate_at(end + 2);
  }
  return false;
}
}  // namespace inquit
