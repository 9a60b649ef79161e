// See attribute.h. Rules are tried once for each cue, then once for each quotation that nobody claimed, then again with the
// attributions found so far folded to one unit each.
#include "attribution/attribute.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>

#include "attribution/candidate.h"
#include "attribution/quote_use.h"
#include "attribution/trace.h"
#include "attribution/window_gate.h"
#include "base/stop.h"
#include "rules/rule_matcher.h"

namespace inquit {
namespace {

using A = UnitAttribute;

constexpr uint32_t kReachUnits = 90;  // units before and after the pivot that a rule may see
constexpr int kReachSentences = 2;  // sentence ends that it may see beyond
constexpr uint8_t kDepths = 4;  // levels of quotation that are told apart
constexpr int kMostRounds = 3;  // of the second pass: "said …, adding …, and warned …"

struct Fold {  // an accepted attribution on its way to one unit
  uint32_t first, end;
  int32_t index;
  uint32_t content_end;
};

constexpr uint64_t kAllTypes = type_bit(UnitType::count) - 1;

// Memory that is used again from paragraph to paragraph, one a thread.
struct Memory {
  std::vector<Unit> base, folded;
  std::vector<std::pair<uint32_t, uint32_t>> origin;
  std::vector<int32_t> accepted_at;
  std::string base_row, folded_row;
  std::vector<int> hits;
  RuleMatch match;
  std::vector<Candidate> candidates;
  std::vector<uint32_t> order;
  std::vector<uint8_t> claimed, depth;
  std::vector<Fold> spans;
  WindowGate gate;
};

Memory& memory() {
  thread_local Memory one;
  return one;
}

class Attributor {
 public:
  Attributor(const Paragraph& p, const Segment& segment, uint32_t number, const RuleSet& rules,
             const AttributeOptions& options, std::vector<RawAttribution>& out)
      : p_(p), segment_(segment), number_(number), rules_(rules), options_(options), out_(out) {
    const auto n = static_cast<uint32_t>(p.tokens.size());
    depth_.assign(n, 0);
    // Those left open all reach the end: of each level the first one says it all, so that the cost stays linear.
    std::array<uint32_t, kDepths> open;
    open.fill(n);
    for (const Quote& q : p.quotes) {
      if (q.level >= kDepths) continue;
      if (q.close == kNoToken) open[q.level] = std::min(open[q.level], q.open);
      for (uint32_t k = q.open; q.close != kNoToken && k <= q.close; ++k)
        depth_[k] = std::max<uint8_t>(depth_[k], q.level + 1);
    }
    for (uint8_t level = 0; level < kDepths; ++level)
      for (uint32_t k = open[level]; k < n; ++k) depth_[k] = std::max<uint8_t>(depth_[k], level + 1);
  }

  // The rules for tags inside the marks, where none stands outside.
  void run_inside(const Window& window) {
    if (!tagged_outside(p_, p_.quotes[window.quote])) run(window, nullptr, true);
  }

  // `asides`: gets the windows that the window's asides are, where it is not null. `inside`: with the rules for tags
  // inside the marks alone, or with all others.
  void run(const Window& window, std::vector<Window>* asides, bool inside = false) {
    window_ = &window;
    inside_ = inside;
    ask_();
    if (!options_.trace && !memory_.gate.opens(window, !tagged_.empty())) return;
    make_units(p_, window, base_);
    if (base_.empty()) return;
    if (!tagged_.empty()) fold_tagged();
    if (asides)
      for (const Unit& u : base_)
        if (u.type == UnitType::aside && has_cue(p_.cues, u.first, u.end)) {
          Window& aside = asides->emplace_back(window);
          aside.first = u.first + 1;
          aside.end = u.end - 1;
        }
    candidates_.clear();
    spans_.clear();
    accepted_at_.assign(base_.size(), -1);
    claimed_.assign(base_.size(), 0);
    units_ = base_;
    origin_.clear();
    base_row_.clear();
    rules_.encode(base_, base_row_);
    row_ = &base_row_;
    if (options_.trace) options_.trace->rows.push_back({number_, window.kind, base_, {}});
    // First pass: cues, then quotations and the rest, each at most once.
    for (uint32_t i = 0; i < units_.size(); ++i)
      if (units_[i].type == UnitType::cue) try_pivot(i, 1);
    accept();
    const uint64_t others = rules_.pivot_types(1) & ~type_bit(UnitType::cue) & ~type_bit(UnitType::word);
    for (uint32_t i = 0; i < units_.size(); ++i)
      if ((others >> static_cast<int>(units_[i].type) & 1) && !claimed_[i]) try_pivot(i, 1);
    accept();
    // Then with what was found folded: "adding: …", the quotation that goes on.
    for (int round = 0; round < kMostRounds; ++round) {
      find_spans();
      if (!options_.trace && !has_pivot_outside()) break;
      if (!candidates_.empty()) fold();
      if (spans_.empty() && tagged_.empty() && !options_.trace &&
          !rules_.may_match(2, ~type_bit(UnitType::attribution), kAllTypes))
        break;
      const size_t before = candidates_.size();
      const uint64_t pivots = rules_.pivot_types(2) & ~type_bit(UnitType::attribution) & ~type_bit(UnitType::word);
      for (uint32_t i = 0; i < units_.size(); ++i)
        if (pivots >> static_cast<int>(units_[i].type) & 1) try_pivot(i, 2);
      if (candidates_.size() == before) break;
      accept();
    }
    drop_nested();
  }

