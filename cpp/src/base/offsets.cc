// Byte offsets -> offsets in code points or UTF-16 units.
#include "base/offsets.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "base/stop.h"

namespace inquit {
namespace {

constexpr uint64_t kOnes = 0x0101010101010101, kHigh = 0x80 * kOnes;

// How many bytes `marks` marks: it gets eight at a time and sets the high bit of each that counts, and what lies over the
// end of the text is filled with zeros.
template <class Marks>
uint32_t count_bytes(std::string_view text, Marks marks) {
  uint32_t count = 0;
  size_t i = 0;
  while (i + 8 <= text.size()) {
    uint64_t sums = 0;  // eight counters of a byte each
    for (size_t end = std::min(text.size() - 7, i + 8 * 255); i < end; i += 8) {
      uint64_t eight;
      std::memcpy(&eight, text.data() + i, sizeof eight);
      sums += (marks(eight) & kHigh) >> 7;
    }
    constexpr uint64_t kEven = 0x00ff00ff00ff00ff;
    count += static_cast<uint32_t>((((sums & kEven) + (sums >> 8 & kEven)) * 0x0001000100010001) >> 48);
  }
  uint64_t rest = 0;
  std::memcpy(&rest, text.data() + i, text.size() - i);
  return count + static_cast<uint32_t>(std::popcount(marks(rest) & kHigh));
}

}  // namespace

uint32_t count_units(std::string_view text, OffsetUnit unit) {
  if (unit == OffsetUnit::bytes) return static_cast<uint32_t>(text.size());
  if (text.empty()) return 0;
  // A byte inside a code point is 10xxxxxx; one that begins four bytes, which are two units of UTF-16, is 11110xxx.
  const uint32_t inside = count_bytes(text, [](uint64_t bytes) { return bytes & ~(bytes << 1); });
  const auto points = static_cast<uint32_t>(text.size()) - inside;
  if (unit == OffsetUnit::codepoints) return points;
  return points + count_bytes(text, [](uint64_t b) { return b & (b << 1) & (b << 2) & (b << 3); });
}

void convert_offsets(std::string_view text, OffsetUnit unit, std::span<uint32_t> positions) {
  if (unit == OffsetUnit::bytes || positions.empty()) return;
  std::vector<uint64_t> order;  // position, then its place
  order.reserve(positions.size());
  for (size_t i = 0; i < positions.size(); ++i) order.push_back(uint64_t{positions[i]} << 32 | i);
  StopEvery ask;
  if (!std::is_sorted(order.begin(), order.end()))
    std::sort(order.begin(), order.end(), [&](uint64_t a, uint64_t b) { return ask(), a < b; });
  uint32_t bytes = 0, units = 0;
  for (const uint64_t one : order) {
    ask();
    const auto next = static_cast<uint32_t>(std::min<uint64_t>(one >> 32, text.size()));
    if (next != bytes) units += count_units(text.substr(bytes, next - bytes), unit);
    bytes = next;
    positions[static_cast<uint32_t>(one)] = units;
  }
}

}  // namespace inquit
