// See pack_tables.h.
#include "lexicon/pack_tables.h"

#define TOML_EXCEPTIONS 1
#include <toml++/toml.h>

#include <algorithm>
#include <span>

#include "inquit/error.h"

namespace inquit {
namespace {

[[noreturn]] void fail(const DataFile& file, const toml::node& node, const std::string& what) {
  throw DataError(file.name + ":" + std::to_string(node.source().begin.line) + ": " + what);
}

// How a value becomes a column: a list's items or a table's pairs are joined by this character.
struct Key {
  std::string_view name;
  char separator;  // 0: a single value
  bool required;
};

struct List {
  std::string_view key, list;
  std::span<const Key> columns;
};

constexpr Key kCue[] = {{"lemma", 0, true}, {"act", 0, true},     {"type", 0, true},    {"forms", ' ', true},
                        {"tail", 0, false}, {"takes", ' ', true}, {"flags", ',', false}};
constexpr Key kPerson[] = {
    {"name", 0, true}, {"aliases", ';', false}, {"gender", 0, false}, {"title", 0, false}, {"id", 0, false}};
constexpr Key kWord[] = {{"word", 0, true}, {"classes", ',', true}, {"features", ',', false}};
constexpr Key kAct[] = {{"act", 0, true}, {"meaning", 0, true}};
constexpr List kLists[] = {{"cue", "cues.tsv", kCue},
                           {"attitude", "attitudes.tsv", kCue},
                           {"person", "people.tsv", kPerson},
                           {"word", "pack.words.tsv", kWord},
                           {"act", "acts.tsv", kAct}};

// Plain lists of words: the classes that they give.
struct Plain {
  std::string_view key, classes, features;
};
constexpr Plain kPlain[] = {
    {"titles", "title,role", ""}, {"roles", "role", ""}, {"organisations", "organisation", "capital=yes"}};
constexpr std::string_view kOthers[] = {"settings", "rule", "define", "disable", "name", "doc"};

class PackReader {
 public:
  explicit PackReader(const DataFile& file) : file_(file) {}

  std::vector<PackTable> run() {
    toml::table root;
    try {
      root = toml::parse(file_.content);
    } catch (const toml::parse_error& error) {
      throw DataError(file_.name + ":" + std::to_string(error.source().begin.line) +
                      ": not TOML: " + std::string(error.description()));
    }
    for (const auto& [key, node] : root) {
      const std::string_view name = key.str();
      if (const auto l =
              std::find_if(std::begin(kLists), std::end(kLists), [&](const List& x) { return x.key == name; });
          l != std::end(kLists))
        tables(*l, node);
      else if (const auto p =
                   std::find_if(std::begin(kPlain), std::end(kPlain), [&](const Plain& x) { return x.key == name; });
               p != std::end(kPlain))
        words(*p, node);
      else if (name == "settings")
        settings(node);
      else if (std::find(std::begin(kOthers), std::end(kOthers), name) == std::end(kOthers))
        fail(file_, node, std::string(name) + ": unknown key; a pack has " + known());
    }
    return std::move(out_);
  }

 private:
  static std::string known() {
    std::string all;
    for (const List& l : kLists) all += "[[" + std::string(l.key) + "]], ";
    for (const Plain& p : kPlain) all += std::string(p.key) + ", ";
    return all + "[settings], [[rule]], [define], disable";
  }

  static TableRow row_at(const toml::node& node) {
    TableRow row;
    row.line = static_cast<uint32_t>(node.source().begin.line);
    return row;
  }

  void tables(const List& list, const toml::node& node) {
    const toml::array* array = node.as_array();
    if (!array) fail(file_, node, std::string(list.key) + ": write [[" + std::string(list.key) + "]]");
    PackTable table{std::string(list.list), {}};
    table.rows.reserve(array->size());
    for (const toml::node& n : *array) {
      const toml::table* entry = n.as_table();
      if (!entry) fail(file_, n, std::string(list.key) + ": write [[" + std::string(list.key) + "]]");
      TableRow row = row_at(n);
      size_t found = 0;
      for (size_t c = 0; c < list.columns.size(); ++c) {
        const Key& column = list.columns[c];
        const toml::node* value = entry->get(column.name);
        if (!value && column.required)
          fail(file_, n,
               std::string(column.name) + ": the key is missing; every [[" + std::string(list.key) + "]] needs it");
        if (!value) continue;
        ++found;
        row.fields[c] = text_of(*value, column);
        if (row.fields[c].empty() && column.required)
          fail(file_, *value, std::string(column.name) + ": the value is empty; give one");
      }
      if (found != entry->size()) unknown(*entry, list);
      table.rows.push_back(std::move(row));
    }
    out_.push_back(std::move(table));
  }

