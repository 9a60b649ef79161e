// The words of names and roles, each spelling looked up once: its key for comparing, what the lists say of it, its letters.
// One a thread, kept from document to document, because articles use the same words; never an answer, only a memory of
// what the lexicon and ICU said.
#pragma once
#include <array>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "base/interner.h"
#include "lexicon/lexicon.h"

namespace inquit {

// What two words have in common that are written alike but for case, marks and hyphens: "Núñez", "NUNEZ". See name_key.
// Equal keys of one Spellings are one object.
class Key {
 public:
  Key() = default;  // of the empty word
  bool empty() const { return entry_->text.empty(); }
  std::string_view text() const { return entry_->text; }
  uint32_t id() const { return entry_->id; }
  bool operator==(const Key&) const = default;

 private:
  friend class Spellings;
  struct Entry {
    std::string_view text;
    uint32_t id = 0;
  };
  static const Entry kEmpty;
  explicit Key(const Entry* entry) : entry_(entry) {}

  const Entry* entry_ = &kEmpty;
};

// A word with a hyphen: "Delacroix-Hume", "al-Hadrami".
struct DoubleWord {
  std::vector<Key> pieces;
  bool particle = false;  // the first half is one: al-
  Key head, rest;  // before and after the first hyphen
};

struct Spelling {
  Key key;
  WordId word = kUnknownWord;
  bool listed = false;  // its classes are of a list, not of its ending
  bool capital = false;  // begins with a capital
  bool initial = false;  // "R.", "J.K."
  bool suffix = false;  // "Jr", "Jr."
  bool honour = false;  // a suffix that is no part of the name: "KC", "PhD"
  bool has_letter = false, has_lower = false;
  Gender capital_gender = Gender::unknown;  // of a listed word with a capital
  const DoubleWord* halves = nullptr;

  ClassSet classes(bool capitalised) const { return classes_[capitalised]; }
  ClassSet listed_classes(bool capitalised) const { return listed ? classes_[capitalised] : ClassSet(); }

 private:
  friend class Spellings;
  ClassSet classes_[2];
};

// Letters of the word, once for each spelling.
std::string name_key(std::string_view text);
bool capitalised(std::string_view word);

class Spellings {
 public:
  Spellings();

  // To be called once a document, and before the first one. Keys and spellings of before may be gone after it. `text`: the
  // document's, which must not change before the next one begins.
  void begin(const Lexicon& lexicon, std::string_view text = {});
  // After it. Where it is not called, because memory ran out, all is forgotten.
  void end() { whole_ = true; }

  const Spelling& of(std::string_view word) {
    const size_t place = reinterpret_cast<uintptr_t>(word.data()) - reinterpret_cast<uintptr_t>(text_.data());
    if (place >= text_.size() || word.size() - 1 >= 0xffff) return look_up(word);
    const uint64_t stretch = uint64_t{document_} << 48 | uint64_t{word.size()} << 32 | place;
    Seen& seen = seen_[(place * 31 + word.size()) % kSeen];
    if (seen.stretch != stretch) seen = {&look_up(word), stretch};
    return *seen.spelling;
  }
  Key key(std::string_view word) { return of(word).key; }
  // The key that is written just so.
  Key exact_key(std::string_view key);

  // Words that may stand in the place of a head noun ("leader": "premier; president"), and whether any body may.
  struct Stand {
    std::vector<Key> heads;
    bool any_body = false;
  };
  const Stand& stands_for(Key head);

  // Of the document that was begun.
  Arena& arena() { return arena_; }
  const Lexicon& lexicon() const { return *lexicon_; }

 private:
  const Spelling& look_up(std::string_view word) {
    const uint32_t id = words_.add(word);
    return id < n_spellings_ ? blocks_[id / kBlock][id % kBlock] : read(word);
  }
  const Spelling& read(std::string_view word);
  void read_letters(std::string_view word, Spelling& out);
  bool read_ascii(std::string_view word, Spelling& out);

  const Lexicon* lexicon_ = nullptr;  // of the document
  std::string_view text_;
  // Words of the text by their place: the same ones are asked for again and again.
  struct Seen {
    const Spelling* spelling = nullptr;
    uint64_t stretch = 0;  // document, size and place, from above; of no word while the size is 0
  };
  static constexpr size_t kSeen = 512;
  std::array<Seen, kSeen> seen_;
  uint16_t document_ = 0;
  std::string hash_;  // of the lists that were asked
  Interner words_, keys_;
  static constexpr size_t kBlock = 256;
  std::vector<std::unique_ptr<Spelling[]>> blocks_;  // of spellings by number of the word, where they stay
  size_t n_spellings_ = 0;
  std::deque<Key::Entry> key_entries_;  // by number of the key
  std::deque<DoubleWord> halves_;
  KeyMap<int32_t> stand_of_key_;
  std::deque<Stand> stands_;
  std::string lower_, key_;  // of the word that is being read
  Arena arena_;
  bool whole_ = true;
};

}  // namespace inquit
