// One target as a libFuzzer program; the build defines INQUIT_FUZZ_TARGET as its name.
#include <cstddef>
#include <cstdint>

#include "targets.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  inquit::fuzz::INQUIT_FUZZ_TARGET({reinterpret_cast<const char*>(data), size});
  return 0;
}
