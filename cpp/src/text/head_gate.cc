// See head_gate.h. A pattern is read into positions, each a set of bytes, with what may follow each (Glushkov's automaton, in
// which no step is empty); sets of positions become the states.
#include "text/head_gate.h"

#include <algorithm>
#include <bitset>
#include <map>
#include <unordered_set>
#include <utility>

namespace inquit {
namespace {

using ByteSet = std::bitset<256>;

constexpr size_t kMostPositions = 8192;
constexpr size_t kMostStates = 4096;
constexpr size_t kDeepest = 32;  // groups within groups

ByteSet range(unsigned first, unsigned last) {
  ByteSet out;
  for (unsigned b = first; b <= last; ++b) out.set(b);
  return out;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// The set of \d, \s, \w and their opposites; empty for other letters.
ByteSet class_of_escape(char c) {
  ByteSet out;
  switch (c | 0x20) {
    case 'd': out = range('0', '9'); break;
    case 's': out = ByteSet().set(' ').set('\t').set('\n').set('\f').set('\r'); break;
    case 'w': out = range('0', '9') | range('A', 'Z') | range('a', 'z') | ByteSet().set('_'); break;
    default: return out;
  }
  return c & 0x20 ? out : ~out;
}

// The least byte of a set that is not empty.
unsigned least(const ByteSet& set) {
  unsigned b = 0;
  while (!set[b]) ++b;
  return b;
}

// The positions of all patterns, read one after another.
struct Positions {
  std::vector<ByteSet> bytes{{}};  // of each; the first one stands before all patterns
  std::vector<std::vector<uint16_t>> follow{{}};
  std::vector<bool> last{false};  // a match may end there
};

// Reads one pattern; run() is false where it has what cannot be read.
class HeadPatternReader {
 public:
  HeadPatternReader(std::string_view text, Positions& out) : text_(text), out_(out) {}

  bool run() {
    const Part all = alternatives(false);
    if (!ok_ || at_ < text_.size() || all.empty) return false;  // what matches the empty text matches everywhere
    out_.follow[0].insert(out_.follow[0].end(), all.first.begin(), all.first.end());
    for (const uint16_t p : all.last) out_.last[p] = true;
    return true;
  }

 private:
  struct Part {
    bool empty = true;  // it matches nothing at all
    std::vector<uint16_t> first, last;
  };

  bool more() const { return ok_ && at_ < text_.size(); }
  bool take(std::string_view what) {
    if (!text_.substr(at_).starts_with(what)) return false;
    at_ += what.size();
    return true;
  }
  Part fail() {
    ok_ = false;
    return {};
  }

  Part alternatives(bool any_case) {
    if (++depth_ > kDeepest) return fail();
    Part out = sequence(any_case);
    while (more() && take("|")) {
      Part other = sequence(any_case);
      out.empty |= other.empty;
      out.first.insert(out.first.end(), other.first.begin(), other.first.end());
      out.last.insert(out.last.end(), other.last.begin(), other.last.end());
    }
    --depth_;
    return out;
  }

  Part sequence(bool any_case) {
    Part out;
    while (more() && text_[at_] != '|' && text_[at_] != ')') {
      Part next = repeated(atom(any_case));
      join(out.last, next.first);
      if (out.empty) out.first.insert(out.first.end(), next.first.begin(), next.first.end());
      if (next.empty)
        out.last.insert(out.last.end(), next.last.begin(), next.last.end());
      else
        out.last = std::move(next.last);
      out.empty &= next.empty;
    }
    return out;
  }

  void join(const std::vector<uint16_t>& from, const std::vector<uint16_t>& to) {
    for (const uint16_t p : from) out_.follow[p].insert(out_.follow[p].end(), to.begin(), to.end());
  }

  Part repeated(Part what) {
    while (more()) {
      bool none = false, again = false;
      if (take("*")) {
        none = again = true;
      } else if (take("+")) {
        again = true;
      } else if (take("?")) {
        none = true;
      } else if (text_[at_] == '{' && at_ + 1 < text_.size() && is_digit(text_[at_ + 1])) {
        const size_t close = text_.find('}', at_);
        if (close == text_.npos) return fail();
        const std::string_view counts = text_.substr(at_ + 1, close - at_ - 1);
        none = counts.find_first_not_of('0') == std::min(counts.find(','), counts.size());
        again = counts != "1" && counts != "0,1";
        at_ = close + 1;
      } else {
        return what;
      }
      if (again) join(what.last, what.first);
      what.empty |= none;
    }
    return what;
  }

  Part atom(bool any_case) {
    const char c = text_[at_++];
    if (c == '(') return group(any_case);
    if (c == '[') return one(set_of_class(), any_case);
    if (c == '.') return one(~ByteSet(), any_case);
    if (c == '^' || c == '$') return {};
    if (c == '*' || c == '+' || c == '?') return fail();
    if (c != '\\') return one(ByteSet().set(static_cast<unsigned char>(c)), any_case);
    if (at_ < text_.size() && (text_[at_] == 'b' || text_[at_] == 'B' || text_[at_] == 'A' || text_[at_] == 'z'))
      return ++at_, Part{};
    return one(escape(), any_case);
  }

  Part group(bool any_case) {
    if (take("?")) {
      for (bool on = true; more() && !take(":"); ++at_) {
        const char flag = text_[at_];
        if (flag == '-')
          on = false;
        else if (flag == 'i')
          any_case = on;
        else if (flag != 's' && flag != 'U')
          return fail();
      }
    }
    Part inside = alternatives(any_case);
    return take(")") ? inside : fail();
  }

  // What stands behind a backslash.
  ByteSet escape() {
    if (at_ >= text_.size()) return fail(), ByteSet();
    const char c = text_[at_++];
    if (const ByteSet known = class_of_escape(c); known.any()) return known;
    switch (c) {
      case 'n': return ByteSet().set('\n');
      case 't': return ByteSet().set('\t');
      case 'r': return ByteSet().set('\r');
      case 'f': return ByteSet().set('\f');
      case 'x': {
        const auto digit = [&](size_t at) {
          const char d = at < text_.size() ? text_[at] : '\0';
          return is_digit(d) ? d - '0' : (d | 0x20) >= 'a' && (d | 0x20) <= 'f' ? (d | 0x20) - 'a' + 10 : -1;
        };
        const int high = digit(at_), low = digit(at_ + 1);
        if (high < 0 || low < 0) return fail(), ByteSet();
        at_ += 2;
        return ByteSet().set(static_cast<size_t>(16 * high + low));
      }
      default: break;
    }
    if (is_letter(c) || is_digit(c)) return fail(), ByteSet();
    return ByteSet().set(static_cast<unsigned char>(c));
  }

  // Inside square brackets.
  ByteSet set_of_class() {
    const bool negated = take("^");
    ByteSet out;
    for (bool first = true; more() && (first || text_[at_] != ']'); first = false) {
      if (text_.substr(at_, 2) == "[:") return fail(), out;
      const char c = text_[at_++];
      const ByteSet begins = c == '\\' ? escape() : ByteSet().set(static_cast<unsigned char>(c));
      const bool is_range = text_.size() > at_ + 1 && text_[at_] == '-' && text_[at_ + 1] != ']';
      if (!is_range) {
        out |= begins;
        continue;
      }
      ++at_;
      const char d = text_[at_++];
      const ByteSet ends = d == '\\' ? escape() : ByteSet().set(static_cast<unsigned char>(d));
      if (begins.count() != 1 || ends.count() != 1) return fail(), out;
      out |= range(least(begins), least(ends));
    }
    if (!take("]")) fail();
    return negated ? ~out : out;
  }

  Part one(ByteSet bytes, bool any_case) {
    if (any_case)
      for (unsigned upper = 'A'; upper <= 'Z'; ++upper) {
        const unsigned lower = upper | 0x20;
        if (bytes[upper] || bytes[lower]) bytes.set(upper), bytes.set(lower);
      }
    if (out_.bytes.size() == kMostPositions) return fail();
    const auto position = static_cast<uint16_t>(out_.bytes.size());
    out_.bytes.push_back(bytes);
    out_.follow.emplace_back();
    out_.last.push_back(false);
    return {false, {position}, {position}};
  }

  const std::string_view text_;
  Positions& out_;
  size_t at_ = 0, depth_ = 0;
  bool ok_ = true;
};

}  // namespace

// Sets of positions -> states.
class HeadGateBuilder {
 public:
  HeadGateBuilder(const Positions& positions, HeadGate& out) : positions_(positions), out_(out) {}

