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

// Word sequences of two words and more: a trie whose edges lie in one hash, with the phrase that ends there. The node of a first
// word is the word itself, so that a look at the words costs one place in memory for each but the first.
class PhraseTrie {
 public:
  PhraseTrie() : slots_(1 << 10) {}

  void add(std::span<const WordId> words, WordId phrase) {
    if (words[0] >= starts_.size()) starts_.resize(words[0] + 1);
    starts_[words[0]] = true;
    uint32_t node = words[0];
    size_t at = 0;
    for (const WordId word : words.subspan(1)) at = child(node, word), node = slots_[at].node;
    slots_[at].phrase = phrase;
  }
  bool starts(WordId word) const { return word < starts_.size() && starts_[word]; }
  // Calls with the first two words of each phrase.
  template <class Visit>
  void each_pair(Visit visit) const {
    for (const Slot& slot : slots_)
      if (slot.node != 0 && (slot.edge >> 32) < kInner)
        visit(static_cast<WordId>(slot.edge >> 32), static_cast<WordId>(slot.edge));
  }
  PhraseMatch find(std::span<const WordId> words) const {
    PhraseMatch match;
    if (words.empty()) return match;
    uint32_t node = words[0];
    for (uint32_t n = 1; n < words.size() && words[n] != kUnknownWord; ++n) {
      const Slot& slot = slots_[slot_of(node, words[n])];
      if (slot.node == 0) break;
      if (slot.phrase != kUnknownWord) match = {slot.phrase, n + 1};
      node = slot.node;
    }
    return match;
  }

 private:
  static constexpr uint32_t kInner = uint32_t{1} << 31;  // the first node that is no word
  struct Slot {
    uint64_t edge = 0;
    uint32_t node = 0;  // 0: empty
    WordId phrase = kUnknownWord;
  };

  size_t slot_of(uint64_t edge) const {
    const uint64_t hash = edge * 0x9e3779b97f4a7c15;
    size_t i = (hash >> 32) & (slots_.size() - 1);
    while (slots_[i].node != 0 && slots_[i].edge != edge) i = (i + 1) & (slots_.size() - 1);
    return i;
  }
  size_t slot_of(uint32_t node, WordId word) const { return slot_of(uint64_t{node} << 32 | word); }
  // The slot of the edge, known or new.
  size_t child(uint32_t node, WordId word) {
    const size_t at = slot_of(node, word);
    if (slots_[at].node != 0) return at;
    slots_[at] = {uint64_t{node} << 32 | word, kInner + n_edges_++, kUnknownWord};
    if (2 * n_edges_ <= slots_.size()) return at;
    std::vector<Slot> old(2 * slots_.size());
    old.swap(slots_);
    for (const Slot& slot : old)
      if (slot.node != 0) slots_[slot_of(slot.edge)] = slot;
    return slot_of(node, word);
  }

  std::vector<bool> starts_;  // by word: a phrase begins with it
  std::vector<Slot> slots_;
  uint32_t n_edges_ = 0;
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
