// The built-in English words, loaded once for all tests.
#pragma once
#include "lexicon/lexicon.h"

namespace inquit {

inline const Lexicon& english() {
  static const Lexicon lexicon(builtin_data("en"));
  return lexicon;
}

}  // namespace inquit
