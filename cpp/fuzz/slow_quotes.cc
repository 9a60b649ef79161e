#include "slow_quotes.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "base/utf8.h"

namespace inquit::fuzz {
namespace {

using K = CharClass;
using Set = std::set<K>;
constexpr size_t kDeepest = 16;
constexpr int kNo = 0, kWeak = 1, kPlain = 2, kStrong = 3;  // how well a single mark closes

struct Sign {
  uint32_t token;
  std::string mark;  // its characters; a doubled ASCII mark has two
  bool single, opens, closes, only_opens, only_closes, loose, after_digit, introduced;
  int closing;
};

struct Slow {
  std::string_view text;
  const Tokens& tokens;
  std::map<std::string, std::set<std::string>> closers;  // by opening mark
  std::set<std::string> opening, closing, singles;
  std::vector<std::string> elided;
  std::vector<Sign> signs;
  std::vector<Quote> out;
  std::vector<std::pair<Sign, size_t>> open;  // and the number of its quotation

  void read_pairs(std::string_view list, bool single) {
    for (std::string_view rest = list; !rest.empty();) {
      const std::string_view pair = rest.substr(0, rest.find(' '));
      rest.remove_prefix(std::min(pair.size() + 1, rest.size()));
      std::vector<std::string> c;
      for (uint32_t at = 0; at < pair.size();) {
        const uint32_t from = at;
        decode(pair, at);
        c.emplace_back(pair.substr(from, at - from));
      }
      if (c.size() < 2) continue;
      const std::string first = c.size() > 2 ? c[0] + c[1] : c[0];
      const std::string last = c.size() > 3 ? c[2] + c[3] : c.back();
      closers[first].insert(last);
      opening.insert(first);
      closing.insert(last);
      if (single) singles.insert({first, last});
    }
  }

  static K class_of(char32_t c) { return char_class(char_table(), c); }
  bool has_letter(K c) const { return Set{K::lower, K::upper, K::caseless, K::combining}.contains(c); }
  bool is_space(K c) const { return c == K::space || c == K::newline; }
  bool is_mark(K c) const { return c == K::quote || c == K::apostrophe; }
  bool is_open_bracket(K c) const { return c == K::open_paren || c == K::open_bracket; }
  bool ends_clause(K c) const {
    return Set{K::comma,     K::stop,        K::question,      K::exclamation, K::colon,
               K::semicolon, K::close_paren, K::close_bracket, K::ellipsis}
        .contains(c);
  }
  bool before_opening(K c) const {
    return is_space(c) || is_open_bracket(c) || Set{K::dash, K::hyphen, K::other, K::bullet}.contains(c);
  }
  std::string_view words(uint32_t token) const { return slice(text, tokens[token].span); }

  // The class of the character beside a token; a line's end where the paragraph ends.
  K before(uint32_t token) const {
    const uint32_t at = tokens[token].span.begin;
    return at == tokens.front().span.begin ? K::newline : class_of(decode_before(text, at));
  }
  K after(uint32_t token) const {
    uint32_t at = tokens[token].span.end;
    return at == tokens.back().span.end ? K::newline : class_of(decode(text, at));
  }

  int closing_of(uint32_t i) const {
    const K left = before(i), right = after(i);
    if (is_space(left) || is_open_bracket(left)) return kNo;
    if (has_letter(right) || right == K::digit) return ends_clause(left) ? kPlain : kNo;
    if (ends_clause(left) || left == K::dash || is_mark(left) || ends_clause(right) || is_mark(right)) return kStrong;
    if (left == K::digit) return kWeak;
    const bool cut_off = i > 0 && std::any_of(elided.begin(), elided.end(),
                                              [&](const std::string& end) { return words(i - 1).ends_with(end); });
    return cut_off && i + 1 < tokens.size() ? kWeak : kPlain;
  }

