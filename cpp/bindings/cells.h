// The values of one column of the input, as Python gives them: a list of objects, an Arrow column, or nothing at all.
#pragma once
#include "batch.h"

namespace inquit::bindings {

class Cells {
 public:
  // A list, a Column, or None.
  explicit Cells(py::handle values);

  size_t size() const;  // 0 of None
  Text text(size_t row) const;         // throws NoTextError
  std::string id(size_t row) const;    // empty where there is none; as the others
  std::string title(size_t row) const;
  std::string date(size_t row) const;  // std::invalid_argument where it is no date
  // An exception in the place of the value, or null.
  py::handle refusal(size_t row) const;
  const SharedColumn& column() const { return column_; }

 private:
  py::handle at(size_t row) const { return PyList_GET_ITEM(list_.ptr(), static_cast<Py_ssize_t>(row)); }

  py::object list_;
  SharedColumn column_;
};

// One item for each text; what is wrong with one becomes its error. Raises what a signal raises.
void fill(Batch& batch, const Cells& texts, const Cells& ids, const Cells& dates, const Cells& titles);

}  // namespace inquit::bindings
