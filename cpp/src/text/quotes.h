// Stage 3: quotation marks paired: curly, straight, single marks used as quotation marks (against apostrophes, plural
// possessives, inches), guillemets, low-high marks; nested; left open. One paragraph at a time: a mark that never
// closes spoils no other paragraph.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "inquit/span.h"
#include "text/tokens.h"

namespace inquit {

inline constexpr uint32_t kNoToken = 0xffffffff;

struct Quote {
  Span span;                     // marks included; of an open one, to the end of the paragraph
  uint32_t open = kNoToken;      // token of the opening mark
  uint32_t close = kNoToken;     // token of the closing mark, kNoToken where it never closes
  int32_t parent = -1;           // index of the quotation that it is nested in
  uint8_t level = 0;             // 0: outermost
  bool single = false;           // single marks
  bool dialogue = false;         // a turn of a dialogue that a dash opens: its last token closes it
  bool emphatic = false;         // no quotation by its form: inches, an apostrophe pair … (reserved)
};

// In order of their opening marks. `tokens` are those of one paragraph.
void pair_quotes(std::string_view text, const Tokens& tokens, const Lexicon& lexicon, std::vector<Quote>& out);

}  // namespace inquit