  void read_sign(uint32_t i) {
    Sign s{};
    s.token = i;
    const std::string_view own = words(i);
    uint32_t at = 0;
    decode(own, at);
    s.mark = own.substr(0, at);
    if (at < own.size() && own[at] == own[0] && static_cast<unsigned char>(own[0]) < 0x80) s.mark += own[0];
    const bool may_open = opening.contains(s.mark), may_close = closing.contains(s.mark);
    if (!may_open && !may_close) return;
    const bool either = may_open && may_close;
    const K left = before(i), right = after(i);
    // "…and" and ".45" begin what is quoted.
    const bool more =
        i + 2 < tokens.size() && !tokens[i + 2].has(token_flag::space_before) &&
        (tokens[i + 1].kind == TokenKind::ellipsis || (right == K::stop && tokens[i + 2].kind == TokenKind::number));
    const bool clause_ends = ends_clause(right) && !more;
    s.single = singles.contains(s.mark);
    s.after_digit = left == K::digit;
    s.introduced = i > 0 && (tokens[i - 1].kind == TokenKind::comma || tokens[i - 1].kind == TokenKind::colon);
    s.opens = may_open && !(either && (is_space(right) || clause_ends));
    s.closes = may_close && !(either && (is_space(left) || is_open_bracket(left)));
    s.loose = either && !s.single && is_space(left) && (is_space(right) || clause_ends);
    s.only_opens = s.opens && (!s.closes || (before_opening(left) && !before_opening(right) && !ends_clause(right)));
    s.only_closes = s.closes && (!s.opens || (!before_opening(left) && (is_space(right) || clause_ends)));
    if (s.single) {
      const std::string_view next = i + 1 < tokens.size() ? words(i + 1) : std::string_view{};
      const auto digit = [&](size_t k) { return next[k] >= '0' && next[k] <= '9'; };
      const bool decade = i + 1 < tokens.size() && tokens[i + 1].kind == TokenKind::number && next.size() == 3 &&
                          digit(0) && digit(1) && !digit(2);
      const bool word_next = has_letter(right) || is_mark(right) || is_open_bracket(right) ||
                             Set{K::digit, K::currency, K::ellipsis}.contains(right);
      s.opens = may_open && word_next && (before_opening(left) || is_mark(left)) && !decade;
      s.closing = s.closes ? closing_of(i) : kNo;
      s.closes = s.closing != kNo;
      s.only_opens = s.opens && !s.closes;
      s.only_closes = s.closes && !s.opens;
    }
    signs.push_back(s);
  }

  // ---- what lies ahead, by walking there ----

  bool strong_ahead(size_t k) const {
    for (++k; k < signs.size(); ++k) {
      if (!signs[k].single) continue;
      if (signs[k].opens && !signs[k].closes) return false;
      if (signs[k].closing == kStrong) return true;
    }
    return false;
  }
  bool close_ahead(size_t k) const {
    const bool single = signs[k].single;
    for (++k; k < signs.size(); ++k)
      if (signs[k].single == single && (signs[k].closes || (!single && signs[k].loose))) return true;
    return false;
  }
  // The least balance of the double marks from this one on, counted from before it.
  int floor_from(size_t k) const {
    int balance = 0, least = 0;
    for (; k < signs.size(); ++k) {
      if (signs[k].single) continue;
      balance += signs[k].only_opens ? 1 : signs[k].only_closes ? -1 : 0;
      least = std::min(least, balance);
    }
    return least;
  }

  // ---- one mark after the other ----

  void take(size_t k) {
    const Sign& s = signs[k];
    int at = -1;  // the open quotation that it can close
    if (s.closes || s.loose || (!s.single && closing.contains(s.mark)))
      for (int d = static_cast<int>(open.size()) - 1; d >= 0; --d) {
        const auto found = closers.find(open[static_cast<size_t>(d)].first.mark);
        if (found != closers.end() && found->second.contains(s.mark)) {
          at = d;
          break;
        }
        if (s.single) break;
      }
    if (at >= 0 && does_close(k)) {
      leave(static_cast<size_t>(at) + 1, tokens[s.token].span.begin, false);
      Quote& q = out[open.back().second];
      q.close = s.token;
      q.span.end = tokens[s.token].span.end;
      open.pop_back();
      return;
    }
    if (!(s.opens || (!s.single && s.loose && close_ahead(k)))) return;
    if (!s.only_opens && s.after_digit) return;
    if (!s.single && floor_from(k) > -1)
      for (size_t d = open.size(); d-- > 0;)
        if (open[d].first.mark == s.mark) {
          leave(d, tokens[s.token - 1].span.end, false);
          break;
        }
    if (open.size() == kDeepest) return;
    Quote q;
    q.span = tokens[s.token].span;
    q.open = s.token;
    q.parent = open.empty() ? -1 : static_cast<int32_t>(open.back().second);
    q.level = static_cast<uint8_t>(open.size());
    q.single = s.single;
    open.emplace_back(s, out.size());
    out.push_back(q);
  }

