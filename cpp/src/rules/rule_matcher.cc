// See rule_matcher.h.
#include "rules/rule_matcher.h"

#include <algorithm>
#include <bit>
#include <stdexcept>
#include <utility>

namespace inquit {
namespace {

constexpr size_t kMostSteps = 20000;     // of one program
constexpr uint32_t kMostTries = 4096;    // steps of one run before it remembers what has failed
constexpr uint32_t kUnbounded = 1 << 20; // a length without bound

}  // namespace

// A pattern's parts read as a regular expression, and turned into steps, the last first.
class RuleCompiler {
 public:
  RuleCompiler(const ParsedPattern& pattern, const Alphabet& alphabet, RuleMatcher& out)
      : pattern_(pattern), alphabet_(alphabet), out_(out) {}

  void run() {
    const int root = alternatives();
    out_.needs_before_ = nodes_[root].before;
    out_.needs_after_ = nodes_[root].after;
    const uint32_t end = add(Op::match);
    out_.start_ = emit(root, end);
    if (out_.slots_ > 2 * (kMostGroups + 1)) throw std::invalid_argument("more than 24 groups");
    look_ahead();
  }

 private:
  using Op = RuleMatcher::Op;
  using Step = RuleMatcher::Step;

  struct Node {
    enum class Kind : uint8_t { set, pivot, begin, end, list, choice, group, repeat } kind;
    uint16_t set = 0;        // of a group: its number
    int least = 0, most = 0; // of a repeat; most -1: without bound
    bool greedy = true;
    std::vector<int> kids;
    // Types of units without which it does not match: anywhere, and before and behind the pivot in it.
    uint64_t needs = 0, before = 0, after = 0;
    bool has_pivot = false;
  };

  // ---- reading -----------------------------------------------------------------------------------------------------

  // The next piece of text between units; empty at a unit or the end.
  std::string_view text() {
    while (part_ < pattern_.parts.size() && pattern_.parts[part_].kind == PatternPart::Kind::text &&
           at_ == pattern_.parts[part_].text.size())
      ++part_, at_ = 0;
    if (part_ == pattern_.parts.size() || pattern_.parts[part_].kind != PatternPart::Kind::text) return {};
    return std::string_view(pattern_.parts[part_].text).substr(at_);
  }
  bool take(std::string_view what) {
    if (!text().starts_with(what)) return false;
    at_ += what.size();
    return true;
  }

  int node(Node n) {
    nodes_.push_back(std::move(n));
    return static_cast<int>(nodes_.size()) - 1;
  }

  int alternatives() {
    Node choice{Node::Kind::choice, 0, 0, 0, true, {}};
    do choice.kids.push_back(sequence());
    while (take("|"));
    if (choice.kids.size() == 1) return choice.kids[0];
    choice.needs = choice.before = choice.after = ~uint64_t{0};
    for (const int k : choice.kids) {
      const Node& kid = nodes_[k];
      choice.needs &= kid.needs, choice.before &= kid.before, choice.after &= kid.after;
      choice.has_pivot |= kid.has_pivot;
    }
    return node(std::move(choice));
  }

  int sequence() {
    Node list{Node::Kind::list, 0, 0, 0, true, {}};
    for (;;) {
      const std::string_view rest = text();
      if (rest.empty() && part_ == pattern_.parts.size()) break;
      if (!rest.empty() && (rest[0] == ')' || rest[0] == '|')) break;
      list.kids.push_back(quantified(atom()));
      const Node& kid = nodes_[list.kids.back()];
      if (kid.has_pivot) {
        list.has_pivot = true;
        list.before = list.needs | kid.before;
        list.after = kid.after;
      } else if (list.has_pivot) {
        list.after |= kid.needs;
      }
      list.needs |= kid.needs;
    }
    return node(std::move(list));
  }

