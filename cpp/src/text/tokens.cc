// Stage 1: text -> tokens, by a table of character classes; the lexicon is asked once a word. What is a word of English
// (abbreviations, clitics, elided words) is data; what is a word of any language (hyphens, initials, addresses) is here.
#include "text/tokens.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "base/stop.h"
#include "text/letter_run.h"
#include "text/word_scan.h"

namespace inquit {
namespace {

constexpr uint32_t kLongestWord = 128;  // bytes; a longer one is in no list and is not looked up

// What may open a sentence after an abbreviation: "in the U.S. The bill", "Pickens Jr. He said".
constexpr ClassSet kOpeners = {WordClass::determiner,  WordClass::possessive,   WordClass::quantifier,
                               WordClass::pronoun,     WordClass::preposition,  WordClass::conjunction,
                               WordClass::adversative, WordClass::subordinator, WordClass::interrogative};
// After an initial only these: a name goes on with almost any word.
constexpr ClassSet kOpenersAfterInitial = {WordClass::determiner, WordClass::possessive, WordClass::pronoun};
constexpr ShortWord kWeb{'w' | 'w' << 8 | 'w' << 16, 0};  // before a stop it begins an address
// A name follows these abbreviations, never a sentence.
constexpr ClassSet kBeforeNames = {WordClass::title, WordClass::honorific};

class Tokenizer {
 public:
  Tokenizer(std::string_view text, Span range, const Lexicon& lexicon, Tokens& out)
      : text_(text.substr(0, range.end)),
        readable_(text.data() + text.size()),
        scanner_(text_),
        begin_(range.begin),
        end_(range.end),
        at_(range.begin),
        lexicon_(lexicon),
        out_(out) {}

  void run() {
    for (StopEvery ask; true; ask()) {
      while (plain_word()) ask();
      if (!skip_space()) return;
      token();
    }
  }

 private:
  // What the tokens so far say about the next word: whether it starts a sentence.
  enum class Boundary : uint8_t { none, start, stop, strong, abbreviation, initial, ellipsis, quoted };

  CharClass at(uint32_t p) const { return scanner_.at(p); }
  char byte(uint32_t p) const { return scanner_.byte(p); }
  uint32_t next(uint32_t p) const { return scanner_.next(p); }

  // The common case, three tokens in four: a space and a word of letters alone.
  bool plain_word() {
    if (at_ + 1 >= end_ || text_[at_] != ' ' || out_.empty()) return false;
    return short_word(at_ + 1, token_flag::space_before);
  }

  // Reads a word of up to 15 ASCII letters without a table, if nothing that could belong to it stands behind it; false, and
  // nothing done, elsewhere.
  bool short_word(uint32_t begin, uint16_t flags) {
    const LetterRun run = letters_at(begin);
    const uint32_t end = begin + run.size;
    if (run.size == 0 || run.size >= ShortWord::kLongest || end > end_ || !ends_short_word(end, run)) return false;
    Token& token = out_.emplace_back();
    token.span = {begin, end};
    token.flags = flags;
    if (run.upper) {
      if (run.upper & 1) token.flags |= token_flag::capital;
      if (run.size > 1 && run.upper + 1 == 1u << run.size) token.flags |= token_flag::all_caps;
    }
    at_ = end;
    space_ = line_ = false;
    if (const ShortWords::Entry* const known = short_words_.find(run.folded)) {
      const bool capital = token.capital();
      token.word = known->id;
      token.flags |= known->marks;
      token.classes = short_words_.classes(*known, capital);
      token.sure = known->sure[capital];
    } else {
      std::memcpy(ascii_.data(), &run.folded, sizeof run.folded);
      token.classes = lexicon_.classes_by_suffix({ascii_.data(), run.size});
    }
    starts(token);
    return true;
  }

  LetterRun letters_at(uint32_t begin) const {
    const char* const data = text_.data() + begin;
    if (readable_ - data >= 16) return read_letters(data);
    std::array<char, 16> rest{};
    std::memcpy(rest.data(), data, static_cast<size_t>(readable_ - data));
    return read_letters(rest.data());
  }

