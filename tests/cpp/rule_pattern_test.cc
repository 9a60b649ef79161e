#include "rules/rule_pattern.h"

#include <gtest/gtest.h>

#include <set>
#include <stdexcept>

namespace inquit {
namespace {

ParsedPattern parse(std::string_view pattern, const Definitions& definitions = {}) {
  std::vector<Predicate> predicates;
  return parse_pattern(pattern, definitions, predicates);
}

struct Bad {
  const char* pattern;
  const char* message;  // a part of it
};
constexpr Bad kBad[] = {
    {"source=(MENTION) CUE", "no pivot"},
    {"CUE! MENTION!", "two pivots"},
    {"CUE! BANANA", "unknown unit 'BANANA'"},
    {"CUE[loud]!", "unknown attribute 'loud'"},
    {"CUE! MENTION*", "unbounded repeat"},
    {"CUE! MENTION+", "unbounded repeat"},
    {"CUE! (MENTION | PHRASE)*", "unbounded repeat"},
    {"CUE! ~(QUOTE)*", "unbounded repeat"},
    {"CUE! ~(QUOTE)+", "unbounded repeat"},
    {"CUE! MENTION{2,}", "write a repeat as {0,6}"},
    {"CUE! MENTION{2}", "write a repeat as {0,6}"},
    {"CUE! MENTION{0,99}", "a repeat of more than 24"},
    {"CUE! MENTION{0,6", "a '{' has no '}'"},
    {"CUE! (MENTION", "a '(' has no ')'"},
    {"CUE! MENTION)", "a ')' has no '('"},
    {"CUE[quote! QUOTE", "a '[' has no ']'"},
    {"CUE! ~QUOTE", "write ~( A | B )"},
    {"CUE! ~(QUOTE , WORD)", "write ~( A | B )"},
    {"CUE! content=QUOTE", "content= needs '(' after it"},
};

TEST(RulePattern, ABadPatternSaysWhatIsWrong) {
  for (const Bad& c : kBad) {
    try {
      parse(c.pattern);
      ADD_FAILURE() << c.pattern << " was taken";
    } catch (const std::invalid_argument& why) {
      EXPECT_NE(std::string(why.what()).find(c.message), std::string::npos) << c.pattern << ": " << why.what();
    }
  }
}

TEST(RulePattern, GroupsKeepTheirRolesInOrder) {
  const ParsedPattern p = parse("content=(QUOTE) ,? source=(MENTION) CUE! addressee=(MENTION)? time=(TIME)?");
  const std::vector<GroupRole> roles = {GroupRole::content, GroupRole::source, GroupRole::addressee, GroupRole::time};
  EXPECT_EQ(p.groups, roles);
  EXPECT_EQ(p.pivot.type, UnitType::cue);
  EXPECT_LT(p.attribution_group, 0);
}

TEST(RulePattern, AnAttributionIsAGroupOfItsOwn) {
  const ParsedPattern p = parse("ATTRIBUTION[direct|mixed] ,? content=(QUOTE!)");
  EXPECT_EQ(p.attribution_group, 1);
  EXPECT_EQ(p.pivot.type, UnitType::quote);
}

TEST(RulePattern, DefinitionsStandForTheirPatterns) {
  const Definitions definitions = {{"WHO", "MENTION | PHRASE"}, {"SOMEBODY", "source=(WHO)"}};
  EXPECT_EQ(parse("SOMEBODY CUE!", definitions).groups, std::vector<GroupRole>{GroupRole::source});
  EXPECT_THROW(parse("A CUE!", {{"A", "B"}, {"B", "A"}}), std::invalid_argument);
}

TEST(RulePattern, ThePivotsAttributesAreKeptApart) {
  const Predicate p = parse("CUE[finite,np|as,!passive]! QUOTE").pivot;
  EXPECT_EQ(p.all, attribute_bit(UnitAttribute::finite));
  EXPECT_EQ(p.none, attribute_bit(UnitAttribute::passive));
  ASSERT_EQ(p.any.size(), 1u);
  EXPECT_TRUE(p.holds(attribute_bit(UnitAttribute::finite) | attribute_bit(UnitAttribute::takes_np)));
  EXPECT_FALSE(p.holds(attribute_bit(UnitAttribute::finite)));
  EXPECT_FALSE(p.holds(attribute_bit(UnitAttribute::takes_np)));
  EXPECT_FALSE(p.holds(attribute_bit(UnitAttribute::finite) | attribute_bit(UnitAttribute::takes_np) |
                       attribute_bit(UnitAttribute::passive)));
}

Unit unit(UnitType type, std::initializer_list<UnitAttribute> attributes = {}) {
  Unit u;
  u.type = type;
  for (UnitAttribute a : attributes) u.attributes |= attribute_bit(a);
  return u;
}

TEST(Alphabet, UnitsThatNoRuleTellsApartShareAByte) {
  std::vector<Predicate> predicates;
  parse_pattern("source=(MENTION[name]) CUE! QUOTE", {}, predicates);
  const Alphabet alphabet(predicates);
  const auto byte = [&](const Unit& u) { return alphabet.byte_of(u); };
  EXPECT_EQ(byte(unit(UnitType::mention, {UnitAttribute::name})),
            byte(unit(UnitType::mention, {UnitAttribute::name, UnitAttribute::genitive})));
  EXPECT_NE(byte(unit(UnitType::mention, {UnitAttribute::name})),
            byte(unit(UnitType::mention, {UnitAttribute::pronoun})));
  EXPECT_NE(byte(unit(UnitType::mention)), byte(unit(UnitType::quote)));
  EXPECT_NE(byte(unit(UnitType::word)), Alphabet::kPivot);
}

TEST(RulePattern, SymbolsNameTypeAndAttributes) {
  EXPECT_EQ(symbol_of(unit(UnitType::comma)), ",");
  EXPECT_EQ(symbol_of(unit(UnitType::mention, {UnitAttribute::name, UnitAttribute::subject})), "MENTION[name,subject]");
  EXPECT_EQ(to_string(GroupRole::addressee), "addressee");
  EXPECT_EQ(to_string(WindowKind::clause), "clause");
}

}  // namespace
}  // namespace inquit
