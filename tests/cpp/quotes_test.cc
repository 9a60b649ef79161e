// Stage 3: which quotation marks belong together.
#include "text/quotes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "english.h"

namespace inquit {
namespace {

std::vector<Quote> quotes_of(std::string_view text) {
  Tokens tokens;
  tokenize(text, {0, static_cast<uint32_t>(text.size())}, english(), tokens);
  std::vector<Quote> out;
  pair_quotes(text, tokens, english(), out);
  return out;
}

// "0 “…”" for each quotation: its level, "~" where it is open, its words.
std::vector<std::string> show(std::string_view text) {
  std::vector<std::string> out;
  for (const Quote& quote : quotes_of(text))
    out.push_back(std::to_string(quote.level) + (quote.close == kNoToken ? "~ " : " ") +
                  std::string(slice(text, quote.span)));
  return out;
}

struct Case {
  const char* text;
  std::vector<std::string> quotes;
};

void check(const std::vector<Case>& cases) {
  for (const Case& c : cases) EXPECT_EQ(show(c.text), c.quotes) << c.text;
}

TEST(Quotes, PairEverySort) {
  check({
      {"“We go,” she said.", {"0 “We go,”"}},
      {"\"We go,\" she said.", {"0 \"We go,\""}},
      {"‘We go,’ she said.", {"0 ‘We go,’"}},
      {"'We go,' she said.", {"0 'We go,'"}},
      {"« On y va », dit-elle.", {"0 « On y va »"}},
      {"«On y va», dit-elle.", {"0 «On y va»"}},
      {"»Wir gehen«, sagte sie.", {"0 »Wir gehen«"}},
      {"„Wir gehen“, sagte sie.", {"0 „Wir gehen“"}},
      {"„Idziemy”, powiedziała.", {"0 „Idziemy”"}},
      {"‚Wir gehen‘, sagte sie.", {"0 ‚Wir gehen‘"}},
      {"‹On y va›, dit-elle.", {"0 ‹On y va›"}},
      {"彼は「行く」と言った。", {"0 「行く」"}},
      {"彼は「『行く』と聞いた」と言った。", {"0 「『行く』と聞いた」", "1 『行く』"}},
      {"``We go,'' she said.", {"0 ``We go,''"}},
      {"``We go,\" she said.", {"0 ``We go,\""}},
      {"`We go,' she said.", {"0 `We go,'"}},
      {"”Vi går,” sade hon.", {"0 ”Vi går,”"}},
      {"“We go,\" she said.", {"0 “We go,\""}},
      {"＂We go.＂ he said", {"0 ＂We go.＂"}},
      {"called it “abhorrent“ in a letter", {"0 “abhorrent“"}},
  });
}

TEST(Quotes, Nest) {
  check({
      {"“She said, ‘Never sell,’” Marrow told us. “So I will not.”",
       {"0 “She said, ‘Never sell,’”", "1 ‘Never sell,’", "0 “So I will not.”"}},
      {"‘He said “no” to me,’ she said.", {"0 ‘He said “no” to me,’", "1 “no”"}},
      {"\"I told him 'come and look' and she never came.\"",
       {"0 \"I told him 'come and look' and she never came.\"", "1 'come and look'"}},
      {"\"'We don't,' he says,\" she said.", {"0 \"'We don't,' he says,\"", "1 'We don't,'"}},
      {"“A ‘b “c” d’ e” f", {"0 “A ‘b “c” d’ e”", "1 ‘b “c” d’", "2 “c”"}},
      {"''They said 'no''', he wrote.", {"0 ''They said 'no'''", "1 'no'"}},
      {"“A “b” c,” he said.", {"0 “A “b” c,”", "1 “b”"}},
  });
  const std::vector<Quote> quotes = quotes_of("“She said, ‘Never sell,’” he said.");
  ASSERT_EQ(quotes.size(), 2u);
  EXPECT_EQ(quotes[1].parent, 0);
  EXPECT_TRUE(quotes[1].single);
  EXPECT_FALSE(quotes[0].single);
}

TEST(Quotes, TellApostrophesFromSingleMarks) {
  check({
      {"‘I don’t think they’ve read the workers’ contract,’ said Baird. ‘It isn’t long.’",
       {"0 ‘I don’t think they’ve read the workers’ contract,’", "0 ‘It isn’t long.’"}},
      {"'I don't think they've read the workers' contract,' said Baird.",
       {"0 'I don't think they've read the workers' contract,'"}},
      {"said its offer was ‘fair and final’. Baird replied: ‘It’s neither.’",
       {"0 ‘fair and final’", "0 ‘It’s neither.’"}},
      {"The strikers’ song, ‘The Long Shift’, has been played.", {"0 ‘The Long Shift’"}},
      {"The workers’ contract and the dogs’ dinner.", {}},
      {"In the ’90s, rock ’n’ roll and ’em all.", {}},
      {"In the '90s they said 'no' to it.", {"0 'no'"}},
      {"In the ‘90s he left.", {}},
      {"tell ‘em so, don’t", {}},
      {"‘Cheers’ was on. The dogs’ owner said ‘no’.", {"0 ‘Cheers’", "0 ‘no’"}},
      {"'Cheers' was on. The dogs' owner said 'no.'", {"0 'Cheers'", "0 'no.'"}},
      {"‘I was goin’ home,’ he said.", {"0 ‘I was goin’ home,’"}},
      {"stepping up ‘working together’ and ‘engagement’ now", {"0 ‘working together’", "0 ‘engagement’"}},
      {"He was 5'10 and his brothers' too.", {}},
      {"Storm will ‘test every levee’, mayor says", {"0 ‘test every levee’"}},
      {"“‘Tis the season,” he said.", {"0 “‘Tis the season,”"}},
      {"“It’s the workers’,” he said.", {"0 “It’s the workers’,”"}},
  });
}

TEST(Quotes, TellInchesFromMarks) {
  check({
      {"Stokes said the 12\" pipes alone were worth \"a small fortune.\" \"We don't tax dreams,\" she added.",
       {"0 \"a small fortune.\"", "0 \"We don't tax dreams,\""}},
      {"The 12\" pipe.", {}},
      {"\"The pipe is 12\" long,\" he said.", {"0 \"The pipe is 12\" long,\""}},
      {"He said \"I am 12\" and left.", {"0 \"I am 12\""}},
      {"\"Version 2\" was late.", {"0 \"Version 2\""}},
  });
}

TEST(Quotes, StayWithinTheirParagraph) {
  check({
      {"“I came here with one suitcase. You gave me a town.",
       {"0~ “I came here with one suitcase. You gave me a town."}},
      {"Farr told the crowd: “Her shirt will be retired.", {"0~ “Her shirt will be retired."}},
      {"‘I came here. You gave me a town.", {"0~ ‘I came here. You gave me a town."}},
      {"“‘Never,’ he said. We went.", {"0~ “‘Never,’ he said. We went.", "1 ‘Never,’"}},
      {"We go,” she said.", {}},
      {"“We go. “They stay,” he said.", {"0~ “We go.", "0 “They stay,”"}},
      {"\"We go", {"0~ \"We go"}},
      {"“", {}},
      {"”", {}},
      {"“” and \"\"", {"0 “”", "0 \"\""}},
  });
}

TEST(Quotes, TurnStraightMarksByTheirPlace) {
  check({
      {"The \"castle\" has a \"moat\".", {"0 \"castle\"", "0 \"moat\""}},
      {"He said:\"We go.\"Then he left.", {"0 \"We go.\""}},
      {"(\"We go.\")", {"0 \"We go.\""}},
      {"—\"We go\"—", {"0 \"We go\""}},
      {"\"We were—\" he said. \"...and\"", {"0 \"We were—\"", "0 \"...and\""}},
      {"\" We go \" he said", {"0 \" We go \""}},
      {"\"He said \"no\" to me.\"", {"0 \"He said \"no\" to me.\"", "1 \"no\""}},
  });
}

// ---- a slow reference ------------------------------------------------------------------------------------------------

// The same rules over characters, each question answered by looking at all of the text again.
class Reference {
 public:
  explicit Reference(const std::u32string& text) : text_(text) {
    for (size_t i = 0; i < text.size(); ++i) {
      if (!is_mark(i) || (text[i] == '\'' && letter(i - 1) && letter(i + 1))) continue;
      const bool inner_first =
          i > 0 && text[i - 1] != ' ' && text[i - 1] != '\'' && text.compare(i, 3, U"\'\'\'") == 0 && at(i + 3) != '\'';
      const bool two = text[i] == '\'' && i + 1 < text.size() && text[i + 1] == '\'' && !inner_first;
      marks_.push_back({i, i + 1 + two, two ? U'2' : text[i]});
      i += two;
    }
    solid_ = text.find_last_not_of(U' ') + 1;
  }

