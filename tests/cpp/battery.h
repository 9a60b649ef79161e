// Which lane of the reliability battery runs (tests/battery/README.md): `make battery` sets INQUIT_BATTERY=long.
#pragma once
#include <cstdlib>
#include <string_view>

namespace inquit {

inline bool long_lane() {
  const char* lane = std::getenv("INQUIT_BATTERY");
  return lane && std::string_view(lane) == "long";
}

}  // namespace inquit
