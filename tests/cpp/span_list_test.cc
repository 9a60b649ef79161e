#include "inquit/span_list.h"

#include <gtest/gtest.h>

#include <vector>

#include "inquit/short_text.h"

namespace inquit {
namespace {

SpanList first(size_t n) {
  SpanList out;
  for (uint32_t i = 0; i < n; ++i) out.push_back({i, i + 1});
  return out;
}

TEST(SpanList, IsWhatAVectorWouldBe) {
  for (size_t n = 0; n < 9; ++n) {
    const SpanList list = first(n);
    ASSERT_EQ(list.size(), n);
    EXPECT_EQ(list.empty(), n == 0);
    for (uint32_t i = 0; i < n; ++i) EXPECT_EQ(list[i], (Span{i, i + 1}));
    if (n > 0) EXPECT_EQ(list.front(), (Span{0, 1}));
    if (n > 0) EXPECT_EQ(list.back().begin, n - 1);
  }
}

TEST(SpanList, CopiesAndMovesOfEverySize) {
  for (size_t n = 0; n < 5; ++n)
    for (size_t m = 0; m < 5; ++m) {
      SpanList from = first(n), copied = first(m), moved = first(m);
      copied = from;
      EXPECT_EQ(copied, first(n));
      moved = std::move(from);
      EXPECT_EQ(moved, first(n));
      EXPECT_EQ(SpanList(std::move(moved)), copied);
      copied = *&copied;
      EXPECT_EQ(copied, first(n));
    }
}

TEST(SpanList, InsertsInItsPlaceAndAppends) {
  SpanList list = {{1, 2}, {5, 6}};
  list.insert(list.begin() + 1, {3, 4});
  list.insert(list.begin(), {0, 1});
  list.append(first(2));
  EXPECT_EQ(list, (SpanList{{0, 1}, {1, 2}, {3, 4}, {5, 6}, {0, 1}, {1, 2}}));
  list.clear();
  EXPECT_TRUE(list.empty());
}

TEST(ShortText, HoldsUpToItsSize) {
  EXPECT_TRUE(ShortText<4>().empty());
  EXPECT_EQ(std::string_view(ShortText<4>("abc")), "abc");
  EXPECT_EQ(std::string_view(ShortText<4>("abcd")), "abcd");
  EXPECT_TRUE(ShortText<4>("abcd") == "abcd");
  EXPECT_THROW(ShortText<4>("abcde"), std::invalid_argument);
}

}  // namespace
}  // namespace inquit
