#include <memory>
#include <string>

#include "check_json.h"
#include "inquit/extractor.h"
#include "inquit/json.h"
#include "inquit/tables.h"
#include "targets.h"
#include "text/tokens.h"

namespace inquit::fuzz {
namespace {

void check_column(const Column& c, int64_t rows) {
  require(c.length == rows, "a column of another length than its table");
  if (c.format == "U")
    for (int64_t row = 0; row < rows; ++row)
      if (!c.is_null(row)) require(find_invalid_utf8(c.text(row)) == c.text(row).size(), "a cell is not UTF-8");
}

}  // namespace

// The first byte says the unit of the offsets and how long the id is; id, title and text are cut from the rest.
void exporters(std::string_view input) {
  static const Extractor extractors[] = {Extractor{Options{}}, Extractor{[] {
                                           Options o;
                                           o.offsets = OffsetUnit::bytes;
                                           return o;
                                         }()},
                                         Extractor{[] {
                                           Options o;
                                           o.offsets = OffsetUnit::utf16;
                                           return o;
                                         }()}};
  if (input.empty()) return;
  const auto first = static_cast<unsigned char>(input[0]);
  input = input.substr(1);
  input = input.substr(0, find_invalid_utf8(input));
  const Extractor& extractor = extractors[first % 3];
  std::string_view id = input.substr(0, first / 3 % 32);
  id = id.substr(0, find_invalid_utf8(id));
  const std::string_view text = input.substr(id.size());
  std::string_view title = text.substr(0, 40);
  title = title.substr(0, find_invalid_utf8(title));
  const Record record = extractor.extract({text, std::string(id), "2023-09-19", std::string(title)});
  for (const bool with_text : {false, true}) check_json(to_json(record, text, extractor, with_text));
  for (const TableName name : {TableName::attributions, TableName::spans, TableName::speakers, TableName::documents,
                               TableName::unattributed}) {
    TableBuilder builder(name, extractor.options().offsets);
    builder.add(0, record, text);
    builder.add_failure(1, id, "not-utf8", "byte 7 is not UTF-8");
    const auto table = std::make_shared<const Table>(builder.finish());
    for (const Column& c : table->columns) check_column(c, table->rows);
    ArrowArrayStream stream;
    export_stream(table, &stream);
    ArrowArray array;
    while (stream.get_next(&stream, &array) == 0 && array.release != nullptr) {
      require(array.length == table->rows, "a batch of another length than its table");
      array.release(&array);
    }
    stream.release(&stream);
  }
}

}  // namespace inquit::fuzz
