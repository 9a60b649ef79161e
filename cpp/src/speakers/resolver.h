// Part of stage 9: the steps of resolve(), one function each. Private to the resolve*.cc beside it.
#pragma once
#include <algorithm>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.h"
#include "speakers/entities.h"
#include "speakers/resolve.h"
#include "speakers/salience.h"
#include "text/word_scan.h"

namespace inquit {

// How sure each basis is, per mille, before distance and rivals take their part. First guesses, for calibration.
namespace sureness {
inline constexpr int kOwnName = 990, kPartOfName = 960, kSameNameOfSeveral = 700, kLabel = 970, kMetonym = 900,
                     kRelative = 950, kIssuer = 900, kEarlierDocument = 750, kOwnPhrase = 900, kRoleBound = 880,
                     kRoleOfSeveral = 650, kRoleNamedLater = 700, kRoleWhoAnswers = 600, kFirstPerson = 930,
                     kSecondPerson = 600, kPossessor = 850, kPronounNear = 920, kPronounFar = 800, kPronounRivals = 650,
                     kUnknownGender = -60, kGroup = 950, kDialogueTurn = 850, kInterview = 850, kNoMention = 800,
                     kNarrator = 800;
}

inline constexpr int32_t kTeller = -2;  // the narrator, where nobody names him: "I"

inline bool is_word_letter(CharClass c) { return is_letter(c) || c == CharClass::combining; }

// Of one document after the other; the memory is used again.
class Resolver {
 public:
  // What is given need live no longer than the call.
  Speakers run(std::string_view text, const std::vector<Segment>& segments, const std::vector<Mention>& mentions,
               const std::vector<RawAttribution>& attributions, const DocumentInput& input, const Lexicon& lexicon,
               const std::vector<Person>& people);

 private:
  // resolve.cc
  void place();  // sentences, sources and enclosing attributions of the mentions
  void resolve_mention(uint32_t m);
  Resolution name(uint32_t m);
  Resolution group(uint32_t m);
  uint32_t one_person(uint32_t m) const;
  void note(uint32_t m);  // adds the event of a resolved mention
  void sources();
  void who_answers();
  int32_t speaker_of(int32_t attribution) const;  // entity, kNoEntity when not known yet
  uint32_t inner(uint32_t m, Span span) const;  // the mention inside m that stands at the span; kNoMention
  int32_t known_owner(std::string_view phrase);
  int32_t entity_at(uint32_t m, Span span);  // who stands there, a name without a mention included

  void output(Speakers& out);  // resolve_output.cc

  // resolve_roles.cc
  Resolution label(uint32_t m);
  void interview();  // who Q and A are
  Resolution document(uint32_t m);
  int32_t sender(uint32_t m);  // of a document, kNoEntity
  Resolution role(uint32_t m);
  int32_t bound_role(uint32_t m, Key head, int32_t possessor, Resolution& out);
  bool title_fits(uint32_t m, const RoleUse& use, Key head);
  bool describes(uint32_t m, const RoleUse& use, Key head);
  bool known_phrase(uint32_t m, Resolution& out);
  uint32_t appositive(uint32_t m) const;
  bool is_place(const Entity& who);
  Resolution phrase(uint32_t m, SpeakerKind kind, bool again, Key head);
  Key head_of(uint32_t m) const;
  std::string_view phrase_text(uint32_t m, bool without_article);

  // resolve_kin.cc
  Resolution kin(uint32_t m, int32_t owner, Key head);
  int32_t kin_back(int32_t owner, Key head);
  bool is_kin(uint32_t m) const;
  bool bears(int32_t who, Key head) const;
  void find_only_mrs();
  Resolution parent(uint32_t m, Key head);
  Resolution companion(uint32_t m, int32_t owner);
  int32_t companion_of_teller(uint32_t m);

  // resolve_epithets.cc
  Resolution like_pronoun(uint32_t m);
  bool is_epithet(uint32_t m);
  bool is_one_of_people(uint32_t m) const;
  Resolution epithet(uint32_t m);
  int32_t role_by_turns(uint32_t m) const;
  bool in_steady_turns(uint32_t m) const;
  int32_t generic_by_turns(uint32_t m, Key head);
  int32_t not_long_known(uint32_t m, Key head, int32_t who);
  int32_t announced(uint32_t m, Key head);
  bool is_generic(Key head) const;

