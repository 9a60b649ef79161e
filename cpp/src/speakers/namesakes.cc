// Part of entities.cc: people of one family name who are told apart by how they are called: "Sir Alastair Low … Lady Low",
// "Mr. Parr … Mrs. Parr … Miss Parr". Which words one person does not bear by turns is data ("titles_apart").
#include <algorithm>

#include "base/tsv.h"
#include "speakers/entities.h"
#include "speakers/entity_words.h"

namespace inquit {
namespace {

constexpr size_t kMostAddresses = 4;  // of one family name

// The number of the group in "a b|c d" that has the word; kNone.
int8_t group_in(std::string_view groups, std::string_view word) {
  for (int8_t number = 0; !groups.empty(); ++number)
    if (has_word(cut(groups, '|'), word)) return number;
  return kNone;
}

}  // namespace

Address Entities::address_of(const Mention& m) const {
  Address out{m.gender, kNone};
  if (!m.honorific || m.name.begin <= m.span.begin || titles_apart_.empty()) return out;
  std::string folded;
  words_between_spaces(slice(text_, {m.span.begin, m.name.begin}), [&](std::string_view word) {
    folded.clear();
    fold(word, folded);
    if (const int8_t group = group_in(titles_apart_, folded); group != kNone) out.group = group;
  });
  return out;
}

int32_t Entities::add_namesake(int32_t of, Name name, const Address& address) {
  Entity& other = add();
  other.name = name;
  if (name.family() != nullptr && name.n_full > 1) other.name = parse_name(last_word(name.text), spellings_);
  other.type = EntityType::person;
  other.surely_person = true;
  other.gender = address.gender;
  if (address.gender != Gender::unknown) other.gender_basis = "title";
  other.address_group = address.group;
  const auto id = static_cast<int32_t>(list.size()) - 1;
  list.back().namesake = list[static_cast<size_t>(of)].namesake;
  list[static_cast<size_t>(of)].namesake = id;
  parted = true;
  return id;
}

// "Mr. Crane" where a given name says that Celia Crane is a woman.
bool Entities::against_name(int32_t id, const Address& address) const {
  const Entity& who = list[static_cast<size_t>(id)];
  if (address.gender == Gender::unknown || who.name.n_full < 2 || who.type == EntityType::organisation) return false;
  Entity copy;
  copy.name = who.name;
  gender_by_name(copy);
  return copy.gender != Gender::unknown && copy.gender != address.gender;
}

// Titles of one kind alone know better than the list of given names.
void Entities::part_namesakes() {
  titled_.assign(list.size(), {});
  bool any = false;
  for (uint32_t i = 0; i < mentions_->size(); ++i) {
    const Mention& m = mention(i);
    if (m.form != MentionForm::name || form_of_[i] < 0 || (m.gender == Gender::unknown && !m.honorific)) continue;
    const Form& form = forms_[static_cast<size_t>(form_of_[i])];
    if (form.candidates.size() != 1) continue;
    const Address address = address_of(m);
    if (!address.said()) continue;
    Titled& titled = titled_[static_cast<size_t>(form.candidates.front())];
    if (form.match == NameMatch::equal && form.name.n_full > 1) titled.in_full = address;
    const auto same = [&](const Address& a) { return a.gender == address.gender && a.group == address.group; };
    if (titled.seen.size() < kMostAddresses && std::none_of(titled.seen.begin(), titled.seen.end(), same))
      titled.seen.push_back(address);
    any |= titled.seen.size() > 1 || against_name(form.candidates.front(), address);
  }
  const size_t n = any ? list.size() : 0;
  for (size_t id = 0; id < n; ++id) {
    const std::vector<Address>& seen = titled_[id].seen;
    const auto one_person = [&] {
      if (seen.size() == 1 && !titled_[id].in_full.said() && against_name(static_cast<int32_t>(id), seen[0]))
        return false;
      for (const Address& a : seen)
        for (const Address& b : seen)
          if (!a.fits(b)) return false;
      return true;
    };
    if (one_person()) continue;
    const bool several_names = list[id].name.n_full > 1;
    Address own = titled_[id].in_full;
    if (own.gender == Gender::unknown) {
      Entity copy;
      copy.name = list[id].name;
      gender_by_name(copy);
      own.gender = copy.gender;
    }
    if (own.gender == Gender::unknown && several_names) continue;
    // Mr. and Mrs. Parr: one of them.
    if (own.gender == Gender::unknown)
      own.gender = std::any_of(seen.begin(), seen.end(), [](const Address& a) { return a.gender == Gender::male; })
                       ? Gender::male
                       : seen.front().gender;
    // Of Mrs. and Miss Parr, who has a given name is the one whose group comes last.
    if (const Address by_gender = own; own.group == kNone)
      for (const Address& a : seen)
        if (a.fits(several_names ? by_gender : own)) own.group = several_names ? std::max(own.group, a.group) : a.group;
    list[id].gender = own.gender;
    list[id].gender_basis = "given name";
    list[id].address_group = own.group;
    for (const Address& a : seen) {
      bool known = false;
      for (auto other = static_cast<int32_t>(id); other != kNoEntity && !known;
           other = list[static_cast<size_t>(other)].namesake) {
        const Entity& e = list[static_cast<size_t>(other)];
        known = a.fits({e.gender, e.address_group});
      }
      if (!known) add_namesake(static_cast<int32_t>(id), list[id].name, a);
    }
  }
}

}  // namespace inquit
