// Part of stage 9: walking over the words of a name or a title.
#pragma once
#include <algorithm>
#include <string_view>

namespace inquit {

// Calls visit(word) for each word between single spaces.
template <class Visit>
void each_word(std::string_view text, Visit visit) {
  while (!text.empty()) {
    const size_t end = std::min(text.find(' '), text.size());
    if (end > 0) visit(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

}  // namespace inquit
