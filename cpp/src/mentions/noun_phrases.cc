// See noun_phrases.h.
#include "mentions/noun_phrases.h"

#include <algorithm>

#include "mentions/dates.h"

namespace inquit {
namespace {

using C = WordClass;

constexpr uint32_t kLongestNickname = 4;     // words inside the marks of “The Rock”
constexpr uint32_t kLongestTitle = 5;        // words of the second of two titles
constexpr uint32_t kLongestPhrase = 24;      // tokens of one base phrase

// A lower-case word inside a name: "van der", "bin", "al-"; a capital must follow it somewhere near.
bool is_particle(const ParagraphView& v, uint32_t i) {
  if (!v.has(i, C::name_particle) || v.tokens[i].capital()) return false;
  for (uint32_t k = i + 1; k < v.size() && k < i + 4; ++k) {
    if (v.tokens[k].kind != TokenKind::word) return false;
    if (v.tokens[k].capital()) return true;
    if (!v.has(k, C::name_particle)) return false;
  }
  return false;
}

// "told reporters Monday", "said Trump late Tuesday": a day ends the phrase, but "a Tuesday rally" goes on.
bool is_time_after_phrase(const ParagraphView& v, uint32_t i) {
  if (!v.has(i, C::weekday) && !v.has(i, C::time_word) && !v.has(i, C::month)) return false;
  if (v.tag(i) == Tag::name && !v.has(i, C::weekday) && !v.has(i, C::month)) return false;  // the weekly Opera Now
  uint32_t k = i + 1;
  while (v.has(k, C::time_noun) || v.kind(k, TokenKind::number)) ++k;
  return !is_nominal(v.tag(k)) && v.tag(k) != Tag::adjective;
}

// "courtroom three", "platform 9": a number that tells one thing from others of its kind.
bool numbers_noun(const ParagraphView& v, uint32_t i) {
  if (v.tag(i - 1) != Tag::noun || v.has(i - 1, C::plural) || v.has(i - 1, C::group) || v.has(i - 1, C::role) ||
      v.has(i - 1, C::organisation_noun) || v.has(i - 1, C::time_noun) || v.has(i - 1, C::document_noun) ||
      v.has(i - 1, C::number) || v.has(i - 1, C::month) || v.has(i + 1, C::time_noun))
    return false;
  const Tag after = v.tag(i + 1);
  return after == Tag::preposition || after == Tag::punctuation || is_finite_verb(after) ||
         (after == Tag::name && v.tag(i + 2) == Tag::name);  // "World number three Ada Fenn"
}

// A nickname in marks between the words of a name, or a word or two in marks before a noun: the token after it, or 0.
uint32_t skip_inner_quote(const ParagraphView& v, uint32_t i, bool after_name) {
  if (i >= v.size() || v.quote_at[i] < 0) return 0;
  const Quote& q = v.quotes[v.quote_at[i]];
  if (q.close == kNoToken || q.close - q.open - 1 > kLongestNickname) return 0;
  const uint32_t after = q.close + 1;
  if (after >= v.size()) return 0;
  const TokenKind last = v.tokens[q.close - 1].kind;
  if (last == TokenKind::comma || last == TokenKind::stop || last == TokenKind::question ||
      last == TokenKind::exclamation)
    return 0;
  if (after_name) return v.tag(after) == Tag::name && !v.tokens[after].has(token_flag::sentence_start) ? after : 0;
  return is_nominal(v.tag(after)) || v.tag(after) == Tag::adjective ? after : 0;
}

// "founder and chief executive Ada Fenn": two things that one person is, without a comma or an article between, and the name.
bool joins_titles(const ParagraphView& v, uint32_t i) {
  constexpr ClassSet kWhat{C::role, C::title, C::kin};
  const auto plain = [&](uint32_t k) {
    return v.tokens[k].kind == TokenKind::word && v.any(k, kWhat) && !v.has(k, C::plural) && !v.has(k, C::group) &&
           (!v.tokens[k].capital() || v.tokens[k].has(token_flag::all_caps));
  };
  if (i == 0 || !plain(i - 1)) return false;
  uint32_t k = i + 1;
  while (k < i + kLongestTitle && k < v.size() &&
         (v.tag(k) == Tag::adjective || v.tag(k) == Tag::noun || (v.tag(k) == Tag::name && plain(k))))
    ++k;
  return k > i + 1 && v.tag(k) == Tag::name && plain(k - 1);
}

// "Growers’ Association", "Veterans’ Union": a bare apostrophe inside the name of a body, which some plural names.
bool is_body_of_many(const ParagraphView& v, uint32_t apostrophe) {
  const uint32_t many = apostrophe - 1;
  if (!v.kind(apostrophe, TokenKind::mark) || !v.tokens[many].capital() ||
      v.any(many, {C::place, C::organisation, C::surname, C::given_name, C::document_noun}))
    return false;
  constexpr ClassSet kBody{C::organisation_word, C::organisation_noun};
  uint32_t k = apostrophe + 1;
  while (k < apostrophe + 4 && v.tag(k) == Tag::name && !v.any(k, kBody)) ++k;
  return v.tag(k) == Tag::name && v.tokens[k].capital() && v.any(k, kBody);
}

// "Union européenne", "Parti socialiste": an adjective may go on with a name that is a body's.
bool is_body_name(const ParagraphView& v, const NounPhrase& np) {
  return v.has(np.head, C::organisation_word) || v.has(np.head, C::organisation_noun) ||
         v.has(np.head, C::organisation);
}

void find_name(const ParagraphView& v, NounPhrase& np) {
  if (v.tag(np.head) != Tag::name) return;
  if (np.head_of) {
    np.name_first = np.head_of;
    while (np.name_first > np.first && v.tag(np.name_first - 1) == Tag::name) --np.name_first;
    np.name_end = np.end;
    return;
  }
  uint32_t first = np.head;
  const uint32_t floor = std::max(np.possessor_end, np.first);
  while (first > floor) {
    const uint32_t k = first - 1;
    if (v.tag(k) == Tag::name || v.has(k, C::name_particle) || v.tokens[k].kind == TokenKind::mark ||
        (v.kind(k, TokenKind::comma) && v.any(first, {C::name_suffix, C::place})) || v.kind(k, TokenKind::symbol) ||
        (v.phrases.at(k) && v.has(k, C::place))) {  // "St. Paul, Minn."
      first = k;
    } else if (v.tokens[k].kind == TokenKind::word && k > floor && v.tokens[k - 1].kind == TokenKind::mark) {
      first = k;  // inside a nickname
    } else {
      break;
    }
  }
  while (first < np.head &&
         (v.tokens[first].kind == TokenKind::mark || (v.has(first, C::name_particle) && !v.tokens[first].capital() &&
                                                      v.tag(first) != Tag::name && first + 1 > np.head)))
    ++first;
  // An organisation's name is kept whole: "Ministry of Defence" has a title's word in it and is no person.
  const auto titled = [&](uint32_t k) {  // "Finance Minister"
    return v.phrases.at(k) && v.phrases.at(k)->classes.any({C::title, C::role});
  };
  for (uint32_t k = first; k <= np.head; ++k)
    if ((v.has(k, C::organisation_word) && (k == np.head || k == first) && !titled(k)) ||
        (v.phrases.at(k) && v.phrases.at(k)->classes.has(C::organisation) && k == np.head)) {
      np.name_first = first;
      np.name_end = np.end;
      return;
    }
  // Titles, parties and demonyms before the name are no part of it.
  uint32_t start = first;
  for (uint32_t k = first; k < np.head; ++k) {
    if (const Phrase* phrase = v.phrases.at(k);
        phrase && (phrase->end > np.head ? !phrase->classes.has(C::title) : phrase->classes.has(C::place)))
      continue;  // "City Hall", "St. Paul, Minn."
    const bool role = v.any(k, {C::role, C::group, C::kin, C::organisation_noun}) && !v.has(k, C::given_name);
    // "Victor Odum", but "Dean Odum"; and "union president Dean Odum": one title is enough.
    const bool titled = k == start && k > np.first && k < np.head && v.has(k, C::given_name) &&
                        v.any(k - 1, {C::role, C::title, C::honorific});
    const bool title = !titled && (role || v.has(k, C::title) || v.has(k, C::honorific));
    const bool leading = k == start && (v.has(k, C::demonym) || v.has(k, C::party)) && !v.has(k, C::given_name);
    const bool inside_name = k > start && v.has(start, C::given_name) && !v.has(start, C::title);
    if ((title && !inside_name) || leading) start = k + 1;
  }
  const Phrase* last = v.phrases.at(np.head);
  const bool head_is_title = start == np.head &&
                             (v.has(np.head, C::title) || v.has(np.head, C::role) || v.has(np.head, C::group)) &&
                             !v.has(np.head, C::given_name) && !v.has(np.head, C::surname) &&
                             (start == np.first || np.determined || start > first);
  if (head_is_title && !(start > first && (v.has(start - 1, C::honorific))))
    return;  // "the President", "Prime Minister"
  if (last && last->classes.has(C::title)) return;
  np.name_first = start;
  np.name_end = np.end;
  if (np.genitive) --np.name_end;
}

}  // namespace

NounPhrase parse_noun_phrase(const ParagraphView& v, uint32_t at) {
  NounPhrase np;
  np.first = np.end = at;
  uint32_t i = at;
  const bool head_first = v.lexicon.head_first();
  bool body = false, last_name = false;
  const uint32_t limit = std::min(v.size(), at + kLongestPhrase);
  while (i < limit) {
    const Tag t = v.tag(i);
    if (i > at && v.tokens[i].has(token_flag::sentence_start) && t != Tag::genitive_clitic) break;
    if (t == Tag::relative && i == at && v.has(i, C::relative) && !v.has(i, C::complementiser) &&
        v.lexicon.info(v.tokens[i].word).pronoun_case != PronounCase::possessive) {
      np.pronoun = true;  // "…, who said that": it refers back, and it can be a source
      np.head = i;
      np.end = i + 1;
      return np;
    }
    if (t == Tag::pronoun && i > at && !body && np.counted && v.has(i - 1, C::genitive)) {  // "two of them"
      np.head = at;
      np.end = i + 1;
      return np;
    }
    if (t == Tag::pronoun) {
      if (i != at && !(body == false && np.counted)) break;
      if (i == at) {
        np.pronoun = true;
        np.head = i;
        np.end = i + 1;
        return np;
      }
      break;
    }
    if (t == Tag::determiner && np.counted && !body && v.tag(i - 1) == Tag::number) break;  // "In 1998 the Echo"
    if (t == Tag::determiner || t == Tag::possessive || t == Tag::quantifier) {
      if (body && !(t == Tag::quantifier && v.has(i, C::number) && !last_name && numbers_noun(v, i))) break;
      if (body) {
        np.end = ++i;
        continue;
      }
      np.determined |= t != Tag::quantifier;
      if (t == Tag::possessive) np.possessor_first = i, np.possessor_end = i + 1;
      if (t == Tag::quantifier) np.counted |= v.has(i, C::number);
      ++i;
      continue;
    }
    if (t == Tag::number) {
      if (body && (!last_name || v.has(i + 1, C::time_noun)) && !numbers_noun(v, i))
        break;  // "told the Mirror two weeks ago"
      np.counted |= !body;
      ++i;
      if (body) np.end = i;
      continue;
    }
    if (t == Tag::adjective || t == Tag::noun || t == Tag::name) {
      if (body && is_time_after_phrase(v, i)) break;
      if ((body || np.counted) && v.any(i + 1, {C::time_noun, C::weekday, C::month}) &&
          match_time(v.text, v.tokens, i, v.lexicon).end > i + 1)
        break;  // "told parliament last week"
      const bool qualifies = head_first && np.end > np.first && t != Tag::name;  // "les autorités locales"
      if (qualifies ? last_name && !(t == Tag::adjective && is_body_name(v, np))
                    : t == Tag::adjective && last_name && body && v.tag(i - 1) == Tag::name &&
                          !(is_nominal(v.tag(i + 1)) || v.tag(i + 1) == Tag::adjective))
        break;
      body = true;
      if (qualifies) {
        np.end = ++i;
        continue;
      }
      last_name = t == Tag::name;
      if (t != Tag::adjective) np.head = i, np.end = i + 1;
      ++i;
      continue;
    }
    if (is_particle(v, i) && (last_name || i == at)) {
      ++i;
      continue;
    }
    if (t == Tag::conjunction && body && !last_name && joins_titles(v, i)) {
      ++i;
      continue;
    }
    if (t == Tag::genitive_clitic && np.end == i) {
      const Tag after = v.tag(i + 1);
      const bool more = i + 1 < limit &&
                        (is_nominal(after) || after == Tag::adjective || after == Tag::number || after == Tag::adverb ||
                         (v.kind(i + 1, TokenKind::mark) && skip_inner_quote(v, i + 1, false)));
      if (!more) {
        np.end = i + 1;
        np.genitive = true;
        break;
      }
      if (is_body_of_many(v, i)) {  // "the Growers’ Association": its own name
        last_name = true;
        ++i;
        continue;
      }
      np.possessor_first = at;
      np.possessor_end = i;
      np.determined = true;
      body = false;
      last_name = false;
      ++i;
      continue;
    }
    if (t == Tag::adverb && !last_name && v.tokens[i].kind == TokenKind::word && (v.tag(i + 1) == Tag::adjective) &&
        (np.determined || !body)) {
      if (i == at) break;
      ++i;
      continue;
    }
    if (v.kind(i, TokenKind::comma) && last_name && v.has(i + 1, C::name_suffix)) {
      np.head = i + 1;
      np.end = i + 2;
      i += 2;
      continue;
    }
    // "Springfield, Ill.", "Paris, France": a place within a place.
    if (v.kind(i, TokenKind::comma) && last_name && v.has(i + 1, C::place) && v.tag(i + 1) == Tag::name &&
        v.text[v.tokens[i + 1].span.begin + 1] != '-' &&
        (v.tokens[i + 1].has(token_flag::abbreviation) || v.has(i - 1, C::place))) {
      uint32_t k = i + 2;
      if (const Phrase* phrase = v.phrases.at(i + 1)) k = phrase->end;
      if (v.tag(k) != Tag::name && v.tag(k) != Tag::conjunction) {
        np.head = k - 1;
        np.end = k;
        i = k;
        break;
      }
    }
    if (v.has(i, C::name_suffix) && last_name) {
      np.end = i + 1;
      ++i;
      continue;
    }
    if (v.kind(i, TokenKind::symbol) && last_name && v.tag(i + 1) == Tag::name && v.tokens[i].span.size() == 1 &&
        (v.text[v.tokens[i].span.begin] == '&' || v.text[v.tokens[i].span.begin] == '/')) {
      ++i;
      continue;
    }
    if (v.kind(i, TokenKind::mark) && (last_name || np.determined || body)) {
      if (const uint32_t after = skip_inner_quote(v, i, last_name && !np.determined)) {
        i = after;
        continue;
      }
    }
    break;
  }
  // "the Court of Accounts", "the Bank of England": one name.
  if (last_name && np.end > np.first && !np.genitive && v.has(np.end, C::genitive) && !v.phrases.at(np.end) &&
      (v.has(np.head, C::organisation_noun) || v.has(np.head, C::organisation_word))) {
    uint32_t k = np.end + 1;
    if (v.tag(k) == Tag::determiner) ++k;
    if (v.tag(k) == Tag::name) {
      while (k < limit && (v.tag(k) == Tag::name ||
                           (v.tag(k) == Tag::conjunction && v.tag(k + 1) == Tag::name && v.tag(k - 1) == Tag::name)))
        ++k;
      np.end = k;
      np.head_of = np.head;
    }
  }
  if (np.end == np.first) {
    // "two said", "the accused": a number, a quantifier or an adjective stands for a noun.
    if (i > at && (np.counted || (np.determined && body))) {
      np.head = i - 1;
      np.end = i;
    } else {
      return np;
    }
  }
  find_name(v, np);
  if (np.determined && np.possessor_end == np.possessor_first) {
    for (uint32_t k = np.first; k < np.head; ++k)
      if (v.tag(k) == Tag::determiner)
        np.indefinite = !v.has(k, C::pronoun) && v.lexicon.info(v.tokens[k].word).number == GrammaticalNumber::singular;
  }
  return np;
}

}  // namespace inquit
