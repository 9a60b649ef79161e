// Between tokens and mentions: one part of speech for each token, and the phrases of the lists.
#include "mentions/tags.h"

#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "battery.h"
#include "read_paragraph.h"

namespace inquit {
namespace {

struct Case {
  const char* text;
  const char* word;  // stands once in the text
  Tag tag;
};

void check(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    const ReadParagraph read(c.text);
    EXPECT_EQ(static_cast<int>(read.scratch.tags[read.token(c.word)]), static_cast<int>(c.tag))
        << c.word << " in: " << c.text;
  }
}

TEST(Tags, OneForm_NounOrVerb_ByWhatStandsBefore) {
  check({
      {"They report losses every year.", "report", Tag::present},
      {"The report was late.", "report", Tag::noun},
      {"She will report to the board.", "report", Tag::base},
      {"They had to report it.", "report", Tag::base},
      {"Her answer came late.", "answer", Tag::noun},
      {"He did not answer.", "answer", Tag::base},
      {"Two claims were rejected.", "claims", Tag::noun},
      {"He claims that it works.", "claims", Tag::present},
      {"The mayor’s claims were false.", "claims", Tag::noun},
  });
}

TEST(Tags, PastOrParticiple_ByAuxiliaryAndSubject) {
  check({
      {"Fenn warned the board.", "warned", Tag::past},
      {"The board was warned in May.", "warned", Tag::participle},
      {"Fenn has warned the board.", "warned", Tag::participle},
      {"Fenn had often warned the board.", "warned", Tag::participle},
      {"It was known, the letter said.", "known", Tag::participle},
      {"She is saying nothing.", "saying", Tag::gerund},
  });
}

TEST(Tags, ToBeforeAVerbMarksAnInfinitive) {
  check({
      {"He refused to comment.", "to", Tag::infinitive_mark},
      {"He refused to comment.", "comment", Tag::base},
      {"He spoke to reporters.", "reporters", Tag::noun},
  });
}

TEST(Tags, ThatIsComplementiserRelativeOrDeterminer) {
  check({
      {"She said that the dam would hold.", "that", Tag::complementiser},
      {"She knew that man.", "that", Tag::determiner},
  });
}

TEST(Tags, CliticIsVerbOrPossessor) {
  check({
      {"The sailor’s boat sank.", "’s", Tag::genitive_clitic},
      {"It’s late, she said.", "’s", Tag::be},
  });
}

TEST(Tags, CapitalMakesANameInsideASentence) {
  check({
      {"The speech angered Rudd.", "Rudd", Tag::name},
      {"He asked Rice for help.", "Rice", Tag::name},
      {"A day of grace was granted.", "grace", Tag::noun},
  });
}

TEST(Tags, WordBeforeANameAtTheHeadOfASentence) {
  check({
      {"Rice Odum declined.", "Rice", Tag::name},
      {"Stone Odum declined.", "Stone", Tag::name},
      {"Will Odum declined.", "Will", Tag::name},
      {"Will Odum resign?", "Will", Tag::modal},
      {"Rice is rare.", "Rice", Tag::noun},
  });
}

TEST(Tags, WordOfTheListsAtTheHeadOfASentenceIsANameWhereTheDocumentSaysSo) {
  const std::string text = "Rice period ended.";
  Tokens tokens;
  tokenize(text, {0, static_cast<uint32_t>(text.size())}, english(), tokens);
  Phrases phrases;
  find_phrases(tokens, english(), phrases);
  NameMemory names;
  std::vector<Tag> without, with;
  tag_tokens(tokens, phrases, {}, &names, false, without);
  const std::string other = "The board thanked Rice.";
  Tokens heard;
  tokenize(other, {0, static_cast<uint32_t>(other.size())}, english(), heard);
  remember_names(heard, names);
  tag_tokens(tokens, phrases, {}, &names, false, with);
  EXPECT_NE(static_cast<int>(without[0]), static_cast<int>(Tag::name));
  EXPECT_EQ(static_cast<int>(with[0]), static_cast<int>(Tag::name));
}

TEST(Tags, HeadlineInCapitalsMakesNoNames) {
  const std::string headline = "Council Votes To Close Harbour Bridge After Warning";
  Tokens tokens;
  tokenize(headline, {0, static_cast<uint32_t>(headline.size())}, english(), tokens);
  EXPECT_TRUE(is_title_case(tokens));
  const std::string sentence = "The council voted to close the Harbour Bridge after a warning";
  Tokens plain;
  tokenize(sentence, {0, static_cast<uint32_t>(sentence.size())}, english(), plain);
  EXPECT_FALSE(is_title_case(plain));
}

TEST(Phrases, AreFoundWhole) {
  const struct {
    const char* text;
    std::vector<std::string> phrases;
  } cases[] = {
      {"The prime minister spoke because of the vote.", {"prime minister", "because of"}},
      {"Nothing here.", {}},
      {"The White House declined.", {"White House"}},
  };
  for (const auto& c : cases) {
    const ReadParagraph read(c.text);
    std::vector<std::string> found;
    for (const Phrase& p : read.scratch.phrases.list) found.push_back(read.words(p.begin, p.end));
    EXPECT_EQ(found, c.phrases) << c.text;
  }
}

TEST(Phrases, AreDisjointAndPointBack) {
  const ReadParagraph read(
      "The former prime minister of the United Kingdom spoke in front of the White House because of the vote.");
  uint32_t end = 0;
  for (size_t i = 0; i < read.scratch.phrases.list.size(); ++i) {
    const Phrase& p = read.scratch.phrases.list[i];
    EXPECT_LE(end, p.begin);
    for (uint32_t k = p.begin; k < p.end; ++k) EXPECT_EQ(read.scratch.phrases.of_token[k], static_cast<int32_t>(i));
    end = p.end;
  }
  EXPECT_GE(read.scratch.phrases.list.size(), 3u);
}

// What the tagger says of the words of `text`, each of them asked.
std::vector<Tag> by_tagger(std::string_view text) {
  ReadParagraph read(text);
  for (size_t i = 0; i < read.scratch.tokens.size(); ++i) read.scratch.tokens[i].sure = Tag::other;
  std::vector<Tag> tags;
  const NameMemory names;
  tag_tokens(read.scratch.tokens, read.scratch.phrases, read.scratch.quotes, &names, is_title_case(read.scratch.tokens),
             tags);
  return tags;
}

TEST(Tags, WordsThatNeedNoNeighbourHaveTheTagThatTheTaggerGives) {
  std::vector<std::string> texts;
  std::ifstream suite(std::string(INQUIT_SOURCE_DIR) + "/tests/cases/suite.jsonl");
  for (std::string line; std::getline(suite, line);) {  // the article alone: the offsets of its spans are no words
    const size_t begin = line.find("\"text\": \""), end = line.find("\", \"attributions\": ");
    ASSERT_TRUE(begin < end && end != line.npos);
    texts.push_back(line.substr(begin, end - begin));
  }
  ASSERT_GT(texts.size(), 50u);
  for (WordId id = 1; id < english().size(); id += long_lane() ? 1 : 7) {
    const std::string w(english().text(id));
    if (w.find(' ') != w.npos) continue;
    std::string capital = w;
    if (w[0] >= 'a' && w[0] <= 'z') capital[0] = static_cast<char>(w[0] - 32);
    texts.push_back(capital + " said the " + w + " of " + capital + " had " + w + " to " + w + " a " + w + ", " + w +
                    " who " + w + ". He " + w + " that " + w + "’s " + w + " will " + w + " two " + w + " by " + w +
                    " was " + w + " “" + w + "” and not " + w + " new " + w + " Fenn " + w + " said");
  }
  size_t sure = 0, all = 0, wrong = 0;
  for (const std::string& text : texts) {
    const ReadParagraph read(text);
    const std::vector<Tag> tags = by_tagger(text);
    ASSERT_EQ(tags.size(), read.scratch.tags.size());
    for (size_t i = 0; i < tags.size(); ++i) {
      sure += read.scratch.tokens[i].sure != Tag::other, ++all;
      if (tags[i] != read.scratch.tags[i] && ++wrong < 10)
        ADD_FAILURE() << read.words(read.scratch.tokens[i].span) << ": " << static_cast<int>(read.scratch.tags[i])
                      << ", not " << static_cast<int>(tags[i]) << ", in: " << text.substr(0, 300);
    }
  }
  EXPECT_EQ(wrong, 0u);
  EXPECT_GT(3 * sure, all);
}

}  // namespace
}  // namespace inquit