  // resolve_pronouns.cc
  Resolution pronoun(uint32_t m);
  Resolution third_person(uint32_t m);
  uint32_t clause_owner(uint32_t m) const;
  uint32_t subject_before(uint32_t m) const;

  // resolve_introductions.cc
  void introduce(uint32_t m);
  void same(int32_t unnamed, int32_t who);
  bool follows_phrase(uint32_t m, std::string_view listed) const;
  bool follows_interrupted(uint32_t m, std::string_view listed) const;
  void find_answers_of_names();
  bool may_speak_by_name(uint32_t m) const;
  std::string folded(Span span) const;
  std::string folded_before(uint32_t m, uint32_t bytes) const;
  void name_by_call();
  void leads();
  bool names_nobody_else(uint32_t m, Key head);
  int32_t named_pair(uint32_t m);
  int32_t last_body(uint32_t m);
  bool presumes(uint32_t m) const;
  uint32_t leading(uint32_t m, uint32_t paragraph) const;
  uint32_t name_inside(uint32_t m) const;
  bool name_given(uint32_t m);
  void short_names();
  void find_introductions();
  uint32_t subject_of(uint32_t m) const;
  bool is_vague(uint32_t m) const;
  bool is_demonstrative(uint32_t m) const;
  bool is_ours(uint32_t m) const;
  bool beside_subject(uint32_t m) const;

  // resolve_dialogue.cc
  void find_turns();
  void find_narrator();
  void decide_turn(int32_t attribution, uint32_t sentence);
  int32_t by_words(int32_t attribution);
  std::string_view without_article(std::string_view phrase) const;
  void has_spoken(int32_t who);
  bool spoke(int32_t who) const {
    return who >= 0 && static_cast<size_t>(who) < spoke_.size() && spoke_[static_cast<size_t>(who)];
  }
  int32_t by_turns(uint32_t m, Question& question);
  int32_t turn_before_last(int32_t attribution) const;
  int32_t who_speaks(int32_t attribution) const;
  std::vector<int32_t> vocatives(int32_t attribution);
  int32_t called_by_title(uint32_t m);
  bool is_called(uint32_t m, Span piece) const;
  bool beside_role(uint32_t m) const;
  bool answers_who(int32_t attribution, uint32_t m) const;
  bool is_listed(std::string_view setting, std::string_view word) const;
  Gender called_gender(int32_t attribution) const;
  bool set_off(Span name, Span piece) const;
  void people_who_speak();
  void part_who_talk();  // resolve_namesakes.cc
  void find_reports_between();
  bool speaks_by_name(int32_t who) const {
    return static_cast<size_t>(who) < speaks_by_name_.size() && speaks_by_name_[static_cast<size_t>(who)];
  }
  int32_t canonical(int32_t id) const {
    return id >= 0 && static_cast<size_t>(id) < same_as_.size() && same_as_[static_cast<size_t>(id)] != kNoEntity
               ? same_as_[static_cast<size_t>(id)]
               : id;
  }
  bool tells(uint32_t m) const;
  int32_t teller() const { return narrator_ == kNoEntity ? kTeller : narrator_; }
  // f(mention) for the first `most` mentions that begin in a piece of what is said.
  template <class F>
  void each_mention_in(Span piece, uint32_t most, F f) const {
    auto m = std::lower_bound(mentions_->begin(), mentions_->end(), piece.begin,
                              [](const Mention& a, uint32_t p) { return a.span.begin < p; });
    for (; m != mentions_->end() && m->span.begin < piece.end && most > 0; ++m, --most)
      f(static_cast<uint32_t>(m - mentions_->begin()));
  }

