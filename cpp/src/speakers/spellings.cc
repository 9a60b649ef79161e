// See spellings.h.
#include "speakers/spellings.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

#include "speakers/entity_words.h"
#include "speakers/names.h"

namespace inquit {
namespace {

using C = WordClass;

constexpr size_t kMostKept = 30000;  // spellings kept for the next document; an article has some hundred

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

// Left out of keys.
bool unkeyed(char c) { return c == '-' || c == '.' || c == '\'' || c == ','; }

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

bool is_ascii(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

}  // namespace

const Key::Entry Key::kEmpty;

bool capitalised(std::string_view word) {
  if (word.empty()) return false;
  if (static_cast<unsigned char>(word[0]) < 0x80) return word[0] >= 'A' && word[0] <= 'Z';
  int32_t i = 0;
  UChar32 c;
  U8_NEXT(word.data(), i, static_cast<int32_t>(word.size()), c);
  return c >= 0 && (u_isupper(c) || u_istitle(c));
}

std::string name_key(std::string_view text) {
  std::string key = folded(text);
  if (!is_ascii(key)) key = strip_marks(key);
  std::erase_if(key, unkeyed);
  return key;
}

Spellings::Spellings() { keys_.add({}), key_entries_.emplace_back(); }

void Spellings::begin(const Lexicon& lexicon, std::string_view text) {
  const bool forgotten = hash_ != lexicon.hash() || words_.size() > kMostKept || !whole_;
  if (forgotten) {
    hash_ = lexicon.hash();
    words_.clear(), keys_.clear();
    blocks_.clear(), n_spellings_ = 0, key_entries_.clear(), halves_.clear(), stands_.clear();
    stand_of_key_ = {};
    keys_.add({}), key_entries_.emplace_back();
  }
  lexicon_ = &lexicon;
  text_ = text;
  if (forgotten || ++document_ == 0) seen_.fill({});
  arena_.clear();
  whole_ = false;
}

Key Spellings::exact_key(std::string_view key) {
  if (key.empty()) return {};
  const uint32_t id = keys_.add(key);
  if (id == key_entries_.size()) key_entries_.push_back({keys_.text(id), id});
  return Key(&key_entries_[id]);
}

const Spelling& Spellings::read(std::string_view word) {
  Spelling out;
  if (!read_ascii(word, out)) {
    lower_ = folded(word);
    key_ = name_key(word);
    read_letters(word, out);
  }
  const WordId id = lexicon_->find(lower_);
  out.word = id;
  out.listed = id != kUnknownWord;
  const WordInfo& info = lexicon_->info(id);
  if (out.listed)
    for (const bool capital : {false, true}) out.classes_[capital] = info.classes_of(capital);
  else
    out.classes_[0] = out.classes_[1] = lexicon_->classes_by_suffix(lower_);
  out.capital_gender = info.gender_of(true);
  out.key = exact_key(key_);
  out.capital = capitalised(word);
  out.initial = is_initial(word);
  const auto listed_classes = [&](std::string_view part, bool capital) {
    return lexicon_->info(lexicon_->find(folded(part))).classes_of(capital);
  };
  out.suffix = out.listed_classes(true).has(C::name_suffix) ||
               (word.ends_with('.') && listed_classes(word.substr(0, word.size() - 1), true).has(C::name_suffix));
  if (out.suffix) {
    const std::string_view generations = lexicon_->setting("generations");
    out.honour = !generations.empty() && !has_word(generations, lower_);
  }
  if (const size_t hyphen = word.find('-'); hyphen != word.npos && hyphen > 0) {
    DoubleWord& halves = halves_.emplace_back();
    const std::string_view head = word.substr(0, hyphen);
    halves.particle = listed_classes(head, false).has(C::name_particle) ||
                      listed_classes(word.substr(0, hyphen + 1), false).has(C::name_particle);
    halves.head = exact_key(name_key(head));
    halves.rest = exact_key(name_key(word.substr(hyphen + 1)));
    for (std::string_view rest = word; !rest.empty();) {
      const size_t at = rest.find('-');
      halves.pieces.push_back(exact_key(name_key(rest.substr(0, at))));
      rest.remove_prefix(at == rest.npos ? rest.size() : at + 1);
    }
    out.halves = &halves;
  }
  if (n_spellings_ == blocks_.size() * kBlock) blocks_.push_back(std::make_unique<Spelling[]>(kBlock));
  Spelling& place = blocks_.back()[n_spellings_++ % kBlock];
  return place = out;
}

// Lower case, key and letters of a word of ASCII in one pass; false where it is none.
bool Spellings::read_ascii(std::string_view word, Spelling& out) {
  lower_.resize(word.size());
  key_.clear();
  bool has_lower = false, has_upper = false;
  for (size_t i = 0; i < word.size(); ++i) {
    const char c = word[i];
    if (static_cast<unsigned char>(c) >= 0x80) return false;
    const bool upper = c >= 'A' && c <= 'Z';
    has_upper |= upper, has_lower |= c >= 'a' && c <= 'z';
    const char low = static_cast<char>(c | (upper << 5));
    lower_[i] = low;
    if (!unkeyed(low)) key_ += low;
  }
  out.has_lower = has_lower, out.has_letter = has_lower || has_upper;
  return true;
}

void Spellings::read_letters(std::string_view word, Spelling& out) {
  const auto size = static_cast<int32_t>(word.size());
  for (int32_t i = 0; i < size;) {
    UChar32 c;
    U8_NEXT(word.data(), i, size, c);
    if (c >= 0 && u_isalpha(c)) {
      out.has_letter = true;
      out.has_lower |= u_islower(c) != 0;
    }
  }
}

const Spellings::Stand& Spellings::stands_for(Key head) {
  static const Stand kNobody;
  int32_t& known = stand_of_key_[head.id()];
  if (known == 0) {  // not asked before; else one more than the place, or -1
    const std::string_view list = lexicon_->setting(std::string("role.").append(head.text()));
    int32_t place = -1;
    if (!list.empty()) {
      Stand stand;
      for (std::string_view rest = list; !rest.empty();) {
        const size_t end = std::min(rest.find(';'), rest.size());
        const std::string_view other = plain_spaces(rest.substr(0, end), arena_);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        stand.any_body |= other == "*";
        stand.heads.push_back(head_of(other, *this));
      }
      stands_.push_back(std::move(stand));
      place = static_cast<int32_t>(stands_.size());
    }
    stand_of_key_[head.id()] = place;
    return place < 0 ? kNobody : stands_.back();
  }
  return known < 0 ? kNobody : stands_[static_cast<size_t>(known - 1)];
}

}  // namespace inquit
