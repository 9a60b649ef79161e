#include "inquit/extractor.h"

namespace inquit {

std::string_view version() { return INQUIT_VERSION; }  // of project() in CMakeLists.txt

}  // namespace inquit
