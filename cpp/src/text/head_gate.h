// Whether one of a few patterns may match at the head of a paragraph: an automaton that takes a step a byte and gives up where
// none of them can go on, which in prose is after a word or two. It asks less than the patterns do (any number of repetitions
// where they count, nothing of ends and word boundaries), so that it is small, built whole when the data are loaded and never
// changed; what it lets through, RE2 decides.
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace inquit {

class HeadGate {
 public:
  HeadGate() = default;  // nothing matches
  // For RE2 in Latin-1. Where one of them has more than the gate can read, or they grow too large, all texts may match.
  explicit HeadGate(std::span<const std::string_view> patterns);

  // One walk over the head of a paragraph.
  class Walk {
   public:
    explicit Walk(const HeadGate& gate) : gate_(gate) {}
    // False once the answer is known: the rest needs no look.
    bool step(unsigned char byte) {
      state_ = gate_.next_[size_t{state_} * gate_.n_classes_ + gate_.class_of_[byte]];
      return state_ > kMatches;
    }
    // Whether what was read may match.
    bool matches() const { return state_ == kMatches; }
    // Whether it may with more bytes behind it.
    bool open() const { return state_ != kFails; }

   private:
    const HeadGate& gate_;
    uint32_t state_ = kStart;
  };

 private:
  friend class HeadGateBuilder;
  static constexpr uint32_t kFails = 0, kMatches = 1, kStart = 2;

  std::array<uint8_t, 256> class_of_{};
  size_t n_classes_ = 1;
  std::vector<uint16_t> next_ = std::vector<uint16_t>(kStart + 1, kFails);  // by state and class of byte
};

}  // namespace inquit
