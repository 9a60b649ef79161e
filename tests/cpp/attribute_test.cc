// Stage 8: units and rules become attributions: who is the source of which words, by which cue.
#include "attribution/attribute.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "attribution/candidate.h"
#include "lexicon/builtin_data.h"
#include "read_paragraph.h"

namespace inquit {
namespace {

const RuleSet& rules() {
  static const RuleSet set(builtin_data("en"));
  return set;
}

struct Found {
  std::vector<RawAttribution> attributions;
  std::vector<QuoteUse> quotes;
};

Found find(const ReadParagraph& read, const AttributeOptions& options = {}, Zone zone = Zone::body) {
  Found out;
  Segment segment;
  segment.span = segment.body = {0, static_cast<uint32_t>(read.text.size())};
  segment.zone = zone;
  attribute(read.view(), segment, 0, rules(), options, out.attributions, out.quotes);
  return out;
}

std::string joined(const ReadParagraph& read, const SpanList& spans) {
  std::string out;
  for (Span s : spans) out += (out.empty() ? "" : " / ") + read.words(s);
  return out;
}

// "source | cue | content | kind", an attribution a line.
std::vector<std::string> show(std::string_view text, const AttributeOptions& options = {}, Zone zone = Zone::body) {
  const ReadParagraph read(text);
  std::vector<std::string> out;
  for (const RawAttribution& a : find(read, options, zone).attributions)
    out.push_back(joined(read, a.source) + " | " + joined(read, a.cue) + " | " + joined(read, a.content) + " | " +
                  std::string(to_string(a.kind)));
  return out;
}

struct Case {
  const char* text;
  std::vector<std::string> attributions;
};

void check(const std::vector<Case>& cases) {
  for (const Case& c : cases) EXPECT_EQ(show(c.text), c.attributions) << c.text;
}

TEST(Attribute, EveryOrderOfDirectSpeech) {
  check({
      {"“Come in,” Ada Fenn said.", {"Ada Fenn | said | “Come in,” | direct"}},
      {"“Come in,” said Ada Fenn.", {"Ada Fenn | said | “Come in,” | direct"}},
      {"Ada Fenn said: “Come in.”", {"Ada Fenn | said | “Come in.” | direct"}},
      {"“Come in,” Ada Fenn said. “It is late.”", {"Ada Fenn | said | “Come in,” / “It is late.” | direct"}},
  });
}

TEST(Attribute, MixedFromTheClausesBeginningToItsEnd) {
  check({
      {"Fenn said the vote was “a shame” for the town.", {"Fenn | said | the vote was “a shame” for the town | mixed"}},
      {"Fenn called the vote “a shame”.", {"Fenn | called | the vote “a shame” | mixed"}},
  });
}

TEST(Attribute, IndirectWithAndWithoutThat) {
  check({
      {"Fenn said that the vote would stand.", {"Fenn | said | the vote would stand | indirect"}},
      {"Fenn said the vote would stand.", {"Fenn | said | the vote would stand | indirect"}},
      {"The vote would stand, Fenn said.", {"Fenn | said | The vote would stand | indirect"}},
      {"According to Fenn, the vote would stand.", {"Fenn | According to | the vote would stand | indirect"}},
  });
}

TEST(Attribute, NothingWhereNothingIsReported) {
  check({
      {"Fenn said nothing.", {}},
      {"The town has “character” and little else.", {}},
      {"Fenn walked home.", {}},
  });
}

TEST(Attribute, CoordinatedCuesShareTheirSource) {
  const ReadParagraph read("Fenn said the vote would stand, adding that nobody had asked her.");
  const Found found = find(read);
  ASSERT_EQ(found.attributions.size(), 2u);
  for (const RawAttribution& a : found.attributions) EXPECT_EQ(joined(read, a.source), "Fenn");
  EXPECT_EQ(joined(read, found.attributions[0].cue), "said");
  EXPECT_EQ(joined(read, found.attributions[1].cue), "adding");
}

TEST(Attribute, AddresseeTimeAndPlaceAreOfTheAct) {
  const ReadParagraph read("“Come in,” Fenn told Brandt in Lugo on Monday.");
  const Found found = find(read);
  ASSERT_EQ(found.attributions.size(), 1u);
  EXPECT_EQ(joined(read, found.attributions[0].addressee), "Brandt");
  EXPECT_EQ(joined(read, found.attributions[0].time), "on Monday");
  EXPECT_NE(joined(read, found.attributions[0].place).find("Lugo"), std::string::npos);
}

TEST(Attribute, Negation) {
  const ReadParagraph read("Fenn did not say that the vote would stand.");
  for (const RawAttribution& a : find(read).attributions) EXPECT_TRUE(a.negated);
}

TEST(Attribute, AttitudesOnlyWhereAskedFor) {
  AttributeOptions with;
  with.attitudes = true;
  const char* text = "Fenn believes that the vote will stand.";
  EXPECT_TRUE(show(text).empty());
  EXPECT_EQ(show(text, with), std::vector<std::string>{"Fenn | believes | the vote will stand | indirect"});
}

TEST(Attribute, RelatedLinksAndBylinesSayNothing) {
  const char* text = "“Come in,” Ada Fenn said.";
  EXPECT_TRUE(show(text, {}, Zone::related).empty());
  EXPECT_TRUE(show(text, {}, Zone::byline).empty());
  EXPECT_EQ(show(text, {}, Zone::bullet).size(), 1u);
}

TEST(Attribute, QuotationsAreClaimedOrListedWithTheReason) {
  const ReadParagraph read("“Come in,” Ada Fenn said. The “character” of the town is gone.");
  const Found found = find(read);
  ASSERT_EQ(found.quotes.size(), 2u);
  EXPECT_EQ(found.quotes[0].claimed, 0);
  EXPECT_EQ(found.quotes[1].claimed, kNone);
}

TEST(Attribute, ConfidenceIsAShare) {
  for (const char* text : {"“Come in,” Ada Fenn said.", "Fenn said it was late.", "Brandt, Fenn said, would go."}) {
    const ReadParagraph read(text);
    for (const RawAttribution& a : find(read).attributions) {
      EXPECT_GT(a.confidence, 0) << text;
      EXPECT_LE(a.confidence, 1000) << text;
    }
  }
}

TEST(Candidates, ContainedOrApartAreCompatible) {
  const auto candidate = [](uint32_t first, uint32_t end, uint32_t pivot, uint32_t content_first,
                            uint32_t content_end) {
    Candidate c;
    c.first = first;
    c.end = end;
    c.pivot = pivot;
    c.content_first = content_first;
    c.content_end = content_end;
    return c;
  };
  const Candidate outer = candidate(0, 10, 1, 2, 10), inner = candidate(3, 8, 4, 5, 8),
                  apart = candidate(12, 16, 13, 14, 16), across = candidate(8, 14, 9, 10, 14),
                  same = candidate(0, 6, 1, 3, 6);
  EXPECT_TRUE(holds(outer, inner));
  EXPECT_FALSE(holds(inner, outer));
  EXPECT_TRUE(compatible(outer, inner));
  EXPECT_TRUE(compatible(outer, apart));
  EXPECT_FALSE(compatible(outer, across));  // its cue stands in the other's content
  EXPECT_FALSE(compatible(outer, same));
}

TEST(Tokens, FoundByTheirByte) {
  const ReadParagraph read("Ada Fenn said so.");
  EXPECT_EQ(token_from(read.scratch.tokens, 0) - read.scratch.tokens.begin(), 0);
  EXPECT_EQ(token_from(read.scratch.tokens, 1) - read.scratch.tokens.begin(), 1);
  EXPECT_EQ(token_from(read.scratch.tokens, 4) - read.scratch.tokens.begin(), 1);
  EXPECT_EQ(token_from(read.scratch.tokens, 100), read.scratch.tokens.end());
}

}  // namespace
}  // namespace inquit