  std::string run() {
    for (size_t k = 0; k < marks_.size(); ++k) take(k);
    while (!stack_.empty()) leave(solid_, true);
    std::string out;
    for (const Found& f : found_)
      if (!f.dropped) out += std::to_string(f.begin) + '-' + std::to_string(f.end) + (f.closed ? " " : "~ ");
    return out;
  }

 private:
  struct Mark {
    size_t begin, end;
    char32_t c;
  };
  struct Found {
    size_t begin, end;
    bool closed = false, dropped = false;
  };
  struct Open {
    size_t mark, found;
  };

  char32_t at(size_t i) const { return i < text_.size() && i < limit() ? text_[i] : U'\n'; }
  size_t limit() const { return text_.find_last_not_of(U' ') + 1; }
  bool letter(size_t i) const { return at(i) >= 'a' && at(i) <= 'z'; }
  bool space(size_t i) const { return at(i) == ' ' || at(i) == '\n'; }
  bool is_mark(size_t i) const { return at(i) == U'“' || at(i) == U'”' || at(i) == '"' || at(i) == '\''; }
  size_t before(size_t k) const { return marks_[k].begin - 1; }
  size_t after(size_t k) const { return marks_[k].end; }
  bool head(size_t k) const { return text_.find_first_not_of(U' ') == marks_[k].begin; }
  bool space_before(size_t k) const { return head(k) || space(before(k)); }
  bool single(size_t k) const { return marks_[k].c == '\''; }

