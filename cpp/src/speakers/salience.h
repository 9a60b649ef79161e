// Part of stage 9: who was in the reader's mind at a place in the text: the events that pronouns look back at.
#pragma once
#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "inquit/record.h"
#include "speakers/entities.h"

namespace inquit {

// How prominently somebody stood at a place.
struct Event {
  uint32_t at = 0;         // position in the text
  uint32_t sentence = 0;   // counted over the document
  int32_t entity = kNoEntity;
  int32_t quotation = kNone;  // the attribution whose quoted words it stands in
  int weight = 0;
};

// The weights of an event, and what a sentence of distance costs. Chosen so that the last speaker outlives a subject of
// the sentence between, and loses to one that is two sentences nearer.
namespace weight {
inline constexpr int kSpeaker = 30;       // the source of an attribution outside quotations
inline constexpr int kInnerSpeaker = 18;  // the source of one inside another's content
inline constexpr int kSubject = 24;
inline constexpr int kFirst = 16;         // the first of its sentence, subject or not
inline constexpr int kOther = 8;
inline constexpr int kInside = 3;         // inside another phrase: a possessor, a name in a relative clause
inline constexpr int kSentence = 8;       // lost with each sentence of distance
inline constexpr int kQuoted = 15;        // lost by what stands in a quotation, seen from without
inline constexpr int kUnknownGender = 12; // lost where the gender is not known to agree
inline constexpr int kUnnamed = 4;        // lost by one who has no name
inline constexpr int kUnsure = 20;        // lost where nothing says that it is a person
inline constexpr int kMargin = 2;         // closer than this, two are equally good
}  // namespace weight

enum class Wanted : uint8_t { person, body, several };  // he or she; it; they

struct Question {
  uint32_t at = 0, sentence = 0;
  Wanted wanted = Wanted::person;
  Gender gender = Gender::unknown;
  int32_t quotation = kNone;
  bool told = false;  // what stands in quotations does not count
  uint32_t since = 0;  // what stands before does not count
  // Who cannot be meant: the first five have places of their own, the others are those whom the words call by name.
  static constexpr size_t kFirstCalled = 5;
  std::array<int32_t, 9> excluded = {kNoEntity, kNoEntity, kNoEntity, kNoEntity, kNoEntity,
                                     kNoEntity, kNoEntity, kNoEntity, kNoEntity};
  void exclude_called(std::span<const int32_t> called) {
    for (size_t k = 0; k < called.size() && kFirstCalled + k < excluded.size(); ++k)
      excluded[kFirstCalled + k] = called[k];
  }
  bool excludes(int32_t id) const { return std::find(excluded.begin(), excluded.end(), id) != excluded.end(); }
};

struct Answer {
  int32_t entity = kNoEntity;       // kNoEntity where nobody fits, or two fit equally well
  int score = 0, lead = 0;          // lead: over the next best
  uint32_t distance = 0;            // sentences
  bool spoke = false;               // the place that counted most is one where he spoke
  std::array<int32_t, 3> others{};  // the others, best first
  size_t n_others = 0;

  std::span<const int32_t> candidates() const { return {others.data(), n_others}; }
};

class Salience {
 public:
  void clear() { events_.clear(), seen_.clear(); }
  // Events come in text order.
  void add(const Event& event) { events_.push_back(event); }
  Answer ask(const Question& question, const std::vector<Entity>& entities) const;
  // How well the entity answers the question, whether or not another does better; far below zero where it cannot be meant.
  int score_of(const Question& question, int32_t entity, const std::vector<Entity>& entities) const;
  // Whether the entity acts or speaks in the telling between the two places.
  bool acts_between(int32_t entity, uint32_t begin, uint32_t end) const;
  // One more than the position of the entity's last event before `at`, looking back a bounded way; 0: there is none.
  uint32_t last_seen(int32_t entity, uint32_t at) const;
  // The last event before `at` of which holds(event) is true, looking back the same way; null.
  template <class Holds>
  const Event* last_that(uint32_t at, Holds holds) const {
    auto event =
        std::lower_bound(events_.begin(), events_.end(), at, [](const Event& e, uint32_t p) { return e.at < p; });
    for (size_t steps = 0; event != events_.begin() && steps < kLookBack; ++steps)
      if (holds(*--event)) return &*event;
    return nullptr;
  }

 private:
  static constexpr size_t kLookBack = 96;  // events
  std::vector<Event> events_;
  // By entity: in which question it was met last, its place there and what its doubts cost; so that asking costs nothing
  // for each entity of the document.
  struct Seen {
    uint32_t question = 0;
    int32_t cost = 0;
    uint32_t place = 0;
  };
  mutable std::vector<Seen> seen_;
  mutable uint32_t question_ = 0;
};

}  // namespace inquit