 private:
  // The stretch of units that a rule may see around its pivot, and the types of those before and behind it.
  struct Reach {
    uint32_t begin = 0, end = 0;
    uint64_t before = 0, after = 0;
  };
  Reach reach(uint32_t pivot) const {
    Reach out{pivot, pivot + 1, 0, 0};
    int stops = 0;
    while (out.begin > 0 && pivot - out.begin < kReachUnits) {
      const UnitType type = units_[out.begin - 1].type;
      if (type == UnitType::stop && ++stops > kReachSentences) break;
      out.before |= type_bit(type);
      --out.begin;
    }
    stops = 0;
    while (out.end < units_.size() && out.end - pivot < kReachUnits) {
      if (units_[out.end - 1].type == UnitType::stop && ++stops > kReachSentences) break;
      out.after |= type_bit(units_[out.end].type);
      ++out.end;
    }
    return out;
  }

  void try_pivot(uint32_t pivot, int pass) {
    ask_();
    if (!options_.trace && !may_be_pivot(units_[pivot])) return;
    const CueMatch* const cue = units_[pivot].type == UnitType::cue ? &p_.cues[units_[pivot].index] : nullptr;
    const Cue* const entry = cue ? &p_.lexicon.cues()[cue->cue] : nullptr;
    // The unit beside the pivot is always within reach.
    const RulePlace place{segment_.zone, window_->kind, inside_};
    rules_.candidates(*row_, units_, pivot, pass, options_.trace ? rules_.all_rules() : rules_.rules_for(place), hits_);
    if (hits_.empty()) return;
    Reach seen;
    std::optional<PivotRow> row;
    Trace::Pivot* noted = options_.trace ? note(pivot, pass) : nullptr;
    bool found = false;
    for (int r : hits_) {
      const Rule& rule = rules_.rules()[r];
      int strength = 1000;
      const auto refuse = [&](Trace::Outcome why) {
        if (noted) noted->tries.push_back({r, why, strength});
      };
      if (noted && !(rule.zones >> static_cast<int>(segment_.zone) & 1)) {
        refuse(Trace::Outcome::zone);
        continue;
      }
      if (noted && (!(rule.windows >> static_cast<int>(window_->kind) & 1) || rule.inside != inside_)) {
        refuse(Trace::Outcome::window);
        continue;
      }
      if (entry) {
        strength = entry->strength[static_cast<int>(rule.frame)];
        if (entry->attitude && !options_.attitudes && !(entry->thinks_aloud && quoted(rule.frame))) {
          refuse(Trace::Outcome::attitude);
          continue;
        }
        if (strength < rule.min_strength && !(options_.explore && strength > 0)) {
          refuse(Trace::Outcome::weak);
          continue;
        }
      }
      if (!row) {
        seen = reach(pivot);
        row.emplace(*row_, seen.begin, pivot, seen.end);
      }
      if (rules_.lacks(r, seen.before, seen.after) || !rules_.bind(r, *row, match_)) {
        refuse(Trace::Outcome::no_match);
        continue;
      }
      if (found) {
        refuse(Trace::Outcome::lighter);
        continue;
      }
      Candidate c;
      if (!make(pivot, cue, strength, c) || !(options_.attitudes || speaks(c.raw))) {
        refuse(Trace::Outcome::refused);
        continue;
      }
      refuse(Trace::Outcome::won);
      if (noted) note_groups(*noted, c);
      candidates_.push_back(std::move(c));
      if (!noted) return;
      found = true;
    }
    if (noted && !found && noted->tries.empty()) options_.trace->rows.back().pivots.pop_back();
  }