  bool can_open(size_t k) const {
    if (single(k)) return (letter(after(k)) || is_mark(after(k))) && (space_before(k) || is_mark(before(k)));
    if (marks_[k].c == U'“' || marks_[k].c == U'”' || marks_[k].c == '"' || marks_[k].c == '2')
      return !space(after(k)) && !clause_after(k);
    return false;
  }
  // 0 no, 1 weak, 2 plain, 3 strong
  int closing(size_t k) const {
    if (space_before(k)) return 0;
    if (letter(after(k))) return at(before(k)) == '.' ? 2 : 0;
    if (at(before(k)) == '.' || is_mark(before(k)) || at(after(k)) == '.' || is_mark(after(k))) return 3;
    return at(before(k)) == 's' ? 1 : 2;
  }
  bool can_close(size_t k) const { return single(k) ? closing(k) > 0 : !space_before(k); }
  bool loose(size_t k) const { return !single(k) && space_before(k) && (space(after(k)) || clause_after(k)); }
  bool clause_after(size_t k) const {  // a stop that does not begin an ellipsis with more behind it
    if (at(after(k)) != '.') return false;
    size_t dots = 0, i = after(k);
    for (;; ++dots) {
      if (at(i) == '.')
        ++i;
      else if (dots > 0 && at(i) == ' ' && at(i + 1) == '.' && at(i + 2) != '.')
        i += 2;
      else
        break;
    }
    return dots < 2 || space(i);
  }
  bool clear_open(size_t k) const {
    return can_open(k) && (!can_close(k) || (!single(k) && space_before(k) && !space(after(k)) && at(after(k)) != '.'));
  }
  bool clear_close(size_t k) const {
    return can_close(k) && (!can_open(k) || (!single(k) && !space_before(k) && (space(after(k)) || clause_after(k))));
  }
  static bool match(char32_t open, char32_t close) {
    return (open == U'“' && (close == U'”' || close == U'“' || close == '"')) || (open == U'”' && close == U'”') ||
           (open == '"' && (close == '"' || close == U'”')) || (open == '\'' && close == '\'') ||
           (open == '2' && close == '2');
  }
  bool strong_ahead(size_t k) const {
    for (size_t i = k + 1; i < marks_.size(); ++i) {
      if (!single(i)) continue;
      if (can_open(i) && !can_close(i)) return false;
      if (closing(i) == 3) return true;
    }
    return false;
  }
  bool close_ahead(size_t k) const {
    for (size_t i = k + 1; i < marks_.size(); ++i)
      if (!single(i) && (can_close(i) || loose(i))) return true;
    return false;
  }
  bool closes_both(size_t k) const {  // the balance of the double marks from here on falls below nothing
    int balance = 0;
    for (size_t i = k; i < marks_.size(); ++i) {
      if (single(i)) continue;
      balance += clear_open(i) ? 1 : clear_close(i) ? -1 : 0;
      if (balance < 0) return true;
    }
    return false;
  }

  void take(size_t k) {
    size_t depth = stack_.size();
    while (depth > 0 && !match(marks_[stack_[depth - 1].mark].c, marks_[k].c)) depth = single(k) ? 0 : depth - 1;
    const bool may = can_close(k) || !single(k);
    const bool closes = single(k) ? closing(k) > 1 || (closing(k) == 1 && !strong_ahead(k)) : !clear_open(k);
    if (depth > 0 && may && closes) {
      while (stack_.size() > depth) leave(marks_[k].begin);
      found_[stack_.back().found].end = marks_[k].end;
      found_[stack_.back().found].closed = true;
      stack_.pop_back();
      return;
    }
    if (!(can_open(k) || (loose(k) && close_ahead(k)))) return;
    if (!single(k)) {
      size_t same = stack_.size();
      while (same > 0 && marks_[stack_[same - 1].mark].c != marks_[k].c) --same;
      if (same > 0 && !closes_both(k)) {
        size_t end = marks_[k].begin;
        while (end > 0 && text_[end - 1] == ' ') --end;
        while (stack_.size() >= same) leave(end);
      }
    }
    stack_.push_back({k, found_.size()});
    found_.push_back({marks_[k].begin, marks_[k].end});
  }

