// Reading expressions of time: which words are one, and which day they are.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "lexicon/lexicon.h"
#include "text/tokens.h"

namespace inquit {

struct TimeMatch {
  uint32_t begin = 0, end = 0;  // tokens, end exclusive; end == begin: none
};

// The expression of time that starts at token `at`, if any: "on Monday", "Monday", "on Friday morning", "today",
// "last week", "on Feb. 27", "in 2016", "earlier this month", "Tuesday night", "a day earlier". An expression that begins with a
// preposition ("on") includes it. Bounded look-ahead; never allocates.
TimeMatch match_time(std::string_view text, const Tokens& tokens, uint32_t at, const Lexicon& lexicon);

// The one day that the words mean, counted from `anchor` (ISO date): "on Monday" is the latest Monday not after it, the
// same day counts; "yesterday", "today", "Feb. 27" (the latest one not after it). Empty when it is not one day or when
// there is no anchor and the words name no year.
std::string resolve_time(std::string_view words, std::string_view anchor, const Lexicon& lexicon);

// The date that the words of a dateline name: "2024-03-05", "03-05" where they name no year, else empty.
std::string date_in(std::string_view words, const Lexicon& lexicon);

// "2023-09-19" and nothing else.
bool is_iso_date(std::string_view text);

}  // namespace inquit
