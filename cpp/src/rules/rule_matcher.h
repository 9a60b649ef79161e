// Matching one rule around one pivot. A pattern is compiled to a small program of branches over sets of bytes, and run by
// backtracking in the order of preference that RE2 and Perl have (leftmost, then the first that matches), so that a pattern
// means what RE2 says it means: tests/cpp/rule_matcher_test.cc compares the two. Faster than RE2 here, because a row has few
// dozen bytes and the place of the pivot is known: most rules are turned down by the two bytes beside it, without a run,
// and there is no automaton to build before the first document. Time is linear in the row: where a run takes long it
// starts again and remembers which branches have failed.
#pragma once
#include <array>
#include <bitset>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <vector>

#include "rules/rule_pattern.h"

namespace inquit {

using ByteSet = std::bitset<256>;

inline constexpr int kMostGroups = 24;

// The sets of bytes that the rules ask for, each once, turned round: for a byte, one bit a set. A row has few different
// bytes, so that all rules read the same few lines of memory.
class ByteSets {
 public:
  uint16_t add(const ByteSet& set) {
    const auto [at, fresh] = ids_.try_emplace(set, static_cast<uint16_t>(ids_.size()));
    if (!fresh) return at->second;
    if (ids_.size() > kMost) throw std::invalid_argument("too many different sets of units in all rules together");
    const size_t id = at->second;
    if (id % 64 == 0) bits_.resize(bits_.size() + 256);
    for (size_t byte = 0; byte < 256; ++byte)
      if (set[byte]) bits_[id / 64 * 256 + byte] |= uint64_t{1} << (id % 64);
    return at->second;
  }
  bool has(uint16_t id, unsigned byte) const { return has(bits_.data(), id, byte); }

  // The same for who asks often.
  const uint64_t* table() const { return bits_.data(); }
  static bool has(const uint64_t* table, uint16_t id, unsigned byte) {
    return table[size_t{id} / 64 * 256 + byte] >> (id % 64) & 1;
  }

 private:
  static constexpr size_t kMost = 0xffff;

  std::unordered_map<ByteSet, uint16_t> ids_;
  std::vector<uint64_t> bits_;
};

// Ends of groups in the row, by number: begin at 2 * group, end at 2 * group + 1; group 0 is the match. kUnset: no part.
struct Captures {
  static constexpr uint32_t kUnset = 0xffffffff;
  std::array<uint32_t, 2 * (kMostGroups + 1)> at;
};

// A row as the rules see it around one pivot: as long as this lives, the byte of the pivot is kPivot and the one behind
// `end` is 0, so that no step need ask where it is.
class PivotRow {
 public:
  PivotRow(std::string& row, uint32_t begin, uint32_t pivot, uint32_t end)
      : begin(begin),
        pivot(pivot),
        end(end),
        bytes_(reinterpret_cast<unsigned char*>(row.data())),
        pivot_byte_(bytes_[pivot]),
        end_byte_(bytes_[end]) {
    bytes_[pivot] = Alphabet::kPivot;
    bytes_[end] = 0;
  }
  ~PivotRow() { bytes_[pivot] = pivot_byte_, bytes_[end] = end_byte_; }
  PivotRow(const PivotRow&) = delete;
  PivotRow& operator=(const PivotRow&) = delete;

  const unsigned char* bytes() const { return bytes_; }

  const uint32_t begin, pivot, end;

 private:
  unsigned char* const bytes_;
  const unsigned char pivot_byte_, end_byte_;
};

class RuleMatcher {
 public:
  // `sets`: shared by rules of one alphabet. Throws std::invalid_argument where the pattern has more than 24 groups or
  // grows too large.
  RuleMatcher(const ParsedPattern& pattern, const Alphabet& alphabet,
              std::shared_ptr<ByteSets> sets = std::make_shared<ByteSets>());

  // The types of units that must stand somewhere before and behind the pivot: a bit for each UnitType.
  uint64_t needs_before() const { return needs_before_; }
  uint64_t needs_after() const { return needs_after_; }

  // Bytes that may stand right before and right after the pivot; 0 stands for the end of the row.
  const ByteSet& before() const { return before_; }
  const ByteSet& after() const { return after_; }

  // The leftmost match in the row around its pivot. Only the ends of its groups are set.
  bool match(const PivotRow& row, Captures& out) const;

 private:
  friend class RuleCompiler;
  enum class Op : uint8_t { set, branch, capture, row_begin, row_end, pivot, match };
  struct Step {
    Op op;
    uint16_t set = 0;  // of bytes that it takes; of a capture, its slot; of a branch: what may come first at `next`
    uint16_t next = 0, other = 0;  // of a branch: tried first, tried then
    uint16_t set_of_other = 0;  // of a branch: what may come first there
    // Of a branch: bytes that it takes on its way, since what it leads to is a set that it has asked for.
    uint8_t taken = 0, taken_to_other = 0;
  };
  struct Run;

  std::vector<Step> steps_;
  std::shared_ptr<ByteSets> sets_;
  uint16_t first_ = 0;  // what a match may begin with
  uint32_t start_ = 0, pivot_ = 0;
  uint32_t least_ = 0, most_ = 0;  // bytes from the beginning of a match to its pivot
  uint32_t slots_ = 2;
  ByteSet before_, after_;
  uint64_t needs_before_ = 0, needs_after_ = 0;
};

}  // namespace inquit
