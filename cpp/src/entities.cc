// See entities.h. Fuller names first; a shorter one joins the entity that it can stand for, the nearest where there are
// several. Work for each name is bounded.
#include "entities.h"

#include <algorithm>

#include "entity_words.h"

namespace inquit {
namespace {

using C = WordClass;

constexpr size_t kMostCandidates = 16;  // entities compared with one name: those that appeared first
constexpr size_t kMostUses = 1024;  // places kept where one head noun named somebody

std::string key_of(const Name& name) {
  std::string key;
  for (const NamePart& part : name.parts) key.append(part.key).push_back(' ');
  return key;
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
  find_in_title();
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
    bool person = false;
    if (m.form == MentionForm::name && m.type != EntityType::document) {
      Span span = name_span(m);
      if (const Span own = person_in(span, !m.title.empty()); m.type != EntityType::place && !(own == span))
        span = own, person = true;
      if (const Span title = m.title; title.end < m.name.begin && !person) {  // "Pitcher Duke" and "Ramos"
        const std::string_view before = slice(text_, title), last = before.substr(before.rfind(' ') + 1);
        const ClassSet c = classes(last, true);
        if (last.size() < before.size() && c.has(C::given_name) && capitalised(last) && !last.ends_with('.') &&
            slice(text_, span).find(' ') == before.npos &&
            classes(before.substr(0, before.find(' ')), true).any({C::role, C::title, C::kin}))
          span.begin = title.end - static_cast<uint32_t>(last.size());
      }
      words = slice(text_, span);
      if (m.title.empty() && !m.honorific && m.name.size() == words.size() && is_time(words)) continue;
    } else if (m.form == MentionForm::label) {
      words = slice(text_, m.name.empty() ? m.span : m.name);
      bool name = true;
      each_word(words, [&](std::string_view w) { name &= !classes(w, true).has(C::dialogue_label); });
      if (!name) continue;
      for (size_t at;
           (at = words.find(' ')) != words.npos && classes(words.substr(0, at), true).any({C::title, C::role});)
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
    if (person)
      ++form.person;
    else
      vote(form, m);
  }
}

// "Court of Accounts" where the name alone is "Court": a body's name goes on with "of" and capitals.
Span Entities::name_span(const Mention& m) const {
  Span span = m.name.empty() ? m.core : m.name;
  if (m.type == EntityType::person || m.core.end <= span.end) return span;
  const std::string_view last = slice(text_, span).substr(slice(text_, span).find_last_of(' ') + 1);
  if (m.type != EntityType::organisation &&
      !classes(last, true).any({C::organisation_noun, C::organisation_word, C::organisation}))
    return span;
  bool joined = false;
  uint32_t end = span.end;
  each_word(slice(text_, {span.end, m.core.end}), [&](std::string_view w) {
    if (end == 0) return;
    const auto behind = static_cast<uint32_t>(w.data() + w.size() - text_.data());
    if (capitalised(w) && joined)
      span.end = behind;
    else if (classes(w, false).has(C::genitive))
      joined = true;
    else if (!joined || !classes(w, false).any({C::determiner, C::conjunction}))
      end = 0;
  });
  return span;
}

// "Theodora Vance" of "Museum Conservator Theodora Vance": a role inside what was taken for a name, and a given name after
// it. The span itself where there is none.
Span Entities::person_in(Span span, bool titled) const {
  const std::string_view name = slice(text_, span);
  if (titled || name.find(' ') == name.npos) return span;
  Span found = span;
  bool role = false;
  size_t rest = 0;  // words from the given name on
  each_word(name, [&](std::string_view w) {
    const ClassSet c = classes(w, true);
    if (rest == 0 && role && c.has(C::given_name)) found.begin = static_cast<uint32_t>(w.data() - text_.data());
    if (found.begin > span.begin) ++rest;
    role = c.any({C::role, C::title}) && !c.any({C::given_name, C::surname});
    if (rest > 0 && c.any({C::organisation_word, C::organisation_noun})) found = span, rest = 0, role = false;
  });
  return rest >= 2 && rest <= 4 ? found : span;
}

// "Thursday", "March": written with a capital, but nobody.
bool Entities::is_time(std::string_view word) const {
  return word.find(' ') == word.npos &&
         classes(word, true).any({C::weekday, C::month, C::time_word, C::collective_pronoun, C::pronoun});
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
  std::string_view title = slice(text_, m.title),
                   last = title.substr(title.rfind(' ') == title.npos ? 0 : title.rfind(' ') + 1);
  const bool before_name = !m.title.empty() && m.title.end <= m.name.begin;
  if (before_name && !listed && form.name.n_full == 1 && classes(last, capitalised(last)).has(C::organisation_noun)) {
    ++form.organisation;  // Operator Brightrail
  } else if (before_name && m.type == EntityType::person && !listed && !m.honorific && m.gender == Gender::unknown &&
             form.name.parts.size() == 1 && !classes(last, true).any({C::title, C::honorific, C::kin, C::given_name})) {
    ++form.bare_role;
  } else if (m.honorific || m.gender != Gender::unknown || m.type == EntityType::person ||
             m.form == MentionForm::label) {
    ++form.person;
  } else if (m.type == EntityType::organisation ||
             (before_name && !listed && m.type == EntityType::unknown && form.name.n_full == 1 &&
              classes(last, true).any({C::organisation_noun, C::organisation_word, C::media}))) {
    ++form.organisation;  // the magazine Dugout
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
  const bool person = form.person + form.bare_role > 0;
  if (entity.type == EntityType::organisation) {
    if (form.person > 0 && form.person >= form.organisation) return NameMatch::none;
    const NameMatch match = match_bodies(form.name, entity.name);
    return match == NameMatch::none || match == NameMatch::equal ? match
                                                                 : NameMatch::given;  // a family name goes before
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
  if (form.person > 0 && form.person >= form.organisation)
    entity.type = EntityType::person;
  else if (form.organisation + form.bare_role > 0)
    entity.type = EntityType::organisation;  // shipbuilder Halvard: of a person more is told
  else if (form.people > 0)
    entity.type = EntityType::people;
  else if (form.place > 0)
    entity.type = EntityType::place;
  else if (form.name.all_caps && form.name.parts.size() == 1)
    entity.type = EntityType::organisation;
  const NamePart* first = form.name.first();
  entity.surely_person = entity.type == EntityType::person ||
                         (entity.type == EntityType::unknown && first && (first->given || first->surname));
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
        if (std::find(form.candidates.begin(), form.candidates.end(), id) == form.candidates.end())
          form.candidates.push_back(id);
      }
    if (form.candidates.empty())
      make_entity(form);
    else if (form.candidates.size() == 1 && form.person + form.bare_role > 0) {
      Entity& entity = list[static_cast<size_t>(form.candidates[0])];
      if (entity.type == EntityType::organisation) continue;
      entity.surely_person = true;
      if (entity.type == EntityType::unknown) entity.type = EntityType::person;
    }
  }
}

// "Sir Alastair Low … Lady Low", "Hillary Clinton … Mr. Clinton … Mrs. Clinton": titles of both genders before one family
// name are two people. Titles of one gender alone know better than the list of given names.
void Entities::part_namesakes() {
  std::vector<std::pair<bool, bool>> titled(list.size());  // female, male
  std::vector<Gender> own_gender(list.size(), Gender::unknown);
  for (size_t id = 0; id < list.size(); ++id) {
    Entity copy;
    copy.name = list[id].name;
    gender_by_name(copy);
    own_gender[id] = copy.gender;
  }
  for (uint32_t i = 0; i < mentions_.size(); ++i) {
    if (form_of_[i] < 0 || mentions_[i].gender == Gender::unknown || mentions_[i].form != MentionForm::name) continue;
    const Form& form = forms_[static_cast<size_t>(form_of_[i])];
    if (form.candidates.size() != 1) continue;
    auto& seen = titled[static_cast<size_t>(form.candidates[0])];
    if (form.match == NameMatch::equal && form.name.n_full > 1)
      own_gender[static_cast<size_t>(form.candidates[0])] = mentions_[i].gender;
    (mentions_[i].gender == Gender::female ? seen.first : seen.second) = true;
  }
  const size_t n = list.size();
  for (size_t id = 0; id < n; ++id) {
    if (!titled[id].first || !titled[id].second) continue;
    Gender own = own_gender[id];
    if (own == Gender::unknown && list[id].name.n_full > 1) continue;
    if (own == Gender::unknown) own = Gender::male;  // Mr. and Mrs. Parr: one of them
    Entity other;
    other.name = list[id].name;
    if (const NamePart* last = other.name.family_first ? other.name.first() : other.name.last();
        last && other.name.n_full > 1)
      other.name = parse_name(std::string_view(other.name.text).substr(other.name.text.rfind(' ') + 1), lexicon_);
    other.type = EntityType::person;
    other.surely_person = true;
    other.gender = own == Gender::female ? Gender::male : Gender::female;
    other.gender_basis = "title";
    list[id].gender = own;
    list[id].gender_basis = "given name";
    parted_[static_cast<int32_t>(id)] = add(std::move(other));
  }
}

// The bearer of each mention: the only one there is, or of several the one whose gender and title agree and who was named
// in full last before, else first after.
void Entities::choose() {
  part_namesakes();
  std::vector<std::vector<uint32_t>> named_at(list.size());  // positions where nothing was in doubt
  for (uint32_t i = 0; i < mentions_.size(); ++i) {
    if (form_of_[i] < 0) continue;
    const Form& form = forms_[static_cast<size_t>(form_of_[i])];
    if (form.candidates.size() != 1 || parted_.contains(form.candidates[0])) continue;
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
    std::vector<int32_t> candidates = form.candidates;
    if (const auto other = parted_.find(candidates[0]);
        candidates.size() == 1 && other != parted_.end() && form.name.n_full == 1)
      candidates.push_back(other->second);
    for (const int32_t id : candidates) {
      const Entity& entity = list[static_cast<size_t>(id)];
      if (m.gender != Gender::unknown && entity.gender != Gender::unknown && m.gender != entity.gender) continue;
      const auto& at = named_at[static_cast<size_t>(id)];
      const auto after = std::upper_bound(at.begin(), at.end(), m.span.begin);
      int64_t score = after != at.begin() ? -static_cast<int64_t>(m.span.begin - *(after - 1))
                      : after != at.end() ? -(int64_t{1} << 32) - *after
                                          : -(int64_t{1} << 33);
      if (!head.empty() && std::find(entity.heads.begin(), entity.heads.end(), head) != entity.heads.end())
        score += int64_t{1} << 40;
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
    if (parted_.contains(form.candidates[0])) named_at[static_cast<size_t>(best)].push_back(m.span.begin);
    for (const int32_t id : candidates)
      if (id != best) others[i].push_back(id);
    describe(i);
  }
  for (Entity& entity : list) affiliate(entity);
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

int32_t Entities::find_or_add(std::string_view words, uint32_t at) {
  std::string text = plain_spaces(words.substr(0, words.find(',')));
  size_t start = 0;  // of the name: where capitals begin, "al-Hadrami" included
  while (start < text.size()) {
    const std::string_view word = std::string_view(text).substr(start, text.find(' ', start) - start);
    const size_t hyphen = word.find('-');
    if (capitalised(word) || (hyphen != word.npos && hyphen + 1 < word.size() && capitalised(word.substr(hyphen + 1))))
      break;
    start = std::min(text.size(), start + word.size() + 1);
  }
  std::string title;
  each_word(std::string_view(text).substr(0, start), [&](std::string_view w) {
    if (!title.empty() || !classes(w, true).any({C::determiner, C::possessive}))
      title.append(title.empty() ? "" : " ").append(w);
  });
  if (start == text.size() ||
      classes(std::string_view(text).substr(start, text.find(' ', start) - start), false).has(C::determiner))
    return kNoEntity;
  Form form;
  form.name = parse_name(std::string_view(text).substr(start), lexicon_);
  if (form.name.n_full == 0) return kNoEntity;
  if (const auto known = form_by_key_.find(key_of(form.name)); known != form_by_key_.end())
    return forms_[known->second].candidates.size() == 1 ? forms_[known->second].candidates[0] : kNoEntity;
  for (const int32_t id : with_part(form.name.last()->key)) {
    const NameMatch match = match_forms(form, list[static_cast<size_t>(id)]);
    if (match > form.match)
      form.candidates = {id}, form.match = match;
    else if (match == form.match && match != NameMatch::none)
      form.candidates.push_back(id);
  }
  if (form.candidates.size() == 1) return form.candidates[0];
  if (!form.candidates.empty() || form.name.n_full < 2) return kNoEntity;
  form.person = 1;
  make_entity(form);
  Entity& entity = list.back();
  entity.first = at;
  entity.title = title;
  gender_by_name(entity);
  const int32_t id = form.candidates[0];
  form_by_key_.emplace(key_of(form.name), static_cast<uint32_t>(forms_.size()));
  forms_.push_back(std::move(form));
  return id;
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
  const auto at =
      std::upper_bound(uses.begin(), uses.end(), use.at, [](uint32_t p, const RoleUse& u) { return p < u.at; });
  uses.insert(at, std::move(use));
}

}  // namespace inquit
