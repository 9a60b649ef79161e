#include "inquit/extractor.h"

#include <gtest/gtest.h>

#include <atomic>
#include <vector>

#include "inquit/json.h"

namespace inquit {
namespace {

// Some of short articles, more than go through a stage together.
std::vector<std::string> articles() {
  std::vector<std::string> out;
  for (int i = 0; i < 40; ++i)
    out.push_back("“Gate " + std::to_string(i) + " is shut,” Ada Fenn told reporters.\n\nShe said it would stay so.");
  return out;
}

std::vector<Outcome> together(const Extractor& extractor, const std::vector<std::string>& texts,
                              const std::atomic<bool>* stop = nullptr) {
  std::vector<DocumentInput> inputs;
  for (const std::string& text : texts) inputs.push_back({.text = text, .id = "a", .stop = stop});
  std::vector<Outcome> out(texts.size());
  extractor.extract(inputs, out);
  return out;
}

TEST(Extractor, DocumentsTogetherHaveTheRecordsThatTheyHaveAlone) {
  const Extractor extractor{Options{}};
  const std::vector<std::string> texts = articles();
  const std::vector<Outcome> outcomes = together(extractor, texts);
  for (size_t i = 0; i < texts.size(); ++i) {
    ASSERT_FALSE(outcomes[i].error) << i;
    const Record alone = extractor.extract({.text = texts[i], .id = "a"});
    EXPECT_EQ(alone.attributions.size(), 2u);
    EXPECT_EQ(to_json(outcomes[i].record, texts[i], extractor, false), to_json(alone, texts[i], extractor, false));
  }
}

TEST(Extractor, OneThatFailsTakesNoOtherWithIt) {
  const Extractor extractor{Options{}};
  std::vector<std::string> texts = articles();
  texts[3] = "\xff";
  const std::vector<Outcome> outcomes = together(extractor, texts);
  for (size_t i = 0; i < texts.size(); ++i) {
    EXPECT_EQ(outcomes[i].error != nullptr, i == 3) << i;
    EXPECT_EQ(outcomes[i].record.attributions.size(), i == 3 ? 0u : 2u) << i;
  }
  EXPECT_THROW(std::rethrow_exception(outcomes[3].error), TextError);
}

TEST(Extractor, WhereAllIsStoppedEachSaysSo) {
  const Extractor extractor{Options{}};
  const std::atomic<bool> stop{true};
  for (const Outcome& outcome : together(extractor, articles(), &stop)) {
    ASSERT_TRUE(outcome.error);
    EXPECT_THROW(std::rethrow_exception(outcome.error), Stopped);
  }
}

}  // namespace
}  // namespace inquit
