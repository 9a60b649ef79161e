// Stage 4: the words that name somebody, folded to whole noun phrases.
#include "mentions/mentions.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "read_paragraph.h"

namespace inquit {
namespace {

// The outermost phrases that could speak, in text order.
std::vector<std::string> outermost(std::string_view text) {
  const ReadParagraph read(text);
  std::vector<std::string> out;
  for (const FoldedMention& f : read.scratch.folded)
    if (f.mention != kNoMention) out.push_back(read.words(read.mentions[f.mention].span));
  return out;
}

const Mention& first_of(const ReadParagraph& read) {
  for (const FoldedMention& f : read.scratch.folded)
    if (f.mention != kNoMention) return read.mentions[f.mention];
  static const Mention none;
  ADD_FAILURE() << "no mention in: " << read.text;
  return none;
}

struct Case {
  const char* text;
  std::vector<std::string> mentions;
};

void check(const std::vector<Case>& cases) {
  for (const Case& c : cases) EXPECT_EQ(outermost(c.text), c.mentions) << c.text;
}

TEST(Mentions, WhatFollowsTheNameIsFoldedIn) {
  check({
      {"Ada Fenn, director of the Gyeseong Museum, said so.", {"Ada Fenn, director of the Gyeseong Museum"}},
      {"Ada Fenn, 54, said so.", {"Ada Fenn, 54"}},
      {"Ada Fenn (Lab.) said so.", {"Ada Fenn (Lab.)"}},
      {"Ada Fenn, who chairs the board, said so.", {"Ada Fenn, who chairs the board"}},
      {"The harbour master, Ada Fenn, said so.", {"The harbour master, Ada Fenn"}},
      {"A spokesman for the harbour said so.", {"A spokesman for the harbour"}},
  });
}

TEST(Mentions, CoordinationIsOneGroupWithParts) {
  const ReadParagraph read("Ada Fenn and Ole Brandt said so.");
  const Mention& group = first_of(read);
  EXPECT_EQ(read.words(group.span), "Ada Fenn and Ole Brandt");
  EXPECT_EQ(static_cast<int>(group.form), static_cast<int>(MentionForm::group));
  ASSERT_EQ(group.parts_end - group.parts_begin, 2u);
  EXPECT_EQ(read.words(read.mentions[group.parts_begin].name), "Ada Fenn");
  EXPECT_EQ(read.words(read.mentions[group.parts_begin + 1].name), "Ole Brandt");
}

TEST(Mentions, TitleAndNameApart) {
  const struct {
    const char* text;
    const char *name, *title;
  } cases[] = {
      {"State Department spokesman Ole Brandt left.", "Ole Brandt", "State Department spokesman"},
      {"Ole Brandt, director of the Gyeseong Museum, left.", "Ole Brandt", "director of the Gyeseong Museum"},
      {"Ole Brandt left.", "Ole Brandt", ""},
  };
  for (const auto& c : cases) {
    const ReadParagraph read(c.text);
    EXPECT_EQ(read.words(first_of(read).name), c.name) << c.text;
    EXPECT_EQ(read.words(first_of(read).title), c.title) << c.text;
  }
}

TEST(Mentions, FormTypeNumberAndGender) {
  const struct {
    const char* text;
    MentionForm form;
    EntityType type;
    GrammaticalNumber number;
    Gender gender;
  } cases[] = {
      {"He left.", MentionForm::pronoun, EntityType::unknown, GrammaticalNumber::singular, Gender::male},
      {"They left.", MentionForm::pronoun, EntityType::unknown, GrammaticalNumber::plural, Gender::unknown},
      {"Two officials left.", MentionForm::role, EntityType::people, GrammaticalNumber::plural, Gender::unknown},
      {"The spokeswoman left.", MentionForm::role, EntityType::person, GrammaticalNumber::singular, Gender::female},
      {"The ministry replied.", MentionForm::role, EntityType::organisation, GrammaticalNumber::singular,
       Gender::unknown},
      {"The report said so.", MentionForm::role, EntityType::document, GrammaticalNumber::singular, Gender::unknown},
  };
  for (const auto& c : cases) {
    const ReadParagraph read(c.text);
    const Mention& m = first_of(read);
    EXPECT_EQ(static_cast<int>(m.form), static_cast<int>(c.form)) << c.text;
    if (c.type != EntityType::unknown) EXPECT_EQ(static_cast<int>(m.type), static_cast<int>(c.type)) << c.text;
    EXPECT_EQ(static_cast<int>(m.number), static_cast<int>(c.number)) << c.text;
    EXPECT_EQ(static_cast<int>(m.gender), static_cast<int>(c.gender)) << c.text;
  }
}

TEST(Mentions, PossessorsAndIssuers) {
  const ReadParagraph wife("Fenn’s brother said so.");
  EXPECT_EQ(wife.words(first_of(wife).possessor), "Fenn");
  const ReadParagraph audit("An audit by the Court of Accounts said so.");
  EXPECT_EQ(audit.words(first_of(audit).by), "the Court of Accounts");
}

TEST(Mentions, NoPhraseCrossesAQuotationMark) {
  check({
      {"The mayor “Fenn” stayed.", {"The mayor", "Fenn"}},
      {"“I saw the mayor,” Fenn said.", {"I", "the mayor", "Fenn"}},
      {"Ole “Duke” Brandt said so.", {"Ole “Duke” Brandt"}},
  });
}

TEST(Mentions, RelativePronounKnowsItsAntecedent) {
  const ReadParagraph read("Brandt met Ada Fenn, who said that it was late.");
  bool seen = false;
  for (const Mention& m : read.mentions) {
    if (m.antecedent == kNoMention) continue;
    seen = true;
    EXPECT_EQ(read.words(m.span), "who");
    EXPECT_EQ(read.words(read.mentions[m.antecedent].name), "Ada Fenn");
  }
  EXPECT_TRUE(seen);
}

TEST(Mentions, InnerOnesKnowTheirOuter) {
  const ReadParagraph read("Ada Fenn, director of the Gyeseong Museum, said so.");
  for (uint32_t i = 0; i < read.mentions.size(); ++i) {
    const Mention& m = read.mentions[i];
    if (m.outer == kNoMention) continue;
    ASSERT_LT(m.outer, i);
    EXPECT_LE(read.mentions[m.outer].span.begin, m.span.begin);
    EXPECT_GE(read.mentions[m.outer].span.end, m.span.end);
  }
}

}  // namespace
}  // namespace inquit
