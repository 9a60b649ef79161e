// What the binding files share. The binding checks, calls and converts; whatever can be said without Python is in the core.
#pragma once
#include <pybind11/pybind11.h>

namespace inquit::bindings {

namespace py = pybind11;

// One function a file; module.cc calls them all.
void register_errors(py::module_& m);
void register_batch(py::module_& m);
void register_tables(py::module_& m);
void register_extractor(py::module_& m);
void register_rules(py::module_& m);

}  // namespace inquit::bindings
