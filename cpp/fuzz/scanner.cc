#include <vector>

#include "lexicon/lexicon.h"
#include "slow_quotes.h"
#include "targets.h"
#include "text/tokens.h"

namespace inquit::fuzz {

void scanner(std::string_view input) {
  static const Lexicon lexicon(builtin_data("en"));
  input = input.substr(0, 4096);  // the reference is slow
  input = input.substr(0, find_invalid_utf8(input));
  Tokens tokens;
  tokenize(input, {0, static_cast<uint32_t>(input.size())}, lexicon, tokens);
  std::vector<Quote> fast;
  pair_quotes(input, tokens, lexicon, fast);
  const std::vector<Quote> slow = slow_quotes(input, tokens, lexicon);
  require(fast.size() == slow.size(), "the scanner and its reference find different numbers of quotations");
  for (size_t i = 0; i < fast.size(); ++i) {
    const Quote &a = fast[i], &b = slow[i];
    require(a.span == b.span && a.open == b.open && a.close == b.close, "another quotation than the reference's");
    require(a.parent == b.parent && a.level == b.level && a.single == b.single,
            "nested otherwise than the reference's");
    require(a.span.end <= input.size() && a.span.begin < a.span.end, "a quotation outside the text");
    require(i == 0 || fast[i - 1].open < a.open, "quotations out of order");
  }
}

}  // namespace inquit::fuzz