  // False where there are too many states.
  bool run() {
    find_classes();
    out_.next_.assign((HeadGate::kStart + 1) * out_.n_classes_, HeadGate::kFails);
    sets_ = {{}, {}, {0}};  // by state
    std::vector<std::vector<uint16_t>> then(out_.n_classes_);
    for (size_t state = HeadGate::kStart; state < sets_.size(); ++state) {
      for (auto& set : then) set.clear();
      for (const uint16_t p : sets_[state])
        for (const uint16_t q : positions_.follow[p])
          for (const uint8_t c : classes_of_[q]) then[c].push_back(q);
      for (size_t c = 0; c < then.size(); ++c)
        if (!then[c].empty()) out_.next_[state * out_.n_classes_ + c] = state_of(then[c]);
      if (sets_.size() > kMostStates) return false;
    }
    return true;
  }

 private:
  // Bytes that stand in the same sets are one class.
  void find_classes() {
    const std::unordered_set<ByteSet> sets(positions_.bytes.begin(), positions_.bytes.end());
    for (const ByteSet& bytes : sets) {
      std::array<int, 512> number;  // by class so far, and whether the set has the byte
      number.fill(-1);
      int n = 0;
      for (size_t b = 0; b < 256; ++b) {
        int& of_byte = number[size_t{2} * out_.class_of_[b] + bytes[b]];
        if (of_byte < 0) of_byte = n++;
        out_.class_of_[b] = static_cast<uint8_t>(of_byte);
      }
      out_.n_classes_ = static_cast<size_t>(n);
    }
    std::vector<size_t> byte_of(out_.n_classes_);
    for (size_t b = 0; b < 256; ++b) byte_of[out_.class_of_[b]] = b;
    for (const ByteSet& bytes : positions_.bytes) {
      std::vector<uint8_t>& classes = classes_of_.emplace_back();
      for (size_t c = 0; c < byte_of.size(); ++c)
        if (bytes[byte_of[c]]) classes.push_back(static_cast<uint8_t>(c));
    }
  }

