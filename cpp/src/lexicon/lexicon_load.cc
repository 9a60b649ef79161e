// Reading the lists into a Lexicon: one reader a kind of file, chosen by the file's name. Formats: cpp/data/README.md.
#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/sha256.h"
#include "base/tsv.h"
#include "inquit/error.h"
#include "lexicon/lexicon_impl.h"
#include "lexicon/pack_tables.h"

namespace inquit {
namespace {

using Columns = std::span<const std::string_view>;

constexpr std::array<std::string_view, static_cast<size_t>(WordClass::count)> kClassNames = {
#define X(id, name) name,
    INQUIT_WORD_CLASSES(X)
#undef X
};
constexpr std::array<std::string_view, 4> kTypeNames = {"verb", "preposition", "noun", "adjective"};
constexpr size_t kBytesAnEntry = 14;  // about, in lists of words: to reserve memory
constexpr size_t kVerbForms = 5;  // base present past participle gerund: the first values of CueForm

template <class Names>
std::optional<size_t> index_of(const Names& names, std::string_view name) {
  const auto found = std::find(std::begin(names), std::end(names), name);
  if (found == std::end(names)) return std::nullopt;
  return static_cast<size_t>(found - std::begin(names));
}

template <class Names>
std::string listed(const Names& names) {
  std::string out;
  for (const std::string_view name : names) out.append(out.empty() ? "" : ", ").append(name);
  return out;
}

std::string quoted(std::string_view word) { return "\"" + std::string(word) + "\""; }

std::string folded(std::string_view text) {
  std::string out;
  fold(text, out);
  return out;
}

struct Features {
  Gender gender = Gender::unknown;
  GrammaticalPerson person = GrammaticalPerson::unknown;
  GrammaticalNumber number = GrammaticalNumber::unknown;
  PronounCase pronoun_case = PronounCase::none;
  bool capital = false;
};

// A value of a feature and what it sets.
struct FeatureValue {
  std::string_view feature, value;
  void (*set)(Features&);
};
constexpr FeatureValue kFeatureValues[] = {
    {"gender", "female", [](Features& f) { f.gender = Gender::female; }},
    {"gender", "male", [](Features& f) { f.gender = Gender::male; }},
    {"person", "first", [](Features& f) { f.person = GrammaticalPerson::first; }},
    {"person", "second", [](Features& f) { f.person = GrammaticalPerson::second; }},
    {"person", "third", [](Features& f) { f.person = GrammaticalPerson::third; }},
    {"number", "singular", [](Features& f) { f.number = GrammaticalNumber::singular; }},
    {"number", "plural", [](Features& f) { f.number = GrammaticalNumber::plural; }},
    {"case", "subject", [](Features& f) { f.pronoun_case = PronounCase::subject; }},
    {"case", "object", [](Features& f) { f.pronoun_case = PronounCase::object; }},
    {"case", "possessive", [](Features& f) { f.pronoun_case = PronounCase::possessive; }},
    {"case", "reflexive", [](Features& f) { f.pronoun_case = PronounCase::reflexive; }},
    {"case", "relative", [](Features& f) { f.pronoun_case = PronounCase::relative; }},
    {"case", "any", [](Features& f) { f.pronoun_case = PronounCase::any; }},
    {"capital", "yes", [](Features& f) { f.capital = true; }},
};

}  // namespace

// Fills the tables. Clitics and acts are read first, whatever their place: the other readers need them.
class LexiconLoader {
 public:
  explicit LexiconLoader(Lexicon::Impl& out) : out_(out) {
    for (size_t i = 0; i < kClassNames.size(); ++i) class_by_name_[kClassNames[i]] = static_cast<WordClass>(i);
  }

