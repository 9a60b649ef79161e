// Texts that were extracted together: what went in, what came out, and why the rest did not. Records stay in C++ until
// Python asks for one.
#pragma once
#include <atomic>
#include <exception>
#include <functional>
#include <memory>
#include <vector>

#include "inquit/arrow_column.h"
#include "inquit/extractor.h"
#include "inquit/tables.h"
#include "text.h"

namespace inquit::bindings {

struct Item {
  Text text;
  DocumentInput input;       // but for its text
  Record record;
  std::exception_ptr error;  // of the core: no record then
  std::shared_ptr<const Extractor> extractor;  // where it is another than the batch's: its language is told by the text
  py::object refused;  // a Python exception from before the core was asked: no record then

  bool failed() const { return error != nullptr || refused; }
};

using SharedColumn = std::shared_ptr<const ArrowColumn>;

struct Batch {
  std::shared_ptr<const Extractor> extractor;  // records point into its words and rules
  SharedColumn texts;  // where items are views of it
  std::vector<Item> items;
  std::vector<std::pair<std::string, SharedColumn>> kept;  // columns of the input, one value an item, and their names
  int64_t first_row = 0;  // the place of the first item in the input

  const Extractor& extractor_of(const Item& item) const { return item.extractor ? *item.extractor : *extractor; }
};

// What became of an item that failed, as a Python exception and as the code that docs/tables.md lists. With the GIL.
py::object exception_of(const Item& item);
std::string error_code_of(const Item& item);

// One of the flat tables, the kept columns with it. With the GIL, which it releases.
std::shared_ptr<const Table> table_of(const Batch& batch, TableName name);

// Puts what the dicts say in the place of an item's record; spans in bytes, confidences per mille. IndexError where the
// item failed. With the GIL.
void correct(Batch& batch, size_t i, const py::list& attributions, const py::list& speakers,
             const py::list& unattributed);

// The record of an item, its text read as UTF-8. Without the GIL.
Record extract_one(const Extractor& extractor, const Item& item);

// Fills in the record, or the error, of each item that is not refused. Call without the GIL: nothing here touches Python
// objects. `poll(done)` is called on this thread about every 50 ms; where it returns false the workers stop in the
// text they are at, and extract_all returns.
void extract_all(Batch& batch, int threads, const std::function<bool(size_t done)>& poll);

}  // namespace inquit::bindings
