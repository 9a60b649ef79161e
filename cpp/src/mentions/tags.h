// Between tokens and mentions: one part of speech for each token, chosen among the classes of its word by its
// neighbours. A light tagger: closed classes are certain, open ones follow from what stands before and after.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "lexicon/tag.h"
#include "text/quotes.h"
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

// Words of the lists that the document writes with a capital inside a sentence: at the head of a sentence they are names too
// ("Trump", "Rice"). The memory serves one document after the other, of lexicons of any size.
class NameMemory {
 public:
  void clear() {
    for (const WordId word : words_) is_name_[word] = false;
    words_.clear();
  }
  bool has(WordId word) const { return word < is_name_.size() && is_name_[word]; }
  void add(WordId word) {
    if (has(word)) return;
    if (word >= is_name_.size()) is_name_.resize(word + 1);
    words_.push_back(word);
    is_name_[word] = true;
  }

 private:
  std::vector<bool> is_name_;  // by word
  std::vector<WordId> words_;  // those that are
};
void remember_names(const Tokens& tokens, NameMemory& names);

void find_phrases(const Tokens& tokens, const Lexicon& lexicon, Phrases& out);

// One tag a token. `title_case`: the line writes most words with a capital, so that a capital makes no name of a
// word that the lists know.
void tag_tokens(const Tokens& tokens, const Phrases& phrases, const std::vector<Quote>& quotes, const NameMemory* names,
                bool title_case, std::vector<Tag>& out);

// Most words of the tokens are capitalised, as in the headlines of some publishers.
bool is_title_case(const Tokens& tokens);

}  // namespace inquit
