// Which of many things a question is true of, asked without a branch: where the answers follow no pattern, as with the words of
// a text, a processor that guesses them is wrong so often that the work behind each question is the smaller part.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

namespace inquit {

// The numbers below `n` for which holds(i) is true, in order. They lie in `memory`, which only grows. The question should have
// no branch either: `|` and `&`, not `||` and `&&`.
template <class Holds>
std::span<const uint32_t> select(uint32_t n, Holds holds, std::vector<uint32_t>& memory) {
  if (memory.size() < n) memory.resize(n);
  uint32_t* to = memory.data();
  for (uint32_t i = 0; i < n; ++i) {
    *to = i;
    to += static_cast<bool>(holds(i));
  }
  return {memory.data(), to};
}

}  // namespace inquit
