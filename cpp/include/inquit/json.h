// The record as one line of JSON, in the form and the order of keys that docs/record.md lists.
#pragma once
#include <string>

#include "inquit/extractor.h"

namespace inquit {

// `text` is the text that was extracted. With `with_text` the record carries it.
std::string to_json(const Record& record, std::string_view text, const Extractor& extractor, bool with_text);

}  // namespace inquit
