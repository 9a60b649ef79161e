// The words of a language and what is known of them: read from cpp/data/<language>/ and from packs by the same code.
// Immutable after load; looked up once a token. Files, columns and sources: cpp/data/README.md.
#pragma once
#include <array>
#include <bit>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "inquit/options.h"
#include "inquit/record.h"
#include "lexicon/short_words.h"
#include "lexicon/tag.h"
#include "lexicon/word_classes.h"
#include "lexicon/word_table.h"

namespace inquit {

enum class GrammaticalPerson : uint8_t { unknown, first, second, third };
enum class GrammaticalNumber : uint8_t { unknown, singular, plural };
enum class PronounCase : uint8_t { none, subject, object, possessive, reflexive, relative, any };

namespace word_mark {  // bits; a token has them among its flags
enum : uint16_t { starts_phrase = 1024, starts_cue = 2048 };
}

struct alignas(64) WordInfo {  // a line of the cache: most words are far from the one before
  ClassSet classes;                     // whatever its case
  ClassSet capital_classes;             // in addition where the word is capitalised ("March", "Will", "US")
  Gender gender = Gender::unknown;      // of a pronoun, title, role, kin word or given name
  Gender capital_gender =
      Gender::unknown;  // where capitalised, of a list with capital=yes ("Grace"); unknown: see gender
  GrammaticalPerson person = GrammaticalPerson::unknown;
  GrammaticalNumber number = GrammaticalNumber::unknown;
  PronounCase pronoun_case = PronounCase::none;
  uint16_t marks = 0;                   // word_mark: what may begin with it
  Tag sure[2] = {};                     // sure_tag() of it, without and with a capital
  int32_t first_cue = -1;               // index into Lexicon::cue_forms of this form, or -1
  int32_t n_cues = 0;

  ClassSet classes_of(bool capitalised) const { return capitalised ? classes | capital_classes : classes; }
  Gender gender_of(bool capitalised) const {
    return capitalised && capital_gender != Gender::unknown ? capital_gender : gender;
  }
};

// What stands after a cue, and so how it reports. A cue has a strength for each frame that it takes.
enum class Frame : uint8_t {
  quote,    // a quotation beside it: said "…"
  that,     // that + clause
  clause,   // a bare clause: said he would
  whether,  // whether, if, how, why, what + clause
  to,       // to + infinitive: promised to go
  np,       // a noun phrase: denied the charge
  of,       // a prepositional complement, the preposition belonging to the cue: called for calm
  as,       // object + as + complement: described it as
  trailing, // the content goes before: "…, Kirby said"
  part,     // a noun phrase that is partly quoted: called it “a gift”
  count
};
std::string_view to_string(Frame);

enum class CueForm : uint8_t { base, present, past, participle, gerund, fixed, count };  // fixed: according to
enum class CueType : uint8_t { verb, preposition, noun, adjective };

struct Cue {
  std::string lemma;  // "tell", "call for", "according to"
  std::string act;    // one of the closed list in acts.tsv
  CueType type = CueType::verb;
  bool attitude = false;
  bool thinks_aloud = false;  // an attitude that reports where its words stand in quotation marks: “…,” thought Ada
  uint16_t strength[static_cast<int>(Frame::count)] = {};  // per mille; 0: does not take the frame
  bool takes_addressee = false;      // told Han; asked him (a bare noun phrase after the verb is the addressee)
  bool lively = false;               // its act is done in conversations more than in news
};

// One inflected form of a cue; its further words ("for" of "called for") are in tail.
struct CueFormEntry {
  uint16_t cue = 0;                // index into cues()
  CueForm form = CueForm::fixed;
  CueType type = CueType::verb;    // the cue's
  WordId next = kUnknownWord;      // the first of the tail
  std::vector<WordId> tail;        // further words that must follow; empty for most
  bool separable = false;          // words may stand between ("made it clear")
};

// A title or role of several words ("prime minister", "chief executive"), an organisation ("White House"),
// a venue ("news conference"), an idiom ("needless to say"): the longest match wins.
struct PhraseMatch {
  WordId word = kUnknownWord;  // the phrase's own entry
  uint32_t n_tokens = 0;       // 0: no phrase starts here
};

// An affix that says the class of a word that no list has ("-ists": role, group).
struct Suffix {
  std::string text;
  ClassSet classes;
  uint32_t min_stem = 2;  // code points before it
};

// A piece that is cut off a word: "’s", "n’t"; "l’", "qu’"; "-t-il", of which "-t-" is the joint and belongs to neither.
struct Clitic {
  std::string text;    // folded, with the straight apostrophe
  uint32_t joint = 0;  // bytes at its head that join it to its word
  WordId word = kUnknownWord;  // its entry
};

// A person of packs or of Options::people.
struct KnownPerson {
  Person person;
};

// Settings that are asked for at many places of a text, with their names in settings.tsv.
// clang-format off
#define INQUIT_SETTINGS(X)                                                                                        \
  X(double_marks) X(single_marks) X(elided_endings) X(dialogue_dashes) X(close_dialogue_dashes)                   \
  X(day_prepositions) X(period_prepositions) X(part_prepositions) X(times_of_day) X(parts_of_time)                \
  X(time_modifiers) X(day_adjectives) X(day_offsets) X(period_determiners)                                  \
  X(period_adjectives) X(period_adverbs)
// clang-format on
enum class Setting : uint8_t {
#define X(name) name,
  INQUIT_SETTINGS(X)
#undef X
      count
};

struct DataFile {          // a file of a language folder or pack, in memory
  std::string name;        // "cues.tsv"; for errors and for choosing the reader
  std::string_view content;
};

// The files that were compiled in for a language; empty when there is no such language.
std::span<const DataFile> builtin_data(std::string_view language);
std::vector<std::string> builtin_languages();

// Pairs of words that phrases begin with, as bits of their hashes: small enough to stay in the nearest caches.
class WordPairs {
 public:
  WordPairs() : bits_(1) {}
  explicit WordPairs(size_t pairs) : bits_(std::bit_ceil(pairs / 8 + 1)) {}  // eight bits a pair
  void add(WordId first, WordId second) { bits_[word_of(first, second)] |= bit_of(first, second); }
  bool has(WordId first, WordId second) const { return bits_[word_of(first, second)] & bit_of(first, second); }