  void load(std::span<const DataFile> files, std::span<const Person> people) {
    Sha256 hash;
    size_t size = 0;
    for (const DataFile& file : files) {
      if (matches(file.name, "*.words.tsv")) size += file.content.size();
      hash.add(base_name(file.name) + "\n" + std::to_string(file.content.size()) + "\n");
      hash.add(file.content);
    }
    out_.hash = hash.hex();
    out_.words.reserve(size / kBytesAnEntry);
    out_.infos.reserve(size / kBytesAnEntry);
    std::vector<std::vector<PackTable>> tables(files.size());  // of TOML packs; rules.toml holds nothing but rules
    for (size_t i = 0; i < files.size(); ++i)
      if (files[i].name.ends_with(".toml") && base_name(files[i].name) != "rules.toml")
        tables[i] = read_pack_tables(files[i]);
    for (const Reader& reader : kReaders)
      for (size_t i = 0; i < files.size(); ++i) {
        const DataFile& file = files[i];
        if (matches(file.name, reader.name)) {
          Tsv tsv(file.name, file.content, reader.columns, reader.required);
          builtin_ = is_builtin(file.content);
          while (tsv.next()) (this->*reader.line)(tsv);
        }
        for (const PackTable& table : tables[i])
          if (matches(table.list, reader.name)) {
            Tsv tsv(file.name, table.rows, reader.columns);
            builtin_ = false;
            while (tsv.next()) (this->*reader.line)(tsv);
          }
      }
    for (const DataFile& file : files) check_name(file.name);
    for (const Person& person : people) out_.people.push_back({person});
    out_.finish(std::move(forms_));
  }

 private:
  struct Reader {
    std::string_view name;  // of the file, without its folder; "*" stands for any beginning
    std::array<std::string_view, kMaxColumns> column_names;
    size_t n_columns, required;
    void (LexiconLoader::*line)(Tsv&);
    Columns columns = Columns(column_names).first(n_columns);
  };
  static const std::array<Reader, 9> kReaders;

  static std::string base_name(std::string_view file) {
    if (const size_t slash = file.find_last_of("/\\"); slash != file.npos) file.remove_prefix(slash + 1);
    return std::string(file);
  }
  static bool matches(std::string_view path, std::string_view name) {
    const std::string file = base_name(path);
    if (name.starts_with('*')) return file.ends_with(name.substr(1));
    return file == name;
  }
  static bool is_builtin(std::string_view content) {
    for (const std::string& language : builtin_languages())
      for (const DataFile& file : builtin_data(language))
        if (file.content.data() == content.data()) return true;
    return false;
  }
  static void check_name(const std::string& file) {
    if (!file.ends_with(".tsv")) return;
    std::string names;
    for (const Reader& reader : kReaders) {
      if (matches(file, reader.name)) return;
      names.append(names.empty() ? "" : ", ").append(reader.name);
    }
    throw DataError(file + ":1: name: no list has this name; use one of " + names);
  }

  // ---- words -------------------------------------------------------------------------------------------------------

  void words(Tsv& tsv) {
    const ClassSet classes = classes_of(tsv, tsv.field(1).empty() ? tsv.preset("classes") : tsv.field(1));
    const Features features = features_of(tsv, tsv.field(2).empty() ? tsv.preset("features") : tsv.field(2), 2);
    if (classes.empty()) tsv.fail(1, "the word has no class", "name one, or give a line \"#! classes=…\" above");
    const WordId id = add_entry(folded(tsv.field(0)));
    WordInfo& info = out_.infos[id];
    ClassSet& set = features.capital ? info.capital_classes : info.classes;
    set = set | classes;
    set_gender(id, features.capital, features.gender);
    if (features.person != GrammaticalPerson::unknown) info.person = features.person;
    if (features.number != GrammaticalNumber::unknown) info.number = features.number;
    if (features.pronoun_case != PronounCase::none) info.pronoun_case = features.pronoun_case;
  }

  // A name that both women and men bear says nothing.
  void set_gender(WordId id, bool capital, Gender gender) {
    if (gender == Gender::unknown) return;
    WordInfo& info = out_.infos[id];
    Gender& slot = capital ? info.capital_gender : info.gender;
    const uint64_t key = uint64_t{id} << 1 | (capital ? 1 : 0);
    if (slot != Gender::unknown && slot != gender) of_both_genders_.insert(key);
    slot = of_both_genders_.contains(key) ? Gender::unknown : gender;
  }

  ClassSet classes_of(Tsv& tsv, std::string_view names) {
    if (names == last_names_) return last_classes_;  // a list repeats them
    ClassSet classes;
    for (std::string_view rest = names; !rest.empty();) {
      const std::string_view name = cut(rest, ',');
      const auto found = class_by_name_.find(name);
      if (found == class_by_name_.end())
        tsv.fail(1, "unknown word class " + quoted(name), "see the list in cpp/src/lexicon/word_classes.h");
      classes.add(found->second);
    }
    last_names_ = names;
    return last_classes_ = classes;
  }

