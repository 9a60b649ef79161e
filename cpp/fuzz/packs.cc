#include <array>
#include <string>

#include "inquit/error.h"
#include "make_analysis.h"
#include "targets.h"

namespace inquit::fuzz {

void packs(std::string_view input) {
  static constexpr std::array<const char*, 10> kNames = {
      "fuzz.toml",    "fuzz.words.tsv", "cues.tsv",     "attitudes.tsv", "clitics.tsv",
      "suffixes.tsv", "patterns.tsv",   "settings.tsv", "people.tsv",    "acts.tsv"};
  if (input.empty()) return;
  const DataFile file{kNames[static_cast<unsigned char>(input[0]) % kNames.size()], input.substr(1)};
  // Acts that cues may name stand before; the words of a language would take a second to load for each input.
  static constexpr std::string_view kActs = "say\tspeech\nask\tquestion\n";
  const std::array<DataFile, 2> files = {{{"acts.tsv", kActs}, file}};
  try {
    run_lexicon(Lexicon(files));
  } catch (const DataError& error) {
    require(std::string_view(error.what()).starts_with(file.name), "an error that does not name its file");
  }
}

}  // namespace inquit::fuzz
