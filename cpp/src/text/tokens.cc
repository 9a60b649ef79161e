// Stage 1: text -> tokens, by a table of character classes; the lexicon is asked once a word. What is a word of English
// (abbreviations, clitics, elided words) is data; what is a word of any language (hyphens, initials, addresses) is here.
#include "text/tokens.h"

#include <algorithm>

#include "base/stop.h"
#include "text/tokenizer.h"

namespace inquit {
namespace {

// What may open a sentence after an abbreviation: "in the U.S. The bill", "Pickens Jr. He said".
constexpr ClassSet kOpeners = {WordClass::determiner,  WordClass::possessive,   WordClass::quantifier,
                               WordClass::pronoun,     WordClass::preposition,  WordClass::conjunction,
                               WordClass::adversative, WordClass::subordinator, WordClass::interrogative};
// After an initial only these: a name goes on with almost any word.
constexpr ClassSet kOpenersAfterInitial = {WordClass::determiner, WordClass::possessive, WordClass::pronoun};
// What a byte behind letters says of them.
enum class Behind : uint8_t { more, ends, stop, wide };  // wide: the first of three that may be a mark
constexpr std::array<Behind, 256> kBehind = [] {
  std::array<Behind, 256> out{};
  for (const char c : {' ', ',', '"', '(', ')', ']', '?', '!', ';', '\n', '\r'})
    out[static_cast<unsigned char>(c)] = Behind::ends;
  out['.'] = Behind::stop;
  out[0xe2] = Behind::wide;
  return out;
}();
constexpr ShortWord kWeb{'w' | 'w' << 8 | 'w' << 16, 0};  // before a stop it begins an address

}  // namespace

void Tokens::note_mark() { marks_.push_back(last()); }
void Tokens::note_capital() { capitals_.push_back(last()); }
void Tokens::note_cue_start() { cue_starts_.push_back(last()); }

void Tokenizer::run() {
  for (StopEvery ask; true; ask()) {
    plain_words();
    if (!skip_space()) return;
    token();
  }
}

void Tokenizer::plain_words() {
  if (at_ + 1 >= end_ || text_[at_] != ' ' || out_.empty()) return;
  uint32_t begin = at_ + 1;
  LetterRun run = letters_at(begin);
  uint64_t hash = WordTable::hash_of(run.folded);
  StopEvery ask;
  while (is_short_word(begin, run)) {
    ask();
    const uint32_t end = begin + run.size;
    const char behind = end < end_ ? text_[end] : '\0';
    const bool marked = (behind == ',' || behind == '.') && byte(end + 1) == ' ';
    const uint32_t next = end + 1 + marked;
    LetterRun then;
    uint64_t hash_then = 0;
    if (behind == ' ' || marked) {
      then = letters_at(next);
      hash_then = short_words_.prefetch(then.folded);
    }
    add_short_word(begin, run, short_words_.find(run.folded, hash), token_flag::space_before);
    if (then.size == 0) return;  // ". . ." is no stop
    if (marked) mark(behind == ',' ? TokenKind::comma : TokenKind::stop, end + 1);
    begin = next, run = then, hash = hash_then;
  }
}

bool Tokenizer::short_word(uint32_t begin, uint16_t flags) {
  const LetterRun run = letters_at(begin);
  if (!is_short_word(begin, run)) return false;
  add_short_word(begin, run, short_words_.find(run.folded), flags);
  return true;
}

bool Tokenizer::ends_short_word(uint32_t end, const LetterRun& run) const {
  if (end >= end_) return end == end_;
  switch (kBehind[static_cast<unsigned char>(text_[end])]) {
    case Behind::ends: return true;
    case Behind::stop: break;
    case Behind::wide:  // dashes and double quotation marks: U+2013, U+2014, U+201C, U+201D
      return end + 2 < end_ && byte(end + 1) == '\x80' &&
             (byte(end + 2) == '\x93' || byte(end + 2) == '\x94' || byte(end + 2) == '\x9c' || byte(end + 2) == '\x9d');
    case Behind::more: return false;
  }
  const char after = byte(end + 1);
  if ((after != ' ' && after != '\n' && after != '\0') || (run.size == 1 && run.upper != 0)) return false;
  if (run.folded == kWeb) return false;
  const ShortWords::Entry* const known = short_words_.find(run.folded);
  return !known || !known->abbreviates;
}

bool Tokenizer::skip_space() {
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

Token& Tokenizer::add(TokenKind kind, uint32_t end) {
  Token& token = out_.add();
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

void Tokenizer::token() {
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

void Tokenizer::stop() {
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

void Tokenizer::hyphen() {
  uint32_t p = next(at_);
  uint32_t count = 1;
  while (at(p) == CharClass::hyphen) p = next(p), ++count;
  if (count > 1) return mark(TokenKind::dash, p);
  const CharClass after = at(p);
  const bool open = after == CharClass::space || after == CharClass::newline;
  if (line_ && out_.empty() &&
      (open || is_letter(after) || after == CharClass::apostrophe || after == CharClass::quote))
    return mark(TokenKind::bullet, p);
  if ((space_ || line_) && (open || !is_alnum(after) || is_letter(after))) return mark(TokenKind::dash, p);
  mark(TokenKind::symbol, p);
}

void Tokenizer::apostrophe() {
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

void Tokenizer::mark(TokenKind kind, uint32_t end) {
  const TokenKind before = out_.empty() ? TokenKind::bullet : out_.back().kind;
  const bool tight = !space_ && !line_;
  add(kind, end);
  switch (kind) {
    case TokenKind::stop: return ended(Boundary::stop);
    case TokenKind::question:
    case TokenKind::exclamation: return ended(Boundary::strong);
    case TokenKind::ellipsis: return ended(boundary_ == Boundary::start ? Boundary::start : Boundary::ellipsis);
    case TokenKind::mark: out_.note_mark(); [[fallthrough]];
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
  }
}

void Tokenizer::ended(Boundary boundary) {
  boundary_ = boundary;
  closed_ = false;
  first_ = kNone32;
}

void Tokenizer::decide_start(Token& token) {
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

void tokenize(std::string_view text, Span range, const Lexicon& lexicon, Tokens& out) {
  out.clear();
  if (range.end > text.size()) range.end = static_cast<uint32_t>(text.size());
  if (range.empty()) return;
  Tokenizer(text, range, lexicon, out).run();
}

}  // namespace inquit
