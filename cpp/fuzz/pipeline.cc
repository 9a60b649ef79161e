#include <string>

#include "check_record.h"
#include "inquit/extractor.h"
#include "inquit/json.h"
#include "targets.h"
#include "text/tokens.h"

namespace inquit::fuzz {

void pipeline(std::string_view input) {
  static const Extractor extractor{Options{}};
  const size_t bad = find_invalid_utf8(input);
  Record record;
  try {
    record = extractor.extract({input, "id", "2023-09-19", ""});
  } catch (const TextError& error) {
    require(bad < input.size() && error.byte == bad, "the error names another byte");
    return;
  }
  require(bad == input.size(), "bytes that are not UTF-8 were taken for a text");
  check_record(record, input);
  const std::string first = to_json(record, input, extractor, true);
  // Another text in between: what a thread keeps for its next text must leave no trace.
  extractor.extract({"“We are ready,” John Kirby told Han on Monday.\n\n“And will go.”", "", "", ""});
  const std::string second = to_json(extractor.extract({input, "id", "2023-09-19", ""}), input, extractor, true);
  require(first == second, "the same text gave two answers");
}

}  // namespace inquit::fuzz
