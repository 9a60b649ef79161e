// Part of stage 8, see attribute.h: the conversations of fiction. There each paragraph is one person's turn: what is quoted
// in it is his, whether a tag, an action beside it (“Anna put down the cup. “You are late.””) or nothing at all says so.
#include <algorithm>

#include "attribution/attribute.h"

namespace inquit {
namespace {

// Where a document converses: turns that follow turns, and lively ones. News quotes at length, in whole sentences,
// and seldom anybody who asks, answers or cries.
constexpr uint32_t kLongTurn = 60;  // words; news quotes longer ones side by side
constexpr uint32_t kFewTurns = 2;  // turns that answer a turn, at least
constexpr uint32_t kTurnsOneIn = 6;  // of the paragraphs
constexpr uint32_t kLivelyOneIn = 8;  // of the quotations
constexpr uint32_t kTerseTurns = 8, kTerse = 12, kTurnsToQuotations = 3;  // many short turns are as good as lively ones
constexpr uint32_t kReportsOneIn = 3;  // of what is said: who reports more of it without marks writes news
// A turn answers the one before across at most so many paragraphs of narrative.
constexpr uint32_t kNarrativeBetween = 1;

// Paragraphs without a quotation that part two stretches, each judged by itself: the telling of a novel may be long.
constexpr uint32_t kBetweenStretches = 6;
constexpr uint32_t kManyTurns = 4;  // of a stretch in a document that does not converse elsewhere

// Quotations with little telling between them, and what speaks for a conversation.
struct Stretch {
  size_t begin = 0, end = 0;  // quotations
  uint32_t first = 0, last = 0;  // paragraphs
  uint32_t turns = 0, lively = 0, all = 0;
  uint32_t words = 0;  // of the turns
  size_t reports = 0, said = 0, unclaimed = 0;  // unclaimed: what no rule claims and yet is said
  bool reported() const { return reports * kReportsOneIn > said + unclaimed; }
  bool converses(uint32_t paragraphs) const {
    return !reported() && turns >= kFewTurns && turns * kTurnsOneIn >= paragraphs &&
           (lively * kLivelyOneIn >= all || terse());
  }
  bool terse() const { return turns >= kTerseTurns && turns * kTurnsToQuotations >= all && words <= turns * kTerse; }
};

struct Group {  // the quotations of one paragraph
  size_t begin = 0, end = 0;
};

class Dialogue {
 public:
  Dialogue(const std::vector<Segment>& segments, const std::vector<Mention>& mentions,
           std::vector<RawAttribution>& attributions, std::vector<QuoteUse>& quotes,
           const std::vector<bool>& conversation)
      : segments_(segments),
        mentions_(mentions),
        attributions_(attributions),
        quotes_(quotes),
        conversation_(conversation) {}

  void run() {
    for (size_t k = 0; k < quotes_.size();) {
      Group group{k, k};
      while (group.end < quotes_.size() && quotes_[group.end].paragraph == quotes_[k].paragraph) ++group.end;
      k = group.end;
      if (!conversation_[group.begin]) continue;
      claim(group);
      answer(group);
    }
  }

 private:
  // Gives every quotation of the paragraph that is speech its attribution.
  void claim(const Group& group) {
    int32_t near = goes_on(group);
    for (size_t k = group.begin; near == kNone && k < group.end; ++k)
      if (quotes_[k].claimed != kNone) near = quotes_[k].claimed;
    for (size_t k = group.begin; k < group.end; ++k) {
      QuoteUse& quote = quotes_[k];
      if (quote.claimed != kNone) {
        near = quote.claimed;
      } else if (quote.speech) {
        if (near == kNone) near = add_turn(group);
        // In its place, which is the end as a rule: a paragraph of many quotations takes time in proportion.
        SpanList& content = attributions_[static_cast<size_t>(near)].content;
        content.insert(std::upper_bound(content.begin(), content.end(), quote.span), quote.span);
        quote.claimed = near;
      }
    }
  }

  // The attribution whose last quotation was left open and goes on at the head of this paragraph.
  int32_t goes_on(const Group& group) const {
    if (group.begin == 0 || !quotes_[group.begin].leading) return kNone;
    const QuoteUse& before = quotes_[group.begin - 1];
    return before.open && before.paragraph + 1 == quotes_[group.begin].paragraph ? before.claimed : kNone;
  }

  int32_t add_turn(const Group& group) {
    RawAttribution turn;
    turn.kind = Kind::direct;
    turn.paragraph = quotes_[group.begin].paragraph;
    turn.zone = segments_[turn.paragraph].zone;
    turn.source_mention = actor(group);
    turn.rule = turn.source_mention == kNoMention ? "dialogue-turn" : "dialogue-action";
    turn.confidence = turn.source_mention == kNoMention ? 700 : 750;
    attributions_.push_back(std::move(turn));
    return static_cast<int32_t>(attributions_.size()) - 1;
  }

