// See explain.h.
#include "attribution/explain.h"

#include <algorithm>
#include <array>

#include "attribution/trace.h"
#include "pipeline.h"
#include "record/json_writer.h"
#include "rules/rule_pattern.h"

namespace inquit {

std::string_view to_string(Trace::Outcome outcome) {
  constexpr std::array<std::string_view, 9> kNames = {"won",  "conflict", "zone",    "window", "attitude",
                                                      "weak", "no match", "refused", "lighter"};
  return kNames[static_cast<size_t>(outcome)];
}

namespace {

class Explainer {
 public:
  Explainer(const Extractor& extractor, const DocumentInput& input, Span at)
      : rules_(extractor.rules()), text_(input.text), at_(at), w_(out_) {
    trace_.wanted = at;
    analysis_ = analyse(input, extractor.lexicon(), rules_, extractor.options(), &trace_);
  }

  std::string run() {
    w_.raw("{\"paragraphs\": "), paragraphs();
    key("attributions"), attributions();
    key("quotations"), quotations();
    w_.raw("}");
    return std::move(out_);
  }

 private:
  void key(std::string_view name) {
    w_.raw(", \"");
    w_.raw(name);
    w_.raw("\": ");
  }
  void span(Span s) {
    w_.raw("[");
    w_.number(s.begin);
    w_.raw(", ");
    w_.number(s.end);
    w_.raw("]");
  }
  void spans(const SpanList& list) {
    w_.list(list, [&](Span s) { span(s); });
  }

  // ---- paragraphs: zone, windows, units, what was tried at each pivot

  void paragraphs() {
    std::vector<uint32_t> numbers;
    for (uint32_t i = 0; i < analysis_.segmentation.segments.size(); ++i)
      if (analysis_.segmentation.segments[i].body.overlaps(at_) || has_row(i)) numbers.push_back(i);
    w_.list(numbers, [&](uint32_t number) {
      const Segment& s = analysis_.segmentation.segments[number];
      w_.raw("{\"number\": "), w_.number(number);
      key("zone"), w_.string(to_string(s.zone));
      key("span"), span(s.body);
      std::vector<const Trace::Row*> rows;
      for (const Trace::Row& row : trace_.rows)
        if (row.paragraph == number) rows.push_back(&row);
      key("windows"), w_.list(rows, [&](const Trace::Row* row) { window(*row); });
      w_.raw("}");
    });
  }

  bool has_row(uint32_t paragraph) const {
    return std::any_of(trace_.rows.begin(), trace_.rows.end(),
                       [&](const Trace::Row& r) { return r.paragraph == paragraph; });
  }

  void window(const Trace::Row& row) {
    w_.raw("{\"kind\": "), w_.string(to_string(row.kind));
    key("units"), w_.list(row.units, [&](const Unit& u) {
      w_.raw("{\"symbol\": "), w_.string(symbol_of(u));
      key("span"), span(u.span);
      w_.raw("}");
    });
    key("pivots"), w_.list(row.pivots, [&](const Trace::Pivot& p) { pivot(p); });
    w_.raw("}");
  }

  void pivot(const Trace::Pivot& p) {
    w_.raw("{\"span\": "), span(p.span);
    key("symbol"), w_.string(symbol_of(p.unit));
    key("pass"), w_.number(p.pass);
    key("accepted"), w_.raw(p.accepted ? "true" : "false");
    key("rules"), w_.list(p.tries, [&](const Trace::Try& t) {
      const Rule& rule = rules_.rules()[t.rule];
      w_.raw("{\"id\": "), w_.string(rule.id);
      key("outcome"), w_.string(to_string(t.outcome));
      key("weight"), w_.number(rule.weight);
      key("precision"), w_.per_mille(rule.precision);
      key("frame"), w_.string(to_string(rule.frame));
      key("strength"), w_.per_mille(t.strength);
      key("min_strength"), w_.per_mille(rule.min_strength);
      w_.raw("}");
    });
    key("groups"), w_.list(p.groups, [&](const Trace::Group& g) {
      w_.raw("{\"role\": "), w_.string(to_string(g.role));
      key("span"), span(g.span);
      w_.raw("}");
    });
    key("content");
    if (p.fits)
      span(p.content);
    else
      w_.raw("null");
    key("rival");
    if (p.rival.empty())
      w_.raw("null");
    else
      span(p.rival);
    key("confidence"), w_.per_mille(p.confidence);
    key("inherited_from"), w_.per_mille(p.base);
    w_.raw("}");
  }

  // ---- attributions: how the speaker was resolved

