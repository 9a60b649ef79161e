#include "bindings.h"

namespace inquit::bindings {
namespace {

Utf8 of_str(py::handle text) {
  if (PyUnicode_IS_ASCII(text.ptr())) {
    Py_ssize_t size = 0;
    const char* data = PyUnicode_AsUTF8AndSize(text.ptr(), &size);  // its own memory
    if (data == nullptr) throw py::error_already_set();
    return {py::reinterpret_borrow<py::object>(text), {data, static_cast<size_t>(size)}};
  }
  // Not PyUnicode_AsUTF8AndSize: that would keep the copy for as long as the caller keeps the text.
  PyObject* bytes = PyUnicode_AsUTF8String(text.ptr());
  if (bytes == nullptr) throw py::error_already_set();
  return {py::reinterpret_steal<py::object>(bytes),
          {PyBytes_AS_STRING(bytes), static_cast<size_t>(PyBytes_GET_SIZE(bytes))}};
}

}  // namespace

Utf8 utf8_of(py::handle text) {
  if (PyUnicode_Check(text.ptr())) return of_str(text);
  if (PyBytes_Check(text.ptr()))
    return {py::reinterpret_borrow<py::object>(text),
            {PyBytes_AS_STRING(text.ptr()), static_cast<size_t>(PyBytes_GET_SIZE(text.ptr()))}};
  if (PyByteArray_Check(text.ptr())) {
    py::bytes copy(PyByteArray_AS_STRING(text.ptr()), static_cast<size_t>(PyByteArray_GET_SIZE(text.ptr())));
    return {copy, {PyBytes_AS_STRING(copy.ptr()), static_cast<size_t>(PyBytes_GET_SIZE(copy.ptr()))}};
  }
  throw py::type_error("a text must be str or bytes (UTF-8), not " +
                       std::string(text.is_none() ? "None" : Py_TYPE(text.ptr())->tp_name));
}

}  // namespace inquit::bindings
