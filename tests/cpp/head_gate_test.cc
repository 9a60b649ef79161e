// The gate before the patterns of paragraph heads: it lets through whatever RE2 would match.
#include "text/head_gate.h"

#include <gtest/gtest.h>
#include <re2/re2.h>

#include <random>
#include <string>
#include <vector>

#include "base/narrow.h"
#include "english.h"

namespace inquit {
namespace {

bool may_match(const HeadGate& gate, std::string_view text, bool goes_on = false) {
  HeadGate::Walk walk(gate);
  for (const char c : text)
    if (!walk.step(static_cast<unsigned char>(c))) return walk.matches();
  return goes_on && walk.open();
}

HeadGate gate_of(std::string_view pattern) { return HeadGate(std::vector<std::string_view>{pattern}); }

TEST(HeadGate, TurnsDownWhatCannotMatch) {
  struct Case {
    const char *pattern, *text;
    bool may;
  };
  for (const auto& [pattern, text, may] : std::vector<Case>{
           {"abc", "abc", true},
           {"abc", "abcd", true},
           {"abc", "ab", false},
           {"abc", "xabc", false},
           {"a|b", "b", true},
           {"a|b", "c", false},
           {"(a|bc)?d", "d", true},
           {"(a|bc)?d", "bcd", true},
           {"(a|bc)?d", "bd", false},
           {"[a-c]+x", "abcabcx", true},
           {"[^a-c]+x", "defx", true},
           {"[^a-c]+x", "ax", false},
           {"[]a]b", "]b", true},
           {"[a\\]b-]c", "-c", true},
           {"\\d{4}-\\d{2}", "2019-04", true},
           {"\\d{4}-\\d{2}", "x019-04", false},
           {"(?i:by|text by)\\s+\\w", "BY x", true},
           {"(?i:by)\\s", "bx", false},
           {"a{0,3}b", "b", true},
           {"\\x41\\.", "A.", true},
           {"\\x41\\.", "Ab", false},
           {"a\\.?$", "a", true},
           {"\\ba", "a", true},
       })
    EXPECT_EQ(may_match(gate_of(pattern), text), may) << pattern << " on " << text;
}

TEST(HeadGate, SaysWhenMoreBytesCouldMatch) {
  EXPECT_TRUE(may_match(gate_of("abc"), "ab", true));
  EXPECT_FALSE(may_match(gate_of("abc"), "ac", true));
}

TEST(HeadGate, LetsThroughWhatItCannotRead) {
  for (const char* pattern : {"a*", "(?P<n>a)", "[[:alpha:]]b", "\\pLb", "\\Qa\\E", "\\x{41}", "a{2", "(a"})
    EXPECT_TRUE(may_match(gate_of(pattern), "zzz")) << pattern;
  EXPECT_FALSE(may_match(HeadGate(), "a"));
  EXPECT_FALSE(may_match(HeadGate(std::vector<std::string_view>{}), "a"));
}

// The words and marks that a pattern asks for.
std::vector<std::string> pieces_of(const std::string& pattern) {
  std::vector<std::string> out = {" ", " ",  ". ", ", ",         ": ",       " - ",    "—",
                                  "(", ")",  "AP", "ADA FENN",   "Ada",      "3",      "the",
                                  "“", "’s", "\n", "2024-03-05", "12 March", "March 5"};
  const size_t common = out.size();
  std::string word;
  for (const char c : pattern + " ") {
    const bool letter = (static_cast<unsigned char>(c) & 0x80) || isalnum(static_cast<unsigned char>(c));
    if (letter) word += c;
    if (letter && c != pattern.back()) continue;
    if (!word.empty()) out.push_back(word);
    word.clear();
  }
  for (size_t i = common, n = out.size(); i < n; ++i) out.insert(out.end(), 1 + 40 / n, out[i]);
  return out;
}

// Random lines made of what the patterns of heads ask for.
class HeadGateAgainstRe2 : public testing::TestWithParam<const char*> {};

TEST_P(HeadGateAgainstRe2, LetsThroughWhatMatches) {
  const Lexicon lexicon(builtin_data(GetParam()));
  std::vector<std::string> all;
  for (const char* name : {"bullet", "byline", "dateline_line", "head_date", "dateline", "related", "turn_question",
                           "turn_known", "turn_caps", "turn_name"})
    for (const std::string& pattern : lexicon.patterns(name)) all.push_back(pattern);
  const Narrow narrow(all);
  std::mt19937 random(7);
  size_t matched = 0, passed = 0, asked = 0;
  for (const std::string& pattern : all) {
    const std::vector<std::string> pieces = pieces_of(pattern);
    const std::string bytes = *narrow.pattern(pattern);
    const HeadGate gate = gate_of(bytes);
    RE2::Options options;
    options.set_dot_nl(true);
    options.set_encoding(RE2::Options::EncodingLatin1);
    const RE2 exact(bytes, options);
    ASSERT_TRUE(exact.ok()) << pattern;
    for (int i = 0; i < 5000; ++i) {
      std::string text, row;
      for (size_t n = random() % 9 + 1; n-- > 0;) text += pieces[random() % pieces.size()];
      narrow.text(text, row);
      const bool matches = exact.Match(row, 0, row.size(), RE2::ANCHOR_START, nullptr, 0);
      const bool may = may_match(gate, row);
      matched += matches, passed += may, ++asked;
      EXPECT_TRUE(may || !matches) << pattern << " on " << text;
      const std::string cut = row.substr(0, random() % (row.size() + 1));
      EXPECT_TRUE(may_match(gate, cut, true) || !matches) << pattern << " on the head of " << text;
    }
  }
  EXPECT_GT(matched, asked / 100);
  EXPECT_LT(passed, 2 * matched);
  // Prose is turned down.
  for (const char* text : {"The council met on Monday and said that nothing had been decided.", "Nobody was hurt."})
    for (const std::string& pattern : all) EXPECT_FALSE(may_match(gate_of(*narrow.pattern(pattern)), text)) << pattern;
}

INSTANTIATE_TEST_SUITE_P(Languages, HeadGateAgainstRe2, testing::Values("en", "fr"));

}  // namespace
}  // namespace inquit
