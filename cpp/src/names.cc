// See names.h.
#include "names.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace inquit {
namespace {

using C = WordClass;

bool is_space(std::string_view text, size_t at, size_t& width) {
  const unsigned char c = static_cast<unsigned char>(text[at]);
  width = 1;
  if (c == ' ' || (c >= '\t' && c <= '\r')) return true;
  width = 2;
  return text.substr(at, 2) == "\xc2\xa0";
}

// Visits the words of `text` between white space.
template <class Visit>
void each_of(std::string_view text, Visit visit) {
  size_t start = 0, width = 0;
  for (size_t i = 0; i <= text.size();) {
    if (i < text.size()) {
      const auto c = static_cast<unsigned char>(text[i]);
      if ((c > ' ' && c != 0xc2) || !is_space(text, i, width)) {
        ++i;
        continue;
      }
    }
    if (i > start) visit(text.substr(start, i - start));
    i += i < text.size() ? width : 1;
    start = i;
  }
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> out;
  each_of(text, [&](std::string_view word) { out.push_back(word); });
  return out;
}

// Left out of keys.
bool unkeyed(char c) { return c == '-' || c == '.' || c == '\'' || c == ','; }

std::string folded(std::string_view text) {
  std::string out;
  fold(text, out);
  return out;
}

std::string strip_marks(const std::string& text) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(error);
  std::string apart, out;
  icu::StringByteSink<std::string> sink(&apart);
  nfd->normalizeUTF8(0, text, sink, nullptr, error);
  const auto size = static_cast<int32_t>(apart.size());
  for (int32_t i = 0; i < size;) {
    const int32_t start = i;
    UChar32 c;
    U8_NEXT(apart.data(), i, size, c);
    if (c < 0 || u_charType(c) != U_NON_SPACING_MARK)
      out.append(apart, static_cast<size_t>(start), static_cast<size_t>(i - start));
  }
  return out;
}

// "R.", "J.K.", "R": single letters.
bool is_initial(std::string_view word) {
  size_t letters = 0, run = 0;
  for (size_t i = 0; i < word.size(); ++i) {
    if (word[i] == '.') {
      run = 0;
    } else if ((word[i] & 0xc0) != 0x80) {
      ++letters;
      if (++run > 1) return false;
    }
  }
  return letters > 0 && (word.back() == '.' || letters == 1);
}

bool is_all_caps(std::string_view text) {
  bool upper = false;
  const auto size = static_cast<int32_t>(text.size());
  for (int32_t i = 0; i < size;) {
    UChar32 c;
    U8_NEXT(text.data(), i, size, c);
    if (c < 0 || !u_isalpha(c)) continue;
    if (u_islower(c)) return false;
    upper = true;
  }
  return upper;
}

bool same_part(const NamePart& a, const NamePart& b) {
  if (a.key == b.key) return true;
  if (a.key.empty() || b.key.empty() || (!a.initial && !b.initial)) return false;
  return a.key[0] == b.key[0] &&
         (static_cast<unsigned char>(a.key[0]) < 0x80 || a.key.substr(0, 2) == b.key.substr(0, 2));
}

std::vector<const NamePart*> compared(const Name& name) {
  std::vector<const NamePart*> out;
  for (const NamePart& part : name.parts)
    if (!part.particle && !part.suffix) out.push_back(&part);
  return out;
}

bool suffixes_agree(const Name& a, const Name& b) {
  const auto suffix = [](const Name& n) {
    const auto found = std::find_if(n.parts.begin(), n.parts.end(), [](const NamePart& p) { return p.suffix; });
    return found == n.parts.end() ? std::string_view{} : std::string_view(found->key);
  };
  return suffix(a).empty() || suffix(b).empty() || suffix(a) == suffix(b);
}

}  // namespace

const NamePart* Name::first() const {
  for (const NamePart& part : parts)
    if (!part.particle && !part.suffix) return &part;
  return nullptr;
}

const NamePart* Name::last() const {
  for (auto part = parts.rbegin(); part != parts.rend(); ++part)
    if (!part->particle && !part->suffix) return &*part;
  return nullptr;
}

bool capitalised(std::string_view word) {
  if (word.empty()) return false;
  int32_t i = 0;
  UChar32 c;
  U8_NEXT(word.data(), i, static_cast<int32_t>(word.size()), c);
  return c >= 0 && (u_isupper(c) || u_istitle(c));
}

std::string name_key(std::string_view text) {
  std::string key = folded(text);
  if (std::any_of(key.begin(), key.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; }))
    key = strip_marks(key);
  std::erase_if(key, unkeyed);
  return key;
}

std::string full_name_key(std::string_view text) {
  std::string out;
  each_of(text, [&](std::string_view word) {
    if (!out.empty()) out += ' ';
    const size_t start = out.size();
    fold(word, out);
    if (std::any_of(out.begin() + static_cast<std::ptrdiff_t>(start), out.end(),
                    [](char c) { return static_cast<unsigned char>(c) >= 0x80; })) {
      out.resize(start);
      out += name_key(word);
      return;
    }
    out.erase(std::remove_if(out.begin() + static_cast<std::ptrdiff_t>(start), out.end(), unkeyed), out.end());
  });
  return out;
}

std::string plain_spaces(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  each_of(text, [&](std::string_view word) {
    if (!out.empty()) out += ' ';
    out += word;
  });
  return out;
}

