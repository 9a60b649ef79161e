// See mentions.h. The base phrase comes from noun_phrases.cc; here it is folded with what follows it: "of" and "for"
// phrases, age, party, apposition, participles, relative clauses, coordination.
#include "mentions.h"

#include <algorithm>

#include "noun_phrases.h"

namespace inquit {
namespace {

using C = WordClass;

constexpr uint32_t kLongestAside = 40;       // tokens of a relative clause or apposition
constexpr uint32_t kMostExtensions = 6;      // pieces that one phrase takes after its head
constexpr uint32_t kLongestParenthesis = 8;  // tokens inside "(R-Ohio)"

enum class Place : uint8_t { subject, object, inverted };  // where the phrase stands to its verb

struct Folded {
  NounPhrase np;
  NounPhrase name;       // the phrase that has the name: np itself, or an apposition
  NounPhrase role;       // the phrase that says what he is: an apposition, or np where the name is in apposition
  uint32_t end = 0;      // of the span
  uint32_t core_end = 0;
  uint32_t unit_end = 0;  // a closing comma included
  uint32_t by_first = 0, by_end = 0;   // issuer
  bool has_role = false;
};

class Finder {
 public:
  Finder(const MentionContext& context, const ParagraphView& view, const std::vector<CueMatch>& cues,
         std::vector<Mention>& document, std::vector<FoldedMention>& folded, std::vector<FoldedMention>& inner)
      : context_(context), v_(view), document_(document), folded_(folded), inner_(inner) {
    cue_at_.assign(v_.size(), -1);
    for (size_t k = 0; k < cues.size(); ++k)
      if (!cues[k].adjacent_noun) cue_at_[cues[k].first] = static_cast<int32_t>(k);
  }

  void run() {
    uint32_t i = 0, sentence = 0;
    std::vector<uint32_t> closes;  // of the quotations that are open
    while (i < v_.size()) {
      while (!closes.empty() && i > closes.back()) closes.pop_back();
      if (v_.quote_at[i] >= 0) {
        const Quote& q = v_.quotes[v_.quote_at[i]];
        closes.push_back(q.close == kNoToken ? v_.size() : q.close);
        ++i;
        continue;
      }
      if (v_.tokens[i].has(token_flag::sentence_start)) ++sentence;
      sentence_ = sentence;
      level_ = static_cast<int8_t>(std::min<size_t>(closes.size(), 100));
      limit_ = closes.empty() ? v_.size() : std::min(closes.back(), v_.size());
      const NounPhrase np = parse(i);
      if (np.empty()) {
        ++i;
        continue;
      }
      const Folded f = fold(np, place_of(np.first));
      i = std::max(emit(f), i + 1);
    }
  }

 private:
  NounPhrase parse(uint32_t at) const {
    NounPhrase np = parse_noun_phrase(v_, at);
    if (np.end > limit_) np.end = np.first;
    return np;
  }

  bool verb_at(uint32_t i) const { return i < limit_ && (is_finite_verb(v_.tag(i)) || cue_at_[i] >= 0); }
  // The first finite verb or cue at i, adverbs skipped.
  bool predicate_at(uint32_t i) const {
    while (i < limit_ && v_.tag(i) == Tag::adverb) ++i;
    return verb_at(i);
  }
  bool sentence_end(uint32_t i) const {
    if (i >= limit_) return true;
    const Token& t = v_.tokens[i];
    return t.kind == TokenKind::stop || t.kind == TokenKind::question || t.kind == TokenKind::exclamation ||
           t.kind == TokenKind::semicolon || t.has(token_flag::sentence_start);
  }
  bool closes_aside(uint32_t i) const {  // what may stand after an apposition
    if (i >= limit_) return true;
    const Token& t = v_.tokens[i];
    return t.kind == TokenKind::comma || t.kind == TokenKind::colon || t.kind == TokenKind::dash || sentence_end(i) ||
           predicate_at(i) || t.kind == TokenKind::mark || t.kind == TokenKind::close_paren;
  }