  bool does_close(size_t k) const {
    const Sign& s = signs[k];
    if (s.single) return !(s.opens && !s.closes) && (s.closing >= kPlain || !strong_ahead(k));
    if (s.only_opens) return false;
    if (!s.after_digit || s.opens || !close_ahead(k)) return true;
    if (s.mark != "\"" || s.token + 1 >= tokens.size()) return true;
    const Token& next = tokens[s.token + 1];
    return next.kind != TokenKind::word || floor_from(k) == 0 || next.capital();
  }

  void leave(size_t depth, uint32_t end, bool paragraph) {
    for (; open.size() > depth; open.pop_back()) {
      Quote& q = out[open.back().second];
      q.span.end = std::max(q.span.end, end);
      q.emphatic = q.single && !stays(open.back().first, paragraph);
    }
  }
  bool stays(const Sign& s, bool paragraph) const {
    const uint32_t next = s.token + 1;
    if (next >= tokens.size()) return false;
    const TokenKind kind = tokens[next].kind;
    if (!tokens[next].capital() && kind != TokenKind::mark && kind != TokenKind::ellipsis) return false;
    if (s.introduced) return true;
    if (!paragraph || s.token > kDeepest) return false;
    return std::all_of(tokens.begin(), tokens.begin() + s.token,
                       [](const Token& t) { return t.kind == TokenKind::mark || t.kind == TokenKind::bullet; });
  }

  // A dash that opens the paragraph opens a turn: the language's dialogue dashes anywhere, its close ones right before a word.
  bool opens_turn(const Lexicon& lexicon) const {
    if (tokens.size() < 3 || tokens[0].kind != TokenKind::dash) return false;
    const std::string_view dash = slice(text, tokens[0].span);
    const bool close = tokens[1].kind == TokenKind::word && tokens[0].span.end == tokens[1].span.begin;
    return lexicon.setting("dialogue_dashes").find(dash) != std::string_view::npos ||
           (close && lexicon.setting("close_dialogue_dashes").find(dash) != std::string_view::npos);
  }

  // Without the apostrophes that were taken for opening marks.
  std::vector<Quote> kept() const {
    std::vector<Quote> result;
    std::map<int32_t, int32_t> number{{-1, -1}};
    for (size_t i = 0; i < out.size(); ++i) {
      Quote q = out[i];
      q.parent = number[q.parent];
      if (q.emphatic) {
        number[static_cast<int32_t>(i)] = q.parent;
        continue;
      }
      q.level = q.parent < 0 ? 0 : static_cast<uint8_t>(result[static_cast<size_t>(q.parent)].level + 1);
      number[static_cast<int32_t>(i)] = static_cast<int32_t>(result.size());
      result.push_back(q);
    }
    return result;
  }
};

}  // namespace

std::vector<Quote> slow_quotes(std::string_view text, const Tokens& tokens, const Lexicon& lexicon) {
  Slow slow{text, tokens, {}, {}, {}, {}, {}, {}, {}, {}};
  slow.read_pairs(lexicon.setting("double_marks"), false);
  slow.read_pairs(lexicon.setting("single_marks"), true);
  for (std::string_view rest = lexicon.setting("elided_endings"); !rest.empty();) {
    const std::string_view end = rest.substr(0, rest.find(' '));
    rest.remove_prefix(std::min(end.size() + 1, rest.size()));
    if (!end.empty()) slow.elided.emplace_back(end);
  }
  for (uint32_t i = 0; i < tokens.size(); ++i)
    if (tokens[i].kind == TokenKind::mark) slow.read_sign(i);
  for (size_t k = 0; k < slow.signs.size(); ++k) slow.take(k);
  slow.leave(0, tokens.empty() ? 0 : tokens.back().span.end, true);
  std::vector<Quote> found = slow.kept();
  if (!slow.opens_turn(lexicon)) return found;
  Quote turn;  // around all others, to the end of the paragraph
  turn.open = 0;
  turn.close = static_cast<uint32_t>(tokens.size()) - 1;
  turn.span = {tokens[1].span.begin, tokens.back().span.end};
  turn.dialogue = true;
  for (Quote& q : found) {
    q.level++;
    q.parent++;
  }
  found.insert(found.begin(), turn);
  return found;
}

}  // namespace inquit::fuzz
