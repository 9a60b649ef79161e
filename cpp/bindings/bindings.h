// What the binding files share. The binding checks, calls and converts; whatever can be said without Python is in the core.
#pragma once
#include <pybind11/pybind11.h>

#include <string>
#include <string_view>

namespace inquit::bindings {

namespace py = pybind11;

// UTF-8 of a Python object, and the object that keeps it alive. Valid without the GIL as long as `owner` lives: str and
// bytes never change.
struct Utf8 {
  py::object owner;
  std::string_view view;
};

// str and bytes without a copy where Python allows it (an ASCII str, bytes); other str encoded; bytearray copied, since
// another thread may change it. Raises TypeError for anything else and UnicodeEncodeError for a lone surrogate.
Utf8 utf8_of(py::handle text);

// One function a file; module.cc calls them all.
void register_errors(py::module_& m);
void register_batch(py::module_& m);
void register_extractor(py::module_& m);

}  // namespace inquit::bindings
