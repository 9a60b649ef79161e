#include "bindings.h"
#include "inquit/error.h"
#include "text.h"

namespace inquit::bindings {

void register_errors(py::module_& m) {
  auto& data_error = py::register_exception<DataError>(m, "DataError", PyExc_ValueError);
  data_error.attr("__doc__") = "A file of words or rules is wrong. The message names file, line, key and the remedy.";
  data_error.attr("__module__") = "inquit";
  py::register_exception_translator([](std::exception_ptr error) {
    try {
      if (error) std::rethrow_exception(error);
    } catch (const TextError& e) {
      PyErr_SetString(PyExc_ValueError, e.what());
    } catch (const NoTextError& e) {
      PyErr_SetString(PyExc_TypeError, e.what());
    }
  });
}

}  // namespace inquit::bindings
