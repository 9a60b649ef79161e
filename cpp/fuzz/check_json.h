// A strict reader of one JSON value, for checking what the core writes: UTF-8, no raw control character, nothing behind it.
#pragma once
#include <string_view>

#include "targets.h"
#include "text/tokens.h"

namespace inquit::fuzz {

class JsonChecker {
 public:
  explicit JsonChecker(std::string_view json) : rest_(json) {}
  void run() {
    require(find_invalid_utf8(rest_) == rest_.size(), "JSON that is not UTF-8");
    value(0);
    space();
    require(rest_.empty(), "something behind the JSON");
  }

 private:
  void space() {
    while (!rest_.empty() && rest_[0] == ' ') rest_.remove_prefix(1);  // the core writes no other white space
  }
  bool take(std::string_view token) {
    space();
    if (!rest_.starts_with(token)) return false;
    rest_.remove_prefix(token.size());
    return true;
  }
  void value(int depth) {
    require(depth < 16, "JSON that is nested too deep");
    space();
    require(!rest_.empty(), "JSON that ends early");
    if (take("null") || take("true") || take("false")) return;
    if (rest_[0] == '"') return string();
    if (take("[")) {
      if (take("]")) return;
      do value(depth + 1);
      while (take(","));
      return require(take("]"), "a list without an end");
    }
    if (take("{")) {
      if (take("}")) return;
      do {
        space();
        string();
        require(take(":"), "a key without a value");
        value(depth + 1);
      } while (take(","));
      return require(take("}"), "an object without an end");
    }
    size_t n = 0;
    while (n < rest_.size() && (rest_[n] == '-' || rest_[n] == '.' || (rest_[n] >= '0' && rest_[n] <= '9'))) ++n;
    require(n > 0, "no JSON value");
    rest_.remove_prefix(n);
  }
  void string() {
    require(take("\""), "no string");
    while (!rest_.empty() && rest_[0] != '"') {
      require(static_cast<unsigned char>(rest_[0]) >= 0x20, "a raw control character");
      const size_t n = rest_[0] != '\\' ? 1 : rest_.size() > 1 && rest_[1] == 'u' ? 6 : 2;
      require(n <= rest_.size(), "a string without an end");
      rest_.remove_prefix(n);
    }
    require(take("\""), "a string without an end");
  }

  std::string_view rest_;
};

inline void check_json(std::string_view json) { JsonChecker(json).run(); }

}  // namespace inquit::fuzz
