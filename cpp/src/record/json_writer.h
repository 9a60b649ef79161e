// JSON, piece by piece: what json.cc and explain.cc write with.
#pragma once
#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>

#include "inquit/record.h"

namespace inquit {

// Writes JSON without white space beyond ", " and ": ". Text must be UTF-8; what JSON or a line of JSONL may not hold
// as it stands (quotation marks, backslashes, control characters, the line ends U+0085, U+2028 and U+2029) is escaped.
class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : out_(out) {}

  void raw(std::string_view json) { out_ += json; }

  void number(int64_t value) {
    char digits[24];
    auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    out_.append(digits, end);
  }

  // 980 -> 0.98, 1000 -> 1.0: the shortest decimal form, so that every machine writes the same.
  void per_mille(int value) {
    number(value / 1000);
    std::string digits = std::to_string(1000 + value % 1000).substr(1);
    while (digits.size() > 1 && digits.back() == '0') digits.pop_back();
    out_ += '.';
    out_ += digits;
  }

  void string(std::string_view text) {
    out_ += '"';
    size_t from = 0;
    for (size_t i = 0; i < text.size(); ++i) {
      auto c = static_cast<unsigned char>(text[i]);
      bool separator =
          c == 0xE2 && i + 2 < text.size() && text[i + 1] == '\x80' && (text[i + 2] == '\xA8' || text[i + 2] == '\xA9');
      const bool next_line = c == 0xC2 && i + 1 < text.size() && text[i + 1] == '\x85';
      if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7F && !separator && !next_line) continue;
      out_ += text.substr(from, i - from);
      if (next_line) {
        out_ += "\\u0085";
        ++i;
      } else if (separator) {
        out_ += text[i + 2] == '\xA8' ? "\\u2028" : "\\u2029";
        i += 2;
      } else {
        escape(c);
      }
      from = i + 1;
    }
    out_ += text.substr(from);
    out_ += '"';
  }

  void string_or_null(std::string_view text) { text.empty() ? raw("null") : string(text); }
  void id_or_null(int32_t id) { id == kNone ? raw("null") : number(id); }

  template <class Items, class Write>
  void list(const Items& items, Write write) {
    out_ += '[';
    bool first = true;
    for (const auto& item : items) {
      if (!first) out_ += ", ";
      first = false;
      write(item);
    }
    out_ += ']';
  }

 private:
  void escape(unsigned char c) {
    switch (c) {
      case '"': out_ += "\\\""; break;
      case '\\': out_ += "\\\\"; break;
      case '\n': out_ += "\\n"; break;
      case '\r': out_ += "\\r"; break;
      case '\t': out_ += "\\t"; break;
      default:
        out_ += "\\u00";
        out_ += "0123456789abcdef"[c >> 4];
        out_ += "0123456789abcdef"[c & 15];
    }
  }

  std::string& out_;
};

}  // namespace inquit
