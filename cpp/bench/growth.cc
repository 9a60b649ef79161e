// Row 6 of the battery: adversarial units repeated to several sizes, one after the other. Run under
// `valgrind --tool=callgrind`, which counts the instructions of each part; scripts/growth.py starts it and reads the counts.
//
//   inquit_growth SIZE…      writes "unit size" for each count, in order
#include <cstdio>
#include <cstdlib>
#include <string>

#include <valgrind/callgrind.h>

#include "adversarial.h"
#include "inquit/extractor.h"
#include "inquit/json.h"

namespace {

// The control: what the count must catch.
__attribute__((noinline)) long quadratic(const std::string& text) {
  long n = 0;
  for (const char a : text)
    for (const char b : text) n += a == b;
  return n;
}

}  // namespace

int main(int argc, char** argv) {
  const inquit::Extractor extractor{inquit::Options{}};
  const auto run = [&](const std::string& text) {
    return to_json(extractor.extract({text, "", "", ""}), text, extractor, false).size();
  };
  run("“We are ready,” John Kirby said.");
  CALLGRIND_ZERO_STATS;
  run("");
  std::puts("nothing\t0");
  CALLGRIND_DUMP_STATS;
  size_t sum = 0;
  for (int i = 1; i < argc; ++i) {
    const size_t size = std::strtoul(argv[i], nullptr, 10);
    for (const inquit::adversarial::Unit& unit : inquit::adversarial::kUnits) {
      const std::string text = inquit::adversarial::repeat(unit, size);
      CALLGRIND_ZERO_STATS;
      sum += run(text);
      std::printf("%s\t%zu\n", unit.name, size);
      CALLGRIND_DUMP_STATS;
    }
    const std::string text(size / 16, 'a');
    CALLGRIND_ZERO_STATS;
    sum += static_cast<size_t>(quadratic(text));
    std::printf("control\t%zu\n", size);
    CALLGRIND_DUMP_STATS;
  }
  return sum == 0;
}
