// The flat tables of many records; docs/tables.md lists their columns.
//
//   TableBuilder builder(TableName::attributions, OffsetUnit::codepoints);
//   builder.add(0, record, text);                                  // a row of the input, in order
//   builder.add_failure(1, "a2", "not-utf8", "byte 7 is …");      // one that could not be extracted
//   Table table = builder.finish();
#pragma once
#include <optional>
#include <string_view>

#include "inquit/columns.h"
#include "inquit/options.h"
#include "inquit/record.h"

namespace inquit {

enum class TableName : uint8_t { attributions, spans, speakers, documents, unattributed };
std::optional<TableName> table_named(std::string_view name);

class TableBuilder {
 public:
  TableBuilder(TableName name, OffsetUnit unit);

  // `doc_row` is the place in the input; `text` the record's, valid UTF-8.
  void add(int64_t doc_row, const Record& record, std::string_view text);
  // A row of the table of documents; nothing in the others.
  void add_failure(int64_t doc_row, std::string_view id, std::string_view code, std::string_view error);

  int64_t rows() const { return table_.rows; }
  Table finish() { return std::move(table_); }

 private:
  TableName name_;
  OffsetUnit unit_;
  Table table_;
};

}  // namespace inquit
