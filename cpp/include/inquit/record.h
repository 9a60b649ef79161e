// What comes out: one document's attributions, speakers and unattributed quotations. Spans are in bytes of the text;
// json.h and the bindings convert them to the unit that the user asked for, once.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "inquit/short_text.h"
#include "inquit/span.h"
#include "inquit/span_list.h"

namespace inquit {

enum class Kind : uint8_t { direct, mixed, indirect };
enum class Zone : uint8_t { headline, bullet, byline, dateline, body, related, turn };
enum class SpeakerKind : uint8_t { person, group, organisation, anonymous };
enum class SpeakerStatus : uint8_t { named, resolved, unresolved, anonymous, none };
enum class Gender : uint8_t { unknown, female, male };
enum class Why : uint8_t { scare, title, nickname, slogan, headline, related, no_cue, unclosed, too_long, correction };
enum class Origin : uint8_t { rule, correction };

std::string_view to_string(Kind);
std::string_view to_string(Zone);
std::string_view to_string(SpeakerKind);
std::string_view to_string(SpeakerStatus);
std::string_view to_string(Gender);  // "" when unknown
std::string_view to_string(Why);     // "no cue", "too long": as the record spells them
std::string_view to_string(Origin);

inline constexpr int32_t kNone = -1;  // an id that is not known

struct Attribution {
  ShortText<16> uid;  // hash of document id, quoted words and their surroundings
  Kind kind = Kind::indirect;
  std::string_view act;  // from the cue's entry; "say" where no cue stands; points into the lexicon
  bool negated = false;
  Zone zone = Zone::body;
  uint32_t paragraph = 0;  // number of the paragraph in which the first piece of the content stands
  SpanList content, source, cue, addressee, time, place, document;
  std::string_view cue_lemma;    // "tell", "according to"; empty without a cue
  std::string_view source_form;  // "name", "pronoun", "role", "label" or empty
  int32_t speaker_id = kNone;    // its name: Record::name_of
  SpeakerKind speaker_kind = SpeakerKind::anonymous;  // meaningless while speaker_status is none
  SpeakerStatus speaker_status = SpeakerStatus::none;
  int32_t addressee_id = kNone;
  ShortText<10> when;             // ISO date, or empty: null
  std::vector<int32_t> mentions;  // speakers whom the content names
  int32_t parent = kNone;       // index of the attribution in whose content this one is nested
  std::string_view rule;        // id of the rule; points into the rule set
  int confidence = 0;           // per mille: content and source are right
  int speaker_confidence = 0;   // per mille: the identity is right
  Origin origin = Origin::rule;
};

struct Speaker {
  std::string name;
  SpeakerKind kind = SpeakerKind::person;
  std::string title, affiliation;  // empty: null
  Gender gender = Gender::unknown;
  std::string_view gender_basis;   // "title", "pronoun", "given name", "user"; empty: null
  std::string external_id;         // from a pack or the user; empty: null
  std::vector<std::string> aliases;
  std::vector<int32_t> members;    // of a group of named people
  SpanList mentions;
};

struct Unattributed {
  SpanList content;
  Why why = Why::no_cue;
};

struct Record {
  std::string id, date, title;      // as given; date may come from the dateline; empty: null
  std::string language;
  uint32_t n_bytes = 0;
  std::vector<Attribution> attributions;  // in order of their first span
  std::vector<Speaker> speakers;          // in order of first mention; index = id
  std::vector<Unattributed> unattributed;

  std::string_view name_of(int32_t speaker) const {  // empty: null
    return speaker == kNone ? std::string_view{} : speakers[static_cast<size_t>(speaker)].name;
  }
};

}  // namespace inquit
