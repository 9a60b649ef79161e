// Part of stage 1: the state of one reading (tokens.h). tokens.cc walks the text, reads plain words and marks, and finds where
// sentences start; token_words.cc has the words that need more: clitics, abbreviations, numbers.
#pragma once
#include <array>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

#include "lexicon/lexicon.h"
#include "text/letter_run.h"
#include "text/tokens.h"
#include "text/word_scan.h"

namespace inquit {

inline constexpr uint32_t kLongestWord = 128;  // bytes; a longer one is in no list and is not looked up

class Tokenizer {
 public:
  Tokenizer(std::string_view text, Span range, const Lexicon& lexicon, Tokens& out)
      : text_(text.substr(0, range.end)),
        readable_(text.data() + text.size()),
        scanner_(text_),
        begin_(range.begin),
        end_(range.end),
        at_(range.begin),
        lexicon_(lexicon),
        out_(out) {}
  void run();

 private:
  // What the tokens so far say about the next word: whether it starts a sentence.
  enum class Boundary : uint8_t { none, start, stop, strong, abbreviation, initial, ellipsis, quoted };
  CharClass at(uint32_t p) const { return scanner_.at(p); }
  char byte(uint32_t p) const { return scanner_.byte(p); }
  uint32_t next(uint32_t p) const { return scanner_.next(p); }

  // ---- tokens.cc: plain words ----

  // The common case, three tokens in four: from a space on, words of letters alone, apart by spaces, commas and stops. While one
  // is read, the next one's line of the table is on its way, which lies anywhere, far from the processor.
  void plain_words();
  // Reads a word of up to 15 ASCII letters without a table, if nothing that could belong to it stands behind it; false, and
  // nothing done, elsewhere.
  bool short_word(uint32_t begin, uint16_t flags);
  bool is_short_word(uint32_t begin, const LetterRun& run) const {
    return run.size - 1 < ShortWord::kLongest - 1 && ends_short_word(begin + run.size, run);
  }
  [[gnu::always_inline]] void add_short_word(uint32_t begin, const LetterRun& run, const ShortWords::Entry* known,
                                             uint16_t flags) {
    Token& token = out_.add();
    token.span = {begin, begin + run.size};
    const bool capital = run.upper & 1;
    if (capital) {
      flags |= token_flag::capital;
      out_.note_capital();
    }
    if (run.size > 1 && run.upper + 1 == 1u << run.size) flags |= token_flag::all_caps;
    token.flags = flags;
    at_ = begin + run.size;
    space_ = line_ = false;
    learn(token, run, known);
    starts(token);
  }
  LetterRun letters_at(uint32_t begin) const {
    const char* const data = text_.data() + begin;
    if (readable_ - data >= 16) return read_letters(data);
    std::array<char, 16> rest{};
    std::memcpy(rest.data(), data, static_cast<size_t>(readable_ - data));
    return read_letters(rest.data());
  }
  // Whether what stands at `end` ends the word: a space or a mark that joins no words; a stop where no abbreviation ends.
  bool ends_short_word(uint32_t end, const LetterRun& run) const;
  bool skip_space();
  Token& add(TokenKind kind, uint32_t end);
  void token();
  bool is_digit(uint32_t p) const { return p < end_ && at(p) == CharClass::digit; }

  // ---- token_words.cc ----

