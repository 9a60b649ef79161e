// Stage 3: quotation marks paired. Two passes over the marks of a paragraph: what each mark can be, from the characters
// beside it; then one walk with a bounded stack. What lies ahead is known from sums taken backwards, so that no mark is
// looked for twice and the cost is linear. Which marks pair is data (settings.tsv).
#include "text/quotes.h"

#include <algorithm>
#include <array>
#include <limits>
#include <string>

#include "base/stop.h"
#include "base/utf8.h"

namespace inquit {
namespace {

constexpr size_t kMaxDepth = 16;  // quotations nested deeper are not kept apart: no text nests them in earnest
constexpr size_t kMaxPairs = 64;

// A mark of one or two code points ("“", "``"), as a number.
using MarkCode = uint64_t;

// A mark that pairs with others, and in which of the pairs it opens and closes: a bit a pair.
struct Sort {
  MarkCode code = 0;
  uint64_t opens = 0, closes = 0;
  bool single = false;
};

class Pairs {
 public:
  // Those of the lexicon; read again only where its settings are others than last time.
  static const Pairs& of(const Lexicon& lexicon) {
    thread_local Pairs pairs;
    pairs.learn(lexicon.setting(Setting::double_marks), lexicon.setting(Setting::single_marks));
    return pairs;
  }

  // nullptr where it is no quotation mark.
  const Sort* find(MarkCode m) const {
    const Sort& sort = sorts_[place(m)];
    return sort.code != 0 ? &sort : nullptr;
  }

 private:
  static constexpr size_t kPlaces = 4 * kMaxPairs;  // twice as many as there can be marks

  void learn(std::string_view doubles, std::string_view singles) {
    if (size_ > 0 && doubles == doubles_ && singles == singles_) return;
    size_ = 0;
    sorts_.fill({});
    doubles_ = doubles, singles_ = singles;
    read(doubles, false);
    read(singles, true);
  }

  // Where the mark is, or would be.
  size_t place(MarkCode m) const {
    size_t at = (m * 0x9e3779b97f4a7c15) >> 32;
    while (sorts_[at % kPlaces].code != 0 && sorts_[at % kPlaces].code != m) ++at;
    return at % kPlaces;
  }

  void add(MarkCode open, MarkCode close, bool single) {
    const uint64_t pair = uint64_t{1} << size_++;
    for (const MarkCode m : {open, close}) {
      Sort& sort = sorts_[place(m)];
      sort.code = m;
      sort.single |= single;
      if (m == open) sort.opens |= pair;
      if (m == close) sort.closes |= pair;
    }
  }

  // "“” "" «»": pairs apart by spaces; two code points a pair, or four where a mark is two characters.
  void read(std::string_view list, bool single) {
    for (uint32_t at = 0; at < list.size() && size_ < kMaxPairs;) {
      std::array<char32_t, 4> c{};
      size_t n = 0;
      while (at < list.size() && list[at] != ' ') {
        const char32_t next = decode(list, at);
        if (n < c.size()) c[n++] = next;
      }
      while (at < list.size() && list[at] == ' ') ++at;
      if (n == 2) add(c[0], c[1], single);
      if (n == 3) add(MarkCode{c[0]} << 32 | c[1], c[2], single);
      if (n == 4) add(MarkCode{c[0]} << 32 | c[1], MarkCode{c[2]} << 32 | c[3], single);
    }
  }

  std::array<Sort, kPlaces> sorts_;
  size_t size_ = 0;  // pairs
  std::string doubles_, singles_;  // the settings that were read
};

// What a single mark in closing position is likely to be.
enum class Closing : uint8_t {
  no,
  weak,  // a plural possessive or an elision as likely: "workers’ contract", "goin’ home"
  plain,  // a letter before it, a space after it
  strong  // a mark of punctuation beside it
};

struct Mark {
  uint32_t token = 0;
  const Sort* sort = nullptr;
  bool single = false;
  bool can_open = false, can_close = false;
  bool clear_open = false, clear_close = false;  // by its place it can be nothing else
  bool loose = false;  // white space on both sides: told by turns
  bool after_digit = false;  // inches and feet
  bool introduced = false;  // a comma or colon stands before it
  Closing closing = Closing::no;
  int32_t floor = 0;  // of double marks: the least balance from here on, relative to before this mark
  bool strong_ahead = false;  // a strong closing single mark comes before the next opening one
  bool close_ahead = false;  // any closing mark of its sort comes later
};

bool ends_with_any(std::string_view word, std::string_view endings) {
  while (!endings.empty()) {
    const size_t space = std::min(endings.find(' '), endings.size());
    const std::string_view ending = endings.substr(0, space);
    if (!ending.empty() && word.ends_with(ending)) return true;
    endings.remove_prefix(std::min(space + 1, endings.size()));
  }
  return false;
}

class Scanner {
 public:
  Scanner(std::string_view text, const Tokens& tokens, const Lexicon& lexicon, std::vector<Quote>& out)
      : text_(text),
        tokens_(tokens),
        pairs_(Pairs::of(lexicon)),
        elided_(lexicon.setting(Setting::elided_endings)),
        out_(out) {}

