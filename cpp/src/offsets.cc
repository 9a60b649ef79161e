// Byte offsets -> offsets in code points or UTF-16 units.
#include "offsets.h"

#include <algorithm>
#include <bit>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace inquit {
namespace {

// Bytes that begin a code point; sixteen at a time where there is SSE2. A trailing byte is 10xxxxxx: high bit set, the next
// one not; as a signed number less than -64.
uint32_t count_leads(const char* s, size_t n) {
  uint32_t count = 0;
  size_t i = 0;
#if defined(__SSE2__)
  __m128i sum = _mm_setzero_si128();
  while (i + 16 <= n) {
    __m128i trails = _mm_setzero_si128();  // a byte counts up to 255
    const size_t stop = std::min(n - 15, i + 255 * 16);
    for (; i < stop; i += 16, count += 16)
      trails = _mm_sub_epi8(
          trails, _mm_cmplt_epi8(_mm_loadu_si128(reinterpret_cast<const __m128i*>(s + i)), _mm_set1_epi8(-64)));
    sum = _mm_add_epi64(sum, _mm_sad_epu8(trails, _mm_setzero_si128()));
  }
  count -= static_cast<uint32_t>(_mm_cvtsi128_si32(sum) + _mm_cvtsi128_si32(_mm_srli_si128(sum, 8)));
#else
  constexpr uint64_t kHigh = 0x8080808080808080u;
  for (; i + 8 <= n; i += 8) {
    uint64_t eight;
    std::memcpy(&eight, s + i, 8);
    count += 8 - static_cast<uint32_t>(std::popcount(eight & ~(eight << 1) & kHigh));
  }
#endif
  for (; i < n; ++i) count += (static_cast<unsigned char>(s[i]) & 0xc0) != 0x80;
  return count;
}

// Bytes that begin a code point of four bytes: two UTF-16 units.
uint32_t count_fours(const char* s, size_t n) {
  uint32_t count = 0;
  size_t i = 0;
  constexpr uint64_t kHigh = 0x8080808080808080u;
  for (; i + 8 <= n; i += 8) {
    uint64_t eight;
    std::memcpy(&eight, s + i, 8);
    if ((eight & kHigh) == 0) continue;
    count += static_cast<uint32_t>(std::popcount(eight & (eight << 1) & (eight << 2) & (eight << 3) & kHigh));
  }
  for (; i < n; ++i) count += static_cast<unsigned char>(s[i]) >= 0xf0;
  return count;
}

}  // namespace

uint32_t count_units(std::string_view text, OffsetUnit unit) {
  if (unit == OffsetUnit::bytes) return static_cast<uint32_t>(text.size());
  const uint32_t points = count_leads(text.data(), text.size());
  return unit == OffsetUnit::codepoints ? points : points + count_fours(text.data(), text.size());
}

void convert_offsets(std::string_view text, OffsetUnit unit, std::span<uint32_t> positions) {
  if (unit == OffsetUnit::bytes || positions.empty()) return;
  std::vector<uint32_t*> order;
  order.reserve(positions.size());
  for (uint32_t& position : positions) order.push_back(&position);
  const auto less = [](const uint32_t* a, const uint32_t* b) { return *a < *b; };
  if (!std::is_sorted(order.begin(), order.end(), less)) std::sort(order.begin(), order.end(), less);
  uint32_t bytes = 0, units = 0;
  for (uint32_t* position : order) {
    const auto next = static_cast<uint32_t>(std::min<size_t>(*position, text.size()));
    units += count_units(text.substr(bytes, next - bytes), unit);
    bytes = next;
    *position = units;
  }
}

}  // namespace inquit
