// What is fuzzed: functions that take any bytes and throw where a promise of docs/reliability.md is broken. libFuzzer runs
// each as a program (libfuzzer_main.cc), tests/cpp/corpus_test.cc runs them over the corpora in corpus/<name>/.
#pragma once
#include <stdexcept>
#include <string_view>

namespace inquit::fuzz {

struct Broken : std::logic_error {
  using std::logic_error::logic_error;
};
inline void require(bool holds, const char* what) {
  if (!holds) throw Broken(what);
}

// Any text through the whole flow: spans inside the text, ordered, on code-point boundaries; the same answer twice; the
// error of bytes that are not UTF-8 names the first bad one.
void pipeline(std::string_view input);
// Quotation marks of a paragraph: the scanner against a slow reference (slow_quotes.h).
void scanner(std::string_view input);
// A file of rules: loads, or says "file:line: …"; what loads also runs.
void rules(std::string_view input);
// A pack of words, as .tsv of each kind (the first byte says which) or as .toml: likewise.
void packs(std::string_view input);
// Record, id, title and date of any text to JSON and to the flat tables: whole, escaped, UTF-8, and of one length.
void exporters(std::string_view input);

struct Target {
  const char* name;
  void (*run)(std::string_view input);
};
inline constexpr Target kTargets[] = {
    {"pipeline", pipeline}, {"scanner", scanner}, {"rules", rules}, {"packs", packs}, {"exporters", exporters}};

}  // namespace inquit::fuzz
