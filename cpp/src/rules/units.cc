// See units.h.
#include "rules/units.h"

#include <algorithm>
#include <span>

#include "base/stop.h"
#include "base/tsv.h"
#include "mentions/dates.h"
#include "rules/unit_attributes.h"

namespace inquit {
namespace {

constexpr uint32_t kLongestSender = 9;  // tokens between a noun that reports and its “that”

using C = WordClass;
using A = UnitAttribute;

constexpr uint32_t kLongestAside = 60;     // tokens between two dashes or parentheses
constexpr uint32_t kLookInside =
    200;      // tokens of a quotation that are read: one left open reaches to the end, as do all
constexpr uint32_t kTimeReach = 5;         // tokens of “over the past two weeks” up to the word of time
constexpr uint32_t kTimeNear = 3;          // the same of “late on Tuesday”, without a preposition at its head
constexpr uint32_t kFragmentWords = 2;     // a quotation of so few words is a term until a cue says otherwise

class Builder {
 public:
  Builder(const Paragraph& p, const Window& w, std::vector<Unit>& out)
      : p_(p),
        w_(w),
        out_(out),
        tokens_(p.tokens),
        tags_(p.tags),
        classes_(p.phrases.classes),
        quotes_(p.quotes),
        cues_(p.cues),
        source_(w.kind == WindowKind::clause ? p.inner : p.folded) {
    const auto first_from = [&](const auto& list, auto before) {
      return static_cast<size_t>(std::partition_point(list.begin(), list.end(), before) - list.begin());
    };
    next_folded_ = first_from(source_, [&](const FoldedMention& m) { return m.first < w.first; });
    next_cue_ = first_from(cues_, [&](const CueMatch& c) { return c.group_first < w.first && c.first < w.first; });
    next_quote_ = first_from(quotes_, [&](const Quote& q) { return q.open < w.first; });
  }

  void run() {
    uint32_t i = w_.first;
    for (StopEvery ask; i < w_.end; ask()) {
      if (i > w_.first && tokens_[i].has(token_flag::sentence_start) && !out_.empty() &&
          out_.back().type != UnitType::stop && out_.back().type != UnitType::colon)
        add(UnitType::stop, 0, i, i);
      i = std::max(step(i), i + 1);
    }
    mark_subjects(out_);
  }

 private:
  bool has(uint32_t i, C c) const { return any(i, {c}); }
  bool any(uint32_t i, ClassSet c) const { return i < tokens_.size() && classes_[i].any(c); }
  Tag tag(uint32_t i) const { return i < w_.end ? tags_[i] : Tag::punctuation; }
  bool kind(uint32_t i, TokenKind k) const { return i < w_.end && tokens_[i].kind == k; }

  Unit& add(UnitType type, uint64_t attributes, uint32_t first, uint32_t end) {
    const uint32_t begins = tokens_[first].span.begin;
    const Span span{begins, end > first ? tokens_[end - 1].span.end : begins};
    return out_.emplace_back(Unit{attributes, span, first, end, kNoMention, type});
  }

  const FoldedMention* folded_at(uint32_t i) {
    while (next_folded_ < source_.size() && source_[next_folded_].first < i) ++next_folded_;
    if (next_folded_ < source_.size() && source_[next_folded_].first == i) return &source_[next_folded_];
    return nullptr;
  }
  const CueMatch* cue_at(uint32_t i) {
    while (next_cue_ < cues_.size() && cues_[next_cue_].first < i) ++next_cue_;
    for (size_t k = next_cue_; k < cues_.size() && cues_[k].group_first <= i; ++k)
      if (cues_[k].group_first == i && !cues_[k].adjacent_noun) return &cues_[k];
    return nullptr;
  }
  const Quote* quote_at(uint32_t i) {
    while (next_quote_ < quotes_.size() && quotes_[next_quote_].open < i) ++next_quote_;
    return next_quote_ < quotes_.size() && quotes_[next_quote_].open == i ? &quotes_[next_quote_] : nullptr;
  }