  uint16_t state_of(std::vector<uint16_t>& set) {
    if (std::any_of(set.begin(), set.end(), [&](uint16_t p) { return positions_.last[p]; })) return HeadGate::kMatches;
    std::sort(set.begin(), set.end());
    set.erase(std::unique(set.begin(), set.end()), set.end());
    const auto [at, fresh] = numbers_.try_emplace(set, static_cast<uint16_t>(sets_.size()));
    if (fresh) {
      sets_.push_back(set);
      out_.next_.resize(out_.next_.size() + out_.n_classes_, HeadGate::kFails);
    }
    return at->second;
  }

  const Positions& positions_;
  HeadGate& out_;
  std::vector<std::vector<uint8_t>> classes_of_;  // of bytes, by position
  std::map<std::vector<uint16_t>, uint16_t> numbers_;
  std::vector<std::vector<uint16_t>> sets_;
};

HeadGate::HeadGate(std::span<const std::string_view> patterns) {
  Positions positions;
  const bool read = std::all_of(patterns.begin(), patterns.end(),
                                [&](std::string_view pattern) { return HeadPatternReader(pattern, positions).run(); });
  if (read && HeadGateBuilder(positions, *this).run()) return;
  class_of_ = {};
  n_classes_ = 1;
  next_ = {kFails, kMatches, kMatches};
}

}  // namespace inquit
