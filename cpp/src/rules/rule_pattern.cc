// See rule_pattern.h.
#include "rules/rule_pattern.h"

#include <algorithm>
#include <set>
#include <stdexcept>

namespace inquit {
namespace {

constexpr std::string_view kTypeNames[] = {
#define X(id, name) name,
    INQUIT_UNIT_TYPES(X)
#undef X
};
constexpr std::string_view kAttributeNames[] = {
#define X(id, name) name,
    INQUIT_UNIT_ATTRIBUTES(X)
#undef X
};
constexpr std::string_view kWindowNames[] = {"outside", "quotation", "clause", "dialogue"};
constexpr std::string_view kRoleNames[] = {"content", "source", "addressee", "time", "place", "document"};

// A definition may use another, this deep.
constexpr int kDeepest = 12;
constexpr size_t kLongestPattern = 4096;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

// Definitions put in place of their names, in parentheses.
std::string expand(std::string_view pattern, const Definitions& definitions, int depth) {
  if (depth > kDeepest) throw std::invalid_argument("definitions go in a circle; take one of them out");
  std::string out;
  for (size_t i = 0; i < pattern.size();) {
    if (pattern[i] == '[') {
      const size_t close = pattern.find(']', i);
      if (close == std::string_view::npos) throw std::invalid_argument("a '[' has no ']'");
      out.append(pattern.substr(i, close - i + 1));
      i = close + 1;
      continue;
    }
    if (!is_letter(pattern[i])) {
      out += pattern[i++];
      continue;
    }
    size_t end = i;
    while (end < pattern.size() && is_letter(pattern[end])) ++end;
    const std::string_view word = pattern.substr(i, end - i);
    if (const auto found = definitions.find(word); found != definitions.end())
      out += "(" + expand(found->second, definitions, depth + 1) + ")";
    else
      out += word;
    if (out.size() > kLongestPattern * 4) throw std::invalid_argument("the pattern grows too long; make it shorter");
    i = end;
  }
  return out;
}

class Parser {
 public:
  Parser(std::string_view pattern, std::vector<Predicate>& predicates) : s_(pattern), predicates_(predicates) {}

  ParsedPattern run() {
    while (i_ < s_.size()) step();
    if (depth_ != 0) throw std::invalid_argument("a '(' has no ')'");
    if (!out_.has_pivot) throw std::invalid_argument("no pivot; write CUE!, QUOTE! or another unit with a '!'");
    return std::move(out_);
  }

 private:
  void text(std::string_view t) {
    if (!out_.parts.empty() && out_.parts.back().kind == PatternPart::Kind::text)
      out_.parts.back().text += t;
    else
      out_.parts.push_back({PatternPart::Kind::text, {}, false, std::string(t)});
  }

  int intern(const Predicate& p) {
    const auto found = std::find(predicates_.begin(), predicates_.end(), p);
    if (found != predicates_.end()) return static_cast<int>(found - predicates_.begin());
    predicates_.push_back(p);
    return static_cast<int>(predicates_.size()) - 1;
  }

