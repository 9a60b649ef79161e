// Byte offsets -> code points and UTF-16 units.
#include "base/offsets.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace inquit {
namespace {

TEST(Offsets, CountInEachUnit) {
  const struct {
    const char* text;
    std::vector<uint32_t> bytes, points, utf16;
  } cases[] = {
      {"abc", {0, 1, 3}, {0, 1, 3}, {0, 1, 3}},
      {"“é”", {0, 3, 5, 8}, {0, 1, 2, 3}, {0, 1, 2, 3}},
      {"a😀b", {0, 1, 5, 6}, {0, 1, 2, 3}, {0, 1, 3, 4}},
      {"😀😀😀😀", {16, 8, 0, 8}, {4, 2, 0, 2}, {8, 4, 0, 4}},
      {"abc", {9, 3}, {3, 3}, {3, 3}},
      {"", {0}, {0}, {0}},
      {"abc", {}, {}, {}},
  };
  for (const auto& c : cases) {
    for (const auto& [unit, want] :
         {std::pair{OffsetUnit::bytes, c.bytes}, {OffsetUnit::codepoints, c.points}, {OffsetUnit::utf16, c.utf16}}) {
      std::vector<uint32_t> positions = c.bytes;
      convert_offsets(c.text, unit, positions);
      EXPECT_EQ(positions, want) << c.text;
    }
  }
}

// Against counting one byte at a time, at every position of a text with characters of every length.
TEST(Offsets, AgreeWithCounting) {
  std::string text;
  for (int i = 0; i < 97; ++i) text += i % 7 == 0 ? "😀" : i % 5 == 0 ? "€" : i % 3 == 0 ? "é" : "a";
  std::vector<uint32_t> begins, points, utf16;
  uint32_t point = 0, unit = 0;
  for (uint32_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && (static_cast<unsigned char>(text[i]) & 0xc0) == 0x80) continue;
    begins.push_back(i), points.push_back(point), utf16.push_back(unit);
    ++point;
    unit += i < text.size() && static_cast<unsigned char>(text[i]) >= 0xf0 ? 2 : 1;
  }
  for (const bool reversed : {false, true}) {
    if (reversed)
      for (auto* list : {&begins, &points, &utf16}) std::reverse(list->begin(), list->end());
    std::vector<uint32_t> positions = begins;
    convert_offsets(text, OffsetUnit::codepoints, positions);
    EXPECT_EQ(positions, points);
    positions = begins;
    convert_offsets(text, OffsetUnit::utf16, positions);
    EXPECT_EQ(positions, utf16);
  }
}

}  // namespace
}  // namespace inquit