  Features features_of(Tsv& tsv, std::string_view names, size_t column) {
    Features features;
    for (std::string_view rest = names; !rest.empty();) {
      const std::string_view feature = cut(rest, ',');
      std::string_view value = feature;
      const std::string_view key = cut(value, '=');
      const auto known = std::find_if(std::begin(kFeatureValues), std::end(kFeatureValues),
                                      [&](const FeatureValue& f) { return f.feature == key && f.value == value; });
      if (known == std::end(kFeatureValues)) {
        std::string all;
        for (const FeatureValue& f : kFeatureValues)
          all.append(all.empty() ? "" : ", ").append(f.feature).append("=").append(f.value);
        tsv.fail(column, "unknown feature " + quoted(feature), "use " + all);
      }
      known->set(features);
    }
    return features;
  }

  WordId add_word(std::string_view word) {
    const WordId id = out_.words.add(word);
    if (out_.infos.size() < out_.words.size()) out_.infos.resize(out_.words.size());
    return id;
  }

  // A word, or a phrase, which goes into the trie too.
  WordId add_entry(std::string_view entry) {
    const WordId id = add_word(entry);
    const auto ends = [&](const Clitic& clitic) { return clitic.joint == 0 && entry.ends_with(clitic.text); };
    const auto begins = [&](const Clitic& clitic) { return entry.starts_with(clitic.text); };
    if (entry.find(' ') == entry.npos && std::none_of(out_.suffix_clitics.begin(), out_.suffix_clitics.end(), ends) &&
        std::none_of(out_.prefix_clitics.begin(), out_.prefix_clitics.end(), begins))
      return id;
    const std::vector<WordId> ids = split(entry);
    if (ids.size() > 1) out_.phrases.add(ids, id);
    return id;
  }

  // The words of a phrase, cut as the tokens will be: at spaces and before or behind a clitic.
  std::vector<WordId> split(std::string_view phrase) {
    std::vector<WordId> ids;
    while (!phrase.empty()) {
      std::string_view word = cut(phrase, ' '), tail;
      if (word.empty()) continue;
      // A clitic with a joint is cut off only where the whole is no word ("rendez-vous"): here it is one.
      for (const auto& [clitic, joint, id] : out_.suffix_clitics)
        if (tail.empty() && joint == 0 && word.size() > clitic.size() && word.ends_with(clitic)) {
          tail = word.substr(word.size() - clitic.size());
          word.remove_suffix(clitic.size());
        }
      for (const auto& [clitic, joint, id] : out_.prefix_clitics)
        if (word.size() > clitic.size() && word.starts_with(clitic)) {
          ids.push_back(add_word(clitic));
          word.remove_prefix(clitic.size());
          break;
        }
      ids.push_back(add_word(word));
      if (!tail.empty()) ids.push_back(add_word(tail));
    }
    return ids;
  }

  // ---- cues --------------------------------------------------------------------------------------------------------

  void cues(Tsv& tsv) { cue(tsv, false); }
  void attitudes(Tsv& tsv) { cue(tsv, true); }

  void cue(Tsv& tsv, bool attitude) {
    const std::string_view lemma = tsv.field(0), act = tsv.field(1), forms = tsv.field(3), tail = tsv.field(4);
    const auto type = index_of(kTypeNames, tsv.field(2));
    if (!type) tsv.fail(2, "unknown type " + quoted(tsv.field(2)), "use " + listed(kTypeNames));
    if (!acts_.contains(std::string(act))) tsv.fail(1, "unknown act " + quoted(act), "use one that acts.tsv lists");

    // A later entry of the same words changes the earlier one.
    const std::string key = std::string(lemma) + "\t" + std::string(tail) + "\t" + std::to_string(*type * 2 + attitude);
    const auto [at, is_new] = cue_by_key_.try_emplace(key, static_cast<uint16_t>(out_.cues.size()));
    if (is_new && out_.cues.size() >= 0xfffe) tsv.fail(0, "there are more than 65,534 cues", "remove some");
    if (is_new) out_.cues.emplace_back();
    Cue& cue = out_.cues[at->second];
    cue.lemma = lemma;
    cue.act = act;
    cue.type = static_cast<CueType>(*type);
    cue.attitude = attitude;
    set_strengths(tsv, cue);

    bool separable = false;
    for (std::string_view rest = tsv.field(6); !rest.empty();) {
      const std::string_view flag = cut(rest, rest.find(',') == rest.npos ? ' ' : ',');
      if (flag == "addressee")
        cue.takes_addressee = true;
      else if (flag == "aloud")
        cue.thinks_aloud = true;
      else if (flag == "separable")
        separable = true;
      else if (!flag.empty())
        tsv.fail(6, "unknown flag " + quoted(flag), "use addressee, separable, aloud");
    }
    add_forms(tsv, at->second, forms, tail, separable);
  }

