// Row 1 of the battery: the check of UTF-8 against ICU, on every string of one to three bytes and every one of four with a
// lead from F0 on.
#include <gtest/gtest.h>
#include <unicode/utf8.h>

#include <string_view>

#include "battery.h"
#include "text/tokens.h"

namespace inquit {
namespace {

// ICU's answer: the first byte that begins no well-formed character.
size_t first_bad_by_icu(const uint8_t* s, int32_t n) {
  for (int32_t i = 0; i < n;) {
    const int32_t from = i;
    UChar32 c;
    U8_NEXT(s, i, n, c);
    if (c < 0) return static_cast<size_t>(from);
  }
  return static_cast<size_t>(n);
}

class Counter {
 public:
  void check(const uint8_t* s, int32_t n) {
    ++total;
    const std::string_view text(reinterpret_cast<const char*>(s), static_cast<size_t>(n));
    if (find_invalid_utf8(text) != first_bad_by_icu(s, n) && ++disagree <= 5)
      ADD_FAILURE() << std::hex << +s[0] << " " << +s[1] << " " << +s[2] << " " << +s[3];
  }
  long total = 0, disagree = 0;
};

// `step` 1: all; more: every so manieth byte in the last places, which keeps all pairs of the first two.
void run(Counter& counter, int step) {
  uint8_t s[4] = {};
  for (int a = 0; a < 256; ++a) {
    s[0] = static_cast<uint8_t>(a);
    counter.check(s, 1);
    for (int b = 0; b < 256; ++b) {
      s[1] = static_cast<uint8_t>(b);
      counter.check(s, 2);
      for (int c = 0; c < 256; c += step) {
        s[2] = static_cast<uint8_t>(c);
        counter.check(s, 3);
        if (a < 0xf0) continue;
        for (int d = 0; d < 256; d += step) {
          s[3] = static_cast<uint8_t>(d);
          counter.check(s, 4);
        }
      }
    }
  }
  EXPECT_EQ(counter.disagree, 0);
}

TEST(Utf8Battery, AgreesWithIcu) {
  Counter counter;
  run(counter, long_lane() ? 1 : 15);
  if (long_lane()) EXPECT_EQ(counter.total, 285278464);
}

}  // namespace
}  // namespace inquit
