// The form of words in any language.
#include "text/word_scan.h"

namespace inquit {
namespace {

bool is_space_or_bracket(CharClass c) {
  return c == CharClass::space || c == CharClass::newline || c == CharClass::quote || c == CharClass::open_bracket ||
         c == CharClass::close_bracket;
}

}  // namespace

uint32_t WordScanner::address_end(uint32_t p) const {
  uint32_t solid = p;
  for (; p < end_; p = next(p)) {
    const CharClass c = at(p);
    if (is_space_or_bracket(c) || byte(p) == '<' || byte(p) == '>') break;
    if (is_alnum(c) || c == CharClass::combining || byte(p) == '/') solid = next(p);
  }
  return solid;
}

uint32_t WordScanner::scan(uint32_t p, WordShape& shape) const {
  const uint32_t begin = p;
  shape.part = shape.component = begin;
  bool caseless = false, cased = false;
  while (p < end_) {
    const auto b = static_cast<unsigned char>(text_[p]);
    if (b < 0x80) {
      const CharClass c = table_[b];
      if (c == CharClass::lower) {
        if (caseless) return p;
        cased = shape.lower = true, ++p;
        const char* const data = text_.data();
        while (p < end_ && static_cast<unsigned char>(data[p] - 'a') < 26) ++p;  // most of any word: no table
      } else if (c == CharClass::upper) {
        if (caseless) return p;
        cased = true, ++p, ++shape.upper;
      } else if (c == CharClass::digit) {
        shape.digit = true, ++p;
      } else if (c == CharClass::space) {
        return p;
      } else {
        const CharClass after = at(p + 1);
        switch (b) {
          case '-':
            if (!is_alnum(after)) return p;
            shape.hyphen = true, shape.part = shape.component = ++p;
            break;
          case '\'':
            if (!is_letter(after)) return p;
            shape.apostrophe = p++;
            break;
          case '.':
            if (byte(p + 1) == '-' && is_letter(at(p + 2))) {  // Lt.-Gov.
              ++p;
              break;
            }
            if (!joins_stop(p, after, shape)) return p;
            shape.dots = true, shape.component = ++p;
            break;
          case '_':
            if (!is_alnum(after) && after != CharClass::other) return p;
            ++p;
            break;
          case '&':  // AT&T
            if (after != CharClass::upper || p == begin || at(p - 1) != CharClass::upper) return p;
            ++p;
            break;
          case '@':  // an e-mail address
            if (!is_alnum(after)) return p;
            shape.address = true;
            return address_end(p + 1);
          case ':':
            if (byte(p + 1) != '/' || byte(p + 2) != '/' || p - begin > 8) return p;
            shape.address = true;
            return address_end(p + 3);
          default: return p;
        }
      }
      continue;
    }
    uint32_t after = p;
    const CharClass c = char_class(table_, decode(text_, after));
    shape.plain = false;
    if (c == CharClass::lower || c == CharClass::upper) {
      if (caseless) return p;
      cased = true;
      shape.lower |= c == CharClass::lower, shape.upper += c == CharClass::upper;
    } else if (c == CharClass::caseless) {
      if (cased) return p;
      caseless = shape.foreign = true;
    } else if (c == CharClass::digit) {
      shape.digit = true;
    } else if (c == CharClass::apostrophe) {
      if (!is_letter(at(after))) return p;
      shape.apostrophe = p;
    } else if (c == CharClass::hyphen) {
      if (!is_alnum(at(after))) return p;
      shape.hyphen = true, shape.part = shape.component = after;
    } else if (c != CharClass::combining && c != CharClass::ignorable) {
      return p;
    }
    p = after;
  }
  return p;
}

// Whether the stop at `p` stands inside a word: "U.S", "a.m", "Ph.D", "example.com".
bool WordScanner::joins_stop(uint32_t p, CharClass after, const WordShape& shape) const {
  if (!is_alnum(after)) return false;
  const uint32_t length = p - shape.component;
  if (length == 1) return true;
  if (after == CharClass::lower) return true;
  return after == CharClass::upper && length <= 3 && byte(p + 2) == '.';
}

void WordScanner::scan_part(uint32_t begin, uint32_t end, WordShape& shape) const {
  for (uint32_t p = begin; p < end;) {
    if (static_cast<unsigned char>(text_[p]) >= 0x80) shape.plain = false;
    const CharClass c = at(p);
    shape.upper += c == CharClass::upper, shape.lower |= c == CharClass::lower;
    shape.digit |= c == CharClass::digit, shape.foreign |= c == CharClass::caseless;
    p = next(p);
  }
}

bool WordScanner::has_short_parts(Span word) const {
  uint32_t length = 0;
  for (uint32_t p = word.begin; p < word.end; p = next(p)) {
    const char c = text_[p];
    length = c == '.' || c == '-' ? 0 : length + 1;
    if (length > 2) return false;
  }
  return true;
}

}  // namespace inquit
