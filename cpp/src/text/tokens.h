// Stage 1: text -> tokens. A token is a word (with the hyphens and apostrophes inside it), a number, or one mark.
// Nothing but white space is left out; every mark is kept. Clitics ("’s", "n’t") are tokens of their own. Abbreviations keep their full stop ("Sen.", "U.S.", "R."). A sentence starts where
// a token has the flag; sentences inside quotations count too. Where a sentence starts with an opening mark or bracket,
// both the mark and the first word have it, so that "does the capital say anything" is asked of the word alone.
#pragma once
#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

#include "inquit/span.h"
#include "lexicon/lexicon.h"

namespace inquit {

enum class TokenKind : uint8_t {
  word,
  number,
  comma,
  stop,
  question,
  exclamation,
  colon,
  semicolon,
  dash,  // — – -- or a hyphen between spaces; a hyphen inside a word is no token
  ellipsis,  // … or ...
  open_paren,
  close_paren,
  open_bracket,
  close_bracket,
  mark,  // anything that may be a quotation mark, apostrophes that are part of no word included
  bullet,  // • * or - at the head of a line
  symbol  // everything else
};

namespace token_flag {
enum : uint16_t {
  capital = 1,  // begins with an upper-case (or title-case) letter
  all_caps = 2,  // two letters or more, all upper-case
  digit = 4,  // has a digit
  space_before = 8,
  sentence_start = 16,
  clitic = 32,  // was cut off the token before it (suffix) or after it (prefix)
  abbreviation = 64,  // ends in a full stop that belongs to it
  line_start = 128,  // first of a line
  initial = 256,  // "R." "J.K."
  foreign = 512,  // letters of a script without case
  starts_phrase = word_mark::starts_phrase,  // a phrase of the lists begins with the word
  starts_cue = word_mark::starts_cue,  // a cue does
};
}

struct Token {
  Span span;
  WordId word = kUnknownWord;  // of words; folded, looked up; kUnknownWord where no list has it
  TokenKind kind = TokenKind::word;
  Tag sure = Tag::other;  // what the tagger says of it wherever it stands; see sure_tag
  uint16_t flags = 0;
  ClassSet classes;  // of the lexicon (or of its suffix list), case taken into account

  bool is(WordClass c) const { return classes.has(c); }
  bool has(uint16_t flag) const { return flags & flag; }
  bool capital() const { return flags & token_flag::capital; }
};

// The tokens of a paragraph, and lists of those that few questions are about, so that no pass asks them of every token.
class Tokens {
 public:
  using const_iterator = std::vector<Token>::const_iterator;

  size_t size() const { return tokens_.size(); }
  bool empty() const { return tokens_.empty(); }
  const Token& operator[](size_t i) const { return tokens_[i]; }
  const Token& front() const { return tokens_.front(); }
  const Token& back() const { return tokens_.back(); }
  const_iterator begin() const { return tokens_.begin(); }
  const_iterator end() const { return tokens_.end(); }

  // Numbers of tokens, in order: possible quotation marks, words with a capital, words that a cue begins with.
  const std::vector<uint32_t>& marks() const { return marks_; }
  const std::vector<uint32_t>& capitals() const { return capitals_; }
  const std::vector<uint32_t>& cue_starts() const { return cue_starts_; }

  // ---- for the tokenizer ----
  void clear() {
    tokens_.clear();
    for (auto* list : {&marks_, &capitals_, &cue_starts_}) list->clear();
  }
  Token& operator[](size_t i) { return tokens_[i]; }
  Token& add() { return tokens_.emplace_back(); }
  // The last token is one of these; each is said once of a token. Not inline: the loop around them stays small.
  void note_mark();
  void note_capital();
  void note_cue_start();

 private:
  uint32_t last() const { return static_cast<uint32_t>(tokens_.size() - 1); }

  std::vector<Token> tokens_;
  std::vector<uint32_t> marks_, capitals_, cue_starts_;
};

// The first token that begins at the byte or behind it.
inline Tokens::const_iterator token_from(const Tokens& tokens, uint32_t byte) {
  return std::lower_bound(tokens.begin(), tokens.end(), byte,
                          [](const Token& t, uint32_t at) { return t.span.begin < at; });
}

// Tokenises text[range] (one paragraph, on code-point boundaries; valid UTF-8) into `out`, which is cleared first and
// whose memory is used again.
void tokenize(std::string_view text, Span range, const Lexicon& lexicon, Tokens& out);

// Byte position of the first invalid UTF-8 byte, or text.size().
size_t find_invalid_utf8(std::string_view text);

}  // namespace inquit