  int atom() {
    if (text().empty()) {
      const PatternPart& unit = pattern_.parts[part_++];
      at_ = 0;
      const ByteSet bytes = alphabet_.byte_set(unit.predicates, unit.negated);
      check_size(sets_.size());
      Node set{Node::Kind::set, static_cast<uint16_t>(sets_.size()), 0, 0, true, {}};
      sets_.push_back(bytes);
      if (const uint64_t types = alphabet_.types_of(bytes); std::has_single_bit(types)) set.needs = types;
      return node(std::move(set));
    }
    if (take("\\x01")) {
      Node pivot{Node::Kind::pivot, 0, 0, 0, true, {}};
      pivot.has_pivot = true;
      return node(std::move(pivot));
    }
    if (take("^")) return node({Node::Kind::begin, 0, 0, 0, true, {}});
    if (take("$")) return node({Node::Kind::end, 0, 0, 0, true, {}});
    const bool bare = take("(?:");
    if (!bare && !take("(")) throw std::invalid_argument("cannot read '" + std::string(text().substr(0, 8)) + "'");
    const uint16_t number = bare ? 0 : static_cast<uint16_t>(++groups_);
    const int inside = alternatives();
    if (!take(")")) throw std::invalid_argument("a '(' has no ')'");
    if (bare) return inside;
    Node group = nodes_[inside];
    group.kind = Node::Kind::group, group.set = number, group.kids = {inside};
    return node(std::move(group));
  }

  int quantified(int what) {
    Node repeat{Node::Kind::repeat, 0, 0, 1, true, {what}};
    if (take("*")) {
      repeat.most = -1;
    } else if (take("{")) {
      const std::string_view rest = text();
      const size_t comma = rest.find(','), close = rest.find('}');
      repeat.least = std::atoi(std::string(rest.substr(0, comma)).c_str());
      repeat.most = std::atoi(std::string(rest.substr(comma + 1, close - comma - 1)).c_str());
      if (repeat.most < repeat.least) throw std::invalid_argument("a repeat whose most is less than its least");
      at_ += close + 1;
    } else if (!take("?")) {
      return what;
    }
    repeat.greedy = !take("?");
    if (repeat.least > 0) {
      const Node& kid = nodes_[what];
      repeat.needs = kid.needs, repeat.before = kid.before, repeat.after = kid.after;
      repeat.has_pivot = kid.has_pivot;
    }
    return node(std::move(repeat));
  }

  // ---- steps -------------------------------------------------------------------------------------------------------

  static void check_size(size_t n) {
    if (n >= kMostSteps) throw std::invalid_argument("the pattern grows too large; make it shorter");
  }

  // No step has a number that does not fit (check_size), and no pattern so many sets.
  uint32_t add(Op op, uint32_t next = 0, uint32_t other = 0, uint32_t set = 0) {
    check_size(out_.steps_.size());
    out_.steps_.push_back({op, static_cast<uint16_t>(set), static_cast<uint16_t>(next), static_cast<uint16_t>(other)});
    return static_cast<uint32_t>(out_.steps_.size()) - 1;
  }

  uint32_t branch(uint32_t into, uint32_t past, bool greedy) {
    return greedy ? add(Op::branch, into, past) : add(Op::branch, past, into);
  }

  // Steps for a node that go on with `next`; the first of them.
  uint32_t emit(int which, uint32_t next) {
    const Node& n = nodes_[which];
    switch (n.kind) {
      case Node::Kind::set: return add(Op::set, next, 0, n.set);
      case Node::Kind::pivot: ++n_pivots_; return out_.pivot_ = add(Op::pivot, next);
      case Node::Kind::begin: return add(Op::row_begin, next);
      case Node::Kind::end: return add(Op::row_end, next);
      case Node::Kind::list:
        for (size_t k = n.kids.size(); k-- > 0;) next = emit(n.kids[k], next);
        return next;
      case Node::Kind::choice: {
        uint32_t first = emit(n.kids.back(), next);
        for (size_t k = n.kids.size() - 1; k-- > 0;) {
          const uint32_t preferred = emit(n.kids[k], next);
          first = add(Op::branch, preferred, first);
        }
        return first;
      }
      case Node::Kind::group: {
        out_.slots_ = std::max<uint32_t>(out_.slots_, 2u * n.set + 2);
        const uint32_t close = add(Op::capture, next, 0, 2u * n.set + 1);
        const uint32_t inside = emit(n.kids[0], close);
        return add(Op::capture, inside, 0, 2u * n.set);
      }
      case Node::Kind::repeat: break;
    }
    if (n.most < 0) {  // of one unit only
      const uint32_t loop = branch(0, next, n.greedy);
      const uint32_t body = emit(n.kids[0], loop);
      (n.greedy ? out_.steps_[loop].next : out_.steps_[loop].other) = body;
      return loop;
    }
    uint32_t first = next;
    for (int k = n.least; k < n.most; ++k) first = branch(emit(n.kids[0], first), next, n.greedy);
    for (int k = 0; k < n.least; ++k) first = emit(n.kids[0], first);
    return first;
  }

