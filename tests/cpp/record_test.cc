#include "inquit/record.h"

#include <gtest/gtest.h>

#include "inquit/extractor.h"

namespace inquit {
namespace {

TEST(RecordWords, AreSpelledAsTheRecordSpellsThem) {
  EXPECT_EQ(to_string(Kind::direct), "direct");
  EXPECT_EQ(to_string(Kind::indirect), "indirect");
  EXPECT_EQ(to_string(Zone::headline), "headline");
  EXPECT_EQ(to_string(Zone::turn), "turn");
  EXPECT_EQ(to_string(SpeakerKind::organisation), "organisation");
  EXPECT_EQ(to_string(SpeakerStatus::none), "none");
  EXPECT_EQ(to_string(Gender::unknown), "");
  EXPECT_EQ(to_string(Gender::male), "male");
  EXPECT_EQ(to_string(Why::no_cue), "no cue");
  EXPECT_EQ(to_string(Why::too_long), "too long");
  EXPECT_EQ(to_string(Origin::correction), "correction");
}

TEST(Extraction, ReadsEachOfManyParagraphs) {  // more than go through the stages together
  std::string text;
  constexpr uint32_t kParagraphs = 300;
  for (uint32_t k = 0; k < kParagraphs; ++k) text += "“We are ready,” said Ada Fenn.\n\n";
  const Record record = Extractor(Options{}).extract({.text = text});
  ASSERT_EQ(record.attributions.size(), kParagraphs);
  for (uint32_t k = 0; k < kParagraphs; ++k) EXPECT_EQ(record.attributions[k].paragraph, k);
  ASSERT_EQ(record.speakers.size(), 1u);
  EXPECT_EQ(record.speakers[0].mentions.size(), kParagraphs);
}

TEST(Extraction, AColonLeadsIntoTheNextParagraphAcrossABatch) {
  std::string text;
  for (int k = 0; k < 200; ++k) text += "The harbour is closed in winter, as it was before.\n\n";
  text += "Ada Fenn said:\n\n“We are ready.”\n\nAda Fenn said:\n\nThe harbour is open.";
  const Record record = Extractor(Options{}).extract({.text = text});
  ASSERT_FALSE(record.attributions.empty());
  EXPECT_EQ(record.attributions[0].content.size(), 1u);
  EXPECT_EQ(slice(text, record.attributions[0].content[0]), "“We are ready.”");
}

TEST(Version, IsThatOfTheBuild) { EXPECT_EQ(version(), INQUIT_VERSION); }

}  // namespace
}  // namespace inquit
