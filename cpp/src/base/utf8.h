// Characters: decoding UTF-8 and what each code point is to the tokenizer. One table of the BMP, filled from ICU on
// first use; beyond it ICU is asked each time. ASCII is the first 128 entries of the table, so plain text never decodes.
#pragma once
#include <cstdint>
#include <string_view>

namespace inquit {

enum class CharClass : uint8_t {
  other,
  lower,  // a letter that begins no capitalised word: lower case, modifier letters
  upper,  // upper or title case
  caseless,  // a letter of a script without case
  digit,
  combining,  // belongs to the character before it
  ignorable,  // joiners, bidi controls, soft hyphens: no token of their own
  space,
  newline,
  comma,
  stop,
  question,
  exclamation,
  colon,
  semicolon,
  hyphen,
  dash,
  ellipsis,
  open_paren,
  close_paren,
  open_bracket,
  close_bracket,
  quote,  // a quotation mark that is never an apostrophe
  apostrophe,  // an apostrophe or a single quotation mark
  bullet,
  currency,
  percent
};

// Entries for U+0000 to U+FFFF. Fetch once, index often.
const CharClass* char_table();

// `table` is char_table().
CharClass char_class_beyond(char32_t c);
inline CharClass char_class(const CharClass* table, char32_t c) {
  return c < 0x10000 ? table[c] : char_class_beyond(c);
}

// The code point at `at` of valid UTF-8; `at` moves past it. Never reads past the end, even where the text is cut.
inline char32_t decode(std::string_view text, uint32_t& at) {
  const auto byte = [&](uint32_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned lead = byte(at);
  const uint32_t left = static_cast<uint32_t>(text.size()) - at;
  if (lead < 0x80 || left < 2) return ++at, lead;
  if (lead < 0xe0) return at += 2, (lead & 0x1f) << 6 | (byte(at - 1) & 0x3f);
  if (left < 3) return at += left, 0xfffd;
  if (lead < 0xf0) return at += 3, (lead & 0x0f) << 12 | (byte(at - 2) & 0x3f) << 6 | (byte(at - 1) & 0x3f);
  if (left < 4) return at += left, 0xfffd;
  return at += 4,
         (lead & 0x07) << 18 | (byte(at - 3) & 0x3f) << 12 | (byte(at - 2) & 0x3f) << 6 | (byte(at - 1) & 0x3f);
}

// The code point that ends before `at`, and where it begins; 0 at the start of the text.
char32_t decode_before(std::string_view text, uint32_t at, uint32_t* begin = nullptr);

}  // namespace inquit
