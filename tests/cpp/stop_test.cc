// Row 12 of the battery, what needs no signal: an extraction asks all the time whether it is to stop, ends at the question
// that says so, and leaves no trace in the next one.
#include "base/stop.h"

#include <gtest/gtest.h>

#include <ctime>
#include <string>

#include "../../cpp/bench/adversarial.h"
#include "battery.h"
#include "inquit/extractor.h"
#include "inquit/json.h"
#include "inquit/tables.h"

namespace inquit {
namespace {

const Extractor& extractor() {
  static const Extractor one{Options{}};
  return one;
}

// All that the core makes of a text.
std::string all_of(std::string_view text) {
  const Record record = extractor().extract({text, "a", "2023-09-19", ""});
  stop_point();
  TableBuilder builder(TableName::spans, OffsetUnit::codepoints);
  builder.add(0, record, text);
  stop_point();
  std::string json = to_json(record, text, extractor(), true);
  stop_point();
  return json;
}

double processor_time() {  // of this thread: other programs do not count
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

class Watch : public StopCheck {
 public:
  void check() override {
    ++questions;
    const double now = processor_time();
    longest = std::max(longest, now - last_);
    last_ = now;
  }
  long questions = 0;
  double longest = 0;

 private:
  double last_ = processor_time();
};

class Stop : public testing::TestWithParam<adversarial::Unit> {};

// What goes on without a question may grow with the text (memory is moved and given back), but so slowly that 10 MB in one
// paragraph stay within 200 ms: a stage that does not ask takes more, each time. The machine may be slow, or busy once.
TEST_P(Stop, IsAskedForAllTheTime) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || !defined(__OPTIMIZE__)
  GTEST_SKIP() << "time is not the product's";
#endif
  const size_t size = long_lane() ? 8'000'000 : 1'000'000;
  const std::string text = adversarial::repeat(GetParam(), size);
  all_of("“We are ready,” John Kirby said.");
  double longest = 0, limit = 0;
  for (int tries = 0; tries < 5 && longest >= limit; ++tries) {
    Watch watch;
    const double begin = processor_time();
    {
      const StopScope scope(&watch);
      all_of(text);
    }
    longest = watch.longest;
    limit = std::max(0.02 * static_cast<double>(size) / 1e6, 0.15 * (processor_time() - begin));
    EXPECT_GE(watch.questions, static_cast<long>(size / 65536));
  }
  RecordProperty("longest_ms", static_cast<int>(longest * 1000));
  EXPECT_LT(longest, limit);
}

INSTANTIATE_TEST_SUITE_P(Units, Stop, testing::ValuesIn(adversarial::kUnits), [](const auto& info) {
  std::string name;
  for (const char c : std::string_view(info.param.name))
    if (std::isalnum(static_cast<unsigned char>(c))) name += c;
  return name;
});

// Counts no time: the work goes on after the question that says stop for not one question more.
class StopAt : public StopCheck {
 public:
  explicit StopAt(long n) : left(n) {}
  void check() override {
    if (--left < 0) throw Stopped();
  }
  long left;
};

TEST(StopPoints, EndAndLeaveNoTrace) {
  std::string text;
  for (const adversarial::Unit& unit : adversarial::kUnits)
    for (const size_t size : {3000, 30}) text += adversarial::repeat(unit, size) + "\n\n";
  text += adversarial::repeat(adversarial::kUnits[8], 100'000);  // questions inside of loops
  const std::string small = "“We ‘go’,” said Mr. Fenn of Bergen and the minister on Monday, adding: “Now.”";
  const std::string expected = all_of(text), expected_small = all_of(small);
  long stopped = 0;
  for (long n = 0;; n += 1 + (long_lane() ? n / 50 : n / 5)) {
    StopAt check(n);
    bool threw = false;
    try {
      const StopScope scope(&check);
      all_of(text);
    } catch (const Stopped&) {
      threw = true;
      ASSERT_EQ(check.left, -1) << "went on after question " << n;
    }
    if (!threw) break;
    ++stopped;
    ASSERT_EQ(all_of(small), expected_small) << "after a stop at question " << n;
    if (stopped % 8 == 0) ASSERT_EQ(all_of(text), expected) << "after a stop at question " << n;
  }
  EXPECT_GT(stopped, 20);
}

TEST(StopPoints, ByAFlagOfTheInput) {
  std::atomic<bool> stop{false};
  DocumentInput input{"“We are ready,” John Kirby said.", "", "", ""};
  input.stop = &stop;
  EXPECT_EQ(extractor().extract(input).attributions.size(), 1u);
  stop = true;
  EXPECT_THROW(extractor().extract(input), Stopped);
}

}  // namespace
}  // namespace inquit
