// The language of rule patterns: its terms, parsed, and and the alphabet over which they are run.
#pragma once
#include <array>
#include <bit>
#include <bitset>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "rules/rules.h"
#include "rules/units.h"

namespace inquit {

// One condition on a unit: of one of these types, with attributes. `any`: each set must share a bit with the unit's.
struct Predicate {
  UnitType type = UnitType::word;
  uint64_t all = 0, none = 0;
  std::vector<uint64_t> any;

  bool holds(uint64_t attributes) const {
    if ((attributes & all) != all || (attributes & none)) return false;
    for (uint64_t set : any)
      if (!(attributes & set)) return false;
    return true;
  }
  bool operator==(const Predicate&) const = default;
};

struct PatternPart {
  enum class Kind : uint8_t { unit, pivot, text } kind = Kind::text;
  std::vector<int> predicates;  // of a unit: indices; it is any of them
  bool negated = false;         // of a unit: any unit but these, stops excepted
  std::string text;             // regular-expression syntax between units
};

struct ParsedPattern {
  std::vector<PatternPart> parts;
  std::vector<GroupRole> groups;   // role of each capturing group, in order
  int attribution_group = -1;      // number of the group around ATTRIBUTION
  bool has_pivot = false;
  Predicate pivot;
};

using Definitions = std::map<std::string, std::string, std::less<>>;

// Parses `pattern`; its predicates are added to `predicates`. Throws std::invalid_argument with a message that says what
// is wrong and what to do; the caller adds file and line.
ParsedPattern parse_pattern(std::string_view pattern, const Definitions& definitions,
                            std::vector<Predicate>& predicates);

std::string_view to_string(UnitAttribute);
std::string_view to_string(GroupRole);
std::string_view to_string(WindowKind);

// "MENTION[name,subject]": a unit as a pattern would name it.
std::string symbol_of(const Unit& unit);

// Which byte stands for which units.
class Alphabet {
 public:
  // Throws std::invalid_argument when the rules tell more than 254 sorts of units apart.
  explicit Alphabet(const std::vector<Predicate>& predicates);

  uint8_t byte_of(const Unit& unit) const {
    const TypeTable& t = tables_[static_cast<int>(unit.type)];
    uint32_t index = 0;
    for (uint64_t left = unit.attributes & t.used; left; left &= left - 1) index |= t.place[std::countr_zero(left)];
    return t.bytes[index];
  }

  // The class of bytes, in RE2's syntax, for which one of the predicates holds (or none: `negated`).
  std::string byte_class(const std::vector<int>& predicates, bool negated) const;

  // The same as a set.
  std::bitset<256> byte_set(const std::vector<int>& predicates, bool negated) const;

  // The types of the units in a set: a bit for each UnitType.
  uint64_t types_of(const std::bitset<256>& bytes) const;

  static constexpr uint8_t kPivot = 1;

 private:
  struct TypeTable {
    uint64_t used = 0;           // attributes that some predicate asks for
    std::array<uint16_t, 64> place{};  // of each of them, a bit of the index
    std::vector<uint8_t> bytes;  // by the compressed attributes
  };
  std::array<TypeTable, static_cast<int>(UnitType::count)> tables_;
  std::vector<std::bitset<256>> bytes_where_;  // by predicate: for which bytes it holds
  std::array<std::bitset<256>, static_cast<int>(UnitType::count)> bytes_of_type_;
};

// The pattern in RE2's syntax, over the alphabet's bytes.
std::string compile_pattern(const ParsedPattern& pattern, const Alphabet& alphabet);

}  // namespace inquit
