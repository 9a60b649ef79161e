// See quote_use.h.
#include "attribution/quote_use.h"

#include <algorithm>
#include <string>

#include "base/stop.h"

namespace inquit {
namespace {

using C = WordClass;

constexpr uint32_t kTermWords = 4;        // marks around so few words, with no sentence in them, are a term's
constexpr uint32_t kTooLongBytes = 20000; // a quotation longer than this is no quotation but a lost mark
constexpr uint32_t kTagWords = 14;  // a paragraph with no more words outside its quotation is a turn with its tag

bool in_any(const SpanList& spans, Span inner) {
  for (const Span& s : spans)
    if (s.contains(inner)) return true;
  return false;
}

Why why_unclaimed(const Paragraph& p, const Segment& segment, const Quote& q, uint32_t words) {
  if (segment.zone == Zone::related) return Why::related;
  if (q.close == kNoToken) return q.span.size() > kTooLongBytes ? Why::too_long : Why::unclosed;
  if (q.span.size() > kTooLongBytes) return Why::too_long;
  const auto has = [&](uint32_t i, C c) {
    if (i >= p.tokens.size()) return false;
    const Phrase* phrase = p.phrases.at(i);
    return p.tokens[i].is(c) || (phrase && phrase->classes.has(c));
  };
  // The words before the mark, a comma skipped.
  bool naming = false, work = false;
  for (uint32_t back = 1; back <= 4 && back <= q.open; ++back) {
    const uint32_t k = q.open - back;
    const TokenKind kind = p.tokens[k].kind;
    if (kind == TokenKind::stop || kind == TokenKind::mark) break;
    naming |= has(k, C::naming);
    work |= has(k, C::work_noun);
  }
  uint32_t capitals = 0, content_words = 0;
  for (uint32_t k = q.open + 1; k < q.close; ++k) {
    const Token& t = p.tokens[k];
    if (t.kind != TokenKind::word || t.is(C::determiner) || t.is(C::preposition) || t.is(C::conjunction)) continue;
    ++content_words;
    capitals += t.capital();
  }
  const TokenKind last = q.close > q.open + 1 ? p.tokens[q.close - 1].kind : TokenKind::symbol;
  const bool sentence = last == TokenKind::stop || last == TokenKind::question || last == TokenKind::exclamation;
  if (naming && words <= kTermWords * 2) {
    return q.open > 0 && (has(q.open - 1, C::noun) || (q.open > 1 && has(q.open - 2, C::noun))) &&
                   capitals == content_words && capitals > 1
               ? Why::slogan
               : Why::nickname;
  }
  if ((work && capitals * 2 > content_words) || (capitals == content_words && capitals >= 2 && !sentence))
    return Why::title;
  if (segment.zone == Zone::headline || segment.zone == Zone::bullet) return Why::headline;
  if (words <= kTermWords && !sentence) return Why::scare;
  return Why::no_cue;
}

// Which attribution's content a quotation stands in: asked in the order of the text, so that each piece of a content is
// looked at only while it lasts. The memory is used again.
class Claims {
 public:
  void read(size_t first, const std::vector<RawAttribution>& attributions) {
    pieces_.clear(), open_.clear(), next_ = 0;
    for (size_t a = first; a < attributions.size(); ++a) {
      const RawAttribution& raw = attributions[a];
      if (raw.quote_level > 0) continue;
      const uint32_t size = raw.content.back().end - raw.content.front().begin;
      for (const Span& s : raw.content) pieces_.push_back({s, size, static_cast<int32_t>(a)});
      if (!raw.quotation.empty()) pieces_.push_back({raw.quotation, size, static_cast<int32_t>(a)});
    }
    const auto before = [](const Piece& a, const Piece& b) { return a.span.begin < b.span.begin; };
    if (!std::is_sorted(pieces_.begin(), pieces_.end(), before))
      std::stable_sort(pieces_.begin(), pieces_.end(), before);
  }

