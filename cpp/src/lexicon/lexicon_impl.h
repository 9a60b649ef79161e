// What a Lexicon holds: tables for words, phrases and cue forms. lexicon_load.cc and lexicon_finish.cc fill them,
// lexicon.cc reads them.
#pragma once
#include <array>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/large_pages.h"
#include "lexicon/lexicon.h"

namespace inquit {

// Word sequences: a trie whose edges lie in one hash.
class PhraseTrie {
 public:
  PhraseTrie() : phrases_(1, kUnknownWord), slots_(1 << 10) {}

  void add(std::span<const WordId> words, WordId phrase) {
    uint32_t node = 0;
    for (const WordId word : words) node = child(node, word);
    phrases_[node] = phrase;
  }
  bool starts(WordId word) const { return word < first_.size() && first_[word] != 0; }
  // Calls with the first two words of each phrase that has two.
  template <class Visit>
  void each_pair(Visit visit) const {
    std::vector<WordId> first_of(phrases_.size(), kUnknownWord);
    for (WordId word = 0; word < first_.size(); ++word) first_of[first_[word]] = word;
    for (const Slot& slot : slots_) {
      if (slot.node == 0 || (slot.edge >> 32) == 0) continue;
      if (const WordId first = first_of[slot.edge >> 32]; first != kUnknownWord)
        visit(first, static_cast<WordId>(slot.edge));
    }
  }
  PhraseMatch find(std::span<const WordId> words) const {
    PhraseMatch match;
    if (words.empty() || !starts(words[0])) return match;
    uint32_t node = first_[words[0]];
    for (uint32_t n = 1;; ++n) {
      if (phrases_[node] != kUnknownWord) match = {phrases_[node], n};
      if (n == words.size() || words[n] == kUnknownWord) return match;
      node = slots_[slot_of(node, words[n])].node;
      if (node == 0) return match;
    }
  }

 private:
  struct Slot {
    uint64_t edge = 0;
    uint32_t node = 0;  // 0: empty
  };

  size_t slot_of(uint32_t node, WordId word) const {
    const uint64_t edge = uint64_t{node} << 32 | word;
    const uint64_t hash = edge * 0x9e3779b97f4a7c15;
    size_t i = (hash >> 32) & (slots_.size() - 1);
    while (slots_[i].node != 0 && slots_[i].edge != edge) i = (i + 1) & (slots_.size() - 1);
    return i;
  }
  uint32_t child(uint32_t node, WordId word) {
    if (node == 0 && word >= first_.size()) first_.resize(word + 1);
    const size_t at = node == 0 ? 0 : slot_of(node, word);
    if (const uint32_t known = node == 0 ? first_[word] : slots_[at].node; known != 0) return known;
    phrases_.push_back(kUnknownWord);
    const auto made = static_cast<uint32_t>(phrases_.size() - 1);
    if (node == 0) return first_[word] = made;
    slots_[at] = {uint64_t{node} << 32 | word, made};
    if (2 * phrases_.size() > slots_.size()) {
      std::vector<Slot> old(2 * slots_.size());
      old.swap(slots_);
      for (const Slot& slot : old)
        if (slot.node != 0)
          slots_[slot_of(static_cast<uint32_t>(slot.edge >> 32), static_cast<WordId>(slot.edge))] = slot;
    }
    return made;
  }

  std::vector<uint32_t> first_;   // node of a phrase's first word, by word id
  std::vector<WordId> phrases_;   // the phrase that ends at a node
  std::vector<Slot> slots_;
};

struct FirstWordForm {
  WordId first;
  CueFormEntry entry;
};

struct Lexicon::Impl {
  WordTable words;
  std::vector<WordInfo, LargePages<WordInfo>> infos{WordInfo{}};  // by word id
  PhraseTrie phrases;
  WordPairs phrase_pairs;
  ShortWords short_words;
  std::vector<Cue> cues;
  std::vector<CueFormEntry> cue_forms;  // by first word, then longest tail first
  std::vector<Suffix> suffixes;         // longest first
  struct EndingBytes {
    uint64_t bytes = 0, mask = 0;  // the last eight, or fewer, of a suffix
    uint32_t suffix = 0;
  };
  std::array<std::vector<EndingBytes>, 256> suffixes_by_end;  // by their last byte, in the same order
  std::vector<Clitic> suffix_clitics, prefix_clitics;  // longest first
  bool hyphen_clitics = false, head_first = false;
  std::map<std::string, std::vector<std::string>, std::less<>> patterns;
  std::map<std::string, std::string, std::less<>> settings;
  WordTable setting_keys;  // the same for looking up: numbers into setting_values
  std::vector<std::string> setting_values{1};
  std::vector<KnownPerson> people;
  WordTable person_keys;                    // of names and aliases
  std::vector<int32_t> person_by_key{-1};   // by id in person_keys; -1: several
  std::string hash;

  // After the last list (lexicon_finish.cc). `forms`: those of all cues, in any order.
  void finish(std::vector<FirstWordForm> forms);

  // Up to eight, the last one highest; zeros before them.
  static uint64_t last_bytes(std::string_view text) {
    uint64_t out = 0;
    for (size_t i = 0; i < 8 && i < text.size(); ++i)
      out |= uint64_t{static_cast<unsigned char>(text[text.size() - 1 - i])} << (56 - 8 * i);
    return out;
  }
  ClassSet classes_by_suffix(std::string_view folded) const {
    if (folded.empty()) return {};
    const uint64_t end = last_bytes(folded);
    for (const EndingBytes& ending : suffixes_by_end[static_cast<unsigned char>(folded.back())]) {
      if ((end & ending.mask) != ending.bytes) continue;
      const Suffix& suffix = suffixes[ending.suffix];
      if (!folded.ends_with(suffix.text)) continue;
      uint32_t stem = 0;  // code points before the suffix
      for (const char c : folded.substr(0, folded.size() - suffix.text.size())) stem += (c & 0xc0) != 0x80;
      if (stem >= suffix.min_stem) return suffix.classes;
    }
    return {};
  }

 private:
  void index_people();
  void index_person(std::string_view name, int32_t person);
  bool setting_is(const char* key, std::string_view value) const;
  void mark_lively_cues();
  void tag_unlisted_forms(std::span<const FirstWordForm> forms);
  void find_short_words();
};

}  // namespace inquit
