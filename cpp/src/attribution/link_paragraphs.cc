// Part of stage 8, see attribute.h: what goes on from one paragraph to the next. Each paragraph is looked at through its
// outermost quotations only.
#include <algorithm>

#include "base/stop.h"

#include "attribution/attribute.h"

namespace inquit {
namespace {

constexpr uint32_t kTurnWords = 25;  // of a turn of a dialogue without a tag
constexpr uint32_t kSpeechWords = 5;  // so long is speech, whoever reports; shorter ones are terms as often
constexpr uint32_t kStopBytes = 2;  // between what ends a paragraph and its end: a stop, a mark
constexpr int kSameSpeaker = 600;  // confidence, per mille

uint32_t quoted_words(const RawAttribution& a) {  // about: bytes, six to a word
  uint32_t bytes = 0;
  for (const Span& s : a.content) bytes += s.size();
  return bytes;
}

// The last quotation of its paragraph but for titles and terms in marks: “…,” said the author of “Night Bread”.
size_t last_spoken(const std::vector<QuoteUse>& quotes, size_t k) {
  const auto term = [](const QuoteUse& q) {
    return q.claimed == kNone && (q.why == Why::title || q.why == Why::scare || q.why == Why::nickname);
  };
  size_t last = k;
  while (last > 0 && term(quotes[last]) && quotes[last - 1].paragraph == quotes[k].paragraph) --last;
  return last;
}

void add_piece(RawAttribution& to, QuoteUse& quote, int32_t index) {
  to.content.push_back(quote.span);
  std::sort(to.content.begin(), to.content.end());
  quote.claimed = index;
}

// What no rule claims goes to who speaks in the same paragraph: the last before it, else the next behind it; where it is all of
// its paragraph, to who spoke at the end of the one before.
class SameSpeaker {
 public:
  SameSpeaker(const std::vector<Segment>& segments, std::vector<RawAttribution>& attributions, size_t in_order)
      : segments_(segments), attributions_(attributions), in_order_(in_order) {}

  void claim(QuoteUse& q) {
    if (q.words < kSpeechWords || q.dialogue || segments_[q.paragraph].zone != Zone::body) return;
    if (q.why != Why::no_cue && q.why != Why::unclosed) return;
    int32_t best = kNone;
    each(q.paragraph, [&](int32_t i) {
      if (hull(i).end <= q.span.begin && (best == kNone || closer(hull(i), hull(best)))) best = i;
    });
    if (best == kNone && q.speech)
      each(q.paragraph, [&](int32_t i) {
        const RawAttribution& a = attributions_[i];
        if (best == kNone && a.kind != Kind::indirect && a.content.front().begin >= q.span.end) best = i;
      });
    if (best == kNone && q.whole && q.paragraph > 0) {
      const uint32_t close = segments_[q.paragraph - 1].body.end;
      each(q.paragraph - 1, [&](int32_t i) {
        if (hull(i).end + kStopBytes >= close && (best == kNone || hull(i).begin < hull(best).begin)) best = i;
      });
    }
    if (best != kNone) give(q, best);
  }

 private:
  // The top-level attributions of a paragraph that name a source.
  template <typename Each>
  void each(uint32_t paragraph, Each&& use) const {
    const auto from = std::lower_bound(attributions_.begin(), attributions_.begin() + in_order_, paragraph,
                                       [](const RawAttribution& a, uint32_t p) { return a.paragraph < p; });
    for (auto a = from; a != attributions_.begin() + in_order_ && a->paragraph == paragraph; ++a)
      if (a->quote_level == 0 && !a->source.empty()) use(static_cast<int32_t>(a - attributions_.begin()));
  }

  // From the first of its spans to the last.
  Span hull(int32_t i) const {
    Span all = attributions_[i].content.front();
    for (const auto* spans : {&attributions_[i].content, &attributions_[i].source, &attributions_[i].cue})
      for (const Span& span : *spans)
        all.begin = std::min(all.begin, span.begin), all.end = std::max(all.end, span.end);
    return all;
  }
  // Ends later; of two that end together the one that holds the other.
  static bool closer(Span a, Span b) { return a.end != b.end ? a.end > b.end : a.begin < b.begin; }

  void give(QuoteUse& q, int32_t i) {
    if (attributions_[i].kind != Kind::indirect || q.paragraph != attributions_[i].paragraph) {
      if (attributions_[i].kind == Kind::indirect) attributions_[i].kind = Kind::mixed;
      return add_piece(attributions_[i], q, i);
    }
    RawAttribution more;
    more.content.push_back(q.span);
    more.source = attributions_[i].source;
    more.source_mention = attributions_[i].source_mention;
    more.kind = Kind::direct;
    more.zone = segments_[q.paragraph].zone;
    more.paragraph = q.paragraph;
    more.rule = "same-speaker";
    more.confidence = kSameSpeaker;
    q.claimed = static_cast<int32_t>(attributions_.size());
    attributions_.push_back(std::move(more));
  }

