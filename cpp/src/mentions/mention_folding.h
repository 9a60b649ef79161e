// Part of stage 4: what follows the base phrase is folded into it: "of" and "for" phrases, age, party, apposition, participles,
// relative clauses. Questions only; mentions.cc walks the paragraph, asks them and makes mentions of the answers.
#pragma once
#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "mentions/noun_phrases.h"

namespace inquit {

enum class Place : uint8_t { subject, object, inverted };  // where the phrase stands to its verb

struct Folded {
  NounPhrase np;
  NounPhrase name;  // the phrase that has the name: np itself, or an apposition
  NounPhrase role;  // the phrase that says what he is: an apposition, or np where the name is in apposition
  uint32_t end = 0;  // of the phrase
  uint32_t span_end = 0;  // of the span: a long clause set off by commas tells of him, it does not name him
  uint32_t core_end = 0;
  uint32_t unit_end = 0;  // a closing comma included
  uint32_t by_first = 0, by_end = 0;  // issuer
  bool has_role = false;
  bool somebody = false, something = false;  // an age, "who"; "which"

  // The phrase alone, nothing folded with it yet.
  explicit Folded(const NounPhrase& alone)
      : np(alone),
        name(alone),
        role(alone),
        end(alone.end),
        span_end(alone.end),
        core_end(alone.end),
        unit_end(alone.end) {}
};

class MentionFolder {
 protected:
  using C = WordClass;

  // `cue_at`: one a token, the cue that begins there or -1.
  MentionFolder(const ParagraphView& view, const std::vector<int32_t>& cue_at) : v_(view), cue_at_(cue_at) {}

  NounPhrase parse(uint32_t at) const {
    if (!may_begin_noun_phrase(v_, at)) return empty_phrase(at);
    NounPhrase& known = parsed_[at % parsed_.size()];
    if (known.first != at || known.empty()) known = parse_noun_phrase(v_, at);
    NounPhrase np = known;
    if (np.end > limit_) np.end = np.first;
    return np;
  }
  bool begins_cue(uint32_t i) const { return i < cue_at_.size() && cue_at_[i] >= 0; }  // one may ask beyond the end
  bool verb_at(uint32_t i) const { return i < limit_ && (is_finite_verb(v_.tag(i)) || begins_cue(i)); }
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
  bool speakable(const NounPhrase& np) const {  // its head can speak
    if (np.name_end > np.name_first) return true;
    const uint32_t h = np.head;
    return v_.any(h, {C::role, C::group, C::kin, C::organisation_noun, C::document_noun, C::title, C::organisation,
                      C::media, C::demonym, C::party, C::collective_pronoun});
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
    return v_.any(h, {C::role, C::group, C::kin, C::title});
  }
  bool named(const NounPhrase& np) const { return np.name_end > np.name_first; }
  bool is_time(const NounPhrase& np) const;
  bool begins_time(uint32_t i) const;
  bool looks_like_time(uint32_t i) const { return v_.any(i, {C::weekday, C::month, C::time_noun, C::time_word}); }

  Place place_of(uint32_t first) const {  // asked twice in a row of most phrases
    if (placed_at_ != first) placed_at_ = first, placed_ = find_place(first);
    return placed_;
  }
  Folded fold(const NounPhrase& np, Place place, int depth = 0) const;

  static constexpr uint32_t kLongestAside = 40;  // tokens of a relative clause or apposition
  static constexpr uint32_t kLongestOwnClause = 11;  // tokens of a relative clause that still belongs to the name
  static constexpr uint32_t kMostExtensions = 6;  // pieces that one phrase takes after its head
  static constexpr int kMostPhrasesOfReport = 3;  // between "issued" and the verb of its document
  static constexpr uint32_t kLongestParenthesis = 8;  // tokens inside "(R-Ohio)"

  const ParagraphView& v_;
  const std::vector<int32_t>& cue_at_;
  mutable std::array<NounPhrase, 8> parsed_;  // some of those read before: several questions begin with the same phrase
  mutable uint32_t placed_at_ = kNoToken;  // the phrase that place_of() was asked last
  mutable Place placed_ = Place::subject;
  uint32_t limit_ = 0;  // no phrase goes on beyond: the end of the quotation or of the paragraph

 private:
  Place find_place(uint32_t first) const;
  uint32_t relative_end(uint32_t at, bool after_comma, Place place) const;
  uint32_t participle_end(uint32_t at, bool after_comma, Place place) const;
  bool has_cue(uint32_t first, uint32_t end) const;
  bool reports_quote(uint32_t first, uint32_t comma) const;
  bool ends_in_comma(uint32_t mark) const;
  bool listed(const char* setting, uint32_t i) const;
  bool owned_and_named(const NounPhrase& np, const NounPhrase& name, Place place) const;
  bool ages(uint32_t number, Place place, uint32_t& end) const;
  bool gerund_clause(const NounPhrase& np, uint32_t at) const;
  bool is_long_clause(uint32_t comma, uint32_t end) const;
  bool names_issuer(uint32_t i) const;
  bool reduced_past(uint32_t i, Place place) const;
  bool behind_report(uint32_t first) const;
  bool reduced_report(const NounPhrase& np, uint32_t i, Place place) const;
  void note_issuer(Folded& f, uint32_t first, uint32_t end) const;
  uint32_t fold_preposition(Folded& f, uint32_t e, Place place, bool core, int depth) const;
  uint32_t person_after_title(const NounPhrase& np, const NounPhrase& object) const;
  uint32_t fold_naming(Folded& f, uint32_t e) const;
  uint32_t fold_dashes(Folded& f, uint32_t e, Place place) const;
  uint32_t fold_comma(Folded& f, uint32_t e, Place place) const;
  void name_behind(Folded& f, const NounPhrase& object) const;
  uint32_t enumeration_end(uint32_t end) const;
  bool human_before(const NounPhrase& np) const;
  bool is_party(uint32_t i) const;
  bool is_list(uint32_t end) const;
  bool other_gender(const NounPhrase& np, const NounPhrase& name) const;
};

}  // namespace inquit
