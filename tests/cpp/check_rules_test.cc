#include "rules/check_rules.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

#include "attribution/explain.h"

namespace inquit {
namespace {

class Pack {
 public:
  explicit Pack(const std::string& toml)
      : path_(std::filesystem::temp_directory_path() / ("inquit_pack_" + std::to_string(++count_) + ".toml")) {
    std::ofstream(path_, std::ios::binary) << toml;
  }
  ~Pack() { std::filesystem::remove(path_); }
  Extractor extractor() const {
    Options options;
    options.packs = {path_.string()};
    return Extractor(options);
  }

 private:
  static inline int count_ = 0;
  std::filesystem::path path_;
};

TEST(CheckRules, TheBuiltInExamplesHold) {
  const RuleCheck check = check_rules(Extractor(Options{}));
  EXPECT_EQ(check.failed, 0) << to_json(check);
  EXPECT_GT(check.passed, 60);
}

TEST(CheckRules, AnExampleThatFailsIsToldWithWhatWasFound) {
  const Pack pack(
      "[[rule]]\nid = \"bar\"\ndoc = \"d\"\nweight = 515\npattern = \"^ content=(QUOTE!) source=(MENTION[name]) (. | "
      "$)\"\n"
      "examples = [{ text = \"“The tide decides.” | Ada Fenn\", content = \"“The tide decides.”\", source = \"Lin "
      "Moss\" }]\n"
      "counter-examples = [\"“The sea decides.” | Ada Fenn\"]\n");
  const RuleCheck check = check_rules(pack.extractor());
  EXPECT_EQ(check.failed, 2);
  ASSERT_EQ(check.failures.size(), 2u);
  EXPECT_NE(check.failures[0].problem.find("source is “Ada Fenn”, not “Lin Moss”"), std::string::npos)
      << check.failures[0].problem;
  EXPECT_NE(check.failures[1].problem.find("a counter-example, but the rule answers"), std::string::npos);
}

TEST(CheckRules, AnotherRulesAnswerIsNoPass) {
  const Pack pack(
      "[[rule]]\nid = \"mine\"\ndoc = \"d\"\nweight = 1\npattern = \"content=(QUOTE) , source=(MENTION) CUE!\"\n"
      "examples = [{ text = \"“We are ready,” Ada Fenn said.\", content = \"“We are ready,”\" }]\n");
  const RuleCheck check = check_rules(pack.extractor());
  ASSERT_EQ(check.failures.size(), 1u);
  EXPECT_EQ(check.failures[0].rule, "mine");
  EXPECT_NE(check.failures[0].problem.find("[quote-source-cue]"), std::string::npos);
}

TEST(Explain, NamesTheRuleTheUnitsAndWhyOthersGaveWay) {
  const Extractor extractor{Options{}};
  const std::string text = "“We are ready,” Ada Fenn said.";
  const std::string json = explain_json(extractor, {.text = text, .id = "", .date = "", .title = ""}, {0, 10});
  for (const char* part : {"\"id\": \"quote-source-cue\", \"outcome\": \"won\"", "\"symbol\": \"QUOTE[comma",
                           "\"role\": \"source\"", "\"basis\": \"own name\"", "\"claimed\": true"})
    EXPECT_NE(json.find(part), std::string::npos) << part << "\n" << json;
}

TEST(Explain, TracingChangesNoAnswer) {
  const Extractor extractor{Options{}};
  const std::string text =
      "“We are ready,” Ada Fenn said. She added that the shop was shut, saying: “We are sorry.” “Go,” she said.";
  const DocumentInput input{.text = text, .id = "", .date = "", .title = ""};
  const Record record = extractor.extract(input);
  const std::string json = explain_json(extractor, input, {0, static_cast<uint32_t>(text.size())});
  for (const Attribution& a : record.attributions)
    EXPECT_NE(json.find("\"rule\": \"" + std::string(a.rule) + "\""), std::string::npos) << a.rule;
}

}  // namespace
}  // namespace inquit
