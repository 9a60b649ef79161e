// Stage 7: the attribution rules: regular expressions over units. A rule is data (cpp/data/<language>/rules.toml); it is
// compiled to a pattern over one byte a unit, where a byte stands for all units that no rule tells apart (rule_matcher.h). The
// language of patterns is explained in docs/rules.md.
#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "inquit/record.h"
#include "lexicon/lexicon.h"
#include "rules/units.h"

namespace inquit {

enum class GroupRole : uint8_t { content, source, addressee, time, place, document, count };

struct RuleExample {
  std::string text;
  std::vector<std::string> content;  // pieces; empty: the text must give no attribution by this rule
  std::string source, cue, addressee;
};

struct Rule {
  std::string id;
  std::string doc;  // one sentence: what it is for
  std::string pattern;  // as written
  int weight = 500;  // the heavier rule is tried first
  int precision = 900;  // per mille: how many of its answers were right on annotated news
  Frame frame = Frame::quote;  // which strength of the pivot's cue counts
  int min_strength = 300;  // per mille: a cue weaker than this in the frame does not report by this rule
  uint8_t zones = 0xff;  // bit set of Zone
  uint8_t windows = 0xff;  // bit set of WindowKind
  int pass = 1;  // 2: after the first attributions have been folded
  bool nested = true;  // false: it does not answer inside the content of another attribution
  bool continues = false;  // adds its content to the ATTRIBUTION that it matched
  bool inside =
      false;  // its cue and source interrupt the quotation whose window it is: “We are ready, said Fenn, come in”
  bool inherits = false;  // takes its source from the ATTRIBUTION that it matched
  UnitType pivot = UnitType::cue;
  uint64_t pivot_all = 0, pivot_none = 0;  // attributes that the pivot must have, must not have
  std::vector<uint64_t> pivot_any;  // each: at least one of these
  std::vector<RuleExample> examples, counter_examples;
  std::vector<std::string> misses;
  int line = 0;
  std::string file;
};

// What a rule bound, in units: half-open ranges of the row.
struct RuleMatch {
  const Rule* rule = nullptr;
  struct Group {
    GroupRole role;
    uint32_t begin, end;
  };
  std::vector<Group> groups;
  uint32_t begin = 0, end = 0;  // of the whole match
  uint32_t attribution = kNoMention;  // unit of the ATTRIBUTION that it matched
};

class PivotRow;

// A set of rules: a bit for each of rules().
using RuleBits = std::vector<uint64_t>;

// Where a row stands: only rules for this place are tried.
struct RulePlace {
  Zone zone = Zone::body;
  WindowKind window = WindowKind::outside;
  bool inside = false;  // the rules for tags inside the marks, or the others
};

class RuleSet {
 public:
  // Reads every *.toml of `files`. A later rule with the same id replaces the earlier one; `disable = [ids]` takes rules
  // out. Throws DataError.
  explicit RuleSet(std::span<const DataFile> files);
  ~RuleSet();
  RuleSet(RuleSet&&) noexcept;

  std::span<const Rule> rules() const;  // heaviest first

  bool has_inside(WindowKind kind) const;  // some rule is for tags inside the marks of such a window

  // What a raw confidence (rule times cue, per mille) is worth: how many in a thousand such answers were right on annotated
  // news, between the points of "calibration" in the rules' file by a straight line.
  int calibrate(int raw) const;

  // The row as bytes, one a unit; appended to `out`.
  void encode(std::span<const Unit> units, std::string& out) const;

  // Whether some rule of the pass can match in a row that has no other types of units than `types`, nor of pivots than
  // `pivots`: bits of UnitType.
  bool may_match(int pass, uint64_t types, uint64_t pivots) const;
  // The types of pivots that the rules of a pass have.
  uint64_t pivot_types(int pass) const;
  // Whether the cue is strong enough in some frame for a rule; `explore`: for any strength.
  bool may_report(const Cue& cue, bool explore) const;
  // Whether rules()[rule] needs a type of units before or behind the pivot that is not there.
  bool lacks(int rule, uint64_t before, uint64_t after) const;

  // The rules for such a place.
  const RuleBits& rules_for(const RulePlace& place) const;
  const RuleBits& all_rules() const;

  // The rules of `among` that may match around units[pivot], by the pivot and the bytes beside it, heaviest first; numbers
  // into rules(). `row` is what encode() gave.
  void candidates(std::string_view row, std::span<const Unit> units, uint32_t pivot, int pass, const RuleBits& among,
                  std::vector<int>& out) const;

  // Binds the groups of rules()[rule]; false where it does not match.
  bool bind(int rule, const PivotRow& row, RuleMatch& out) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace inquit