  // Whether what stands at `end` ends the word: a space or a mark that joins no words; a stop where no abbreviation ends.
  bool ends_short_word(uint32_t end, const LetterRun& run) const {
    if (end == end_) return true;
    const auto b = static_cast<unsigned char>(text_[end]);
    if (b == ' ' || b == ',') return true;
    if (b == '.') {
      const char after = byte(end + 1);
      if ((after != ' ' && after != '\n' && after != '\0') || (run.size == 1 && run.upper != 0)) return false;
      if (run.folded == kWeb) return false;
      const ShortWords::Entry* const known = short_words_.find(run.folded);
      return !known || !known->abbreviates;
    }
    if (b >= 0x80)  // dashes and double quotation marks: U+2013, U+2014, U+201C, U+201D
      return end + 2 < end_ && b == 0xe2 && byte(end + 1) == '\x80' &&
             (byte(end + 2) == '\x93' || byte(end + 2) == '\x94' || byte(end + 2) == '\x9c' || byte(end + 2) == '\x9d');
    return b == '"' || b == '(' || b == ')' || b == ']' || b == '?' || b == '!' || b == ';' || b == '\n' || b == '\r';
  }

  bool skip_space() {
    space_ = at_ > begin_ && out_.empty();
    line_ = at_ == begin_;
    while (at_ < end_) {
      const auto b = static_cast<unsigned char>(text_[at_]);
      if (b == ' ') {
        ++at_, space_ = true;
        continue;
      }
      const CharClass c = at(at_);
      if (c == CharClass::newline)
        line_ = space_ = true;
      else if (c == CharClass::space)
        space_ = true;
      else if (c != CharClass::ignorable)
        return true;
      at_ = next(at_);
    }
    return false;
  }

  Token& add(TokenKind kind, uint32_t end) {
    Token& token = out_.emplace_back();
    // A combining mark or joiner stays with its base, whatever the base is.
    while (end < end_ && static_cast<unsigned char>(text_[end]) >= 0x80 && at(end) == CharClass::combining)
      end = next(end);
    token.span = {at_, end};
    token.kind = kind;
    token.flags = (space_ ? token_flag::space_before : 0) | (line_ ? token_flag::line_start : 0);
    at_ = end;
    space_ = line_ = false;
    return token;
  }

  void token() {
    const CharClass c = at(at_);
    switch (c) {
      case CharClass::lower:
      case CharClass::upper:
        if (!short_word(at_, static_cast<uint16_t>((space_ ? token_flag::space_before : 0) |
                                                   (line_ ? token_flag::line_start : 0))))
          word(at_);
        return;
      case CharClass::caseless: return word(at_);
      case CharClass::digit: return number();
      case CharClass::comma: return mark(TokenKind::comma, next(at_));
      case CharClass::stop: return stop();
      case CharClass::question: return mark(TokenKind::question, next(at_));
      case CharClass::exclamation: return mark(TokenKind::exclamation, next(at_));
      case CharClass::colon: return mark(TokenKind::colon, next(at_));
      case CharClass::semicolon: return mark(TokenKind::semicolon, next(at_));
      case CharClass::hyphen: return hyphen();
      case CharClass::dash: return mark(TokenKind::dash, next(at_));
      case CharClass::ellipsis: return mark(TokenKind::ellipsis, next(at_));
      case CharClass::open_paren: return mark(TokenKind::open_paren, next(at_));
      case CharClass::close_paren: return mark(TokenKind::close_paren, next(at_));
      case CharClass::open_bracket: return mark(TokenKind::open_bracket, next(at_));
      case CharClass::close_bracket: return mark(TokenKind::close_bracket, next(at_));
      case CharClass::apostrophe: return apostrophe();
      case CharClass::quote:
        return mark(TokenKind::mark, at_ + (byte(at_) == '`' && byte(at_ + 1) == '`' ? 2 : next(at_) - at_));
      case CharClass::bullet: return mark(TokenKind::bullet, next(at_));
      case CharClass::currency: return is_digit(next(at_)) ? number() : mark(TokenKind::symbol, next(at_));
      case CharClass::other:
      default:
        if ((byte(at_) == '@' || byte(at_) == '#') && (is_letter(at(at_ + 1)) || byte(at_ + 1) == '_'))
          return word(at_ + 1);
        if (byte(at_) == '*' && line_ && at(at_ + 1) == CharClass::space) return mark(TokenKind::bullet, at_ + 1);
        return mark(TokenKind::symbol, next(at_));
    }
  }

