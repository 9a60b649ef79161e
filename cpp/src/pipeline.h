// The flow, on one screen: text -> tokens -> segments -> quotations -> cues, mentions -> units -> attributions -> speakers.
#pragma once
#include <string_view>
#include <vector>

#include "attribution/attribute.h"
#include "inquit/options.h"
#include "lexicon/lexicon.h"
#include "mentions/mentions.h"
#include "rules/rules.h"
#include "speakers/resolve.h"
#include "text/segments.h"

namespace inquit {

// All that the stages found of one document; explain reads it, the record is made of it.
struct Analysis {
  Segmentation segmentation;
  std::vector<Mention> mentions;
  std::vector<RawAttribution> attributions;  // in order of their first span
  std::vector<QuoteUse> quotes;
  Speakers speakers;
  std::string anchor;  // ISO date from which "on Monday" is counted; empty when unknown
};

// One paragraph through the stages before the rules. Memory is used again from paragraph to paragraph.
struct ParagraphScratch {
  Tokens tokens;
  Phrases phrases;
  std::vector<Tag> tags;
  std::vector<Quote> quotes;
  std::vector<CueMatch> cues;
  std::vector<FoldedMention> folded, inner;

  NameMemory names;  // of the document
  std::vector<Tokens> kept;  // of each paragraph of a document that is not long, from the first reading for its names

  // `ready`: the paragraph's tokens, which are taken; null where they are still to be made.
  void read(std::string_view text, Span range, uint32_t number, const Lexicon& lexicon, std::vector<Mention>& mentions,
            Tokens* ready = nullptr);
  Paragraph view(std::string_view text, const std::vector<Mention>& mentions, const Lexicon& lexicon) const {
    return {text, tokens, tags, phrases, quotes, cues, mentions, folded, inner, lexicon};
  }
};

struct Trace;

// With a `trace`, what the rules tried in the paragraphs that it wants is noted there.
Analysis analyse(const DocumentInput& input, const Lexicon& lexicon, const RuleSet& rules, const Options& options,
                 Trace* trace = nullptr);

// Takes the spans and speakers out of `analysis`.
Record make_record(const DocumentInput& input, Analysis&& analysis, const Lexicon& lexicon, const Options& options);

}  // namespace inquit
