// See rules_load.h.
#include "rules/rules_load.h"

#define TOML_EXCEPTIONS 1
#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <map>

#include "inquit/error.h"

namespace inquit {
namespace {

[[noreturn]] void fail(const std::string& file, int line, const std::string& what) {
  throw DataError(file + ":" + std::to_string(line) + ": " + what);
}

int line_of(const toml::node& node) { return static_cast<int>(node.source().begin.line); }

class RuleReader {
 public:
  RuleReader(const std::string& file, const toml::table& table) : file_(file), table_(table) {}

  Rule read() {
    Rule rule;
    rule.file = file_;
    rule.line = line_of(table_);
    rule.id = text("id", true);
    rule.doc = text("doc", true);
    rule.pattern = text("pattern", true);
    rule.weight = number("weight", rule.weight, 0, 1000);
    rule.precision = number("precision", rule.precision, 0, 1000);
    rule.min_strength = number("min-strength", rule.min_strength, 0, 1000);
    if (const auto frame = table_["frame"].value<std::string>()) rule.frame = frame_of(*frame);
    rule.zones = bits("zones", [](std::string_view s) {
      for (int z = 0; z <= static_cast<int>(Zone::turn); ++z)
        if (to_string(static_cast<Zone>(z)) == s) return z;
      return -1;
    });
    rule.windows = bits("windows", [](std::string_view s) {
      return s == "outside" ? 0 : s == "quotation" ? 1 : s == "clause" ? 2 : s == "dialogue" ? 3 : -1;
    });
    rule.pass = number("pass", rule.pass, 1, 2);
    rule.nested = table_["nested"].value_or(true);
    rule.continues = table_["continues"].value_or(false);
    rule.inside = table_["inside"].value_or(false);
    examples("examples", rule.examples, true);
    examples("counter-examples", rule.counter_examples, false);
    if (const toml::array* misses = table_["misses"].as_array())
      for (const toml::node& m : *misses)
        if (const auto s = m.value<std::string>()) rule.misses.push_back(*s);
    if (rule.examples.empty())
      fail(file_, rule.line, "rule '" + rule.id + "': no example; write one, so that the build can run it");
    check_keys();
    return rule;
  }

 private:
  std::string text(const char* key, bool required) {
    if (const auto value = table_[key].value<std::string>()) return *value;
    if (table_[key]) fail(file_, line_of(*table_[key].node()), std::string(key) + ": a text is wanted");
    if (required) fail(file_, line_of(table_), std::string("a rule has no '") + key + "'; add one");
    return {};
  }

  int number(const char* key, int otherwise, int least, int most) {
    if (!table_[key]) return otherwise;
    const auto value = table_[key].value<int64_t>();
    if (!value || *value < least || *value > most)
      fail(file_, line_of(*table_[key].node()),
           std::string(key) + ": a whole number from " + std::to_string(least) + " to " + std::to_string(most) +
               " is wanted");
    return static_cast<int>(*value);
  }

  Frame frame_of(const std::string& name) {
    for (int f = 0; f < static_cast<int>(Frame::count); ++f)
      if (to_string(static_cast<Frame>(f)) == name) return static_cast<Frame>(f);
    fail(file_, line_of(*table_["frame"].node()),
         "frame: unknown frame '" + name + "'; one of quote, that, clause, whether, to, np, of, as, trailing, part");
  }

  template <typename Find>
  uint8_t bits(const char* key, Find find) {
    const toml::array* list = table_[key].as_array();
    if (!list) return 0xff;
    uint8_t out = 0;
    for (const toml::node& n : *list) {
      const int bit = find(n.value_or(std::string_view{}));
      if (bit < 0) fail(file_, line_of(n), std::string(key) + ": unknown value '" + n.value_or(std::string{}) + "'");
      out |= static_cast<uint8_t>(1 << bit);
    }
    return out;
  }

  static std::vector<std::string> texts(const toml::node_view<const toml::node>& view) {
    std::vector<std::string> out;
    if (const auto s = view.value<std::string>())
      out.push_back(*s);
    else if (const toml::array* list = view.as_array())
      for (const toml::node& n : *list)
        if (const auto s = n.value<std::string>()) out.push_back(*s);
    return out;
  }

  void examples(const char* key, std::vector<RuleExample>& into, bool with_answer) {
    const toml::array* list = table_[key].as_array();
    if (!list) return;
    for (const toml::node& n : *list) {
      RuleExample e;
      if (const auto s = n.value<std::string>(); s && !with_answer) {
        e.text = *s;
      } else if (const toml::table* t = n.as_table()) {
        const toml::table& example = *t;
        e.text = example["text"].value_or(std::string{});
        e.content = texts(example["content"]);
        e.source = example["source"].value_or(std::string{});
        e.cue = example["cue"].value_or(std::string{});
        e.addressee = example["addressee"].value_or(std::string{});
        if (e.content.empty()) fail(file_, line_of(n), std::string(key) + ": an example needs 'text' and 'content'");
      } else {
        fail(file_, line_of(n), std::string(key) + ": a table with 'text' and 'content' is wanted");
      }
      if (e.text.empty()) fail(file_, line_of(n), std::string(key) + ": 'text' is empty");
      into.push_back(std::move(e));
    }
  }

