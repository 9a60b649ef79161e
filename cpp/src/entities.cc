// See entities.h. Fuller names first; a shorter one joins the entity that it can stand for, the nearest where there are
// several. Work for each name is bounded.
#include "entities.h"

#include <algorithm>

namespace inquit {
namespace {

using C = WordClass;

constexpr size_t kMostCandidates = 16;  // entities compared with one name: those that appeared first
constexpr size_t kMostAliases = 20;
constexpr size_t kMostHeads = 8;        // head nouns of titles kept of one entity
constexpr size_t kMostUses = 1024;      // places kept where one head noun named somebody

const ClassSet kRoleLike = {C::role, C::title, C::kin, C::group, C::organisation_noun};

std::string key_of(const Name& name) {
  std::string key;
  for (const NamePart& part : name.parts) key.append(part.key).push_back(' ');
  return key;
}

std::string spaced(std::string_view key) { return std::string(1, ' ').append(key).append(1, ' '); }

bool capitalised(std::string_view word) {
  const auto c = static_cast<unsigned char>(word.empty() ? 0 : word[0]);
  return (c >= 'A' && c <= 'Z') || c == 0xc3;  // Latin with marks: near enough for a title's words
}

template <class Visit>
void each_word(std::string_view text, Visit visit) {
  while (!text.empty()) {
    const size_t end = std::min(text.find(' '), text.size());
    if (end > 0) visit(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

}  // namespace

Entities::Entities(std::string_view text, const std::vector<Mention>& mentions, const std::vector<bool>& skip,
                   const DocumentInput& input, const Lexicon& lexicon, const std::vector<Person>& people)
    : text_(text), mentions_(mentions), skip_(skip), input_(input), lexicon_(lexicon) {
  of_mention.assign(mentions.size(), kNoEntity);
  match.assign(mentions.size(), NameMatch::none);
  others.resize(mentions.size());
  collect();
  order_of_names();
  cluster();
  recover_names();
  extend_by_title();
  choose();
  apply_people(people);
}

ClassSet Entities::classes(std::string_view word, bool capital) const {
  std::string key;
  fold(word, key);
  const WordId id = lexicon_.find(key);
  return id == kUnknownWord ? lexicon_.classes_by_suffix(key) : lexicon_.info(id).classes_of(capital);
}

void Entities::collect() {
  form_of_.assign(mentions_.size(), -1);
  for (uint32_t i = 0; i < mentions_.size(); ++i) {
    const Mention& m = mentions_[i];
    if (skip_[i]) continue;
    std::string_view words;
    if (m.form == MentionForm::name && m.type != EntityType::document) {
      words = slice(text_, name_span(m));
      if (m.title.empty() && !m.honorific && m.name.size() == words.size() && is_time(words)) continue;
    } else if (m.form == MentionForm::label) {
      words = slice(text_, m.name.empty() ? m.span : m.name);
      bool name = true;
      each_word(words, [&](std::string_view w) { name &= !classes(w, true).has(C::dialogue_label); });
      if (!name) continue;
      for (size_t at; (at = words.find(' ')) != words.npos && classes(words.substr(0, at), true).any({C::title, C::role});)
        words.remove_prefix(at + 1);  // MAYOR LOBO
    } else {
      continue;
    }
    Name name = parse_name(words, lexicon_);
    if (name.parts.empty()) continue;
    const auto [found, is_new] = form_by_key_.try_emplace(key_of(name), static_cast<uint32_t>(forms_.size()));
    if (is_new) {
      forms_.emplace_back();
      forms_.back().name = std::move(name);
      forms_.back().rank = found->second;
    } else if (forms_[found->second].name.all_caps && !name.all_caps) {
      forms_[found->second].name = std::move(name);
    }
    Form& form = forms_[found->second];
    form.mentions.push_back(i);
    form_of_[i] = static_cast<int32_t>(found->second);
    vote(form, m);
  }
}

// "Court of Accounts" where the name alone is "Court": a body's name goes on with "of" and capitals.
Span Entities::name_span(const Mention& m) const {
  Span span = m.name.empty() ? m.core : m.name;
  if (m.type == EntityType::person || m.core.end <= span.end) return span;
  const std::string_view last = slice(text_, span).substr(slice(text_, span).find_last_of(' ') + 1);
  if (m.type != EntityType::organisation && !classes(last, true).any({C::organisation_noun, C::organisation_word, C::organisation})) return span;
  bool joined = false;
  uint32_t end = span.end;
  each_word(slice(text_, {span.end, m.core.end}), [&](std::string_view w) {
    if (end == 0) return;
    const auto behind = static_cast<uint32_t>(w.data() + w.size() - text_.data());
    if (capitalised(w) && joined) span.end = behind;
    else if (classes(w, false).has(C::genitive)) joined = true;
    else if (!joined || !classes(w, false).any({C::determiner, C::conjunction})) end = 0;
  });
  return span;
}

// "Thursday", "March": written with a capital, but nobody.
bool Entities::is_time(std::string_view word) const {
  return word.find(' ') == word.npos && classes(word, true).any({C::weekday, C::month, C::time_word, C::collective_pronoun, C::pronoun});
}

// "Malmqvist", taken for a role by its ending: a capital and the family name of somebody in the document.
void Entities::recover_names() {
  for (uint32_t i = 0; i < mentions_.size(); ++i) {
    const Mention& m = mentions_[i];
    if (skip_[i] || m.form != MentionForm::role || m.core.empty() || m.type == EntityType::document) continue;
    const std::string_view word = slice(text_, m.core);
    if (word.find(' ') != word.npos || !capitalised(word)) continue;
    Form form;
    form.name = parse_name(word, lexicon_);
    if (form.name.parts.size() != 1) continue;
    const auto [found, is_new] = form_by_key_.try_emplace(key_of(form.name), static_cast<uint32_t>(forms_.size()));
    if (is_new) {
      for (const int32_t id : with_part(form.name.parts[0].key)) {
        const NameMatch match = match_forms(form, list[static_cast<size_t>(id)]);
        if (match < NameMatch::family || !list[static_cast<size_t>(id)].surely_person) continue;
        form.candidates.push_back(id);
        form.match = match;
      }
      if (form.candidates.empty()) {
        form_by_key_.erase(found);
        continue;
      }
      forms_.push_back(std::move(form));
    }
    form_of_[i] = static_cast<int32_t>(found->second);
  }
}

// What a mention says of its bearer's kind.
void Entities::vote(Form& form, const Mention& m) const {
  const NamePart* first = form.name.first();
  const bool listed = first && (first->given || first->surname);
  std::string_view title = slice(text_, m.title), last = title.substr(title.rfind(' ') == title.npos ? 0 : title.rfind(' ') + 1);
  const bool before_name = !m.title.empty() && m.title.end <= m.name.begin;
  if (before_name && !listed && form.name.n_full == 1 && classes(last, capitalised(last)).has(C::organisation_noun)) {
    ++form.organisation;  // Operator Brightrail
  } else if (m.honorific || m.gender != Gender::unknown || m.type == EntityType::person || m.form == MentionForm::label) {
    ++form.person;
  } else if (m.type == EntityType::organisation) {
    ++form.organisation;
  } else if (m.type == EntityType::place) {
    ++form.place;
  } else if (m.type == EntityType::people) {
    ++form.people;
  } else if (m.span.begin < m.name.begin && m.title.empty() && m.possessor.empty() && !listed &&
             classes(plain_spaces(slice(text_, {m.span.begin, m.name.begin})), false).has(C::determiner)) {
    ++form.organisation;  // the Eastern Ledger
  }
}

// Which names put the family first: where the lists do not know, the part that stands alone later is the family name.
void Entities::order_of_names() {
  for (Form& form : forms_) {
    if (form.name.n_full != 2 || form.name.parts.size() != 2) continue;
    const NamePart &first = form.name.parts.front(), &last = form.name.parts.back();
    if (form.name.family_first || first.given) continue;
    const auto alone = [&](const NamePart& part) {
      const auto found = form_by_key_.find(part.key + " ");
      return found != form_by_key_.end() && forms_[found->second].place + forms_[found->second].organisation == 0;
    };
    const bool first_alone = alone(first), last_alone = alone(last);
    if (first_alone && !last_alone && !last.surname) form.name.family_first = true;
  }
}

NameMatch Entities::match_forms(const Form& form, const Entity& entity) const {
  const bool person = form.person > 0;
  if (entity.type == EntityType::organisation) {
    if (person && form.person >= form.organisation) return NameMatch::none;
    const NameMatch match = match_bodies(form.name, entity.name);
    return match == NameMatch::none || match == NameMatch::equal ? match : NameMatch::given;  // a family name goes before
  }
  if (form.organisation > form.person || form.people > form.person) return NameMatch::none;
  if (entity.type == EntityType::place || entity.type == EntityType::people) return NameMatch::none;
  const NameMatch match = match_names(form.name, entity.name);
  if (form.place > 0 && !person && match < NameMatch::family) return NameMatch::none;  // Paris is not Paris Hilton
  return match;
}

void Entities::make_entity(Form& form) {
  Entity entity;
  entity.name = form.name;
  if (form.person > 0 && form.person >= form.organisation) entity.type = EntityType::person;
  else if (form.organisation > 0) entity.type = EntityType::organisation;
  else if (form.people > 0) entity.type = EntityType::people;
  else if (form.place > 0) entity.type = EntityType::place;
  else if (form.name.all_caps && form.name.parts.size() == 1) entity.type = EntityType::organisation;
  const NamePart* first = form.name.first();
  entity.surely_person = entity.type == EntityType::person || (entity.type == EntityType::unknown && first && (first->given || first->surname));
  const int32_t id = add(std::move(entity));
  form.candidates = {id};
  form.match = NameMatch::equal;
  for (const NamePart& part : form.name.parts) {
    if (part.suffix || part.initial) continue;
    by_part_[part.key].push_back(id);
    for (const std::string& piece : part.pieces) by_part_[piece].push_back(id);
  }
  if (list[static_cast<size_t>(id)].type == EntityType::organisation && form.name.parts.size() > 1) {
    std::string letters, capitals;
    each_word(form.name.text, [&](std::string_view w) {
      const std::string key = name_key(w);
      if (key.empty()) return;
      letters += key[0];
      if (capitalised(w)) capitals += key[0];
    });
    by_part_[letters].push_back(id);
    if (capitals != letters && capitals.size() > 1) by_part_[capitals].push_back(id);
  }
}

void Entities::cluster() {
  std::vector<uint32_t> order(forms_.size());
  for (uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    const Name &x = forms_[a].name, &y = forms_[b].name;
    return x.n_full != y.n_full ? x.n_full > y.n_full : x.parts.size() > y.parts.size();
  });
  for (const uint32_t i : order) {
    Form& form = forms_[i];
    const std::vector<int32_t>* shared = nullptr;  // entities that have the rarest part of the name
    bool none = form.name.n_full == 0;
    for (const NamePart& part : form.name.parts) {
      if (part.suffix || part.initial || part.particle) continue;
      const auto found = by_part_.find(part.key);
      none |= found == by_part_.end();
      if (found != by_part_.end() && (!shared || found->second.size() < shared->size())) shared = &found->second;
    }
    if (!none && shared)
      for (size_t k = 0; k < std::min(shared->size(), kMostCandidates); ++k) {
        const int32_t id = (*shared)[k];
        const NameMatch match = match_forms(form, list[static_cast<size_t>(id)]);
        if (match == NameMatch::none || match < form.match) continue;
        if (match > form.match) form.candidates.clear(), form.match = match;
        if (std::find(form.candidates.begin(), form.candidates.end(), id) == form.candidates.end()) form.candidates.push_back(id);
      }
    if (form.candidates.empty()) make_entity(form);
    else if (form.candidates.size() == 1 && form.person > 0) {
      Entity& entity = list[static_cast<size_t>(form.candidates[0])];
      entity.surely_person = true;
      if (entity.type == EntityType::unknown) entity.type = EntityType::person;
    }
  }
}

// The bearer of each mention: the only one there is, or of several the one whose gender and title agree and who was named
// in full last before, else first after.
void Entities::choose() {
  std::vector<std::vector<uint32_t>> named_at(list.size());  // positions where nothing was in doubt
  for (uint32_t i = 0; i < mentions_.size(); ++i) {
    if (form_of_[i] < 0) continue;
    const Form& form = forms_[static_cast<size_t>(form_of_[i])];
    if (form.candidates.size() != 1) continue;
    of_mention[i] = form.candidates[0];
    match[i] = form.match;
    named_at[static_cast<size_t>(form.candidates[0])].push_back(mentions_[i].span.begin);
    describe(i);
  }
  for (Entity& entity : list) gender_by_name(entity);
  for (uint32_t i = 0; i < mentions_.size(); ++i) {
    if (form_of_[i] < 0 || of_mention[i] != kNoEntity) continue;
    const Form& form = forms_[static_cast<size_t>(form_of_[i])];
    const Mention& m = mentions_[i];
    const std::string head = m.title.empty() ? std::string() : head_of(slice(text_, m.title));
    int32_t best = kNoEntity;
    int64_t best_score = INT64_MIN;
    for (const int32_t id : form.candidates) {
      const Entity& entity = list[static_cast<size_t>(id)];
      if (m.gender != Gender::unknown && entity.gender != Gender::unknown && m.gender != entity.gender) continue;
      const auto& at = named_at[static_cast<size_t>(id)];
      const auto after = std::upper_bound(at.begin(), at.end(), m.span.begin);
      int64_t score = after != at.begin() ? -static_cast<int64_t>(m.span.begin - *(after - 1))
                      : after != at.end() ? -(int64_t{1} << 32) - *after
                                          : -(int64_t{1} << 33);
      if (!head.empty() && std::find(entity.heads.begin(), entity.heads.end(), head) != entity.heads.end()) score += int64_t{1} << 40;
      if (score > best_score) best = id, best_score = score;
    }
    if (best == kNoEntity) {  // nobody of that gender: somebody else of the name
      Entity entity;
      entity.name = form.name;
      entity.type = EntityType::person;
      best = add(std::move(entity));
      named_at.emplace_back();
    }
    of_mention[i] = best;
    match[i] = form.match;
    for (const int32_t id : form.candidates)
      if (id != best) others[i].push_back(id);
    describe(i);
  }
  for (Entity& entity : list) affiliate(entity);
}

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
  each_word(title, [&](std::string_view w) { says_role |= !classes(w, true).has(C::honorific) || classes(w, true).any({C::title, C::role}); });
  if (!says_role) return;
  if (entity.title.empty()) entity.title = title;
  RoleUse use{m.span.begin, of_mention[i], spaced(full_name_key(title))};
  const std::string head = head_of(title);
  if (entity.heads.size() < kMostHeads && std::find(entity.heads.begin(), entity.heads.end(), head) == entity.heads.end())
    entity.heads.push_back(head);
  add_role(head, use);
  each_word(title, [&](std::string_view w) {
    if (const std::string key = name_key(w); key != head && classes(w, capitalised(w)).any(kRoleLike)) add_role(key, use);
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
void Entities::affiliate(Entity& entity) const {
  std::vector<std::string_view> words;
  each_word(entity.title, [&](std::string_view w) { words.push_back(w); });
  const auto offset = [&](size_t k) { return static_cast<size_t>(words[k].data() - entity.title.data()); };
  const auto body = [&](std::string_view w) { return capitalised(w) && classes(w, true).any({C::organisation, C::organisation_word, C::media}); };
  for (size_t k = 1; k + 1 < words.size(); ++k) {
    const ClassSet c = classes(words[k], false);
    if (!c.any({C::place_preposition, C::genitive})) continue;
    size_t first = k + 1;
    if (first + 1 < words.size() && classes(words[first], false).has(C::determiner)) ++first;
    if (!capitalised(words[first])) continue;
    const bool known = std::any_of(words.begin() + static_cast<std::ptrdiff_t>(first), words.end(), body);
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
    known |= phrase.n_tokens > 0 && lexicon_.info(phrase.word).classes_of(true).any({C::organisation, C::organisation_word, C::media});
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

void Entities::apply_people(const std::vector<Person>& people) {
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

int32_t Entities::add(Entity entity) {
  list.push_back(std::move(entity));
  return static_cast<int32_t>(list.size()) - 1;
}

int32_t Entities::find(std::string_view words) const {
  const Name name = parse_name(words, lexicon_);
  const auto found = form_by_key_.find(key_of(name));
  if (found == form_by_key_.end() || forms_[found->second].candidates.size() != 1) return kNoEntity;
  return forms_[found->second].candidates[0];
}

std::span<const int32_t> Entities::with_part(const std::string& key) const {
  const auto found = by_part_.find(key);
  if (found == by_part_.end()) return {};
  return std::span(found->second).first(std::min(found->second.size(), kMostCandidates));
}

const std::vector<RoleUse>& Entities::roles(const std::string& head_key) const {
  static const std::vector<RoleUse> kNone;
  const auto found = roles_.find(head_key);
  return found == roles_.end() ? kNone : found->second;
}

void Entities::add_role(const std::string& head_key, RoleUse use) {
  std::vector<RoleUse>& uses = roles_[head_key];
  if (uses.size() >= kMostUses) return;
  const auto at = std::upper_bound(uses.begin(), uses.end(), use.at, [](uint32_t p, const RoleUse& u) { return p < u.at; });
  uses.insert(at, std::move(use));
}

}  // namespace inquit
