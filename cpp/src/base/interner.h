// Strings of bytes -> numbers from 0 in the order of their coming. Up to 16 bytes, which is nearly every word, are compared
// as two integers.
#pragma once
#include <cstring>
#include <string_view>
#include <vector>

#include "base/arena.h"

namespace inquit {

class Interner {
 public:
  static constexpr uint32_t kMissing = 0xffffffff;

  Interner() : slots_(kSlots) {}

  void clear() {
    if (texts_.empty()) return;
    if (slots_.size() > kSlots)
      std::vector<Slot>(kSlots).swap(slots_);
    else
      std::fill(slots_.begin(), slots_.end(), Slot{});
    texts_.clear();
    arena_.clear();
  }
  size_t size() const { return texts_.size(); }
  std::string_view text(uint32_t id) const { return texts_[id]; }

  uint32_t find(std::string_view text) const {
    const Bits bits = bits_of(text);
    return slots_[slot_of(bits, text)].id - 1;  // an empty one has 0: kMissing
  }

  // The number of the text; where it is new, size() has grown.
  uint32_t add(std::string_view text) {
    const Bits bits = bits_of(text);
    const Slot& slot = slots_[slot_of(bits, text)];
    return slot.id != 0 ? slot.id - 1 : add_new(bits, text);
  }

 private:
  static constexpr size_t kSlots = 256, kShort = 16;

  struct Bits {  // of a short text all of it, together with its size
    uint64_t a = 0, b = 0;
    bool operator==(const Bits&) const = default;
  };
  struct Slot {
    Bits bits;
    uint32_t size = 0;
    uint32_t id = 0;  // one more than the number; 0: empty
  };

  uint32_t add_new(Bits bits, std::string_view text) {
    texts_.push_back(arena_.keep(text));
    const auto id = static_cast<uint32_t>(texts_.size());
    if (2 * texts_.size() > slots_.size()) grow();
    slots_[slot_of(bits, text)] = {bits, static_cast<uint32_t>(text.size()), id};
    return id - 1;
  }

  template <class T>
  static T load(const char* from) {
    T value;
    std::memcpy(&value, from, sizeof value);
    return value;
  }
  static uint64_t mix(uint64_t a, uint64_t b) {
    const uint64_t h = (a ^ (b * 0xff51afd7ed558ccd)) * 0x9e3779b97f4a7c15;
    return h ^ (h >> 32);
  }
  static Bits bits_of(std::string_view text) {
    const char* p = text.data();
    const size_t n = text.size();
    if (n > kShort) {
      uint64_t a = n;
      size_t i = 0;
      for (; i + 8 <= n; i += 8) a = mix(a, load<uint64_t>(p + i));
      return {a, load<uint64_t>(p + n - 8)};
    }
    if (n >= 8) return {load<uint64_t>(p), load<uint64_t>(p + n - 8)};
    if (n >= 4) return {load<uint32_t>(p), load<uint32_t>(p + n - 4)};
    if (n == 0) return {};
    const auto byte = [p](size_t i) { return uint64_t{static_cast<unsigned char>(p[i])}; };
    return {byte(0) | byte(n / 2) << 8 | byte(n - 1) << 16, 0};
  }
  size_t slot_of(Bits bits, std::string_view text) const {
    size_t i = mix(bits.a + text.size(), bits.b) & (slots_.size() - 1);
    for (;; i = (i + 1) & (slots_.size() - 1)) {
      const Slot& slot = slots_[i];
      if (slot.id == 0) return i;
      if (slot.bits == bits && slot.size == text.size() && (text.size() <= kShort || texts_[slot.id - 1] == text))
        return i;
    }
  }
  void grow() {
    std::vector<Slot> old(2 * slots_.size());
    old.swap(slots_);
    for (const Slot& slot : old)
      if (slot.id != 0) slots_[slot_of(slot.bits, texts_[slot.id - 1])] = slot;
  }

  std::vector<Slot> slots_;  // at most half full
  std::vector<std::string_view> texts_;
  Arena arena_;
};

// Numbers that belong to keys, for one document: an array with a mark of the document instead of a hash.
template <class T>
class KeyMap {
 public:
  void clear() {
    if (++round_ == 0) std::fill(entries_.begin(), entries_.end(), Entry{}), round_ = 1;
  }
  const T* find(uint32_t key) const {
    return key < entries_.size() && entries_[key].round == round_ ? &entries_[key].value : nullptr;
  }
  T& operator[](uint32_t key) {
    if (key >= entries_.size()) entries_.resize(std::max<size_t>(key + 1, 2 * entries_.size()));
    Entry& entry = entries_[key];
    if (entry.round != round_) entry = {T(), round_};
    return entry.value;
  }

 private:
  struct Entry {
    T value = T();
    uint32_t round = 0;
  };
  std::vector<Entry> entries_;
  uint32_t round_ = 1;
};

}  // namespace inquit