  // Appends text[begin, end) case-folded, with straight apostrophes, to the scratch memory and returns all of it.
  std::string_view folded(uint32_t begin, uint32_t end, bool plain);
  // Writes `n` ASCII bytes in lower case to ascii_, eight at a time: a byte gets bit 5 where adding takes it past 'A' - 1
  // but not past 'Z'.
  void lower_ascii(const char* from, uint32_t n);
  void look_up(Token& token, bool plain);
  void set_capital(Token& token) {
    token.flags |= token_flag::capital;
    out_.note_capital();
  }
  // What may begin with a word, as its entry has it. The token is the last one, as elsewhere here.
  void set_marks(Token& token, uint16_t marks) {
    token.flags |= marks;
    if (marks & token_flag::starts_cue) out_.note_cue_start();
  }
  // What the lists say of a short word of letters, and what may begin with it.
  void learn(Token& token, const LetterRun& run, const ShortWords::Entry* known) {
    if (known) {
      const bool capital = token.capital();
      token.word = known->id;
      set_marks(token, known->marks);
      token.classes = short_words_.classes(*known, capital);
      token.sure = known->sure[capital];
    } else {
      std::memcpy(ascii_.data(), &run.folded, sizeof run.folded);
      token.classes = lexicon_.classes_by_suffix({ascii_.data(), run.size});
    }
  }
  // The same of any word that they have.
  void learn(Token& token, WordId word) {
    const WordInfo& info = infos_[word];
    token.word = word;
    set_marks(token, info.marks);
    token.classes = info.classes_of(token.capital());
    token.sure = info.sure[token.capital()];
  }
  ClassSet classes_of(WordId word, const Token& token) const { return lexicon_.info(word).classes_of(token.capital()); }
  void set_case(Token& token, const WordShape& shape, uint32_t letters_begin);
  void word(uint32_t letters);
  // "explique-t-il", "dit-elle": where the clitic begins and its joint; `end` where the whole is a word of the lists.
  uint32_t hyphen_clitic(uint32_t begin, uint32_t end, uint32_t& joint);
  // Where the suffix clitic of the word begins, or `end`: "’s" of "Cano’s", "n’t" of "don’t".
  // `word`: gets its entry, where it has one and no joint.
  uint32_t suffix_clitic(uint32_t begin, uint32_t end, const WordShape& shape, WordId* word = nullptr);
  // A prefix clitic ("l’", "d’") becomes the word; the rest is read next.
  uint32_t prefix_clitic(uint32_t begin, uint32_t end);
  bool is_prefix_clitic(uint32_t begin, uint32_t end);
  // Whether the stop after the word belongs to it; if so, takes it in and looks the whole up.
  bool abbreviation(Token& token, const WordShape& shape);
  // Looks up text[from, token.span.end) alone.
  void look_up_exact(Token& token, bool plain, uint32_t from);
  void number();
  void starts_number(Token& token);

  // ---- tokens.cc: marks and sentences ----

  void stop();
  void hyphen();
  // Two together are an old double mark; before an elided word of the lexicon ("’em", "’n’") it is part of the word;
  // else it is a mark, and quotes.h decides what it was.
  void apostrophe();
  bool elided(uint32_t end);
  bool is_suffix_clitic(std::string_view word) const;
  void mark(TokenKind kind, uint32_t end);
  void ended(Boundary boundary);
  // Decides whether the word or number starts a sentence.
  void starts(Token& token) {
    if (boundary_ != Boundary::none) decide_start(token);
    boundary_ = token.has(token_flag::abbreviation) ? after_abbreviation_ : Boundary::none;
    closed_ = false;
    first_ = kNone32;
  }
  void decide_start(Token& token);

  static constexpr uint32_t kNone32 = 0xffffffff;
  std::string_view text_;
  const char* const readable_;  // end of what may be read
  const WordScanner scanner_;
  uint32_t begin_, end_, at_;
  const Lexicon& lexicon_;
  const WordTable& words_ = lexicon_.words();
  const std::span<const WordInfo> infos_ = lexicon_.infos();
  const ShortWords& short_words_ = lexicon_.short_words();
  Tokens& out_;
  const CharClass* table_ = scanner_.table();
  std::array<char, kLongestWord + 8> ascii_;
  bool space_ = false, line_ = false;  // what stands before the token to come
  Boundary boundary_ = Boundary::start;
  Boundary after_abbreviation_ = Boundary::none;
  bool closed_ = false;  // a closing mark stands after the end of the sentence
  bool last_opens_ = false;  // the last mark looks like an opening one
  uint32_t first_ = kNone32;  // the opening mark before the word that may start a sentence
};

}  // namespace inquit
