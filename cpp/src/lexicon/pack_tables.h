// The word lists of a TOML pack, as rows of the same columns that the .tsv lists have, so that the same readers take both.
// docs/packs.md describes the keys.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "base/tsv.h"
#include "lexicon/lexicon.h"

namespace inquit {

struct PackTable {
  std::string list;  // the list whose columns the rows have: "cues.tsv", "people.tsv", "pack.words.tsv" …
  std::vector<TableRow> rows;
};

// Throws DataError. The rules of the file are for rules_load.h.
std::vector<PackTable> read_pack_tables(const DataFile& file);

}  // namespace inquit
