// Words that are more than letters between spaces: clitics cut off, abbreviations with their stops, numbers, elided words. What
// such words are in a language is data.
#include <algorithm>
#include <string>

#include "text/tokenizer.h"

namespace inquit {
namespace {

// A name follows these abbreviations, never a sentence.
constexpr ClassSet kBeforeNames = {WordClass::title, WordClass::honorific};

}  // namespace

std::string_view Tokenizer::folded(uint32_t begin, uint32_t end, bool plain) {
  if (plain) {
    lower_ascii(text_.data() + begin, end - begin);
    return {ascii_.data(), end - begin};
  }
  thread_local std::string straight, scratch;
  straight.clear(), scratch.clear();
  for (uint32_t p = begin; p < end;) {
    const uint32_t from = p;
    const char32_t c = decode(text_, p);
    const CharClass k = char_class(table_, c);
    if (k == CharClass::apostrophe)
      straight += '\'';
    else if (k == CharClass::hyphen)
      straight += '-';
    else if (k != CharClass::ignorable)
      straight.append(text_, from, p - from);
  }
  fold(straight, scratch);
  return scratch;
}

void Tokenizer::lower_ascii(const char* from, uint32_t n) {
  constexpr uint64_t kOnes = 0x0101010101010101u;
  for (uint32_t i = 0; i < n; i += 8) {
    uint64_t x = 0;
    if (readable_ - from >= i + 8)
      std::memcpy(&x, from + i, 8);
    else
      std::memcpy(&x, from + i, std::min(n - i, 8u));
    x &= kOnes * 0x7f;  // what is read past the word may be anything
    const uint64_t from_a = x + kOnes * (0x80 - 'A'), past_z = x + kOnes * (0x80 - 'Z' - 1);
    x |= (from_a & ~past_z & kOnes * 0x80) >> 2;
    std::memcpy(ascii_.data() + i, &x, 8);
  }
}

void Tokenizer::look_up(Token& token, bool plain) {
  if (token.span.size() > kLongestWord) return;
  if (plain && token.span.size() < ShortWord::kLongest)
    if (const LetterRun run = letters_at(token.span.begin); run.size == token.span.size())
      return learn(token, run, short_words_.find(run.folded));
  const std::string_view key = folded(token.span.begin, token.span.end, plain);
  const WordId word = words_.find(key);
  if (word == kUnknownWord) {
    token.classes = lexicon_.classes_by_suffix(key);
    // "al-Hadrami": a particle written together with its name has the name's capital
    if (const size_t hyphen = key.find('-'); hyphen != key.npos && hyphen + 1 < key.size()) {
      const WordId particle = lexicon_.find(key.substr(0, hyphen));
      const unsigned char next = byte(token.span.begin + static_cast<uint32_t>(hyphen) + 1);
      if (particle != kUnknownWord && lexicon_.info(particle).classes.has(WordClass::name_particle) &&
          ((next >= 'A' && next <= 'Z') || next >= 0x80) && !token.capital())
        set_capital(token);
    }
    // "vice-chairman": the last part says what it is
    if (const size_t hyphen = key.rfind('-'); hyphen != key.npos)
      if (const WordId last = lexicon_.find(key.substr(hyphen + 1)); last != kUnknownWord)
        token.classes = token.classes | classes_of(last, token);
    return;
  }
  learn(token, word);
}

void Tokenizer::set_case(Token& token, const WordShape& shape, uint32_t letters_begin) {
  const CharClass first = at(letters_begin);
  if (first == CharClass::upper) set_capital(token);
  if (shape.upper > 1 && !shape.lower) token.flags |= token_flag::all_caps;
  if (shape.digit) token.flags |= token_flag::digit;
  if (shape.foreign) token.flags |= token_flag::foreign;
}

void Tokenizer::word(uint32_t letters) {
  const uint32_t begin = at_;
  WordShape shape;
  if (byte(begin) == 'w' && text_.substr(begin, 4) == "www.") {
    shape.address = true;
  }
  uint32_t end = shape.address ? scanner_.address_end(begin) : scanner_.scan(letters, shape);
  if (begin != letters) shape.address = true;  // a handle or tag
  if (shape.address) {
    Token& token = add(TokenKind::word, end);
    return starts(token);
  }
  if (at(end) == CharClass::apostrophe && is_prefix_clitic(begin, next(end))) {  // d’« un mot »
    end = next(end);
    shape.apostrophe = begin;
  }
  uint32_t clitic = end, joint = 0;
  WordId suffix = kUnknownWord;  // the clitic's own entry
  if (shape.apostrophe != 0) {
    const uint32_t before = prefix_clitic(begin, end);
    clitic = before != end ? before : suffix_clitic(begin, end, shape, &suffix);
    if (before != end) end = before;
  } else if (shape.hyphen && lexicon_.hyphen_clitics()) {
    clitic = hyphen_clitic(begin, end, joint);
  }
  if (clitic != end) {  // the flags are those of the word without it
    shape = WordShape{};
    scanner_.scan_part(begin, clitic, shape);
  }
  const bool stop = clitic == end && byte(end) == '.' && byte(end + 1) != '.' && end - begin < kLongestWord;
  Token& token = add(TokenKind::word, clitic);
  set_case(token, shape, begin);
  if (stop && abbreviation(token, shape)) {
    at_ = token.span.end;
    return starts(token);
  }
  look_up(token, shape.plain);
  starts(token);
  if (clitic != end) {
    at_ = clitic + joint;
    Token& cut = add(TokenKind::word, end);
    cut.flags |= token_flag::clitic;
    if (suffix != kUnknownWord) return learn(cut, suffix);
    WordShape tail;
    scanner_.scan_part(clitic + joint, end, tail);
    look_up(cut, tail.plain);
  }
}

uint32_t Tokenizer::hyphen_clitic(uint32_t begin, uint32_t end, uint32_t& joint) {
  if (end - begin > kLongestWord) return end;
  const std::string_view word = folded(begin, end, false);
  for (const Clitic& clitic : lexicon_.suffix_clitics()) {
    if (clitic.joint == 0 || word.size() <= clitic.text.size() || !word.ends_with(clitic.text)) continue;
    if (lexicon_.find(word) != kUnknownWord) return end;
    joint = clitic.joint;
    return end - static_cast<uint32_t>(clitic.text.size());
  }
  return end;
}

uint32_t Tokenizer::suffix_clitic(uint32_t begin, uint32_t end, const WordShape& shape, WordId* word) {
  if (end - begin > kLongestWord) return end;
  for (const auto& [clitic, joint, id] : lexicon_.suffix_clitics()) {
    // Compared backwards, either apostrophe taken for the straight one; clitics are ASCII but for that.
    uint32_t p = end;
    size_t left = clitic.size();
    while (left > 0 && p > begin) {
      uint32_t from = p;
      const char32_t c = decode_before(text_, p, &from);
      const char want = clitic[left - 1];
      const bool same =
          want == '\'' ? char_class(table_, c) == CharClass::apostrophe
                       : c < 0x80 && (c | (table_[c] == CharClass::upper ? 0x20 : 0)) == static_cast<char32_t>(want);
      if (!same) break;
      p = from, --left;
    }
    if (left > 0 || p <= begin || p > shape.apostrophe) continue;
    if (word && joint == 0) *word = id;
    return p;
  }
  return end;
}

uint32_t Tokenizer::prefix_clitic(uint32_t begin, uint32_t end) {
  if (lexicon_.prefix_clitics().empty() || end - begin > kLongestWord) return end;
  for (uint32_t p = begin; p < end; p = next(p)) {
    if (at(p) != CharClass::apostrophe) continue;
    const uint32_t after = next(p);
    if (is_prefix_clitic(begin, after)) return after;
  }
  return end;
}

bool Tokenizer::is_prefix_clitic(uint32_t begin, uint32_t end) {
  if (lexicon_.prefix_clitics().empty() || end - begin > kLongestWord) return false;
  const std::string_view head = folded(begin, end, false);
  for (const Clitic& clitic : lexicon_.prefix_clitics())
    if (head == clitic.text) return true;
  return false;
}

bool Tokenizer::abbreviation(Token& token, const WordShape& shape) {
  const Span bare = token.span;
  const uint32_t end = bare.end + 1;
  const auto take = [&](uint16_t flags, Boundary boundary) {
    token.span.end = end;
    token.flags |= token_flag::abbreviation | flags;
    set_marks(token, infos_[token.word].marks);
    after_abbreviation_ = boundary;
    return true;
  };
  token.span.end = end;
  look_up_exact(token, shape.plain, bare.begin);
  if (token.word != kUnknownWord && token.classes.has(WordClass::abbreviation)) {
    if (!token.classes.has(WordClass::number))
      return take(0, token.classes.any(kBeforeNames) ? Boundary::none : Boundary::abbreviation);
    // "No. 5": an abbreviation only before a number
    uint32_t p = end;
    while (p < end_ && at(p) == CharClass::space) p = next(p);
    if (is_digit(p) && p > end) {
      token.classes.remove(WordClass::number);
      return take(0, Boundary::none);
    }
  }
  token.word = kUnknownWord, token.classes = {};
  const bool single = shape.upper == 1 && !shape.lower && !shape.digit && !shape.dots && !shape.hyphen;
  if (single) {
    token.span.end = bare.end;
    look_up_exact(token, shape.plain, bare.begin);
    // "and I." is a pronoun and a stop, "I. M. Pei" are initials
    const bool pronoun = token.classes.has(WordClass::pronoun) &&
                         !(byte(end) == ' ' && at(end + 1) == CharClass::upper && byte(end + 2) == '.');
    token.word = kUnknownWord, token.classes = {};
    if (!pronoun) return take(token_flag::initial, Boundary::initial);
    return false;
  }
  if (shape.dots && !shape.digit && scanner_.has_short_parts(bare)) {
    const bool initials = !shape.lower && bare.end - bare.begin <= 5;
    return take(initials ? token_flag::initial : 0, initials ? Boundary::initial : Boundary::abbreviation);
  }
  if (shape.hyphen && shape.part > bare.begin) {  // D-Mass.
    token.span.end = end;
    look_up_exact(token, shape.plain, shape.part);
    const bool known = token.word != kUnknownWord && token.classes.has(WordClass::abbreviation) &&
                       !token.classes.has(WordClass::number);
    token.word = kUnknownWord;
    if (known) return take(0, Boundary::abbreviation);
    token.classes = {};
  }
  token.span = bare;
  return false;
}

void Tokenizer::look_up_exact(Token& token, bool plain, uint32_t from) {
  token.word = lexicon_.find(folded(from, token.span.end, plain));
  token.classes = {};
  if (token.word != kUnknownWord) token.classes = lexicon_.info(token.word).classes_of(at(from) == CharClass::upper);
}

void Tokenizer::number() {
  uint32_t p = next(at_);  // a digit or a currency sign
  while (p < end_) {
    const CharClass c = at(p);
    const uint32_t after = next(p);
    if (c == CharClass::digit)
      p = after;
    else if ((c == CharClass::comma || c == CharClass::stop || c == CharClass::colon || byte(p) == '/' ||
              c == CharClass::hyphen) &&
             is_digit(after))
      p = after;
    else
      break;
  }
  if (at(p) == CharClass::percent) p = next(p);
  bool word = false;
  if (is_letter(at(p)) && at(p) != CharClass::caseless) {  // 12th, 5m, 1990s
    WordShape shape;
    p = scanner_.scan(p, shape);
    word = shape.hyphen || shape.address;
    if (shape.apostrophe != 0) p = suffix_clitic(at_, p, shape);  // 2016’s
  } else if (at(p) == CharClass::hyphen && is_letter(at(next(p)))) {  // 71-year-old
    WordShape shape;
    p = scanner_.scan(next(p), shape);
    word = true;
    if (shape.apostrophe != 0) p = suffix_clitic(at_, p, shape);
  } else if (at(p) == CharClass::apostrophe && is_letter(at(next(p)))) {  // 2016’s
    WordShape shape;
    const uint32_t end = scanner_.scan(p, shape);
    shape.apostrophe = p;
    const uint32_t cut = suffix_clitic(at_, end, shape);
    if (cut == p && cut != end) {
      starts_number(add(TokenKind::number, p));
      Token& clitic = add(TokenKind::word, end);
      clitic.flags |= token_flag::clitic;
      return look_up(clitic, shape.plain && text_[p] == '\'');
    }
  }
  Token& token = add(word ? TokenKind::word : TokenKind::number, p);
  if (word) look_up(token, false);
  starts_number(token);
  if (at(at_) == CharClass::apostrophe && is_letter(at(next(at_)))) {
    WordShape shape;
    const uint32_t end = scanner_.scan(next(at_), shape);
    Token& clitic = add(TokenKind::word, end);
    clitic.flags |= token_flag::clitic;
    look_up(clitic, false);
  }
}

void Tokenizer::starts_number(Token& token) {
  token.flags |= token_flag::digit;
  starts(token);
}

bool Tokenizer::elided(uint32_t end) {
  const WordId word = lexicon_.find(folded(at_, end, false));
  if (word == kUnknownWord) return false;
  const WordInfo& info = lexicon_.info(word);
  if (info.classes.empty() || is_suffix_clitic(lexicon_.text(word))) return false;
  Token& token = add(TokenKind::word, end);
  learn(token, word);
  starts(token);
  return true;
}

bool Tokenizer::is_suffix_clitic(std::string_view word) const {
  for (const Clitic& clitic : lexicon_.suffix_clitics())
    if (word == clitic.text) return true;
  return false;
}

}  // namespace inquit