  void run(std::vector<Mark>& marks) {
    describe(marks);
    look_ahead(marks);
    StopEvery ask;
    for (const Mark& mark : marks) take(mark), ask();
    leave(0, tokens_.empty() ? 0 : tokens_.back().span.end, true);
    drop_false_openers();
  }

  // "— Vous venez ? demanda-t-elle.": in languages that open turns with a dash the whole paragraph is one.
  void open_dialogue() {
    Quote turn;
    turn.open = 0;
    turn.close = static_cast<uint32_t>(tokens_.size()) - 1;
    turn.span = {tokens_[1].span.begin, tokens_.back().span.end};
    turn.dialogue = true;
    for (Quote& q : out_) ++q.level, ++q.parent;
    out_.insert(out_.begin(), turn);
  }

 private:
  static bool space(CharClass c) { return c == CharClass::space || c == CharClass::newline; }
  static bool letter(CharClass c) {
    return c == CharClass::lower || c == CharClass::upper || c == CharClass::caseless || c == CharClass::combining;
  }
  static bool ends_clause(CharClass c) {
    return c == CharClass::comma || c == CharClass::stop || c == CharClass::question || c == CharClass::exclamation ||
           c == CharClass::colon || c == CharClass::semicolon || c == CharClass::close_paren ||
           c == CharClass::close_bracket || c == CharClass::ellipsis;
  }
  static bool opens_context(CharClass c) {
    return space(c) || c == CharClass::open_paren || c == CharClass::open_bracket || c == CharClass::dash ||
           c == CharClass::hyphen || c == CharClass::other || c == CharClass::bullet;
  }
  static bool is_mark(CharClass c) { return c == CharClass::quote || c == CharClass::apostrophe; }

  void describe(std::vector<Mark>& marks) {
    marks.clear();
    const uint32_t begin = tokens_.empty() ? 0 : tokens_.front().span.begin;
    const uint32_t end = tokens_.empty() ? 0 : tokens_.back().span.end;
    StopEvery ask;
    for (const uint32_t i : tokens_.marks()) {
      ask();
      const Span span = tokens_[i].span;
      Mark mark;
      mark.token = i;
      uint32_t at = span.begin;
      MarkCode code = decode(text_, at);
      if (at < span.end && text_[at] == text_[span.begin] && static_cast<unsigned char>(text_[at]) < 0x80)
        code = code << 32 | code;
      mark.sort = pairs_.find(code);
      if (mark.sort == nullptr) continue;
      const bool opener = mark.sort->opens != 0, closer = mark.sort->closes != 0;
      mark.single = mark.sort->single;
      const CharClass before =
          span.begin > begin ? char_class(table_, decode_before(text_, span.begin)) : CharClass::newline;
      at = span.end;
      const CharClass after = span.end < end ? char_class(table_, decode(text_, at)) : CharClass::newline;
      const bool after_clause = ends_clause(after) && !begins_more(i, after);
      const bool ambiguous = opener && closer;
      mark.can_open = opener && !(ambiguous && (space(after) || after_clause));
      mark.can_close =
          closer &&
          !(ambiguous && (space(before) || before == CharClass::open_paren || before == CharClass::open_bracket));
      mark.loose = ambiguous && !mark.single && space(before) && (space(after) || after_clause);
      mark.clear_open =
          mark.can_open && (!mark.can_close || (opens_context(before) && !opens_context(after) && !ends_clause(after)));
      mark.clear_close =
          mark.can_close && (!mark.can_open || (!opens_context(before) && (space(after) || after_clause)));
      mark.after_digit = before == CharClass::digit;
      mark.introduced = i > 0 && (tokens_[i - 1].kind == TokenKind::comma || tokens_[i - 1].kind == TokenKind::colon);
      if (mark.single) describe_single(mark, i, before, after);
      marks.push_back(mark);
    }
  }

  // The stop after a mark begins what is quoted: ".45", "...and".
  bool begins_more(uint32_t i, CharClass after) const {
    if (i + 2 >= tokens_.size() || tokens_[i + 2].has(token_flag::space_before)) return false;
    return tokens_[i + 1].kind == TokenKind::ellipsis ||
           (after == CharClass::stop && tokens_[i + 2].kind == TokenKind::number);
  }

