// Part of entities.cc: what the mentions and the user tell of an entity: gender, title, affiliation, a fuller name.
#include <algorithm>

#include "entities.h"
#include "entity_words.h"

namespace inquit {
namespace {

using C = WordClass;

constexpr size_t kMostAliases = 20;
constexpr size_t kMostHeads = 8;        // head nouns of titles kept of one entity

const ClassSet kRoleLike = {C::role, C::title, C::kin, C::group, C::organisation_noun};

std::string spaced(std::string_view key) { return std::string(1, ' ').append(key).append(1, ' '); }

}  // namespace

void Entities::gender_by_name(Entity& entity) const {
  if (entity.type == EntityType::organisation || entity.type == EntityType::place || entity.name.family_first) return;
  std::string key;
  fold(std::string_view(entity.name.text).substr(0, entity.name.text.find(' ')), key);
  const WordInfo& info = lexicon_.info(lexicon_.find(key));
  if (info.classes_of(true).has(C::given_name)) set_gender(entity, info.gender_of(true), "given name");
}

void Entities::set_gender(Entity& entity, Gender gender, std::string_view basis) const {
  if (gender == Gender::unknown || entity.gender != Gender::unknown) return;
  entity.gender = gender;
  entity.gender_basis = basis;
}

// What a mention adds to its entity: title, gender, alias, first place.
void Entities::describe(uint32_t i) {
  const Mention& m = mentions_[i];
  const Form& form = forms_[static_cast<size_t>(form_of_[i])];
  Entity& entity = list[static_cast<size_t>(of_mention[i])];
  entity.first = std::min(entity.first, m.span.begin);
  set_gender(entity, m.gender, "title");
  if (form.name.text != entity.name.text && entity.aliases.size() < kMostAliases &&
      std::find(entity.aliases.begin(), entity.aliases.end(), form.name.text) == entity.aliases.end())
    entity.aliases.push_back(form.name.text);
  if (m.title.empty() || m.form != MentionForm::name) return;
  const std::string title = plain_spaces(slice(text_, m.title));
  bool says_role = false;
  each_word(title, [&](std::string_view w) {
    says_role |= !classes(w, true).has(C::honorific) || classes(w, true).any({C::title, C::role});
  });
  if (!says_role) return;
  if (entity.title.empty()) entity.title = title;
  RoleUse use{m.span.begin, of_mention[i], spaced(full_name_key(title))};
  const std::string head = head_of(title);
  if (entity.heads.size() < kMostHeads &&
      std::find(entity.heads.begin(), entity.heads.end(), head) == entity.heads.end())
    entity.heads.push_back(head);
  add_role(head, use);
  each_word(title, [&](std::string_view w) {
    if (const std::string key = name_key(w); key != head && classes(w, capitalised(w)).any(kRoleLike))
      add_role(key, use);
  });
}

std::string Entities::head_of(std::string_view title) const {
  std::string head;
  bool ended = false;
  const std::string plain = plain_spaces(title);
  each_word(plain, [&](std::string_view w) {
    if (!head.empty() && classes(w, false).any({C::preposition, C::genitive})) ended = true;
    if (!ended) head = name_key(w);
  });
  return head;
}

// "chief analyst at Corrand Securities": title and body apart. "State Department spokesman": the body alone, too.
void Entities::affiliate(Entity& entity) {
  std::vector<std::string_view> words;
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
    if (!c.has(C::genitive)) entity.title.resize(offset(k) - 1);
    return;
  }
  size_t run = 0;
  bool known = false, strange = false;
  while (run + 1 < words.size() && capitalised(words[run])) {
    std::string key;
    fold(words[run], key);
    known |= body(words[run]);
    strange |= lexicon_.find(key) == kUnknownWord;
    ++run;
  }
  std::string key;
  if (run > 1) {  // White House: its words say nothing, the phrase does
    std::vector<WordId> ids;
    for (size_t k = 0; k < run; ++k) {
      key.clear();
      fold(words[k], key);
      ids.push_back(lexicon_.find(key));
    }
    const PhraseMatch phrase = lexicon_.find_phrase(ids);
    known |= phrase.n_tokens > 0 &&
             lexicon_.info(phrase.word).classes_of(true).any({C::organisation, C::organisation_word, C::media});
  }
  if (run > 0 && (known || (strange && run > 1)) && !capitalised(words[run]))
    entity.affiliation = entity.title.substr(0, offset(run) - 1);
}

// "Miller" of the text is "Matthew Miller" of the title that came with it.
void Entities::extend_by_title() {
  if (input_.title.empty()) return;
  const std::string title = plain_spaces(input_.title);
  std::vector<std::string_view> words;
  each_word(title, [&](std::string_view w) {
    while (!w.empty() && (w.back() == ',' || w.back() == ':' || w.back() == '.')) w.remove_suffix(1);
    if (!w.empty()) words.push_back(w);
  });
  for (size_t k = 1; k < words.size(); ++k) {
    if (!capitalised(words[k]) || !capitalised(words[k - 1])) continue;
    const auto alone = form_by_key_.find(name_key(words[k]) + " ");
    if (alone == form_by_key_.end() || !classes(words[k - 1], true).has(C::given_name)) continue;
    const Form& form = forms_[alone->second];
    if (form.candidates.size() != 1) continue;
    Entity& entity = list[static_cast<size_t>(form.candidates[0])];
    if (entity.name.parts.size() != 1 || entity.type == EntityType::organisation) continue;
    entity.name = parse_name(std::string(words[k - 1]) + " " + std::string(words[k]), lexicon_);
    entity.type = EntityType::person;
    entity.surely_person = true;
  }
}

void Entities::find_in_title() {
  if (input_.title.empty()) return;
  const std::string title = std::string(1, ' ').append(full_name_key(input_.title)).append(1, ' ');
  int found = 0;
  for (size_t id = 0; id < list.size(); ++id) {
    const NamePart* last = list[id].name.family_first ? list[id].name.first() : list[id].name.last();
    if (!list[id].surely_person || !last ||
        title.find(std::string(1, ' ').append(last->key).append(1, ' ')) == title.npos)
      continue;
    in_title = static_cast<int32_t>(id);
    ++found;
  }
  if (found != 1) in_title = kNoEntity;
}

void Entities::apply_people(const std::vector<Person>& people) {
  if (people.empty() && lexicon_.people().empty()) return;
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
    const auto known = [&](const std::string& name) -> const Person* {
      const std::string key = full_name_key(name);
      if (const auto found = by_key.find(key); found != by_key.end()) return found->second;
      return lexicon_.person_named(key);
    };
    const Person* person = known(entity.name.text);
    for (size_t k = 0; !person && k < entity.aliases.size(); ++k) person = known(entity.aliases[k]);
    if (!person) continue;
    const auto [first, is_new] = entity_of.try_emplace(person, static_cast<int32_t>(id));
    same[id] = first->second;
    if (!is_new) continue;
    if (entity.name.text != person->name) entity.aliases.insert(entity.aliases.begin(), entity.name.text);
    entity.name = parse_name(person->name, lexicon_);
    entity.name.text = person->name;
    entity.type = EntityType::person;
    entity.surely_person = true;
    entity.external_id = person->external_id;
    if (!person->title.empty()) {
      entity.title = person->title;
      add_role(head_of(person->title), {entity.first, static_cast<int32_t>(id), spaced(full_name_key(person->title))});
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
