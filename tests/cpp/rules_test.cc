#include "rules/rules.h"

#include <gtest/gtest.h>

#include "inquit/error.h"
#include "rules/rule_matcher.h"

namespace inquit {
namespace {

const std::string kExample = "examples = [{ text = \"T\", content = \"C\" }]\n";

std::string rule(const std::string& id, const std::string& pattern, const std::string& more = "",
                 const std::string& example = kExample) {
  return "[[rule]]\nid = \"" + id + "\"\ndoc = \"d\"\npattern = \"" + pattern + "\"\n" + more + example;
}

RuleSet load(const std::vector<DataFile>& files) { return RuleSet(files); }

std::vector<std::string> ids(const RuleSet& set) {
  std::vector<std::string> out;
  for (const Rule& r : set.rules()) out.push_back(r.id);
  return out;
}

std::string error_of(const std::string& toml) {
  try {
    const DataFile files[] = {{"pack.toml", toml}};
    RuleSet set(files);
  } catch (const DataError& error) {
    return error.what();
  }
  return "";
}

using Ids = std::vector<std::string>;

TEST(Rules, TheHeavierGoesFirstThenTheEarlier) {
  const std::string toml =
      rule("light", "CUE! QUOTE", "weight = 100\n") + rule("heavy", "CUE! QUOTE", "weight = 900\n") +
      rule("light-too", "CUE! QUOTE", "weight = 100\n", "examples = [{ text = \"U\", content = \"C\" }]\n");
  EXPECT_EQ(ids(load({{"a.toml", toml}})), (Ids{"heavy", "light", "light-too"}));
}

TEST(Rules, ALaterFileReplacesByIdAndSwitchesOff) {
  const std::string base = rule("one", "CUE! QUOTE", "weight = 900\n") + rule("two", "CUE! QUOTE", "weight = 800\n");
  const std::string pack = "disable = [\"two\"]\n" + rule("one", "QUOTE!", "weight = 700\n");
  const RuleSet set = load({{"a.toml", base}, {"b.toml", pack}});
  EXPECT_EQ(ids(set), (Ids{"one"}));
  EXPECT_EQ(set.rules()[0].pivot, UnitType::quote);
  EXPECT_EQ(set.rules()[0].file, "b.toml");
}

struct Wrong {
  std::string toml;
  const char* message;
};

TEST(Rules, AWrongFileIsNamedWithLineAndRemedy) {
  const std::string good = rule("r", "CUE! QUOTE");
  const Wrong cases[] = {
      {"[[rule]\nid=1", "pack.toml:1: "},
      {rule("r", "CUE! QUOTE", "", ""), "pack.toml:1: rule 'r': no example; write one"},
      {rule("r", "CUE! MENTION*"), "pack.toml:1: rule 'r': pattern: an unbounded repeat"},
      {rule("r", "CUE! BANANA"), "pack.toml:1: rule 'r': pattern: unknown unit 'BANANA'"},
      {rule("r", "CUE! QUOTE", "colour = 1\n"), "pack.toml:5: unknown key 'colour'"},
      {rule("r", "CUE! QUOTE", "weight = 5000\n"), "pack.toml:5: weight: a whole number from 0 to 1000"},
      {rule("r", "CUE! QUOTE", "frame = \"loud\"\n"), "pack.toml:5: frame: unknown frame 'loud'"},
      {rule("r", "CUE! QUOTE", "zones = [\"attic\"]\n"), "pack.toml:5: zones: unknown value 'attic'"},
      {"[[rule]]\nid = \"r\"\n", "pack.toml:1: a rule has no 'doc'; add one"},
      {good + good, "pack.toml:6: rule 'r': a second rule of that id"},
      {good + rule("s", "QUOTE!"), "pack.toml:6: rule 's': weight: 500 is the weight of rule 'r' too"},
      {"disable = [\"nobody\"]\n", "pack.toml:1: disable: no rule has the id 'nobody'"},
      {"disable = \"r\"\n" + good, "disable: a list of rule ids is wanted"},
      {rule("r", "CUE! QUOTE", "", "examples = [{ text = \"T\" }]\n"), "an example needs 'text' and 'content'"},
  };
  for (const Wrong& c : cases)
    EXPECT_NE(error_of(c.toml).find(c.message), std::string::npos) << c.toml << "\n" << error_of(c.toml);
}

Unit unit(UnitType type, uint64_t attributes = 0) {
  Unit u;
  u.type = type;
  u.attributes = attributes;
  return u;
}

TEST(Rules, BindsTheGroupsAroundThePivot) {
  const RuleSet set = load({{"a.toml", rule("r", "content=(QUOTE) ,? source=(MENTION) CUE! addressee=(MENTION)?")}});
  const std::vector<Unit> units = {unit(UnitType::word),    unit(UnitType::quote), unit(UnitType::comma),
                                   unit(UnitType::mention), unit(UnitType::cue),   unit(UnitType::mention),
                                   unit(UnitType::stop)};
  std::string row;
  set.encode(units, row);
  const std::string before = row;
  std::vector<int> hits;
  set.candidates(row, units, 4, 1, set.all_rules(), hits);
  EXPECT_EQ(hits, std::vector<int>{0});
  RuleMatch match;
  ASSERT_TRUE(set.bind(0, PivotRow(row, 0, 4, 7), match));
  ASSERT_EQ(match.groups.size(), 3u);
  EXPECT_EQ(match.groups[0].role, GroupRole::content);
  EXPECT_EQ(match.groups[0].begin, 1u);
  EXPECT_EQ(match.groups[1].begin, 3u);
  EXPECT_EQ(match.groups[2].end, 6u);
  EXPECT_EQ(row, before);  // changed and restored
}

TEST(Rules, OnlyThePivotsOwnAttributesLetItIn) {
  const RuleSet set = load({{"a.toml", rule("r", "CUE[finite,!passive]! QUOTE")}});
  const uint64_t finite = attribute_bit(UnitAttribute::finite), passive = attribute_bit(UnitAttribute::passive);
  for (const auto& [attributes, fits] : {std::pair{finite, true}, {finite | passive, false}, {uint64_t{0}, false}}) {
    const std::vector<Unit> units = {unit(UnitType::cue, attributes), unit(UnitType::quote)};
    std::string row;
    set.encode(units, row);
    std::vector<int> hits;
    set.candidates(row, units, 0, 1, set.all_rules(), hits);
    EXPECT_EQ(!hits.empty(), fits);
  }
}

TEST(Rules, WhatRefersToAnAttributionWaitsForTheSecondPass) {
  const RuleSet set = load({{"a.toml", rule("r", "ATTRIBUTION , CUE! content=(QUOTE)")}});
  EXPECT_EQ(set.rules()[0].pass, 2);
  EXPECT_TRUE(set.rules()[0].inherits);
  const std::vector<Unit> units = {unit(UnitType::attribution), unit(UnitType::comma), unit(UnitType::cue),
                                   unit(UnitType::quote)};
  std::string row;
  set.encode(units, row);
  std::vector<int> hits;
  set.candidates(row, units, 2, 1, set.all_rules(), hits);
  EXPECT_TRUE(hits.empty());
  set.candidates(row, units, 2, 2, set.all_rules(), hits);
  RuleMatch match;
  ASSERT_EQ(hits.size(), 1u);
  ASSERT_TRUE(set.bind(0, PivotRow(row, 0, 2, 4), match));
  EXPECT_EQ(match.attribution, 0u);
}

TEST(Rules, TheBuiltInRulesLoad) {
  const RuleSet set(builtin_data("en"));
  EXPECT_GT(set.rules().size(), 50u);
  for (const Rule& r : set.rules()) EXPECT_FALSE(r.examples.empty()) << r.id;
}

}  // namespace
}  // namespace inquit
