// Part of stage 9: the people and bodies of a document, by merging the names that stand in it. Which of them a pronoun
// or a role means is asked of resolve.cc.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/arena.h"
#include "base/interner.h"
#include "inquit/options.h"
#include "inquit/record.h"
#include "lexicon/lexicon.h"
#include "mentions/mentions.h"
#include "speakers/names.h"
#include "speakers/spellings.h"

namespace inquit {

inline constexpr int32_t kNoEntity = -1;

// How somebody is called before the family name: what tells Mr. Parr from Mrs. Parr, and her from Miss Parr.
struct Address {
  Gender gender = Gender::unknown;
  int8_t group = kNone;  // of the setting "titles_apart"
  bool said() const { return gender != Gender::unknown || group != kNone; }
  bool fits(const Address& other) const {
    return (gender == Gender::unknown || other.gender == Gender::unknown || gender == other.gender) &&
           (group == kNone || other.group == kNone || group == other.group);
  }
};

// Its words are the text's or in the arena of the spellings: an entity costs no memory of its own.
struct Entity {
  Name name;                 // the fullest form; of an unnamed one its phrase
  EntityType type = EntityType::unknown;
  SpeakerKind kind = SpeakerKind::person;
  bool named = true;
  bool phrase = false;       // a body that has no proper name: "union", "planning board"
  bool surely_person = false;  // a title, an honorific, a given name say so
  Gender gender = Gender::unknown;
  std::string_view gender_basis;
  std::string_view title, affiliation, external_id;
  ArenaList<std::string_view> aliases;
  ArenaList<Key> heads;  // of its titles
  std::span<const int32_t> members;
  int32_t possessor = kNoEntity;   // "Restrepo" of "Restrepo’s chief of staff"
  int32_t namesake = kNoEntity;    // the next one who bears the same family name, told apart by how they are called
  int8_t address_group = kNone;    // see Address
  std::string_view address;        // the words before the family name alone: "Mrs.", "Captain"
  uint32_t first = 0xffffffff;     // position of its first mention
};

// A head noun by which somebody has been called: "secretary" of "US Secretary of State".
struct RoleUse {
  uint32_t at = 0;  // position in the text
  int32_t entity = kNoEntity;
  std::string_view title;  // all of it
};

// Keys of all words of a text, those that are empty at its head left out.
void add_keys(std::string_view text, Spellings& spellings, std::vector<Key>& out);

// Of one document after the other; the memory is used again.
class Entities {
 public:
  explicit Entities(Spellings& spellings) : spellings_(spellings) {}

  // Mentions where `skip` is set are left out. What is given must live until the answers are taken.
  void read(std::string_view text, const std::vector<Mention>& mentions, const std::vector<bool>& skip,
            const DocumentInput& input, const Lexicon& lexicon, const std::vector<Person>& people);

  std::vector<Entity> list;
  std::vector<int32_t> of_mention;            // of mentions with a name; else kNoEntity
  std::vector<NameMatch> match;               // how the mention's name stands for the entity's
  std::vector<std::span<const int32_t>> others;  // entities that the name could mean too; by mention; mostly empty

  bool parted = false;  // there are namesakes

  int32_t in_title = kNoEntity;  // the one person whom the title that came with the text names

  Entity& add();  // one more, at the end of the list
  // Who bears the name (a label, an issuer without a mention); kNoEntity when nobody does or several do.
  int32_t find(std::string_view name);
  // Who is meant by a source that is no mention: the name at the end of its words, known or new; kNoEntity without one.
  int32_t find_or_add(std::string_view words, uint32_t at);
  // Those with the word in their name, the first to appear first; few.
  const ArenaList<int32_t>& with_part(Key key) const;
  // Uses of a head noun as a title, in text order.
  std::span<const RoleUse> roles(Key head) const;
  void add_role(Key head, const RoleUse& use);
  // How somebody is called before his name: by a title that one person does not bear by turns, or of one gender.
  Address address_of(const Mention& m) const;
  std::string_view address_words(const Mention& m) const;
  // Another of the same family name, called so; the mentions are the caller's to move.
  int32_t add_namesake(int32_t of, Name name, const Address& address);

