// The form of words in any language: how far one goes (hyphens, apostrophes, initials, addresses) and what its letters
// are. What is a word of a language (abbreviations, clitics) is the tokenizer's to ask of the lexicon.
#pragma once
#include <cstdint>
#include <string_view>

#include "base/utf8.h"
#include "inquit/span.h"

namespace inquit {

inline bool is_letter(CharClass c) {
  return c == CharClass::lower || c == CharClass::upper || c == CharClass::caseless;
}
inline bool is_alnum(CharClass c) { return is_letter(c) || c == CharClass::digit; }

// What scan() saw of a word.
struct WordShape {
  uint32_t part = 0;       // where the part after the last hyphen begins
  uint32_t component = 0;  // where the part after the last hyphen or stop begins
  uint32_t apostrophe = 0; // the last one inside; 0: none
  uint32_t upper = 0;      // letters
  bool lower = false, dots = false, hyphen = false, digit = false, foreign = false, plain = true, address = false;
};

// Reads words of text[0, end); the character table is fetched once.
class WordScanner {
 public:
  explicit WordScanner(std::string_view text) : text_(text), end_(static_cast<uint32_t>(text.size())) {}

  CharClass at(uint32_t p) const {
    if (p >= end_) return CharClass::space;
    const auto byte = static_cast<unsigned char>(text_[p]);
    if (byte < 0x80) return table_[byte];
    return char_class(table_, decode(text_, p));
  }
  char byte(uint32_t p) const { return p < end_ ? text_[p] : '\0'; }
  uint32_t next(uint32_t p) const {
    if (p < end_) decode(text_, p);
    return p;
  }
  const CharClass* table() const { return table_; }

  // The end of the word that begins at `p`: letters and digits, and what joins them.
  uint32_t scan(uint32_t p, WordShape& shape) const;
  // The letters of text[begin, end), which scan() has taken as a whole; adds to `shape`.
  void scan_part(uint32_t begin, uint32_t end, WordShape& shape) const;
  // An address goes on to white space or a bracket; the marks that end a sentence around it are not part of it.
  uint32_t address_end(uint32_t p) const;
  // "U.S", "a.m", "Ph.D", "D-N.Y": no part between the stops is longer than two letters.
  bool has_short_parts(Span word) const;

 private:
  bool joins_stop(uint32_t p, CharClass after, const WordShape& shape) const;

  std::string_view text_;
  uint32_t end_;
  const CharClass* table_ = char_table();
};

}  // namespace inquit