  uint32_t step(uint32_t i) {
    const Token& t = tokens_[i];
    switch (t.kind) {
      case TokenKind::mark:
        if (const Quote* q = quote_at(i)) return add_quote(*q);
        return i + 1;  // a mark without a partner is no unit
      case TokenKind::comma: add(UnitType::comma, 0, i, i + 1); return i + 1;
      case TokenKind::colon: add(UnitType::colon, 0, i, i + 1); return i + 1;
      case TokenKind::semicolon: add(UnitType::semicolon, 0, i, i + 1); return i + 1;
      case TokenKind::stop:
      case TokenKind::question:
      case TokenKind::exclamation: add(UnitType::stop, 0, i, i + 1); return i + 1;
      case TokenKind::dash:
        if (const Quote* q = quote_at(i)) return add_quote(*q);
        return add_dash(i);
      case TokenKind::open_paren:
      case TokenKind::open_bracket: return add_parenthesis(i);
      case TokenKind::ellipsis:
      case TokenKind::bullet:
      case TokenKind::symbol:
      case TokenKind::close_paren:
      case TokenKind::close_bracket: return i + 1;
      case TokenKind::word:
      case TokenKind::number: break;
    }
    if (const CueMatch* cue = cue_at(i)) return add_cue(*cue);
    if (const uint32_t end = add_time(i)) return end;
    if (tag(i) == Tag::preposition) {
      if (const uint32_t end = add_circumstance(i)) return end;
    }
    if (const FoldedMention* m = folded_at(i)) return add_folded(*m);
    return add_word(i);
  }

  uint32_t add_quote(const Quote& q) {
    const uint32_t last = static_cast<uint32_t>(tokens_.size());
    const bool closed = q.close != kNoToken;
    const uint32_t end = closed ? q.close + 1 : std::min(last, w_.end);
    uint32_t inner_first = q.open + 1, inner_last = closed ? q.close : end;  // exclusive
    uint64_t a = 0;
    if (!closed) a |= attribute_bit(A::open);
    const uint32_t least = std::max(inner_first, inner_last - std::min(inner_last, kLookInside));
    while (inner_last > least && tokens_[inner_last - 1].kind == TokenKind::mark) --inner_last;
    const TokenKind final = inner_last > inner_first ? tokens_[inner_last - 1].kind : TokenKind::symbol;
    if (final == TokenKind::comma)
      a |= attribute_bit(A::ends_comma);
    else if (final == TokenKind::question || final == TokenKind::exclamation)
      a |= attribute_bit(A::ends_question);
    else if (final == TokenKind::stop || final == TokenKind::ellipsis)
      a |= attribute_bit(A::ends_stop);
    else if (final == TokenKind::dash)
      a |= attribute_bit(A::ends_comma);
    else
      a |= attribute_bit(A::ends_plain);
    uint32_t words = 0;
    const uint32_t looked = std::min(inner_last, inner_first + kLookInside);
    for (uint32_t k = inner_first; k < looked && words <= kFragmentWords + 1; ++k)
      words += tokens_[k].kind == TokenKind::word || tokens_[k].kind == TokenKind::number;
    if (is_title(inner_first, inner_last)) a |= attribute_bit(A::title);
    if (words <= kFragmentWords) a |= attribute_bit(A::fragment);
    if (inner_first < inner_last && tokens_[inner_first].kind == TokenKind::word && !tokens_[inner_first].capital())
      a |= attribute_bit(A::lower);
    if (q.open == w_.first && end >= w_.end) a |= attribute_bit(A::whole);
    Unit& u = add(UnitType::quote, a, q.open, end);
    u.span = q.span;
    u.index = static_cast<uint32_t>(&q - quotes_.data());
    // American usage puts the comma inside the marks; the rules see it behind them.
    if ((a & attribute_bit(A::ends_comma)) && closed && end < w_.end && !kind(end, TokenKind::comma)) {
      add(UnitType::comma, 0, end, end).span = {q.span.end, q.span.end};
    }
    return end;
  }

  // A title of a work: two words or more, and every word that is no function word with a capital.
  bool is_title(uint32_t first, uint32_t end) const {
    if (end - first > kLookInside) return false;
    uint32_t words = 0, capitals = 0;
    for (uint32_t k = first; k < end; ++k) {
      const Token& t = tokens_[k];
      if (k > first && t.has(token_flag::sentence_start)) return false;  // “Same. No.”
      if (t.kind != TokenKind::word || t.has(token_flag::clitic)) continue;
      if (k > first && (t.is(C::determiner) || t.is(C::preposition) || t.is(C::conjunction) || t.is(C::possessive)))
        continue;
      ++words;
      capitals += t.capital();
      if (capitals < words) return false;
    }
    return words >= 2;
  }

