// Part of entities.cc: what the mentions and the user tell of an entity: gender, title, affiliation, a fuller name.
#include <algorithm>
#include <unordered_map>

#include "base/utf8.h"
#include "speakers/entities.h"
#include "speakers/entity_words.h"
#include "text/word_scan.h"

namespace inquit {
namespace {

using C = WordClass;

constexpr size_t kMostAliases = 20;
constexpr size_t kMostHeads = 8;        // head nouns of titles kept of one entity

const ClassSet kRoleLike = {C::role, C::title, C::kin, C::group, C::organisation_noun};

}  // namespace

void Entities::gender_by_name(Entity& entity) const {
  if (entity.type == EntityType::organisation || entity.type == EntityType::place || entity.name.family_first) return;
  if (entity.gender != Gender::unknown) return;
  if (entity.name.parts.size() == 1 && !entity.title.empty()) return;  // "Inspector Dace": a family name
  const std::string_view word = entity.name.text.substr(0, entity.name.text.find(' '));
  const Spelling& first = spelling(word);
  if (first.listed_classes(true).has(C::given_name)) return set_gender(entity, first.capital_gender, "given name");
  if (entity.name.parts.size() > 1 && first.listed_classes(false).has(C::noun) &&  // Temperance Tully
      has_word(lexicon_->setting("women_named_for_virtues"), first.key.text()))
    set_gender(entity, Gender::female, "given name");
}

void Entities::set_gender(Entity& entity, Gender gender, std::string_view basis) const {
  if (gender == Gender::unknown || entity.gender != Gender::unknown) return;
  entity.gender = gender;
  entity.gender_basis = basis;
}

// "Mrs." of "poor Mrs. Parr", "Captain" of "Captain Rourke".
std::string_view Entities::address_words(const Mention& m) const {
  if (m.name.begin <= m.span.begin) return {};
  const std::string_view before = plain_spaces(slice(text_, {m.span.begin, m.name.begin}), arena());
  size_t from = before.size();
  each_word(before, [&](std::string_view w) {
    const auto at = static_cast<size_t>(w.data() - before.data());
    if (!capitalised(w) || !classes(w, true).any({C::honorific, C::title}))
      from = before.size();
    else
      from = std::min(from, at);
  });
  return before.substr(from);
}

// What a mention adds to its entity: title, gender, alias, first place.
void Entities::describe(uint32_t i) {
  const Mention& m = mention(i);
  const Form& form = forms_[static_cast<size_t>(form_of_[i])];
  Entity& entity = list[static_cast<size_t>(of_mention[i])];
  entity.first = std::min(entity.first, m.span.begin);
  // "Alice, the king of the game": what she is called beside her name says less than the name, but for "Mr. Alice".
  if (!m.honorific && m.title.empty() && entity.name.parts.size() == 1) gender_by_name(entity);
  set_gender(entity, m.gender, "title");
  if (form.name.text != entity.name.text && entity.aliases.size() < kMostAliases &&
      !entity.aliases.contains(form.name.text))
    entity.aliases.push_back(arena(), form.name.text);
  if (m.form == MentionForm::name && form.name.n_full == 1 && entity.address.empty()) entity.address = address_words(m);
  if (m.title.empty() || m.form != MentionForm::name) return;
  const std::string_view title = slice(text_, m.title);
  if (m.quote_level > 0 && m.title.begin >= m.name.end) {  // "Purvis, sir."
    std::string folded;
    fold(title, folded);
    for (const char* called : {"called_male", "called_female"})
      if (has_word(lexicon_->setting(called), folded)) return;
  }
  if (m.quote_level > 0 && m.title.end < m.name.begin && slice(text_, {m.title.end, m.name.begin}).starts_with(',')) {
    uint32_t next = m.name.end;  // "It’s about the child, Joe,”"
    const CharClass mark = next < text_.size() ? char_class(char_table(), decode(text_, next)) : CharClass::space;
    const bool ends = mark == CharClass::comma || mark == CharClass::stop || mark == CharClass::question ||
                      mark == CharClass::exclamation;
    if (ends && next < text_.size()) {
      const CharClass quote = char_class(char_table(), decode(text_, next));
      if (quote == CharClass::quote || quote == CharClass::apostrophe) return;
    }
  }
  bool says_role = false;
  words_between_spaces(title, [&](std::string_view w) {
    if (says_role) return;
    const ClassSet c = classes(w, true);
    says_role = !c.has(C::honorific) || c.any({C::title, C::role});
  });
  if (!says_role) {  // "Dr. Vance", who is "the doctor"
    if (const Key head = head_of(title);
        m.title.end <= m.name.begin && entity.heads.size() < kMostHeads && !entity.heads.contains(head)) {
      entity.heads.push_back(arena(), head);
      add_role(head, {m.span.begin, of_mention[i], title});
    }
    return;
  }
  if (entity.title.empty()) entity.title = plain_spaces(title, arena());
  const RoleUse use{m.span.begin, of_mention[i], title};
  const Key head = head_of(title);
  if (entity.heads.size() < kMostHeads && !entity.heads.contains(head)) entity.heads.push_back(arena(), head);
  add_role(head, use);
  words_between_spaces(title, [&](std::string_view w) {
    const Spelling& word = spelling(w);
    if (!(word.key == head) && word.classes(word.capital).any(kRoleLike)) add_role(word.key, use);
  });
}

// "chief analyst at Corrand Securities": title and body apart. "State Department spokesman": the body alone, too.
void Entities::affiliate(Entity& entity) {
  if (entity.title.empty()) return;
  std::vector<std::string_view>& words = words_;
  words.clear();
  each_word(entity.title, [&](std::string_view w) { words.push_back(w); });
  const auto offset = [&](size_t k) { return static_cast<size_t>(words[k].data() - entity.title.data()); };
  const auto body = [&](std::string_view w) {
    return capitalised(w) && classes(w, true).any({C::organisation, C::organisation_word, C::media});
  };
  for (size_t k = 1; k + 1 < words.size(); ++k) {
    const ClassSet c = classes(words[k], false);
    if (!c.any({C::place_preposition, C::genitive})) continue;
    size_t first = k + 1;
    if (first + 1 < words.size() && classes(words[first], false).has(C::determiner)) ++first;
    if (!capitalised(words[first])) continue;
    const bool known = std::any_of(words.begin() + static_cast<std::ptrdiff_t>(first), words.end(), body);
    if (first + 1 == words.size() && !known)  // chief executive of Aquanor
      if (const int32_t id = find(words[first]); id != kNoEntity && !classes(words[k - 1], false).has(C::kin)) {
        Entity& body_of = list[static_cast<size_t>(id)];
        if (body_of.type == EntityType::unknown && !body_of.surely_person && &body_of != &entity)
          body_of.type = EntityType::organisation;
      }
    if (c.has(C::genitive) ? !known : classes(words[first], true).has(C::place) && !known) continue;
    entity.affiliation = entity.title.substr(offset(first));
    if (!c.has(C::genitive)) entity.title = entity.title.substr(0, offset(k) - 1);
    return;
  }
  size_t run = 0;
  bool known = false, strange = false;
  while (run + 1 < words.size() && capitalised(words[run])) {
    known |= body(words[run]);
    strange |= !spelling(words[run]).listed;
    ++run;
  }
  if (run > 1) {  // White House: its words say nothing, the phrase does
    std::vector<WordId> ids;
    for (size_t k = 0; k < run; ++k) ids.push_back(spelling(words[k]).word);
    const PhraseMatch phrase = lexicon_->find_phrase(ids);
    known |= phrase.n_tokens > 0 &&
             lexicon_->info(phrase.word).classes_of(true).any({C::organisation, C::organisation_word, C::media});
  }
  if (run > 0 && (known || (strange && run > 1)) && !capitalised(words[run]))
    entity.affiliation = entity.title.substr(0, offset(run) - 1);
}

// "Miller" of the text is "Matthew Miller" of the title that came with it.
void Entities::extend_by_title() {
  if (input_->title.empty()) return;
  const std::string_view title = plain_spaces(input_->title, arena());
  std::vector<std::string_view> words;
  each_word(title, [&](std::string_view w) {
    while (!w.empty() && (w.back() == ',' || w.back() == ':' || w.back() == '.')) w.remove_suffix(1);
    if (!w.empty()) words.push_back(w);
  });
  for (size_t k = 1; k < words.size(); ++k) {
    if (!capitalised(words[k]) || !capitalised(words[k - 1])) continue;
    const uint32_t key = spelling(words[k]).key.id();
    const uint32_t alone = form_keys_.find({reinterpret_cast<const char*>(&key), sizeof key});
    if (alone == Interner::kMissing || !classes(words[k - 1], true).has(C::given_name)) continue;
    const Form& form = forms_[alone];
    if (form.candidates.size() != 1) continue;
    Entity& entity = list[static_cast<size_t>(form.candidates.front())];
    if (entity.name.parts.size() != 1 || entity.type == EntityType::organisation) continue;
    entity.name = parse_name(arena().keep(std::string(words[k - 1]).append(1, ' ').append(words[k])), spellings_);
    entity.type = EntityType::person;
    entity.surely_person = true;
  }
}

void Entities::find_in_title() {
  if (input_->title.empty()) return;
  std::vector<Key> title;
  add_keys(input_->title, spellings_, title);
  int found = 0;
  for (size_t id = 0; id < list.size(); ++id) {
    const NamePart* last = list[id].name.family();
    if (!list[id].surely_person || !last || std::find(title.begin(), title.end(), last->key) == title.end()) continue;
    in_title = static_cast<int32_t>(id);
    ++found;
  }
  if (found != 1) in_title = kNoEntity;
}

void Entities::apply_people(const std::vector<Person>& people) {
  if (people.empty() && lexicon_->people().empty()) return;
  std::unordered_map<std::string, const Person*> by_key;  // null: several bear it
  const auto learn = [&](std::string_view name, const Person& person) {
    const auto [found, is_new] = by_key.try_emplace(full_name_key(name), &person);
    if (!is_new && found->second != &person) found->second = nullptr;
  };
  for (const Person& person : people) {
    learn(person.name, person);
    for (const std::string& alias : person.aliases) learn(alias, person);
  }
  std::unordered_map<const Person*, int32_t> entity_of;
  std::vector<int32_t> same(list.size());
  for (size_t id = 0; id < list.size(); ++id) {
    Entity& entity = list[id];
    same[id] = static_cast<int32_t>(id);
    const auto known = [&](std::string_view name) -> const Person* {
      const std::string key = full_name_key(name);
      if (const auto found = by_key.find(key); found != by_key.end()) return found->second;
      return lexicon_->person_named(key);
    };
    const Person* person = known(entity.name.text);
    for (const std::string_view alias : entity.aliases)
      if (!person) person = known(alias);
    if (!person) continue;
    const auto [first, is_new] = entity_of.try_emplace(person, static_cast<int32_t>(id));
    same[id] = first->second;
    if (!is_new) continue;
    if (entity.name.text != person->name) entity.aliases.push_front(arena(), entity.name.text);
    entity.name = parse_name(person->name, spellings_);
    entity.name.text = person->name;
    entity.type = EntityType::person;
    entity.surely_person = true;
    entity.external_id = person->external_id;
    if (!person->title.empty()) {
      entity.title = person->title;
      add_role(head_of(person->title), {entity.first, static_cast<int32_t>(id), person->title});
    }
    if (!person->gender.empty()) {
      entity.gender = person->gender == "female" ? Gender::female : Gender::male;
      entity.gender_basis = "user";
    }
  }
  for (int32_t& id : of_mention)
    if (id != kNoEntity) id = same[static_cast<size_t>(id)];
}

}  // namespace inquit
