// The two ways to fail. Loading data (rules, word lists, packs) throws DataError and says where; a text that breaks
// a stated limit throws TextError. Extraction itself is total: no other text makes it fail.
#pragma once
#include <stdexcept>
#include <string>

namespace inquit {

// A file of words or rules is wrong. what() reads "file:line: key: what is wrong; what to do".
class DataError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// The text is not UTF-8 (what() names the byte) or is 2 GiB or larger.
class TextError : public std::runtime_error {
 public:
  TextError(const std::string& what, size_t byte) : std::runtime_error(what), byte(byte) {}
  size_t byte;  // where in the text
};

// DocumentInput::stop was set: there is no record.
class Stopped : public std::runtime_error {
 public:
  Stopped() : std::runtime_error("stopped") {}
};

}  // namespace inquit