  // "— for the first time —" is an aside; a dash alone is a dash.
  uint32_t add_dash(uint32_t i) {
    if (!out_.empty() && out_.back().type == UnitType::quote) {  // “…” – said X – “…”: a tag, no aside
      add(UnitType::dash, 0, i, i + 1);
      return i + 1;
    }
    const uint32_t bound = std::min(w_.end, i + kLongestAside);
    for (uint32_t k = i + 1; k < bound; ++k) {
      const Token& t = tokens_[k];
      if (t.has(token_flag::sentence_start) || t.kind == TokenKind::mark) break;
      if (t.kind == TokenKind::dash && k > i + 1) {
        add(UnitType::aside, 0, i, k + 1);
        return k + 1;
      }
    }
    add(UnitType::dash, 0, i, i + 1);
    return i + 1;
  }

  uint32_t add_parenthesis(uint32_t i) {
    const TokenKind close =
        tokens_[i].kind == TokenKind::open_paren ? TokenKind::close_paren : TokenKind::close_bracket;
    const uint32_t bound = std::min(w_.end, i + kLongestAside);
    for (uint32_t k = i + 1; k < bound; ++k)
      if (tokens_[k].kind == close) {
        add(UnitType::aside, 0, i, k + 1);
        return k + 1;
      }
    return i + 1;
  }

  uint32_t add_cue(const CueMatch& m) {
    Unit& u = add(UnitType::cue, cue_attributes(p_, m), m.group_first, std::max(m.group_end, m.group_first + 1));
    u.index = static_cast<uint32_t>(&m - cues_.data());
    return u.end;
  }

  // A word of time stands there or soon behind, or a number behind a preposition.
  bool may_open_time(uint32_t i) {
    static constexpr ClassSet kTime{C::weekday, C::month, C::time_noun, C::time_word};
    const bool behind = tags_[i] == Tag::preposition || tags_[i] == Tag::determiner;
    const uint32_t reach = std::min(i + (behind ? kTimeReach : kTimeNear), w_.end);
    for (next_time_ = std::max(next_time_, i); next_time_ < reach; ++next_time_)
      if (classes_[next_time_].any(kTime)) return true;
    return tags_[i] == Tag::preposition && tokens_[i].kind == TokenKind::word && kind(i + 1, TokenKind::number);
  }

  uint32_t add_time(uint32_t i) {
    if (!may_open_time(i)) return 0;
    const TimeMatch t = match_time(p_.text, p_.tokens, i, p_.lexicon);
    if (t.end <= t.begin || t.begin != i || t.end > w_.end) return 0;
    // "a day after the talks": counted from what follows.
    const bool from_next = t.end > i + 1 && any(t.end - 1, {C::preposition, C::subordinator}) &&
                           kind(t.end, TokenKind::word) && tag(t.end) != Tag::preposition;
    add(UnitType::time, from_next ? attribute_bit(A::relative) : 0, i, t.end);
    return t.end;
  }

  // A preposition that says whose something is: "from".
  bool leads_from(uint32_t i) const {
    std::string word;
    fold(slice(p_.text, tokens_[i].span), word);
    return has_word(p_.lexicon.setting("issuer.prepositions"), word);
  }

