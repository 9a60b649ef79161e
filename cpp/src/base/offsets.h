// Byte offsets -> offsets in code points or UTF-16 units, once, at the boundary of the core. One pass over the text,
// whatever the number of positions.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "inquit/options.h"

namespace inquit {

// Replaces each byte position of `positions` (in any order, repeated ones allowed) by the same place counted in `unit`.
// A position inside a code point becomes the beginning of the next one; one past the end becomes the end.
// `text` is valid UTF-8.
void convert_offsets(std::string_view text, OffsetUnit unit, std::span<uint32_t> positions);

// The length of the text in `unit`.
uint32_t count_units(std::string_view text, OffsetUnit unit);

}  // namespace inquit
