// Row 6 of the battery: adversarial units repeated to several sizes, one after the other. Run under
// `valgrind --tool=callgrind`, which counts the instructions of each part; scripts/growth.py starts it and reads the counts.
//
//   inquit_growth SIZE…                    writes unit, size and seconds of the processor for each count, in order
//   inquit_growth articles FILE SIZE…      the same for ordinary text: as much of FILE (corpus.h) as one document, and as many
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <string>

#include <valgrind/callgrind.h>

#include "adversarial.h"
#include "corpus.h"
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
  std::clock_t from = 0;
  const auto begin = [&] {
    from = std::clock();
    CALLGRIND_ZERO_STATS;
  };
  const auto end = [&](const char* name, size_t size) {
    std::printf("%s\t%zu\t%.6f\n", name, size, static_cast<double>(std::clock() - from) / CLOCKS_PER_SEC);
    CALLGRIND_DUMP_STATS;
  };
  begin();
  run("");
  end("nothing", 0);
  size_t sum = 0;
  if (argc > 3 && std::strcmp(argv[1], "articles") == 0) {
    const std::vector<std::string> articles = read_articles(argv[2]);
    for (int i = 3; i < argc; ++i) {
      const size_t size = std::strtoul(argv[i], nullptr, 10);
      std::string one;
      std::vector<std::string> many;
      for (size_t k = 0; one.size() < size; ++k) {
        const std::string& article = articles[k % articles.size()];
        many.push_back(article.substr(0, size - one.size()));
        one += many.back() + (one.size() + article.size() < size ? "\n\n" : "");
      }
      while (static_cast<unsigned char>(one[one.size() - 1]) >= 0x80) one.pop_back();  // half a character
      while (static_cast<unsigned char>(many.back()[many.back().size() - 1]) >= 0x80) many.back().pop_back();
      begin();
      sum += run(one);
      end("one document", size);
      begin();
      for (const std::string& text : many) sum += run(text);
      end("many documents", size);
    }
    return sum == 0;
  }
  for (int i = 1; i < argc; ++i) {
    const size_t size = std::strtoul(argv[i], nullptr, 10);
    for (const inquit::adversarial::Unit& unit : inquit::adversarial::kUnits) {
      const std::string text = inquit::adversarial::repeat(unit, size);
      begin();
      sum += run(text);
      end(unit.name, size);
    }
    const std::string text(size / 16, 'a');
    begin();
    sum += static_cast<size_t>(quadratic(text));
    end("control", size);
  }
  return sum == 0;
}
