// One measurement in one process, so that its peak of memory is its own:
//   inquit_speed load|extract|json|re2 ARTICLES SECONDS
// Prints a line of JSON. "load" makes an extractor and reads the first article; "re2" is a bare scan for 30 reporting verbs,
// as a mark of what reading the text once by regular expression costs. Rounds go on for SECONDS; the best one counts.
#include <re2/re2.h>
#include <time.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "corpus.h"
#include "inquit/extractor.h"
#include "inquit/json.h"

namespace {

double now() {  // time of this process on a processor: others on the machine do not count
  timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
}

template <class Round>
double best(double seconds, Round round) {
  const double start = now();
  double least = 1e9;
  do {
    const double from = now();
    round();
    least = std::min(least, now() - from);
  } while (now() - start < seconds);
  return least;
}

constexpr char kVerbs[] =
    "\\b(?:said|says|told|asked|added|replied|wrote|answered|argued|insisted|explained|recalled|noted|tweeted|"
    "announced|claimed|"
    "warned|denied|admitted|promised|stated|declared|suggested|reported|confirmed|urged|predicted|according "
    "to|called|acknowledged)\\b";

}  // namespace

int main(int argc, char** argv) try {
  if (argc < 4) return std::fprintf(stderr, "inquit_speed load|extract|json|re2 ARTICLES SECONDS\n"), 2;
  const std::string_view mode = argv[1];
  const std::vector<std::string> articles = read_articles(argv[2]);
  const double seconds = std::atof(argv[3]);
  size_t bytes = 0, found = 0;
  for (const std::string& text : articles) bytes += text.size();
  double loading = 0, first = 0, time = 0;
  if (mode == "re2") {
    const RE2 verbs(kVerbs);
    time = best(seconds, [&] {
      for (const std::string& text : articles) {
        re2::StringPiece rest(text);
        while (RE2::FindAndConsume(&rest, verbs)) ++found;
      }
    });
  } else {
    double from = now();
    const inquit::Extractor extractor{inquit::Options{}};
    loading = now() - from;
    from = now();
    if (!articles.empty()) found += extractor.extract({.text = articles[0]}).attributions.size();
    first = now() - from;
    if (mode != "load")
      time = best(seconds, [&] {
        for (const std::string& text : articles) {
          const inquit::Record record = extractor.extract({.text = text});
          found += record.attributions.size();
          if (mode == "json") found += inquit::to_json(record, text, extractor, false).size() & 1;
        }
      });
  }
  std::printf(
      "{\"bytes\": %zu, \"articles\": %zu, \"seconds\": %.6f, \"load_ms\": %.1f, \"first_ms\": %.1f, \"found\": %zu}\n",
      bytes, articles.size(), time, loading * 1e3, first * 1e3, found);
  return 0;
} catch (const std::exception& error) {
  return std::fprintf(stderr, "%s\n", error.what()), 1;
}
