// Part of stage 9: the people and bodies of a document, by merging the names that stand in it. Which of them a pronoun
// or a role means is asked of resolve.cc.
#pragma once
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "inquit/options.h"
#include "inquit/record.h"
#include "lexicon.h"
#include "mentions.h"
#include "names.h"

namespace inquit {

inline constexpr int32_t kNoEntity = -1;

struct Entity {
  Name name;                 // the fullest form; of an unnamed one its phrase
  EntityType type = EntityType::unknown;
  SpeakerKind kind = SpeakerKind::person;
  bool named = true;
  bool phrase = false;       // a body that has no proper name: "union", "planning board"
  bool surely_person = false;  // a title, an honorific, a given name say so
  Gender gender = Gender::unknown;
  std::string_view gender_basis;
  std::string title, affiliation, external_id;
  std::vector<std::string> aliases;
  std::vector<std::string> heads;  // keys of the head nouns of its titles
  std::vector<int32_t> members;
  int32_t possessor = kNoEntity;   // "Restrepo" of "Restrepo’s chief of staff"
  uint32_t first = 0xffffffff;     // position of its first mention
};

// A head noun by which somebody has been called: "secretary" of "US Secretary of State".
struct RoleUse {
  uint32_t at = 0;  // position in the text
  int32_t entity = kNoEntity;
  std::string title;  // key of the whole title, spaces at both ends
};

class Entities {
 public:
  // Mentions of paragraphs where `skip` is set are left out.
  Entities(std::string_view text, const std::vector<Mention>& mentions, const std::vector<bool>& skip,
           const DocumentInput& input, const Lexicon& lexicon, const std::vector<Person>& people);

  std::vector<Entity> list;
  std::vector<int32_t> of_mention;            // of mentions with a name; else kNoEntity
  std::vector<NameMatch> match;               // how the mention's name stands for the entity's
  std::vector<std::vector<int32_t>> others;   // entities that the name could mean too; by mention; mostly empty

  int32_t in_title = kNoEntity;  // the one person whom the title that came with the text names

  int32_t add(Entity entity);
  // Who bears the name (a label, an issuer without a mention); kNoEntity when nobody does or several do.
  int32_t find(std::string_view name) const;
  // Who is meant by a source that is no mention: the name at the end of its words, known or new; kNoEntity without one.
  int32_t find_or_add(std::string_view words, uint32_t at);
  // Those with the word in their name, the first to appear first; few.
  std::span<const int32_t> with_part(const std::string& key) const;
  // Uses of a head noun as a title, in text order.
  const std::vector<RoleUse>& roles(const std::string& head_key) const;
  void add_role(const std::string& head_key, RoleUse use);

  // The head noun of a title: "secretary" of "secretary of state"; as a key.
  std::string head_of(std::string_view title) const;
  ClassSet classes(std::string_view word, bool capital) const;

 private:
  struct Form {  // one spelling of a name
    Name name;
    std::vector<uint32_t> mentions;
    std::vector<int32_t> candidates;
    NameMatch match = NameMatch::none;
    int person = 0, organisation = 0, place = 0, people = 0;  // mentions that say so
    int bare_role = 0;  // mentions with a role and one word: "shipbuilder Halvard", "pitcher Ramos"
    uint32_t rank = 0;  // order of first appearance
  };

  void collect();
  Span name_span(const Mention& m) const;
  Span person_in(Span words, bool titled) const;
  bool is_time(std::string_view word) const;
  void recover_names();
  void vote(Form& form, const Mention& m) const;
  void cluster();
  NameMatch match_forms(const Form& form, const Entity& entity) const;
  void make_entity(Form& form);
  void part_namesakes();
  void choose();
  void describe(uint32_t mention);
  void set_gender(Entity& entity, Gender gender, std::string_view basis) const;
  void gender_by_name(Entity& entity) const;
  void affiliate(Entity& entity);
  void extend_by_title();
  void find_in_title();
  void apply_people(const std::vector<Person>& people);
  void order_of_names();

  std::string_view text_;
  const std::vector<Mention>& mentions_;
  const std::vector<bool>& skip_;
  const DocumentInput& input_;
  const Lexicon& lexicon_;
  std::vector<Form> forms_;
  std::vector<int32_t> form_of_;  // one a mention
  std::unordered_map<std::string, uint32_t> form_by_key_;
  std::unordered_map<std::string, std::vector<int32_t>> by_part_;  // entities by the keys of their names' parts
  std::unordered_map<std::string, std::vector<RoleUse>> roles_;
  std::unordered_map<int32_t, int32_t> parted_;  // a namesake of the other gender
};

}  // namespace inquit
