// Reading rules from TOML: rules.toml of a language and those of packs. Loading never runs code.
#pragma once
#include <span>
#include <vector>

#include "rules/rule_pattern.h"
#include "rules/rules.h"

namespace inquit {

struct RuleSource {
  std::vector<Rule> rules;        // in the order of the files; replaced and disabled ones left out
  Definitions definitions;
  std::vector<std::pair<int, int>> calibration;  // see RuleSet::calibrate
};

// Throws DataError: "file:line: key: problem; remedy".
RuleSource load_rules(std::span<const DataFile> files);

}  // namespace inquit