  // A single mark may be an apostrophe, so it opens and closes only in the right place.
  void describe_single(Mark& mark, uint32_t i, CharClass before, CharClass after) {
    const bool word_after = letter(after) || after == CharClass::digit || after == CharClass::currency ||
                            is_mark(after) || after == CharClass::ellipsis || after == CharClass::open_bracket ||
                            after == CharClass::open_paren;
    mark.can_open = mark.sort->opens != 0 && word_after && (opens_context(before) || is_mark(before)) && !decade(i);
    if (mark.can_close) mark.closing = closing(i, before, after);
    mark.can_close = mark.closing != Closing::no;
    mark.clear_open = mark.can_open && !mark.can_close;
    mark.clear_close = mark.can_close && !mark.can_open;
  }

  bool decade(uint32_t i) const {  // ’90s
    if (i + 1 >= tokens_.size() || tokens_[i + 1].kind != TokenKind::number) return false;
    const std::string_view number = slice(text_, tokens_[i + 1].span);
    const auto digit = [&](size_t k) { return number[k] >= '0' && number[k] <= '9'; };
    return number.size() == 3 && digit(0) && digit(1) && !digit(2);
  }

  Closing closing(uint32_t i, CharClass before, CharClass after) const {
    if (space(before) || before == CharClass::open_paren || before == CharClass::open_bracket) return Closing::no;
    if (letter(after) || after == CharClass::digit) return ends_clause(before) ? Closing::plain : Closing::no;
    if (ends_clause(before) || before == CharClass::dash || is_mark(before)) return Closing::strong;
    if (ends_clause(after) || is_mark(after)) return Closing::strong;
    if (before == CharClass::digit) return Closing::weak;
    if (i > 0 && ends_with_any(slice(text_, tokens_[i - 1].span), elided_))
      return i + 1 == tokens_.size() ? Closing::plain : Closing::weak;
    return Closing::plain;
  }

  // Backwards: what each mark has ahead of it.
  void look_ahead(std::vector<Mark>& marks) {
    int32_t floor = 0;
    bool strong = false, single_close = false, double_close = false;
    for (size_t i = marks.size(); i-- > 0;) {
      Mark& mark = marks[i];
      mark.strong_ahead = strong;
      mark.close_ahead = mark.single ? single_close : double_close;
      if (mark.single) {
        if (mark.can_open && !mark.can_close)
          strong = false;
        else if (mark.closing == Closing::strong)
          strong = true;
        single_close |= mark.can_close;
      } else {
        const int32_t step = mark.clear_open ? 1 : mark.clear_close ? -1 : 0;
        floor = std::min(0, step + floor);
        mark.floor = floor;
        double_close |= mark.can_close || mark.loose;
      }
    }
  }

  // The open quotation that the mark can close: the place in the stack, or kMaxDepth.
  size_t opened(const Mark& mark) const {
    for (size_t depth = depth_; depth-- > 0;) {
      const Mark& open = stack_[depth].mark;
      if ((open.sort->opens & mark.sort->closes) != 0) return depth;
      // A mark that may be an apostrophe does not reach through another quotation.
      if (mark.single) break;
    }
    return kMaxDepth;
  }

  // An open quotation of the same marks: they are not nested in themselves, so it has been left open, unless enough
  // closing marks follow for both.
  size_t same_sort(const Mark& mark) const {
    for (size_t depth = depth_; depth-- > 0;)
      if (stack_[depth].mark.sort == mark.sort) return depth;
    return kMaxDepth;
  }

  void take(const Mark& mark) {
    const size_t depth = mark.can_close || mark.loose || closes_backwards(mark) ? opened(mark) : kMaxDepth;
    if (depth != kMaxDepth && closes(mark)) return close(mark, depth);
    if (mark.single ? mark.can_open : mark.can_open || (mark.loose && mark.close_ahead)) {
      if (!mark.clear_open && mark.after_digit) return;  // inches
      open(mark);
    }
  }

  // “…“ and »…«: a mark that opens elsewhere closes here by its place.
  bool closes_backwards(const Mark& mark) const { return !mark.single && mark.sort->closes != 0; }

  bool closes(const Mark& mark) const {
    if (mark.single) {
      if (mark.can_open && !mark.can_close) return false;
      return mark.closing == Closing::strong || mark.closing == Closing::plain || !mark.strong_ahead;
    }
    if (mark.clear_open) return false;
    if (mark.after_digit && !mark.can_open && mark.close_ahead && !ends_at_tag(mark))
      return false;  // inches inside a quotation
    return true;
  }