  // "in Beijing" is a place, "in a statement", "at a news conference" a medium.
  uint32_t add_circumstance(uint32_t i) {
    folded_at(i);  // what lies behind is not looked at again
    const Phrase* compound = p_.phrases.at(i);  // "in front of"
    const FoldedMention* m = folded_after(compound && compound->begin == i ? compound->end : i + 1);
    if (!m) return 0;
    const uint32_t head = head_of(*m);
    // "outside the town hall": a preposition that can stand alone as an adverb of place says where, not in what.
    if (has(i, C::place_preposition) && has(i, C::adverb) && !m->genitive && tag(m->first) == Tag::determiner &&
        !has(head, C::role) && !has(head, C::time_noun)) {
      add(UnitType::place, 0, i, m->core_end);
      return m->core_end;
    }
    if (has(i, C::agent) && tag(head) == Tag::name) return 0;  // "reported by the Trosby Post"
    if (has(head, C::medium) || has(head, C::venue) ||
        (has(head, C::document_noun) && has(i, C::place_preposition) && !m->genitive)) {
      // "on the Capitol steps": a venue with a proper name is a place.
      bool proper = false;
      for (uint32_t k = m->first; k < m->core_end; ++k)
        proper |= tag(k) == Tag::name && !has(k, C::media) && !has(k, C::medium);
      uint32_t end = m->core_end;
      if (has(head, C::venue) && !has(head, C::medium) && proper && has(i, C::place_preposition)) {
        add(UnitType::place, 0, i, end);
        return end;
      }
      // "in a filing with the exchange", "in an interview with the Post": its own phrases go with it.
      for (int n = 0; n < 2 && end < w_.end; ++n) {
        if (tag(end) != Tag::preposition || has(end, C::place_preposition)) break;
        const FoldedMention* object = folded_after(end + 1);
        if (!object || object->genitive) break;
        end = object->core_end;
      }
      // "From the report: “…”": whose the words are.
      if (end < w_.end && tokens_[end].kind == TokenKind::colon && m->mention != kNoMention && leads_from(i)) return 0;
      add(UnitType::medium, 0, i, end);
      return end;
    }
    // "in the rotunda", "at the scene", "in court".
    if (has(i, C::place_preposition) && has(head, C::site) && !m->genitive && tag(head) == Tag::noun &&
        (m->first == head || tag(m->first) == Tag::determiner || tag(m->first) == Tag::possessive)) {
      add(UnitType::place, 0, i, m->core_end);
      return m->core_end;
    }
    // "in the city of Trosby"
    if (has(i, C::place_preposition) && !m->genitive && head + 2 < m->core_end && has(head + 1, C::genitive) &&
        tag(head + 2) == Tag::name && names_settlement(head)) {
      add(UnitType::place, 0, i, m->core_end);
      return m->core_end;
    }
    if (has(i, C::place_preposition) && m->mention == kNoMention && !m->genitive && tag(m->first) == Tag::determiner &&
        tag(head) == Tag::noun && !has(head, C::time_noun)) {
      // "on the Capitol steps": a common noun with a proper name before it.
      for (uint32_t k = m->first + 1; k < head; ++k)
        if (tag(k) == Tag::name) {
          add(UnitType::place, 0, i, m->core_end);
          return m->core_end;
        }
    }
    if (has(i, C::place_preposition) && m->mention != kNoMention && !m->genitive) {
      const Mention& mention = p_.mentions[m->mention];
      const bool place = mention.form == MentionForm::name &&
                         (mention.type == EntityType::place || (mention.title.empty() && after_report()) ||
                          (mention.type == EntityType::unknown && mention.title.empty() && !mention.definite));
      if (place) {
        uint32_t end = m->core_end;
        if (kind(end, TokenKind::comma) && m->end > end + 1 && tokens_[m->end - 1].kind != TokenKind::word)
          end = m->core_end;
        add(UnitType::place, 0, i, end);
        return end;
      }
    }
    return 0;
  }

  bool names_settlement(uint32_t i) const {
    return has_word(p_.lexicon.setting("settlements"), slice(p_.text, tokens_[i].span));
  }

  // Behind a cue, or behind a cue and who is told: "said in Port Fenn", "told reporters in Port Fenn".
  bool after_report() const {
    const size_t n = out_.size();
    if (n > 0 && out_[n - 1].type == UnitType::cue) return out_[n - 1].has(A::takes_trailing);
    return n > 1 && (out_[n - 1].type == UnitType::mention || out_[n - 1].type == UnitType::phrase) &&
           out_[n - 2].type == UnitType::cue && out_[n - 2].has(A::addressee) && out_[n - 2].has(A::takes_trailing);
  }

  const FoldedMention* folded_after(uint32_t i) const {
    for (size_t k = next_folded_; k < source_.size() && source_[k].first <= i; ++k)
      if (source_[k].first == i) return &source_[k];
    return nullptr;
  }

  uint32_t head_of(const FoldedMention& m) const {
    // The last nominal before a preposition of the core.
    uint32_t head = m.first;
    for (uint32_t k = m.first; k < m.core_end; ++k) {
      if (k > m.first && tags_[k] == Tag::preposition) break;
      if (is_nominal(tags_[k])) head = k;
    }
    return head;
  }

