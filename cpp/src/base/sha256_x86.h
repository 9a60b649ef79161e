// SHA-256 by the processor's own instructions; see sha256.h.
#pragma once
#include <cstddef>
#include <cstdint>

namespace inquit {

bool has_sha_instructions();
// Takes `n` blocks of 64 bytes into the state; `round` are the 64 constants. Only where has_sha_instructions().
void sha_blocks(uint32_t* state, const unsigned char* at, size_t n, const uint32_t* round);

}  // namespace inquit
