// See mention_folding.h.
#include "mentions/mention_folding.h"

namespace inquit {
namespace {

constexpr uint32_t kLongestAside = 40;       // tokens of a relative clause or apposition
constexpr uint32_t kLongestOwnClause = 11;   // tokens of a clause set off by commas that still belongs to the name
constexpr uint32_t kMostExtensions = 6;      // pieces that one phrase takes after its head
constexpr uint32_t kLongestParenthesis = 8;  // tokens inside "(R-Ohio)"

// Whether a phrase can go on with a token of this tag (or with a word that names): commas, dashes and parentheses are
// punctuation, adverbs may stand before such a word.
constexpr bool may_extend(Tag tag) {
  constexpr auto bit = [](Tag t) { return uint64_t{1} << static_cast<int>(t); };
  constexpr uint64_t kExtending = bit(Tag::adverb) | bit(Tag::adjective) | bit(Tag::preposition) |
                                  bit(Tag::punctuation) | bit(Tag::relative) | bit(Tag::complementiser) |
                                  bit(Tag::participle) | bit(Tag::past) | bit(Tag::gerund) | bit(Tag::name);
  return kExtending >> static_cast<int>(tag) & 1;
}

}  // namespace

Place MentionFolder::place_of(uint32_t first) const {
  uint32_t i = first;
  while (i > 0 && v_.tag(i - 1) == Tag::adverb) --i;
  if (i == 0) return Place::subject;
  if (v_.tokens[i].has(token_flag::sentence_start)) return Place::subject;
  const Tag before = v_.tag(i - 1);
  if (before == Tag::mark || before == Tag::punctuation) return Place::subject;
  if (cue_at_[i - 1] >= 0 && before != Tag::preposition) {
    // "…,” said X": a cue that follows a quotation or a comma.
    uint32_t k = i - 1;
    while (k > 0 && (is_verb(v_.tag(k - 1)) || v_.tag(k - 1) == Tag::adverb)) --k;
    const bool leads = k == 0 || v_.tag(k - 1) == Tag::mark || v_.tag(k - 1) == Tag::punctuation;
    return leads ? Place::inverted : Place::object;
  }
  if (is_verb(before) || before == Tag::preposition) return Place::object;
  if (v_.has(i - 1, C::agent)) return Place::object;
  return Place::subject;
}

// "…, who told the court: “…”": the clause reports.
bool MentionFolder::has_cue(uint32_t first, uint32_t end) const {
  for (uint32_t k = first; k < end; ++k)
    if (cue_at_[k] >= 0) return true;
  return false;
}

// "from Moss, who declared in the hall, “…”": the clause that begins at `first` reports what the comma at `comma` leads to.
bool MentionFolder::reports_quote(uint32_t first, uint32_t comma) const {
  return v_.kind(comma, TokenKind::comma) && v_.kind(comma + 1, TokenKind::mark) && v_.quote_at[comma + 1] >= 0 &&
         has_cue(first, comma);
}

// The end of a relative clause whose pronoun stands at `at`: before the comma or the verb that goes on with the main clause.
// 0: it does not end as one. `after_comma`: the clause is set off by commas.
uint32_t MentionFolder::relative_end(uint32_t at, bool after_comma, Place place) const {
  const uint32_t bound = std::min(limit_, at + kLongestAside);
  bool verb_seen = false, in_group = false, blocked = false;
  uint32_t i = at + 1;
  for (; i < bound; i = v_.next(i)) {
    const Token& t = v_.tokens[i];
    if (t.kind == TokenKind::colon && v_.kind(i + 1, TokenKind::mark) && has_cue(at, i)) return 0;
    if (sentence_end(i) || t.kind == TokenKind::colon) break;
    const bool comma_inside_quote =
        i > 0 && v_.tokens[i - 1].kind == TokenKind::mark && i >= 2 && v_.tokens[i - 2].kind == TokenKind::comma;
    if (after_comma && (t.kind == TokenKind::comma || comma_inside_quote)) {
      const uint32_t then = t.kind == TokenKind::comma ? i + 1 : i;
      if (place != Place::subject && reports_quote(at, i)) return 0;
      if (verb_seen && (predicate_at(then) || place != Place::subject)) {
        if (place == Place::subject || predicate_at(then) || t.kind == TokenKind::comma) return i;
      }
    }
    if (after_comma && t.kind == TokenKind::dash) return i;
    if (place == Place::object && v_.quote_at[i] >= 0)
      return verb_seen && !has_cue(at, i) ? i : 0;  // what is quoted is no part of an object's clause
    if (!after_comma && verb_seen && t.kind == TokenKind::comma)  // a clause without commas ends at one
      return place != Place::subject && reports_quote(at, i) ? 0 : i;
    const Tag tag = v_.tag(i);
    if (is_finite_verb(tag)) {
      if (!verb_seen) {
        verb_seen = in_group = true;
      } else if (!in_group && !after_comma && !blocked && place == Place::subject) {
        return i;  // "a man who knew him said"
      }
    } else if (tag != Tag::adverb && tag != Tag::negation && !is_verb(tag)) {
      in_group = false;
      if (tag == Tag::conjunction || tag == Tag::complementiser || tag == Tag::interrogative ||
          tag == Tag::subordinator || tag == Tag::pronoun || tag == Tag::relative)
        blocked = true;
      else if (tag == Tag::noun || tag == Tag::name) {
        // A subject after "that" or "because" has its own verb; the verb after that one is free again.
      }
    }
    if (blocked && is_finite_verb(tag) && verb_seen && !in_group) blocked = false, in_group = true;
  }
  if (!verb_seen) return 0;
  if (place == Place::subject) return 0;
  return sentence_end(i) || v_.kind(i, TokenKind::colon) || i >= limit_ ? std::min(i, limit_) : 0;
}

// "seen by the Harbour Gazette", "briefed on the matter", "titled “Paper Fleet”": to the next comma, verb or end.
uint32_t MentionFolder::participle_end(uint32_t at, bool after_comma, Place place) const {
  const uint32_t bound = std::min(limit_, at + kLongestAside);
  for (uint32_t i = at + 1; i < bound; i = v_.next(i)) {
    if (sentence_end(i) || v_.kind(i, TokenKind::dash)) return place == Place::subject && after_comma ? 0 : i;
    if (v_.kind(i, TokenKind::comma)) {
      // "Fenn, kicked the post, calling …": what comes next is no predicate, so that this was it.
      const bool predicate = predicate_at(i + 1) && v_.tag(i + 1) != Tag::gerund;
      return after_comma && place == Place::subject && !predicate ? 0 : i;
    }
    if (verb_at(i) && i > at + 1) return place == Place::subject && !after_comma ? i : 0;
    if (v_.tag(i) == Tag::complementiser || v_.tag(i) == Tag::subordinator || v_.tag(i) == Tag::conjunction) {
      if (place != Place::subject) return i;
    }
  }
  return bound == limit_ && place != Place::subject ? bound : 0;
}

Folded MentionFolder::fold(const NounPhrase& np, Place place, int depth) const {
  Folded f;
  f.np = f.name = f.role = np;
  f.has_role = false;
  f.end = f.span_end = f.core_end = f.unit_end = np.end;
  const bool collective = np.pronoun && v_.has(np.head, C::collective_pronoun);
  if (np.end == np.first + 1 && v_.has(np.head, C::weekday)) return f;  // "On Thursday, Fenn said"
  if (np.genitive || (np.pronoun && !(collective && v_.tag(np.end) == Tag::preposition))) return f;
  uint32_t e = np.end;
  bool core = true, dashes = false;
  for (uint32_t n = 0; n < kMostExtensions && e < limit_ && !dashes; ++n) {
    const uint32_t before = e;
    if (!may_extend(v_.tag(e)) && !v_.has(e, C::naming)) break;
    if (v_.tag(e) == Tag::adjective && v_.tag(e + 1) == Tag::preposition && human(np) && !named(np)) {
      const NounPhrase object = parse(e + 2);  // "a source close to him", "officials familiar with the talks"
      if (!object.empty()) e = object.end;
    } else if (v_.tag(e) == Tag::preposition && v_.phrases.at(e) && human(np) && !named(np) && place != Place::object) {
      const NounPhrase object = parse(v_.phrases.at(e)->end);  // "people close to Fenn"
      if (!object.empty() && !looks_like_time(object.head)) e = object.end;
    } else if (v_.tag(e) == Tag::preposition && !v_.phrases.at(e)) {
      e = fold_preposition(f, e, place, core, depth);
    } else if (v_.kind(e, TokenKind::open_paren)) {
      uint32_t k = e + 1;
      while (k < limit_ && k - e <= kLongestParenthesis && !v_.kind(k, TokenKind::close_paren)) ++k;
      if (v_.kind(k, TokenKind::close_paren) && named(np)) {
        e = k + 1;
        core = false;
      }
    } else if (v_.kind(e, TokenKind::comma)) {
      const uint32_t then = fold_comma(f, e, place);
      if (then > e) e = then, core = false;
    } else if (v_.tag(e) == Tag::relative || (v_.tag(e) == Tag::complementiser && speakable(np) && verb_at(e + 1))) {
      if (const uint32_t r = human(np) || !named(np) ? relative_end(e, false, place) : 0; r > e) e = r;
    } else if (const uint32_t named_end = human(np) || v_.has(np.head, C::demonym) ? fold_naming(f, e) : 0) {
      e = named_end;
    } else if (v_.kind(e, TokenKind::dash)) {
      if (const uint32_t close = fold_dashes(f, e, place)) e = close, core = false, dashes = true;
    } else if ((v_.tag(e) == Tag::participle || reduced_past(e, place) || reduced_report(np, e, place)) && !named(np)) {
      if (const uint32_t p = participle_end(e, false, place); p > e) {
        note_issuer(f, e, p);
        e = p;
      }
    } else if (place == Place::subject && gerund_clause(np, e)) {
      if (const uint32_t p = participle_end(e, false, place); p > e) e = p;
    } else if (v_.tag(e) == Tag::name && v_.tokens[e].kind == TokenKind::word && !named(np) && human(np)) {
      const NounPhrase then = parse(e);  // "guide Pasang Tashi" is one base phrase already
      if (!then.empty() && named(then)) f.name = then, f.has_role = true, e = then.end;
    }
    if (e == before) break;
    if (core) f.core_end = e;
    if (f.span_end == f.end && !is_long_clause(before, e)) f.span_end = e;
    f.end = e;
  }
  f.unit_end = f.end;
  const bool suffixed = np.end > np.first + 2 && f.end == np.end && v_.kind(np.end - 2, TokenKind::comma);  // ", OBE,"
  const bool aside = f.end > f.core_end || suffixed;
  if ((aside && v_.kind(f.end, TokenKind::comma)) || dashes) f.unit_end = f.end + 1;
  return f;
}

// ", who declined to say whom he plans to vote for in November"
bool MentionFolder::is_long_clause(uint32_t comma, uint32_t end) const {
  return end - comma > kLongestOwnClause && v_.kind(comma, TokenKind::comma) && v_.tag(comma + 1) == Tag::relative;
}

// A past tense that opens a reduced relative clause: "officials briefed on", where the main verb comes later.
bool MentionFolder::reduced_past(uint32_t i, Place place) const {
  if (v_.tag(i) != Tag::past || !v_.tokens[i].is(C::participle) || (cue_at_[i] >= 0 && !v_.has(i, C::naming)))
    return false;
  // After "said X, a broker" no verb can come: "based in Tampa", "called the Friends".
  if (place == Place::inverted)
    return v_.tag(i + 1) == Tag::preposition || v_.tag(i + 1) == Tag::name || v_.tag(i + 1) == Tag::determiner;
  if (cue_at_[i] >= 0) return false;
  const Tag after = v_.tag(i + 1);
  if (after != Tag::preposition && after != Tag::infinitive_mark) return false;
  for (uint32_t k = i + 2; k < limit_ && k < i + 14; ++k) {
    if (v_.tokens[k].kind != TokenKind::word && v_.tokens[k].kind != TokenKind::number) return false;
    if (v_.tag(k) == Tag::conjunction || v_.tag(k) == Tag::complementiser || v_.tag(k) == Tag::subordinator)
      return false;
    // "used to say" is the verb itself; "sent a note to them saying" is a clause of its own.
    if (verb_at(k) && v_.tag(k) != Tag::base && v_.tag(k) != Tag::gerund) return true;
  }
  return false;
}

// "A note found at the mill said", "the order released Friday said", "officials briefed on the talks say": a cue is no verb
// where, after one phrase, another verb follows at once.
bool MentionFolder::reduced_report(const NounPhrase& np, uint32_t i, Place place) const {
  if (place != Place::subject || cue_at_[i] < 0 || v_.tag(i) != Tag::past || !v_.tokens[i].is(C::participle))
    return false;
  const bool document = v_.has(np.head, C::document_noun);
  uint32_t k = i + 1;
  if (v_.tag(k) == Tag::preposition && (document || v_.has(k, C::agent) || v_.has(k, C::topic_preposition))) {
    const NounPhrase object = parse(k + 1);
    if (object.empty() || object.pronoun || looks_like_time(k + 1)) return false;
    k = object.end;
  } else if (document && looks_like_time(k)) {
    ++k;
  } else {
    return false;
  }
  return verb_at(k) && is_finite_verb(v_.tag(k));
}

void MentionFolder::note_issuer(Folded& f, uint32_t first, uint32_t end) const {
  if (!v_.has(f.np.head, C::document_noun) || f.by_end > f.by_first) return;
  for (uint32_t k = first; k < end; ++k)
    if (v_.has(k, C::agent) &&
        (k == first || v_.tag(k - 1) == Tag::noun || v_.tag(k - 1) == Tag::participle || v_.tag(k - 1) == Tag::past)) {
      if (v_.tag(k - 1) != Tag::noun && !v_.has(k - 1, C::speech_verb)) return;
      const NounPhrase by = parse(k + 1);
      if (!by.empty()) f.by_first = by.first, f.by_end = std::min(by.end, end);
      return;
    }
}

uint32_t MentionFolder::fold_preposition(Folded& f, uint32_t e, Place place, bool core, int depth) const {
  const NounPhrase& np = f.np;
  const bool genitive = v_.has(e, C::genitive);
  const bool document = v_.has(np.head, C::document_noun) && !named(np);
  if (looks_like_time(e + 1)) return e;
  if (v_.tag(e + 1) == Tag::gerund && !genitive) {
    if (!human(np) || place != Place::subject) return e;
    uint32_t k = e + 2;  // "the man in charge", "people familiar with …": to the verb
    while (k < limit_ && k < e + 12 && !sentence_end(k) && !verb_at(k) && !v_.kind(k, TokenKind::comma)) k = v_.next(k);
    return verb_at(k) ? k : e;
  }
  const NounPhrase object = parse(e + 1);
  if (object.empty() || object.pronoun) return object.pronoun && genitive ? object.end : e;
  const bool agent = v_.has(e, C::agent);
  if (document && agent && depth == 0) {  // one level deep: the issuer of an issuer is not asked for
    const Folded by = fold(object, place, depth + 1);
    f.by_first = object.first;
    f.by_end = by.core_end;
    return by.core_end;
  }
  if (const uint32_t k = person_after_title(np, object)) {
    f.name = object;
    f.name.first = f.name.name_first = k;
    f.has_role = true;
    return object.end;
  }
  if (genitive) {
    if (v_.lexicon.head_first() && human(np) && !named(np) && named(object)) name_behind(f, object);
    return object.end;
  }
  if (named(np) && !human(np) && !v_.has(np.head, C::organisation_noun)) {
    // A name takes "of" only, unless its title does: "Sen. X of Ohio".
    return e;
  }
  if (named(np)) return e;
  if (!speakable(np) && place != Place::subject) return e;
  if (place == Place::subject) {
    // Everything up to the verb belongs to the subject; a noun phrase that nobody speaks keeps "of" only.
    if (!speakable(np) && !predicate_at(object.end) && !(v_.tag(object.end) == Tag::preposition)) return e;
    return object.end;
  }
  if (place == Place::inverted) {
    const bool place_or_time = v_.has(object.head, C::place) || v_.has(object.head, C::medium) ||
                               v_.has(object.head, C::venue) || v_.has(object.head, C::time_noun);
    return core && place_or_time && v_.has(e, C::place_preposition) ? e : object.end;
  }
  // An object: "a spokesman for the ministry"; not "reporters in Washington".
  return v_.has(e, C::place_preposition) || v_.has(e, C::to) || v_.has(e, C::topic_preposition) ? e
         : human(np) && !v_.has(np.head, C::group)                                              ? object.end
                                                                                                : e;
}

// "le conseiller d’opposition Marc Duval": where adjectives follow, so does the name, after all that says what he is.
void MentionFolder::name_behind(Folded& f, const NounPhrase& object) const {
  uint32_t first = object.name_first > object.first ? object.name_first : 0;
  for (uint32_t k = object.first + 1; k < object.name_end && !first; ++k)
    if (v_.has(k, C::given_name)) first = k;  // "la ministre des Finances Ada Fenn"
  if (first == 0 || v_.has(object.head, C::organisation) || object.possessor_end > object.possessor_first) return;
  for (uint32_t k = object.first; k < first; ++k)
    if (v_.has(k, C::organisation_noun) || v_.has(k, C::role)) return;
  f.name = object;
  f.name.first = f.name.name_first = first;
  f.has_role = true;
}

// "Assistant Secretary for Inland Waterways Ada Fenn": what the title is for and its bearer in one run of capitals; where
// the given name stands. 0: it is none.
uint32_t MentionFolder::person_after_title(const NounPhrase& np, const NounPhrase& object) const {
  if (named(np) || !named(object) || object.genitive || !(v_.has(np.head, C::title) || v_.has(np.head, C::role)) ||
      object.name_end < object.name_first + 3)
    return 0;
  uint32_t found = 0;
  for (uint32_t k = object.name_first; k < object.name_end; ++k) {
    const bool given = v_.has(k, C::given_name) && !v_.has(k, C::place);
    if (k == object.name_first && (given || v_.has(k, C::surname))) return 0;
    if (v_.has(k, C::organisation_word) && found) return 0;
    if (given && !found && k + 1 < object.name_end && k > object.name_first) found = k;
  }
  return found;
}

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
  const bool state = v_.tokens[end + 1].is(C::participle) || v_.tag(end + 1) == Tag::adjective;
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

// After the comma at `e`: the end of what belongs to the phrase, or e.
uint32_t MentionFolder::fold_comma(Folded& f, uint32_t e, Place place) const {
  const NounPhrase& np = f.np;
  const uint32_t a = e + 1;
  if (a >= limit_) return e;
  const Token& t = v_.tokens[a];
  if (named(np)) {  // "71", "now 81 and retired in Lund"
    uint32_t number = a, end = 0;
    while (number < a + 2 && (v_.tag(number) == Tag::adverb || v_.has(number, C::time_word))) ++number;
    if (v_.kind(number, TokenKind::number) && ages(number, place, end)) return end;
  }
  if (named(np) && t.has(token_flag::all_caps) && closes_aside(a + 1) && !v_.has(a, C::organisation))
    return a + 1;  // letters of honours: ", OBE,"
  if (named(np) && is_party(a)) return closes_aside(a + 1) || v_.tag(a + 1) == Tag::preposition ? a + 1 : e;
  if (v_.tag(a) == Tag::relative || (v_.tag(a) == Tag::preposition && v_.tag(a + 1) == Tag::relative)) {
    const uint32_t r = relative_end(v_.tag(a) == Tag::relative ? a : a + 1, true, place);
    return r > a ? r : e;
  }
  if (v_.tag(a) == Tag::quantifier && v_.has(a + 1, C::genitive) && v_.tag(a + 2) == Tag::relative) {
    const uint32_t r = relative_end(a + 2, true, place);
    return r > a ? r : e;
  }
  if (v_.tag(a) == Tag::participle || (v_.tag(a) == Tag::past && t.is(C::participle) && cue_at_[a] < 0)) {
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
  const bool then_named = named(then), np_named = named(np);
  bool then_human = human(then) || v_.has(then.head, C::organisation_noun);
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
  if (!apposition) return e;
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
  if (!closes_aside(end)) return e;
  // "After the talks with the governor, Fenn said": what ends an object's apposition is a comma, no verb.
  if (place == Place::object && predicate_at(end)) return e;
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
  // "The whale, Fenn said, would leave": a tag in the middle of a clause.
  if (place == Place::subject && !np_named && then_named && end == then.end && cue_at_[end] >= 0 &&
      v_.kind(end + 1, TokenKind::comma) && predicate_at(end + 2) && v_.tag(end + 2) != Tag::gerund)
    return e;
  if (called)
    f.name = calls.name, f.role = then, f.has_role = true;
  else if (!np_named && then_named)
    f.name = then, f.role = np, f.has_role = true;
  else if (np_named && !then_named)
    f.role = then, f.has_role = true;
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
