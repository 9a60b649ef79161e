// See rules.h: compiling and matching. Reading the files is rules_load.cc.
#include "rules.h"

#include <re2/re2.h>
#include <re2/set.h>
#include <re2/stringpiece.h>

#include <algorithm>
#include <stdexcept>

#include "inquit/error.h"
#include "rule_pattern.h"
#include "rules_load.h"

namespace inquit {
namespace {

// Memory that RE2 may use for one pattern's automaton, and for a set's.
constexpr int64_t kPatternMemory = 8 << 20;
constexpr int64_t kSetMemory = 64 << 20;
constexpr int kPasses = 2;
constexpr int kMostGroups = 24;

RE2::Options re2_options(int64_t memory) {
  RE2::Options options;
  options.set_encoding(RE2::Options::EncodingLatin1);
  options.set_log_errors(false);
  options.set_max_mem(memory);
  return options;
}

bool pivot_fits(const Rule& rule, const Unit& unit) {
  if (rule.pivot != unit.type) return false;
  if ((unit.attributes & rule.pivot_all) != rule.pivot_all || (unit.attributes & rule.pivot_none)) return false;
  for (uint64_t set : rule.pivot_any)
    if (!(unit.attributes & set)) return false;
  return true;
}

}  // namespace

struct RuleSet::Impl {
  struct Compiled {
    std::unique_ptr<RE2> re;
    std::vector<GroupRole> groups;
    int attribution_group = -1;
  };
  // All rules of one pivot type and pass at once, by what follows the pivot: that needs few states, where what stands before
  // it would need one for each place where a match could begin.
  struct Gate {
    std::unique_ptr<RE2::Set> set;
    std::vector<int> rules;
  };

  std::vector<Rule> rules;
  std::vector<std::pair<int, int>> calibration;
  std::vector<Compiled> compiled;
  std::unique_ptr<Alphabet> alphabet;
  Gate gates[kPasses][static_cast<int>(UnitType::count)];
};

RuleSet::RuleSet(std::span<const DataFile> files) : impl_(std::make_unique<Impl>()) {
  RuleSource source = load_rules(files);
  impl_->rules = std::move(source.rules);
  impl_->calibration = std::move(source.calibration);
  std::stable_sort(impl_->rules.begin(), impl_->rules.end(), [](const Rule& a, const Rule& b) { return a.weight > b.weight; });
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
  for (size_t r = 0; r < impl_->rules.size(); ++r) {
    const Rule& rule = impl_->rules[r];
    const std::string pattern = compile_pattern(parsed[r], *impl_->alphabet);
    Impl::Compiled compiled;
    compiled.re = std::make_unique<RE2>(pattern, re2_options(kPatternMemory));
    const std::string where = rule.file + ":" + std::to_string(rule.line) + ": rule '" + rule.id + "': ";
    if (!compiled.re->ok()) throw DataError(where + "pattern: " + compiled.re->error());
    if (compiled.re->NumberOfCapturingGroups() > kMostGroups) throw DataError(where + "pattern: more than 24 groups");
    compiled.groups = parsed[r].groups;
    compiled.attribution_group = parsed[r].attribution_group;
    impl_->compiled.push_back(std::move(compiled));
    Impl::Gate& gate = impl_->gates[rule.pass - 1][static_cast<int>(rule.pivot)];
    if (!gate.set) gate.set = std::make_unique<RE2::Set>(re2_options(kSetMemory), RE2::ANCHOR_START);
    std::string error;
    if (gate.set->Add(after_pivot(pattern), &error) < 0) throw DataError(where + "pattern: " + error);
    gate.rules.push_back(static_cast<int>(r));
  }
  for (auto& pass : impl_->gates)
    for (Impl::Gate& gate : pass)
      if (gate.set && !gate.set->Compile()) throw DataError("rules: too many or too large rules to match together; disable some");
}

RuleSet::~RuleSet() = default;
RuleSet::RuleSet(RuleSet&&) noexcept = default;

std::span<const Rule> RuleSet::rules() const { return impl_->rules; }

int RuleSet::calibrate(int raw) const {
  std::pair<int, int> before{0, 0};
  for (const auto& point : impl_->calibration) {
    if (raw <= point.first) return before.second + (point.second - before.second) * (raw - before.first) / std::max(1, point.first - before.first);
    before = point;
  }
  return impl_->calibration.empty() ? raw : before.second;
}

void RuleSet::encode(std::span<const Unit> units, std::string& out) const {
  for (const Unit& u : units) out += static_cast<char>(impl_->alphabet->byte_of(u));
}

void RuleSet::candidates(std::string& row, std::span<const Unit> units, uint32_t pivot, int pass, uint32_t begin, uint32_t end,
                         std::vector<int>& out) const {
  (void)begin;
  out.clear();
  const Impl::Gate& gate = impl_->gates[pass - 1][static_cast<int>(units[pivot].type)];
  if (!gate.set) return;
  bool any = false;
  for (int r : gate.rules)
    if (pivot_fits(impl_->rules[r], units[pivot])) {
      any = true;
      break;
    }
  if (!any) return;
  thread_local std::vector<int> hits;
  const char saved = row[pivot];
  row[pivot] = static_cast<char>(Alphabet::kPivot);
  RE2::Set::ErrorInfo info{RE2::Set::kNoError};
  const bool matched = gate.set->Match(re2::StringPiece(row.data() + pivot, end - pivot), &hits, &info);
  row[pivot] = saved;
  if (matched) {
    std::sort(hits.begin(), hits.end());
    for (int h : hits)
      if (pivot_fits(impl_->rules[gate.rules[h]], units[pivot])) out.push_back(gate.rules[h]);
  } else if (info.kind != RE2::Set::kNoError) {
    // Out of memory is not "nothing": every rule is tried singly.
    for (int r : gate.rules)
      if (pivot_fits(impl_->rules[r], units[pivot])) out.push_back(r);
  }
}

bool RuleSet::bind(int rule, std::string& row, std::span<const Unit> units, uint32_t pivot, uint32_t begin, uint32_t end, RuleMatch& out) const {
  (void)units;
  const Impl::Compiled& c = impl_->compiled[rule];
  re2::StringPiece groups[kMostGroups + 1];
  const int n = static_cast<int>(c.groups.size()) + 1;
  const char saved = row[pivot];
  row[pivot] = static_cast<char>(Alphabet::kPivot);
  const re2::StringPiece text(row.data() + begin, end - begin);
  const bool matched = c.re->Match(text, 0, text.size(), RE2::UNANCHORED, groups, n);
  row[pivot] = saved;
  if (!matched) return false;
  out.rule = &impl_->rules[rule];
  out.groups.clear();
  out.attribution = kNoMention;
  const char* base = row.data();
  out.begin = static_cast<uint32_t>(groups[0].data() - base);
  out.end = out.begin + static_cast<uint32_t>(groups[0].size());
  for (int g = 1; g < n; ++g) {
    if (groups[g].data() == nullptr || groups[g].empty()) continue;
    const uint32_t from = static_cast<uint32_t>(groups[g].data() - base);
    if (g == c.attribution_group) out.attribution = from;
    else if (c.groups[g - 1] != GroupRole::count) out.groups.push_back({c.groups[g - 1], from, from + static_cast<uint32_t>(groups[g].size())});
  }
  return true;
}

}  // namespace inquit
