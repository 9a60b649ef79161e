// The matcher of rules against RE2, whose meaning of a pattern it must have: every built-in rule on random rows.
#include "rules/rule_matcher.h"

#include <gtest/gtest.h>
#include <re2/re2.h>
#include <re2/stringpiece.h>

#include <random>

#include "lexicon/lexicon.h"
#include "rules/rules_load.h"

namespace inquit {
namespace {

// What RE2 binds, in the form of Captures; empty where it does not match.
std::vector<uint32_t> by_re2(const RE2& re, const std::string& row, uint32_t begin, uint32_t pivot, uint32_t end) {
  std::string marked = row;
  marked[pivot] = Alphabet::kPivot;
  std::vector<re2::StringPiece> groups(static_cast<size_t>(re.NumberOfCapturingGroups()) + 1);
  const re2::StringPiece text(marked.data() + begin, end - begin);
  if (!re.Match(text, 0, text.size(), RE2::UNANCHORED, groups.data(), static_cast<int>(groups.size()))) return {};
  std::vector<uint32_t> out;
  for (const re2::StringPiece& g : groups) {
    out.push_back(g.data() ? static_cast<uint32_t>(g.data() - marked.data()) : Captures::kUnset);
    out.push_back(g.data() ? out.back() + static_cast<uint32_t>(g.size()) : Captures::kUnset);
  }
  return out;
}

std::vector<uint32_t> by_matcher(const RuleMatcher& matcher, const std::string& row, uint32_t begin, uint32_t pivot,
                                 uint32_t end, size_t n) {
  Captures ends;
  std::string bytes = row;
  const bool matched = matcher.match(PivotRow(bytes, begin, pivot, end), ends);
  EXPECT_EQ(bytes, row);
  if (!matched) return {};
  return {ends.at.begin(), ends.at.begin() + static_cast<std::ptrdiff_t>(n)};
}

struct Compiled {
  std::string id;
  RuleMatcher matcher;
  std::unique_ptr<RE2> re;
};

std::vector<Compiled> compile_all(const std::vector<std::pair<std::string, std::string>>& patterns,
                                  const Definitions& definitions) {
  std::vector<Predicate> predicates;
  std::vector<ParsedPattern> parsed;
  for (const auto& [id, pattern] : patterns) parsed.push_back(parse_pattern(pattern, definitions, predicates));
  const Alphabet alphabet(predicates);
  RE2::Options options;
  options.set_encoding(RE2::Options::EncodingLatin1);
  std::vector<Compiled> out;
  for (size_t i = 0; i < parsed.size(); ++i)
    out.push_back({patterns[i].first, RuleMatcher(parsed[i], alphabet),
                   std::make_unique<RE2>(compile_pattern(parsed[i], alphabet), options)});
  return out;
}

// Rows near a pattern: bytes drawn from those that may stand beside a pivot, and from all.
void compare(const std::vector<Compiled>& all, int rows, uint32_t longest, unsigned seed) {
  std::mt19937 random(seed);
  size_t matched = 0;
  for (const Compiled& c : all) {
    std::vector<char> near;
    for (int b = 2; b < 256; ++b)
      if (c.matcher.before()[b] || c.matcher.after()[b]) near.push_back(static_cast<char>(b));
    if (near.size() > 40) near.resize(40);
    for (int k = 0; k < rows; ++k) {
      std::string row(4 + random() % longest, '\0');
      for (char& b : row)
        b = !near.empty() && random() % 3 ? near[random() % near.size()] : static_cast<char>(2 + random() % 180);
      const uint32_t begin = random() % 2, end = static_cast<uint32_t>(row.size()) - random() % 2,
                     pivot = begin + random() % (end - begin);
      const std::vector<uint32_t> expected = by_re2(*c.re, row, begin, pivot, end);
      const std::vector<uint32_t> found =
          by_matcher(c.matcher, row, begin, pivot, end, 2 * (c.re->NumberOfCapturingGroups() + 1));
      ASSERT_EQ(expected, found) << c.id << ", row " << k;
      if (expected.empty()) continue;
      ++matched;
      ASSERT_TRUE(pivot == begin ? c.matcher.before()[0]
                                 : c.matcher.before()[static_cast<unsigned char>(row[pivot - 1])])
          << c.id;
      ASSERT_TRUE(pivot + 1 == end ? c.matcher.after()[0]
                                   : c.matcher.after()[static_cast<unsigned char>(row[pivot + 1])])
          << c.id;
    }
  }
  EXPECT_GT(matched, all.size());
}

TEST(RuleMatcher, BindsWhatRe2BindsByTheBuiltInRules) {
  const RuleSource source = load_rules(builtin_data("en"));
  std::vector<std::pair<std::string, std::string>> patterns;
  for (const Rule& rule : source.rules) patterns.push_back({rule.id, rule.pattern});
  compare(compile_all(patterns, source.definitions), 300, 12, 1);
}

TEST(RuleMatcher, PrefersWhatRe2Prefers) {
  const std::vector<std::pair<std::string, std::string>> patterns = {
      {"lazy and greedy", "content=(...?) (WORD | QUOTE) source=(...) CUE! addressee=(...?) place=(...)"},
      {"repeats", "(content=(WORD) | source=(QUOTE) | WORD QUOTE){0,4} ,{1,3}? CUE! (time=(WORD WORD?)){1,3} ..."},
      {"empty branches", "(WORD? | QUOTE){0,3} (content=(WORD)?)? CUE! (place=(WORD?) QUOTE?){0,3} $"},
      {"ends", "(^ | .) content=(~(QUOTE){0,6}) source=(WORD?) CUE! (. | $)"},
      {"in a group", "content=(WORD? CUE! WORD?) source=(...?) QUOTE"},
      {"many ways",
       "(WORD? WORD? WORD? WORD?){0,5} (WORD? WORD?){0,5} QUOTE CUE! content=((WORD? WORD?){0,9}) (WORD? WORD?){0,9} "
       "QUOTE"},
  };
  const std::vector<Compiled> all = compile_all(patterns, {});
  compare(all, 4000, 10, 2);
  compare(all, 60, 70, 3);
}

TEST(RuleMatcher, IsQuickWhereAPatternHasManyWays) {
  const std::vector<Compiled> all =
      compile_all({{"many ways", "CUE! content=((WORD? WORD? WORD?){0,20}) (WORD? WORD?){0,20} QUOTE"}}, {});
  std::string row(90, '\0');
  for (int b = 2; b < 256; ++b)
    if (all[0].matcher.after()[b]) row.assign(90, static_cast<char>(b));
  Captures ends;
  EXPECT_FALSE(all[0].matcher.match(PivotRow(row, 0, 0, 90), ends));
}

}  // namespace
}  // namespace inquit
