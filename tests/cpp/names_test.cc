#include "speakers/names.h"

#include <gtest/gtest.h>

namespace inquit {
namespace {

const Lexicon& lexicon() {
  static const DataFile files[] = {
      {"n.words.tsv",
       "the\tdeterminer\nmr.\thonorific\tcapital=yes\ndr.\thonorific\tcapital=yes\nvan\tname-particle,given-name\n"
       "der\tname-particle\nde\tname-particle\nbin\tname-particle\nal\tname-particle\njr.\tname-suffix\nsr.\tname-"
       "suffix\n"
       "iii\tname-suffix\nhan\tsurname\nlin\tsurname\nnakahara\tsurname\nmichio\tgiven-name\nclara\tgiven-name\n"
       "rosa\tgiven-name\nelvira\tgiven-name\njudith\tgiven-name\npenhale\tsurname\nmaya\tgiven-name\n"}};
  static const Lexicon instance(files);
  return instance;
}

Spellings& spellings() {
  static Spellings instance;
  static const bool begun = (instance.begin(lexicon()), true);
  (void)begun;
  return instance;
}

Name name(std::string_view text) { return parse_name(text, spellings()); }

TEST(Names, KeysLeaveOutMarksAndCase) {
  const struct {
    const char *text, *key;
  } cases[] = {{"Núñez", "nunez"},        {"NUÑEZ", "nunez"},  {"Delacroix-Hume", "delacroixhume"},
               {"N’Guessan", "nguessan"}, {"O'Hara", "ohara"}, {"Þorsdóttir", "þorsdottir"},
               {"Дмитрий", "дмитрии"},    {"R.", "r"},         {"", ""}};
  for (const auto& c : cases) EXPECT_EQ(name_key(c.text), c.key) << c.text;
  EXPECT_EQ(full_name_key(" Ana\n Núñez "), "ana nunez");
}

TEST(Names, KnowCapitalsOfAllScripts) {
  for (const char* word : {"Ana", "Élysée", "Łukasz", "Дмитрий"}) EXPECT_TRUE(capitalised(word)) << word;
  for (const char* word : {"", "ana", "élan", "ł", "東京", "7", "\xff"}) EXPECT_FALSE(capitalised(word)) << word;
}

TEST(Names, AreTakenApart) {
  const Name whitlow = name("Dr. Orville T. Pickens Jr.");
  EXPECT_EQ(whitlow.text, "Orville T. Pickens Jr.");
  ASSERT_EQ(whitlow.parts.size(), 4u);
  EXPECT_TRUE(whitlow.parts[1].initial);
  EXPECT_TRUE(whitlow.parts[3].suffix);
  EXPECT_EQ(whitlow.n_full, 2u);
  EXPECT_EQ(whitlow.last()->key.text(), "pickens");
  EXPECT_EQ(name("the Court\nof  Accounts").text, "Court of Accounts");
  EXPECT_TRUE(name("ACHTERBERG").all_caps);
  EXPECT_FALSE(name("McCoy").all_caps);
  EXPECT_TRUE(name("Han Seo-yeon").family_first);
  EXPECT_TRUE(name("Nakahara Michio").family_first);
  EXPECT_TRUE(name("Lin Guowei").family_first);
  EXPECT_FALSE(name("Clara Penhale").family_first);
  EXPECT_FALSE(name("Maya Lin").family_first);
  EXPECT_EQ(name("al-Hadrami").last()->key.text(), "hadrami");
  EXPECT_EQ(name("").first(), nullptr);
}

TEST(Names, ShorterOnesStandForFullerOnes) {
  using M = NameMatch;
  const struct {
    const char *shorter, *fuller;
    NameMatch match;
  } cases[] = {
      {"Penhale", "Clara Penhale", M::family},
      {"Clara", "Clara Penhale", M::given},
      {"Clara Penhale", "Judith Penhale", M::none},
      {"PENHALE", "Clara Penhale", M::family},
      {"Han", "Han Seo-yeon", M::family},
      {"Seo-yeon", "Han Seo-yeon", M::given},
      {"Nakahara", "Nakahara Michio", M::family},
      {"Lin", "Maya Lin", M::family},
      {"Quintana", "Rosa Elvira Quintana Beltrán", M::part},
      {"Elvira", "Rosa Elvira Quintana Beltrán", M::given},
      {"Quintana Beltran", "Rosa Elvira Quintana Beltrán", M::family},
      {"Rosa Quintana", "Rosa Elvira Quintana Beltrán", M::full},
      {"Rosa Beltrán", "Rosa Elvira Quintana Beltrán", M::full},
      {"Vörös Halmi", "Péter Vörös Halmi", M::family},
      {"Van der Leeuw", "Joost van der Leeuw", M::family},
      {"Leeuw", "Joost van der Leeuw", M::family},
      {"Van Morrison", "Jim Morrison", M::none},
      {"al-Hadrami", "Nasser bin Khalid al-Hadrami", M::family},
      {"Hadrami", "Nasser bin Khalid al-Hadrami", M::family},
      {"Dana Whitlow", "Dana R. Whitlow", M::full},
      {"D. Whitlow", "Dana R. Whitlow", M::full},
      {"E. Whitlow", "Dana R. Whitlow", M::none},
      {"Pickens", "Orville T. Pickens Jr.", M::family},
      {"Orville Pickens Sr.", "Orville Pickens Jr.", M::none},
      {"Orville Pickens", "Orville Pickens Jr.", M::equal},
      {"Delacroix-Hume", "Anne-Sophie Delacroix-Hume", M::family},
      {"Hume", "Anne-Sophie Delacroix-Hume", M::part},
      {"Núñez", "Ana Nunez", M::family},
      {"Ivanka Trump", "Donald Trump", M::none},
      {"Seo-yeon Han", "Han Seo-yeon", M::full},
      {"R.", "Dana R. Whitlow", M::none},
      {"", "Dana", M::none},
  };
  for (const auto& c : cases)
    EXPECT_EQ(match_names(name(c.shorter), name(c.fuller)), c.match) << c.shorter << " / " << c.fuller;
}

TEST(Names, OfBodies) {
  using M = NameMatch;
  const struct {
    const char *shorter, *fuller;
    NameMatch match;
  } cases[] = {{"Corrand", "Corrand Securities", M::family},
               {"the Ledger", "Eastern Ledger", M::part},
               {"COA", "Court of Accounts", M::part},
               {"CA", "Court of Accounts", M::part},
               {"coa", "Court of Accounts", M::none},
               {"Court", "Eastern Ledger", M::none},
               {"the Court of Accounts", "Court of Accounts", M::equal}};
  for (const auto& c : cases)
    EXPECT_EQ(match_bodies(name(c.shorter), name(c.fuller)), c.match) << c.shorter << " / " << c.fuller;
}

}  // namespace
}  // namespace inquit