  // ---- what may come first, and how far the pivot is -----------------------------------------------------------------

  void look_ahead() {
    if (n_pivots_ != 1) throw std::invalid_argument("the pivot stands in a repeat; take it out");
    const size_t n = out_.steps_.size();
    std::vector<ByteSet> first(n);
    std::vector<uint8_t> at_pivot(n, 0);  // the pivot comes next
    std::vector<int64_t> least(n, kUnbounded), most(n, -1);
    // Steps come after those that they go on with, but for a loop, whose body is one unit.
    for (size_t i = 0; i < n; ++i) {
      const Step& s = out_.steps_[i];
      const auto from = [&](uint32_t k, int64_t width) {
        least[i] = std::min(least[i], least[k] + width);
        if (most[k] >= 0) most[i] = std::max(most[i], most[k] + width);
      };
      switch (s.op) {
        case Op::set: first[i] = sets_[s.set], from(s.next, 1); break;
        case Op::branch:
          for (const uint32_t k : {s.next, s.other}) {
            if (k > i) {
              first[i] |= sets_[out_.steps_[k].set];
              continue;
            }
            first[i] |= first[k], at_pivot[i] |= at_pivot[k];
            from(k, 0);
          }
          if ((s.next > i || s.other > i) && most[i] >= 0) most[i] = kUnbounded;
          break;
        case Op::capture:
        case Op::row_begin: first[i] = first[s.next], at_pivot[i] = at_pivot[s.next], from(s.next, 0); break;
        case Op::row_end: first[i].set(0), at_pivot[i] = at_pivot[s.next], from(s.next, 0); break;
        case Op::pivot: first[i].set(Alphabet::kPivot), at_pivot[i] = 1, least[i] = most[i] = 0; break;
        case Op::match: first[i].set(); break;
      }
      most[i] = std::min<int64_t>(most[i], kUnbounded);
    }
    for (size_t i = 0; i < n; ++i)
      if (out_.steps_[i].op == Op::set && at_pivot[out_.steps_[i].next]) out_.before_ |= sets_[out_.steps_[i].set];
    if (at_pivot[out_.start_]) out_.before_.set();
    out_.after_ = first[out_.steps_[out_.pivot_].next];
    out_.first_ = out_.sets_->add(first[out_.start_]);
    for (Step& s : out_.steps_) {
      if (s.op == Op::set)
        s.set = out_.sets_->add(sets_[s.set]);
      else if (s.op == Op::branch)
        s.set = out_.sets_->add(first[s.next]), s.set_of_other = out_.sets_->add(first[s.other]);
    }
    lead_past_sets();
    out_.least_ = static_cast<uint32_t>(least[out_.start_]);
    out_.most_ = static_cast<uint32_t>(std::max<int64_t>(most[out_.start_], 0));
  }

  // A branch has asked for what a set that it leads to would ask: it leads to the step behind the set.
  void lead_past_sets() {
    const auto past = [&](uint16_t& to, uint8_t& taken) {
      if (out_.steps_[to].op == Op::set) taken = 1, to = out_.steps_[to].next;
    };
    for (Step& s : out_.steps_)
      if (s.op == Op::branch) past(s.next, s.taken), past(s.other, s.taken_to_other);
  }

  const ParsedPattern& pattern_;
  const Alphabet& alphabet_;
  RuleMatcher& out_;
  size_t part_ = 0, at_ = 0;
  int groups_ = 0, n_pivots_ = 0;
  std::vector<Node> nodes_;
  std::vector<ByteSet> sets_;  // of the nodes
};

RuleMatcher::RuleMatcher(const ParsedPattern& pattern, const Alphabet& alphabet, std::shared_ptr<ByteSets> sets)
    : sets_(std::move(sets)) {
  RuleCompiler(pattern, alphabet, *this).run();
}

// One attempt: from a step and a place to the pivot, or from behind the pivot to the end of the match.
struct RuleMatcher::Run {
  struct Saved {  // a branch to go back to, or a group's end to put back
    uint32_t step, at;
    int32_t slot;  // -1: a branch
  };