  void leave(size_t end, bool paragraph = false) {
    const Open open = stack_.back();
    stack_.pop_back();
    Found& f = found_[open.found];
    f.end = std::max(f.end, end);
    if (!single(open.mark)) return;
    // A single mark stays open only at the head of the paragraph, before another mark (no capitals here).
    bool head = paragraph;
    for (size_t i = text_.find_first_not_of(U' '); i < f.begin; ++i) head &= is_mark(i) || text_[i] == ' ';
    const size_t next = text_.find_first_not_of(U' ', marks_[open.mark].end);
    const bool dots = text_.compare(next == text_.npos ? 0 : next, 2, U"..") == 0 ||
                      text_.compare(next == text_.npos ? 0 : next, 3, U". .") == 0;
    f.dropped = !(head && next != text_.npos && (is_mark(next) || dots));
  }

  const std::u32string& text_;
  std::vector<Mark> marks_;
  std::vector<Open> stack_;
  std::vector<Found> found_;
  size_t solid_ = 0;
};

TEST(Quotes, AgreeWithTheReference) {
  const std::u32string pieces[] = {U"“", U"”", U"\"", U"'", U"as", U" ", U".", U"said"};
  const char* const bytes[] = {"“", "”", "\"", "'", "as", " ", ".", "said"};
  size_t differ = 0;
  for (int length = 1; length <= 6; ++length)
    for (uint32_t seed = 0; seed < 1u << (3 * length); ++seed) {
      std::u32string text;
      std::string utf8;
      std::vector<uint32_t> point_of;  // code point number at each byte
      for (int i = 0; i < length; ++i) {
        const uint32_t p = seed >> (3 * i) & 7;
        text += pieces[p], utf8 += bytes[p];
      }
      uint32_t points = 0;
      for (const char c : utf8)
        point_of.push_back((static_cast<unsigned char>(c) & 0xc0) == 0x80 ? points - 1 : points++);
      point_of.push_back(points);
      std::string got;
      for (const Quote& quote : quotes_of(utf8))
        got += std::to_string(point_of[quote.span.begin]) + '-' + std::to_string(point_of[quote.span.end]) +
               (quote.close == kNoToken ? "~ " : " ");
      const std::string want = Reference(text).run();
      if (got == want) continue;
      if (++differ <= 5) ADD_FAILURE() << utf8 << "\n  got  " << got << "\n  want " << want;
    }
  EXPECT_EQ(differ, 0u);
}

TEST(Quotes, AreNestedOrApart) {
  const char* const pieces[] = {"“", "”", "\"", "‘", "’", "«", "»", " A", ", ", "s", "“‘", "„"};
  for (uint32_t seed = 0; seed < 12 * 12 * 12 * 12 * 12; ++seed) {
    std::string text;
    for (uint32_t s = seed, i = 0; i < 5; ++i, s /= 12) text += pieces[s % 12];
    const std::vector<Quote> quotes = quotes_of(text);
    for (size_t i = 0; i < quotes.size(); ++i) {
      ASSERT_LT(quotes[i].span.begin, quotes[i].span.end) << text;
      ASSERT_LE(quotes[i].span.end, text.size()) << text;
      ASSERT_LT(quotes[i].parent, static_cast<int32_t>(i)) << text;
      if (i > 0) {
        ASSERT_LT(quotes[i - 1].span.begin, quotes[i].span.begin) << text;
        ASSERT_TRUE(quotes[i - 1].span.contains(quotes[i].span) || !quotes[i - 1].span.overlaps(quotes[i].span))
            << text;
      }
      if (quotes[i].parent >= 0) {
        const Quote& parent = quotes[static_cast<size_t>(quotes[i].parent)];
        ASSERT_TRUE(parent.span.contains(quotes[i].span)) << text;
        ASSERT_EQ(quotes[i].level, parent.level + 1) << text;
      } else {
        ASSERT_EQ(quotes[i].level, 0) << text;
      }
    }
  }
}

TEST(Quotes, TakeDeepAndManyMarks) {
  std::string open, nested;
  for (int i = 0; i < 200000; ++i) open += "“";
  for (int i = 0; i < 100000; ++i) nested += i % 2 ? "‘a " : "“a ";
  EXPECT_FALSE(quotes_of(open).empty());
  EXPECT_FALSE(quotes_of(nested).empty());
  EXPECT_FALSE(quotes_of(std::string(200000, '"')).empty());
}

}  // namespace
}  // namespace inquit
