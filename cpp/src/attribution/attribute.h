// Stage 8: units and rules -> attributions: who is the source of which words, by which cue.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "inquit/record.h"
#include "inquit/span.h"
#include "mentions/mentions.h"
#include "rules/rules.h"
#include "rules/units.h"
#include "text/segments.h"

namespace inquit {

inline constexpr uint16_t kNoCue = 0xffff;

// An attribution before anybody has been named. Mentions are indices into the document's mentions.
struct RawAttribution {
  SpanList content, source, cue, addressee, time, place, document;
  uint32_t source_mention = kNoMention;     // kNoMention with a source: a phrase that is no mention ("the decision")
  uint32_t addressee_mention = kNoMention;
  Kind kind = Kind::indirect;
  Zone zone = Zone::body;
  uint32_t paragraph = 0;
  uint16_t cue_index = kNoCue;   // into Lexicon::cues()
  std::string_view rule;         // its id
  bool negated = false;
  int confidence = 0;            // per mille
  int32_t parent = kNone;        // index of the attribution in whose content this one lies
  int8_t quote_level = 0;        // 0: stands outside quotations
  Span quotation;                // where cue and source stand inside its marks: the whole of it; else empty
  int32_t turn_of = kNone;       // of an untagged turn of a dialogue: the attribution whose speaker it shares
  int32_t answers = kNone;       // of a turn of a conversation: the turn before it, another's as a rule
};

// An outermost quotation of the document, and what became of it. Small: a text may be made of them.
struct QuoteUse {
  Span span;
  uint32_t paragraph = 0;
  int32_t claimed = kNone;   // the attribution whose content has it
  uint32_t words = 0;
  Why why = Why::no_cue;     // if nobody claims it
  bool dialogue : 1 = false; // a turn that a dash opens
  bool open : 1 = false;     // never closed in its paragraph
  bool leading : 1 = false;  // first of its paragraph
  bool whole : 1 = false;    // the paragraph is this quotation
  bool closing : 1 = false;  // the text of its paragraph ends with it
  bool speech : 1 = false;   // reads as what somebody says: set off from its sentence, ends like one
  bool lively : 1 = false;   // a question or a cry, or tagged as one or as an answer
  bool tagged_paragraph : 1 = false;  // the paragraph holds one attribution and little else: a turn of a dialogue
};
static_assert(sizeof(QuoteUse) == 24);

struct Trace;

struct AttributeOptions {
  bool attitudes = false;
  bool explore = false;  // every cue, whatever its strength
  Trace* trace = nullptr;  // what was tried is noted there
};

// The attributions of one paragraph, appended to `out` (parents before children); its outermost quotations, appended to `quotes`.
void attribute(const Paragraph& paragraph, const Segment& segment, uint32_t number, const RuleSet& rules,
               const AttributeOptions& options, std::vector<RawAttribution>& out, std::vector<QuoteUse>& quotes);

// Quotations that go on over paragraphs, that stand alone after their speaker's, and the untagged turns of dialogues.
void link_paragraphs(const std::vector<Segment>& segments, const std::vector<Mention>& mentions,
                     std::vector<RawAttribution>& attributions, std::vector<QuoteUse>& quotes);

// By quotation: whether it stands in a conversation, as those of fiction do; there every paragraph's quotations are one
// person's turn.
std::vector<bool> find_conversations(const std::vector<Segment>& segments,
                                     const std::vector<RawAttribution>& attributions,
                                     const std::vector<QuoteUse>& quotes);
void link_dialogue(const std::vector<Segment>& segments, const std::vector<Mention>& mentions,
                   std::vector<RawAttribution>& attributions, std::vector<QuoteUse>& quotes,
                   const std::vector<bool>& conversation);

}  // namespace inquit
