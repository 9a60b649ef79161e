// What is worked out once all lists have been read: the order of the cues' forms, the tables that words are looked up in.
#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/tsv.h"
#include "lexicon/lexicon_impl.h"
#include "speakers/names.h"

namespace inquit {

void Lexicon::Impl::index_people() {
  for (size_t i = 0; i < people.size(); ++i) {
    const Person& person = people[i].person;
    index_person(person.name, static_cast<int32_t>(i));
    for (const std::string& alias : person.aliases) index_person(alias, static_cast<int32_t>(i));
  }
}
void Lexicon::Impl::index_person(std::string_view name, int32_t person) {
  const WordId id = person_keys.add(full_name_key(name));
  if (id == person_by_key.size())
    person_by_key.push_back(person);
  else if (person_by_key[id] != person)
    person_by_key[id] = -1;
}

bool Lexicon::Impl::setting_is(const char* key, std::string_view value) const {
  const auto found = settings.find(key);
  return found != settings.end() && found->second == value;
}

void Lexicon::Impl::mark_lively_cues() {
  const auto found = settings.find("lively_acts");
  if (found == settings.end()) return;
  std::unordered_set<std::string_view> acts;
  for (std::string_view rest = found->second; !rest.empty();) acts.insert(cut(rest, ' '));
  for (Cue& cue : cues) cue.lively = acts.contains(cue.act);
}

// The forms of a verb that no list of parts of speech has, as of packs: they say what they are.
void Lexicon::Impl::tag_unlisted_forms(std::span<const FirstWordForm> forms) {
  const auto listed = [](const WordInfo& info) {
    using C = WordClass;
    return (info.classes | info.capital_classes)
        .any({C::noun, C::plural, C::adjective, C::verb, C::past, C::participle, C::gerund});
  };
  const bool infinitives = setting_is("base_form", "infinitive");
  std::unordered_map<WordId, ClassSet> classes;
  for (const FirstWordForm& form : forms) {
    if (cues[form.entry.cue].type != CueType::verb || listed(infos[form.first])) continue;
    switch (form.entry.form) {
      case CueForm::base:
        if (infinitives) classes[form.first].add(WordClass::infinitive);
        [[fallthrough]];
      case CueForm::present: classes[form.first].add(WordClass::verb); break;
      case CueForm::past: classes[form.first].add(WordClass::past); break;
      case CueForm::participle: classes[form.first].add(WordClass::participle); break;
      case CueForm::gerund: classes[form.first].add(WordClass::gerund); break;
      case CueForm::fixed:
      case CueForm::count: break;
    }
  }
  for (const auto& [word, set] : classes) infos[word].classes = infos[word].classes | set;
}

void Lexicon::Impl::finish(std::vector<FirstWordForm> forms) {
  index_people();
  head_first = setting_is("noun_phrases", "head-first");
  mark_lively_cues();
  tag_unlisted_forms(forms);
  for (size_t i = 0; i < suffixes.size(); ++i)
    if (const std::string& text = suffixes[i].text; !text.empty())
      suffixes_by_end[static_cast<unsigned char>(text.back())].push_back(
          {last_bytes(text), last_bytes(std::string(text.size(), '\xff')), static_cast<uint32_t>(i)});
  const auto order = [](const FirstWordForm& f) {
    return std::tuple(f.first, -static_cast<int64_t>(f.entry.tail.size()), f.entry.cue, f.entry.form);
  };
  std::stable_sort(forms.begin(), forms.end(), [&](auto& a, auto& b) { return order(a) < order(b); });
  const auto same = [&](auto& a, auto& b) { return order(a) == order(b) && a.entry.tail == b.entry.tail; };
  forms.erase(std::unique(forms.begin(), forms.end(), same), forms.end());
  for (FirstWordForm& form : forms) {
    WordInfo& info = infos[form.first];
    if (info.n_cues++ == 0) info.first_cue = static_cast<int32_t>(cue_forms.size());
    cue_forms.push_back(std::move(form.entry));
  }
  for (const auto& [key, value] : settings) {
    setting_keys.add(key);
    setting_values.push_back(value);
  }
  size_t pairs = 0;
  phrases.each_pair([&](WordId, WordId) { ++pairs; });
  phrase_pairs = WordPairs(pairs);
  phrases.each_pair([&](WordId first, WordId second) { phrase_pairs.add(first, second); });
  for (WordId id = 0; id < infos.size(); ++id) {
    for (const bool capital : {false, true}) infos[id].sure[capital] = sure_tag(infos[id].classes_of(capital), capital);
    infos[id].marks = static_cast<uint16_t>((phrases.starts(id) ? word_mark::starts_phrase : 0) |
                                            (infos[id].n_cues > 0 ? word_mark::starts_cue : 0));
  }
  find_short_words();
  for (Clitic& clitic : suffix_clitics) clitic.word = words.find(clitic.text);
}

// Words of ASCII letters, and those that are abbreviations only with their full stop.
void Lexicon::Impl::find_short_words() {
  std::vector<ShortWords::Entry> entries;
  std::vector<ClassSet> class_sets;
  std::map<std::pair<uint64_t, uint64_t>, uint16_t> numbers;
  ClassSet last;  // of the word before: a list repeats them
  uint16_t number = 0;
  const auto number_of = [&](ClassSet classes) {
    if (!class_sets.empty() && classes == last) return number;
    const auto [at, fresh] = numbers.try_emplace(classes.bits(), static_cast<uint16_t>(class_sets.size()));
    if (fresh) class_sets.push_back(classes);
    last = classes;
    return number = at->second;
  };
  for (WordId id = 1; id < infos.size(); ++id) {
    std::string_view text = words.text(id);
    const bool stop = text.ends_with('.');
    if (stop) text.remove_suffix(1);
    if (text.empty() || text.size() >= ShortWord::kLongest ||
        !std::all_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; }))
      continue;
    const bool abbreviation = infos[id].classes_of(true).has(WordClass::abbreviation);
    WordId bare = id;
    if (stop && (bare = words.find(text)) != kUnknownWord) continue;  // it has an entry of its own
    if (stop && !abbreviation) continue;
    ShortWords::Entry& entry = entries.emplace_back();
    for (uint32_t i = 0; i < text.size(); ++i) entry.word = entry.word.with(i, static_cast<unsigned char>(text[i]));
    entry.id = bare;
    const WordInfo& info = infos[bare];
    entry.marks = info.marks;
    const WordId stopped =
        stop ? id : words.find(entry.word.with(static_cast<uint32_t>(text.size()), static_cast<unsigned char>('.')));
    entry.abbreviates = stopped != kUnknownWord && infos[stopped].classes_of(true).has(WordClass::abbreviation);
    for (const bool capital : {false, true}) {
      const ClassSet classes = stop ? classes_by_suffix(text) : info.classes_of(capital);
      entry.classes[capital] = number_of(classes);
      entry.sure[capital] = sure_tag(classes, capital);
    }
  }
  short_words = ShortWords(entries, std::move(class_sets));
}

}  // namespace inquit
