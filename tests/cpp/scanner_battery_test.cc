// Row 7 of the battery: the quotation scanner against a slow reference, on every string of a few characters.
#include <gtest/gtest.h>

#include <string>

#include "../../cpp/fuzz/targets.h"
#include "battery.h"

namespace inquit {
namespace {

// All strings up to `longest` symbols; how many.
long run_all(int longest) {
  static constexpr const char* kSymbols[] = {"“", "”", "\"", "'", "a", " ", ".", "said"};
  long n = 0;
  std::string text;
  const auto extend = [&](auto&& self, int left) -> void {
    for (const char* symbol : kSymbols) {
      const size_t size = text.size();
      text += symbol;
      ++n;
      try {
        fuzz::scanner(text);
      } catch (const fuzz::Broken& error) {
        ADD_FAILURE() << text << ": " << error.what();
      }
      if (left > 1) self(self, left - 1);
      text.resize(size);
    }
  };
  extend(extend, longest);
  return n;
}

TEST(ScannerBattery, AgreesWithTheSlowReferenceOnEveryShortString) {
  EXPECT_EQ(run_all(long_lane() ? 7 : 5), long_lane() ? 2396744 : 37448);
}

}  // namespace
}  // namespace inquit
