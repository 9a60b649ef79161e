// See tsv.h.
#include "base/tsv.h"

#include <unicode/utf8.h>

#include <algorithm>
#include <charconv>

#include "inquit/error.h"

namespace inquit {
namespace {

bool is_utf8(std::string_view text) {
  if (std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; })) return true;
  const auto size = static_cast<int32_t>(text.size());
  for (int32_t i = 0; i < size;) {
    UChar32 c;
    U8_NEXT(text.data(), i, size, c);
    if (c < 0) return false;
  }
  return true;
}

}  // namespace

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\r')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

std::string_view cut(std::string_view& text, char separator) {
  const size_t at = text.find(separator);
  const std::string_view head = text.substr(0, at);
  text.remove_prefix(at == text.npos ? text.size() : at + 1);
  return trim(head);
}

int parse_number(std::string_view text, int limit) {
  int value = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size() && value >= 0 && value <= limit ? value : -1;
}

Tsv::Tsv(std::string_view file, std::string_view content, std::span<const std::string_view> columns, size_t required)
    : file_(file), rest_(content), columns_(columns), required_(required) {
  if (rest_.starts_with("\xef\xbb\xbf")) rest_.remove_prefix(3);
}

Tsv::Tsv(std::string_view file, std::span<const TableRow> rows, std::span<const std::string_view> columns)
    : file_(file), rows_(rows), columns_(columns), required_(0) {}

bool Tsv::next() {
  if (!rows_.empty()) {
    for (size_t i = 0; i < columns_.size(); ++i) fields_[i] = trim(rows_.front().fields[i]);
    line_ = rows_.front().line;
    rows_ = rows_.subspan(1);
    return true;
  }
  while (!rest_.empty()) {
    const size_t end = rest_.find('\n');
    std::string_view line = rest_.substr(0, end);
    rest_.remove_prefix(end == rest_.npos ? rest_.size() : end + 1);
    ++line_;
    if (!is_utf8(line)) fail(0, "the line is not UTF-8", "save the file as UTF-8");
    if (trim(line).empty()) continue;
    if (line.front() == '#') {
      if (line.starts_with("#!")) presets_ = line.substr(2);
      continue;
    }
    fields_ = {};
    size_t n = 0;
    for (bool more = true; more; ++n) {
      more = line.find('\t') != line.npos;
      const std::string_view value = cut(line, '\t');
      if (n < columns_.size())
        fields_[n] = value;
      else if (!value.empty())
        fail(columns_.size() - 1, "the line has more than " + std::to_string(columns_.size()) + " columns",
             "columns are apart by one tab each");
    }
    if (n < required_)
      fail(n, "the column is missing", "the line needs " + std::to_string(required_) + " columns, apart by tabs");
    if (fields_[0].empty()) fail(0, "the column is empty", "give a value or remove the line");
    return true;
  }
  return false;
}

std::string_view Tsv::preset(std::string_view key) const {
  for (std::string_view rest = presets_; !rest.empty();) {
    std::string_view value = cut(rest, ' ');
    if (cut(value, '=') == key) return value;
  }
  return {};
}

void Tsv::fail(size_t column, const std::string& problem, const std::string& remedy) const {
  throw DataError(std::string(file_) + ":" + std::to_string(line_) + ": " +
                  std::string(columns_[std::min(column, columns_.size() - 1)]) + ": " + problem + "; " + remedy);
}

}  // namespace inquit
