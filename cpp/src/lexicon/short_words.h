// Words of up to 15 letters, which nearly all are, with all that the tokenizer asks of one beside it in half a line of the
// cache. The words of a text lie anywhere in tables of megabytes, so that it is the lines touched for a word that cost.
#pragma once
#include <cstdint>
#include <vector>

#include "base/large_pages.h"
#include "lexicon/tag.h"
#include "lexicon/word_classes.h"
#include "lexicon/word_table.h"

namespace inquit {

class ShortWords {
 public:
  struct alignas(32) Entry {
    ShortWord word;  // empty: no entry
    WordId id = kUnknownWord;
    uint16_t marks = 0;  // word_mark
    uint16_t classes[2] = {};  // without and with a capital: numbers for classes()
    Tag sure[2] = {};  // sure_tag() of these
    bool abbreviates = false;  // with a full stop it is an abbreviation of the lists
  };

  ShortWords() : entries_(1), class_sets_(1) {}
  // `class_sets`: what the entries' numbers stand for.
  ShortWords(const std::vector<Entry>& words, std::vector<ClassSet> class_sets) : class_sets_(std::move(class_sets)) {
    size_t size = 1;
    while (size <= 2 * words.size()) size *= 2;
    entries_.resize(size);
    for (const Entry& entry : words) entries_[place_of(entry.word, WordTable::hash_of(entry.word))] = entry;
  }

  // Null where no list has it.
  const Entry* find(ShortWord word) const { return find(word, WordTable::hash_of(word)); }
  // `hash`: what prefetch() returned.
  const Entry* find(ShortWord word, uint64_t hash) const {
    const Entry& entry = entries_[place_of(word, hash)];
    return entry.word == word ? &entry : nullptr;
  }
  // Fetches what find() will read; costs nothing where it lies near.
  uint64_t prefetch(ShortWord word) const {
    const uint64_t hash = WordTable::hash_of(word);
#if defined(__GNUC__)
    __builtin_prefetch(&entries_[hash & (entries_.size() - 1)]);
#endif
    return hash;
  }
  ClassSet classes(const Entry& entry, bool capital) const { return class_sets_[entry.classes[capital]]; }

 private:
  size_t place_of(ShortWord word, uint64_t hash) const {
    size_t i = hash & (entries_.size() - 1);
    while (entries_[i].word != word && entries_[i].word != ShortWord{}) i = (i + 1) & (entries_.size() - 1);
    return i;
  }

  std::vector<Entry, LargePages<Entry>> entries_;  // at most half full
  std::vector<ClassSet> class_sets_;
};

}  // namespace inquit
