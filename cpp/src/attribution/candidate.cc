// See candidate.h.
#include "attribution/candidate.h"

#include <algorithm>

namespace inquit {
namespace {

using A = UnitAttribute;

constexpr int kNestedStrength = 550;  // per mille: a cue inside a quotation must be at least as sure

class Binder {
 public:
  Binder(const WindowUnits& row, const RuleMatch& match, Candidate& out)
      : row_(row), match_(match), c_(out), raw_(out.raw) {}

  // The groups as spans. False without a content.
  bool bind(uint32_t pivot) {
    c_.pivot = c_.first = row_.first_of(pivot);
    c_.end = row_.end_of(pivot);
    bool content = false;
    for (const RuleMatch::Group& g : match_.groups) {
      uint32_t first = row_.first_of(g.begin), end = row_.end_of(g.end - 1);
      if (g.role == GroupRole::content) {
        const uint32_t whole_first = first;
        trim(first, end);
        if (first >= end) continue;
        if (is_zero(first, end)) return false;
        raw_.content.push_back(units_span(first, end));
        if (match_.rule->inside) reach_marks(c_.pivot, whole_first, first, end, raw_.content.back());
        if (!content) c_.content_first = first;
        c_.content_end = end;
        content = true;
      } else {
        while (end > first && row_.units[end - 1].type == UnitType::comma) --end;
        while (first < end && row_.units[first].type == UnitType::comma) ++first;
        if (first >= end) continue;
        bind_other(g.role, first, end);
      }
      c_.first = std::min(c_.first, first);
      c_.end = std::max(c_.end, end);
    }
    return content;
  }

  void take_cue(const CueMatch* cue) {
    if (!cue) {
      if (row_.units[c_.pivot].type == UnitType::verb) raw_.cue.push_back(row_.units[c_.pivot].span);
      return;
    }
    raw_.cue.push_back(cue->span);
    if (!cue->second.empty()) raw_.cue.push_back(cue->second);
    raw_.cue_index = cue->cue;
    raw_.negated = cue->negated;
  }

  // A document that speaks is the source and the document.
  void take_document() {
    if (raw_.source_mention == kNoMention) return;
    const Mention& source = row_.paragraph.mentions[raw_.source_mention];
    if (source.type != EntityType::document) return;
    Span document = source.span;
    if (!source.by.empty()) document = {source.span.begin, preceding_word(source.by.begin)};
    raw_.document.push_back(document);
  }

  // Inside a quotation only what is quoted there again is told apart: "I said we would go" is his own telling.
  bool told_by_speaker(const CueMatch* cue, int strength) const {
    return row_.window.level > 0 && !match_.rule->inside &&
           (raw_.kind == Kind::indirect || !plain_telling(cue, strength));
  }

 private:
  void bind_other(GroupRole role, uint32_t first, uint32_t end) {
    const Span span{row_.units[first].span.begin, row_.units[end - 1].span.end};
    switch (role) {
      case GroupRole::source:
        raw_.source.push_back(span);
        raw_.source_mention = mention_in(first, end);
        c_.source_first = first;
        c_.source_end = end;
        break;
      case GroupRole::addressee:
        raw_.addressee.push_back(span);
        raw_.addressee_mention = mention_in(first, end);
        break;
      case GroupRole::time: raw_.time.push_back(span); break;
      case GroupRole::place: raw_.place.push_back(span); break;
      case GroupRole::document: raw_.document.push_back(span); break;
      case GroupRole::content:
      case GroupRole::count: break;
    }
  }

  Span units_span(uint32_t first, uint32_t end) const {
    const Unit& last = row_.units[end - 1];
    // The clitic of a possessor is no part of the mention, but of a content that ends with it ("was their father’s").
    const uint32_t to =
        last.has(A::genitive) && last.end > last.first ? row_.paragraph.tokens[last.end - 1].span.end : last.span.end;
    return {row_.units[first].span.begin, std::max(to, last.span.end)};
  }
  // Words that report nothing: "said nothing", "said so"; also with what they are not said of, to or when.
  bool is_zero(uint32_t first, uint32_t end) const {
    bool zero = false;
    for (uint32_t u = first; u < end; ++u) {
      const Unit& unit = row_.units[u];
      if (zero && is_circumstance(unit.type)) return !goes_on(u, end);
      for (uint32_t k = unit.first; k < unit.end; ++k) {
        const ClassSet classes = row_.paragraph.phrases.classes[k];
        if (classes.has(WordClass::zero_content))
          zero = true;
        else if (!classes.has(WordClass::adverb) && !classes.has(WordClass::determiner))
          return false;
      }
    }
    return zero;
  }
  // "nothing about it was true": a verb or a quotation before the next comma.
  bool goes_on(uint32_t first, uint32_t end) const {
    for (uint32_t u = first; u < end; ++u) {
      const Unit& unit = row_.units[u];
      if (unit.has(A::finite) || unit.type == UnitType::quote) return true;
      if (unit.type == UnitType::comma || unit.type == UnitType::conjunction) return false;
    }
    return false;
  }
  static bool is_circumstance(UnitType t) {
    return t == UnitType::preposition || t == UnitType::time || t == UnitType::place || t == UnitType::medium;
  }