  void set_strengths(Tsv& tsv, Cue& cue) {
    for (std::string_view rest = tsv.field(5); !rest.empty();) {
      std::string_view value = cut(rest, ' ');
      if (value.empty()) continue;
      const std::string_view name = cut(value, '=');
      size_t frame = 0;
      while (frame < static_cast<size_t>(Frame::count) && to_string(static_cast<Frame>(frame)) != name) ++frame;
      if (frame == static_cast<size_t>(Frame::count))
        tsv.fail(5, "unknown frame " + quoted(name),
                 "use quote, that, clause, whether, to, np, of, as, trailing, part");
      const int strength = parse_number(value, 1000);
      if (strength < 0)
        tsv.fail(5, "bad number " + quoted(value) + " of frame " + quoted(name), "use a whole number from 0 to 1000");
      cue.strength[frame] = static_cast<uint16_t>(strength);
    }
  }

  void add_forms(Tsv& tsv, uint16_t cue, std::string_view forms, std::string_view tail, bool separable) {
    const std::string further = folded(tail);
    if (forms == "-") {
      const std::string phrase = folded(tsv.field(0)) + " " + further;
      return add_form(cue, CueForm::fixed, split(phrase), separable);
    }
    size_t n = 0;
    for (; !forms.empty(); ++n)
      for (std::string_view field = cut(forms, ' '); !field.empty();) {
        const std::string words = folded(cut(field, '/')) + " " + further;
        const bool verb = out_.cues[cue].type == CueType::verb && n < kVerbForms;
        add_form(cue, verb ? static_cast<CueForm>(n) : CueForm::fixed, split(words), separable);
      }
    if (out_.cues[cue].type == CueType::verb ? n != kVerbForms : n == 0)
      tsv.fail(3, std::to_string(n) + " forms",
               "give base present past participle gerund, apart by one space, or \"-\"");
  }

  void add_form(uint16_t cue, CueForm form, const std::vector<WordId>& words, bool separable) {
    if (words.empty()) return;
    const WordId next = words.size() > 1 ? words[1] : kUnknownWord;
    forms_.push_back({words[0], {cue, form, out_.cues[cue].type, next, {words.begin() + 1, words.end()}, separable}});
  }

  // ---- the other lists ---------------------------------------------------------------------------------------------

  void acts(Tsv& tsv) { acts_.insert(std::string(tsv.field(0))); }

  void clitics(Tsv& tsv) {
    std::vector<Clitic>* list = tsv.field(1) == "suffix"   ? &out_.suffix_clitics
                                : tsv.field(1) == "prefix" ? &out_.prefix_clitics
                                                           : nullptr;
    if (!list) tsv.fail(1, "unknown side " + quoted(tsv.field(1)), "use suffix, prefix");
    Clitic clitic{folded(tsv.field(0))};
    if (const std::string word = folded(tsv.field(2)); !word.empty()) {
      if (!clitic.text.ends_with(word))
        tsv.fail(2, quoted(word) + " is not the end of " + quoted(clitic.text), "give its last letters");
      clitic.joint = static_cast<uint32_t>(clitic.text.size() - word.size());
    }
    out_.hyphen_clitics |= list == &out_.suffix_clitics && clitic.text.starts_with('-');
    list->push_back(std::move(clitic));
    longest_first(*list, [](const Clitic& c) { return std::string_view(c.text); });
  }

