// A text as Python gives it, read as UTF-8 without the GIL. str and bytes never change, so a reference is enough to keep
// one; what is not UTF-8 in memory is encoded when it is needed and not kept.
#pragma once
#include <stdexcept>
#include <string>
#include <string_view>

#include "bindings.h"

namespace inquit::bindings {

// The str holds half of a surrogate pair, which UTF-8 cannot. With the GIL, raise_surrogate makes of it the
// UnicodeEncodeError that Python itself raises.
struct SurrogateError : std::runtime_error {
  using std::runtime_error::runtime_error;
};
[[noreturn]] void raise_surrogate(py::handle text);

// There is no text: None, or a null of an Arrow column.
struct NoTextError : std::runtime_error {
  NoTextError() : std::runtime_error("a text must be str or bytes (UTF-8), not None") {}
};

class Text {
 public:
  Text() = default;
  // str, bytes, or bytearray (copied, since another thread may change it); NoTextError for None, TypeError for anything
  // else.
  explicit Text(py::handle text);
  // Memory that somebody else keeps alive.
  explicit Text(std::string_view view) : view_(view) {}

  // Without the GIL. The view is of the object's own memory (an ASCII str, bytes) or of `scratch`. Throws SurrogateError.
  std::string_view utf8(std::string& scratch) const;

  // About how long the text is, in code points or bytes.
  size_t size() const;

  // The object that was given; of a view, a new str (bytes where it is not UTF-8). With the GIL.
  py::object object() const;

 private:
  std::string_view view_;
  py::object object_;
};

// UTF-8 of an id, date or title; empty for None. With the GIL; raises as above.
std::string string_or_empty(py::handle value);

}  // namespace inquit::bindings
