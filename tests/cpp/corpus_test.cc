// Every input of cpp/fuzz/corpus/<target>/, through its fuzz target: those that once crashed must not do so again.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "../../cpp/fuzz/targets.h"

namespace inquit::fuzz {
namespace {

class Corpus : public testing::TestWithParam<Target> {};

TEST_P(Corpus, IsReplayed) {
  const auto folder = std::filesystem::path(INQUIT_SOURCE_DIR) / "cpp/fuzz/corpus" / GetParam().name;
  int n = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    std::ifstream in(entry.path(), std::ios::binary);
    const std::string input(std::istreambuf_iterator<char>(in), {});
    EXPECT_NO_THROW(GetParam().run(input)) << entry.path().filename();
    ++n;
  }
  EXPECT_GT(n, 0) << folder << " is empty";
}

INSTANTIATE_TEST_SUITE_P(Fuzz, Corpus, testing::ValuesIn(kTargets),
                         [](const auto& info) { return std::string(info.param.name); });

}  // namespace
}  // namespace inquit::fuzz
