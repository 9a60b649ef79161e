#include "base/select.h"

#include <gtest/gtest.h>

namespace inquit {
namespace {

TEST(Select, NumbersOfWhatIsTrueInOrderAndMemoryThatOnlyGrows) {
  std::vector<uint32_t> memory;
  const auto selected = [&](uint32_t n, auto holds) {
    const auto found = select(n, holds, memory);
    return std::vector<uint32_t>(found.begin(), found.end());
  };
  EXPECT_EQ(selected(10, [](uint32_t i) { return i % 3 == 0; }), (std::vector<uint32_t>{0, 3, 6, 9}));
  EXPECT_EQ(selected(3, [](uint32_t) { return true; }), (std::vector<uint32_t>{0, 1, 2}));
  EXPECT_EQ(selected(3, [](uint32_t) { return 4; }), (std::vector<uint32_t>{0, 1, 2}));  // any bit says yes
  EXPECT_TRUE(selected(10, [](uint32_t) { return false; }).empty());
  EXPECT_TRUE(selected(0, [](uint32_t) { return true; }).empty());
  EXPECT_EQ(memory.size(), 10u);
}

}  // namespace
}  // namespace inquit
