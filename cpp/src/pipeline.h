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

// One paragraph through the stages before the rules, each a call of its own. Memory is used again from paragraph to
// paragraph.
struct ParagraphScratch {
  Tokens tokens;
  Phrases phrases;
  std::vector<Tag> tags;
  std::vector<Quote> quotes;
  std::vector<CueMatch> cues;
  std::vector<FoldedMention> folded, inner;

  void find_tokens(std::string_view text, Span range, const Lexicon& lexicon) {
    tokenize(text, range, lexicon, tokens);
  }
  void find_quotes(std::string_view text, const Lexicon& lexicon) { pair_quotes(text, tokens, lexicon, quotes); }
  void find_tags(const Lexicon& lexicon, const NameMemory& names) {
    find_phrases(tokens, lexicon, phrases);
    tag_tokens(tokens, phrases, quotes, &names, is_title_case(tokens), tags);
  }
  // Cues, and mentions, which are appended.
  void find_speakers(std::string_view text, uint32_t number, const Lexicon& lexicon, std::vector<Mention>& mentions) {
    find_cues(tokens, tags, phrases, lexicon, cues);
    find_mentions({number, text}, tokens, tags, phrases, quotes, cues, lexicon, mentions, folded, inner);
  }
  // All of them. `names`: of the document.
  void read(std::string_view text, Span range, uint32_t number, const Lexicon& lexicon, const NameMemory& names,
            std::vector<Mention>& mentions) {
    find_tokens(text, range, lexicon);
    find_quotes(text, lexicon);
    find_tags(lexicon, names);
    find_speakers(text, number, lexicon, mentions);
  }

  Paragraph view(std::string_view text, const std::vector<Mention>& mentions, const Lexicon& lexicon) const {
    return {text, tokens, tags, phrases, quotes, cues, mentions, folded, inner, lexicon};
  }
};

struct Trace;

// All but the speakers. With a `trace`, what the rules tried in the paragraphs that it wants is noted there.
Analysis find_attributions(const DocumentInput& input, const Lexicon& lexicon, const RuleSet& rules,
                           const Options& options, Trace* trace = nullptr);
// The speakers, of all the rest.
Speakers find_speakers(const DocumentInput& input, const Analysis& said, const Lexicon& lexicon);

// Both.
Analysis analyse(const DocumentInput& input, const Lexicon& lexicon, const RuleSet& rules, const Options& options,
                 Trace* trace = nullptr);

// Takes the spans and speakers out of `analysis`.
Record make_record(const DocumentInput& input, Analysis&& analysis, const Lexicon& lexicon, const Options& options);

}  // namespace inquit
