// See narrow.h.
#include "base/narrow.h"

#include <algorithm>
#include <cstring>

namespace inquit {
namespace {

// Bytes of Latin-1 in which RE2 sees no upper or lower case.
constexpr unsigned char kUpper = 0x80, kLower = 0x81, kCaseless = 0x82, kOther = 0x83, kFirstNamed = 0x90;
constexpr size_t kMostNamed = 0x1a;

std::string escaped(unsigned char byte) {
  static constexpr char kHex[] = "0123456789abcdef";
  return {'\\', 'x', kHex[byte >> 4], kHex[byte & 15]};
}

}  // namespace

Narrow::Narrow(const std::vector<std::string>& patterns) {
  for (const std::string& pattern : patterns)
    for (uint32_t at = 0; at < pattern.size();)
      if (const char32_t c = decode(pattern, at);
          c >= 0x80 && std::find(named_.begin(), named_.end(), c) == named_.end())
        named_.push_back(c);
  fits_ = named_.size() <= kMostNamed;
}

char Narrow::byte_of(char32_t c) const {
  if (const auto named = std::find(named_.begin(), named_.end(), c); named != named_.end())
    return static_cast<char>(kFirstNamed + (named - named_.begin()));
  switch (char_class(table_, c)) {
    case CharClass::upper: return static_cast<char>(kUpper);
    case CharClass::lower: return static_cast<char>(kLower);
    case CharClass::caseless: return static_cast<char>(kCaseless);
    default: return static_cast<char>(kOther);
  }
}

// The letters, as what stands inside the brackets of a class.
std::string Narrow::letters(bool upper, bool lower, bool caseless) const {
  std::string out;
  if (upper) out += "A-Z" + escaped(kUpper);
  if (lower) out += "a-z" + escaped(kLower);
  if (caseless) out += escaped(kCaseless);
  for (size_t i = 0; i < named_.size(); ++i) {
    const CharClass c = char_class(table_, named_[i]);
    if ((upper && c == CharClass::upper) || (lower && c == CharClass::lower) || (caseless && c == CharClass::caseless))
      out += escaped(static_cast<unsigned char>(kFirstNamed + i));
  }
  return out;
}

std::optional<std::string> Narrow::pattern(std::string_view pattern) const {
  if (!fits_) return std::nullopt;
  std::string out;
  uint32_t opened = 0;  // where the class began that is open; 0: none
  for (uint32_t at = 0; at < pattern.size();) {
    const uint32_t from = at;
    const char32_t c = decode(pattern, at);
    if (c >= 0x80) {
      const bool ends_range = opened && pattern[from - 1] == '-' && from - 1 > opened;
      const bool begins_range = opened && at + 1 < pattern.size() && pattern[at] == '-' && pattern[at + 1] != ']';
      if (ends_range || begins_range) return std::nullopt;
      out += escaped(static_cast<unsigned char>(byte_of(c)));
    } else if (c == '\\' && at < pattern.size()) {
      const char what = pattern[at];
      if (what == 'P' || what == 'x' || what == 'C' || what == 'Q') return std::nullopt;
      if (what != 'p') {
        out.append(pattern, from, 2);
        ++at;
        continue;
      }
      std::string set;
      const std::string_view rest = pattern.substr(at + 1);
      if (rest.starts_with("{L}"))
        set = letters(true, true, true);
      else if (rest.starts_with("{Lu}"))
        set = letters(true, false, false);
      else if (rest.starts_with("{Ll}"))
        set = letters(false, true, false);
      else
        return std::nullopt;
      out += opened ? set : "[" + set + "]";
      at = static_cast<uint32_t>(pattern.find('}', at)) + 1;
    } else {
      if (c == '[' && !opened) {
        if (pattern.substr(at, 2) == "[:") return std::nullopt;
        opened = at;
        if (at < pattern.size() && pattern[at] == '^') ++opened;
      } else if (c == ']' && from > opened) {
        opened = 0;
      }
      out += static_cast<char>(c);
    }
  }
  return out;
}

std::optional<char> Narrow::next_beyond(std::string_view text, uint32_t& at) const {
  const uint32_t from = at;
  const char32_t c = decode(text, at);
  if (at == text.size() && c == 0xfffd && at - from < 3) return std::nullopt;
  return byte_of(c);
}

void Narrow::text(std::string_view text, std::string& bytes) const {
  bytes.resize(text.size() + 8);
  size_t n = 0;
  for (uint32_t at = 0; at < text.size(); ++n) {
    for (uint64_t eight; at + 8 <= text.size(); at += 8, n += 8) {
      std::memcpy(&eight, text.data() + at, 8);
      if (eight & 0x8080808080808080u) break;
      std::memcpy(bytes.data() + n, &eight, 8);
    }
    if (at == text.size()) break;
    const std::optional<char> byte = next(text, at);
    if (!byte) break;
    bytes[n] = *byte;
  }
  bytes.resize(n);
}

void Narrow::text(std::string_view text, std::string& bytes, std::vector<uint32_t>& begins) const {
  bytes.resize(text.size());
  begins.resize(text.size() + 1);
  size_t n = 0;
  for (uint32_t at = 0; at < text.size(); ++n) {
    begins[n] = at;
    const std::optional<char> byte = next(text, at);
    if (!byte) break;
    bytes[n] = *byte;
  }
  bytes.resize(n);
  begins.resize(n + 1);
  begins[n] = static_cast<uint32_t>(text.size());
}

}  // namespace inquit
