// Characters: the table of classes, filled from ICU, and the check that a text is UTF-8.
#include "base/utf8.h"

#include <cstring>
#include <memory>

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "text/tokens.h"

namespace inquit {
namespace {

// Marks whose role ICU's properties do not tell apart. Universal, not of one language.
struct Special {
  char32_t c;
  CharClass is;
};
constexpr Special kSpecial[] = {
    {U'\'', CharClass::apostrophe},   {0x2018, CharClass::apostrophe},  {0x2019, CharClass::apostrophe},
    {0x201b, CharClass::apostrophe},  {0x02bc, CharClass::apostrophe},  {0x00b4, CharClass::apostrophe},
    {0xff07, CharClass::apostrophe},  {U'`', CharClass::quote},         {U',', CharClass::comma},
    {0xff0c, CharClass::comma},       {0x3001, CharClass::comma},       {0x060c, CharClass::comma},
    {U'?', CharClass::question},      {0xff1f, CharClass::question},    {0x061f, CharClass::question},
    {0x2047, CharClass::question},    {0x2048, CharClass::question},    {0x203d, CharClass::question},
    {0x00bf, CharClass::other},       {U'!', CharClass::exclamation},   {0xff01, CharClass::exclamation},
    {0x203c, CharClass::exclamation}, {0x2049, CharClass::exclamation}, {U':', CharClass::colon},
    {0xff1a, CharClass::colon},       {U';', CharClass::semicolon},     {0xff1b, CharClass::semicolon},
    {0x061b, CharClass::semicolon},   {U'-', CharClass::hyphen},        {0x2010, CharClass::hyphen},
    {0x2011, CharClass::hyphen},      {0x2212, CharClass::dash},        {0x2026, CharClass::ellipsis},
    {0x22ef, CharClass::ellipsis},    {U'(', CharClass::open_paren},    {U')', CharClass::close_paren},
    {0xff08, CharClass::open_paren},  {0xff09, CharClass::close_paren}, {0x2022, CharClass::bullet},
    {0x2023, CharClass::bullet},      {0x25aa, CharClass::bullet},      {0x25cf, CharClass::bullet},
    {0x25e6, CharClass::bullet},      {0x2043, CharClass::bullet},      {0x25a0, CharClass::bullet},
    {U'%', CharClass::percent},       {0xff05, CharClass::percent},     {0x2030, CharClass::percent},
    {U'\n', CharClass::newline},      {U'\r', CharClass::newline},      {0x0085, CharClass::newline},
    {0x2028, CharClass::newline},     {0x2029, CharClass::newline},     {0xfeff, CharClass::space},
    {0x200b, CharClass::space},
};

CharClass class_from_icu(char32_t code) {
  const auto c = static_cast<UChar32>(code);
  if (u_hasBinaryProperty(c, UCHAR_QUOTATION_MARK)) return CharClass::quote;
  if (u_hasBinaryProperty(c, UCHAR_S_TERM)) return CharClass::stop;
  switch (u_charType(c)) {
    case U_UPPERCASE_LETTER:
    case U_TITLECASE_LETTER: return CharClass::upper;
    case U_LOWERCASE_LETTER:
    case U_MODIFIER_LETTER: return CharClass::lower;
    case U_OTHER_LETTER: {
      UErrorCode error = U_ZERO_ERROR;  // ª, º and click letters stand in words of a script with case
      return uscript_getScript(c, &error) == USCRIPT_LATIN ? CharClass::lower : CharClass::caseless;
    }
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_COMBINING_SPACING_MARK: return CharClass::combining;
    case U_DECIMAL_DIGIT_NUMBER:
    case U_LETTER_NUMBER:
    case U_OTHER_NUMBER: return CharClass::digit;
    case U_SPACE_SEPARATOR:
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR:
    case U_CONTROL_CHAR: return CharClass::space;
    case U_FORMAT_CHAR: return CharClass::ignorable;
    case U_DASH_PUNCTUATION: return CharClass::dash;
    case U_START_PUNCTUATION: return CharClass::open_bracket;
    case U_END_PUNCTUATION: return CharClass::close_bracket;
    case U_CURRENCY_SYMBOL: return CharClass::currency;
    default: return CharClass::other;
  }
}

struct Table {
  CharClass of[0x10000];
  Table() {
    for (char32_t c = 0; c < 0x10000; ++c) of[c] = class_from_icu(c);
    for (const Special& special : kSpecial) of[special.c] = special.is;
  }
};

}  // namespace

const CharClass* char_table() {
  static const std::unique_ptr<const Table> table = std::make_unique<const Table>();
  return table->of;
}

CharClass char_class_beyond(char32_t c) { return class_from_icu(c); }

char32_t decode_before(std::string_view text, uint32_t at, uint32_t* begin) {
  if (at == 0) return 0;
  uint32_t from = at - 1;
  for (int i = 0; i < 3 && from > 0 && (static_cast<unsigned char>(text[from]) & 0xc0) == 0x80; ++i) --from;
  if (begin) *begin = from;
  return decode(text, from);
}

size_t find_invalid_utf8(std::string_view text) {
  const auto* s = reinterpret_cast<const unsigned char*>(text.data());
  const size_t n = text.size();
  const auto trail = [&](size_t at, unsigned low = 0x80, unsigned high = 0xbf) {
    return at < n && s[at] >= low && s[at] <= high;
  };
  size_t i = 0;
  while (i < n) {
    if (s[i] < 0x80) {
      for (uint64_t eight; i + 8 <= n; i += 8) {
        std::memcpy(&eight, s + i, 8);
        if (eight & 0x8080808080808080u) break;
      }
      while (i < n && s[i] < 0x80) ++i;
      continue;
    }
    // Well-formed sequences of the Unicode standard, table 3-7: no overlong forms, no surrogates, none above U+10FFFF.
    const unsigned lead = s[i];
    if (lead >= 0xc2 && lead <= 0xdf) {
      if (!trail(i + 1)) return i;
      i += 2;
    } else if (lead >= 0xe0 && lead <= 0xef) {
      if (!trail(i + 1, lead == 0xe0 ? 0xa0 : 0x80, lead == 0xed ? 0x9f : 0xbf) || !trail(i + 2)) return i;
      i += 3;
    } else if (lead >= 0xf0 && lead <= 0xf4) {
      if (!trail(i + 1, lead == 0xf0 ? 0x90 : 0x80, lead == 0xf4 ? 0x8f : 0xbf) || !trail(i + 2) || !trail(i + 3))
        return i;
      i += 4;
    } else {
      return i;
    }
  }
  return n;
}

}  // namespace inquit
