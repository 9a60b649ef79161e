// A column that came in by the Arrow C interface: read where it lies, kept alive, copied only by take().
//
// Threads: immutable once made. The memory belongs to whoever exported it and is handed back by the destructor.
// Failure: std::invalid_argument names what cannot be read.
#pragma once
#include <optional>
#include <span>

#include "inquit/columns.h"

namespace inquit {

class ArrowColumn {
 public:
  // Reads a whole stream: of a struct (a table) its fields, of anything else one column without a name.
  // Takes over what the stream holds; the stream itself stays the caller's.
  static std::vector<std::shared_ptr<const ArrowColumn>> read(ArrowArrayStream& stream);

  const std::string& name() const { return name_; }
  const std::string& format() const { return format_; }  // of the values, where they are coded by a dictionary
  int64_t length() const { return length_; }

  // Strings or bytes in any of Arrow's layouts (or a dictionary of them), whole numbers, or dates.
  bool holds_text() const;
  bool holds_integers() const;
  bool holds_dates() const;

  bool is_null(int64_t row) const;
  std::string_view text(int64_t row) const;      // of holds_text(); lives as long as the column
  int64_t integer(int64_t row) const;            // of holds_integers()
  std::string date(int64_t row) const;           // of holds_dates(): ISO 8601

  // The values of these rows, ascending, as a column of its own. A dictionary is dissolved.
  Column take(std::span<const int64_t> rows, std::string name) const;

 private:
  struct Owner;
  struct Chunk {
    const ArrowArray* array;
    int64_t begin;   // number of its first row
    int64_t offset;  // of a field of a struct: where the struct begins
  };
  struct Place {
    const ArrowArray* array;
    int64_t at;
  };
  Place place(int64_t row) const;

  std::shared_ptr<Owner> owner_;
  const ArrowSchema* schema_ = nullptr;
  std::string name_, format_;
  std::vector<Chunk> chunks_;
  int64_t length_ = 0;
};

}  // namespace inquit
