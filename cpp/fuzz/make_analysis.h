// A few sentences through the flow with given words or rules.
#pragma once
#include "check_record.h"
#include "lexicon/lexicon.h"
#include "pipeline.h"
#include "rules/rules.h"

namespace inquit::fuzz {

inline constexpr std::string_view kSentences =
    "“We are ready,” John Kirby told Han on Monday in Bergen, adding: “And will go.”\n\n"
    "According to the ministry, “no one” was hurt. Han said that the plan would work.";

inline void run(const Lexicon& lexicon, const RuleSet& rules) {
  const DocumentInput input{kSentences, "id", "2023-09-19", ""};
  const Options options;
  check_record(make_record(input, analyse(input, lexicon, rules, options), lexicon, options), kSentences);
}
inline void run_rules(const RuleSet& rules) {
  static const Lexicon lexicon(builtin_data("en"));
  run(lexicon, rules);
}
inline void run_lexicon(const Lexicon& lexicon) {
  static const RuleSet rules(builtin_data("en"));
  run(lexicon, rules);
}

}  // namespace inquit::fuzz
