// The rules of quotes.h once more, as plainly as they can be said: what lies ahead of a mark is looked for by walking there,
// the open quotations are a list of any length. Quadratic; for checking the scanner only.
#pragma once
#include <string_view>
#include <vector>

#include "text/quotes.h"

namespace inquit::fuzz {

std::vector<Quote> slow_quotes(std::string_view text, const Tokens& tokens, const Lexicon& lexicon);

}  // namespace inquit::fuzz
