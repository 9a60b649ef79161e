// Units of text that make one stage or another work hard when they are repeated: for growth (growth.cc) and for stopping
// (tests/cpp/stop_test.cc).
#pragma once
#include <string>

namespace inquit::adversarial {

struct Unit {
  const char* name;
  const char* text;  // "%" becomes a name that no other repetition has
};
inline constexpr Unit kUnits[] = {
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
    {"places without spaces", "Paris,"},
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

inline std::string name_of(unsigned n) {
  std::string name = "Na";
  for (int k = 0; k < 4; ++k, n /= 26) name += static_cast<char>('a' + n % 26);
  return name;
}

// As often as it goes into so many bytes.
inline std::string repeat(const Unit& unit, size_t size) {
  std::string out;
  for (unsigned n = 0; true; ++n) {
    const size_t before = out.size();
    for (const char* c = unit.text; *c; ++c) *c == '%' ? out += name_of(n) : out += *c;
    if (out.size() > size) return out.substr(0, before);
  }
}

}  // namespace inquit::adversarial