  void check_keys() {
    static constexpr std::array<std::string_view, 16> kKnown = {
        "id",   "doc",    "pattern",   "weight", "precision", "min-strength",     "frame", "zones", "windows",
        "pass", "nested", "continues", "inside", "examples",  "counter-examples", "misses"};
    for (const auto& [key, node] : table_)
      if (std::find(kKnown.begin(), kKnown.end(), key.str()) == kKnown.end())
        fail(file_, line_of(node),
             "unknown key '" + std::string(key.str()) + "'; docs/rules.md lists the keys of a rule");
  }

  const std::string& file_;
  const toml::table& table_;
};

}  // namespace

namespace {

struct Disabled {
  std::string id, file;
  int line;
};

// A pack of people can be large; one that has no rules is not read twice.
bool may_have_rules(std::string_view content) {
  for (const std::string_view key : {"rule", "define", "disable"})
    if (content.find(key) != content.npos) return true;
  return false;
}

// Two rules of one weight that answer the same example would go by their place in the files.
void check_order(const std::vector<Rule>& rules) {
  std::map<std::pair<int, std::string_view>, const Rule*> owners;
  for (const Rule& rule : rules)
    for (const RuleExample& e : rule.examples) {
      const auto [at, is_new] = owners.try_emplace({rule.weight, e.text}, &rule);
      if (!is_new && at->second->id != rule.id)
        fail(rule.file, rule.line,
             "rule '" + rule.id + "': weight: " + std::to_string(rule.weight) + " is the weight of rule '" +
                 at->second->id + "' too, which has the same example (“" + e.text +
                 "”); make one of them heavier, or replace that rule by its id");
    }
}

}  // namespace

RuleSource load_rules(std::span<const DataFile> files) {
  RuleSource out;
  std::vector<Disabled> disabled;
  for (const DataFile& file : files) {
    if (!file.name.ends_with(".toml") || !may_have_rules(file.content)) continue;
    toml::table root;
    try {
      root = toml::parse(file.content);
    } catch (const toml::parse_error& error) {
      fail(file.name, static_cast<int>(error.source().begin.line), std::string(error.description()));
    }
    if (const toml::table* definitions = root["define"].as_table())
      for (const auto& [name, node] : *definitions) {
        const auto pattern = node.value<std::string>();
        if (!pattern) fail(file.name, line_of(node), "define." + std::string(name.str()) + ": a text is wanted");
        out.definitions[std::string(name.str())] = *pattern;
      }
    if (const toml::array* points = root["calibration"].as_array()) {
      out.calibration.clear();
      for (const toml::node& n : *points) {
        const toml::array* pair = n.as_array();
        const int64_t raw = pair && pair->size() == 2 ? (*pair)[0].value_or(int64_t{-1}) : -1;
        const int64_t right = pair && pair->size() == 2 ? (*pair)[1].value_or(int64_t{-1}) : -1;
        if (raw < 0 || raw > 1000 || right < 0 || right > 1000 ||
            (!out.calibration.empty() && raw <= out.calibration.back().first))
          fail(file.name, line_of(n), "calibration: rising pairs [raw, right] from 0 to 1000 are wanted");
        out.calibration.emplace_back(static_cast<int>(raw), static_cast<int>(right));
      }
    }
    if (const toml::array* list = root["disable"].as_array())
      for (const toml::node& n : *list) disabled.push_back({n.value_or(std::string{}), file.name, line_of(n)});
    if (root["disable"] && !root["disable"].is_array())
      fail(file.name, line_of(*root["disable"].node()), "disable: a list of rule ids is wanted");
    if (const toml::array* rules = root["rule"].as_array())
      for (const toml::node& n : *rules) {
        const toml::table* table = n.as_table();
        if (!table) fail(file.name, line_of(n), "rule: write [[rule]]");
        Rule rule = RuleReader(file.name, *table).read();
        const auto same =
            std::find_if(out.rules.begin(), out.rules.end(), [&](const Rule& r) { return r.id == rule.id; });
        if (same == out.rules.end()) {
          out.rules.push_back(std::move(rule));
        } else if (same->file == rule.file) {
          fail(file.name, rule.line, "rule '" + rule.id + "': a second rule of that id; give it another");
        } else {
          *same = std::move(rule);
        }
      }
  }
  for (const Disabled& d : disabled)
    if (std::none_of(out.rules.begin(), out.rules.end(), [&](const Rule& r) { return r.id == d.id; }))
      fail(d.file, d.line, "disable: no rule has the id '" + d.id + "'; `inquit rules list` shows them");
  std::erase_if(out.rules, [&](const Rule& r) {
    return std::any_of(disabled.begin(), disabled.end(), [&](const Disabled& d) { return d.id == r.id; });
  });
  check_order(out.rules);
  return out;
}

}  // namespace inquit