 private:
  static uint64_t hash_of(WordId first, WordId second) { return (uint64_t{first} << 32 | second) * WordTable::kSpread; }
  size_t word_of(WordId first, WordId second) const { return (hash_of(first, second) >> 32) & (bits_.size() - 1); }
  static uint64_t bit_of(WordId first, WordId second) { return uint64_t{1} << (hash_of(first, second) >> 26 & 63); }

  std::vector<uint64_t> bits_;
};

class LexiconLoader;

class Lexicon {
 public:
  // Reads all *.tsv of `files` in order; a later entry adds to an earlier one. `people` go with those of the files.
  // Throws DataError.
  explicit Lexicon(std::span<const DataFile> files, std::span<const Person> people = {});
  ~Lexicon();
  Lexicon(Lexicon&&) noexcept;

  // `folded` is the case-folded word (NFC, lower case). Returns kUnknownWord where no list has it.
  WordId find(std::string_view folded) const;
  const WordInfo& info(WordId id) const { return infos_[id < infos_.size() ? id : kUnknownWord]; }
  // Fetches what info() will read; costs nothing where it lies near.
  void prefetch([[maybe_unused]] WordId id) const {
#if defined(__GNUC__)
    __builtin_prefetch(&info(id));
#endif
  }
  // The same for callers that look up every token: `infos` by word id.
  const WordTable& words() const;
  std::span<const WordInfo> infos() const { return infos_; }
  const ShortWords& short_words() const { return *short_words_; }
  std::string_view text(WordId id) const;
  size_t size() const;

  // Classes of a word that no list has, by its ending.
  ClassSet classes_by_suffix(std::string_view folded) const;

  // The longest phrase that starts with ids[0]; `ids` are the word ids of the tokens that follow one another.
  PhraseMatch find_phrase(std::span<const WordId> ids) const;
  bool starts_phrase(WordId id) const;
  // Whether some phrase may begin with the two words: false is certain, and costs one look.
  bool may_begin_phrase(WordId first, WordId second) const { return phrase_pairs_->has(first, second); }

  std::span<const Cue> cues() const { return cues_; }
  // The cue forms whose first word is `id`, longest tail first.
  std::span<const CueFormEntry> cue_forms(WordId id) const {
    const WordInfo& word = info(id);
    return word.n_cues == 0 ? std::span<const CueFormEntry>{}
                            : cue_forms_.subspan(static_cast<size_t>(word.first_cue), static_cast<size_t>(word.n_cues));
  }

  // What is cut off behind a word and before one, the longest first.
  std::span<const Clitic> suffix_clitics() const;
  std::span<const Clitic> prefix_clitics() const;
  bool hyphen_clitics() const;  // some suffix clitic begins with a hyphen
  bool head_first() const;  // a noun phrase is headed by its first noun, adjectives follow (setting noun_phrases)

  // Regular expressions of patterns.toml-like lists (dateline, byline, turn, related …), by name; patterns.tsv.
  std::span<const std::string> patterns(std::string_view name) const;
  // Plain settings of language.tsv ("possessive_clitic" → "'s"); empty when not set.
  std::string_view setting(std::string_view key) const;
  std::string_view setting(Setting key) const { return settings_[static_cast<size_t>(key)]; }

  std::span<const KnownPerson> people() const;
  // The one whose name or alias has this key (full_name_key of names.h); null where nobody has it, or two have.
  const Person* person_named(std::string_view key) const;
  std::string_view hash() const;  // sha256 of the files read

 private:
  friend class LexiconLoader;
  struct Impl;
  std::unique_ptr<Impl> impl_;
  const WordPairs* phrase_pairs_;  // of impl_
  const ShortWords* short_words_;
  std::array<std::string_view, static_cast<size_t>(Setting::count)> settings_;
  std::span<const WordInfo> infos_;
  std::span<const Cue> cues_;
  std::span<const CueFormEntry> cue_forms_;
};

// Case folding (full, the same in every locale) and NFC, for comparing words; the right single quotation mark becomes
// an apostrophe. Plain ASCII does not touch ICU. Bytes that are not UTF-8 stay. Appends to `out`.
void fold(std::string_view text, std::string& out);

}  // namespace inquit
