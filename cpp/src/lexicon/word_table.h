// Words and their numbers: an open-addressing hash that is at most half full. A word of up to 16 bytes, which nearly all
// are, is looked up as two machine words and compared without a loop.
#pragma once
#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "base/large_pages.h"

namespace inquit {

using WordId = uint32_t;  // 0: a word that no list has
inline constexpr WordId kUnknownWord = 0;

// A word of at most 16 bytes, none of them zero; zeros behind it.
struct ShortWord {
  static constexpr uint32_t kLongest = 16;
  uint64_t low = 0, high = 0;

  bool operator==(const ShortWord&) const = default;
  // With `byte` at `size`, where it ends.
  ShortWord with(uint32_t size, unsigned char byte) const {
    ShortWord out = *this;
    (size < 8 ? out.low : out.high) |= uint64_t{byte} << (size % 8 * 8);
    return out;
  }
};

// Strings with numbers from 1, in one pool.
class WordTable {
 public:
  static constexpr uint64_t kSpread = 0x9e3779b97f4a7c15;  // 2^64 over the golden ratio

  WordTable() : ends_(1, 0), short_(1), slots_(1 << 10) {}

  void reserve(size_t words) {  // for an empty table
    size_t slots = slots_.size();
    while (slots < 2 * words) slots *= 2;
    slots_.assign(slots, {});
    ends_.reserve(words);
    short_.reserve(words);
  }

  WordId find(ShortWord word) const {
    const uint64_t hash = hash_of(word);
    for (size_t i = hash & (slots_.size() - 1);; i = (i + 1) & (slots_.size() - 1)) {
      const Slot slot = slots_[i];
      if (slot.word == kUnknownWord) return kUnknownWord;
      if (slot.tag == static_cast<uint32_t>(hash >> 32) && short_[slot.word] == word) return slot.word;
    }
  }
  WordId find(std::string_view word) const {
    const uint64_t hash = hash_of(word);
    for (size_t i = hash & (slots_.size() - 1);; i = (i + 1) & (slots_.size() - 1)) {
      const Slot slot = slots_[i];
      if (slot.word == kUnknownWord) return kUnknownWord;
      if (slot.tag == static_cast<uint32_t>(hash >> 32) && text(slot.word) == word) return slot.word;
    }
  }
  WordId add(std::string_view word) {
    if (const WordId known = find(word); known != kUnknownWord) return known;
    pool_.append(word);
    ends_.push_back(static_cast<uint32_t>(pool_.size()));
    const bool is_short = word.size() <= ShortWord::kLongest && word.find('\0') == word.npos;
    short_.push_back(is_short ? pack(word) : kNoShortWord);
    const auto id = static_cast<WordId>(ends_.size() - 1);
    if (2 * ends_.size() > slots_.size()) {
      slots_.assign(2 * slots_.size(), {});
      for (WordId w = 1; w < id; ++w) insert(w, hash_of(text(w)));
    }
    insert(id, hash_of(word));
    return id;
  }
  std::string_view text(WordId id) const {
    return id == kUnknownWord ? std::string_view{}
                              : std::string_view(pool_).substr(ends_[id - 1], ends_[id] - ends_[id - 1]);
  }
  size_t size() const { return ends_.size(); }  // kUnknownWord included

  static uint64_t hash_of(ShortWord word) {
    const uint64_t hash = (word.low + word.high * kSpread) * kSpread;
    return hash ^ (hash >> 32);
  }

 private:
  struct Slot {
    uint32_t tag = 0;
    WordId word = kUnknownWord;
  };
  // Of a longer word: 0xff is no byte of UTF-8, so that no word is it.
  static constexpr ShortWord kNoShortWord{~uint64_t{0}, ~uint64_t{0}};
  // The bytes of a word of at most 16.
  static ShortWord pack(std::string_view word) {
    ShortWord out;
    if (std::endian::native == std::endian::little && word.size() >= 8) {
      std::memcpy(&out.low, word.data(), 8);
      std::memcpy(&out.high, word.data() + word.size() - 8, 8);
      out.high = word.size() == 8 ? 0 : out.high >> (8 * (16 - word.size()));
      return out;
    }
    for (uint32_t i = 0; i < word.size(); ++i) out = out.with(i, static_cast<unsigned char>(word[i]));
    return out;
  }
  static uint64_t hash_of(std::string_view word) {
    if (word.size() <= ShortWord::kLongest) return hash_of(pack(word));
    uint64_t hash = word.size();
    for (; word.size() > 8; word.remove_prefix(8)) {
      uint64_t bits;
      std::memcpy(&bits, word.data(), 8);
      hash = hash_of(ShortWord{hash, bits});
    }
    return hash_of(ShortWord{hash, pack(word).low});
  }
  void insert(WordId id, uint64_t hash) {
    size_t i = hash & (slots_.size() - 1);
    while (slots_[i].word != kUnknownWord) i = (i + 1) & (slots_.size() - 1);
    slots_[i] = {static_cast<uint32_t>(hash >> 32), id};
  }

  std::string pool_;
  std::vector<uint32_t> ends_;  // of each word in the pool
  std::vector<ShortWord, LargePages<ShortWord>> short_;  // each word again, for comparing
  std::vector<Slot, LargePages<Slot>> slots_;
};

}  // namespace inquit
