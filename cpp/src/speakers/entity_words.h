// Part of stage 9: walking over the words of a name or a title.
#pragma once
#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "base/arena.h"
#include "base/tsv.h"

namespace inquit {

// Calls visit(word) for each word between single spaces.
template <class Visit>
void each_word(std::string_view text, Visit visit) {
  while (!text.empty()) {
    const size_t end = std::min(text.find(' '), text.size());
    if (end > 0) visit(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

// Of words between single spaces.
inline std::string_view last_word(std::string_view text) { return text.substr(text.rfind(' ') + 1); }

// How many bytes of white space stand at text[at]: 0 where there is none; no-break spaces are.
inline size_t space_at(std::string_view text, size_t at) {
  const auto c = static_cast<unsigned char>(text[at]);
  if (c > ' ' && c != 0xc2) return 0;
  if (c == ' ' || (c >= '\t' && c <= '\r')) return 1;
  return text.substr(at, 2) == "\xc2\xa0" ? 2 : 0;
}

// Of eight bytes the high bits of those up to the space, and of those that are 0xc2; right up to the first that is set.
inline uint64_t space_bits(uint64_t eight) {
  constexpr uint64_t kOnes = 0x0101010101010101, kHigh = 0x80 * kOnes;
  const uint64_t no_break = eight ^ (0xc2 * kOnes);
  return (((eight - (' ' + 1) * kOnes) & ~eight) | ((no_break - kOnes) & ~no_break)) & kHigh;
}

// The first place from `at` on where white space may stand: eight bytes at a time.
inline size_t find_space(std::string_view text, size_t at) {
  if constexpr (std::endian::native == std::endian::little) {
    const auto load = [&](size_t from) {
      uint64_t eight;
      std::memcpy(&eight, text.data() + from, sizeof eight);
      return eight;
    };
    for (; at + 8 <= text.size(); at += 8)
      if (const uint64_t found = space_bits(load(at))) return at + static_cast<size_t>(std::countr_zero(found)) / 8;
    if (at < text.size() && text.size() >= 8) {  // the rest, and zeros behind it, which count as spaces
      const uint64_t rest = load(text.size() - 8) >> (8 * (at + 8 - text.size()));
      return at + static_cast<size_t>(std::countr_zero(space_bits(rest))) / 8;
    }
  }
  while (at < text.size() && static_cast<unsigned char>(text[at]) > ' ' && static_cast<unsigned char>(text[at]) != 0xc2)
    ++at;
  return at;
}

// Calls visit(word) for each word between white space.
template <class Visit>
void words_between_spaces(std::string_view text, Visit visit) {
  size_t start = 0;
  for (size_t i = 0; (i = find_space(text, i)) < text.size();) {
    const size_t width = space_at(text, i);
    if (width == 0) {
      ++i;
      continue;
    }
    if (i > start) visit(text.substr(start, i - start));
    start = i += width;
  }
  if (start < text.size()) visit(text.substr(start));
}

// What ends at `end`, from the space or line's end before it; cut where it is longer than any word that a list has.
inline std::string_view word_ending_at(std::string_view text, size_t end) {
  constexpr size_t kLongest = 128;  // bytes
  const std::string_view near = text.substr(end - std::min(end, kLongest), std::min(end, kLongest));
  const size_t space = near.find_last_of(" \n");
  return space == near.npos ? near : near.substr(space + 1);
}

// Words that follow one another, as one text with single spaces between them.
class JoinedWords {
 public:
  void add(std::string_view word) {
    if (words_++ == 0)
      begin_ = word.data();
    else
      plain_ &= word.data() == end_ + 1 && *end_ == ' ';
    end_ = word.data() + word.size();
    size_ += word.size();
  }
  bool empty() const { return words_ == 0; }
  // What lies in memory from the first word to the last.
  std::string_view all() const { return {begin_, static_cast<size_t>(end_ - begin_)}; }
  // The text itself where its white space is plain, else a copy. The words must be all those of a stretch of memory.
  std::string_view text(Arena& arena) const {
    if (plain_) return all();
    char *const to = arena.take<char>(size_ + words_), *at = to;
    words_between_spaces(all(), [&](std::string_view word) {
      if (at != to) *at++ = ' ';
      at = std::copy(word.begin(), word.end(), at);
    });
    return {to, static_cast<size_t>(at - to)};
  }

 private:
  const char *begin_ = nullptr, *end_ = nullptr;
  size_t size_ = 0, words_ = 0;
  bool plain_ = true;
};

}  // namespace inquit