  WindowUnits units_of_window() const { return {p_, *window_, base_, origin_, depth_}; }

  bool make(uint32_t pivot, const CueMatch* cue, int strength, Candidate& c) const {
    const RawAttribution* earlier = nullptr;
    if (match_.attribution != kNoMention) {
      const uint32_t index = units_[match_.attribution].index;
      earlier = &out_[index];
      if (match_.rule->continues) c.continued = static_cast<int32_t>(index);
    }
    c.raw.zone = segment_.zone;
    c.raw.paragraph = number_;
    if (!make_candidate(units_of_window(), match_, pivot, cue, strength, earlier, c)) return false;
    c.raw.confidence = rules_.calibrate(c.raw.confidence);
    return true;
  }

  static bool quoted(Frame frame) { return frame == Frame::trailing || frame == Frame::quote; }
  // Not so a thought that is not told in its own words, set off by a comma or colon.
  bool speaks(const RawAttribution& raw) const {
    if (raw.cue_index == kNoCue || !p_.lexicon.cues()[raw.cue_index].attitude) return true;
    const Span content = raw.content.front();
    if (raw.kind != Kind::direct) return false;
    if (!raw.cue.empty() && content.begin < raw.cue.front().begin) return true;
    const auto t = token_from(p_.tokens, content.begin);
    return t != p_.tokens.begin() && ((t - 1)->kind == TokenKind::comma || (t - 1)->kind == TokenKind::colon);
  }

  // ---- what explain wants to know; never called without a trace ----

  Trace::Pivot* note(uint32_t pivot, int pass) {
    std::vector<Trace::Pivot>& pivots = options_.trace->rows.back().pivots;
    // A pivot is tried anew in each round of the second pass: the last time counts.
    std::erase_if(pivots, [&](const Trace::Pivot& p) {
      return p.pass == 2 && pass == 2 && !p.fits && p.span == units_[pivot].span;
    });
    Trace::Pivot& made = pivots.emplace_back();
    made.span = units_[pivot].span;
    made.unit = units_[pivot];
    made.pass = pass;
    return &made;
  }

  void note_groups(Trace::Pivot& noted, const Candidate& c) const {
    noted.fits = true;
    noted.content = c.raw.content.front();
    noted.confidence = c.raw.confidence;
    if (match_.rule->inherits && match_.attribution != kNoMention)
      noted.base = out_[units_[match_.attribution].index].confidence;
    for (const RuleMatch::Group& g : match_.groups) {
      const uint32_t first = units_of_window().first_of(g.begin), end = units_of_window().end_of(g.end - 1);
      noted.groups.push_back({g.role, {base_[first].span.begin, base_[end - 1].span.end}});
    }
  }

  void note_outcome(const Candidate& c, const Candidate* rival) {
    for (Trace::Pivot& noted : options_.trace->rows.back().pivots) {
      if (!noted.fits || noted.span != base_[c.pivot].span || noted.content != c.raw.content.front()) continue;
      noted.accepted = rival == nullptr;
      noted.rival = rival ? rival->raw.content.front() : Span{};
      for (Trace::Try& t : noted.tries)
        if (t.outcome == Trace::Outcome::won || t.outcome == Trace::Outcome::conflict)
          t.outcome = rival ? Trace::Outcome::conflict : Trace::Outcome::won;
    }
  }

