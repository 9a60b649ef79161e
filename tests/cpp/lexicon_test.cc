#include "lexicon/lexicon.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "inquit/error.h"

namespace inquit {
namespace {

using C = WordClass;

constexpr std::string_view kActs = "say\tsays something\nask\tasks\npromise\tundertakes\n";
constexpr std::string_view kClitics = "'s\tsuffix\nn't\tsuffix\n't\tsuffix\nl'\tprefix\n";

Lexicon load(std::string_view name, std::string_view content) {
  const std::vector<DataFile> files = {{std::string(name), content}, {"acts.tsv", kActs}, {"clitics.tsv", kClitics}};
  return Lexicon(files);
}

std::string folded(std::string_view text) {
  std::string out;
  fold(text, out);
  return out;
}

std::vector<WordId> ids(const Lexicon& lexicon, std::initializer_list<std::string_view> words) {
  std::vector<WordId> out;
  for (const std::string_view word : words) out.push_back(lexicon.find(word));
  return out;
}

TEST(Fold, MakesSpellingsOfOneWordEqual) {
  const struct {
    const char *text, *folded;
  } cases[] = {
      {"", ""},
      {"Kirby", "kirby"},
      {"U.S.", "u.s."},
      {"don’t", "don't"},
      {"N’GUESSAN", "n'guessan"},
      {"Núñez", "núñez"},
      {"NU\u0301N\u0303EZ", "núñez"},
      {"STRASSE", "strasse"},
      {"Straße", "strasse"},
      {"I", "i"},
      {"İ", "i̇"},
      {"ΣΊΣΥΦΟΣ", "σίσυφοσ"},
      {"Þorsdóttir’s", "þorsdóttir's"},
      {"МОСКВА", "москва"},
      {"東京", "東京"},
      {"É’É’É", "é'é'é"},
  };
  for (const auto& c : cases) EXPECT_EQ(folded(c.text), c.folded) << c.text;
}

TEST(Fold, TakesStrangeBytes) {
  EXPECT_EQ(folded("a\xff"
                   "B"),
            "a\xff"
            "b");
}

TEST(Lexicon, KnowsNoWordThatNoListHas) {
  const Lexicon lexicon({});
  EXPECT_EQ(lexicon.find("said"), kUnknownWord);
  EXPECT_EQ(lexicon.find(""), kUnknownWord);
  EXPECT_TRUE(lexicon.info(kUnknownWord).classes.empty());
  EXPECT_TRUE(lexicon.info(12345).classes.empty());
  EXPECT_EQ(lexicon.text(kUnknownWord), "");
  EXPECT_EQ(lexicon.find_phrase({}).n_tokens, 0u);
  EXPECT_TRUE(lexicon.cue_forms(kUnknownWord).empty());
}

TEST(Lexicon, AddsUpEntriesOfOneWord) {
  const Lexicon lexicon = load("x.words.tsv", "Reporter\trole\nreporter\tnoun,mainly-noun\tnumber=singular\n");
  const WordInfo& info = lexicon.info(lexicon.find("reporter"));
  EXPECT_EQ(info.classes, (ClassSet{C::role, C::noun, C::mainly_noun}));
  EXPECT_EQ(info.number, GrammaticalNumber::singular);
  EXPECT_EQ(lexicon.text(lexicon.find("reporter")), "reporter");
}

TEST(Lexicon, KeepsClassesOfCapitalisedWordsApart) {
  const Lexicon lexicon = load("x.words.tsv",
                               "march\tverb\nMarch\tmonth\tcapital=yes\nGrace\tgiven-name\tcapital=yes,gender=female\n"
                               "grace\tnoun\n");
  const WordInfo& march = lexicon.info(lexicon.find("march"));
  EXPECT_EQ(march.classes, ClassSet{C::verb});
  EXPECT_EQ(march.classes_of(false), ClassSet{C::verb});
  EXPECT_EQ(march.classes_of(true), (ClassSet{C::verb, C::month}));
  const WordInfo& grace = lexicon.info(lexicon.find("grace"));
  EXPECT_EQ(grace.gender_of(false), Gender::unknown);
  EXPECT_EQ(grace.gender_of(true), Gender::female);
}

TEST(Lexicon, GivesNoGenderToNamesOfBoth) {
  const Lexicon lexicon =
      load("x.words.tsv", "#! classes=given-name features=gender=female\nRobin\nRobin\t\tgender=male\nRobin\n");
  EXPECT_EQ(lexicon.info(lexicon.find("robin")).gender, Gender::unknown);
}

TEST(Lexicon, ReadsFeatures) {
  const Lexicon lexicon =
      load("pronouns.words.tsv",
           "she\tpronoun\tgender=female,number=singular,person=third,case=subject\nwho\trelative\tcase=relative\n");
  const WordInfo& she = lexicon.info(lexicon.find("she"));
  EXPECT_EQ(she.gender, Gender::female);
  EXPECT_EQ(she.person, GrammaticalPerson::third);
  EXPECT_EQ(she.number, GrammaticalNumber::singular);
  EXPECT_EQ(she.pronoun_case, PronounCase::subject);
  EXPECT_EQ(lexicon.info(lexicon.find("who")).pronoun_case, PronounCase::relative);
}

TEST(Lexicon, PresetsHoldForTheLinesThatLeaveThemOut) {
  const Lexicon lexicon = load(
      "x.words.tsv",
      "\xef\xbb\xbf# a comment\r\n#! classes=given-name features=capital=yes\r\nAnna\r\n\r\nOtto\t\tgender=male\r\n"
      "vicar\trole\n#! classes=surname\nSmith\n");
  EXPECT_EQ(lexicon.info(lexicon.find("anna")).capital_classes, ClassSet{C::given_name});
  EXPECT_EQ(lexicon.info(lexicon.find("otto")).classes, ClassSet{C::given_name});
  EXPECT_EQ(lexicon.info(lexicon.find("otto")).gender, Gender::male);
  EXPECT_EQ(lexicon.info(lexicon.find("vicar")).capital_classes, ClassSet{C::role});
  EXPECT_EQ(lexicon.info(lexicon.find("smith")).classes, ClassSet{C::surname});
}

TEST(Lexicon, FindsTheLongestPhrase) {
  const Lexicon lexicon = load(
      "x.words.tsv", "prime minister\ttitle\nprime minister of state\ttitle\nminister\trole\nde la\tname-particle\n");
  const auto match = [&](std::initializer_list<std::string_view> words) {
    return lexicon.find_phrase(ids(lexicon, words));
  };
  EXPECT_EQ(match({"prime", "minister"}).n_tokens, 2u);
  EXPECT_EQ(lexicon.text(match({"prime", "minister", "said"}).word), "prime minister");
  EXPECT_EQ(match({"prime", "minister", "of"}).n_tokens, 2u);
  EXPECT_EQ(match({"prime", "minister", "of", "state", "x"}).n_tokens, 4u);
  EXPECT_EQ(match({"prime"}).n_tokens, 0u);
  EXPECT_EQ(match({"minister"}).n_tokens, 0u);
  EXPECT_EQ(match({"unknown", "minister"}).n_tokens, 0u);
  EXPECT_TRUE(lexicon.starts_phrase(lexicon.find("prime")));
  EXPECT_FALSE(lexicon.starts_phrase(lexicon.find("minister")));
  EXPECT_TRUE(lexicon.info(lexicon.find("prime")).classes.empty());
  EXPECT_EQ(lexicon.info(match({"de", "la"}).word).classes, ClassSet{C::name_particle});
}

TEST(Lexicon, CutsPhrasesWhereTokensAreCut) {
  const Lexicon lexicon = load("x.words.tsv", "people’s party\torganisation\nMoody's\torganisation\nl'eau\tnoun\n");
  EXPECT_EQ(lexicon.find_phrase(ids(lexicon, {"people", "'s", "party"})).n_tokens, 3u);
  EXPECT_EQ(lexicon.find_phrase(ids(lexicon, {"moody", "'s"})).n_tokens, 2u);
  EXPECT_EQ(lexicon.find_phrase(ids(lexicon, {"l'", "eau"})).n_tokens, 2u);
}

TEST(Lexicon, GivesClassesByTheLongestSuffix) {
  const Lexicon lexicon = load("suffixes.tsv", "ists\trole,group\nts\tplural\t1\nist\trole\t3\n");
  const struct {
    const char* word;
    ClassSet classes;
  } cases[] = {
      {"flautists", {C::role, C::group}},
      {"ists", {C::plural}},
      {"ñists", {C::plural}},
      {"ñaists", {C::role, C::group}},
      {"hats", {C::plural}},
      {"flautist", {C::role}},
      {"heist", {}},
      {"", {}},
      {"xyz", {}},
  };
  for (const auto& c : cases) EXPECT_EQ(lexicon.classes_by_suffix(c.word), c.classes) << c.word;
}

TEST(Lexicon, IndexesCueFormsByTheirFirstWord) {
  const Lexicon lexicon = load("cues.tsv",
                               "tell\tsay\tverb\ttell tells told told telling\t\tquote=990 that=930\taddressee\n"
                               "call\tsay\tverb\tcall calls called called calling\t\tas=1000\n"
                               "call for\task\tverb\tcall calls called called calling\tfor\tof=700\t\n"
                               "according to\tsay\tpreposition\t-\t\tclause=950\n"
                               "learn\tsay\tverb\tlearn learns learned/learnt learned/learnt learning\t\tthat=10\n"
                               "claim\tsay\tnoun\tclaim claims\t\tthat=500\n"
                               "make clear\tsay\tverb\tmake makes made made making\tclear\tthat=800\tseparable\n");
  const auto forms = [&](std::string_view word) { return lexicon.cue_forms(lexicon.find(word)); };

  ASSERT_EQ(forms("told").size(), 2u);
  EXPECT_EQ(forms("told")[0].form, CueForm::past);
  EXPECT_EQ(forms("told")[1].form, CueForm::participle);
  const Cue& tell = lexicon.cues()[forms("telling")[0].cue];
  EXPECT_EQ(tell.lemma, "tell");
  EXPECT_EQ(tell.act, "say");
  EXPECT_TRUE(tell.takes_addressee);
  EXPECT_EQ(tell.strength[static_cast<int>(Frame::quote)], 990);
  EXPECT_EQ(tell.strength[static_cast<int>(Frame::of)], 0);

  ASSERT_EQ(forms("called").size(), 4u);  // the longest tail first
  EXPECT_EQ(lexicon.cues()[forms("called")[0].cue].lemma, "call for");
  EXPECT_EQ(forms("called")[0].tail, ids(lexicon, {"for"}));
  EXPECT_EQ(lexicon.cues()[forms("called")[3].cue].lemma, "call");
  EXPECT_TRUE(forms("for").empty());

  ASSERT_EQ(forms("according").size(), 1u);
  EXPECT_EQ(forms("according")[0].form, CueForm::fixed);
  EXPECT_EQ(forms("according")[0].tail, ids(lexicon, {"to"}));
  EXPECT_EQ(forms("learnt").size(), 2u);
  EXPECT_EQ(forms("learned").size(), 2u);
  EXPECT_EQ(forms("claims").size(), 1u);
  EXPECT_TRUE(forms("made")[0].separable);
  EXPECT_EQ(lexicon.info(lexicon.find("made")).n_cues, 2);
}

TEST(Lexicon, ALaterEntryChangesACue) {
  const std::vector<DataFile> files = {{"acts.tsv", kActs},
                                       {"cues.tsv", "vow\tsay\tverb\tvow vows vowed vowed vowing\t\tto=100 that=7\n"},
                                       {"pack/cues.tsv", "vow\tpromise\tverb\tvow vows vowed vowed vowing\t\tto=900\n"},
                                       {"attitudes.tsv", "vow\tsay\tverb\tvow vows vowed vowed vowing\t\tnp=1\n"}};
  const Lexicon lexicon(files);
  ASSERT_EQ(lexicon.cues().size(), 2u);
  EXPECT_EQ(lexicon.cues()[0].act, "promise");
  EXPECT_EQ(lexicon.cues()[0].strength[static_cast<int>(Frame::to)], 900);
  EXPECT_EQ(lexicon.cues()[0].strength[static_cast<int>(Frame::that)], 7);
  EXPECT_TRUE(lexicon.cues()[1].attitude);
  EXPECT_EQ(lexicon.cue_forms(lexicon.find("vow")).size(), 2u);
}

TEST(Lexicon, ReadsTheSmallLists) {
  const std::vector<DataFile> files = {{"clitics.tsv", kClitics},
                                       {"patterns.tsv", "turn\t^[A-Z]+:\nturn\t^Q\\.\nbyline\t^By \n"},
                                       {"settings.tsv", "language\tEnglish\nlanguage\tSuahili\nempty\t\n"},
                                       {"people.tsv", "Ana Lobo\tLobo; Anita ;\tfemale\tMinister\tQ1\nTom Ridley\n"},
                                       {"rules.toml", "not read here"}};
  const Lexicon lexicon(files);
  EXPECT_EQ(lexicon.suffix_clitics()[0].text, "n't");
  EXPECT_EQ(lexicon.suffix_clitics().size(), 3u);
  EXPECT_EQ(lexicon.prefix_clitics()[0].text, "l'");
  EXPECT_EQ(lexicon.patterns("turn").size(), 2u);
  EXPECT_EQ(lexicon.patterns("byline")[0], "^By");
  EXPECT_TRUE(lexicon.patterns("none").empty());
  EXPECT_EQ(lexicon.setting("language"), "Suahili");
  EXPECT_EQ(lexicon.setting("none"), "");
  ASSERT_EQ(lexicon.people().size(), 2u);
  EXPECT_EQ(lexicon.people()[0].person.aliases, (std::vector<std::string>{"Lobo", "Anita"}));
  EXPECT_EQ(lexicon.people()[0].person.external_id, "Q1");
  EXPECT_EQ(lexicon.person_named("anita")->name, "Ana Lobo");
  EXPECT_EQ(lexicon.person_named("nobody"), nullptr);
  const Person both[] = {{.name = "Tom Ridley"}, {.name = "Ívar Ridley"}};
  const Lexicon more(files, both);
  EXPECT_EQ(more.people().size(), 4u);
  EXPECT_EQ(more.person_named("tom ridley"), nullptr);
  EXPECT_EQ(more.person_named("ivar ridley")->name, "Ívar Ridley");
}

TEST(Lexicon, HashNamesTheFiles) {
  EXPECT_EQ(load("x.words.tsv", "a\trole\n").hash(), load("x.words.tsv", "a\trole\n").hash());
  EXPECT_NE(load("x.words.tsv", "a\trole\n").hash(), load("x.words.tsv", "b\trole\n").hash());
  EXPECT_EQ(load("x.words.tsv", "").hash().size(), 64u);
}

TEST(Lexicon, SaysWhereAFileIsWrong) {
  const struct {
    const char *file, *content, *begins;
  } cases[] = {
      {"x.words.tsv", "ok\trole\n# c\nvicar\trule\n", "x.words.tsv:3: classes: unknown word class \"rule\"; "},
      {"x.words.tsv", "vicar\n", "x.words.tsv:1: classes: the word has no class; "},
      {"x.words.tsv", "vicar\trole\tgender=f\n",
       "x.words.tsv:1: features: unknown feature \"gender=f\"; use gender=female, "},
      {"x.words.tsv", "vicar\trole\tsize=2\n", "x.words.tsv:1: features: unknown feature \"size=2\"; "},
      {"x.words.tsv", "vicar\trole\t\tmore\n", "x.words.tsv:1: features: the line has more than 3 columns; "},
      {"x.words.tsv", "\trole\n", "x.words.tsv:1: word: the column is empty; "},
      {"x.words.tsv", "a\trole\n\xff\trole\n", "x.words.tsv:2: word: the line is not UTF-8; "},
      {"acts.tsv", "say\n", "acts.tsv:1: meaning: the column is missing; the line needs 2 columns"},
      {"cues.tsv", "say\n", "cues.tsv:1: act: the column is missing; the line needs 6 columns"},
      {"cues.tsv", "say\tsey\tverb\tsay says said said saying\t\tquote=1\n", "cues.tsv:1: act: unknown act \"sey\"; "},
      {"cues.tsv", "say\tsay\tverbal\tsay says said said saying\t\tquote=1\n",
       "cues.tsv:1: type: unknown type \"verbal\"; use verb, "},
      {"cues.tsv", "say\tsay\tverb\tsay says said said saying\t\tquotes=1\n",
       "cues.tsv:1: takes: unknown frame \"quotes\"; "},
      {"cues.tsv", "say\tsay\tverb\tsay says said said saying\t\tquote=1001\n",
       "cues.tsv:1: takes: bad number \"1001\" of frame \"quote\"; "},
      {"cues.tsv", "say\tsay\tverb\tsay says said said saying\t\tquote\n",
       "cues.tsv:1: takes: bad number \"\" of frame \"quote\"; "},
      {"cues.tsv", "say\tsay\tverb\tsay says said\t\tquote=1\n", "cues.tsv:1: forms: 3 forms; give base "},
      {"cues.tsv", "say\tsay\tverb\t\t\tquote=1\n", "cues.tsv:1: forms: 0 forms; give base "},
      {"cues.tsv", "say\tsay\tverb\tsay says said said saying\t\tquote=1\tadressee\n",
       "cues.tsv:1: flags: unknown flag \"adressee\"; "},
      {"attitudes.tsv", "think\thope\tverb\t-\t\tthat=1\n", "attitudes.tsv:1: act: unknown act \"hope\"; "},
      {"clitics.tsv", "'d\tright\n", "clitics.tsv:1: side: unknown side \"right\"; use suffix, prefix"},
      {"suffixes.tsv", "ist\trole\tx\n", "suffixes.tsv:1: min_stem: bad number \"x\"; "},
      {"suffixes.tsv", "ist\trool\n", "suffixes.tsv:1: classes: unknown word class \"rool\"; "},
      {"suffixes.tsv", "ist\t\n", "suffixes.tsv:1: classes: the suffix has no class; "},
      {"patterns.tsv", "turn\t(\n", "patterns.tsv:1: pattern: missing ): (; "},
      {"people.tsv", "A B\t\tF\n", "people.tsv:1: gender: unknown gender \"F\"; use female, male or nothing"},
      {"settings.tsv", "key\n", "settings.tsv:1: value: the column is missing; "},
      {"pack/word.tsv", "", "pack/word.tsv:1: name: no list has this name; use one of clitics.tsv, "},
      {".words.tsvx.tsv", "", ".words.tsvx.tsv:1: name: no list has this name; "},
  };
  for (const auto& c : cases) try {
      load(c.file, c.content);
      ADD_FAILURE() << "no error: " << c.begins;
    } catch (const DataError& error) {
      EXPECT_TRUE(std::string_view(error.what()).starts_with(c.begins)) << error.what() << "\nexpected " << c.begins;
    }
}

TEST(Lexicon, HoldsManyWordsAndPhrases) {
  std::string content;
  for (int i = 0; i < 20000; ++i) content += "w" + std::to_string(i) + " x" + std::to_string(i % 7) + "\trole\n";
  const Lexicon lexicon = load("x.words.tsv", content);
  for (int i = 0; i < 20000; ++i) {
    const std::string first = "w" + std::to_string(i), second = "x" + std::to_string(i % 7);
    ASSERT_EQ(lexicon.find_phrase(ids(lexicon, {first, second})).n_tokens, 2u) << first;
    ASSERT_EQ(lexicon.text(lexicon.find(first)), first);
  }
}

TEST(BuiltinData, LoadsForEveryLanguage) {
  for (const std::string& language : builtin_languages()) {
    EXPECT_FALSE(builtin_data(language).empty()) << language;
    EXPECT_NO_THROW(Lexicon(builtin_data(language))) << language;
    std::vector<std::string> copies;  // read as a pack's, patterns are checked too
    for (const DataFile& file : builtin_data(language)) copies.emplace_back(file.content);
    std::vector<DataFile> files;
    for (size_t i = 0; i < copies.size(); ++i) files.push_back({builtin_data(language)[i].name, copies[i]});
    EXPECT_NO_THROW(Lexicon{files}) << language;
  }
  EXPECT_TRUE(builtin_data("xx").empty());
}

TEST(Lexicon, ShortWordsSayWhatTheListsSay) {
  const Lexicon lexicon(builtin_data("en"));
  size_t found = 0;
  for (WordId id = 1; id < lexicon.size(); ++id) {
    const std::string_view text = lexicon.text(id);
    if (text.size() >= ShortWord::kLongest ||
        !std::all_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; }))
      continue;
    ShortWord word;
    for (uint32_t i = 0; i < text.size(); ++i) word = word.with(i, static_cast<unsigned char>(text[i]));
    const ShortWords::Entry* const entry = lexicon.short_words().find(word);
    ASSERT_NE(entry, nullptr) << text;
    const WordInfo& info = lexicon.info(id);
    EXPECT_EQ(entry->id, id) << text;
    EXPECT_EQ(entry->marks, info.marks) << text;
    for (const bool capital : {false, true}) {
      EXPECT_EQ(lexicon.short_words().classes(*entry, capital), info.classes_of(capital)) << text;
      EXPECT_EQ(entry->sure[capital], sure_tag(info.classes_of(capital), capital)) << text;
    }
    ++found;
  }
  EXPECT_GT(found, 10000u);
}

