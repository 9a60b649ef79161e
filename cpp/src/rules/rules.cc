// See rules.h: compiling and matching. Reading the files is rules_load.cc.
#include "rules/rules.h"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <stdexcept>

#include "inquit/error.h"
#include "rules/rule_matcher.h"
#include "rules/rule_pattern.h"
#include "rules/rules_load.h"

namespace inquit {
namespace {

constexpr int kPasses = 2;

constexpr size_t kZones = 8, kWindows = 4;  // a bit each in Rule
constexpr size_t kPlaces = kZones * kWindows * 2;

size_t number_of(const RulePlace& place) {
  return (static_cast<size_t>(place.zone) * kWindows + static_cast<size_t>(place.window)) * 2 + place.inside;
}
bool fits_place(const Rule& rule, size_t place) {
  return (rule.zones >> (place / 2 / kWindows) & 1) && (rule.windows >> (place / 2 % kWindows) & 1) &&
         rule.inside == (place % 2 == 1);
}

// What is asked of a pivot before a rule is run, side by side for all rules.
struct Gate {
  uint64_t all = 0, none = 0;  // attributes of the pivot
  bool any = false;            // it asks for one of several, too: Rule::pivot_any
  uint64_t needs_before = 0, needs_after = 0;  // types of units

  bool fits(const Rule& rule, uint64_t attributes) const {
    if ((attributes & all) != all || (attributes & none)) return false;
    return !any || std::all_of(rule.pivot_any.begin(), rule.pivot_any.end(),
                               [&](uint64_t set) { return (attributes & set) != 0; });
  }
};

}  // namespace

struct RuleSet::Impl {
  uint8_t inside_windows = 0;  // kinds that rules for tags inside the marks ask for
  struct Compiled {
    RuleMatcher matcher;
    std::vector<GroupRole> groups;
    int attribution_group = -1;
  };
  std::vector<Rule> rules;
  std::vector<std::pair<int, int>> calibration;
  std::vector<Compiled> compiled;
  std::vector<Gate> gates;
  std::unique_ptr<Alphabet> alphabet;
  // The gate: which rules have this type of pivot, and which can have this byte before and behind it.
  size_t words = 0;  // of a set of rules
  RuleBits of_pivot[kPasses];  // one set a type
  RuleBits before, after;      // one set a byte
  RuleBits all;
  std::array<RuleBits, kPlaces> of_place;
  std::vector<uint64_t> needs[kPasses][static_cast<int>(UnitType::count)];  // types of units, by the type of the pivot
  std::array<uint64_t, kPasses> types{};  // bit set of the types of pivots, for a first look
  std::array<uint16_t, static_cast<size_t>(Frame::count)> least_strength;  // of the rules of each frame
};

RuleSet::RuleSet(std::span<const DataFile> files) : impl_(std::make_unique<Impl>()) {
  RuleSource source = load_rules(files);
  impl_->rules = std::move(source.rules);
  impl_->calibration = std::move(source.calibration);
  std::stable_sort(impl_->rules.begin(), impl_->rules.end(),
                   [](const Rule& a, const Rule& b) { return a.weight > b.weight; });
  std::vector<Predicate> predicates;
  std::vector<ParsedPattern> parsed;
  for (Rule& rule : impl_->rules) {
    try {
      parsed.push_back(parse_pattern(rule.pattern, source.definitions, predicates));
    } catch (const std::invalid_argument& why) {
      throw DataError(rule.file + ":" + std::to_string(rule.line) + ": rule '" + rule.id + "': pattern: " + why.what());
    }
    const Predicate& pivot = parsed.back().pivot;
    rule.pivot = pivot.type;
    if (rule.inside) impl_->inside_windows |= rule.windows;
    rule.pivot_all = pivot.all;
    rule.pivot_none = pivot.none;
    rule.pivot_any = pivot.any;
    if (parsed.back().attribution_group >= 0) {
      rule.pass = 2;
      const auto& groups = parsed.back().groups;
      rule.inherits = !rule.continues && std::find(groups.begin(), groups.end(), GroupRole::source) == groups.end();
    }
  }
  try {
    impl_->alphabet = std::make_unique<Alphabet>(predicates);
  } catch (const std::invalid_argument& why) {
    throw DataError(std::string("rules: ") + why.what());
  }
  const size_t words = impl_->words = impl_->rules.size() / 64 + 1;
  for (RuleBits& bits : impl_->of_pivot) bits.assign(words * static_cast<size_t>(UnitType::count), 0);
  for (RuleBits* bits : {&impl_->before, &impl_->after}) bits->assign(words * 256, 0);
  impl_->all.assign(words, ~uint64_t{0});
  for (RuleBits& bits : impl_->of_place) bits.assign(words, 0);
  impl_->least_strength.fill(std::numeric_limits<uint16_t>::max());
  impl_->compiled.reserve(impl_->rules.size());
  const auto sets = std::make_shared<ByteSets>();
  for (size_t r = 0; r < impl_->rules.size(); ++r) {
    const Rule& rule = impl_->rules[r];
    try {
      impl_->compiled.push_back(
          {RuleMatcher(parsed[r], *impl_->alphabet, sets), parsed[r].groups, parsed[r].attribution_group});
    } catch (const std::invalid_argument& why) {
      throw DataError(rule.file + ":" + std::to_string(rule.line) + ": rule '" + rule.id + "': pattern: " + why.what());
    }
    const RuleMatcher& matcher = impl_->compiled.back().matcher;
    impl_->gates.push_back(
        {rule.pivot_all, rule.pivot_none, !rule.pivot_any.empty(), matcher.needs_before(), matcher.needs_after()});
    uint16_t& least = impl_->least_strength[static_cast<size_t>(rule.frame)];
    least = static_cast<uint16_t>(std::clamp<int>(rule.min_strength, 0, least));
    const uint64_t bit = uint64_t{1} << (r % 64);
    impl_->of_pivot[rule.pass - 1][static_cast<size_t>(rule.pivot) * words + r / 64] |= bit;
    impl_->types[rule.pass - 1] |= type_bit(rule.pivot);
    std::vector<uint64_t>& needs = impl_->needs[rule.pass - 1][static_cast<int>(rule.pivot)];
    const uint64_t own = matcher.needs_before() | matcher.needs_after();
    if (std::find(needs.begin(), needs.end(), own) == needs.end()) needs.push_back(own);
    for (size_t place = 0; place < kPlaces; ++place)
      if (fits_place(rule, place)) impl_->of_place[place][r / 64] |= bit;
    for (size_t b = 0; b < 256; ++b) {
      if (matcher.before()[b]) impl_->before[b * words + r / 64] |= bit;
      if (matcher.after()[b]) impl_->after[b * words + r / 64] |= bit;
    }
  }
}

RuleSet::~RuleSet() = default;
RuleSet::RuleSet(RuleSet&&) noexcept = default;

std::span<const Rule> RuleSet::rules() const { return impl_->rules; }
bool RuleSet::has_inside(WindowKind kind) const { return impl_->inside_windows >> static_cast<int>(kind) & 1; }

int RuleSet::calibrate(int raw) const {
  std::pair<int, int> before{0, 0};
  for (const auto& point : impl_->calibration) {
    if (raw <= point.first)
      return before.second +
             (point.second - before.second) * (raw - before.first) / std::max(1, point.first - before.first);
    before = point;
  }
  return impl_->calibration.empty() ? raw : before.second;
}

bool RuleSet::may_match(int pass, uint64_t types, uint64_t pivots) const {
  for (uint64_t left = pivots & pivot_types(pass); left; left &= left - 1)
    for (const uint64_t needs : impl_->needs[pass - 1][std::countr_zero(left)])
      if (!(needs & ~types)) return true;
  return false;
}

uint64_t RuleSet::pivot_types(int pass) const { return impl_->types[static_cast<size_t>(pass - 1)]; }

bool RuleSet::may_report(const Cue& cue, bool explore) const {
  bool strong = false, any = false;
  for (size_t f = 0; f < impl_->least_strength.size(); ++f) {
    strong |= cue.strength[f] >= impl_->least_strength[f];
    any |= cue.strength[f] > 0;
  }
  return strong || (explore && any);
}

bool RuleSet::lacks(int rule, uint64_t before, uint64_t after) const {
  const Gate& gate = impl_->gates[static_cast<size_t>(rule)];
  return (gate.needs_before & ~before) | (gate.needs_after & ~after);
}

void RuleSet::encode(std::span<const Unit> units, std::string& out) const {
  const size_t at = out.size();
  out.resize(at + units.size());
  for (size_t i = 0; i < units.size(); ++i) out[at + i] = static_cast<char>(impl_->alphabet->byte_of(units[i]));
}

const RuleBits& RuleSet::all_rules() const { return impl_->all; }
const RuleBits& RuleSet::rules_for(const RulePlace& place) const { return impl_->of_place[number_of(place)]; }

void RuleSet::candidates(std::string_view row, std::span<const Unit> units, uint32_t pivot, int pass,
                         const RuleBits& among, std::vector<int>& out) const {
  out.clear();
  const Unit& unit = units[pivot];
  const int type = static_cast<int>(unit.type);
  if (!(impl_->types[pass - 1] >> type & 1)) return;
  const size_t words = impl_->words;
  const auto byte = [&](uint32_t at) { return size_t{static_cast<unsigned char>(row[at])} * words; };
  const uint64_t* const before = impl_->before.data() + (pivot > 0 ? byte(pivot - 1) : 0);
  const uint64_t* const after = impl_->after.data() + (pivot + 1 < row.size() ? byte(pivot + 1) : 0);
  const uint64_t* const own = impl_->of_pivot[pass - 1].data() + static_cast<size_t>(type) * words;
  for (size_t w = 0; w < words; ++w)
    for (uint64_t left = own[w] & before[w] & after[w] & among[w]; left; left &= left - 1) {
      const int r = static_cast<int>(w * 64) + std::countr_zero(left);
      if (impl_->gates[r].fits(impl_->rules[r], unit.attributes)) out.push_back(r);
    }
}

bool RuleSet::bind(int rule, const PivotRow& row, RuleMatch& out) const {
  const Impl::Compiled& c = impl_->compiled[rule];
  Captures ends;
  if (!c.matcher.match(row, ends)) return false;
  out.rule = &impl_->rules[rule];
  out.groups.clear();
  out.attribution = kNoMention;
  out.begin = ends.at[0];
  out.end = ends.at[1];
  for (int g = 1; g <= static_cast<int>(c.groups.size()); ++g) {
    const uint32_t from = ends.at[2 * g], to = ends.at[2 * g + 1];
    if (from == Captures::kUnset || to == Captures::kUnset || from >= to) continue;
    if (g == c.attribution_group)
      out.attribution = from;
    else if (c.groups[g - 1] != GroupRole::count)
      out.groups.push_back({c.groups[g - 1], from, to});
  }
  return true;
}

}  // namespace inquit