  void step() {
    const char c = s_[i_];
    if (c == ' ' || c == '\n' || c == '\t') {
      ++i_;
    } else if (s_.substr(i_, 3) == "...") {
      i_ += 3;
      PatternPart any;
      any.kind = PatternPart::Kind::unit;
      any.negated = true;
      out_.parts.push_back(any);
      text("*");
      if (i_ < s_.size() && s_[i_] == '?') text("?"), ++i_;
    } else if (c == '(') {
      ++depth_;
      ++i_;
      text("(?:");
    } else if (c == ')' || c == '|' || c == '^' || c == '$') {
      depth_ -= c == ')';
      if (depth_ < 0) throw std::invalid_argument("a ')' has no '('");
      ++i_;
      text(std::string(1, c));
      if (c == ')') quantifier();
    } else if (c == '~') {
      ++i_;
      PatternPart part;
      part.kind = PatternPart::Kind::unit;
      part.negated = true;
      skip_space();
      if (i_ >= s_.size() || s_[i_] != '(') throw std::invalid_argument("write ~( A | B )");
      ++i_;
      for (;;) {
        skip_space();
        read_unit(part.predicates);
        skip_space();
        if (i_ < s_.size() && s_[i_] == '|') {
          ++i_;
          continue;
        }
        if (i_ < s_.size() && s_[i_] == ')') {
          ++i_;
          break;
        }
        throw std::invalid_argument("write ~( A | B )");
      }
      out_.parts.push_back(part);
      quantifier();
    } else if (is_group_name()) {
      text("(");
      ++depth_;
    } else {
      PatternPart part;
      part.kind = PatternPart::Kind::unit;
      const size_t known = predicates_.size();
      const Predicate predicate = read_unit(part.predicates);
      if (i_ < s_.size() && s_[i_] == '!') {
        ++i_;
        predicates_.resize(known);  // the pivot is checked by itself and needs no byte
        if (out_.has_pivot) throw std::invalid_argument("two pivots; leave one '!'");
        out_.has_pivot = true;
        out_.pivot = predicate;
        text("\\x01");
        return;
      }
      if (predicate.type == UnitType::attribution) {
        if (out_.attribution_group >= 0) throw std::invalid_argument("two ATTRIBUTIONs; write two rules");
        text("(");
        out_.parts.push_back(part);
        text(")");
        out_.groups.push_back(GroupRole::count);
        out_.attribution_group = static_cast<int>(out_.groups.size());
      } else {
        out_.parts.push_back(part);
      }
      quantifier();
    }
  }

  // "source=(" or "source=MENTION": opens a group.
  bool is_group_name() {
    for (size_t r = 0; r < std::size(kRoleNames); ++r) {
      const std::string_view name = kRoleNames[r];
      if (s_.substr(i_, name.size()) != name || i_ + name.size() >= s_.size() || s_[i_ + name.size()] != '=') continue;
      i_ += name.size() + 1;
      if (i_ >= s_.size() || s_[i_] != '(') throw std::invalid_argument(std::string(name) + "= needs '(' after it");
      ++i_;
      out_.groups.push_back(static_cast<GroupRole>(r));
      return true;
    }
    return false;
  }

  void skip_space() {
    while (i_ < s_.size() && (s_[i_] == ' ' || s_[i_] == '\n' || s_[i_] == '\t')) ++i_;
  }

  void quantifier() {
    if (i_ >= s_.size()) return;
    const char c = s_[i_];
    if (c == '*' || c == '+')
      throw std::invalid_argument("an unbounded repeat; write {0,6}, or ... for a run of units");
    if (c == '?') {
      text("?");
      ++i_;
      if (i_ < s_.size() && s_[i_] == '?') text("?"), ++i_;
    } else if (c == '{') {
      const size_t close = s_.find('}', i_);
      if (close == std::string_view::npos) throw std::invalid_argument("a '{' has no '}'");
      const std::string_view range = s_.substr(i_, close - i_ + 1);
      const size_t comma = range.find(',');
      if (comma == std::string_view::npos || range[comma + 1] == '}')
        throw std::invalid_argument("write a repeat as {0,6}");
      if (std::atoi(std::string(range.substr(comma + 1)).c_str()) > 24)
        throw std::invalid_argument("a repeat of more than 24; write ... for a run of units");
      text(range);
      i_ = close + 1;
      if (i_ < s_.size() && s_[i_] == '?') text("?"), ++i_;
    }
  }

  Predicate read_unit(std::vector<int>& into) {
    Predicate p;
    size_t end = i_;
    if (is_letter(s_[i_])) {
      while (end < s_.size() && is_letter(s_[end])) ++end;
    } else {
      end = i_ + 1;
    }
    const std::string_view name = s_.substr(i_, end - i_);
    const auto type = std::find(std::begin(kTypeNames), std::end(kTypeNames), name);
    if (type == std::end(kTypeNames))
      throw std::invalid_argument("unknown unit '" + std::string(name) + "'; docs/rules.md lists them");
    p.type = static_cast<UnitType>(type - std::begin(kTypeNames));
    i_ = end;
    if (i_ < s_.size() && s_[i_] == '[') {
      const size_t close = s_.find(']', i_);
      if (close == std::string_view::npos) throw std::invalid_argument("a '[' has no ']'");
      read_attributes(s_.substr(i_ + 1, close - i_ - 1), p);
      i_ = close + 1;
    }
    into.push_back(intern(p));
    return p;
  }