Name parse_name(std::string_view text, const Lexicon& lexicon) {
  Name name;
  std::vector<std::string_view> words = words_of(text);
  const auto classes = [&](std::string_view word, bool capital) {
    return lexicon.info(lexicon.find(folded(word))).classes_of(capital);
  };
  // Article, title and honorific, where more follows.
  size_t start = 0;
  for (; start + 1 < words.size(); ++start) {
    const ClassSet c = classes(words[start], true);
    if (start == 0 && c.has(C::determiner) && !c.has(C::given_name)) continue;
    if (!c.has(C::honorific) || (c.has(C::given_name) && !words[start].ends_with('.'))) break;
  }
  words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(start));

  // Letters of an order or a degree: "Agnes Moor, OBE".
  for (size_t i = 1; i < words.size(); ++i)
    if (words[i - 1].ends_with(',') && i > 1 && words[i].size() > 1 && is_all_caps(words[i]) &&
        !is_all_caps(words[i - 1]) && words[i].find_first_not_of("IVX.") != std::string_view::npos) {
      words.resize(i);
      break;
    }

  for (size_t i = 0; i < words.size(); ++i) {
    std::string_view word = words[i];
    name.text.append(i == 0 ? "" : " ").append(word);
    while (word.ends_with(',')) word.remove_suffix(1);
    const ClassSet c = classes(word, true);
    NamePart part;
    part.suffix =
        i > 0 && (c.has(C::name_suffix) ||
                  (word.ends_with('.') && classes(word.substr(0, word.size() - 1), true).has(C::name_suffix)));
    part.particle = !part.suffix && i + 1 < words.size() && c.has(C::name_particle) &&
                    !(i == 0 && c.has(C::given_name) && words.size() < 3 && capitalised(word));
    part.initial = !part.suffix && !part.particle && is_initial(word);
    part.given = c.has(C::given_name);
    part.surname = c.has(C::surname);
    if (const size_t hyphen = word.find('-'); hyphen != word.npos && hyphen > 0 && !part.particle) {
      const std::string_view head = word.substr(0, hyphen);
      if (classes(head, false).has(C::name_particle) ||
          classes(word.substr(0, hyphen + 1), false).has(C::name_particle)) {
        NamePart particle;  // al-Hadrami
        particle.key = name_key(head);
        particle.particle = true;
        name.parts.push_back(std::move(particle));
        word.remove_prefix(hyphen + 1);
      } else {
        std::string_view rest = word;
        while (!rest.empty()) {
          const size_t at = rest.find('-');
          part.pieces.push_back(name_key(rest.substr(0, at)));
          rest.remove_prefix(at == rest.npos ? rest.size() : at + 1);
        }
      }
    }
    part.key = name_key(word);
    if (part.key.empty()) continue;
    name.n_full += !part.suffix && !part.particle && !part.initial;
    name.parts.push_back(std::move(part));
  }
  while (name.text.ends_with(',')) name.text.pop_back();
  name.all_caps = is_all_caps(name.text);
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
  if (shorter.n_full == 0 || !suffixes_agree(shorter, fuller)) return NameMatch::none;
  const std::vector<const NamePart*> b = compared(shorter), a = compared(fuller);
  if (b.size() > a.size()) return NameMatch::none;
  if (std::equal(a.begin(), a.end(), b.begin(), b.end(), [](auto* x, auto* y) { return x->key == y->key; }))
    return NameMatch::equal;

  // A particle that heads the shorter name must stand in the fuller one, so that Van Morrison is not Jim Morrison.
  if (shorter.parts[0].particle && std::none_of(fuller.parts.begin(), fuller.parts.end(),
                                                [&](const NamePart& p) { return p.key == shorter.parts[0].key; }))
    return NameMatch::none;

  const size_t last = a.size() - 1;
  if (b.size() == 2 && a.size() == 2 && b[0]->key == a[1]->key && b[1]->key == a[0]->key)  // the other order
    return shorter.family_first != fuller.family_first ? NameMatch::full : NameMatch::none;
  if (b.size() == 1) {
    NameMatch best = NameMatch::none;
    for (size_t i = 0; i <= last; ++i) {
      NameMatch match = NameMatch::none;
      if (b[0]->key == a[i]->key && !a[i]->initial) {
        const size_t family = fuller.family_first ? 0 : last;
        match = i == family                          ? NameMatch::family
                : i == 0 || i == last || a[i]->given ? NameMatch::given
                                                     : NameMatch::part;
      } else if (i == last && std::find(a[i]->pieces.begin(), a[i]->pieces.end(), b[0]->key) != a[i]->pieces.end()) {
        match = fuller.family_first ? NameMatch::given : NameMatch::part;
      }
      best = std::max(best, match);
    }
    return best;
  }
  // Each part in order; parts of the fuller name may be missing.
  size_t at = 0, begin = 0, end = 0;
  for (size_t k = 0; k < b.size(); ++k, ++at) {
    while (at <= last && !same_part(*b[k], *a[at])) ++at;
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
      letters += part.key[0];
      const size_t found = fuller.text.find(' ', start);
      if (fuller.text[start] >= 'A' && fuller.text[start] <= 'Z') capitals += part.key[0];
      start = found == std::string::npos ? start : found + 1;
    }
    if (b[0].key == letters || (capitals.size() >= 2 && b[0].key == capitals)) return NameMatch::part;
  }
  return NameMatch::none;
}

}  // namespace inquit