  void suffixes(Tsv& tsv) {
    Suffix suffix{folded(tsv.field(0)), classes_of(tsv, tsv.field(1))};
    if (suffix.classes.empty()) tsv.fail(1, "the suffix has no class", "name one");
    if (!tsv.field(2).empty()) {
      const int stem = parse_number(tsv.field(2), 100);
      if (stem < 0) tsv.fail(2, "bad number " + quoted(tsv.field(2)), "use a whole number from 0 to 100");
      suffix.min_stem = static_cast<uint32_t>(stem);
    }
    out_.suffixes.push_back(std::move(suffix));
    longest_first(out_.suffixes, [](const Suffix& s) { return std::string_view(s.text); });
  }

  void patterns(Tsv& tsv) {
    if (!builtin_) {  // compiling takes long; those compiled in are tested
      const RE2 compiled(std::string(tsv.field(1)), RE2::Quiet);
      if (!compiled.ok()) tsv.fail(1, compiled.error(), "see the syntax of RE2");
    }
    out_.patterns[std::string(tsv.field(0))].emplace_back(tsv.field(1));
  }

  void settings(Tsv& tsv) { out_.settings.insert_or_assign(std::string(tsv.field(0)), std::string(tsv.field(1))); }

  void people(Tsv& tsv) {
    Person person;
    person.name = tsv.field(0);
    for (std::string_view rest = tsv.field(1); !rest.empty();)
      if (const std::string_view alias = cut(rest, ';'); !alias.empty()) person.aliases.emplace_back(alias);
    person.gender = tsv.field(2);
    if (!person.gender.empty() && person.gender != "female" && person.gender != "male")
      tsv.fail(2, "unknown gender " + quoted(tsv.field(2)), "use female, male or nothing");
    person.title = tsv.field(3);
    person.external_id = tsv.field(4);
    out_.people.push_back({std::move(person)});
  }

  // ---- the end -----------------------------------------------------------------------------------------------------

  template <class List, class Text>
  static void longest_first(List& list, Text text) {
    std::stable_sort(list.begin(), list.end(),
                     [&](const auto& a, const auto& b) { return text(a).size() > text(b).size(); });
  }

  Lexicon::Impl& out_;
  bool builtin_ = false;  // the file being read is one of those compiled in
  std::unordered_map<std::string_view, WordClass> class_by_name_;
  std::string last_names_;
  ClassSet last_classes_;
  std::unordered_set<uint64_t> of_both_genders_;  // word id and whether capitalised
  std::unordered_set<std::string> acts_;
  std::unordered_map<std::string, uint16_t> cue_by_key_;
  std::vector<FirstWordForm> forms_;
};

const std::array<LexiconLoader::Reader, 9> LexiconLoader::kReaders = {{
    {"clitics.tsv", {"clitic", "side", "word"}, 3, 2, &LexiconLoader::clitics},
    {"acts.tsv", {"act", "meaning"}, 2, 2, &LexiconLoader::acts},
    {"*.words.tsv", {"word", "classes", "features"}, 3, 1, &LexiconLoader::words},
    {"cues.tsv", {"lemma", "act", "type", "forms", "tail", "takes", "flags"}, 7, 6, &LexiconLoader::cues},
    {"attitudes.tsv", {"lemma", "act", "type", "forms", "tail", "takes", "flags"}, 7, 6, &LexiconLoader::attitudes},
    {"suffixes.tsv", {"suffix", "classes", "min_stem"}, 3, 2, &LexiconLoader::suffixes},
    {"patterns.tsv", {"name", "pattern"}, 2, 2, &LexiconLoader::patterns},
    {"*settings.tsv", {"key", "value"}, 2, 2, &LexiconLoader::settings},
    {"people.tsv", {"name", "aliases", "gender", "title", "id"}, 5, 1, &LexiconLoader::people},
}};

Lexicon::Lexicon(std::span<const DataFile> files, std::span<const Person> people) : impl_(std::make_unique<Impl>()) {
  LexiconLoader(*impl_).load(files, people);
  phrase_pairs_ = &impl_->phrase_pairs;
  short_words_ = &impl_->short_words;
#define X(name) settings_[static_cast<size_t>(Setting::name)] = setting(std::string_view(#name));
  INQUIT_SETTINGS(X)
#undef X
  infos_ = impl_->infos, cues_ = impl_->cues, cue_forms_ = impl_->cue_forms;
}

}  // namespace inquit
