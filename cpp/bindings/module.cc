// inquit._core: the C++ core for Python. Private: python/inquit puts classes in front of it.
#include "bindings.h"
#include "inquit/extractor.h"

PYBIND11_MODULE(_core, m, pybind11::multiple_interpreters::not_supported()) {
  using namespace inquit;
  m.doc() = "The C++ core of inquit. Private; use the package inquit.";
  m.attr("__version__") = std::string(version());
  bindings::register_errors(m);
  bindings::register_tables(m);
  bindings::register_batch(m);
  bindings::register_extractor(m);
  bindings::register_rules(m);
}
