// Between tokens and tags: what the capitals of a document and of a line say.
#pragma once
#include <vector>

#include "text/tokens.h"

namespace inquit {

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

// Most words of the tokens are capitalised, as in the headlines of some publishers.
bool is_title_case(const Tokens& tokens);

}  // namespace inquit
