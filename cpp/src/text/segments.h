// Stage 2: paragraphs and what each is: headline, bullet, byline, dateline, body, related link, turn of a transcript.
#pragma once
#include <string_view>
#include <vector>

#include "inquit/record.h"
#include "inquit/span.h"
#include "lexicon/lexicon.h"

namespace inquit {

struct Segment {
  Span span;       // the paragraph, white space at its ends left out
  Span body;       // what is left after a bullet, a dateline or a turn's label; else span
  Span label;      // the label of a turn ("ACHTERBERG", "Q"), without its colon; else empty
  Span dateline;   // "CARDOW, March 5 —" at the head of a body paragraph; else empty
  Zone zone = Zone::body;
  bool wrapped = false;  // lines inside are hard-wrapped: a line break inside is a space
};

struct Segmentation {
  std::vector<Segment> segments;
  std::string dateline_date;  // "03-05" or "2024-03-05" when a dateline gives one; else empty
};

// Hard-wrapped text (lines of like length, paragraphs apart by blank lines) is recognised; elsewhere every line is a
// paragraph. Total; linear.
Segmentation segment(std::string_view text, const Lexicon& lexicon);

}  // namespace inquit
