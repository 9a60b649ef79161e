// The patterns of patterns.tsv that segments need, compiled once for each set of data and shared by all threads.
#pragma once
#include <cstdint>
#include <memory>
#include <string_view>

#include "lexicon/lexicon.h"

namespace inquit {

enum class PatternName : uint8_t {
  bullet,
  byline,
  dateline_line,
  head_date,
  dateline,
  dateline_title,
  related,
  turn_question,
  turn_known,
  turn_caps,
  turn_name,
  not_turn,
  reporting,
  signature,
  count
};

// Cheap to construct after the first time: the compiled patterns are found by the hash of the lexicon's files. Throws
// DataError where a pattern is wrong; construct one when the data are loaded to see that early. A pattern that cannot
// be run within RE2's memory counts as not matching: every pattern is bounded and far from it.
class SegmentPatterns {
 public:
  explicit SegmentPatterns(const Lexicon& lexicon);
  ~SegmentPatterns();
  SegmentPatterns(SegmentPatterns&&) noexcept;

  // Bytes of a list mark at the head of a paragraph, white space after it included; 0: no item.
  uint32_t match_bullet(std::string_view paragraph) const;
  // Group 1 of a match at the head of the paragraph, or empty; `body` is where the match ends, or where group 2 begins: a
  // pattern may look at the first letter of the text to be sure.
  std::string_view match_label(PatternName name, std::string_view paragraph, uint32_t* body = nullptr) const;
  bool at_head(PatternName name, std::string_view paragraph) const;
  bool anywhere(PatternName name, std::string_view paragraph) const;
  bool full(PatternName name, std::string_view text) const;

 private:
  struct Compiled;
  std::shared_ptr<const Compiled> compiled_;
};

}  // namespace inquit
