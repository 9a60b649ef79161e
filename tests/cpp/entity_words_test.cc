#include "speakers/entity_words.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace inquit {
namespace {

TEST(EntityWords, FindSpaceFindsTheFirstByteThatMayBeOne) {
  std::mt19937 random(1);
  constexpr std::string_view kBytes = "abcxyzABC'-.\xc3\xa9\xe2\x80\x99";
  for (int round = 0; round < 20000; ++round) {
    std::string text(random() % 24, 'a');
    for (char& c : text) c = kBytes[random() % kBytes.size()];
    for (unsigned k = random() % 3; k > 0 && !text.empty(); --k)
      text[random() % text.size()] = " \t\n\xc2"[random() % 4];
    for (size_t at = 0; at <= text.size(); ++at) {
      size_t expected = at;
      while (expected < text.size() && static_cast<unsigned char>(text[expected]) > ' ' && text[expected] != '\xc2')
        ++expected;
      ASSERT_EQ(find_space(text, at), expected) << text << " from " << at;
    }
  }
}

TEST(EntityWords, WordsStandBetweenWhiteSpaceOfAnyKind) {
  std::vector<std::string_view> words;
  words_between_spaces("  Ada\tvan\n der\xc2\xa0 Fenn\xc2\xb0 ", [&](std::string_view word) { words.push_back(word); });
  EXPECT_EQ(words, (std::vector<std::string_view>{"Ada", "van", "der", "Fenn\xc2\xb0"}));
}

}  // namespace
}  // namespace inquit
