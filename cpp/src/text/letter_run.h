// The letters of a plain word, sixteen bytes at a time: how far they go, in lower case, and which were upper case. ASCII only;
// any other byte ends the run.
#pragma once
#include <bit>
#include <cstdint>
#include <cstring>

#include "lexicon/word_table.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace inquit {

struct LetterRun {
  uint32_t size = 0;  // letters; 16: there may be more
  uint32_t upper = 0;  // bit i: letter i is upper case
  ShortWord folded;
};

#if defined(__SSE2__)

// `data`: 16 bytes that may be read.
inline LetterRun read_letters(const char* data) {
  alignas(16) static constexpr unsigned char kKeep[32] = {0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
                                                          0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff};
  const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(data));
  const __m128i folded = _mm_or_si128(bytes, _mm_set1_epi8(0x20));
  // 'a' to 'z' become the 26 least of the signed bytes.
  const __m128i from_a = _mm_add_epi8(folded, _mm_set1_epi8(static_cast<char>(0x80 - 'a')));
  const __m128i letters = _mm_cmplt_epi8(from_a, _mm_set1_epi8(-128 + 26));
  LetterRun out;
  out.size = static_cast<uint32_t>(std::countr_zero(~static_cast<uint32_t>(_mm_movemask_epi8(letters))));
  const uint32_t lower = static_cast<uint32_t>(_mm_movemask_epi8(_mm_slli_epi16(bytes, 2)));  // bit 5 of each byte
  out.upper = ~lower & ((1u << out.size) - 1);
  const __m128i keep = _mm_loadu_si128(reinterpret_cast<const __m128i*>(kKeep + 16 - out.size));
  _mm_storeu_si128(reinterpret_cast<__m128i*>(&out.folded), _mm_and_si128(folded, keep));
  return out;
}

#else

inline LetterRun read_letters(const char* data) {
  LetterRun out;
  for (; out.size < 16; ++out.size) {
    const auto byte = static_cast<unsigned char>(data[out.size]);
    const unsigned char folded = byte | 0x20;
    if (folded < 'a' || folded > 'z') break;
    out.upper |= uint32_t{byte != folded} << out.size;
    out.folded = out.folded.with(out.size, folded);
  }
  return out;
}

#endif

}  // namespace inquit
