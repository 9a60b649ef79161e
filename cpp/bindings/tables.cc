// The flat tables of a batch, and what to say of an item that failed.
#include <algorithm>
#include <numeric>

#include "batch.h"
#include "signals.h"

namespace inquit::bindings {
namespace {

struct Failed {
  std::string code, message;
};

bool is_a(py::handle exception, PyObject* type) { return PyErr_GivenExceptionMatches(exception.ptr(), type) != 0; }

}  // namespace

py::object exception_of(const Item& item) {
  if (item.refused) return item.refused;
  auto made = [](PyObject* type, const char* why) { return py::reinterpret_borrow<py::object>(type)(why); };
  try {
    std::rethrow_exception(item.error);
  } catch (const std::bad_alloc&) {
    return made(PyExc_MemoryError, "not enough memory for this text");
  } catch (const SurrogateError&) {
    try {
      raise_surrogate(item.text.object());
    } catch (py::error_already_set& error) {
      return error.value();
    }
  } catch (const NoTextError& e) {
    return made(PyExc_TypeError, e.what());
  } catch (const TextError& e) {
    return made(PyExc_ValueError, e.what());
  } catch (const std::invalid_argument& e) {
    return made(PyExc_ValueError, e.what());
  } catch (const std::exception& e) {
    return made(PyExc_RuntimeError, e.what());
  }
}

std::string error_code_of(const Item& item) {
  if (item.refused) {
    if (is_a(item.refused, PyExc_UnicodeError)) return "not-utf8";
    if (is_a(item.refused, PyExc_TypeError)) return "wrong-type";
    return is_a(item.refused, PyExc_ValueError) ? "wrong-value" : "internal";
  }
  try {
    std::rethrow_exception(item.error);
  } catch (const std::bad_alloc&) {
    return "no-memory";
  } catch (const SurrogateError&) {
    return "not-utf8";
  } catch (const NoTextError&) {
    return "no-text";
  } catch (const TextError& e) {
    std::string scratch;
    return e.byte < item.text.utf8(scratch).size() ? "not-utf8" : "too-large";
  } catch (const std::invalid_argument&) {
    return "wrong-value";
  } catch (...) {
    return "internal";
  }
}

std::shared_ptr<const Table> table_of(const Batch& batch, TableName name) {
  std::vector<Failed> failed;  // in order
  for (const Item& item : batch.items)
    if (item.failed() && name == TableName::documents)
      failed.push_back({error_code_of(item), std::string(py::str(exception_of(item)))});
  // From here on nothing of Python is touched: records and texts do not change, and `batch` keeps them alive.
  py::gil_scoped_release release;
  SignalScope signals;
  TableBuilder builder(name, batch.extractor->options().offsets);
  std::vector<int64_t> items_of_rows;
  std::string scratch;
  auto next_failed = failed.begin();
  for (size_t i = 0; i < batch.items.size(); ++i) {
    stop_point();
    const Item& item = batch.items[i];
    const int64_t row = batch.first_row + static_cast<int64_t>(i);
    if (!item.failed()) {
      builder.add(row, item.record, item.text.utf8(scratch));
    } else if (name == TableName::documents) {
      builder.add_failure(row, item.input.id, next_failed->code, next_failed->message);
      ++next_failed;
    }
    items_of_rows.resize(static_cast<size_t>(builder.rows()), static_cast<int64_t>(i));
  }
  Table table = builder.finish();
  if (name == TableName::attributions || name == TableName::documents) {
    // Of the attributions the spans, which only Arrow shows, stay the last column.
    size_t at = table.columns.size() - (name == TableName::attributions);
    for (const auto& [as, column] : batch.kept)
      table.columns.insert(table.columns.begin() + static_cast<std::ptrdiff_t>(at++), column->take(items_of_rows, as));
  }
  return std::make_shared<const Table>(std::move(table));
}

}  // namespace inquit::bindings
