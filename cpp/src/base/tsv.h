// Reads the tab-separated lists of cpp/data and of packs, line by line, and says where one of them is wrong.
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace inquit {

inline constexpr size_t kMaxColumns = 8;

// A row that is cut already.
struct TableRow {
  uint32_t line = 0;
  std::array<std::string, kMaxColumns> fields;
};

// Comment lines ("# …") and empty lines are left out; the byte order mark and carriage returns too; space around a
// field is trimmed. The views point into `content`.
//
//   Tsv tsv("acts.tsv", content, kColumns, 2);
//   while (tsv.next()) use(tsv.field(0), tsv.field(1));
class Tsv {
 public:
  // `columns` are the names of the columns, of which the first `required` must be there.
  Tsv(std::string_view file, std::string_view content, std::span<const std::string_view> columns, size_t required);
  // The same over rows that are cut already: the tables of a TOML pack. They must outlive it.
  Tsv(std::string_view file, std::span<const TableRow> rows, std::span<const std::string_view> columns);

  // The next line of fields; false at the end. Throws DataError.
  bool next();
  std::string_view field(size_t i) const { return fields_[i]; }  // empty where the line leaves it out

  // The last "#! key=value key=value" line above; empty when the key was not given there.
  std::string_view preset(std::string_view key) const;

  // Throws DataError: "file:line: column: problem; remedy".
  [[noreturn]] void fail(size_t column, const std::string& problem, const std::string& remedy) const;
  uint32_t line() const { return line_; }

 private:
  std::string_view file_, rest_, presets_;
  std::span<const TableRow> rows_;
  std::span<const std::string_view> columns_;
  size_t required_;
  uint32_t line_ = 0;
  std::array<std::string_view, kMaxColumns> fields_;
};

// The part of `text` before the first `separator`, trimmed; `text` keeps what is behind it.
std::string_view cut(std::string_view& text, char separator);

// Whether the list, its words apart by single spaces, has the word.
inline bool has_word(std::string_view list, std::string_view word) {
  for (size_t at = list.find(word); !word.empty() && at != list.npos; at = list.find(word, at + 1)) {
    const size_t end = at + word.size();
    if ((at == 0 || list[at - 1] == ' ') && (end == list.size() || list[end] == ' ')) return true;
  }
  return false;
}
std::string_view trim(std::string_view text);
// A whole number from 0 to `limit`; -1 when it is none.
int parse_number(std::string_view text, int limit);

}  // namespace inquit
