// Stage 9: who each mention is, over the whole document. It names; it never moves a span.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "attribution/attribute.h"
#include "inquit/options.h"
#include "inquit/record.h"
#include "lexicon/lexicon.h"
#include "mentions/mentions.h"
#include "text/segments.h"

namespace inquit {

// Why a mention got its speaker: for explain and for speaker_confidence.
enum class Basis : uint8_t {
  none,
  own_name,
  same_name,
  part_of_name,
  role_bound,
  pronoun_last_speaker,
  pronoun_subject,
  pronoun_first_person,
  pronoun_possessor,
  relative,
  group_members,
  label,
  issuer,
  own_phrase,
  continued,
  dialogue_turn,
  metonym,
  user
};
std::string_view to_string(Basis);

struct Resolution {
  int32_t speaker = kNone;      // index into Speakers::speakers
  Basis basis = Basis::none;
  int confidence = 0;           // per mille
  std::vector<int32_t> candidates;  // others that were possible, best first; at most three
};

struct Speakers {
  std::vector<Speaker> speakers;
  std::vector<Resolution> of_mention;      // one a mention of the document
  std::vector<Resolution> of_source;       // one an attribution: who speaks
  std::vector<Resolution> of_addressee;    // one an attribution; speaker kNone where there is none or it has no name
  std::vector<SpeakerStatus> status;       // one an attribution
};

// `mentions` are all mentions of the document in text order (outer before inner); `attributions` refer to them by index.
Speakers resolve(std::string_view text, const std::vector<Segment>& segments, const std::vector<Mention>& mentions,
                 const std::vector<RawAttribution>& attributions, const DocumentInput& input, const Lexicon& lexicon,
                 const std::vector<Person>& people);

}  // namespace inquit
