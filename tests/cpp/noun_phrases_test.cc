// Part of stage 4: the base noun phrase, from its determiner to its head.
#include "mentions/noun_phrases.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "read_paragraph.h"

namespace inquit {
namespace {

struct Parsed {
  std::string phrase, head, name, possessor;
  bool operator==(const Parsed&) const = default;
};

void PrintTo(const Parsed& p, std::ostream* out) {
  *out << "{" << p.phrase << " | head " << p.head << " | name " << p.name << " | possessor " << p.possessor << "}";
}

Parsed parse(std::string_view text, std::string_view at) {
  const ReadParagraph read(text);
  std::vector<int32_t> quote_at(read.scratch.tokens.size(), -1);
  for (size_t q = 0; q < read.scratch.quotes.size(); ++q)
    quote_at[read.scratch.quotes[q].open] = static_cast<int32_t>(q);
  const ParagraphView view{
      read.text, read.scratch.tokens, read.scratch.tags, read.scratch.phrases, read.scratch.quotes, quote_at,
      english()};
  const NounPhrase np = parse_noun_phrase(view, read.token(at));
  EXPECT_TRUE(np.empty() || may_begin_noun_phrase(view, np.first)) << text;
  return {read.words(np.first, np.end), np.empty() ? "" : read.words(np.head, np.head + 1),
          read.words(np.name_first, np.name_end), read.words(np.possessor_first, np.possessor_end)};
}

struct Case {
  const char* text;
  const char* at;
  Parsed parsed;
};

void check(const std::vector<Case>& cases) {
  for (const Case& c : cases) EXPECT_EQ(parse(c.text, c.at), c.parsed) << c.text;
}

TEST(NounPhrases, DeterminerToHead) {
  check({
      {"The new safety manager left.", "The", {"The new safety manager", "manager", "", ""}},
      {"Two senior officials left.", "Two", {"Two senior officials", "officials", "", ""}},
      {"A dozen angry residents left.", "A", {"A dozen angry residents", "residents", "", ""}},
      {"Officials left.", "Officials", {"Officials", "Officials", "", ""}},
  });
}

TEST(NounPhrases, NamesWithTheirTitles) {
  check({
      {"Ada Fenn left.", "Ada", {"Ada Fenn", "Fenn", "Ada Fenn", ""}},
      {"Harbour master Ada Fenn left.", "Harbour", {"Harbour master Ada Fenn", "Fenn", "Ada Fenn", ""}},
      {"Dr. Ada J. Fenn left.", "Dr", {"Dr. Ada J. Fenn", "Fenn", "Ada J. Fenn", ""}},
      {"Former Foreign Minister Ole Brandt left.",
       "Former",
       {"Former Foreign Minister Ole Brandt", "Brandt", "Ole Brandt", ""}},
      {"Joost van der Leeuw left.", "Joost", {"Joost van der Leeuw", "Leeuw", "Joost van der Leeuw", ""}},
      {"Victor Odum left.", "Victor", {"Victor Odum", "Odum", "Victor Odum", ""}},
      {"Dean Odum left.", "Dean", {"Dean Odum", "Odum", "Odum", ""}},
      {"José Núñez-Ortega left.", "José", {"José Núñez-Ortega", "Núñez-Ortega", "José Núñez-Ortega", ""}},
  });
}

TEST(NounPhrases, Possessors) {
  check({
      {"Fenn’s chief of staff left.", "Fenn", {"Fenn’s chief of staff", "staff", "", "Fenn"}},
      {"His wife left.", "His", {"His wife", "wife", "", "His"}},
  });
}

TEST(NounPhrases, Pronouns) {
  check({
      {"They left.", "They", {"They", "They", "", ""}},
      {"He left.", "He", {"He", "He", "", ""}},
  });
}

TEST(NounPhrases, NothingWhereNoneBegins) {
  check({
      {"They left quickly.", "quickly", {"", "", "", ""}},
      {"They left in May.", "in", {"", "", "", ""}},
  });
}

TEST(NounPhrases, OneEndsWhereTheNextWordIsItsVerb) {
  check({
      {"The board warned residents.", "The", {"The board", "board", "", ""}},
      {"The mayor said so.", "The", {"The mayor", "mayor", "", ""}},
  });
}

}  // namespace
}  // namespace inquit