  // Leaves out what does not belong to a content's ends: commas, "and", "that".
  void trim(uint32_t& first, uint32_t& end) const {
    while (first < end) {
      const UnitType t = row_.units[first].type;
      if (t != UnitType::comma && t != UnitType::colon && t != UnitType::conjunction && t != UnitType::adversative &&
          t != UnitType::that && t != UnitType::semicolon && t != UnitType::stop && t != UnitType::dash)
        break;
      ++first;
    }
    while (end > first) {
      const UnitType t = row_.units[end - 1].type;
      const bool hanging = (t == UnitType::conjunction || t == UnitType::adversative) && end - first > 1 &&
                           row_.units[end - 2].type == UnitType::comma;
      if (t != UnitType::comma && t != UnitType::colon && t != UnitType::semicolon && t != UnitType::stop &&
          t != UnitType::dash && !hanging)
        break;
      --end;
    }
  }

  // The pieces of a quotation with its tag inside have its marks, and the mark of a question or a cry before the tag.
  void reach_marks(uint32_t pivot, uint32_t whole_first, uint32_t first, uint32_t end, Span& piece) const {
    const Span marks = row_.paragraph.quotes[row_.window.quote].span;
    if (first > pivot) {
      piece = {row_.units[whole_first].span.begin, marks.end};
      return;
    }
    piece.begin = marks.begin;
    if (end < row_.units.size() && row_.units[end].type == UnitType::stop &&
        row_.units[end].end > row_.units[end].first &&
        row_.paragraph.tokens[row_.units[end].first].kind != TokenKind::stop) {
      piece.end = row_.units[end].span.end;
    }
  }

  // Inside a quotation: somebody says or tells; no "you say", no "wanting to say".
  bool plain_telling(const CueMatch* cue, int strength) const {
    if (!cue || !(cue->finite || cue->infinitive) || cue->modal || strength < kNestedStrength) return false;
    if (raw_.source_mention == kNoMention) return false;
    const Mention& m = row_.paragraph.mentions[raw_.source_mention];
    return m.form != MentionForm::pronoun ||
           (m.person != GrammaticalPerson::second &&
            (m.number != GrammaticalNumber::plural || m.person == GrammaticalPerson::first));
  }

  // The end of the word before `at` less the word itself: "meeting" in "the meeting by X".
  uint32_t preceding_word(uint32_t at) const {
    const size_t k = token_from(row_.paragraph.tokens, at) - row_.paragraph.tokens.begin();
    return k >= 2 ? row_.paragraph.tokens[k - 2].span.end : at;
  }

  uint32_t mention_in(uint32_t first, uint32_t end) const {
    for (uint32_t i = first; i < end; ++i)
      if (row_.units[i].type == UnitType::mention) return row_.units[i].index;
    return kNoMention;
  }

  const WindowUnits& row_;
  const RuleMatch& match_;
  Candidate& c_;
  RawAttribution& raw_;
};

}  // namespace

bool make_candidate(const WindowUnits& row, const RuleMatch& match, uint32_t pivot, const CueMatch* cue, int strength,
                    const RawAttribution* earlier, Candidate& out) {
  const Rule& rule = *match.rule;
  RawAttribution& raw = out.raw;
  Binder binder(row, match, out);
  if (!binder.bind(pivot)) return false;
  if (cue && out.pivot >= out.content_first && out.pivot < out.content_end && raw.content.size() == 1) return false;
  binder.take_cue(cue);
  binder.take_document();
  raw.rule = rule.id;
  out.nested = rule.nested;
  raw.quote_level = static_cast<int8_t>(row.window.level - (rule.inside ? 1 : 0));
  if (rule.inside) raw.quotation = row.paragraph.quotes[row.window.quote].span;
  raw.kind = rule.inside ? Kind::direct : kind_of(row, raw.content);
  if (binder.told_by_speaker(cue, strength)) return false;
  raw.confidence = rule.precision * strength / 1000;
  if (earlier && rule.inherits) {
    if (earlier->source.empty() && earlier->document.empty())
      return false;  // "asked about it, she said": not the one who asked
    raw.source = earlier->source;
    raw.source_mention = earlier->source_mention;
    raw.document = earlier->document;
    raw.confidence = raw.confidence * (500 + earlier->confidence / 2) / 1000;
  }
  return true;
}

Kind kind_of(const WindowUnits& row, const SpanList& content) {
  uint32_t inside = 0, all = 0;
  for (const Span& s : content) {
    for (auto t = token_from(row.paragraph.tokens, s.begin); t != row.paragraph.tokens.end() && t->span.begin < s.end;
         ++t) {
      if (t->kind != TokenKind::word && t->kind != TokenKind::number) continue;
      ++all;
      inside += row.depth[t - row.paragraph.tokens.begin()] > row.window.level;
    }
  }
  return inside == 0 ? Kind::indirect : inside == all ? Kind::direct : Kind::mixed;
}

bool holds(const Candidate& outer, const Candidate& inner) {  // inner lies wholly in outer's content
  return outer.content_first <= inner.first && inner.end <= outer.content_end &&
         !(outer.content_first == inner.content_first && outer.content_end == inner.content_end);
}
bool compatible(const Candidate& a, const Candidate& b) {
  if (holds(a, b) || holds(b, a)) return true;
  if (a.content_first < b.content_end && b.content_first < a.content_end) return false;
  // A source or cue that stands in the other's content must bring its own content along.
  const auto straddles = [](const Candidate& x, const Candidate& y) {
    return (x.pivot >= y.content_first && x.pivot < y.content_end);
  };
  return !straddles(a, b) && !straddles(b, a);
}

}  // namespace inquit
