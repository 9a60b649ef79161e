// Runs the examples and counter-examples of rules through the whole extractor: by the build (cpp/tools/check_rules.cc) and by
// `inquit rules check`.
#pragma once
#include <string>
#include <vector>

#include "inquit/extractor.h"

namespace inquit {

struct RuleFailure {
  std::string rule, file;
  int line = 0;
  std::string text;  // of the example
  std::string problem;  // what is wrong, and what was found instead
};

struct RuleCheck {
  int passed = 0, failed = 0;
  std::vector<RuleFailure> failures;
};

// An example is right when an attribution has its content, source, cue and addressee, as far as it states them, and the
// rule made it, or added to it; a counter-example when the rule makes none. Confidence is no condition.
RuleCheck check_rules(const Extractor& extractor);

// {"passed": 118, "failed": 1, "failures": [{"rule", "file", "line", "text", "problem"}]}
std::string to_json(const RuleCheck& check);

// All rules in force, the heaviest first: [{"id", "doc", "weight", "pattern", …, "examples", "counter_examples", "misses"}]
std::string rules_json(const Extractor& extractor);

}  // namespace inquit