  // After 12": the quotation ends here where what follows is no running text of it.
  bool ends_at_tag(const Mark& mark) const {
    if (mark.sort->code != U'"') return true;
    return mark.token + 1 >= tokens_.size() || tokens_[mark.token + 1].kind != TokenKind::word || mark.floor == 0 ||
           tokens_[mark.token + 1].capital();
  }

  void open(const Mark& mark) {
    if (!mark.single) {
      const size_t depth = same_sort(mark);
      if (depth != kMaxDepth && mark.floor > -1) leave(depth, tokens_[mark.token - 1].span.end);
    }
    if (depth_ == kMaxDepth) return;
    Quote quote;
    quote.span = {tokens_[mark.token].span.begin, tokens_[mark.token].span.end};
    quote.open = mark.token;
    quote.parent = depth_ ? static_cast<int32_t>(stack_[depth_ - 1].quote) : -1;
    quote.level = static_cast<uint8_t>(depth_);
    quote.single = mark.single;
    stack_[depth_++] = {mark, static_cast<uint32_t>(out_.size())};
    out_.push_back(quote);
  }

  void close(const Mark& mark, size_t depth) {
    leave(depth + 1, tokens_[mark.token].span.begin);
    Quote& quote = out_[stack_[depth].quote];
    quote.close = mark.token;
    quote.span.end = tokens_[mark.token].span.end;
    depth_ = depth;
  }

  // Ends the quotations from `depth` on, unclosed, at `end`; `paragraph`: with the paragraph.
  void leave(size_t depth, uint32_t end, bool paragraph = false) {
    while (depth_ > depth) {
      const auto& [mark, index] = stack_[--depth_];
      Quote& quote = out_[index];
      quote.span.end = std::max(quote.span.end, end);
      quote.emphatic = mark.single && !stays_open(mark, paragraph);
    }
  }

  // A single mark that never closes was an apostrophe, unless it stands where a speech begins.
  bool stays_open(const Mark& mark, bool paragraph) const {
    const uint32_t next = mark.token + 1;
    if (next >= tokens_.size() || !(tokens_[next].capital() || tokens_[next].kind == TokenKind::mark ||
                                    tokens_[next].kind == TokenKind::ellipsis))
      return false;
    if (mark.introduced) return true;
    bool head = paragraph;  // stands at the head of the paragraph, but for marks, and runs to its end
    for (uint32_t i = mark.token; head && i-- > 0 && mark.token - i <= kMaxDepth;)
      head = tokens_[i].kind == TokenKind::mark || tokens_[i].kind == TokenKind::bullet;
    return head && mark.token <= kMaxDepth;
  }

  void drop_false_openers() {
    if (std::none_of(out_.begin(), out_.end(), [](const Quote& q) { return q.emphatic; })) return;
    // Parents stand before their children, so one pass renumbers; `level` of a dropped one passes to what it held.
    std::vector<int32_t> number(out_.size());
    size_t kept = 0;
    for (size_t i = 0; i < out_.size(); ++i) {
      Quote quote = out_[i];
      const int32_t parent = quote.parent < 0 ? -1 : number[static_cast<size_t>(quote.parent)];
      if (quote.emphatic) {
        number[i] = parent;
        continue;
      }
      quote.parent = parent;
      quote.level = parent < 0 ? 0 : static_cast<uint8_t>(out_[static_cast<size_t>(parent)].level + 1);
      number[i] = static_cast<int32_t>(kept);
      out_[kept++] = quote;
    }
    out_.resize(kept);
  }

  struct Open {
    Mark mark;
    uint32_t quote = 0;
  };

  std::string_view text_;
  const Tokens& tokens_;
  const Pairs& pairs_;
  std::string_view elided_;
  std::vector<Quote>& out_;
  const CharClass* table_ = char_table();
  std::array<Open, kMaxDepth> stack_;
  size_t depth_ = 0;
};

}  // namespace

void pair_quotes(std::string_view text, const Tokens& tokens, const Lexicon& lexicon, std::vector<Quote>& out) {
  out.clear();
  const auto opens = [&](Setting setting) {
    return lexicon.setting(setting).find(slice(text, tokens[0].span)) != std::string_view::npos;
  };
  const bool dialogue = tokens.size() > 2 && tokens[0].kind == TokenKind::dash &&
                        (opens(Setting::dialogue_dashes) ||
                         (tokens[1].kind == TokenKind::word && !tokens[1].has(token_flag::space_before) &&
                          opens(Setting::close_dialogue_dashes)));
  const bool marks_there = !tokens.marks().empty();
  if (!dialogue && !marks_there) return;
  thread_local std::vector<Mark> marks;
  Scanner scanner(text, tokens, lexicon, out);
  if (marks_there) scanner.run(marks);
  if (dialogue) scanner.open_dialogue();
}

}  // namespace inquit
