// See check_rules.h.
#include "rules/check_rules.h"

#include <algorithm>

#include "attribution/trace.h"
#include "pipeline.h"
#include "record/json_writer.h"
#include "rules/rule_pattern.h"

namespace inquit {
namespace {

constexpr std::string_view kBetweenPieces = " […] ";

std::string words(std::string_view text, const SpanList& spans) {
  std::string out;
  for (const Span& s : spans) {
    if (!out.empty()) out += kBetweenPieces;
    out += slice(text, s);
  }
  return out;
}

// What one text gives, and which rules had a part in it.
struct Answer {
  Analysis analysis;
  Trace trace;

  Answer(const std::string& text, const Extractor& extractor) {
    DocumentInput input;
    input.text = text;
    Options options = extractor.options();
    options.min_confidence = 0;
    analysis = analyse(input, extractor.lexicon(), extractor.rules(), options, &trace);
  }

  bool made_by(const RawAttribution& a, const Rule& rule, const RuleSet& rules) const {
    if (a.rule == rule.id) return true;
    if (!rule.continues) return false;
    for (const Trace::Row& row : trace.rows)
      for (const Trace::Pivot& p : row.pivots)
        if (p.accepted && std::find(a.content.begin(), a.content.end(), p.content) != a.content.end() &&
            winner(p, rules) == &rule)
          return true;
    return false;
  }

  static const Rule* winner(const Trace::Pivot& p, const RuleSet& rules) {
    for (const Trace::Try& t : p.tries)
      if (t.outcome == Trace::Outcome::won) return &rules.rules()[t.rule];
    return nullptr;
  }
};

std::string describe(std::string_view text, const RawAttribution& a) {
  std::string out = "[" + std::string(a.rule) + "] " + words(text, a.content) + " | source: " + words(text, a.source) +
                    " | cue: " + words(text, a.cue);
  if (!a.addressee.empty()) out += " | addressee: " + words(text, a.addressee);
  return out;
}

// Empty: all is as the example says.
std::string problem_of(const RuleExample& example, const RawAttribution& a) {
  const std::string_view text = example.text;
  std::string out;
  const auto compare = [&](const char* part, const std::string& want, const std::string& got) {
    if (want != got) out += (out.empty() ? "" : "; ") + std::string(part) + " is “" + got + "”, not “" + want + "”";
  };
  std::string content;
  for (const std::string& piece : example.content)
    content += (content.empty() ? "" : std::string(kBetweenPieces)) + piece;
  compare("content", content, words(text, a.content));
  if (!example.source.empty()) compare("source", example.source, words(text, a.source));
  if (!example.cue.empty()) compare("cue", example.cue, words(text, a.cue));
  if (!example.addressee.empty()) compare("addressee", example.addressee, words(text, a.addressee));
  return out;
}

std::string check_example(const Rule& rule, const RuleExample& example, const Extractor& extractor) {
  const Answer answer(example.text, extractor);
  std::string near, found;
  for (const RawAttribution& a : answer.analysis.attributions) {
    found += "\n    found " + describe(example.text, a);
    if (!answer.made_by(a, rule, extractor.rules())) continue;
    const std::string problem = problem_of(example, a);
    if (problem.empty()) return {};
    near = problem;
  }
  if (near.empty()) near = "the rule gives no such attribution; write an example that it answers, or mend its pattern";
  return near + (found.empty() ? "\n    found nothing" : found);
}

std::string check_counter_example(const Rule& rule, const RuleExample& example, const Extractor& extractor) {
  const Answer answer(example.text, extractor);
  for (const RawAttribution& a : answer.analysis.attributions)
    if (answer.made_by(a, rule, extractor.rules()) && (example.content.empty() || problem_of(example, a).empty()))
      return "a counter-example, but the rule answers\n    found " + describe(example.text, a);
  return {};
}

}  // namespace

RuleCheck check_rules(const Extractor& extractor) {
  RuleCheck out;
  const auto note = [&](const Rule& rule, const RuleExample& example, std::string problem) {
    if (problem.empty()) {
      ++out.passed;
    } else {
      ++out.failed;
      out.failures.push_back({rule.id, rule.file, rule.line, example.text, std::move(problem)});
    }
  };
  for (const Rule& rule : extractor.rules().rules()) {
    for (const RuleExample& e : rule.examples) note(rule, e, check_example(rule, e, extractor));
    for (const RuleExample& e : rule.counter_examples) note(rule, e, check_counter_example(rule, e, extractor));
  }
  return out;
}

std::string to_json(const RuleCheck& check) {
  std::string out;
  JsonWriter w(out);
  w.raw("{\"passed\": "), w.number(check.passed);
  w.raw(", \"failed\": "), w.number(check.failed);
  w.raw(", \"failures\": "), w.list(check.failures, [&](const RuleFailure& f) {
    w.raw("{\"rule\": "), w.string(f.rule);
    w.raw(", \"file\": "), w.string(f.file);
    w.raw(", \"line\": "), w.number(f.line);
    w.raw(", \"text\": "), w.string(f.text);
    w.raw(", \"problem\": "), w.string(f.problem);
    w.raw("}");
  });
  w.raw("}");
  return out;
}

std::string rules_json(const Extractor& extractor) {
  std::string out;
  JsonWriter w(out);
  const auto key = [&](std::string_view name) { w.raw(", \""), w.raw(name), w.raw("\": "); };
  const auto strings = [&](const std::vector<std::string>& list) {
    w.list(list, [&](const std::string& s) { w.string(s); });
  };
  const auto names = [&](uint8_t bits, int count, auto name) {
    std::vector<std::string> list;
    if (bits != 0xff)
      for (int i = 0; i < count; ++i)
        if (bits >> i & 1) list.emplace_back(name(i));
    strings(list);
  };
  const auto examples = [&](const std::vector<RuleExample>& list) {
    w.list(list, [&](const RuleExample& e) {
      w.raw("{\"text\": "), w.string(e.text);
      key("content"), strings(e.content);
      key("source"), w.string_or_null(e.source);
      key("cue"), w.string_or_null(e.cue);
      key("addressee"), w.string_or_null(e.addressee);
      w.raw("}");
    });
  };
  w.list(extractor.rules().rules(), [&](const Rule& r) {
    w.raw("{\"id\": "), w.string(r.id);
    key("doc"), w.string(r.doc);
    key("file"), w.string(r.file);
    key("line"), w.number(r.line);
    key("pattern"), w.string(r.pattern);
    key("pivot"), w.string(to_string(r.pivot));
    key("weight"), w.number(r.weight);
    key("precision"), w.per_mille(r.precision);
    key("frame");
    if (r.pivot == UnitType::cue)
      w.string(to_string(r.frame));
    else
      w.raw("null");
    key("min_strength"), w.per_mille(r.min_strength);
    key("zones"),
        names(r.zones, static_cast<int>(Zone::turn) + 1, [](int i) { return to_string(static_cast<Zone>(i)); });
    key("windows"), names(r.windows, 4, [](int i) { return to_string(static_cast<WindowKind>(i)); });
    key("pass"), w.number(r.pass);
    key("continues"), w.raw(r.continues ? "true" : "false");
    key("inside"), w.raw(r.inside ? "true" : "false");
    key("inherits"), w.raw(r.inherits ? "true" : "false");
    key("examples"), examples(r.examples);
    key("counter_examples"), examples(r.counter_examples);
    key("misses"), strings(r.misses);
    w.raw("}");
  });
  return out;
}

}  // namespace inquit
