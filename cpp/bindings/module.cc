// inquit._core: the C++ core for Python. Private: python/inquit puts classes in front of it.
#include "bindings.h"
#include "inquit/extractor.h"

namespace inquit::bindings {
namespace {

// pybind11's own tp_new, behind another address: Class() works as ever, but Python refuses Class.__new__(Class), which would
// leave an object without its C++ part, whose methods crash (TypeError: "… is not safe").
PyObject* make_new(PyTypeObject* type, PyObject* args, PyObject* kwargs) {
  PyTypeObject* base = type;
  while (base->tp_new == &make_new || base->tp_new == nullptr) base = base->tp_base;
  return base->tp_new(type, args, kwargs);
}

void refuse_half_made(const py::module_& m) {
  for (const char* name : {"Extractor", "Batch", "Table", "Column"}) {
    auto* type = reinterpret_cast<PyTypeObject*>(m.attr(name).ptr());
    type->tp_new = &make_new;
    PyType_Modified(type);
  }
}

}  // namespace
}  // namespace inquit::bindings

PYBIND11_MODULE(_core, m, pybind11::multiple_interpreters::not_supported()) {
  using namespace inquit;
  m.doc() = "The C++ core of inquit. Private; use the package inquit.";
  m.attr("__version__") = std::string(version());
  bindings::register_errors(m);
  bindings::register_tables(m);
  bindings::register_batch(m);
  bindings::register_extractor(m);
  bindings::register_rules(m);
  bindings::refuse_half_made(m);
}
