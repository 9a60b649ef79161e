// Paragraphs that are so long that they are read in pieces: what is found is what a reader of the whole would find.
#include <gtest/gtest.h>

#include <string>

#include "inquit/extractor.h"

namespace inquit {
namespace {

constexpr size_t kLong = 400'000;  // bytes; a piece has at most 128 KiB

Record read(const std::string& text) {
  static const Extractor extractor{Options{}};
  return extractor.extract({.text = text});
}

std::string repeated(std::string_view sentence, size_t bytes) {
  std::string out;
  while (out.size() < bytes) out += sentence;
  return out;
}

TEST(LongParagraph, IsCutBetweenSentencesAndOutsideQuotations) {
  for (const std::string_view sentence :
       {"The minister told reporters that the plan would work, and left. ",
        "“We are going home. It is late. The road is long,” John Kirby said on Monday. ",
        "“It is late,” John Kirby said. The road was wet, and the harbour lay empty in the rain. "}) {
    const std::string text = repeated(sentence, kLong);
    const Record record = read(text);
    ASSERT_EQ(record.attributions.size(), text.size() / sentence.size()) << sentence;
    const Span first = record.attributions[0].content.front();
    for (size_t i = 0; i < record.attributions.size(); ++i) {
      const auto at = static_cast<uint32_t>(i * sentence.size());
      ASSERT_EQ(record.attributions[i].content, (SpanList{{first.begin + at, first.end + at}})) << sentence << i;
      ASSERT_EQ(record.attributions[i].paragraph, 0u);
    }
    EXPECT_TRUE(record.unattributed.empty());
    EXPECT_EQ(record.speakers.size(), 1u);
  }
}

TEST(LongParagraph, HoldsWhateverItIsMadeOf) {
  for (const std::string_view unit : {"a", "é", "said ", "“", "“‘", ". ", "\n", ": “", "’”"}) {
    const std::string text = repeated(unit, kLong);
    const Record record = read(text + "\n\n“We are going,” John Kirby said.");
    ASSERT_FALSE(record.attributions.empty()) << unit;
    EXPECT_EQ(slice(text + "\n\n“We are going,” John Kirby said.", record.attributions.back().source.front()),
              "John Kirby")
        << unit;
  }
}

TEST(LongParagraph, OfOneTurnIsOneAttribution) {
  const std::string words = repeated("The road was wet, and the harbour lay empty. ", kLong);
  const Record record = read("KIRBY: Good evening.\nHALE: " + words + "\nKIRBY: Thank you.\nHALE: Good night.\n");
  size_t turns = 0;
  for (const Attribution& a : record.attributions) turns += a.zone == Zone::turn;
  EXPECT_EQ(turns, 4u);
}

}  // namespace
}  // namespace inquit
