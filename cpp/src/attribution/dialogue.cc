// Part of stage 8, see attribute.h: the conversations of fiction. There each paragraph is one person's turn: what is quoted
// in it is his, whether a tag, an action beside it (“Anna put down the cup. “You are late.””) or nothing at all says so.
#include <algorithm>

#include "attribution/attribute.h"

namespace inquit {
namespace {

// When a document is a conversation: turns that follow turns, and lively ones. News quotes at length, in whole sentences,
// and seldom anybody who asks, answers or cries.
constexpr uint32_t kLongTurn = 60;  // words; news quotes longer ones side by side
constexpr uint32_t kFewTurns = 2;  // turns that answer a turn, at least
constexpr uint32_t kTurnsOneIn = 6;  // of the paragraphs
constexpr uint32_t kLivelyOneIn = 8;  // of the quotations
constexpr uint32_t kReportsOneIn = 3;  // of what is said: who reports more of it without marks writes news
// A turn answers the one before across at most so many paragraphs of narrative.
constexpr uint32_t kNarrativeBetween = 1;

struct Group {  // the quotations of one paragraph
  size_t begin = 0, end = 0;
};

class Dialogue {
 public:
  Dialogue(const std::vector<Segment>& segments, const std::vector<Mention>& mentions,
           std::vector<RawAttribution>& attributions, std::vector<QuoteUse>& quotes)
      : segments_(segments), mentions_(mentions), attributions_(attributions), quotes_(quotes) {}

  void run() {
    for (size_t k = 0; k < quotes_.size();) {
      Group group{k, k};
      while (group.end < quotes_.size() && quotes_[group.end].paragraph == quotes_[k].paragraph) ++group.end;
      k = group.end;
      if (segments_[quotes_[group.begin].paragraph].zone != Zone::body) continue;
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
        std::vector<Span>& content = attributions_[static_cast<size_t>(near)].content;
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
      if (claimed == kNone || attributions_[static_cast<size_t>(claimed)].quote_level > 0) continue;
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
  int32_t last_turn_ = kNone;
  uint32_t last_paragraph_ = 0;
};

}  // namespace

bool is_conversation(const std::vector<Segment>& segments, const std::vector<RawAttribution>& attributions,
                     const std::vector<QuoteUse>& quotes) {
  uint32_t turns = 0, lively = 0, all = 0;
  const QuoteUse* before = nullptr;  // the last quotation of the paragraph before
  for (const QuoteUse& quote : quotes) {
    if (segments[quote.paragraph].zone != Zone::body) continue;
    ++all;
    lively += quote.lively;
    turns += quote.leading && before && before->paragraph + 1 == quote.paragraph && !before->open &&
             before->words <= kLongTurn && quote.words <= kLongTurn;
    before = &quote;
  }
  size_t reports = 0, said = 0;
  for (const RawAttribution& a : attributions) {
    said += a.quote_level == 0;
    reports += a.quote_level == 0 && a.kind != Kind::direct;
  }
  for (const QuoteUse& quote : quotes) said += quote.claimed == kNone && quote.speech;
  if (reports * kReportsOneIn > said) return false;
  const auto paragraphs = static_cast<uint32_t>(segments.size());
  return turns >= kFewTurns && turns * kTurnsOneIn >= paragraphs && lively * kLivelyOneIn >= all;
}

void link_dialogue(const std::vector<Segment>& segments, const std::vector<Mention>& mentions,
                   std::vector<RawAttribution>& attributions, std::vector<QuoteUse>& quotes) {
  Dialogue(segments, mentions, attributions, quotes).run();
}

}  // namespace inquit
