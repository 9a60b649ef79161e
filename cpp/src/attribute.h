// Stage 8: units and rules -> attributions: who is the source of which words, by which cue.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "inquit/record.h"
#include "inquit/span.h"
#include "mentions.h"

namespace inquit {

// An attribution before anybody has been named. Mentions are indices into the document's mentions.
struct RawAttribution {
  std::vector<Span> content, source, cue, addressee, time, place, document;
  uint32_t source_mention = kNoMention;
  uint32_t addressee_mention = kNoMention;
  Kind kind = Kind::indirect;
  Zone zone = Zone::body;
  uint32_t paragraph = 0;
  uint16_t cue_index = 0xffff;   // into Lexicon::cues(); 0xffff without a cue
  uint16_t rule = 0;             // into Rules
  bool negated = false;
  int confidence = 0;            // per mille
  int32_t parent = kNone;        // index of the attribution in whose content this one lies
  int8_t quote_level = 0;        // 0: stands outside quotations
  int32_t turn_of = kNone;       // of an untagged turn of a dialogue: the attribution whose speaker it shares
};

}  // namespace inquit
