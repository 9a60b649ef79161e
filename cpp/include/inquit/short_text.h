// A text of at most N bytes, none of them NUL, that lies in its object: a uid, a date.
#pragma once
#include <array>
#include <cstddef>
#include <stdexcept>
#include <string_view>

namespace inquit {

template <size_t N>
class ShortText {
 public:
  ShortText() = default;
  ShortText(std::string_view text) {  // NOLINT(google-explicit-constructor): as std::string from its view
    if (text.size() > N) throw std::invalid_argument("text too long for its place");
    text.copy(bytes_.data(), N);
  }
  ShortText(const char* text) : ShortText(std::string_view(text)) {}  // NOLINT(google-explicit-constructor)

  operator std::string_view() const {  // NOLINT(google-explicit-constructor)
    size_t n = N;
    while (n > 0 && bytes_[n - 1] == '\0') --n;
    return {bytes_.data(), n};
  }
  bool empty() const { return bytes_[0] == '\0'; }
  bool operator==(std::string_view text) const { return std::string_view(*this) == text; }

 private:
  std::array<char, N> bytes_{};
};

}  // namespace inquit
