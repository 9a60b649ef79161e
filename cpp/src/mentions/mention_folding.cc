// See mention_folding.h.
#include "mentions/mention_folding.h"

#include "base/tsv.h"
#include "mentions/dates.h"

namespace inquit {
namespace {

// Whether a phrase can go on with a token of this tag (or with a word that names): commas, dashes and parentheses are
// punctuation, adverbs may stand before such a word.
constexpr bool may_extend(Tag tag) {
  constexpr auto bit = [](Tag t) { return uint64_t{1} << static_cast<int>(t); };
  constexpr uint64_t kExtending = bit(Tag::adverb) | bit(Tag::adjective) | bit(Tag::preposition) |
                                  bit(Tag::punctuation) | bit(Tag::relative) | bit(Tag::complementiser) |
                                  bit(Tag::participle) | bit(Tag::past) | bit(Tag::gerund) | bit(Tag::name) |
                                  bit(Tag::pronoun);
  return kExtending >> static_cast<int>(tag) & 1;
}

}  // namespace

Place MentionFolder::find_place(uint32_t first) const {
  uint32_t i = first;
  while (i > 0 && v_.tag(i - 1) == Tag::adverb) --i;
  if (i == 0) return Place::subject;
  if (v_.tokens[i].has(token_flag::sentence_start)) return Place::subject;
  const Tag before = v_.tag(i - 1);
  if (before == Tag::mark || before == Tag::punctuation) return Place::subject;
  if (begins_cue(i - 1) && before != Tag::preposition) {
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
    if (begins_cue(k)) return true;
  return false;
}

// The quotation that opens at `mark` has a comma at its end, inside or behind.
bool MentionFolder::ends_in_comma(uint32_t mark) const {
  const Quote& q = v_.quotes[static_cast<size_t>(v_.quote_at[mark])];
  if (q.close == kNoToken || q.close < q.open + 2) return false;
  return v_.kind(q.close - 1, TokenKind::comma) || v_.kind(q.close + 1, TokenKind::comma);
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
    // "A landlord who cut the heating “treated them like furniture,” jurors heard": the predicate is quoted.
    if (place == Place::subject && !after_comma && verb_seen && v_.quote_at[i] >= 0 && ends_in_comma(i)) return i;
    if (!after_comma && verb_seen && t.kind == TokenKind::comma)  // a clause without commas ends at one
      return place != Place::subject && reports_quote(at, i) ? 0 : i;
    const Tag tag = v_.tag(i);
    // "who asked not to be named" is an idiom, and a whole clause.
    if (i == at + 1 && v_.phrases.at(i) && v_.phrases.at(i)->classes.has(C::idiom) && v_.is(i, C::past))
      verb_seen = true;
    if (is_finite_verb(tag)) {
      if (!verb_seen) {
        verb_seen = in_group = true;
      } else if (!in_group && !after_comma && !blocked && place == Place::subject) {
        while (i > at + 2 && (v_.tag(i - 1) == Tag::negation || v_.tag(i - 1) == Tag::adverb)) --i;
        return i;  // "a man who knew him never said"
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
  Folded f(np);
  if (place == Place::object && v_.has(np.head, C::document_noun) && behind_report(np.first)) place = Place::inverted;
  const bool collective = np.pronoun && v_.has(np.head, C::collective_pronoun);
  if (np.end == np.first + 1 && v_.has(np.head, C::weekday)) return f;  // "On Thursday, Fenn said"
  if (v_.kind(np.end, TokenKind::comma) && is_time(np))
    return f;  // "In early May, an official said", "Earlier this month, Dr. Fenn said"
  if (np.genitive || (np.pronoun && !(collective && v_.tag(np.end) == Tag::preposition))) return f;
  uint32_t e = np.end;
  bool core = true, dashes = false;
  for (uint32_t n = 0; n < kMostExtensions && e < limit_ && !dashes; ++n) {
    const uint32_t before = e;
    if (!may_extend(v_.tag(e)) && !v_.has(e, C::naming)) break;
    if (begins_time(e) && (looks_like_time(e) || looks_like_time(e + 1) || place != Place::subject)) break;
    if (v_.tag(e) == Tag::pronoun) {  // "the donor himself"
      if (v_.lexicon.info(v_.tokens[e].word).pronoun_case == PronounCase::reflexive && e == np.end && !np.pronoun) ++e;
    } else if (v_.tag(e) == Tag::adjective && v_.tag(e + 1) == Tag::preposition && human(np) && !named(np)) {
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
      } else if (v_.kind(k, TokenKind::close_paren) && human(np) && np.determined && !v_.has(np.head, C::plural)) {
        const NounPhrase then = parse(e + 1);  // "the Leader of the Opposition (Hon. Sipho Dlamini)"
        if (!then.empty() && named(then) && then.end == k && then.name_end > then.name_first + 1 &&
            !v_.has(then.head, C::place) && !v_.has(then.head, C::organisation_word))
          f.name = then, f.has_role = true, e = k + 1, core = false;
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
  if (v_.tag(i) != Tag::past || !v_.tokens[i].is(C::participle) || (begins_cue(i) && !v_.has(i, C::naming)))
    return false;
  // After "said X, a broker" no verb can come: "based in Tampa", "called the Friends".
  if (place == Place::inverted)
    return v_.tag(i + 1) == Tag::preposition || v_.tag(i + 1) == Tag::name || v_.tag(i + 1) == Tag::determiner;
  if (begins_cue(i)) return false;
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
  if (place != Place::subject || !begins_cue(i) || v_.tag(i) != Tag::past || !v_.tokens[i].is(C::participle))
    return false;
  const bool document = v_.has(np.head, C::document_noun);
  uint32_t k = i + 1;
  for (int n = 0; n < kMostPhrasesOfReport; ++n) {  // "issued on Friday after the talks by the mayor"
    const uint32_t before = k;
    if (v_.tag(k) == Tag::preposition && (document || v_.has(k, C::agent) || v_.has(k, C::topic_preposition))) {
      if (const uint32_t end = document ? match_time(v_.text, v_.tokens, k, v_.lexicon).end : k; end > k) {
        k = end;
        continue;
      }
      const NounPhrase object = parse(k + 1);
      if (object.empty() || object.pronoun || (n == 0 && looks_like_time(k + 1) && !document)) return false;
      k = object.end;
    } else if (document && looks_like_time(k)) {
      k = std::max(k + 1, match_time(v_.text, v_.tokens, k, v_.lexicon).end);
    }
    if (k == before) break;
  }
  if (k == i + 1) return false;
  return verb_at(k) && is_finite_verb(v_.tag(k));
}

// "according to a report filed with the court": behind a preposition that reports, as behind an inverted tag, all that comes
// belongs to the phrase.
bool MentionFolder::behind_report(uint32_t first) const {
  if (first == 0 || v_.tag(first - 1) != Tag::preposition) return false;
  return cue_at_[first - 1] >= 0 || (first > 1 && cue_at_[first - 2] >= 0 && v_.phrases.at(first - 1) == nullptr);
}

void MentionFolder::note_issuer(Folded& f, uint32_t first, uint32_t end) const {
  if (!v_.has(f.np.head, C::document_noun) || f.by_end > f.by_first) return;
  for (uint32_t k = first; k < end; ++k)
    if (v_.has(k, C::agent) &&
        (k == first || is_nominal(v_.tag(k - 1)) || v_.tag(k - 1) == Tag::participle || v_.tag(k - 1) == Tag::past)) {
      if (!is_nominal(v_.tag(k - 1)) && !v_.has(k - 1, C::speech_verb)) return;
      const NounPhrase by = parse(k + 1);
      if (!by.empty()) f.by_first = by.first, f.by_end = std::min(by.end, end);
      return;
    }
}

// "a statement from the mayor": a preposition of the language's list before who issued a document.
bool MentionFolder::names_issuer(uint32_t i) const { return listed("issuer.prepositions", i); }

bool MentionFolder::is_time(const NounPhrase& np) const {
  if (!v_.any(np.head, {C::month, C::time_noun})) return false;
  uint32_t from = np.first;  // with the adverb and the preposition before it
  while (from > 0 && np.first - from < 2 && (v_.tag(from - 1) == Tag::preposition || v_.has(from - 1, C::time_word)))
    --from;
  for (; from <= np.first; ++from)
    if (match_time(v_.text, v_.tokens, from, v_.lexicon).end >= np.end) return true;
  return false;
}

// "two officials over the weekend", "a spokesman earlier on Sunday", "the ministry in 2019": when it was said.
bool MentionFolder::begins_time(uint32_t i) const {
  if (v_.tag(i) == Tag::preposition && looks_like_time(i + 1)) return true;
  const bool may = v_.tag(i) == Tag::preposition
                       ? v_.kind(i + 1, TokenKind::number) || looks_like_time(i + 2) || looks_like_time(i + 3)
                       : v_.any(i, {C::weekday, C::month, C::time_word}) || v_.has(i + 1, C::time_noun);
  return may && match_time(v_.text, v_.tokens, i, v_.lexicon).end > i;
}

// Whether a setting of the language, a list of words, has this one.
bool MentionFolder::listed(const char* setting, uint32_t i) const {
  return has_word(v_.lexicon.setting(setting), slice(v_.text, v_.tokens[i].span));
}

uint32_t MentionFolder::fold_preposition(Folded& f, uint32_t e, Place place, bool core, int depth) const {
  const NounPhrase& np = f.np;
  const bool genitive = v_.has(e, C::genitive);
  const bool document = v_.has(np.head, C::document_noun) && !named(np);
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
  if (document && place == Place::object && speakable(object) && names_issuer(e)) return object.end;
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
    if (v_.has(e, C::to) && speakable(np) && human(np) && !v_.lexicon.setting("takes_to").empty() &&
        !listed("takes_to", np.head))
      return e;  // "said her mother to the girl"
    if (listed("manners", object.head)) return e;  // "said the boy in a whisper"
    const bool place_or_time = v_.has(object.head, C::place) || v_.has(object.head, C::time_noun) ||
                               v_.has(object.head, C::venue) ||
                               (!document && v_.has(object.head, C::medium));  // "a notice on the website"
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

}  // namespace inquit