  // The smallest content that has the quotation, the first of equals; kNone.
  int32_t of(Span quote) {
    for (; next_ < pieces_.size() && pieces_[next_].span.begin <= quote.begin; ++next_) open_.push_back(pieces_[next_]);
    std::erase_if(open_, [&](const Piece& piece) { return piece.span.end <= quote.begin; });
    const Piece* least = nullptr;
    for (const Piece& piece : open_)
      if (piece.span.contains(quote) &&
          (!least || std::pair(piece.size, piece.attribution) < std::pair(least->size, least->attribution)))
        least = &piece;
    return least ? least->attribution : kNone;
  }

 private:
  struct Piece {
    Span span;
    uint32_t size;  // of the whole content
    int32_t attribution;
  };
  std::vector<Piece> pieces_, open_;
  size_t next_ = 0;
};

bool ends_like_speech(TokenKind last) {
  return last == TokenKind::stop || last == TokenKind::question || last == TokenKind::exclamation ||
         last == TokenKind::comma || last == TokenKind::dash || last == TokenKind::ellipsis ||
         last == TokenKind::semicolon || last == TokenKind::colon;
}

// Set off from its sentence by a mark of punctuation or another quotation, and ended like a sentence or its part.
// `tail`: the end of the paragraph without its last marks, which all that are left open would walk over.
void describe_speech(const Paragraph& p, const Quote& q, uint32_t end, uint32_t tail, QuoteUse& use) {
  uint32_t last = use.open     ? std::max(tail, q.open + 1)
                  : q.dialogue ? end  // a turn that a dash opens has no closing mark
                               : end - 1;
  while (last > q.open + 1 && p.tokens[last - 1].kind == TokenKind::mark) --last;
  if (last <= q.open + 1) return;
  const TokenKind kind = p.tokens[last - 1].kind;
  use.lively = kind == TokenKind::question || kind == TokenKind::exclamation;
  const TokenKind before = q.open > 0 ? p.tokens[q.open - 1].kind : TokenKind::stop;
  const bool set_off = q.open == 0 || ends_like_speech(before) || before == TokenKind::mark ||
                       before == TokenKind::close_paren || (q.open > 0 && use.closing);
  use.speech = set_off && (use.open || ends_like_speech(kind) || (use.leading && use.words > kTermWords));
}

// Marks with nothing between them but marks: nobody is quoted.
bool says_nothing(const Tokens& tokens, const Quote& q, uint32_t end, uint32_t tail) {
  if (q.close == kNoToken) return q.open + 1 >= tail;  // many may be open
  for (uint32_t k = q.open + 1; k < end; ++k)
    if (tokens[k].kind != TokenKind::mark) return false;
  return true;
}

bool asks_or_answers(const Lexicon& lexicon, const RawAttribution& raw) {
  return raw.cue_index != kNoCue && lexicon.cues()[raw.cue_index].lively;
}

}  // namespace

void note_quotes(const Paragraph& p, const Segment& segment, uint32_t number, size_t first,
                 const std::vector<RawAttribution>& attributions, std::vector<QuoteUse>& quotes) {
  if (p.quotes.empty()) return;
  const uint32_t n = static_cast<uint32_t>(p.tokens.size());
  uint32_t words_outside = 0;
  thread_local std::vector<uint32_t> words_before;  // numbers are words here
  words_before.resize(n + 1);
  words_before[0] = 0;
  uint32_t from = 0;  // the first token that no quotation before it covers
  size_t next = 0;    // quotation
  for (uint32_t i = 0; i < n; ++i) {
    const TokenKind kind = p.tokens[i].kind;
    words_before[i + 1] = words_before[i] + (kind == TokenKind::word || kind == TokenKind::number);
    for (; next < p.quotes.size() && p.quotes[next].open <= i; ++next)
      if (p.quotes[next].level == 0) from = std::min(p.quotes[next].close, n);
    words_outside += i >= from && kind == TokenKind::word;
  }
  size_t top_level = 0;
  for (size_t a = first; a < attributions.size(); ++a) top_level += attributions[a].quote_level == 0;
  uint32_t tail = n;
  while (tail > 0 && p.tokens[tail - 1].kind == TokenKind::mark) --tail;
  thread_local Claims claims;
  claims.read(first, attributions);
  StopEvery ask;
  for (const Quote& q : p.quotes) {
    ask();
    if (q.level > 0) continue;
    QuoteUse use;
    use.span = q.span;
    use.paragraph = number;
    use.open = q.close == kNoToken;
    use.dialogue = q.dialogue;
    use.leading = q.open == 0;
    const uint32_t end = use.open ? n : q.close + 1;
    use.closing = end == n || (end + 1 == n && p.tokens[end].kind == TokenKind::stop);
    use.whole = use.leading && use.closing;
    use.words = end > q.open + 1 ? words_before[end] - words_before[q.open + 1] : 0;
    use.claimed = claims.of(q.span);
    if (use.claimed == kNone && says_nothing(p.tokens, q, end, tail)) continue;
    describe_speech(p, q, end, tail, use);
    if (use.claimed != kNone && !use.lively)
      use.lively = asks_or_answers(p.lexicon, attributions[static_cast<size_t>(use.claimed)]);
    use.tagged_paragraph = words_outside <= kTagWords && (top_level == 1 || words_outside == 0);
    if (use.claimed == kNone) use.why = why_unclaimed(p, segment, q, use.words);
    quotes.push_back(use);
  }
}

bool tagged_outside(const Paragraph& p, const Quote& q) {
  constexpr uint32_t kNear = 4;  // tokens behind the closing mark: a comma, an auxiliary, a pronoun
  if (q.open > 0 && p.tokens[q.open - 1].kind == TokenKind::colon) return true;
  if (q.close == kNoToken || q.dialogue) return false;
  // Verb groups follow one another as their cues do.
  for (auto cue = first_cue_from(p.cues, q.close + 1); cue != p.cues.end(); ++cue) {
    if (cue->group_first > q.close + kNear) break;
    if (cue->group_first <= q.close || cue->adjacent_noun) continue;
    for (uint32_t k = q.close + 1; k < cue->group_first; ++k)
      if (p.tokens[k].kind == TokenKind::stop || p.tokens[k].has(token_flag::sentence_start)) return false;
    return true;
  }
  return false;
}

void nest(std::vector<RawAttribution>& attributions) {
  // In text order, wider contents first; a stack holds the contents that are open.
  std::vector<int32_t> order(attributions.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = static_cast<int32_t>(i);
  const auto hull = [&](int32_t i) {
    return Span{attributions[i].content.front().begin, attributions[i].content.back().end};
  };
  std::stable_sort(order.begin(), order.end(), [&](int32_t a, int32_t b) {
    const Span x = hull(a), y = hull(b);
    return x.begin != y.begin ? x.begin < y.begin : x.end > y.end;
  });
  std::vector<int32_t> open;
  StopEvery ask;
  for (int32_t i : order) {
    ask();
    RawAttribution& inner = attributions[i];
    inner.parent = kNone;
    while (!open.empty() && hull(open.back()).end <= hull(i).begin) open.pop_back();
    for (size_t k = open.size(); k-- > 0 && open.size() - k <= 8;) {
      const RawAttribution& outer = attributions[open[k]];
      bool inside = in_any(outer.content, inner.content.front());
      for (const Span& cue : inner.cue) inside = inside && in_any(outer.content, cue);
      for (const Span& source : inner.source)
        inside =
            inside && (in_any(outer.content, source) || inner.cue.empty() || inner.quote_level == outer.quote_level);
      if (inside && inner.cue.empty() && inner.source.empty()) inside = false;
      if (inside) {
        inner.parent = open[k];
        break;
      }
    }
    open.push_back(i);
  }
}

}  // namespace inquit
