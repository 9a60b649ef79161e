// See names.h.
#include "speakers/names.h"

#include <algorithm>
#include <vector>

#include "speakers/entity_words.h"

namespace inquit {
namespace {

using C = WordClass;

bool same_part(const NamePart& a, const NamePart& b) {
  if (a.key == b.key) return true;
  if (a.key.empty() || b.key.empty() || (!a.initial && !b.initial)) return false;
  const std::string_view x = a.key.text(), y = b.key.text();
  return x[0] == y[0] && (static_cast<unsigned char>(x[0]) < 0x80 || x.substr(0, 2) == y.substr(0, 2));
}

bool suffixes_agree(const Name& a, const Name& b) {
  const auto suffix = [](const Name& n) {
    if (n.core.size() == n.parts.size()) return Key();
    const auto found = std::find_if(n.parts.begin(), n.parts.end(), [](const NamePart& p) { return p.suffix; });
    return found == n.parts.end() ? Key() : found->key;
  };
  return suffix(a).empty() || suffix(b).empty() || suffix(a) == suffix(b);
}

bool all_caps(const Spelling& word) { return word.has_letter && !word.has_lower; }

}  // namespace

std::string full_name_key(std::string_view text) {
  std::string out;
  words_between_spaces(text, [&](std::string_view word) {
    if (!out.empty()) out += ' ';
    out += name_key(word);
  });
  return out;
}

std::string_view plain_spaces(std::string_view text, Arena& arena) {
  JoinedWords words;
  words_between_spaces(text, [&](std::string_view word) { words.add(word); });
  return words.text(arena);
}

Key head_of(std::string_view title, Spellings& spellings) {
  Key head;
  bool ended = false;
  words_between_spaces(title, [&](std::string_view w) {
    if (ended) return;
    const Spelling& word = spellings.of(w);
    if (!head.empty() && word.classes(false).any({C::preposition, C::genitive}))
      ended = true;
    else
      head = word.key;
  });
  return head;
}

Name parse_name(std::string_view text, Spellings& spellings) {
  thread_local std::vector<std::string_view> scratch;
  scratch.clear();
  words_between_spaces(text, [](std::string_view word) { scratch.push_back(word); });
  std::span<std::string_view> words(scratch);
  // Article, title and honorific, where more follows.
  size_t start = 0;
  for (; start + 1 < words.size(); ++start) {
    const ClassSet c = spellings.of(words[start]).listed_classes(true);
    if (start == 0 && c.has(C::determiner) && !c.has(C::given_name)) continue;
    if (!c.has(C::honorific) || (c.has(C::given_name) && !words[start].ends_with('.'))) break;
  }
  words = words.subspan(start);

  // Letters of an order or a degree: "Agnes Moor, OBE", "Rupert Lyle KC".
  for (size_t i = 2; i < words.size(); ++i)
    if (spellings.of(words[i]).honour ||
        (words[i - 1].ends_with(',') && words[i].size() > 1 && all_caps(spellings.of(words[i])) &&
         !all_caps(spellings.of(words[i - 1])) && words[i].find_first_not_of("IVX.") != std::string_view::npos)) {
      words = words.first(i);
      break;
    }

  Name name;
  NamePart* const parts = spellings.arena().take<NamePart>(2 * words.size());  // a word with a particle makes two
  size_t n = 0;
  bool plain = true, letter = false, lower = false;
  JoinedWords joined;
  for (size_t i = 0; i < words.size(); ++i) {
    std::string_view word = words[i];
    joined.add(word);
    while (word.ends_with(',')) word.remove_suffix(1);
    const Spelling& spelling = spellings.of(word);
    letter |= spelling.has_letter, lower |= spelling.has_lower;
    const ClassSet c = spelling.listed_classes(true);
    NamePart part;
    part.suffix = i > 0 && spelling.suffix;
    part.particle = !part.suffix && i + 1 < words.size() && c.has(C::name_particle) &&
                    !(i == 0 && c.has(C::given_name) && words.size() < 3 && spelling.capital);
    part.initial = !part.suffix && !part.particle && spelling.initial;
    part.given = c.has(C::given_name);
    part.surname = c.has(C::surname);
    part.key = spelling.key;
    if (const DoubleWord* halves = spelling.halves; halves && !part.particle) {
      if (halves->particle) {
        NamePart particle;  // al-Hadrami
        particle.key = halves->head;
        particle.particle = true;
        new (&parts[n++]) NamePart(particle);
        plain = false;
        part.key = halves->rest;
      } else {
        part.pieces = halves->pieces;
      }
    }
    if (part.key.empty()) continue;
    name.n_full += !part.suffix && !part.particle && !part.initial;
    plain &= !part.suffix && !part.particle;
    new (&parts[n++]) NamePart(part);
  }
  name.parts = name.core = {parts, n};
  if (!plain) {
    NamePart* const core = spellings.arena().take<NamePart>(n);
    size_t k = 0;
    for (const NamePart& part : name.parts)
      if (!part.particle && !part.suffix) new (&core[k++]) NamePart(part);
    name.core = {core, k};
  }
  if (words.empty()) return name;
  name.text = joined.text(spellings.arena());
  while (name.text.ends_with(',')) name.text.remove_suffix(1);
  name.all_caps = letter && !lower;
  if (name.n_full >= 2) {
    const NamePart *first = name.first(), *last = name.last();
    // Seo-yeon: a given name of two syllables, the second written small.
    const size_t hyphen = words.back().find('-');
    const bool syllables = hyphen != std::string_view::npos && hyphen + 1 < words.back().size() &&
                           words.back()[hyphen + 1] >= 'a' && words.back()[hyphen + 1] <= 'z' && name.n_full == 2;
    name.family_first = !first->given && !last->surname && (first->surname || syllables) &&
                        (syllables || last->given || name.n_full == 2);
  }
  return name;
}

NameMatch match_names(const Name& shorter, const Name& fuller) {
  const auto same = [](const NamePart& x, const NamePart& y) { return x.key == y.key; };
  if (shorter.n_full == 0 || !suffixes_agree(shorter, fuller)) return NameMatch::none;
  const std::span<const NamePart> b = shorter.core, a = fuller.core;
  if (b.size() > a.size()) return NameMatch::none;
  if (std::equal(a.begin(), a.end(), b.begin(), b.end(), same)) return NameMatch::equal;

  // A particle that heads the shorter name must stand in the fuller one, so that Van Morrison is not Jim Morrison.
  if (shorter.parts[0].particle && std::none_of(fuller.parts.begin(), fuller.parts.end(),
                                                [&](const NamePart& p) { return p.key == shorter.parts[0].key; }))
    return NameMatch::none;

  const size_t last = a.size() - 1;
  if (b.size() == 2 && a.size() == 2 && b[0].key == a[1].key && b[1].key == a[0].key)  // the other order
    return shorter.family_first != fuller.family_first ? NameMatch::full : NameMatch::none;
  if (b.size() == 1) {
    NameMatch best = NameMatch::none;
    for (size_t i = 0; i <= last; ++i) {
      NameMatch match = NameMatch::none;
      if (b[0].key == a[i].key && !a[i].initial) {
        const size_t family = fuller.family_first ? 0 : last;
        match = i == family                         ? NameMatch::family
                : i == 0 || i == last || a[i].given ? NameMatch::given
                                                    : NameMatch::part;
      } else if (i == last && std::find(a[i].pieces.begin(), a[i].pieces.end(), b[0].key) != a[i].pieces.end()) {
        match = fuller.family_first ? NameMatch::given : NameMatch::part;
      }
      best = std::max(best, match);
    }
    return best;
  }
  // Each part in order; parts of the fuller name may be missing.
  size_t at = 0, begin = 0, end = 0;
  for (size_t k = 0; k < b.size(); ++k, ++at) {
    while (at <= last && !same_part(b[k], a[at])) ++at;
    if (at > last) return NameMatch::none;
    if (k == 0) begin = at;
    end = at;
  }
  if (begin == 0) return NameMatch::full;
  if (end - begin + 1 != b.size()) return NameMatch::none;
  return end == last ? NameMatch::family : NameMatch::part;
}

NameMatch match_bodies(const Name& shorter, const Name& fuller) {
  const auto &b = shorter.parts, &a = fuller.parts;
  if (b.empty() || b.size() > a.size()) return NameMatch::none;
  const auto same = [](const NamePart& x, const NamePart& y) { return x.key == y.key; };
  if (std::equal(a.begin(), a.end(), b.begin(), b.end(), same)) return NameMatch::equal;
  if (std::equal(b.begin(), b.end(), a.begin(), same)) return NameMatch::family;
  if (std::equal(b.rbegin(), b.rend(), a.rbegin(), same)) return NameMatch::part;
  if (b.size() == 1 && shorter.all_caps && a.size() >= 2) {
    std::string letters, capitals;  // "Court of Accounts": coa, ca
    size_t start = 0;
    for (const NamePart& part : a) {
      letters += part.key.text()[0];
      const size_t found = fuller.text.find(' ', start);
      if (start < fuller.text.size() && fuller.text[start] >= 'A' && fuller.text[start] <= 'Z')
        capitals += part.key.text()[0];
      start = found == std::string::npos ? start : found + 1;
    }
    if (b[0].key.text() == letters || (capitals.size() >= 2 && b[0].key.text() == capitals)) return NameMatch::part;
  }
  return NameMatch::none;
}

}  // namespace inquit