  const Spelling& spelling(std::string_view word) const { return spellings_.of(word); }
  ClassSet classes(std::string_view word, bool capital) const { return spellings_.of(word).classes(capital); }
  // Of the word as it is written: with a capital or without.
  ClassSet classes(std::string_view word) const {
    const Spelling& spelling = spellings_.of(word);
    return spelling.classes(spelling.capital);
  }
  Key head_of(std::string_view title) const { return inquit::head_of(title, spellings_); }
  Spellings& spellings() const { return spellings_; }
  Arena& arena() const { return spellings_.arena(); }

 private:
  struct Form {  // one spelling of a name
    Name name;
    ArenaList<int32_t> candidates;
    NameMatch match = NameMatch::none;
    int person = 0, organisation = 0, place = 0, people = 0;  // mentions that say so
    bool surely_place = false;  // no given name, or behind "in"
    int bare_role = 0;  // mentions with a role and one word: "shipbuilder Halvard", "pitcher Ramos"
  };
  struct Bearers {  // of a word of a name
    ArenaList<int32_t> first;  // kMostCandidates at most
    uint32_t all = 0;
  };

  void collect();
  uint32_t text_id(std::string_view words);
  int32_t read_form(std::string_view words);
  Span name_span(const Mention& m) const;
  uint32_t person_in(std::string_view name) const;
  bool is_time(std::string_view word) const;
  void recover_names();
  void vote(Form& form, const Mention& m);
  void cluster();
  NameMatch match_forms(const Form& form, const Entity& entity) const;
  void make_entity(Form& form);
  void part_namesakes();
  bool against_name(int32_t id, const Address& address) const;
  void choose();
  void describe(uint32_t mention);
  void set_gender(Entity& entity, Gender gender, std::string_view basis) const;
  void gender_by_name(Entity& entity) const;
  void affiliate(Entity& entity);
  void extend_by_title();
  void find_in_title();
  void apply_people(const std::vector<Person>& people);
  void order_of_names();

  std::string_view key_bytes(const Name& name);  // the numbers of its keys; until the next call
  void add_part(Key key, int32_t entity);

  const Mention& mention(uint32_t i) const { return (*mentions_)[i]; }

  Spellings& spellings_;
  std::string_view text_;
  const std::vector<Mention>* mentions_ = nullptr;
  const std::vector<bool>* skip_ = nullptr;
  const DocumentInput* input_ = nullptr;
  const Lexicon* lexicon_ = nullptr;
  std::string_view titles_apart_;
  std::vector<Form> forms_;
  std::vector<int32_t> form_of_;  // one a mention
  struct Text {  // what the words of a name say wherever they stand
    static constexpr int32_t kUnread = -2;
    int32_t form = kUnread;  // -1: it has no parts
    uint32_t person_from = 0;  // see person_in
    bool time = false;
  };
  Interner text_ids_;
  std::vector<Text> texts_;  // by number
  Interner form_keys_;            // numbers as in forms_
  KeyMap<Bearers*> by_part_;      // by the keys of their names' parts
  KeyMap<uint32_t> roles_;        // places in role_uses_
  std::vector<std::vector<RoleUse>> role_uses_;  // the first n_role_uses_ are of this document
  size_t n_role_uses_ = 0;
  std::vector<uint32_t> key_ids_;
  std::vector<std::string_view> words_;  // of the title that is read
  struct Titled {  // what an entity is called before its name
    std::vector<Address> seen;  // different ones; few
    Address in_full;            // with the whole name
  };
  std::vector<Titled> titled_;
  std::vector<uint64_t> order_;
};

}  // namespace inquit
