// Row 6 of the battery: adversarial units repeated to several sizes, one after the other. Run under
// `valgrind --tool=callgrind`, which counts the instructions of each part; scripts/growth.py starts it and reads the counts.
//
//   inquit_growth SIZE…      writes "unit size" for each count, in order
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include <valgrind/callgrind.h>

#include "inquit/extractor.h"
#include "inquit/json.h"

namespace {

struct Unit {
  const char* name;
  const char* text;  // "%" becomes a name that no other repetition has
};
constexpr Unit kUnits[] = {
    {"said", "said "},
    {"opening marks", "“"},
    {"straight marks", "\""},
    {"apostrophes", "'a"},
    {"quotations", "“a” "},
    {"left open", "« "},
    {"left open, introduced", "A: “"},
    {"left open and single", "“a ‘b "},
    {"quotations with tags", "“We go,” he said. "},
    {"quotations with new names", "“We go,” said %. "},
    {"capitals left open", "Mr. » "},
    {"tags in paragraphs", "“We go,” said %.\n\n"},
    {"open paragraphs", "“We go\n\n"},
    {"new names", "Mr. % of % said that % left. "},
    {"one name", "John Kirby, "},
    {"and", "and John "},
    {"nested sources", "who said "},
    {"reports in reports", "The president said the minister said "},
    {"media", "in letter "},
    {"roles", "the minister’s spokesman "},
    {"documents", "the report by the ministry of % "},
    {"brackets", "([ "},
    {"dashes", "a — b "},
    {"turns", "KIRBY: Yes.\nQ: Why?\n"},
    {"bullets", "• a “b”\n"},
    {"dates", "on Monday, Sept. 19, "},
    {"one word", "a"},
    {"marks that combine", "e\u0301\u200d"},
    {"adding", ", adding: “x”"},
};

std::string name_of(unsigned n) {
  std::string name = "Na";
  for (int k = 0; k < 4; ++k, n /= 26) name += static_cast<char>('a' + n % 26);
  return name;
}

std::string repeat(const Unit& unit, size_t size) {
  std::string out;
  for (unsigned n = 0; out.size() < size; ++n)
    for (const char* c = unit.text; *c; ++c) *c == '%' ? out += name_of(n) : out += *c;
  return out;
}

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
    for (const Unit& unit : kUnits) {
      const std::string text = repeat(unit, size);
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