  const RuleMatcher& m;
  const PivotRow& row;
  Captures& out;
  std::vector<Saved>& stack;
  std::vector<uint64_t>& failed;  // by step and place, once `careful`
  bool careful = false;
  uint32_t tries = 0;

  enum class Result : uint8_t { matched, failed, too_long };

  Result go(uint32_t step, uint32_t at, uint32_t& reached) {
    const unsigned char* const bytes = row.bytes();
    const Step* const steps = m.steps_.data();
    const uint64_t* const sets = m.sets_->table();
    stack.clear();
    for (;;) {
      const Step& s = steps[step];
      switch (s.op) {
        case Op::set:
          if (!ByteSets::has(sets, s.set, bytes[at])) break;
          step = s.next, ++at;
          continue;
        case Op::branch: {
          if (++tries > kMostTries && !careful) return Result::too_long;
          if (careful && !first_time(step, at)) break;
          const unsigned c = bytes[at];
          const bool second = ByteSets::has(sets, s.set_of_other, c);
          if (ByteSets::has(sets, s.set, c)) {
            if (second) stack.push_back({s.other, at + s.taken_to_other, -1});
            step = s.next, at += s.taken;
            continue;
          }
          if (!second) break;
          step = s.other, at += s.taken_to_other;
          continue;
        }
        case Op::capture:
          stack.push_back({0, out.at[s.set], s.set});
          out.at[s.set] = at;
          step = s.next;
          continue;
        case Op::row_begin:
          if (at != row.begin) break;
          step = s.next;
          continue;
        case Op::row_end:
          if (at != row.end) break;
          step = s.next;
          continue;
        case Op::pivot:
          if (at != row.pivot) break;
          return reached = at, Result::matched;
        case Op::match: return reached = at, Result::matched;
      }
      // It failed here: back to the last branch, what was bound since then put back.
      for (;;) {
        if (stack.empty()) return Result::failed;
        const Saved back = stack.back();
        stack.pop_back();
        if (back.slot < 0) {
          step = back.step, at = back.at;
          break;
        }
        out.at[back.slot] = back.at;
      }
    }
  }

  bool first_time(uint32_t step, uint32_t at) {
    const size_t bit = size_t{step} * (row.end - row.begin + 1) + (at - row.begin);
    if (failed[bit >> 6] >> (bit & 63) & 1) return false;
    failed[bit >> 6] |= uint64_t{1} << (bit & 63);
    return true;
  }

  Result all() {
    std::fill_n(out.at.begin(), m.slots_, Captures::kUnset);
    // What follows the pivot does not depend on what stands before it: it is tried first, since it is tried only once.
    uint32_t stop = 0;
    Result result = go(m.steps_[m.pivot_].next, row.pivot + 1, stop);
    if (result != Result::matched) return result;
    const uint32_t last = row.pivot - std::min(row.pivot, m.least_);
    for (uint32_t from = std::max(row.begin, row.pivot - std::min(row.pivot, m.most_));
         from <= last && row.pivot - from >= m.least_; ++from) {
      if (!m.sets_->has(m.first_, row.bytes()[from])) continue;
      uint32_t reached = 0;
      result = go(m.start_, from, reached);
      if (result == Result::failed) continue;
      out.at[0] = from, out.at[1] = stop;
      return result;
    }
    return Result::failed;
  }
};

bool RuleMatcher::match(const PivotRow& row, Captures& out) const {
  thread_local std::vector<Run::Saved> stack;
  thread_local std::vector<uint64_t> failed;
  Run run{*this, row, out, stack, failed};
  Run::Result result = run.all();
  if (result == Run::Result::too_long) {
    failed.assign((steps_.size() * (row.end - row.begin + 1) >> 6) + 1, 0);
    run.careful = true;
    result = run.all();
  }
  return result == Run::Result::matched;
}

}  // namespace inquit
