// A stretch of the text: half-open, in UTF-8 bytes. Every stage of the core speaks of the text in these.
#pragma once
#include <cstdint>
#include <string_view>

namespace inquit {

struct Span {
  uint32_t begin = 0;
  uint32_t end = 0;

  uint32_t size() const { return end - begin; }
  bool empty() const { return end <= begin; }
  bool contains(Span other) const { return begin <= other.begin && other.end <= end; }
  bool overlaps(Span other) const { return begin < other.end && other.begin < end; }
  bool operator==(const Span&) const = default;
  bool operator<(const Span& other) const { return begin != other.begin ? begin < other.begin : end < other.end; }
};

inline std::string_view slice(std::string_view text, Span span) { return text.substr(span.begin, span.size()); }

}  // namespace inquit
