// See entities.h. Fuller names first; a shorter one joins the entity that it can stand for, the nearest where there are
// several. Work for each name is bounded.
#include "speakers/entities.h"

#include <algorithm>

#include "base/stop.h"
#include "speakers/entity_words.h"

namespace inquit {
namespace {

using C = WordClass;

constexpr size_t kMostCandidates = 16;  // entities compared with one name: those that appeared first
constexpr size_t kMostUses = 1024;  // places kept where one head noun named somebody

std::string_view bytes_of(const std::vector<uint32_t>& numbers) {
  return {reinterpret_cast<const char*>(numbers.data()), numbers.size() * sizeof(uint32_t)};
}

}  // namespace

void add_keys(std::string_view text, Spellings& spellings, std::vector<Key>& out) {
  words_between_spaces(text, [&](std::string_view word) {
    const Key key = spellings.key(word);
    if (!out.empty() || !key.empty()) out.push_back(key);
  });
}

void Entities::read(std::string_view text, const std::vector<Mention>& mentions, const std::vector<bool>& skip,
                    const DocumentInput& input, const Lexicon& lexicon, const std::vector<Person>& people) {
  text_ = text, mentions_ = &mentions, skip_ = &skip, input_ = &input, lexicon_ = &lexicon;
  titles_apart_ = lexicon.setting("titles_apart");
  list.clear(), forms_.clear(), form_keys_.clear(), text_ids_.clear(), texts_.clear(), by_part_.clear(), roles_.clear();
  in_title = kNoEntity, parted = false;
  for (size_t k = 0; k < n_role_uses_; ++k) role_uses_[k].clear();
  n_role_uses_ = 0;
  of_mention.assign(mentions.size(), kNoEntity);
  match.assign(mentions.size(), NameMatch::none);
  others.assign(mentions.size(), {});
  collect();
  order_of_names();
  cluster();
  recover_names();
  extend_by_title();
  choose();
  find_in_title();
  apply_people(people);
}

std::string_view Entities::key_bytes(const Name& name) {
  key_ids_.clear();
  for (const NamePart& part : name.parts) key_ids_.push_back(part.key.id());
  return bytes_of(key_ids_);
}

void Entities::collect() {
  form_of_.assign(mentions_->size(), -1);
  for (uint32_t i = 0; i < mentions_->size(); ++i) {
    if (i % kStopSteps == 0) stop_point();
    const Mention& m = mention(i);
    if ((*skip_)[i]) continue;
    std::string_view words;
    bool person = false;
    uint32_t text = 0;
    if (m.form == MentionForm::name && m.type != EntityType::document) {
      const Span whole = name_span(m);
      Span span = whole;
      text = text_id(slice(text_, whole));
      if (texts_[text].person_from > 0 && m.title.empty() && m.type != EntityType::place)
        span.begin += texts_[text].person_from, person = true;
      if (const Span title = m.title; title.end < m.name.begin && !person) {  // "Pitcher Duke" and "Ramos"
        const std::string_view before = slice(text_, title), last = before.substr(before.rfind(' ') + 1);
        const ClassSet c = classes(last, true);
        if (last.size() < before.size() && c.has(C::given_name) && capitalised(last) && !last.ends_with('.') &&
            slice(text_, span).find(' ') == before.npos &&
            classes(before.substr(0, before.find(' ')), true).any({C::role, C::title, C::kin}))
          span.begin = title.end - static_cast<uint32_t>(last.size());
      }
      words = slice(text_, span);
      if (!(span == whole)) text = text_id(words);
      if (texts_[text].time && m.title.empty() && !m.honorific && m.name.size() == words.size()) continue;
    } else if (m.form == MentionForm::label) {
      words = slice(text_, m.name.empty() ? m.span : m.name);
      bool name = true;
      const std::string_view ending = last_word(words);
      each_word(words, [&](std::string_view w) {  // CHAIR is a label, and the title of CHAIR VELA
        const ClassSet c = classes(w, true);
        name &= !c.has(C::dialogue_label) || (w.data() != ending.data() && c.has(C::title));
      });
      if (!name) continue;
      for (size_t at;
           (at = words.find(' ')) != words.npos && classes(words.substr(0, at), true).any({C::title, C::role});)
        words.remove_prefix(at + 1);  // MAYOR LOBO
      text = text_id(words);
    } else {
      continue;
    }
    if (texts_[text].form == Text::kUnread) texts_[text].form = read_form(words);
    form_of_[i] = texts_[text].form;
    if (form_of_[i] < 0) continue;
    Form& form = forms_[static_cast<size_t>(form_of_[i])];
    if (person)
      ++form.person;
    else
      vote(form, m);
  }
}

// The number of a name's words; the same words are looked at once.
uint32_t Entities::text_id(std::string_view words) {
  const uint32_t id = text_ids_.add(words);
  if (id == texts_.size()) texts_.push_back({Text::kUnread, person_in(words), is_time(words)});
  return id;
}

// The form of a name, known or new; -1 where it has no parts.
int32_t Entities::read_form(std::string_view words) {
  const Name name = parse_name(words, spellings_);
  if (name.parts.empty()) return -1;
  const uint32_t at = form_keys_.add(key_bytes(name));
  if (at == forms_.size()) {
    forms_.emplace_back();
    forms_.back().name = name;
  } else if (forms_[at].name.all_caps && !name.all_caps) {
    forms_[at].name = name;
  }
  return static_cast<int32_t>(at);
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

// Where "Theodora Vance" begins in "Museum Conservator Theodora Vance": a role inside what was taken for a name, and a given
// name after it. 0 where there is none.
uint32_t Entities::person_in(std::string_view name) const {
  if (name.find(' ') == name.npos) return 0;
  uint32_t found = 0;
  bool role = false;
  size_t rest = 0;  // words from the given name on
  each_word(name, [&](std::string_view w) {
    const ClassSet c = classes(w, true);
    if (rest == 0 && role && c.has(C::given_name)) found = static_cast<uint32_t>(w.data() - name.data());
    if (found > 0) ++rest;
    role = c.any({C::role, C::title}) && !c.any({C::given_name, C::surname});
    if (rest > 0 && c.any({C::organisation_word, C::organisation_noun})) found = 0, rest = 0, role = false;
  });
  return rest >= 2 && rest <= 4 ? found : 0;
}

// "Thursday", "March": written with a capital, but nobody.
bool Entities::is_time(std::string_view word) const {
  return word.find(' ') == word.npos &&
         classes(word, true).any({C::weekday, C::month, C::time_word, C::collective_pronoun, C::pronoun});
}

// "Malmqvist", taken for a role by its ending: a capital and the family name of somebody in the document.
void Entities::recover_names() {
  for (uint32_t i = 0; i < mentions_->size(); ++i) {
    if (i % kStopSteps == 0) stop_point();
    const Mention& m = mention(i);
    if (m.form != MentionForm::role || m.core.empty() || m.type == EntityType::document || (*skip_)[i]) continue;
    const std::string_view word = slice(text_, m.core);
    if (!capitalised(word) || word.find(' ') != word.npos) continue;
    Form form;
    form.name = parse_name(word, spellings_);
    if (form.name.parts.size() != 1) continue;
    uint32_t at = form_keys_.find(key_bytes(form.name));
    if (at == Interner::kMissing) {
      for (const int32_t id : with_part(form.name.parts[0].key)) {
        const NameMatch match = match_forms(form, list[static_cast<size_t>(id)]);
        if (match < NameMatch::family || !list[static_cast<size_t>(id)].surely_person) continue;
        form.candidates.push_back(arena(), id);
        form.match = match;
      }
      if (form.candidates.empty()) continue;
      at = form_keys_.add(key_bytes(form.name));
      forms_.push_back(form);
    }
    form_of_[i] = static_cast<int32_t>(at);
  }
}

// What a mention says of its bearer's kind.
void Entities::vote(Form& form, const Mention& m) {
  const NamePart* first = form.name.first();
  const bool listed = first && (first->given || first->surname);
  const bool before_name = !m.title.empty() && m.title.end <= m.name.begin;
  const std::string_view last = before_name ? last_word(slice(text_, m.title)) : std::string_view{};
  bool medium = false;  // a label that is a paper's: "The Sunday Ledger: …"
  if (m.form == MentionForm::label && !listed && form.name.n_full > 1)
    each_word(form.name.text, [&](std::string_view w) { medium |= classes(w, true).has(C::organisation_word); });
  if (medium) {
    ++form.organisation;
  } else if (before_name && !listed && form.name.n_full == 1 && classes(last).has(C::organisation_noun)) {
    ++form.organisation;  // Operator Brightrail
  } else if (before_name && m.possessor.empty() && m.type == EntityType::person && !listed && !m.honorific &&
             m.gender == Gender::unknown && form.name.parts.size() == 1 &&
             !classes(last, true).any({C::title, C::honorific, C::kin, C::given_name})) {
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
    const size_t stop = text_.substr(0, m.span.begin).find_last_not_of(" \n");
    const bool there = stop != text_.npos && classes(word_ending_at(text_, stop + 1), false).has(C::place_preposition);
    form.surely_place |= !(first && first->given) || there;
  } else if (m.type == EntityType::people) {
    ++form.people;
  } else if (m.span.begin < m.name.begin && m.title.empty() && m.possessor.empty() && !listed &&
             classes(plain_spaces(slice(text_, {m.span.begin, m.name.begin}), arena()), false).has(C::determiner)) {
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
      key_ids_.assign(1, part.key.id());
      const uint32_t found = form_keys_.find(bytes_of(key_ids_));
      return found != Interner::kMissing && forms_[found].place + forms_[found].organisation == 0;
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
  // Paris is not Paris Hilton, but Augusta may be Miss Augusta Wray where nobody is "in Augusta".
  if (form.place > 0 && !person && match < NameMatch::family &&
      (form.surely_place || entity.type != EntityType::person))
    return NameMatch::none;
  return match;
}

void Entities::make_entity(Form& form) {
  Entity& entity = add();
  const auto id = static_cast<int32_t>(list.size()) - 1;
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
  form.candidates = {};
  form.candidates.push_back(arena(), id);
  form.match = NameMatch::equal;
  for (const NamePart& part : form.name.parts) {
    if (part.suffix || part.initial) continue;
    add_part(part.key, id);
    for (const Key piece : part.pieces) add_part(piece, id);
  }
  if (entity.type == EntityType::organisation && form.name.parts.size() > 1) {
    std::string letters, capitals;
    each_word(form.name.text, [&](std::string_view w) {
      const Spelling& word = spelling(w);
      if (word.key.empty()) return;
      letters += word.key.text()[0];
      if (word.capital) capitals += word.key.text()[0];
    });
    add_part(spellings_.exact_key(letters), id);
    if (capitals != letters && capitals.size() > 1) add_part(spellings_.exact_key(capitals), id);
  }
}

void Entities::add_part(Key key, int32_t entity) {
  Bearers*& bearers = by_part_[key.id()];
  if (!bearers) bearers = new (arena().take<Bearers>(1)) Bearers;
  if (bearers->first.size() < kMostCandidates) bearers->first.push_back(arena(), entity);
  ++bearers->all;
}

void Entities::cluster() {
  order_.clear();  // the longest names first, then as they came
  for (size_t i = 0; i < forms_.size(); ++i) {
    const auto few = [](size_t n) { return uint64_t{0xffff} - std::min<size_t>(n, 0xffff); };
    order_.push_back(few(forms_[i].name.n_full) << 48 | few(forms_[i].name.parts.size()) << 32 | i);
  }
  std::sort(order_.begin(), order_.end());
  StopEvery ask;
  for (const uint64_t place : order_) {
    ask();
    Form& form = forms_[static_cast<uint32_t>(place)];
    const Bearers* shared = nullptr;  // entities that have the rarest part of the name
    bool none = form.name.n_full == 0;
    for (const NamePart& part : form.name.core) {
      if (part.initial) continue;
      const auto found = by_part_.find(part.key.id());
      none |= !found;
      if (found && (!shared || (*found)->all < shared->all)) shared = *found;
    }
    if (!none && shared)
      for (const int32_t id : shared->first) {
        const NameMatch match = match_forms(form, list[static_cast<size_t>(id)]);
        if (match == NameMatch::none || match < form.match) continue;
        if (match > form.match) form.candidates = {}, form.match = match;
        if (!form.candidates.contains(id)) form.candidates.push_back(arena(), id);
      }
    if (form.candidates.empty()) {
      make_entity(form);
    } else if (form.candidates.size() == 1 && form.person + form.bare_role > 0) {
      Entity& entity = list[static_cast<size_t>(form.candidates.front())];
      if (entity.type == EntityType::organisation) continue;
      entity.surely_person = true;
      if (entity.type == EntityType::unknown) entity.type = EntityType::person;
    }
  }
}

// The bearer of each mention: the only one there is, or of several the one whose gender and title agree and who was named
// in full last before, else first after.
void Entities::choose() {
  part_namesakes();
  // Positions where nothing was in doubt, of those entities alone that somebody's name is in doubt about.
  std::vector<std::vector<uint32_t>> named_at;
  std::vector<int32_t> place;  // in named_at, by entity
  const auto doubted = [&](int32_t id) {
    if (place.size() < list.size()) place.resize(list.size(), kNone);
    if (place[static_cast<size_t>(id)] != kNone) return;
    place[static_cast<size_t>(id)] = static_cast<int32_t>(named_at.size());
    named_at.emplace_back();
  };
  const auto named = [&](int32_t id, uint32_t at) {
    if (static_cast<size_t>(id) < place.size() && place[static_cast<size_t>(id)] != kNone)
      named_at[static_cast<size_t>(place[static_cast<size_t>(id)])].push_back(at);
  };
  const auto in_doubt = [&](const Form& form) {
    return form.candidates.size() != 1 || list[static_cast<size_t>(form.candidates.front())].namesake != kNoEntity;
  };
  for (const Form& form : forms_) {
    if (!in_doubt(form)) continue;
    for (const int32_t id : form.candidates) {
      for (int32_t other = id; other != kNoEntity; other = list[static_cast<size_t>(other)].namesake) doubted(other);
    }
  }
  for (uint32_t i = 0; i < mentions_->size(); ++i) {
    if (i % kStopSteps == 0) stop_point();
    if (form_of_[i] < 0) continue;
    const Form& form = forms_[static_cast<size_t>(form_of_[i])];
    if (in_doubt(form)) continue;
    of_mention[i] = form.candidates.front();
    match[i] = form.match;
    named(of_mention[i], mention(i).span.begin);
    describe(i);
  }
  StopEvery ask;
  for (Entity& entity : list) gender_by_name(entity), ask();
  std::vector<int32_t> candidates, rest;
  for (uint32_t i = 0; !named_at.empty() && i < mentions_->size(); ++i) {
    if (i % kStopSteps == 0) stop_point();
    if (form_of_[i] < 0 || of_mention[i] != kNoEntity) continue;
    const Form& form = forms_[static_cast<size_t>(form_of_[i])];
    const Mention& m = mention(i);
    const Key head = m.title.empty() ? Key() : head_of(slice(text_, m.title));
    int32_t best = kNoEntity;
    int64_t best_score = INT64_MIN;
    candidates.assign(form.candidates.begin(), form.candidates.end());
    const int32_t namesake = list[static_cast<size_t>(candidates[0])].namesake;
    const Address address = address_of(m);
    if (form.name.n_full == 1 && form.match != NameMatch::given && form.match != NameMatch::part)
      for (int32_t id = namesake; id != kNoEntity; id = list[static_cast<size_t>(id)].namesake)
        candidates.push_back(id);
    for (const int32_t id : candidates) {
      const Entity& entity = list[static_cast<size_t>(id)];
      if (!address.fits({entity.gender, entity.address_group})) continue;
      const auto& at = named_at[static_cast<size_t>(place[static_cast<size_t>(id)])];
      const auto after = std::upper_bound(at.begin(), at.end(), m.span.begin);
      int64_t score = after != at.begin() ? -static_cast<int64_t>(m.span.begin - *(after - 1))
                      : after != at.end() ? -(int64_t{1} << 32) - *after
                                          : -(int64_t{1} << 33);
      if (!head.empty() && entity.heads.contains(head)) score += int64_t{1} << 40;
      if (score > best_score) best = id, best_score = score;
    }
    if (best == kNoEntity) {  // nobody who is called so: somebody else of the name
      best = add_namesake(candidates[0], form.name, address);
      doubted(best);
    }
    of_mention[i] = best;
    match[i] = form.match;
    if (list[static_cast<size_t>(candidates[0])].namesake != kNoEntity) named(best, m.span.begin);
    rest.clear();
    for (const int32_t id : candidates)
      if (id != best) rest.push_back(id);
    if (!rest.empty()) others[i] = arena().keep(std::span<const int32_t>(rest));
    describe(i);
  }
  for (Entity& entity : list) affiliate(entity), ask();
}

Entity& Entities::add() { return list.emplace_back(); }

int32_t Entities::find(std::string_view words) {
  const uint32_t found = form_keys_.find(key_bytes(parse_name(words, spellings_)));
  if (found == Interner::kMissing || forms_[found].candidates.size() != 1) return kNoEntity;
  return forms_[found].candidates.front();
}

int32_t Entities::find_or_add(std::string_view words, uint32_t at) {
  const std::string_view text = plain_spaces(words.substr(0, words.find(',')), arena());
  size_t start = 0;  // of the name: where capitals begin, "al-Hadrami" included
  while (start < text.size()) {
    const std::string_view word = text.substr(start, text.find(' ', start) - start);
    const size_t hyphen = word.find('-');
    if (capitalised(word) || (hyphen != word.npos && hyphen + 1 < word.size() && capitalised(word.substr(hyphen + 1))))
      break;
    start = std::min(text.size(), start + word.size() + 1);
  }
  JoinedWords title;
  each_word(text.substr(0, start), [&](std::string_view w) {
    if (!title.empty() || !classes(w, true).any({C::determiner, C::possessive})) title.add(w);
  });
  if (start == text.size() || classes(text.substr(start, text.find(' ', start) - start), false).has(C::determiner))
    return kNoEntity;
  Form form;
  form.name = parse_name(text.substr(start), spellings_);
  if (form.name.n_full == 0) return kNoEntity;
  if (const uint32_t known = form_keys_.find(key_bytes(form.name)); known != Interner::kMissing)
    return forms_[known].candidates.size() == 1 ? forms_[known].candidates.front() : kNoEntity;
  for (const int32_t id : with_part(form.name.last()->key)) {
    const NameMatch match = match_forms(form, list[static_cast<size_t>(id)]);
    if (match == NameMatch::none || match < form.match) continue;
    if (match > form.match) form.candidates = {}, form.match = match;
    form.candidates.push_back(arena(), id);
  }
  if (form.candidates.size() == 1) return form.candidates.front();
  if (!form.candidates.empty() || form.name.n_full < 2) return kNoEntity;
  form.person = 1;
  make_entity(form);
  Entity& entity = list.back();
  entity.first = at;
  entity.title = title.text(arena());
  gender_by_name(entity);
  form_keys_.add(key_bytes(form.name));
  forms_.push_back(form);
  return form.candidates.front();
}

const ArenaList<int32_t>& Entities::with_part(Key key) const {
  static const ArenaList<int32_t> kNobody;
  const auto found = by_part_.find(key.id());
  return found ? (*found)->first : kNobody;
}

std::span<const RoleUse> Entities::roles(Key head) const {
  const uint32_t* place = roles_.find(head.id());
  return place ? std::span<const RoleUse>(role_uses_[*place]) : std::span<const RoleUse>();
}

void Entities::add_role(Key head, const RoleUse& use) {
  const uint32_t* known = roles_.find(head.id());
  const auto place = known ? *known : static_cast<uint32_t>(n_role_uses_++);
  if (!known) {
    roles_[head.id()] = place;
    if (place == role_uses_.size()) role_uses_.emplace_back();
  }
  std::vector<RoleUse>& uses = role_uses_[place];
  if (uses.size() >= kMostUses) return;
  auto at = uses.end();
  while (at != uses.begin() && (at - 1)->at > use.at) --at;
  uses.insert(at, use);
}

}  // namespace inquit
