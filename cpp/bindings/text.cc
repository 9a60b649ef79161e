#include "text.h"

#include <bit>
#include <cstdint>
#include <cstring>

namespace inquit::bindings {
namespace {

// Encodes the code points at `from`, of 1, 2 or 4 bytes each as Python keeps them. Code point for code point as
// PyUnicode_AsUTF8String, which needs the GIL.
template <class Unit>
void encode(const Unit* from, size_t n, std::string& out) {
  size_t size = 0;
  for (size_t i = 0; i < n; ++i) {
    const uint32_t c = from[i];
    size += 1 + (c >= 0x80) + (c >= 0x800) + (c >= 0x10000);
  }
  out.resize(size);
  char* to = out.data();
  for (size_t i = 0; i < n; ++i) {
    if constexpr (sizeof(Unit) == 2 && std::endian::native == std::endian::little)
      for (uint64_t four; i + 4 <= n && (std::memcpy(&four, from + i, sizeof four), (four & 0xff80ff80ff80ff80) == 0);
           i += 4, to += 4) {  // four of ASCII at once: most of a text with curly quotation marks
        four = (four | four >> 8) & 0x0000ffff0000ffff;
        const auto packed = static_cast<uint32_t>(four | four >> 16);
        std::memcpy(to, &packed, sizeof packed);
      }
    if (i == n) break;
    const uint32_t c = from[i];
    if (c < 0x80) {
      *to++ = static_cast<char>(c);
    } else if (c < 0x800) {
      *to++ = static_cast<char>(0xc0 | c >> 6);
      *to++ = static_cast<char>(0x80 | (c & 0x3f));
    } else if (c < 0x10000) {
      if (c >= 0xd800 && c < 0xe000) throw SurrogateError("surrogates not allowed");
      *to++ = static_cast<char>(0xe0 | c >> 12);
      *to++ = static_cast<char>(0x80 | (c >> 6 & 0x3f));
      *to++ = static_cast<char>(0x80 | (c & 0x3f));
    } else {
      *to++ = static_cast<char>(0xf0 | c >> 18);
      *to++ = static_cast<char>(0x80 | (c >> 12 & 0x3f));
      *to++ = static_cast<char>(0x80 | (c >> 6 & 0x3f));
      *to++ = static_cast<char>(0x80 | (c & 0x3f));
    }
  }
}

}  // namespace

void raise_surrogate(py::handle text) {
  if (PyObject* bytes = PyUnicode_AsUTF8String(text.ptr())) Py_DECREF(bytes);
  throw py::error_already_set();
}

Text::Text(py::handle text) {
  if (PyUnicode_Check(text.ptr())) {
#if PY_VERSION_HEX < 0x030c0000
    if (PyUnicode_READY(text.ptr()) != 0) throw py::error_already_set();
#endif
    object_ = py::reinterpret_borrow<py::object>(text);
  } else if (PyBytes_Check(text.ptr())) {
    object_ = py::reinterpret_borrow<py::object>(text);
  } else if (PyByteArray_Check(text.ptr())) {
    object_ = py::bytes(PyByteArray_AS_STRING(text.ptr()), static_cast<size_t>(PyByteArray_GET_SIZE(text.ptr())));
  } else if (text.is_none()) {
    throw NoTextError();
  } else {
    throw py::type_error("a text must be str or bytes (UTF-8), not " + std::string(Py_TYPE(text.ptr())->tp_name));
  }
}

py::object Text::object() const {
  if (object_) return object_;
  const auto n = static_cast<Py_ssize_t>(view_.size());
  if (PyObject* text = PyUnicode_DecodeUTF8(view_.data(), n, nullptr)) return py::reinterpret_steal<py::object>(text);
  PyErr_Clear();
  return py::bytes(view_.data(), view_.size());
}

size_t Text::size() const {
  if (!object_) return view_.size();
  return static_cast<size_t>(PyBytes_Check(object_.ptr()) ? PyBytes_GET_SIZE(object_.ptr())
                                                          : PyUnicode_GET_LENGTH(object_.ptr()));
}

std::string_view Text::utf8(std::string& scratch) const {
  PyObject* object = object_.ptr();
  if (object == nullptr) return view_;
  if (PyBytes_Check(object)) return {PyBytes_AS_STRING(object), static_cast<size_t>(PyBytes_GET_SIZE(object))};
  const auto n = static_cast<size_t>(PyUnicode_GET_LENGTH(object));
  const void* data = PyUnicode_DATA(object);
  if (PyUnicode_IS_ASCII(object)) return {static_cast<const char*>(data), n};
  switch (PyUnicode_KIND(object)) {
    case PyUnicode_1BYTE_KIND: encode(static_cast<const Py_UCS1*>(data), n, scratch); break;
    case PyUnicode_2BYTE_KIND: encode(static_cast<const Py_UCS2*>(data), n, scratch); break;
    default: encode(static_cast<const Py_UCS4*>(data), n, scratch);
  }
  return scratch;
}

std::string string_or_empty(py::handle value) {
  if (value.is_none()) return {};
  std::string scratch;
  try {
    return std::string(Text(value).utf8(scratch));
  } catch (const SurrogateError&) {
    raise_surrogate(value);
  }
}

}  // namespace inquit::bindings
