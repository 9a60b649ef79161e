// One byte a character, so that RE2 compiles a pattern with classes of Unicode in a hundredth of the time and memory that
// it needs for UTF-8: ASCII as it is, the characters that the patterns name a byte each, all others a byte for their kind.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.h"

namespace inquit {

class Narrow {
 public:
  // Learns the characters beyond ASCII that `patterns` name.
  explicit Narrow(const std::vector<std::string>& patterns);

  // The pattern for RE2 in Latin-1; nothing where it has what cannot be said so (a class but \p{L}, \p{Lu} and \p{Ll}, a
  // range beyond ASCII).
  std::optional<std::string> pattern(std::string_view pattern) const;

  // The byte of the character at `at`, which goes on behind it; nothing where the text breaks off inside it.
  std::optional<char> next(std::string_view text, uint32_t& at) const {
    const char c = text[at];
    return static_cast<unsigned char>(c) < 0x80 ? ++at, c : next_beyond(text, at);
  }

  // `text` in one byte a character; a character that is cut at the end is left out.
  void text(std::string_view text, std::string& bytes) const;

  // The same, and where each of them began; a character that is cut at the end is left out.
  void text(std::string_view text, std::string& bytes, std::vector<uint32_t>& begins) const;

 private:
  char byte_of(char32_t c) const;
  std::optional<char> next_beyond(std::string_view text, uint32_t& at) const;  // of a character that is not ASCII
  std::string letters(bool upper, bool lower, bool caseless) const;

  std::vector<char32_t> named_;
  bool fits_ = true;
  const CharClass* table_ = char_table();
};

}  // namespace inquit