  uint32_t add_folded(const FoldedMention& m) {
    // A noun that reports: "Trump’s claim that …", "the announcement that …".
    for (size_t k = next_cue_; k < cues_.size() && cues_[k].first < m.end; ++k) {
      const CueMatch& cue = cues_[k];
      if (!cue.adjacent_noun || cue.first < m.first || cue.first >= m.core_end) continue;
      const Cue& entry = p_.lexicon.cues()[cue.cue];
      // "Fenn’s advice to his clerks was, “…”": the words stand behind the phrase that the noun heads.
      const bool far = cue.end < m.core_end && tag(cue.end) == Tag::preposition && cue.first == head_of(m) &&
                       quotes_next(entry, m.core_end);
      if (entry.attitude || (cue.end != m.core_end && !far) ||
          !(far || reports_next(m.core_end) || names_quotation() || quotes_next(entry, m.core_end)))
        continue;
      if (cue.first > m.first) add_possessor(m, cue.first);
      const uint32_t end = cue.end;
      add_cue(cue);
      return end;
    }
    if (m.mention == kNoMention) {
      add(UnitType::phrase, m.genitive ? attribute_bit(A::genitive) : 0, m.first, m.end).span = span_of(m.first, m.end);
      return m.end;
    }
    Unit& u = add(UnitType::mention, mention_attributes(p_, m), m.first, m.end);
    u.span = p_.mentions[m.mention].span;
    u.index = m.mention;
    return m.end;
  }

  // “…,” was Miss Selwyn’s reply: a quotation and a verb stand before the phrase.
  bool names_quotation() const {
    size_t k = out_.size();
    if (k < 2 || out_[--k].type != UnitType::verb) return false;
    if (out_[--k].type == UnitType::comma && k > 0) --k;
    return out_[k].type == UnitType::quote;
  }

  // A noun reports only where its content follows: "the claim that", "a promise to".
  bool reports_next(uint32_t i) const {
    return tag(i) == Tag::complementiser || tag(i) == Tag::infinitive_mark ||
           (tag(i) == Tag::be && tag(i + 1) == Tag::complementiser) ||
           (tag(i) == Tag::preposition && (has(i, C::genitive) || has(i, C::agent) || from_somebody_that(i)));
  }
  // "comments from Fenn that …"
  bool from_somebody_that(uint32_t i) const {
    for (uint32_t k = i + 1; k < w_.end && k < i + kLongestSender; ++k) {
      if (tag(k) == Tag::complementiser) return leads_from(i);
      if (tokens_[k].kind != TokenKind::word || tag(k) == Tag::preposition) return false;
    }
    return false;
  }

  // Or where the words themselves do, behind a mark: "her answer was: “…”", "in her words, “…”".
  bool quotes_next(const Cue& entry, uint32_t i) const {
    if (entry.strength[static_cast<int>(Frame::quote)] == 0) return false;
    if (tag(i) == Tag::be) ++i;
    if (i >= w_.end || (tokens_[i].kind != TokenKind::colon && tokens_[i].kind != TokenKind::comma)) return false;
    const auto quote = std::lower_bound(quotes_.begin(), quotes_.end(), i + 1,
                                        [](const Quote& q, uint32_t at) { return q.open < at; });
    return quote != quotes_.end() && quote->open == i + 1;
  }

  Span span_of(uint32_t first, uint32_t end) const {
    while (end > first + 1 && tokens_[end - 1].kind == TokenKind::comma) --end;
    return {tokens_[first].span.begin, tokens_[end - 1].span.end};
  }

  void add_possessor(const FoldedMention& m, uint32_t before) {
    for (const FoldedMention& i : p_.inner)
      if (i.first == m.first && i.mention != kNoMention && i.end <= before) {
        Unit& u = add(UnitType::mention,
                      attribute_bit(A::genitive) |
                          attribute_bit(p_.mentions[i.mention].form == MentionForm::pronoun ? A::pronoun : A::name),
                      i.first, before);
        u.span = p_.mentions[i.mention].span;
        u.index = i.mention;
        return;
      }
    add(UnitType::word, 0, m.first, before);
  }

