// Every input of cpp/fuzz/corpus/<target>/, through its fuzz target: those that once crashed must not do so again.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "../../cpp/fuzz/targets.h"

namespace inquit::fuzz {
namespace {

// One input a line, in hexadecimal: what scripts/corpus.py packs.
std::vector<std::string> packed(const std::string& lines) {
  std::vector<std::string> inputs(1);
  for (size_t i = 0; i < lines.size();) {
    if (lines[i] == '\n') {
      inputs.emplace_back(), ++i;
    } else {
      inputs.back() += static_cast<char>(std::stoi(lines.substr(i, 2), nullptr, 16)), i += 2;
    }
  }
  return inputs;
}

class Corpus : public testing::TestWithParam<Target> {};

TEST_P(Corpus, IsReplayed) {
  const auto folder = std::filesystem::path(INQUIT_SOURCE_DIR) / "cpp/fuzz/corpus" / GetParam().name;
  int n = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    std::ifstream in(entry.path(), std::ios::binary);
    const std::string input(std::istreambuf_iterator<char>(in), {});
    for (const std::string& one : entry.path().extension() == ".hex" ? packed(input) : std::vector{input}) {
      EXPECT_NO_THROW(GetParam().run(one)) << entry.path().filename() << " " << n;
      ++n;
    }
  }
  EXPECT_GT(n, 0) << folder << " is empty";
}

INSTANTIATE_TEST_SUITE_P(Fuzz, Corpus, testing::ValuesIn(kTargets),
                         [](const auto& info) { return std::string(info.param.name); });

}  // namespace
}  // namespace inquit::fuzz
