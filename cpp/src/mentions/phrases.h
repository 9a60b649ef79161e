// Between tokens and tags: the phrases of the lists, words that together are one ("prime minister", "because of").
#pragma once
#include <cstdint>
#include <vector>

#include "lexicon/lexicon.h"
#include "text/tokens.h"

namespace inquit {

// A phrase of the lists ("prime minister", "White House", "because of", "needless to say").
struct Phrase {
  uint32_t begin = 0, end = 0;  // tokens
  WordId word = kUnknownWord;   // the phrase's own entry
  ClassSet classes;
};

struct Phrases {
  std::vector<Phrase> list;       // in text order, disjoint
  std::vector<int32_t> of_token;  // index into list, or -1
  std::vector<ClassSet> classes;  // of each token, with those of its phrase

  const Phrase* at(size_t token) const { return of_token[token] < 0 ? nullptr : &list[of_token[token]]; }
};

void find_phrases(const Tokens& tokens, const Lexicon& lexicon, Phrases& out);

}  // namespace inquit
