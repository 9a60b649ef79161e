// Stage 6: tokens, quotations, mentions and cues become the alphabet of the rules.
#include "rules/units.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "read_paragraph.h"

namespace inquit {
namespace {

TEST(Units, OneForEachThingThatRulesSpeakOf) {
  const struct {
    const char* text;
    const char* units;
  } cases[] = {
      {"“Come in,” Ada Fenn said.", "QUOTE:“Come in,” ,: MENTION:Ada Fenn CUE:said ."},
      {"Fenn said that it was late.", "MENTION:Fenn CUE:said THAT:that MENTION:it VERB:was WORD:late ."},
      {"Fenn told Brandt on Monday: “Go.”", "MENTION:Fenn CUE:told MENTION:Brandt TIME:on Monday : QUOTE:“Go.”"},
      {"According to Fenn, it was late.", "CUE:According to MENTION:Fenn , MENTION:it VERB:was WORD:late ."},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(ReadParagraph(c.text).units(), c.units) << c.text;
  }
}

std::vector<Unit> outside(const ReadParagraph& read) {
  std::vector<Window> windows;
  find_windows(read.view(), windows);
  std::vector<Unit> units;
  for (const Window& w : windows)
    if (w.kind == WindowKind::outside) make_units(read.view(), w, units);
  return units;
}

TEST(Units, CoverTheWindowWithoutAGap) {
  for (const char* text : {"“Come in,” Ada Fenn, who chairs the board, told Brandt in Lugo on Monday.",
                           "Fenn (whom nobody knew) said – twice – that it’s “over”; Brandt didn’t.",
                           "Asked whether he would go, Fenn said no, adding: “Never.”"}) {
    const ReadParagraph read(text);
    const std::vector<Unit> units = outside(read);
    ASSERT_FALSE(units.empty()) << text;
    EXPECT_EQ(units.front().first, 0u) << text;
    EXPECT_EQ(units.back().end, read.scratch.tokens.size()) << text;
    for (size_t i = 1; i < units.size(); ++i) {
      EXPECT_EQ(units[i - 1].end, units[i].first) << text;
      EXPECT_LE(units[i - 1].span.end, units[i].span.begin) << text;
    }
  }
}

TEST(Units, QuotationsSayHowTheyEndAndWhatTheyAre) {
  using A = UnitAttribute;
  const struct {
    const char* text;
    std::vector<A> has, lacks;
  } cases[] = {
      {"“We go,” Fenn said.", {A::ends_comma}, {A::ends_stop, A::lower}},
      {"Fenn said: “We go.”", {A::ends_stop}, {A::ends_comma}},
      {"“Do we go?” Fenn said.", {A::ends_question}, {A::ends_comma}},
      {"Fenn called it “a shame” on Monday.", {A::ends_plain, A::fragment, A::lower}, {A::ends_comma}},
      {"“We go and we", {A::open}, {A::ends_comma}},
  };
  for (const auto& c : cases) {
    const ReadParagraph read(c.text);
    bool seen = false;
    for (const Unit& u : outside(read)) {
      if (u.type != UnitType::quote) continue;
      seen = true;
      for (A a : c.has) EXPECT_TRUE(u.has(a)) << c.text << " " << static_cast<int>(a);
      for (A a : c.lacks) EXPECT_FALSE(u.has(a)) << c.text << " " << static_cast<int>(a);
    }
    EXPECT_TRUE(seen) << c.text;
  }
}

TEST(Units, MentionsAndCuesSayTheirForm) {
  using A = UnitAttribute;
  const struct {
    const char* text;
    const char* words;
    A has;
  } cases[] = {
      {"She said so.", "She", A::pronoun},
      {"She said so.", "She", A::subject},
      {"Fenn told him so.", "him", A::object_case},
      {"Ada Fenn said so.", "Ada Fenn", A::name},
      {"The mayor said so.", "The mayor", A::role},
      {"The report said so.", "The report", A::document},
      {"Fenn, saying so, left.", "saying", A::gerund},
      {"Fenn was told so.", "was told", A::passive},
      {"Fenn never said so.", "never said", A::negated},
      {"Fenn would say so.", "would say", A::modal},
  };
  for (const auto& c : cases) {
    const ReadParagraph read(c.text);
    bool seen = false;
    for (const Unit& u : outside(read))
      if (read.words(u.first, u.end).find(c.words) != std::string::npos) seen |= u.has(c.has);
    EXPECT_TRUE(seen) << c.words << " in: " << c.text;
  }
}

TEST(Windows, OutsideInsideAndClauses) {
  const ReadParagraph read("Fenn, who said it was late, told Brandt: “The board said ‘never’ to me.”");
  std::vector<Window> windows;
  find_windows(read.view(), windows);
  int outsides = 0, quotations = 0, clauses = 0;
  for (const Window& w : windows) {
    outsides += w.kind == WindowKind::outside;
    quotations += w.kind == WindowKind::quotation;
    clauses += w.kind == WindowKind::clause;
    if (w.kind == WindowKind::quotation) EXPECT_GE(w.quote, 0);
  }
  EXPECT_EQ(outsides, 1);
  EXPECT_GE(quotations, 1);
  EXPECT_GE(clauses, 1);
}

TEST(Windows, NoneInsideAQuotationThatReportsNothing) {
  const ReadParagraph read("“We go home,” Fenn said.");
  std::vector<Window> windows;
  find_windows(read.view(), windows);
  for (const Window& w : windows) EXPECT_EQ(static_cast<int>(w.kind), static_cast<int>(WindowKind::outside));
}

}  // namespace
}  // namespace inquit
