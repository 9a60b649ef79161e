// SHA-256 (FIPS 180-4), for naming a text and the data files in a record. Not for secrets.
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace inquit {

// Feeds in pieces; hex() ends it.
//   Sha256 hash; hash.add("ab"); hash.add("c"); hash.hex() == "ba7816bf…"
class Sha256 {
 public:
  void add(std::string_view bytes);
  // Lower-case digits, the first 64 or fewer that `out` has room for; call once.
  void write_hex(std::span<char> out);
  std::string hex();

 private:
  void block(const unsigned char* at);

  std::array<uint32_t, 8> state_ = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                    0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::array<unsigned char, 64> rest_{};  // bytes that fill no block yet
  uint64_t size_ = 0;                     // bytes added so far
};

std::string sha256_hex(std::string_view bytes);

}  // namespace inquit
