// See phrases.h.
#include "mentions/phrases.h"

#include "base/select.h"
#include "base/stop.h"

namespace inquit {
namespace {

using C = WordClass;
using namespace class_group;

// "That said, …", "…, needless to say": an idiom stands at the head of its sentence or behind a mark; "a report that said
// two" and "a sign that said, “…”" have none.
bool set_apart(const Tokens& tokens, uint32_t begin, size_t words) {
  const auto mark = [&](uint32_t i) {
    return tokens[i].kind != TokenKind::word && tokens[i].kind != TokenKind::number;
  };
  return tokens[begin].has(token_flag::sentence_start) || (begin > 0 && mark(begin - 1)) || words > 2 ||
         (tokens[begin].is(C::determiner) && !tokens[begin].is(C::complementiser));
}

}  // namespace

void find_phrases(const Tokens& tokens, const Lexicon& lexicon, Phrases& out) {
  constexpr size_t kLongest = 6;
  const auto n_tokens = static_cast<uint32_t>(tokens.size());
  out.list.clear();
  out.of_token.assign(n_tokens, -1);
  out.classes.resize(n_tokens);
  if (n_tokens == 0) return;
  const auto starts = [&, all = &tokens[0], classes = out.classes.data()](uint32_t i) {
    classes[i] = all[i].classes;
    return all[i].has(token_flag::starts_phrase);
  };
  thread_local std::vector<uint32_t> memory;
  WordId ids[kLongest];
  StopEvery ask;
  size_t end = 0;  // of the phrase before
  for (const uint32_t i : select(n_tokens, starts, memory)) {
    if (i + 1 == n_tokens) break;
    const Token& t = tokens[i];
    ask();
    if (i < end || tokens[i + 1].kind != TokenKind::word || !lexicon.may_begin_phrase(t.word, tokens[i + 1].word))
      continue;
    size_t n = 0;
    bool all_capital = true;
    for (; n < kLongest && i + n < tokens.size() && tokens[i + n].kind == TokenKind::word; ++n)
      ids[n] = tokens[i + n].word;
    const PhraseMatch match = lexicon.find_phrase({ids, n});
    for (size_t k = 0; k < match.n_tokens; ++k)
      all_capital = all_capital && (tokens[i + k].capital() || tokens[i + k].classes.any(kClosed));
    if (match.n_tokens < 2) continue;
    const WordInfo& info = lexicon.info(match.word);
    const ClassSet classes = all_capital ? info.classes | info.capital_classes : info.classes;
    // "the weekly Opera Now that …": a capital inside a sentence opens no "now that".
    const bool name_and_word = classes.has(C::subordinator) && t.capital() && i > 0 &&
                               !t.has(token_flag::sentence_start) && tokens[i - 1].capital();
    if (classes.empty() || name_and_word) continue;
    if (classes.has(C::idiom) && !set_apart(tokens, i, match.n_tokens)) continue;
    end = i + match.n_tokens;
    for (size_t k = i; k < end; ++k) {
      out.of_token[k] = static_cast<int32_t>(out.list.size());
      out.classes[k] = out.classes[k] | classes;
    }
    out.list.push_back({i, static_cast<uint32_t>(end), match.word, classes});
  }
}

}  // namespace inquit
