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

TEST(Version, IsThatOfTheBuild) { EXPECT_EQ(version(), INQUIT_VERSION); }

}  // namespace
}  // namespace inquit
