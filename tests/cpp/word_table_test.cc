#include "lexicon/word_table.h"

#include <gtest/gtest.h>

#include "text/letter_run.h"

namespace inquit {
namespace {

TEST(LetterRun, GoesAsFarAsLettersOfAsciiDo) {
  const struct {
    const char* text;
    uint32_t size, upper;
    const char* folded;
  } cases[] = {
      {"harbour, and more", 7, 0, "harbour"},   {"McKay said nothing", 5, 0b101, "mckay"},
      {"NATO? A long text", 4, 0b1111, "nato"}, {"caf\u00e9 au lait, two", 3, 0, "caf"},
      {"`[@{ and more text", 0, 0, ""},         {"abcdefghijklmnopq", 16, 0, "abcdefghijklmnop"},
      {"71-year-old baker", 0, 0, ""},
  };
  for (const auto& c : cases) {
    const LetterRun run = read_letters(c.text);
    EXPECT_EQ(run.size, c.size) << c.text;
    EXPECT_EQ(run.upper, c.upper) << c.text;
    char folded[17] = {};
    std::memcpy(folded, &run.folded, 16);
    EXPECT_STREQ(folded, c.folded) << c.text;
  }
}

TEST(WordTable, FindsWordsOfAnyLengthEitherWay) {
  WordTable table;
  std::string word;
  for (char c = 'a'; c <= 'z'; ++c) {  // "a", "ab", "abc", …: lengths around 8 and 16 above all
    word += c;
    EXPECT_EQ(table.add(word), word.size());
  }
  for (size_t n = 1; n <= word.size(); ++n) {
    EXPECT_EQ(table.find(std::string_view(word).substr(0, n)), n);
    EXPECT_EQ(table.text(static_cast<WordId>(n)).size(), n);
    if (n < ShortWord::kLongest) {
      const LetterRun run = read_letters((word.substr(0, n) + std::string(16, ' ')).c_str());
      EXPECT_EQ(table.find(run.folded), n);
      EXPECT_EQ(table.find(run.folded.with(run.size, '.')), kUnknownWord);
    }
  }
  EXPECT_EQ(table.find("b"), kUnknownWord);
  EXPECT_EQ(table.find(read_letters("abcdefghijklmnop").folded), 16u);
  EXPECT_EQ(table.add("etc."), 27u);
  EXPECT_EQ(table.find(read_letters("etc and more text").folded.with(3, '.')), 27u);
}

}  // namespace
}  // namespace inquit