  void attributions() {
    std::vector<size_t> chosen;
    for (size_t i = 0; i < analysis_.attributions.size(); ++i)
      if (touches(analysis_.attributions[i])) chosen.push_back(i);
    w_.list(chosen, [&](size_t i) {
      const RawAttribution& a = analysis_.attributions[i];
      w_.raw("{\"id\": "), w_.number(static_cast<int64_t>(i));
      key("rule"), w_.string(a.rule);
      key("kind"), w_.string(to_string(a.kind));
      key("content"), spans(a.content);
      key("source"), spans(a.source);
      key("cue"), spans(a.cue);
      key("addressee"), spans(a.addressee);
      key("confidence"), w_.per_mille(a.confidence);
      key("parent"), w_.id_or_null(a.parent);
      key("turn_of"), w_.id_or_null(a.turn_of);
      key("speaker"), resolution(analysis_.speakers.of_source[i], a, a.source_mention);
      key("addressee_is"), resolution(analysis_.speakers.of_addressee[i], a, a.addressee_mention);
      w_.raw("}");
    });
  }

  bool touches(const RawAttribution& a) const {
    const auto any = [&](const SpanList& list) {
      return std::any_of(list.begin(), list.end(), [&](Span s) { return s.overlaps(at_); });
    };
    return any(a.content) || any(a.source) || any(a.cue);
  }

  void resolution(const Resolution& r, const RawAttribution& a, uint32_t mention) {
    w_.raw("{\"name\": ");
    if (r.speaker == kNone)
      w_.raw("null");
    else
      w_.string(analysis_.speakers.speakers[r.speaker].name);
    key("basis"), w_.string(to_string(r.basis));
    key("confidence"), w_.per_mille(r.confidence);
    key("gender"), w_.string_or_null(r.speaker == kNone ? std::string_view{}
                                                        : to_string(analysis_.speakers.speakers[r.speaker].gender));
    key("kind"), w_.string_or_null(r.speaker == kNone ? std::string_view{}
                                                      : to_string(analysis_.speakers.speakers[r.speaker].kind));
    key("title"),
        w_.string_or_null(r.speaker == kNone ? std::string_view{}
                                             : std::string_view(analysis_.speakers.speakers[r.speaker].title));
    key("candidates"), w_.list(r.candidates, [&](int32_t c) { w_.string(analysis_.speakers.speakers[c].name); });
    key("form");
    if (mention == kNoMention)
      w_.raw("null");
    else
      w_.string(form_of(analysis_.mentions[mention].form));
    key("named_at"), named_before(r.speaker, a, mention);
    key("spoke_at"), spoke_before(r.speaker, a);
    w_.raw("}");
  }

  static std::string_view form_of(MentionForm form) {
    constexpr std::array<std::string_view, 5> kNames = {"name", "pronoun", "role", "label", "group"};
    return kNames[static_cast<size_t>(form)];
  }

  // The last place before the source where the speaker stands by name, and how many paragraphs up.
  void named_before(int32_t speaker, const RawAttribution& a, uint32_t mention) {
    const Mention* last = nullptr;
    const uint32_t before = mention != kNoMention ? analysis_.mentions[mention].span.begin : a.content.front().begin;
    for (size_t m = 0; speaker != kNone && m < analysis_.mentions.size() && analysis_.mentions[m].span.begin < before;
         ++m)
      if (analysis_.speakers.of_mention[m].speaker == speaker && !analysis_.mentions[m].name.empty())
        last = &analysis_.mentions[m];
    if (!last) return w_.raw("null");
    w_.raw("{\"span\": "), span(last->name);
    key("paragraphs_up"), w_.number(static_cast<int64_t>(a.paragraph) - last->paragraph);
    w_.raw("}");
  }

  void spoke_before(int32_t speaker, const RawAttribution& a) {
    const RawAttribution* last = nullptr;
    for (size_t i = 0; speaker != kNone && i < analysis_.attributions.size() && &analysis_.attributions[i] != &a; ++i)
      if (analysis_.speakers.of_source[i].speaker == speaker) last = &analysis_.attributions[i];
    if (!last) return w_.raw("null");
    w_.raw("{\"span\": "), span(last->content.front());
    key("paragraphs_up"), w_.number(static_cast<int64_t>(a.paragraph) - last->paragraph);
    w_.raw("}");
  }

  // ---- quotations, claimed or not

  void quotations() {
    std::vector<const QuoteUse*> chosen;
    for (const QuoteUse& q : analysis_.quotes)
      if (q.span.overlaps(at_)) chosen.push_back(&q);
    w_.list(chosen, [&](const QuoteUse* q) {
      const bool claimed =
          std::any_of(analysis_.attributions.begin(), analysis_.attributions.end(), [&](const RawAttribution& a) {
            return std::any_of(a.content.begin(), a.content.end(), [&](Span s) { return s.contains(q->span); });
          });
      w_.raw("{\"span\": "), span(q->span);
      key("claimed"), w_.raw(claimed ? "true" : "false");
      key("why"), w_.string(to_string(q->why));
      w_.raw("}");
    });
  }

  const RuleSet& rules_;
  std::string_view text_;
  Span at_;
  Trace trace_;
  Analysis analysis_;
  std::string out_;
  JsonWriter w_;
};

}  // namespace

std::string explain_json(const Extractor& extractor, const DocumentInput& input, Span at) {
  return Explainer(extractor, input, at).run();
}

}  // namespace inquit