TEST(Lexicon, ShortWordsKnowAbbreviationsByTheirLetters) {
  const Lexicon lexicon =
      load("a.words.tsv", "prof.\ttitle,abbreviation\nno\tdeterminer\nno.\tabbreviation\nend.\tnoun\n");
  const auto entry = [&](std::string_view text) {
    ShortWord word;
    for (uint32_t i = 0; i < text.size(); ++i) word = word.with(i, static_cast<unsigned char>(text[i]));
    return lexicon.short_words().find(word);
  };
  ASSERT_NE(entry("prof"), nullptr);
  EXPECT_TRUE(entry("prof")->abbreviates);
  EXPECT_EQ(entry("prof")->id, kUnknownWord);
  ASSERT_NE(entry("no"), nullptr);
  EXPECT_TRUE(entry("no")->abbreviates);
  EXPECT_EQ(entry("no")->id, lexicon.find("no"));
  EXPECT_EQ(entry("end"), nullptr);
  EXPECT_EQ(entry("of"), nullptr);
}

TEST(Lexicon, PairsOfWordsThatBeginNoPhraseAreTurnedDown) {
  const Lexicon lexicon(builtin_data("en"));
  const auto may = [&](const char* a, const char* b) {
    return lexicon.may_begin_phrase(lexicon.find(a), lexicon.find(b));
  };
  EXPECT_TRUE(may("prime", "minister"));
  EXPECT_TRUE(may("white", "house"));
  size_t turned_down = 0, all = 0;
  for (WordId first = 1; first < lexicon.size(); first += 97)
    for (WordId second = 1; second < lexicon.size(); second += 89) {
      const WordId ids[] = {first, second};
      const bool may_be = lexicon.may_begin_phrase(first, second);
      if (!may_be) EXPECT_EQ(lexicon.find_phrase(ids).n_tokens, 0u);
      turned_down += !may_be, ++all;
    }
  EXPECT_GT(10 * turned_down, 8 * all);
}

}  // namespace
}  // namespace inquit