  // Who acts in the sentence before the quotation, or else in the one after it.
  uint32_t actor(const Group& group) const {
    const uint32_t paragraph = quotes_[group.begin].paragraph;
    auto m = static_cast<size_t>(std::lower_bound(mentions_.begin(), mentions_.end(), paragraph,
                                                  [](const Mention& a, uint32_t p) { return a.paragraph < p; }) -
                                 mentions_.begin());
    size_t k = group.begin;
    while (k < group.end && !quotes_[k].speech) ++k;
    if (k == group.end) return kNoMention;
    uint32_t found = kNoMention;
    for (; m < mentions_.size() && mentions_[m].paragraph == paragraph; ++m) {
      if (!acts(mentions_[m])) continue;
      const bool before = mentions_[m].span.begin < quotes_[k].span.begin;
      if (!before && found != kNoMention) break;
      if (found == kNoMention || mentions_[m].sentence != mentions_[found].sentence) found = static_cast<uint32_t>(m);
      if (!before) break;
    }
    return found;
  }

  static bool acts(const Mention& m) {
    if (!m.subject || m.quote_level > 0 || m.outer != kNoMention || m.form == MentionForm::group) return false;
    if (m.number == GrammaticalNumber::plural || m.type == EntityType::document) return false;
    if (m.form != MentionForm::pronoun) return true;
    return m.pronoun_case != PronounCase::relative &&
           (m.person == GrammaticalPerson::first ||
            (m.person == GrammaticalPerson::third && m.gender != Gender::unknown));
  }

  // Notes which turn the paragraph's first one answers.
  void answer(const Group& group) {
    int32_t first = kNone, last = kNone;
    for (size_t k = group.begin; k < group.end; ++k) {
      const int32_t claimed = quotes_[k].claimed;
      // "She called it “the ship.”" is nobody's turn.
      if (claimed == kNone || attributions_[static_cast<size_t>(claimed)].quote_level > 0 ||
          attributions_[static_cast<size_t>(claimed)].kind != Kind::direct)
        continue;
      if (first == kNone) first = claimed;
      last = claimed;
    }
    if (first == kNone || first == last_turn_) return;
    const uint32_t paragraph = quotes_[group.begin].paragraph;
    if (last_turn_ != kNone && paragraph <= last_paragraph_ + 1 + kNarrativeBetween)
      attributions_[static_cast<size_t>(first)].answers = last_turn_;
    last_turn_ = last;
    last_paragraph_ = paragraph;
  }

  const std::vector<Segment>& segments_;
  const std::vector<Mention>& mentions_;
  std::vector<RawAttribution>& attributions_;
  std::vector<QuoteUse>& quotes_;
  const std::vector<bool>& conversation_;  // by quotation
  int32_t last_turn_ = kNone;
  uint32_t last_paragraph_ = 0;
};

}  // namespace

std::vector<bool> find_conversations(const std::vector<Segment>& segments,
                                     const std::vector<RawAttribution>& attributions,
                                     const std::vector<QuoteUse>& quotes) {
  std::vector<bool> out(quotes.size(), false);
  std::vector<Stretch> stretches;
  const QuoteUse* before = nullptr;  // the last quotation of the paragraph before
  for (size_t k = 0; k < quotes.size(); ++k) {
    const QuoteUse& quote = quotes[k];
    if (segments[quote.paragraph].zone != Zone::body) continue;
    if (!before || quote.paragraph > before->paragraph + 1 + kBetweenStretches) {
      stretches.emplace_back();
      stretches.back().begin = k;
      stretches.back().first = quote.paragraph;
      before = nullptr;
    }
    Stretch& here = stretches.back();
    here.end = k + 1;
    here.last = quote.paragraph;
    ++here.all;
    here.lively += quote.lively;
    const bool turn = quote.leading && before && before->paragraph + 1 == quote.paragraph && !before->open &&
                      before->words <= kLongTurn && quote.words <= kLongTurn;
    here.turns += turn;
    here.words += turn ? quote.words : 0;
    here.unclaimed += quote.claimed == kNone && quote.speech;
    before = &quote;
  }
  Stretch whole;
  size_t next = 0;
  for (const RawAttribution& a : attributions) {
    if (a.quote_level != 0 || stretches.empty()) continue;
    ++whole.said;
    whole.reports += a.kind != Kind::direct;
    while (next + 1 < stretches.size() && stretches[next + 1].first <= a.paragraph) ++next;
    while (next > 0 && stretches[next].first > a.paragraph) --next;
    if (a.paragraph < stretches[next].first || a.paragraph > stretches[next].last) continue;  // of the telling
    ++stretches[next].said;
    stretches[next].reports += a.kind != Kind::direct;
  }
  uint32_t in_conversations = 0;
  for (const Stretch& s : stretches) {
    whole.words += s.words, whole.turns += s.turns, whole.lively += s.lively, whole.all += s.all,
        whole.unclaimed += s.unclaimed;
    if (s.converses(s.last - s.first + 1)) in_conversations += s.all;
  }
  const bool all = whole.converses(static_cast<uint32_t>(segments.size())) || in_conversations > whole.all / 2;
  for (const Stretch& s : stretches)
    if (all || (s.turns >= kManyTurns && s.converses(s.last - s.first + 1)))
      std::fill(out.begin() + static_cast<std::ptrdiff_t>(s.begin), out.begin() + static_cast<std::ptrdiff_t>(s.end),
                true);
  return out;
}

void link_dialogue(const std::vector<Segment>& segments, const std::vector<Mention>& mentions,
                   std::vector<RawAttribution>& attributions, std::vector<QuoteUse>& quotes,
                   const std::vector<bool>& conversation) {
  Dialogue(segments, mentions, attributions, quotes, conversation).run();
}

}  // namespace inquit