  [[noreturn]] void unknown(const toml::table& entry, const List& list) const {
    std::string all;
    for (const Key& k : list.columns) all.append(all.empty() ? "" : ", ").append(k.name);
    for (const auto& [key, node] : entry)
      if (std::none_of(list.columns.begin(), list.columns.end(),
                       [name = key.str()](const Key& k) { return k.name == name; }))
        fail(file_, node, std::string(key.str()) + ": unknown key; a [[" + std::string(list.key) + "]] has " + all);
    fail(file_, entry, std::string(list.key) + ": a key is there twice; leave one");
  }

  std::string text_of(const toml::node& node, const Key& key) const {
    if (const auto s = node.value<std::string>(); s && node.is_string()) {
      if (s->find_first_of("\t\n") != s->npos)
        fail(file_, node, std::string(key.name) + ": a tab or a line break; take it out");
      return *s;
    }
    if (const auto i = node.value<int64_t>(); i && node.is_integer()) return std::to_string(*i);
    std::string out;
    const auto add = [&](const std::string& item) {
      out.append(out.empty() ? "" : std::string(1, key.separator)).append(item);
    };
    if (const toml::array* list = node.as_array(); list && key.separator) {
      for (const toml::node& n : *list) {
        if (!n.is_string()) fail(file_, n, std::string(key.name) + ": a list of texts is wanted");
        add(*n.value<std::string>());
      }
      return out;
    }
    if (const toml::table* table = node.as_table(); table && key.separator) {
      for (const auto& [name, value] : *table)
        add(std::string(name.str()) + "=" + text_of(value, {name.str(), 0, false}));
      return out;
    }
    fail(file_, node,
         std::string(key.name) + (key.separator ? ": a text or a list of texts is wanted" : ": a text is wanted"));
  }

  void words(const Plain& plain, const toml::node& node) {
    const toml::array* list = node.as_array();
    if (!list)
      fail(file_, node,
           std::string(plain.key) + ": a list of words is wanted, as " + std::string(plain.key) + " = [\"…\", \"…\"]");
    PackTable table{"pack.words.tsv", {}};
    for (const toml::node& n : *list) {
      TableRow row = row_at(n);
      row.fields[1] = plain.classes;
      row.fields[2] = plain.features;
      if (n.is_string()) {
        row.fields[0] = text_of(n, {plain.key, 0, true});
      } else if (const toml::table* entry = n.as_table()) {
        for (const auto& [key, value] : *entry) {
          if (key.str() == "word")
            row.fields[0] = text_of(value, {"word", 0, true});
          else
            row.fields[2] += (row.fields[2].empty() ? "" : ",") + std::string(key.str()) + "=" +
                             text_of(value, {key.str(), 0, false});
        }
      } else {
        fail(file_, n, std::string(plain.key) + ": a word, or { word = \"…\", gender = \"female\" }, is wanted");
      }
      if (row.fields[0].empty()) fail(file_, n, std::string(plain.key) + ": the word is empty; give one");
      table.rows.push_back(std::move(row));
    }
    out_.push_back(std::move(table));
  }

  void settings(const toml::node& node) {
    const toml::table* entries = node.as_table();
    if (!entries) fail(file_, node, "settings: write [settings]");
    PackTable table{"settings.tsv", {}};
    for (const auto& [key, value] : *entries) {
      TableRow row = row_at(value);
      row.fields[0] = key.str();
      row.fields[1] = text_of(value, {key.str(), ';', false});
      table.rows.push_back(std::move(row));
    }
    out_.push_back(std::move(table));
  }

  const DataFile& file_;
  std::vector<PackTable> out_;
};

}  // namespace

std::vector<PackTable> read_pack_tables(const DataFile& file) { return PackReader(file).run(); }

}  // namespace inquit