  // Keeps what is disjoint or contained, the surest first, and hands it on.
  void accept() {
    order_.clear();
    for (uint32_t i = 0; i < candidates_.size(); ++i)
      if (!candidates_[i].accepted) order_.push_back(i);
    std::stable_sort(order_.begin(), order_.end(), [&](uint32_t a, uint32_t b) {
      return candidates_[a].raw.confidence > candidates_[b].raw.confidence;
    });
    for (uint32_t i : order_) {
      ask_();
      Candidate& c = candidates_[i];
      // Only neighbours can overlap, since a rule sees kReachUnits each way.
      bool fits = true;
      const Candidate* rival = nullptr;
      const uint32_t least = c.pivot - std::min(c.pivot, 2 * kReachUnits);
      for (uint32_t at = least; fits && at <= c.pivot + 2 * kReachUnits && at < base_.size(); ++at)
        for (int32_t j = accepted_at_[at]; fits && j >= 0; j = candidates_[j].next)
          if (!compatible(c, candidates_[j])) fits = false, rival = &candidates_[j];
      if (options_.trace) note_outcome(c, rival);
      if (!fits) continue;
      c.accepted = true;
      c.next = accepted_at_[c.pivot];
      accepted_at_[c.pivot] = static_cast<int32_t>(i);
      if (c.continued != kNone) {
        RawAttribution& raw = out_[c.continued];
        raw.content.append(c.raw.content);
        std::sort(raw.content.begin(), raw.content.end());
        raw.kind = kind_of(units_of_window(), raw.content);
        c.index = c.continued;
      } else {
        c.index = static_cast<int32_t>(out_.size());
        if (options_.trace)  // its outcome may still be asked for
          out_.push_back(c.raw);
        else
          out_.push_back(std::move(c.raw));
        if (inside_) tagged_.emplace_back(window_->quote, c.index);
      }
      for (uint32_t k = c.content_first; k < c.content_end; ++k) claimed_[k] = 1;
      for (uint32_t k = c.source_first; k < c.source_end; ++k) claimed_[k] = 1;
      claimed_[c.pivot] = 1;
    }
  }

  // Takes out what stands inside another's content by a rule that does not nest. The last thing done: later answers may
  // have come from these.
  void drop_nested() {
    const size_t none = out_.size();
    size_t least = none;
    for (const Candidate& c : candidates_) {
      ask_();
      if (!c.accepted || c.nested || c.continued != kNone) continue;
      bool held = false;
      for (uint32_t at = c.pivot - std::min(c.pivot, 2 * kReachUnits);
           !held && at <= c.pivot + 2 * kReachUnits && at < base_.size(); ++at)
        for (int32_t j = accepted_at_[at]; !held && j >= 0; j = candidates_[j].next) held = holds(candidates_[j], c);
      if (!held) continue;
      out_[c.index].content.clear();
      least = std::min(least, static_cast<size_t>(c.index));
    }
    if (least == none) return;
    out_.erase(
        std::remove_if(out_.begin() + least, out_.end(), [](const RawAttribution& a) { return a.content.empty(); }),
        out_.end());
  }

  // A quotation with its tag inside is an attribution already.
  void fold_tagged() {
    for (Unit& u : base_) {
      if (u.type != UnitType::quote) continue;
      const auto tagged = std::lower_bound(tagged_.begin(), tagged_.end(), static_cast<int32_t>(u.index),
                                           [](const auto& t, int32_t quote) { return t.first < quote; });
      if (tagged == tagged_.end() || tagged->first != static_cast<int32_t>(u.index)) continue;
      u.type = UnitType::attribution;
      u.attributes = attribute_bit(A::direct);
      u.index = static_cast<uint32_t>(tagged->second);
    }
  }

  // Whether a unit outside the attributions can be a pivot of the second pass.
  bool has_pivot_outside() const {
    const uint64_t pivots = rules_.pivot_types(2);
    size_t k = 0;
    for (uint32_t i = 0; i < base_.size(); ++i) {
      while (k < spans_.size() && spans_[k].end <= i) ++k;
      if (k < spans_.size() && spans_[k].first <= i)
        i = spans_[k].end - 1;
      else if ((pivots >> static_cast<int>(base_[i].type) & 1) && may_be_pivot(base_[i]))
        return true;
    }
    return false;
  }

  bool may_be_pivot(const Unit& unit) const {
    if (unit.type != UnitType::cue) return true;
    return memory_.gate.may_answer(unit.index);
  }

  // The stretches of the accepted attributions, in text order, wider ones first.
  void find_spans() {
    spans_.clear();
    for (const Candidate& c : candidates_)
      if (c.accepted) spans_.push_back({c.first, c.end, c.index, c.content_end});
    std::sort(spans_.begin(), spans_.end(),
              [](const Fold& a, const Fold& b) { return a.first != b.first ? a.first < b.first : a.end > b.end; });
  }