  void read_attributes(std::string_view list, Predicate& p) {
    size_t i = 0;
    while (i <= list.size()) {
      size_t end = list.find(',', i);
      if (end == std::string_view::npos) end = list.size();
      std::string_view item = list.substr(i, end - i);
      bool negated = false;
      uint64_t set = 0;
      size_t n = 0, k = 0;
      if (!item.empty() && item[0] == '!') negated = true, item.remove_prefix(1);
      while (k <= item.size()) {
        size_t bar = item.find('|', k);
        if (bar == std::string_view::npos) bar = item.size();
        const std::string_view name = item.substr(k, bar - k);
        const auto found = std::find(std::begin(kAttributeNames), std::end(kAttributeNames), name);
        if (found == std::end(kAttributeNames))
          throw std::invalid_argument("unknown attribute '" + std::string(name) + "'; docs/rules.md lists them");
        set |= uint64_t{1} << (found - std::begin(kAttributeNames));
        ++n;
        k = bar + 1;
      }
      if (negated)
        p.none |= set;
      else if (n == 1)
        p.all |= set;
      else
        p.any.push_back(set);
      i = end + 1;
    }
  }

  std::string_view s_;
  size_t i_ = 0;
  int depth_ = 0;
  std::vector<Predicate>& predicates_;
  ParsedPattern out_;
};

// Attributes of which a unit has one at the most.
constexpr std::initializer_list<std::initializer_list<UnitAttribute>> kExclusive = {
    {UnitAttribute::ends_comma, UnitAttribute::ends_stop, UnitAttribute::ends_question, UnitAttribute::ends_plain},
    {UnitAttribute::name, UnitAttribute::pronoun, UnitAttribute::role, UnitAttribute::group},
    {UnitAttribute::finite, UnitAttribute::gerund, UnitAttribute::infinitive, UnitAttribute::participle,
     UnitAttribute::noun, UnitAttribute::preposition},
    {UnitAttribute::direct, UnitAttribute::mixed, UnitAttribute::indirect},
    // A pronoun has one case; what only pronouns have, or only roles, no other mention has (units.cc).
    {UnitAttribute::relative, UnitAttribute::object_case, UnitAttribute::impersonal, UnitAttribute::name},
    {UnitAttribute::relative, UnitAttribute::object_case, UnitAttribute::impersonal, UnitAttribute::role},
    {UnitAttribute::relative, UnitAttribute::object_case, UnitAttribute::impersonal, UnitAttribute::group},
    {UnitAttribute::first_person, UnitAttribute::name},
    {UnitAttribute::first_person, UnitAttribute::role},
    {UnitAttribute::first_person, UnitAttribute::group},
    {UnitAttribute::first_person, UnitAttribute::impersonal},
    {UnitAttribute::unknown, UnitAttribute::document},
    {UnitAttribute::unknown, UnitAttribute::name, UnitAttribute::pronoun, UnitAttribute::group},
    {UnitAttribute::document, UnitAttribute::pronoun},
    {UnitAttribute::subject, UnitAttribute::genitive},
    {UnitAttribute::subject, UnitAttribute::object_case},
};

bool feasible(uint64_t attributes) {
  for (const auto& group : kExclusive) {
    int n = 0;
    for (UnitAttribute a : group) n += (attributes & attribute_bit(a)) != 0;
    if (n > 1) return false;
  }
  return true;
}

}  // namespace

std::string_view to_string(UnitAttribute attribute) { return kAttributeNames[static_cast<size_t>(attribute)]; }
std::string_view to_string(GroupRole role) {
  return role == GroupRole::count ? std::string_view{} : kRoleNames[static_cast<size_t>(role)];
}
std::string_view to_string(UnitType type) { return kTypeNames[static_cast<size_t>(type)]; }
std::string_view to_string(WindowKind kind) { return kWindowNames[static_cast<size_t>(kind)]; }

std::string symbol_of(const Unit& unit) {
  std::string out(kTypeNames[static_cast<size_t>(unit.type)]);
  bool any = false;
  for (int a = 0; a < static_cast<int>(UnitAttribute::count); ++a) {
    if (!unit.has(static_cast<UnitAttribute>(a))) continue;
    out += any ? "," : "[";
    out += kAttributeNames[a];
    any = true;
  }
  return any ? out + "]" : out;
}

ParsedPattern parse_pattern(std::string_view pattern, const Definitions& definitions,
                            std::vector<Predicate>& predicates) {
  if (pattern.size() > kLongestPattern) throw std::invalid_argument("the pattern is too long");
  const std::string whole = expand(pattern, definitions, 0);
  return Parser(whole, predicates).run();
}

Alphabet::Alphabet(const std::vector<Predicate>& predicates) {
  bytes_where_.resize(predicates.size());
  size_t n = 2;  // 0 is no unit, 1 the pivot
  for (int t = 0; t < static_cast<int>(UnitType::count); ++t) {
    TypeTable& table = tables_[t];
    uint64_t used = 0;
    for (const Predicate& p : predicates) {
      if (static_cast<int>(p.type) != t) continue;
      used |= p.all | p.none;
      for (uint64_t set : p.any) used |= set;
    }
    std::vector<uint8_t> bits;
    for (int b = 0; b < 64; ++b)
      if (used >> b & 1) bits.push_back(static_cast<uint8_t>(b));
    if (bits.size() > 16)
      throw std::invalid_argument("the rules ask for more than 16 attributes of " + std::string(kTypeNames[t]));
    table.used = used;
    for (size_t k = 0; k < bits.size(); ++k) table.place[bits[k]] = static_cast<uint16_t>(1u << k);
    table.bytes.assign(size_t{1} << bits.size(), 0);
    std::map<std::vector<bool>, uint8_t> known;
    uint8_t first = 0;
    for (size_t index = 0; index < table.bytes.size(); ++index) {
      uint64_t attributes = 0;
      for (size_t k = 0; k < bits.size(); ++k)
        if (index >> k & 1) attributes |= uint64_t{1} << bits[k];
      if (!feasible(attributes)) continue;
      std::vector<bool> holds(predicates.size(), false);
      for (size_t p = 0; p < predicates.size(); ++p)
        holds[p] = static_cast<int>(predicates[p].type) == t && predicates[p].holds(attributes);
      const auto [at, is_new] = known.emplace(holds, 0);
      if (is_new) {
        if (n >= 256)
          throw std::invalid_argument("the rules tell more than 254 sorts of units apart; use fewer attributes");
        at->second = static_cast<uint8_t>(n);
        bytes_of_type_[t].set(n);
        for (size_t p = 0; p < holds.size(); ++p)
          if (holds[p]) bytes_where_[p].set(n);
        ++n;
      }
      table.bytes[index] = at->second;
      if (!first) first = at->second;
    }
    for (uint8_t& byte : table.bytes)
      if (!byte) byte = first;
  }
}

std::bitset<256> Alphabet::byte_set(const std::vector<int>& predicates, bool negated) const {
  std::bitset<256> out;
  for (int p : predicates) out |= bytes_where_[p];
  if (!negated) return out;
  std::bitset<256> others;
  for (size_t t = 0; t < bytes_of_type_.size(); ++t)
    if (t != static_cast<size_t>(UnitType::stop)) others |= bytes_of_type_[t];
  return others & ~out;
}

uint64_t Alphabet::types_of(const std::bitset<256>& bytes) const {
  uint64_t out = 0;
  for (size_t t = 0; t < bytes_of_type_.size(); ++t)
    if ((bytes & bytes_of_type_[t]).any()) out |= type_bit(static_cast<UnitType>(t));
  return out;
}

std::string Alphabet::byte_class(const std::vector<int>& predicates, bool negated) const {
  static constexpr char kHex[] = "0123456789abcdef";
  const std::bitset<256> set = byte_set(predicates, negated);
  if (set.none()) return "[^\\x00-\\xff]";
  std::string out = "[";
  for (size_t b = 2; b < set.size(); ++b) {
    if (!set[b]) continue;
    out += "\\x";
    out += kHex[b >> 4];
    out += kHex[b & 15];
  }
  return out + "]";
}

std::string compile_pattern(const ParsedPattern& pattern, const Alphabet& alphabet) {
  std::string out;
  for (const PatternPart& part : pattern.parts)
    out += part.kind == PatternPart::Kind::text ? part.text : alphabet.byte_class(part.predicates, part.negated);
  return out;
}

}  // namespace inquit