  // resolve_scene.cc
  struct Turn {  // of a conversation, what is known of it before anybody decides
    uint32_t m = kNoMention;  // its source
    Gender gender = Gender::unknown;  // of the pronoun or role that tags it
    bool role = false;  // a role without a name tags it
    bool anybody = false;  // what tags it says nothing of who is meant
    Gender called_gender = Gender::unknown;
    std::vector<int32_t> called, named;  // whom its words call by name, whom else they name
    bool calls(int32_t who) const { return std::find(called.begin(), called.end(), who) != called.end(); }
  };
  const Turn& turn(int32_t attribution);
  int32_t surely_speaks(int32_t attribution) const;
  bool may_speak(int32_t who) const;
  int fit(const Turn& turn, int32_t attribution, int32_t who, int32_t sure) const;
  int follow(int32_t attribution, const Turn& turn, const Turn* before, int32_t who, int32_t last,
             int32_t earlier) const;
  int32_t decide_in_scene(int32_t attribution, Question question);
  bool fits(uint32_t m, int32_t who) const;
  uint32_t begin_of(int32_t attribution) const;

  const Mention& at(uint32_t m) const { return (*mentions_)[m]; }
  size_t n_mentions() const { return mentions_->size(); }
  const RawAttribution& attribution(int32_t a) const { return (*attributions_)[static_cast<size_t>(a)]; }
  Entity& entity(int32_t id) { return entities_.list[static_cast<size_t>(id)]; }
  std::string_view words(Span span) const { return slice(text_, span); }
  int32_t number(const Entity& who) const { return static_cast<int32_t>(&who - entities_.list.data()); }
  // An entity that is known by words or by members; what tells those of one kind from another stands in `kind`.
  enum class Known : uint32_t { person, group, organisation, anonymous, members, label };
  int32_t& known(std::string_view words, Known kind);
  int32_t& known(std::span<const int32_t> members);
  int32_t& known();  // of key_ids_

  std::string_view text_;
  const std::vector<Segment>* segments_ = nullptr;
  const std::vector<Mention>* mentions_ = nullptr;
  const std::vector<RawAttribution>* attributions_ = nullptr;
  const Lexicon* lexicon_ = nullptr;
  std::vector<bool> skip_;  // one a mention: in a related link
  Spellings spellings_;
  Entities entities_{spellings_};
  Salience salience_;
  std::vector<Resolution> of_;  // one a mention; speaker is an entity until output()
  std::vector<bool> done_;
  int nesting_ = 0;  // possessors of possessors
  std::vector<uint32_t> sentence_;  // of the document
  std::vector<int32_t> source_of_;  // first attribution that the mention is the source of
  std::vector<int32_t> addressee_of_;
  std::vector<int32_t> enclosing_;  // innermost attribution whose content the mention stands in
  std::vector<int32_t> quotation_;  // innermost one whose quoted words, or turn, it stands in
  std::vector<uint16_t> depth_;  // how many such there are
  std::vector<Resolution> sources_, addressees_;
  Interner known_keys_;
  std::vector<int32_t> known_;  // entities by number of their key; kNoEntity where there is none yet
  std::vector<uint32_t> key_ids_;
  std::vector<Key> title_keys_;
  bool labels_ = false;  // there are labels of turns
  struct Issued {
    uint32_t at = 0;
    int32_t issuer = kNoEntity;
    Key head;
  };
  std::vector<Issued> documents_;  // the documents so far
  bool conversation_ = false;  // turns answer turns
  std::vector<int32_t> answered_by_;  // the attribution that answers each
  std::vector<int32_t> between_;  // by turn: what is reported in the telling before it, a turn too
  std::vector<int32_t> untagged_;  // turns with neither source nor cue nor action, in text order
  std::vector<int32_t> turn_speaker_;  // of those, once decided
  int32_t narrator_ = kNoEntity;
  std::vector<int32_t> introduces_;  // by attribution: who says his own name in it ("I am Violet Amory")
  std::vector<bool> spoke_;  // by entity: has had a turn so far
  int32_t only_mrs_ = kNoEntity;  // where one woman alone is called so
  std::vector<bool> speaks_by_name_;  // by entity: a tag names it
  bool told_by_teller_ = false;  // "I" tags a turn
  int32_t voice_ = kNone;  // the attribution to a voice that was heard last
  uint32_t voice_sentence_ = 0;
  std::deque<Turn> turns_;  // those looked at; they stay where they are
  std::vector<int32_t> turn_number_, cast_, chain_, origin_, next_origin_;
  std::vector<int> paths_, next_paths_;
  std::vector<int32_t> same_as_;  // by entity: who it turns out to be; shorter than the list as a rule
};

}  // namespace inquit
