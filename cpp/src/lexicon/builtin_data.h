// The tables that cpp/tools/embed_data.cc writes into the build folder: the files of cpp/data, in pieces.
#pragma once
#include <cstddef>

namespace inquit {

struct BuiltinChunk {
  size_t size;
  const char* bytes;
};
struct BuiltinFile {  // in order of language, then name
  const char* language;  // null: end of the table
  const char* name;
  size_t first_chunk, n_chunks;
};

extern const BuiltinChunk* const builtin_chunks;
extern const BuiltinFile* const builtin_files;

}  // namespace inquit