  Place place_of(uint32_t first) const {
    uint32_t i = first;
    while (i > 0 && v_.tag(i - 1) == Tag::adverb) --i;
    if (i == 0) return Place::subject;
    if (v_.tokens[i].has(token_flag::sentence_start)) return Place::subject;
    const Tag before = v_.tag(i - 1);
    if (before == Tag::mark || before == Tag::punctuation) return Place::subject;
    if (cue_at_[i - 1] >= 0) {
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

  bool speakable(const NounPhrase& np) const {  // its head can speak
    if (np.name_end > np.name_first) return true;
    const uint32_t h = np.head;
    return v_.has(h, C::role) || v_.has(h, C::group) || v_.has(h, C::kin) || v_.has(h, C::organisation_noun) ||
           v_.has(h, C::document_noun) || v_.has(h, C::title) || v_.has(h, C::organisation) || v_.has(h, C::media) ||
           v_.has(h, C::demonym) || v_.has(h, C::party) || v_.has(h, C::collective_pronoun);
  }
  // "that" and "this" stand for no speaker; "he", "who" and "some" do.
  bool names_somebody(const NounPhrase& pronoun) const {
    return v_.lexicon.info(v_.tokens[pronoun.head].word).person != GrammaticalPerson::unknown ||
           v_.tag(pronoun.head) == Tag::relative || v_.tag(pronoun.head) == Tag::possessive ||
           v_.has(pronoun.head, C::collective_pronoun);
  }
  bool human(const NounPhrase& np) const {
    const uint32_t h = np.head;
    if (np.pronoun) return v_.has(h, C::collective_pronoun);
    return v_.has(h, C::role) || v_.has(h, C::group) || v_.has(h, C::kin) || v_.has(h, C::title);
  }
  bool named(const NounPhrase& np) const { return np.name_end > np.name_first; }

  // The end of a relative clause whose pronoun stands at `at`: before the comma or the verb that goes on with the main clause.
  // 0: it does not end as one. `after_comma`: the clause is set off by commas.
  uint32_t relative_end(uint32_t at, bool after_comma, Place place) const {
    const uint32_t bound = std::min(limit_, at + kLongestAside);
    bool verb_seen = false, in_group = false, blocked = false;
    uint32_t i = at + 1;
    for (; i < bound; i = v_.next(i)) {
      const Token& t = v_.tokens[i];
      if (sentence_end(i) || t.kind == TokenKind::colon) break;
      const bool comma_inside_quote =
          i > 0 && v_.tokens[i - 1].kind == TokenKind::mark && i >= 2 && v_.tokens[i - 2].kind == TokenKind::comma;
      if (after_comma && (t.kind == TokenKind::comma || comma_inside_quote)) {
        const uint32_t then = t.kind == TokenKind::comma ? i + 1 : i;
        if (verb_seen && (predicate_at(then) || place != Place::subject)) {
          if (place == Place::subject || predicate_at(then) || t.kind == TokenKind::comma) return i;
        }
      }
      if (after_comma && t.kind == TokenKind::dash) return i;
      if (place == Place::object && v_.quote_at[i] >= 0)
        return verb_seen ? i : 0;  // what is quoted is no part of an object's clause
      if (!after_comma && verb_seen && t.kind == TokenKind::comma) return i;  // a clause without commas ends at one
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
  uint32_t participle_end(uint32_t at, bool after_comma, Place place) const {
    const uint32_t bound = std::min(limit_, at + kLongestAside);
    for (uint32_t i = at + 1; i < bound; i = v_.next(i)) {
      if (sentence_end(i) || v_.kind(i, TokenKind::dash)) return place == Place::subject && after_comma ? 0 : i;
      if (v_.kind(i, TokenKind::comma)) return after_comma && place == Place::subject && !predicate_at(i + 1) ? 0 : i;
      if (verb_at(i) && i > at + 1) return place == Place::subject && !after_comma ? i : 0;
      if (v_.tag(i) == Tag::complementiser || v_.tag(i) == Tag::subordinator || v_.tag(i) == Tag::conjunction) {
        if (place != Place::subject) return i;
      }
    }
    return bound == limit_ && place != Place::subject ? bound : 0;
  }

  bool looks_like_time(uint32_t i) const {
    return v_.has(i, C::weekday) || v_.has(i, C::month) || v_.has(i, C::time_noun) || v_.has(i, C::time_word);
  }

  Folded fold(const NounPhrase& np, Place place, int depth = 0) const {
    Folded f;
    f.np = f.name = f.role = np;
    f.has_role = false;
    f.end = f.core_end = f.unit_end = np.end;
    const bool collective = np.pronoun && v_.has(np.head, C::collective_pronoun);
    if (np.genitive || (np.pronoun && !(collective && v_.tag(np.end) == Tag::preposition))) return f;
    uint32_t e = np.end;
    bool core = true;
    for (uint32_t n = 0; n < kMostExtensions && e < limit_; ++n) {
      const uint32_t before = e;
      if (v_.tag(e) == Tag::adjective && v_.tag(e + 1) == Tag::preposition && human(np) && !named(np)) {
        const NounPhrase object = parse(e + 2);  // "a source close to him", "officials familiar with the talks"
        if (!object.empty()) e = object.end;
      } else if (v_.tag(e) == Tag::preposition && v_.phrases.at(e) && human(np) && !named(np) &&
                 place != Place::object) {
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
      } else if ((v_.tag(e) == Tag::participle || reduced_past(e, place)) && !named(np)) {
        if (const uint32_t p = participle_end(e, false, place); p > e) {
          note_issuer(f, e, p);
          e = p;
        }
      } else if (v_.tag(e) == Tag::name && v_.tokens[e].kind == TokenKind::word && !named(np) && human(np)) {
        const NounPhrase then = parse(e);  // "guide Pasang Tashi" is one base phrase already
        if (!then.empty() && named(then)) f.name = then, f.has_role = true, e = then.end;
      }
      if (e == before) break;
      if (core) f.core_end = e;
      f.end = e;
    }
    f.unit_end = f.end;
    const bool suffixed =
        np.end > np.first + 2 && f.end == np.end && v_.kind(np.end - 2, TokenKind::comma);  // ", OBE,"
    const bool aside = f.end > f.core_end || suffixed;
    if (aside && v_.kind(f.end, TokenKind::comma)) f.unit_end = f.end + 1;
    return f;
  }

  // A past tense that opens a reduced relative clause: "officials briefed on", where the main verb comes later.
  bool reduced_past(uint32_t i, Place place) const {
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
      if (verb_at(k)) return true;
    }
    return false;
  }

  void note_issuer(Folded& f, uint32_t first, uint32_t end) const {
    if (!v_.has(f.np.head, C::document_noun) || f.by_end > f.by_first) return;
    for (uint32_t k = first; k < end; ++k)
      if (v_.has(k, C::agent) && (k == first || v_.tag(k - 1) == Tag::noun || v_.tag(k - 1) == Tag::participle)) {
        if (v_.tag(k - 1) == Tag::participle && !v_.has(k - 1, C::speech_verb)) return;
        const NounPhrase by = parse(k + 1);
        if (!by.empty()) f.by_first = by.first, f.by_end = std::min(by.end, end);
        return;
      }
  }

  uint32_t fold_preposition(Folded& f, uint32_t e, Place place, bool core, int depth) const {
    const NounPhrase& np = f.np;
    const bool genitive = v_.has(e, C::genitive);
    const bool document = v_.has(np.head, C::document_noun) && !named(np);
    if (looks_like_time(e + 1)) return e;
    if (v_.tag(e + 1) == Tag::gerund && !genitive) {
      if (!human(np) || place != Place::subject) return e;
      uint32_t k = e + 2;  // "the man in charge", "people familiar with …": to the verb
      while (k < limit_ && k < e + 12 && !sentence_end(k) && !verb_at(k) && !v_.kind(k, TokenKind::comma))
        k = v_.next(k);
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
    if (genitive) return object.end;
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

  // After the comma at `e`: the end of what belongs to the phrase, or e.
  uint32_t fold_comma(Folded& f, uint32_t e, Place place) const {
    const NounPhrase& np = f.np;
    const uint32_t a = e + 1;
    if (a >= limit_) return e;
    const Token& t = v_.tokens[a];
    if (t.kind == TokenKind::number && named(np) && closes_aside(a + 1)) return a + 1;  // an age
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
    else if (!np_named && then_named)
      apposition = (speakable(np) || (np.determined && then.name_first > then.first) ||
                    (np.counted && place != Place::object)) &&
                   !v_.has(np.head, C::document_noun) && (np.determined || place == Place::inverted || human(np));
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
        const NounPhrase object =
            parse(end + 1);  // "a scholar of law and one of the authors": closed or not, see below
        if (!object.empty() && !object.pronoun && !predicate_at(object.end)) end = object.end;
      } else if (v_.tag(end) == Tag::relative || (v_.tag(end) == Tag::complementiser && verb_at(end + 1))) {
        if (const uint32_t r = relative_end(end, true, place); r > end) end = r;
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
    // In a subject's place the main verb must come: after the comma, or at once.
    if (place == Place::subject && !place_pair && v_.kind(end, TokenKind::comma) && !predicate_at(end + 1) &&
        np_named) {
      if (!(v_.tag(end + 1) == Tag::relative || v_.tag(end + 1) == Tag::participle || v_.tag(end + 1) == Tag::past ||
            v_.kind(end + 1, TokenKind::number)))
        if (!then_human) return e;
    }
    if (is_list(end)) return e;
    if (!np_named && then_named)
      f.name = then, f.role = np, f.has_role = true;
    else if (np_named && !then_named)
      f.role = then, f.has_role = true;
    return end;
  }

  bool human_before(const NounPhrase& np) const {
    for (uint32_t k = np.first; k < np.name_first; ++k)
      if (v_.has(k, C::role) || v_.has(k, C::kin) || v_.has(k, C::group)) return true;
    return false;
  }

  // "D-Mass.", "R-Ohio", "a Democrat" written short: a capital, a hyphen and more, or a word of the list.
  bool is_party(uint32_t i) const {
    if (v_.has(i, C::party) && v_.tokens[i].capital()) return true;
    const std::string_view word = slice(v_.text, v_.tokens[i].span);
    return word.size() > 2 && word[0] >= 'A' && word[0] <= 'Z' && word[1] == '-';
  }

  // "X, Y and Z": the comma makes a list, no apposition.
  bool is_list(uint32_t end) const {
    if (v_.tag(end) == Tag::conjunction) return true;
    if (v_.kind(end, TokenKind::comma) && v_.tag(end + 1) == Tag::conjunction) {
      const NounPhrase last = parse(end + 2);
      return !last.empty() && !predicate_at(end + 2);
    }
    return false;
  }

  Span title_span(const Folded& f) const {
    const NounPhrase& named_phrase = f.name;
    uint32_t first = named_phrase.first, end = named_phrase.name_first;
    if (f.has_role) {
      first = f.role.first;
      end = f.role.end;
      if (f.role.possessor_end > f.role.possessor_first)
        first = f.role.possessor_end +
                (f.role.possessor_end < f.role.end && v_.tag(f.role.possessor_end) == Tag::genitive_clitic ? 1 : 0);
      while (first < end && v_.tag(first) == Tag::determiner) ++first;
      uint32_t long_end = end;
      // "director of the Gyeseong Museum": with its "of" and "at" phrases, to the comma.
      const uint32_t stop = f.role.first == f.np.first ? f.name.first : f.end;
      while (long_end < stop && !v_.kind(long_end, TokenKind::comma) && v_.tag(long_end) != Tag::relative)
        long_end = v_.next(long_end);
      return first < long_end ? v_.span(first, long_end) : Span{};
    }
    if (named_phrase.name_end == named_phrase.name_first) end = named_phrase.end;
    if (named_phrase.possessor_end > named_phrase.possessor_first && named_phrase.possessor_end <= end) {
      first = named_phrase.possessor_end;
      if (first < end && v_.tag(first) == Tag::genitive_clitic) ++first;
    }
    while (first < end && (v_.tag(first) == Tag::determiner || v_.tag(first) == Tag::quantifier)) ++first;
    while (end > first && v_.kind(end - 1, TokenKind::mark)) --end;
    return first < end ? v_.span(first, end) : Span{};
  }

  EntityType type_of(const NounPhrase& np, const Folded& f) const {
    const uint32_t h = np.head;
    if (named(np)) {
      bool org = false, given = false, title = false, place = false;
      for (uint32_t k = np.name_first; k < np.name_end; ++k) {
        org |= v_.has(k, C::organisation_word) || v_.has(k, C::organisation) || v_.has(k, C::media);
        given |= v_.has(k, C::given_name) || v_.tokens[k].has(token_flag::initial);
        place |= v_.has(k, C::place);
      }
      for (uint32_t k = np.first; k < np.name_first; ++k)
        title |= v_.has(k, C::title) || v_.has(k, C::honorific) || v_.has(k, C::role) || v_.has(k, C::kin);
      const bool role_human = f.has_role && human(f.role);
      const bool org_noun = np.name_first > np.first && v_.has(np.name_first - 1, C::organisation_noun);
      if (v_.has(np.name_end - 1, C::demonym) || v_.has(np.name_end - 1, C::party))
        return np.name_end - np.name_first == 1 && !title
                   ? (v_.has(np.name_end - 1, C::plural) || v_.has(np.name_end - 1, C::group) || np.determined
                          ? EntityType::people
                          : EntityType::person)
                   : EntityType::person;
      if (title || role_human) return EntityType::person;
      if (org || org_noun) return EntityType::organisation;
      if (given && np.name_end - np.name_first > 1) return EntityType::person;
      if (place) return EntityType::place;
      if (given) return EntityType::person;
      return EntityType::unknown;
    }
    if (v_.has(h, C::document_noun) && !v_.has(h, C::role)) return EntityType::document;
    if (v_.has(h, C::group) || (v_.has(h, C::role) && v_.has(h, C::plural))) return EntityType::people;
    if (v_.has(h, C::role) || v_.has(h, C::kin) || v_.has(h, C::title)) return EntityType::person;
    if (v_.has(h, C::organisation_noun) || v_.has(h, C::organisation) || v_.has(h, C::media))
      return EntityType::organisation;
    if (v_.has(h, C::collective_pronoun) || np.counted) return EntityType::people;
    if (v_.has(h, C::demonym) || v_.has(h, C::party)) return EntityType::people;
    return EntityType::unknown;
  }

  Mention make(const Folded& f) const {
    Mention m;
    const NounPhrase& np = f.np;
    m.span = v_.span(np.first, f.end);
    m.core = v_.span(np.first, f.core_end);
    m.first_token = np.first;
    m.end_token = f.end;
    m.paragraph = context_.paragraph;
    m.sentence = sentence_;
    m.quote_level = level_;
    m.head = v_.tokens[np.head].word;
    const WordInfo& head = v_.lexicon.info(m.head);
    m.subject = !np.genitive && place_of(np.first) == Place::subject;
    m.definite = np.determined && !np.indefinite;
    m.counted = np.counted;
    if (np.pronoun) {
      m.form = MentionForm::pronoun;
      m.number = head.number;
      m.person = head.person;
      m.gender = head.gender;
      m.pronoun_case = v_.tag(np.head) == Tag::relative ? PronounCase::relative : head.pronoun_case;
      return m;
    }
    if (named(f.name)) {
      m.form = MentionForm::name;
      m.name = v_.span(f.name.name_first, f.name.name_end);
      m.type = type_of(f.name, f);
      // Gender and honorific of the words before the name.
      for (uint32_t k = np.first; k < f.name.name_first; ++k) {
        const WordInfo& info = v_.lexicon.info(v_.tokens[k].word);
        if ((info.classes | info.capital_classes).any({C::title, C::honorific, C::role, C::kin}) &&
            info.gender != Gender::unknown)
          m.gender = info.gender;
        m.honorific |= v_.has(k, C::honorific);
      }
      if (f.has_role && v_.lexicon.info(v_.tokens[f.role.head].word).gender != Gender::unknown && human(f.role))
        m.gender = v_.lexicon.info(v_.tokens[f.role.head].word).gender;
      m.number = GrammaticalNumber::singular;
    } else {
      m.form = MentionForm::role;
      m.type = type_of(np, f);
      m.number = v_.has(np.head, C::plural) || v_.has(np.head, C::group) || head.number == GrammaticalNumber::plural
                     ? GrammaticalNumber::plural
                     : GrammaticalNumber::singular;
      m.gender = head.gender;
    }
    m.title = title_span(f);
    if (np.possessor_end > np.possessor_first) m.possessor = v_.span(np.possessor_first, np.possessor_end);
    if (f.by_end > f.by_first) m.by = v_.span(f.by_first, f.by_end);
    return m;
  }

  uint32_t add_inner(const NounPhrase& np, uint32_t outer) {
    Folded f;
    f.np = f.name = f.role = np;
    f.end = f.core_end = f.unit_end = np.end;
    if (f.np.genitive) --f.end, --f.core_end;
    Mention m = make(f);
    m.outer = outer;
    if (m.pronoun_case == PronounCase::relative) m.antecedent = outer;
    document_.push_back(m);
    const uint32_t index = static_cast<uint32_t>(document_.size()) - 1;
    inner_.push_back({index, np.first, np.end, np.end, np.end, np.genitive});
    return index;
  }

  // Mentions inside a folded one: its possessor, the objects of its prepositions, names in its clauses.
  void emit_inner(const Folded& f, uint32_t outer) {
    const NounPhrase& np = f.np;
    if (np.possessor_end > np.possessor_first) {
      if (v_.tag(np.possessor_first) == Tag::possessive) {
        NounPhrase p;
        p.first = p.head = np.possessor_first;
        p.end = np.possessor_end;
        p.pronoun = true;
        add_inner(p, outer);
      } else {
        NounPhrase p = parse_noun_phrase(v_, np.possessor_first);
        p.end = np.possessor_end;
        p.genitive = false;
        p.head = std::min(p.head, p.end - 1);
        NounPhrase cut = reparse(p);
        if (!cut.empty()) add_inner(cut, outer);
      }
    }
    for (uint32_t i = np.end; i < f.end;) {
      if (v_.quote_at[i] >= 0) {
        i = v_.next(i);
        continue;
      }
      const NounPhrase inner = parse(i);
      if (inner.empty() || inner.end > f.end) {
        ++i;
        continue;
      }
      if (inner.pronoun || speakable(inner)) {
        if (!(inner.first == f.name.first && f.has_role && named(f.name) && inner.first != np.first))
          add_inner(inner, outer);
      }
      i = inner.end;
    }
  }

  // The possessor's own phrase: its name is found anew, since the whole phrase's head lies elsewhere.
  NounPhrase reparse(const NounPhrase& p) const {
    NounPhrase out = p;
    out.name_first = out.name_end = 0;
    out.possessor_first = out.possessor_end = 0;
    uint32_t first = p.end;
    while (first > p.first && (v_.tag(first - 1) == Tag::name || v_.has(first - 1, C::name_particle))) --first;
    out.head = p.end - 1;
    if (first < p.end) {
      uint32_t start = first;
      for (uint32_t k = first; k + 1 < p.end; ++k)
        if (v_.has(k, C::title) || v_.has(k, C::honorific) || v_.has(k, C::role)) start = k + 1;
      out.name_first = start;
      out.name_end = p.end;
    }
    return out;
  }

  uint32_t emit(const Folded& f) {
    const NounPhrase& np = f.np;
    FoldedMention unit;
    unit.first = np.first;
    unit.end = f.unit_end;
    unit.core_end = f.core_end;
    unit.base_end = np.end;
    unit.genitive = np.genitive;
    if (np.pronoun ? names_somebody(np) : speakable(np) || speakable(f.name) || np.counted) {
      unit.mention = static_cast<uint32_t>(document_.size());
      Folded own = f;
      if (np.genitive) --own.end, --own.core_end;
      document_.push_back(make(own));
      if (document_.back().pronoun_case == PronounCase::relative)
        document_.back().antecedent = last_outer_;
      else
        last_outer_ = unit.mention;
      emit_inner(f, unit.mention);
      const uint32_t group_end = np.genitive ? 0 : coordinate(f, unit);
      if (group_end) return group_end;
    } else if (np.possessor_end > np.possessor_first || f.end > np.end) {
      emit_inner(f, kNoMention);
    }
    folded_.push_back(unit);
    return unit.end;
  }

  // "Blinken and Han", "Jones, Smith and Brown": one mention with parts, where a verb or an end follows.
  uint32_t coordinate(const Folded& f, const FoldedMention& first) {
    std::vector<FoldedMention>& parts = parts_;
    parts.clear();
    parts.push_back(first);
    uint32_t e = f.end;
    bool joined = false;
    const size_t mentions_before = document_.size(), inner_before = inner_.size();
    while (e < limit_ && parts.size() < 8) {
      uint32_t k = e;
      const bool comma = v_.kind(k, TokenKind::comma);
      if (comma) ++k;
      const bool conjunction = v_.tag(k) == Tag::conjunction;
      if (!comma && !conjunction) break;
      if (conjunction) ++k;
      const NounPhrase np = parse(k);
      if (np.empty() || np.genitive || !(speakable(np)) || looks_like_time(np.head)) break;
      const Folded part = fold(np, place_of(f.np.first));
      FoldedMention unit;
      unit.mention = static_cast<uint32_t>(document_.size());
      unit.first = np.first;
      unit.end = part.unit_end;
      Folded own = part;
      document_.push_back(make(own));
      emit_inner(part, unit.mention);
      parts.push_back(unit);
      e = part.end;
      if (conjunction) {
        joined = true;
        break;
      }
    }
    // "In the war, Obama and Clinton say": an object's list ends before the verb of another subject.
    if (joined && f.np.first > 0 && v_.tag(f.np.first - 1) == Tag::preposition && predicate_at(e)) joined = false;
    // "The source of it, members and leaders say, is": a tag in the middle, no list.
    if (joined && parts.size() > 2 && e < limit_ && cue_at_[e] >= 0 && v_.kind(e + 1, TokenKind::comma)) joined = false;
    const bool ends =
        joined && (closes_aside(e) || v_.tag(e) == Tag::preposition || v_.tag(e) == Tag::adverb || looks_like_time(e) ||
                   v_.tag(e) == Tag::infinitive_mark || v_.tag(e) == Tag::complementiser);
    if (!ends) {
      document_.resize(mentions_before);
      inner_.resize(inner_before);
      return 0;
    }
    // "Fenn’s neighbour and Tull’s old friend, the vet Ada Rao": one person, called two things.
    if (parts.size() == 2 && human(f.np) && !named(f.name)) {
      Mention& second = document_[parts[1].mention];
      if (second.form == MentionForm::name && second.core.end < second.span.end &&
          second.number == GrammaticalNumber::singular) {
        second.span.begin = document_[first.mention].span.begin;
        document_[first.mention].outer = parts[1].mention;
        folded_.push_back({parts[1].mention, f.np.first, parts[1].end, e, f.np.end, false});
        return parts[1].end;
      }
    }
    Mention group;
    group.form = MentionForm::group;
    group.type = EntityType::people;
    group.number = GrammaticalNumber::plural;
    group.span = group.core = v_.span(f.np.first, e);
    group.first_token = f.np.first;
    group.end_token = e;
    group.paragraph = context_.paragraph;
    group.sentence = sentence_;
    group.quote_level = level_;
    // The group stands before its parts: move it there.
    const uint32_t at = parts.front().mention;
    document_.insert(document_.begin() + at, group);
    for (uint32_t k = at + 1; k < document_.size(); ++k)
      if (document_[k].outer != kNoMention && document_[k].outer >= at)
        ++document_[k].outer;
      else if (document_[k].outer == kNoMention)
        document_[k].outer = at;
    for (FoldedMention& i : inner_)
      if (i.mention != kNoMention && i.mention >= at) ++i.mention;
    for (uint32_t k = at + 1; k < document_.size(); ++k)
      if (document_[k].antecedent != kNoMention && document_[k].antecedent >= at) ++document_[k].antecedent;
    document_[at].parts_begin = at + 1;
    document_[at].parts_end = static_cast<uint32_t>(document_.size());
    FoldedMention unit;
    unit.mention = at;
    unit.first = f.np.first;
    unit.end = parts.back().end > e ? parts.back().end : e;  // with the comma that closes the last part's apposition
    unit.core_end = e;
    unit.base_end = f.np.end;
    folded_.push_back(unit);
    return e;
  }

  const MentionContext& context_;
  const ParagraphView& v_;
  std::vector<Mention>& document_;
  std::vector<FoldedMention>& folded_;
  std::vector<FoldedMention>& inner_;
  static std::vector<int32_t>& cue_memory() {
    thread_local std::vector<int32_t> memory;
    return memory;
  }
  std::vector<int32_t>& cue_at_ = cue_memory();
  std::vector<FoldedMention> parts_;
  uint32_t sentence_ = 0;
  uint32_t last_outer_ = kNoMention;  // the mention before, for a relative pronoun
  uint32_t limit_ = 0;  // no phrase goes on beyond: the end of the quotation or of the paragraph
  int8_t level_ = 0;
};

}  // namespace

void find_mentions(const MentionContext& context, const Tokens& tokens, const std::vector<Tag>& tags,
                   const Phrases& phrases, const std::vector<Quote>& quotes, const std::vector<CueMatch>& cues,
                   const Lexicon& lexicon, std::vector<Mention>& document, std::vector<FoldedMention>& folded,
                   std::vector<FoldedMention>& inner) {
  folded.clear();
  inner.clear();
  thread_local std::vector<int32_t> quote_at;
  quote_at.assign(tokens.size(), -1);
  for (size_t k = 0; k < quotes.size(); ++k)
    if (quotes[k].open < tokens.size()) quote_at[quotes[k].open] = static_cast<int32_t>(k);
  const ParagraphView view{context.text, tokens, tags, phrases, quotes, quote_at, lexicon};
  Finder(context, view, cues, document, folded, inner).run();
}

}  // namespace inquit
