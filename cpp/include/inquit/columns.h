// Tables as columns in the layout of Arrow, and their export by its C interfaces. Nothing here needs an Arrow library.
//
//   Column c = Column::of(Type::utf8, "speaker");
//   c.add("Antony Blinken"); c.add_null();
//   auto table = std::make_shared<Table>(Table{{std::move(c)}, 2});
//   export_stream(table, &stream);   // the consumer calls stream.release
//
// A Column is filled by one thread and then only read. What is exported shares the table's memory and keeps it alive, so
// that any number of streams may be taken of one table, by any threads.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "inquit/arrow_abi.h"

namespace inquit {

// Strings have 64-bit offsets (Arrow's large_string), so that no table is too long for one array.
enum class Type : uint8_t { utf8, int32, int64, float64, boolean, date32, list, structure };

struct Column {
  std::string name;
  std::string format;  // Arrow's: "U", "i", "+L" …
  int64_t length = 0;
  int64_t nulls = 0;
  std::vector<std::vector<char>> buffers;  // the validity bits first (but for the type null), then as the format asks
  std::vector<Column> children;

  static Column of(Type type, std::string name);
  static Column list(std::string name, Column item);
  static Column structure(std::string name, std::vector<Column> fields);
  // Empty, of any format that take() gives.
  static Column of_format(std::string format, std::string name);

  void add(std::string_view text);  // utf8
  void add_or_null(std::string_view text);  // null where empty
  void add_int32(int32_t value);  // int32, date32
  void add_int64(int64_t value);
  void add_double(double value);
  void add_bool(bool value);
  void add_date_or_null(std::string_view iso);  // null where it is no date of the form 2023-09-19
  void add_null();  // any type
  void end_row();  // list: what was added to children[0] since the last row; structure: its fields

  bool is_null(int64_t row) const;
  std::string_view text(int64_t row) const;  // of a utf8 or binary column
  template <class T>
  T value(int64_t row) const {  // of a column of fixed width
    T out;
    std::char_traits<char>::copy(reinterpret_cast<char*>(&out), buffers[1].data() + row * sizeof(T), sizeof(T));
    return out;
  }
  bool boolean(int64_t row) const { return buffers[1][static_cast<size_t>(row / 8)] >> (row % 8) & 1; }

  void mark(bool valid);  // the validity of the next row; counts it
};

struct Table {
  std::vector<Column> columns;
  int64_t rows = 0;
};

// Days since 1970-01-01 of a date of the proleptic Gregorian calendar.
int32_t days_of(int year, int month, int day);

// The schema of the table as a struct, and a stream of one batch (of none where the table is empty).
void export_schema(const Table& table, ArrowSchema* out);
void export_stream(std::shared_ptr<const Table> table, ArrowArrayStream* out);

}  // namespace inquit