  const std::vector<Segment>& segments_;
  std::vector<RawAttribution>& attributions_;
  const size_t in_order_;  // so many stand in the order of their paragraphs
};

}  // namespace

void link_paragraphs(const std::vector<Segment>& segments, const std::vector<Mention>& mentions,
                     std::vector<RawAttribution>& attributions, std::vector<QuoteUse>& quotes) {
  const size_t in_order = attributions.size();
  const auto adjacent = [&](const QuoteUse& before, const QuoteUse& after) {
    // Lines of related stories stand between paragraphs, not in them.
    uint32_t next = before.paragraph + 1;
    while (next < segments.size() && segments[next].zone == Zone::related) ++next;
    return after.paragraph == next;
  };
  // 1. A quotation left open goes on where the next paragraph begins with a mark; its tag may stand at either end.
  for (size_t k = 0; k + 1 < quotes.size(); ++k) {
    QuoteUse& q = quotes[k];
    QuoteUse& next = quotes[k + 1];
    if (!q.open || !next.leading || !adjacent(q, next)) continue;
    if (q.claimed != kNone && next.claimed == kNone) {
      add_piece(attributions[q.claimed], next, q.claimed);
    } else if (q.claimed == kNone && next.claimed != kNone) {
      // The pieces before, back to the first.
      size_t j = k + 1;
      while (j > 0 && quotes[j - 1].open && quotes[j - 1].claimed == kNone && quotes[j].leading &&
             adjacent(quotes[j - 1], quotes[j])) {
        --j;
        add_piece(attributions[next.claimed], quotes[j], next.claimed);
      }
    }
  }
  // A turn whose label stands inside the marks ("PENCE: Well, …) goes on with the paragraphs that open with a mark.
  {
    int32_t turn = kNone;
    size_t next = 0;  // attribution
    uint32_t reached = 0;
    for (QuoteUse& q : quotes) {
      for (; next < attributions.size() && attributions[next].paragraph <= q.paragraph; ++next)
        if (attributions[next].zone == Zone::turn && attributions[next].cue.empty() &&
            attributions[next].quote_level == 0) {
          const Segment& s = segments[attributions[next].paragraph];
          turn = s.label.begin > s.span.begin ? static_cast<int32_t>(next) : kNone;
          reached = attributions[next].paragraph;
        }
      if (turn == kNone || q.claimed != kNone || !q.leading || q.paragraph > reached + 1 || q.paragraph == reached)
        continue;
      add_piece(attributions[turn], q, turn);
      reached = q.paragraph;
    }
  }
  const std::vector<bool> conversation = find_conversations(segments, attributions, quotes);
  const size_t conversing = static_cast<size_t>(std::count(conversation.begin(), conversation.end(), true));
  if (conversing > 0) link_dialogue(segments, mentions, attributions, quotes, conversation);
  // 2. A quotation alone in its paragraph: the same speaker goes on, or the next of two who alternate.
  // Lines of one width are a book's: there a pronoun may be one of the two.
  const bool book = std::any_of(segments.begin(), segments.end(), [](const Segment& s) { return s.wrapped; });
  static constexpr std::string_view kDialogue = "dialogue-turn";
  std::vector<int32_t> turns;  // attributions of the paragraphs that are turns, in a row
  uint32_t last_turn_paragraph = 0;
  for (size_t k = 0; k < quotes.size(); ++k) {
    if (k % kStopSteps == 0) stop_point();
    QuoteUse& q = quotes[k];
    if (conversation[k]) {
      turns.clear();
      continue;
    }
    const bool follows = k > 0 && (adjacent(quotes[k - 1], q) || quotes[k - 1].paragraph == q.paragraph);
    if (!follows) turns.clear();
    if (q.claimed != kNone) {
      if (q.tagged_paragraph && q.leading) {
        if (turns.empty() || last_turn_paragraph != q.paragraph) turns.push_back(q.claimed);
        last_turn_paragraph = q.paragraph;
      } else if (q.paragraph != last_turn_paragraph || turns.empty()) {
        turns.clear();
      }
      continue;
    }
    if (!q.whole || k == 0 || !adjacent(quotes[k - 1], q)) continue;
    const size_t last = last_spoken(quotes, k - 1);
    const QuoteUse& before = quotes[last];
    if (before.claimed == kNone || conversation[last]) continue;
    const RawAttribution& previous = attributions[before.claimed];
    if (turns.size() >= 2) {
      const int32_t speaker = turns[turns.size() - 2];
      const int32_t other = turns.back();
      const RawAttribution& a = attributions[speaker];
      const RawAttribution& b = attributions[other];
      // Two who are named apart, and short turns: in news a long quotation alone goes on with whoever spoke last.
      const auto named = [&](const RawAttribution& r) {
        return book || r.turn_of != kNone ||
               (r.source_mention != kNoMention && mentions[r.source_mention].form != MentionForm::pronoun);
      };
      const bool alternate = (a.source_mention != b.source_mention || a.turn_of != b.turn_of) && named(a) && named(b) &&
                             q.words <= kTurnWords && quoted_words(a) <= kTurnWords * 6 &&
                             quoted_words(b) <= kTurnWords * 6;
      if (alternate) {
        RawAttribution turn;
        turn.content.push_back(q.span);
        turn.kind = Kind::direct;
        turn.zone = segments[q.paragraph].zone;
        turn.paragraph = q.paragraph;
        turn.rule = kDialogue;
        turn.confidence = 700;
        turn.turn_of = a.turn_of != kNone ? a.turn_of : speaker;
        q.claimed = static_cast<int32_t>(attributions.size());
        attributions.push_back(std::move(turn));
        turns.push_back(q.claimed);
        last_turn_paragraph = q.paragraph;
        continue;
      }
    }
    // A quotation in full follows a paragraph that ended in one of the same speaker, or in its tag.
    if (previous.kind != Kind::indirect && previous.quote_level == 0 && q.words > 2 && !q.dialogue) {
      add_piece(attributions[before.claimed], q, before.claimed);
    }
  }
  // 3. What is left.
  SameSpeaker same(segments, attributions, in_order);
  StopEvery ask;
  for (size_t k = 0; k < quotes.size(); ++k) {
    ask();
    if (quotes[k].claimed == kNone && !conversation[k]) same.claim(quotes[k]);
  }
}

}  // namespace inquit
