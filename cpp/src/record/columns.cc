#include "inquit/columns.h"

#include <charconv>

namespace inquit {
namespace {

template <class T>
void put(std::vector<char>& buffer, T value) {
  const size_t at = buffer.size();
  buffer.resize(at + sizeof(T));
  std::char_traits<char>::copy(buffer.data() + at, reinterpret_cast<const char*>(&value), sizeof(T));
}

void put_bit(std::vector<char>& bits, int64_t at, bool value) {
  if (at % 8 == 0) bits.push_back(0);
  if (value) bits.back() = static_cast<char>(bits.back() | 1 << (at % 8));
}

bool has_offsets(const std::string& format) { return format == "U" || format == "Z" || format == "+L"; }

// Bytes of a value; 0 where the format has no fixed width.
size_t width_of(const std::string& format) {
  if (format == "i" || format == "tdD" || format == "f") return 4;
  if (format == "l" || format == "g") return 8;
  return 0;
}

}  // namespace

Column Column::of_format(std::string format, std::string name) {
  Column c;
  c.name = std::move(name);
  c.format = std::move(format);
  if (c.format == "n") return c;
  c.buffers.resize(c.format == "+s" || c.format.starts_with("+w:") ? 1
                   : has_offsets(c.format) && c.format != "+L"     ? 3
                                                                   : 2);
  if (has_offsets(c.format)) put<int64_t>(c.buffers[1], 0);
  return c;
}

Column Column::of(Type type, std::string name) {
  constexpr const char* kFormats[] = {"U", "i", "l", "g", "b", "tdD", "+L", "+s"};
  return of_format(kFormats[static_cast<size_t>(type)], std::move(name));
}

Column Column::list(std::string name, Column item) {
  Column c = of(Type::list, std::move(name));
  c.children.push_back(std::move(item));
  return c;
}

Column Column::structure(std::string name, std::vector<Column> fields) {
  Column c = of(Type::structure, std::move(name));
  c.children = std::move(fields);
  return c;
}

void Column::mark(bool valid) {
  if (!buffers.empty()) put_bit(buffers[0], length, valid);
  nulls += !valid;
  ++length;
}

void Column::add(std::string_view text) {
  buffers[2].insert(buffers[2].end(), text.begin(), text.end());
  put<int64_t>(buffers[1], static_cast<int64_t>(buffers[2].size()));
  mark(true);
}

void Column::add_or_null(std::string_view text) { text.empty() ? add_null() : add(text); }

void Column::add_int32(int32_t value) {
  put(buffers[1], value);
  mark(true);
}

void Column::add_int64(int64_t value) {
  put(buffers[1], value);
  mark(true);
}

void Column::add_double(double value) {
  put(buffers[1], value);
  mark(true);
}

void Column::add_bool(bool value) {
  put_bit(buffers[1], length, value);
  mark(true);
}

void Column::add_date_or_null(std::string_view iso) {
  int parts[3] = {};
  const size_t begin[] = {0, 5, 8}, end[] = {4, 7, 10};
  bool good = iso.size() == 10 && iso[4] == '-' && iso[7] == '-';
  for (int i = 0; good && i < 3; ++i)
    good = std::from_chars(iso.data() + begin[i], iso.data() + end[i], parts[i]).ptr == iso.data() + end[i];
  good&& parts[1] >= 1 && parts[1] <= 12 ? add_int32(days_of(parts[0], parts[1], parts[2])) : add_null();
}

void Column::add_null() {
  if (has_offsets(format)) {
    put<int64_t>(buffers[1], format == "+L" ? children[0].length : static_cast<int64_t>(buffers[2].size()));
  } else if (format == "b") {
    put_bit(buffers[1], length, false);
  } else if (format == "+s") {
    for (Column& child : children) child.add_null();
  } else if (const size_t width = width_of(format)) {
    buffers[1].resize(buffers[1].size() + width);
  }
  mark(false);
}

void Column::end_row() {
  if (format == "+L") put<int64_t>(buffers[1], children[0].length);
  mark(true);
}

bool Column::is_null(int64_t row) const {
  if (buffers.empty()) return true;
  return nulls != 0 && !(buffers[0][static_cast<size_t>(row / 8)] >> (row % 8) & 1);
}

std::string_view Column::text(int64_t row) const {
  int64_t ends[2];
  std::char_traits<char>::copy(reinterpret_cast<char*>(ends), buffers[1].data() + row * 8, 16);
  return {buffers[2].data() + ends[0], static_cast<size_t>(ends[1] - ends[0])};
}

int32_t days_of(int year, int month, int day) {  // Howard Hinnant's days_from_civil
  year -= month <= 2;
  const int era = (year >= 0 ? year : year - 399) / 400, of_era = year - era * 400;
  const int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

}  // namespace inquit