  bool is_digit(uint32_t p) const { return p < end_ && at(p) == CharClass::digit; }

  // ---- words -------------------------------------------------------------------------------------------------------

  // Appends text[begin, end) case-folded, with straight apostrophes, to the scratch memory and returns all of it.
  std::string_view folded(uint32_t begin, uint32_t end, bool plain) {
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

  // Writes `n` ASCII bytes in lower case to ascii_, eight at a time: a byte gets bit 5 where adding takes it past 'A' - 1
  // but not past 'Z'.
  void lower_ascii(const char* from, uint32_t n) {
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

  void look_up(Token& token, bool plain) {
    if (token.span.size() > kLongestWord) return;
    const std::string_view key = folded(token.span.begin, token.span.end, plain);
    const WordId word = words_.find(key);
    if (word == kUnknownWord) {
      token.classes = lexicon_.classes_by_suffix(key);
      // "al-Hadrami": a particle written together with its name has the name's capital
      if (const size_t hyphen = key.find('-'); hyphen != key.npos && hyphen + 1 < key.size()) {
        const WordId particle = lexicon_.find(key.substr(0, hyphen));
        const unsigned char next = byte(token.span.begin + static_cast<uint32_t>(hyphen) + 1);
        if (particle != kUnknownWord && lexicon_.info(particle).classes.has(WordClass::name_particle) &&
            ((next >= 'A' && next <= 'Z') || next >= 0x80))
          token.flags |= token_flag::capital;
      }
      // "vice-chairman": the last part says what it is
      if (const size_t hyphen = key.rfind('-'); hyphen != key.npos)
        if (const WordId last = lexicon_.find(key.substr(hyphen + 1)); last != kUnknownWord)
          token.classes = token.classes | classes_of(last, token);
      return;
    }
    learn(token, word);
  }

  // What the lists say of the word, and what may begin with it.
  void learn(Token& token, WordId word) {
    const WordInfo& info = infos_[word];
    token.word = word;
    token.flags |= info.marks;
    token.classes = info.classes_of(token.capital());
    token.sure = info.sure[token.capital()];
  }

  ClassSet classes_of(WordId word, const Token& token) const { return lexicon_.info(word).classes_of(token.capital()); }

  void set_case(Token& token, const WordShape& shape, uint32_t letters_begin) {
    const CharClass first = at(letters_begin);
    if (first == CharClass::upper) token.flags |= token_flag::capital;
    if (shape.upper > 1 && !shape.lower) token.flags |= token_flag::all_caps;
    if (shape.digit) token.flags |= token_flag::digit;
    if (shape.foreign) token.flags |= token_flag::foreign;
  }

  void word(uint32_t letters) {
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
    if (shape.apostrophe != 0) {
      const uint32_t before = prefix_clitic(begin, end);
      clitic = before != end ? before : suffix_clitic(begin, end, shape);
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
      WordShape tail;
      scanner_.scan_part(clitic + joint, end, tail);
      look_up(cut, tail.plain);
    }
  }

  // "explique-t-il", "dit-elle": where the clitic begins and its joint; `end` where the whole is a word of the lists.
  uint32_t hyphen_clitic(uint32_t begin, uint32_t end, uint32_t& joint) {
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

  // Where the suffix clitic of the word begins, or `end`: "’s" of "Cano’s", "n’t" of "don’t".
  uint32_t suffix_clitic(uint32_t begin, uint32_t end, const WordShape& shape) {
    if (end - begin > kLongestWord) return end;
    for (const auto& [clitic, joint] : lexicon_.suffix_clitics()) {
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
      if (left == 0 && p > begin && p <= shape.apostrophe) return p;
    }
    return end;
  }

  // A prefix clitic ("l’", "d’") becomes the word; the rest is read next.
  uint32_t prefix_clitic(uint32_t begin, uint32_t end) {
    if (lexicon_.prefix_clitics().empty() || end - begin > kLongestWord) return end;
    for (uint32_t p = begin; p < end; p = next(p)) {
      if (at(p) != CharClass::apostrophe) continue;
      const uint32_t after = next(p);
      if (is_prefix_clitic(begin, after)) return after;
    }
    return end;
  }
  bool is_prefix_clitic(uint32_t begin, uint32_t end) {
    if (lexicon_.prefix_clitics().empty() || end - begin > kLongestWord) return false;
    const std::string_view head = folded(begin, end, false);
    for (const Clitic& clitic : lexicon_.prefix_clitics())
      if (head == clitic.text) return true;
    return false;
  }

  // Whether the stop after the word belongs to it; if so, takes it in and looks the whole up.
  bool abbreviation(Token& token, const WordShape& shape) {
    const Span bare = token.span;
    const uint32_t end = bare.end + 1;
    const auto take = [&](uint16_t flags, Boundary boundary) {
      token.span.end = end;
      token.flags |= token_flag::abbreviation | flags | infos_[token.word].marks;
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

  // Looks up text[from, token.span.end) alone.
  void look_up_exact(Token& token, bool plain, uint32_t from) {
    token.word = lexicon_.find(folded(from, token.span.end, plain));
    token.classes = {};
    if (token.word != kUnknownWord) token.classes = lexicon_.info(token.word).classes_of(at(from) == CharClass::upper);
  }

  // ---- numbers -----------------------------------------------------------------------------------------------------

  void number() {
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

  void starts_number(Token& token) {
    token.flags |= token_flag::digit;
    starts(token);
  }

  // ---- marks -------------------------------------------------------------------------------------------------------

  void stop() {
    // ".." and "..." and ". . ." are ellipses
    uint32_t p = next(at_);
    if (byte(at_) == '.') {
      uint32_t dots = 1;
      while (byte(p) == '.' || (byte(p) == ' ' && byte(p + 1) == '.' && byte(p + 2) != '.')) {
        p += byte(p) == '.' ? 1 : 2;
        ++dots;
      }
      if (dots > 1) return mark(TokenKind::ellipsis, p);
    }
    mark(TokenKind::stop, p);
  }

  void hyphen() {
    uint32_t p = next(at_);
    uint32_t count = 1;
    while (at(p) == CharClass::hyphen) p = next(p), ++count;
    if (count > 1) return mark(TokenKind::dash, p);
    const CharClass after = at(p);
    const bool open = after == CharClass::space || after == CharClass::newline;
    if (line_ && (open || is_letter(after) || after == CharClass::apostrophe || after == CharClass::quote))
      return mark(TokenKind::bullet, p);
    if (space_ && (open || !is_alnum(after) || is_letter(after))) return mark(TokenKind::dash, p);
    mark(TokenKind::symbol, p);
  }

  // Two together are an old double mark; before an elided word of the lexicon ("’em", "’n’") it is part of the word;
  // else it is a mark, and quotes.h decides what it was.
  void apostrophe() {
    if (byte(at_) == '\'' && byte(at_ + 1) == '\'') {
      // Of three that close, the inner one comes first: ''They said 'no'''.
      const bool inner_first =
          !space_ && !out_.empty() && byte(at_ + 2) == '\'' && byte(at_ + 3) != '\'' && byte(at_ - 1) != '\'';
      return mark(TokenKind::mark, at_ + (inner_first ? 1 : 2));
    }
    const uint32_t letters = next(at_);
    if ((space_ || at_ == begin_) && at(letters) == CharClass::lower) {
      WordShape shape;
      uint32_t end = scanner_.scan(letters, shape);
      if (end - at_ <= 8 && shape.apostrophe == 0 && !shape.dots) {
        if (at(end) == CharClass::apostrophe && elided(next(end))) return;
        if (elided(end)) return;
      }
    }
    mark(TokenKind::mark, letters);
  }

  bool elided(uint32_t end) {
    const WordId word = lexicon_.find(folded(at_, end, false));
    if (word == kUnknownWord) return false;
    const WordInfo& info = lexicon_.info(word);
    if (info.classes.empty() || is_suffix_clitic(lexicon_.text(word))) return false;
    Token& token = add(TokenKind::word, end);
    learn(token, word);
    starts(token);
    return true;
  }

  bool is_suffix_clitic(std::string_view word) const {
    for (const Clitic& clitic : lexicon_.suffix_clitics())
      if (word == clitic.text) return true;
    return false;
  }

  // ---- sentences ---------------------------------------------------------------------------------------------------

  void mark(TokenKind kind, uint32_t end) {
    const TokenKind before = out_.empty() ? TokenKind::bullet : out_.back().kind;
    const bool tight = !space_ && !line_;
    Token& token = add(kind, end);
    switch (kind) {
      case TokenKind::stop: return ended(Boundary::stop);
      case TokenKind::question:
      case TokenKind::exclamation: return ended(Boundary::strong);
      case TokenKind::ellipsis: return ended(boundary_ == Boundary::start ? Boundary::start : Boundary::ellipsis);
      case TokenKind::mark:
      case TokenKind::open_paren:
      case TokenKind::open_bracket: {
        const bool after_opener = before == TokenKind::open_paren || before == TokenKind::open_bracket ||
                                  before == TokenKind::dash || before == TokenKind::bullet ||
                                  (before == TokenKind::mark && last_opens_);
        const CharClass c = at(end);
        const bool loose_close = kind == TokenKind::mark && (c == CharClass::space || c == CharClass::newline);
        last_opens_ = kind != TokenKind::mark || ((!tight || after_opener) && !loose_close);
        if (!last_opens_) {
          closed_ = true;
        } else if (boundary_ != Boundary::none && boundary_ != Boundary::quoted) {
          if (first_ == kNone32) first_ = static_cast<uint32_t>(out_.size() - 1);
        } else if (before == TokenKind::comma || before == TokenKind::colon) {
          boundary_ = Boundary::quoted;
        }
        return;
      }
      case TokenKind::close_paren:
      case TokenKind::close_bracket: closed_ = true; return;
      case TokenKind::bullet:
        ended(Boundary::start);
        first_ = static_cast<uint32_t>(out_.size() - 1);
        return;
      default:
        if (boundary_ != Boundary::start) boundary_ = Boundary::none, first_ = kNone32;
        (void)token;
    }
  }

  void ended(Boundary boundary) {
    boundary_ = boundary;
    closed_ = false;
    first_ = kNone32;
  }

  // Decides whether the word or number starts a sentence.
  void starts(Token& token) {
    if (boundary_ != Boundary::none) decide_start(token);
    boundary_ = token.has(token_flag::abbreviation) ? after_abbreviation_ : Boundary::none;
    closed_ = false;
    first_ = kNone32;
  }

  void decide_start(Token& token) {
    const CharClass c = at(token.span.begin);
    const bool lower = token.kind == TokenKind::word && c == CharClass::lower;
    bool start = false;
    switch (boundary_) {
      case Boundary::none: break;
      case Boundary::start: start = true; break;
      case Boundary::stop:
        start = !(closed_ && lower) && (token.has(token_flag::space_before) || !lower || first_ != kNone32);
        break;
      case Boundary::strong: start = !lower; break;
      case Boundary::abbreviation: start = token.capital() && token.classes.any(kOpeners); break;
      case Boundary::initial:
        start = token.capital() && token.classes.any(kOpenersAfterInitial) && !token.has(token_flag::abbreviation);
        break;
      case Boundary::ellipsis: start = token.capital() && token.classes.any(kOpeners); break;
      case Boundary::quoted: start = token.capital(); break;
    }
    if (start) {
      token.flags |= token_flag::sentence_start;
      if (first_ != kNone32) out_[first_].flags |= token_flag::sentence_start;
    }
  }

  static constexpr uint32_t kNone32 = 0xffffffff;

  std::string_view text_;
  const char* const readable_;  // end of what may be read
  const WordScanner scanner_;
  uint32_t begin_, end_, at_;
  const Lexicon& lexicon_;
  const WordTable& words_ = lexicon_.words();
  const std::span<const WordInfo> infos_ = lexicon_.infos();
  const ShortWords& short_words_ = lexicon_.short_words();
  Tokens& out_;
  const CharClass* table_ = scanner_.table();
  std::array<char, kLongestWord + 8> ascii_;
  bool space_ = false, line_ = false;  // what stands before the token to come
  Boundary boundary_ = Boundary::start;
  Boundary after_abbreviation_ = Boundary::none;
  bool closed_ = false;  // a closing mark stands after the end of the sentence
  bool last_opens_ = false;  // the last mark looks like an opening one
  uint32_t first_ = kNone32;  // the opening mark before the word that may start a sentence
};

}  // namespace

void tokenize(std::string_view text, Span range, const Lexicon& lexicon, Tokens& out) {
  out.clear();
  if (range.end > text.size()) range.end = static_cast<uint32_t>(text.size());
  if (range.empty()) return;
  Tokenizer(text, range, lexicon, out).run();
}

}  // namespace inquit