  uint32_t add_word(uint32_t i) {
    uint32_t end = i + 1;
    if (const Phrase* phrase = p_.phrases.at(i); phrase && phrase->begin == i) end = std::min(phrase->end, w_.end);
    switch (tag(i)) {
      case Tag::complementiser: add(UnitType::that, 0, i, end); return end;
      case Tag::interrogative: add(UnitType::whether, 0, i, end); return end;
      case Tag::relative: add(UnitType::word, attribute_bit(A::relative), i, end); return end;
      case Tag::subordinator:
        add(UnitType::when,
            has(i, C::equative) ? attribute_bit(A::as_word)
            : has(i, C::causal) ? attribute_bit(A::causal)
                                : 0,
            i, end);
        return end;
      case Tag::conjunction: add(UnitType::conjunction, 0, i, end); return end;
      case Tag::adversative: add(UnitType::adversative, 0, i, end); return end;
      case Tag::adverb: add(UnitType::adverb, 0, i, end); return end;
      case Tag::preposition: {
        uint64_t a = 0;
        if (has(i, C::genitive)) a |= attribute_bit(A::of);
        if (has(i, C::agent)) a |= attribute_bit(A::by);
        if (has(i, C::to)) a |= attribute_bit(A::to_word);
        if (has(i, C::topic_preposition)) a |= attribute_bit(A::topic);
        if (has(i, C::viewpoint)) a |= attribute_bit(A::viewpoint);
        if (has(i, C::equative)) a |= attribute_bit(A::as_word);
        add(UnitType::preposition, a, i, end);
        return end;
      }
      case Tag::be:
      case Tag::have:
      case Tag::auxiliary:
      case Tag::modal:
      case Tag::infinitive_mark:
      case Tag::present:
      case Tag::past:
      case Tag::base:
      case Tag::participle:
      case Tag::gerund:
      case Tag::negation: return add_verb(i);
      default: add(UnitType::word, 0, i, end); return end;
    }
  }

  // A verb group that does not report: "was seen", "would not have been".
  uint32_t add_verb(uint32_t i) {
    uint64_t a = 0;
    uint32_t k = i;
    for (; k < w_.end; ++k) {
      const Tag t = tag(k);
      if (t != Tag::adverb && t != Tag::negation && t != Tag::infinitive_mark && !is_verb(t)) break;
      if (k > i && (is_finite_verb(t) && t != Tag::have && t != Tag::be) && is_verb(tag(k - 1))) break;
      if (t == Tag::infinitive_mark && k > i) break;
      if (k > i && cue_at_group(k)) break;
      if (t == Tag::infinitive_mark || (t == Tag::base && has(k, C::infinitive))) a |= attribute_bit(A::infinitive);
      if (t == Tag::negation) a |= attribute_bit(A::negated);
      if (has(k, C::decline)) a |= attribute_bit(A::declines);
    }
    const Tag first = tag(i);
    if (has(i, C::gerund))
      a |= attribute_bit(A::gerund);  // "having jumped"
    else if (is_finite_verb(first) && !(a & attribute_bit(A::infinitive)))
      a |= attribute_bit(A::finite);
    else if (first == Tag::gerund)
      a |= attribute_bit(A::gerund);
    else if (first == Tag::participle)
      a |= attribute_bit(A::participle);
    add(UnitType::verb, a, i, std::max(k, i + 1));
    return std::max(k, i + 1);
  }

  bool cue_at_group(uint32_t i) const {
    for (size_t k = next_cue_; k < cues_.size() && cues_[k].group_first <= i; ++k)
      if (cues_[k].group_first == i) return true;
    return false;
  }

  const Paragraph& p_;
  const Window& w_;
  std::vector<Unit>& out_;
  // The paragraph's, side by side.
  const std::span<const Token> tokens_;
  const std::span<const Tag> tags_;
  const std::span<const ClassSet> classes_;
  const std::span<const Quote> quotes_;
  const std::span<const CueMatch> cues_;
  const std::span<const FoldedMention> source_;
  size_t next_folded_ = 0, next_cue_ = 0, next_quote_ = 0;
  uint32_t next_time_ = 0;  // no word of time stands from the unit on and before it
};

}  // namespace

void make_units(const Paragraph& paragraph, const Window& window, std::vector<Unit>& out) {
  out.clear();
  Builder(paragraph, window, out).run();
}

}  // namespace inquit
