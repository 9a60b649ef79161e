// Row 15 of the battery: many threads on one extractor. Built with the preset "tsan", ThreadSanitizer watches; the planted
// race, which runs only when INQUIT_PLANTED_RACE is set, is what it must report (scripts/battery asks for both).
#include <gtest/gtest.h>

#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include "inquit/extractor.h"
#include "inquit/json.h"
#include "inquit/tables.h"

namespace inquit {
namespace {

std::string text_of(int n) {
  std::string text = "BERGEN — The plan is ready, Mr. Kirby" + std::to_string(n) + " said on Monday.\n\n";
  for (int k = 0; k < n % 5; ++k) text += "“We go ‘now’,” she told Han, adding: “Núñez said so.” 他說：「是」\n\n";
  return text;
}

TEST(Threads, ShareOneExtractor) {
  const Extractor extractor{Options{}};
  std::vector<std::string> expected;
  for (int n = 0; n < 20; ++n) {
    const std::string text = text_of(n);
    expected.push_back(to_json(extractor.extract({text, "", "", ""}), text, extractor, true));
  }
  for (const int many : {1, 2, 4, 16}) {
    std::vector<std::thread> threads;
    std::vector<int> wrong(static_cast<size_t>(many));
    for (int t = 0; t < many; ++t)
      threads.emplace_back([&, t] {
        for (int n = 0; n < 20; ++n) {
          const std::string text = text_of(n);
          const Record record = extractor.extract({text, "", "", ""});
          wrong[static_cast<size_t>(t)] += to_json(record, text, extractor, true) != expected[static_cast<size_t>(n)];
          TableBuilder builder(TableName::spans, OffsetUnit::utf16);
          builder.add(n, record, text);
        }
      });
    for (std::thread& thread : threads) thread.join();
    for (const int n : wrong) EXPECT_EQ(n, 0);
  }
}

TEST(Threads, LoadAtOnce) {  // tables that are made on first use are made once
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([] {
      const Extractor extractor{Options{}};
      EXPECT_FALSE(extractor.extract({"“We are ready,” John Kirby said.", "", "", ""}).attributions.empty());
    });
  for (std::thread& thread : threads) thread.join();
}

TEST(Threads, PlantedRace) {
  if (std::getenv("INQUIT_PLANTED_RACE") == nullptr)
    GTEST_SKIP() << "set INQUIT_PLANTED_RACE: ThreadSanitizer must report it";
  int shared = 0;
  std::thread other([&] {
    for (int n = 0; n < 1000; ++n) ++shared;
  });
  for (int n = 0; n < 1000; ++n) ++shared;
  other.join();
  EXPECT_GT(shared, 0);
}

}  // namespace
}  // namespace inquit
