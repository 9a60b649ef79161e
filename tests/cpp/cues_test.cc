// Stage 5: the words that report, each with its verb group.
#include "rules/cues.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "read_paragraph.h"

namespace inquit {
namespace {

// "said", "committed to [had committed to] finite": the words, the group where it is longer, and what the match says.
std::vector<std::string> show(std::string_view text) {
  const ReadParagraph read(text);
  std::vector<std::string> out;
  for (const CueMatch& m : read.scratch.cues) {
    std::string line = read.words(m.span);
    if (!m.second.empty()) line += " … " + read.words(m.second);
    if (m.group_first != m.first || m.group_end != m.end) line += " [" + read.words(m.group_first, m.group_end) + "]";
    const std::pair<bool, const char*> flags[] = {
        {m.finite, "finite"},   {m.gerund, "gerund"},   {m.infinitive, "infinitive"}, {m.passive, "passive"},
        {m.reduced, "reduced"}, {m.negated, "negated"}, {m.modal, "modal"},           {m.adjacent_noun, "noun"}};
    for (const auto& [set, name] : flags)
      if (set) line += std::string(" ") + name;
    out.push_back(line);
  }
  return out;
}

struct Case {
  const char* text;
  std::vector<std::string> cues;
};

void check(const std::vector<Case>& cases) {
  for (const Case& c : cases) EXPECT_EQ(show(c.text), c.cues) << c.text;
}

TEST(Cues, VerbGroups) {
  check({
      {"Fenn said it was late.", {"said finite"}},
      {"Fenn has said it was late.", {"said [has said] finite"}},
      {"Fenn had repeatedly warned the board.", {"warned [had repeatedly warned] finite"}},
      {"Fenn is saying nothing new.", {"saying [is saying] finite"}},
      {"Fenn, saying it was late, left.", {"saying gerund"}},
      {"Fenn declined to say why.", {"declined finite", "say [to say] infinitive"}},
  });
}

TEST(Cues, Negation) {
  check({
      {"Fenn did not say why.", {"say [did not say] finite negated"}},
      {"Fenn never said so.", {"said [never said] finite negated"}},
      {"Fenn didn’t say why.", {"say [didn’t say] finite negated"}},
  });
}

TEST(Cues, Modals) {
  check({
      {"Fenn would say why.", {"say [would say] finite modal"}},
      {"Fenn could not say why.", {"say [could not say] finite negated modal"}},
  });
}

TEST(Cues, Passive) {
  check({
      {"Fenn was told to leave.", {"told [was told] finite passive"}},
      {"The letter written by the board arrived.", {"letter noun", "written reduced"}},
  });
}

TEST(Cues, PartedCuesHaveTwoSpans) {
  check({
      {"Fenn made it clear that the vote stands.", {"made … clear finite"}},
      {"Fenn made clear that the vote stands.", {"made clear finite"}},
  });
}

TEST(Cues, PrepositionsAndNouns) {
  const ReadParagraph read("According to Fenn, the vote stands.");
  ASSERT_EQ(read.scratch.cues.size(), 1u);
  EXPECT_EQ(read.words(read.scratch.cues[0].span), "According to");
  EXPECT_EQ(static_cast<int>(read.scratch.cues[0].type), static_cast<int>(CueType::preposition));
}

TEST(Cues, WordsThatOnlyLookLikeOne) {
  check({
      {"The state of the road is poor.", {}},
      {"A tell lies north of the town.", {}},
  });
}

TEST(Cues, InTextOrderAndFoundByToken) {
  const ReadParagraph read("Fenn said the board had warned her and added that nobody denied it.");
  const std::vector<CueMatch>& cues = read.scratch.cues;
  ASSERT_GE(cues.size(), 4u);
  for (size_t i = 1; i < cues.size(); ++i) EXPECT_LT(cues[i - 1].first, cues[i].first);
  EXPECT_EQ(first_cue_from(cues, 0)->first, cues[0].first);
  EXPECT_EQ(first_cue_from(cues, cues[0].first + 1)->first, cues[1].first);
  EXPECT_EQ(first_cue_from(cues, cues.back().first + 1), cues.end());
  EXPECT_TRUE(has_cue(cues, cues[1].first, cues[1].first + 1));
  EXPECT_FALSE(has_cue(cues, cues[1].first, cues[1].first));
}

}  // namespace
}  // namespace inquit
