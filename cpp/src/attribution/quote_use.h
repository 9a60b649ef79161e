// What became of each outermost quotation of a paragraph: claimed by an attribution, or why not; and where it stands in its
// paragraph, for the linking of paragraphs.
#pragma once
#include <vector>

#include "attribution/attribute.h"

namespace inquit {

// `first` is the number of the paragraph's first attribution in `attributions`.
void note_quotes(const Paragraph& paragraph, const Segment& segment, uint32_t number, size_t first,
                 const std::vector<RawAttribution>& attributions, std::vector<QuoteUse>& quotes);

// Sets the parent of each attribution from `first` on: the one with the smallest content that holds its content and its cue.
void nest(std::vector<RawAttribution>& attributions);

// Whether the tag of a quotation stands outside: a colon before it, or a cue behind it.
bool tagged_outside(const Paragraph& paragraph, const Quote& quote);

}  // namespace inquit
