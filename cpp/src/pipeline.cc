// See pipeline.h.
#include "pipeline.h"

#include <algorithm>

#include "attribution/quote_use.h"
#include "attribution/trace.h"
#include "base/stop.h"
#include "inquit/error.h"
#include "mentions/dates.h"

namespace inquit {
namespace {

constexpr size_t kLargestText = size_t{1} << 31;
constexpr size_t kKeptText = size_t{1} << 17;  // bytes of a document whose tokens are kept from one reading to the next

// A paragraph that ends in a colon goes on with the quotation that the next one is.
bool introduces_next(std::string_view text, const std::vector<Segment>& segments, size_t k) {
  if (k + 1 >= segments.size() || segments[k].zone != Zone::body || segments[k + 1].zone != Zone::body) return false;
  const std::string_view own = slice(text, segments[k].body);
  return !own.empty() && own.back() == ':';
}

void order_attributions(std::vector<RawAttribution>& attributions) {
  std::vector<int32_t> order(attributions.size()), place(attributions.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = static_cast<int32_t>(i);
  const auto first = [&](int32_t i) {
    const RawAttribution& a = attributions[i];
    uint32_t begin = a.content.front().begin;
    for (const auto* spans : {&a.source, &a.cue})
      for (const Span& s : *spans) begin = std::min(begin, s.begin);
    return begin;
  };
  std::vector<uint32_t> begins(attributions.size());
  for (size_t i = 0; i < begins.size(); ++i) {
    if (i % kStopSteps == 0) stop_point();
    begins[i] = first(static_cast<int32_t>(i));
  }
  std::stable_sort(order.begin(), order.end(), [&](int32_t a, int32_t b) {
    if (begins[a] != begins[b]) return begins[a] < begins[b];
    return attributions[a].content.back().end > attributions[b].content.back().end;
  });
  std::vector<RawAttribution> sorted;
  sorted.reserve(attributions.size());
  for (size_t i = 0; i < order.size(); ++i) place[order[i]] = static_cast<int32_t>(i);
  StopEvery ask;
  for (int32_t i : order) ask(), sorted.push_back(std::move(attributions[i]));
  for (RawAttribution& a : sorted) {
    if (a.turn_of != kNone) a.turn_of = place[a.turn_of];
    if (a.answers != kNone) a.answers = place[a.answers];
  }
  attributions = std::move(sorted);
}

}  // namespace

void ParagraphScratch::read(std::string_view text, Span range, uint32_t number, const Lexicon& lexicon,
                            std::vector<Mention>& mentions, Tokens* ready) {
  if (ready)
    tokens.swap(*ready);
  else
    tokenize(text, range, lexicon, tokens);
  stop_point();
  pair_quotes(text, tokens, lexicon, quotes);
  find_phrases(tokens, lexicon, phrases);
  stop_point();
  tag_tokens(tokens, phrases, quotes, &names, is_title_case(tokens), tags);
  stop_point();
  find_cues(tokens, tags, phrases, lexicon, cues);
  find_mentions({number, text}, tokens, tags, phrases, quotes, cues, lexicon, mentions, folded, inner);
}

Analysis analyse(const DocumentInput& input, const Lexicon& lexicon, const RuleSet& rules, const Options& options,
                 Trace* trace) {
  const std::string_view text = input.text;
  if (text.size() >= kLargestText) throw TextError("the text is 2 GiB or larger; cut it", kLargestText);
  if (const size_t bad = find_invalid_utf8(text); bad < text.size())
    throw TextError("byte " + std::to_string(bad) + " is not UTF-8", bad);
  Analysis out;
  out.segmentation = segment(text, lexicon);
  const std::vector<Segment>& segments = out.segmentation.segments;
  out.anchor = input.date;
  if (out.anchor.empty() && is_iso_date(out.segmentation.dateline_date)) out.anchor = out.segmentation.dateline_date;
  thread_local ParagraphScratch scratch;
  scratch.names.assign(lexicon.size() + 1, false);
  const bool keep = text.size() <= kKeptText;
  if (keep && scratch.kept.size() < segments.size()) scratch.kept.resize(segments.size());
  for (size_t k = 0; k < segments.size(); ++k) {
    Tokens& tokens = keep ? scratch.kept[k] : scratch.tokens;
    tokenize(text, segments[k].body, lexicon, tokens);
    remember_names(tokens, scratch.names);
    stop_point();
  }
  AttributeOptions attribute_options{options.attitudes, options.explore, nullptr};
  for (size_t k = 0; k < segments.size(); ++k) {
    Segment segment = segments[k];
    uint32_t number = static_cast<uint32_t>(k);
    const bool joined = introduces_next(text, segments, k);
    if (joined) segment.body.end = segments[k + 1].body.end;
    if (segment.zone == Zone::turn) {
      Mention label;
      label.form = MentionForm::label;
      label.span = label.core = label.name = segment.label;
      label.subject = true;
      label.paragraph = number;
      RawAttribution turn;
      turn.content.push_back(segment.body);
      turn.source.push_back(segment.label);
      turn.source_mention = static_cast<uint32_t>(out.mentions.size());
      turn.kind = Kind::direct;
      turn.zone = Zone::turn;
      turn.paragraph = number;
      turn.rule = "turn";
      turn.confidence = 950;
      if (!segment.body.empty()) {
        out.mentions.push_back(label);
        out.attributions.push_back(std::move(turn));
      }
    }
    const size_t first_mention = out.mentions.size(), first_attribution = out.attributions.size();
    scratch.read(text, segment.body, number, lexicon, out.mentions, keep && !joined ? &scratch.kept[k] : nullptr);
    if (joined && !scratch.quotes.empty()) {
      number = static_cast<uint32_t>(++k);
    } else if (joined) {
      // No quotation came: the two are read apart.
      out.mentions.resize(first_mention);
      segment.body = segments[k].body;
      scratch.read(text, segment.body, number, lexicon, out.mentions);
    }
    attribute_options.trace = trace && segment.body.overlaps(trace->wanted) ? trace : nullptr;
    attribute(scratch.view(text, out.mentions, lexicon), segment, number, rules, attribute_options, out.attributions,
              out.quotes);
    stop_point();
    for (size_t a = first_attribution; a < out.attributions.size(); ++a)  // who speaks is no part of what is said
      if (const RawAttribution& tagged = out.attributions[a];
          !tagged.quotation.empty() && tagged.source_mention != kNoMention)
        --out.mentions[tagged.source_mention].quote_level;
    if (segment.zone == Zone::turn) {
      for (size_t m = first_mention; m < out.mentions.size(); ++m) ++out.mentions[m].quote_level;
      for (size_t a = first_attribution; a < out.attributions.size(); ++a) ++out.attributions[a].quote_level;
    }
  }
  link_paragraphs(segments, out.mentions, out.attributions, out.quotes);
  if (options.min_confidence > 0)
    std::erase_if(out.attributions,
                  [&](const RawAttribution& a) { return a.confidence < options.min_confidence && a.turn_of == kNone; });
  order_attributions(out.attributions);
  nest(out.attributions);
  out.speakers = resolve(text, segments, out.mentions, out.attributions, input, lexicon, {});
  return out;
}

}  // namespace inquit
