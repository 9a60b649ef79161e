#include <string>

#include "inquit/error.h"
#include "make_analysis.h"
#include "rules/rules.h"
#include "targets.h"

namespace inquit::fuzz {

void rules(std::string_view input) {
  const DataFile file{"fuzz.toml", input};
  try {
    const RuleSet set(std::span(&file, 1));
    run_rules(set);
  } catch (const DataError& error) {
    require(std::string_view(error.what()).starts_with("fuzz.toml"), "an error that does not name its file");
  }
}

}  // namespace inquit::fuzz