  // Units again, with each stretch of accepted attributions as one.
  void fold() {
    std::vector<Unit>& folded = memory_.folded;
    std::string& row = memory_.folded_row;
    folded.clear();
    origin_.clear();
    row.clear();
    size_t k = 0;
    for (uint32_t i = 0; i < base_.size();) {
      ask_();
      while (k < spans_.size() && spans_[k].end <= i) ++k;
      if (k == spans_.size() || spans_[k].first > i) {
        folded.push_back(base_[i]);
        row += base_row_[i];
        origin_.push_back({i, i + 1});
        ++i;
        continue;
      }
      // Overlapping attributions become one unit; the one that reaches farthest gives it its index.
      Fold widest = spans_[k];
      uint32_t end = widest.end;
      for (++k; k < spans_.size() && spans_[k].first < end; ++k)
        if (spans_[k].end > end) widest = spans_[k], end = widest.end;
      const RawAttribution& raw = out_[widest.index];
      Unit u;
      u.type = UnitType::attribution;
      u.span = {base_[i].span.begin, base_[end - 1].span.end};
      u.first = base_[i].first;
      u.end = base_[end - 1].end;
      u.index = static_cast<uint32_t>(widest.index);
      u.attributes = attribute_bit(raw.kind == Kind::direct  ? A::direct
                                   : raw.kind == Kind::mixed ? A::mixed
                                                             : A::indirect);
      if (raw.negated) u.attributes |= attribute_bit(A::negated);
      if (widest.content_end > 0 && base_[widest.content_end - 1].has(A::ends_comma))
        u.attributes |= attribute_bit(A::ends_comma);
      if (base_[end - 1].type == UnitType::quote) u.attributes |= attribute_bit(A::takes_quote);
      folded.push_back(u);
      rules_.encode({&u, 1}, row);
      origin_.push_back({i, end});
      i = end;
    }
    units_ = folded;
    row_ = &row;
  }

  const Paragraph& p_;
  const Segment& segment_;
  const uint32_t number_;
  const RuleSet& rules_;
  const AttributeOptions& options_;
  std::vector<RawAttribution>& out_;
  const Window* window_ = nullptr;
  StopEvery ask_;
  bool inside_ = false;
  std::vector<std::pair<int32_t, int32_t>>
      tagged_;  // quotations with their tags inside, in order, and their attributions
  Memory& memory_ = memory();
  std::vector<Unit>& base_ = memory_.base;  // of the window
  std::span<const Unit> units_;  // the same, or with the attributions folded
  std::vector<std::pair<uint32_t, uint32_t>>& origin_ = memory_.origin;  // of each of units_: its units in base_
  std::vector<int32_t>& accepted_at_ =
      memory_.accepted_at;  // of each of base_: the first accepted candidate with that pivot
  std::string& base_row_ = memory_.base_row;  // base_ as bytes
  std::string* row_ = nullptr;  // units_ as bytes
  std::vector<int>& hits_ = memory_.hits;
  RuleMatch& match_ = memory_.match;
  std::vector<Candidate>& candidates_ = memory_.candidates;
  std::vector<uint32_t>& order_ = memory_.order;
  std::vector<uint8_t>&claimed_ = memory_.claimed, &depth_ = memory_.depth;
  std::vector<Fold>& spans_ = memory_.spans;
};

}  // namespace

void attribute(const Paragraph& paragraph, const Segment& segment, uint32_t number, const RuleSet& rules,
               const AttributeOptions& options, std::vector<RawAttribution>& out, std::vector<QuoteUse>& quotes) {
  const size_t first_attribution = out.size();
  if (segment.zone != Zone::related && segment.zone != Zone::byline) {
    thread_local std::vector<Window> windows;
    find_windows(paragraph, windows);
    memory().gate.read(paragraph, rules, options);
    if (windows.size() > 1 || options.trace || memory().gate.opens(windows[0], false)) {
      Attributor attributor(paragraph, segment, number, rules, options, out);
      for (const Window& window : windows)
        if (window.quote >= 0 && window.level == 1 && rules.has_inside(window.kind)) attributor.run_inside(window);
      thread_local std::vector<Window> asides;
      asides.clear();
      for (const Window& window : windows) attributor.run(window, &asides);
      // What stands in an aside is read by itself: "(“Never again,” wrote Fenn.)". One level deep.
      for (const Window& aside : asides) attributor.run(aside, nullptr);
    }
  }
  note_quotes(paragraph, segment, number, first_attribution, out, quotes);
}

}  // namespace inquit
