// The last stage: what the others found, as the record.
#include <algorithm>
#include <utility>

#include "base/sha256.h"
#include "base/stop.h"
#include "mentions/dates.h"
#include "pipeline.h"

namespace inquit {
namespace {

constexpr uint32_t kContextBytes = 40;  // around a content, for its uid

// A name for the attribution that survives a change of rules: a hash of the document's id, the words and what stands around them.
ShortText<16> make_uid(std::string_view id, std::string_view text, const SpanList& content) {
  constexpr std::string_view kEnd("\0", 1);
  Sha256 hash;
  hash.add(id);
  hash.add(kEnd);
  for (const Span& s : content) {
    hash.add(slice(text, s));
    hash.add(kEnd);
  }
  const uint32_t begin = content.front().begin, end = content.back().end;
  const uint32_t from = begin - std::min(begin, kContextBytes);
  hash.add(text.substr(from, begin - from));
  hash.add(kEnd);
  hash.add(text.substr(end, kContextBytes));
  char uid[16];
  hash.write_hex(uid);
  return std::string_view(uid, sizeof uid);
}

bool in_any(const SpanList& spans, Span inner) {
  return std::any_of(spans.begin(), spans.end(), [&](const Span& s) { return s.contains(inner); });
}

template <class T>
void give_back(std::vector<T>& memory) {
  std::vector<T>().swap(memory);
}

std::string_view source_form(const Mention& m) {
  switch (m.form) {
    case MentionForm::name: return "name";
    case MentionForm::pronoun: return "pronoun";
    case MentionForm::role: return "role";
    case MentionForm::label: return "label";
    case MentionForm::group: return "group";
  }
  return {};
}

}  // namespace

Record make_record(const DocumentInput& input, Analysis&& analysis, const Lexicon& lexicon, const Options& options) {
  Record out;
  out.id = input.id;
  out.date = analysis.anchor;
  out.title = input.title;
  out.language = options.language;
  out.n_bytes = static_cast<uint32_t>(input.text.size());
  out.speakers = std::move(analysis.speakers.speakers);
  // Quotations in no content: both are in text order, and the contents are swept once.
  std::vector<Span> contents;
  for (const RawAttribution& a : analysis.attributions) {
    contents.insert(contents.end(), a.content.begin(), a.content.end());
    if (!a.quotation.empty()) contents.push_back(a.quotation);  // its tag stands inside its marks
  }
  std::sort(contents.begin(), contents.end());
  out.unattributed.reserve(analysis.quotes.size());
  size_t next = 0;
  uint32_t reach = 0;  // the farthest end of the contents that began so far
  StopEvery ask;
  for (const QuoteUse& q : analysis.quotes) {
    ask();
    while (next < contents.size() && contents[next].begin <= q.span.begin)
      reach = std::max(reach, contents[next++].end);
    if (reach < q.span.end) out.unattributed.push_back({{q.span}, q.why});
  }
  // What is not needed any more is given back before the record grows.
  std::vector<std::string_view> forms;
  forms.reserve(analysis.attributions.size());
  for (const RawAttribution& a : analysis.attributions)
    forms.push_back(a.source_mention == kNoMention ? std::string_view{}
                                                   : source_form(analysis.mentions[a.source_mention]));
  give_back(contents), give_back(analysis.quotes), give_back(analysis.mentions);
  give_back(analysis.speakers.of_mention), give_back(analysis.segmentation.segments);
  out.attributions.reserve(analysis.attributions.size());
  for (size_t i = 0; i < analysis.attributions.size(); ++i) {
    if (i % kStopSteps == 0) stop_point();
    RawAttribution& raw = analysis.attributions[i];
    Attribution& a = out.attributions.emplace_back();
    a.uid = make_uid(input.id, input.text, raw.content);
    a.kind = raw.kind;
    a.act = raw.cue_index == kNoCue ? std::string_view("say") : std::string_view(lexicon.cues()[raw.cue_index].act);
    a.negated = raw.negated;
    a.zone = raw.zone;
    a.paragraph = raw.paragraph;
    a.content = std::move(raw.content);
    a.source = std::move(raw.source);
    a.cue = std::move(raw.cue);
    a.addressee = std::move(raw.addressee);
    a.time = std::move(raw.time);
    a.place = std::move(raw.place);
    a.document = std::move(raw.document);
    if (raw.cue_index != kNoCue) a.cue_lemma = lexicon.cues()[raw.cue_index].lemma;
    a.source_form = forms[i];
    const Resolution& source = analysis.speakers.of_source[i];
    a.speaker_status = analysis.speakers.status[i];
    if (source.speaker != kNone) {
      a.speaker_id = source.speaker;
      a.speaker_kind = out.speakers[source.speaker].kind;
    }
    a.speaker_confidence = source.confidence;
    const Resolution& addressee = analysis.speakers.of_addressee[i];
    a.addressee_id = addressee.speaker;
    if (a.time.size() == 1)
      a.when = std::string_view(resolve_time(slice(input.text, a.time.front()), analysis.anchor, lexicon));
    a.parent = raw.parent;
    a.rule = raw.rule;
    a.confidence = raw.confidence;
  }
  // Whom each content names: one sweep over speakers' mentions.
  std::vector<std::pair<Span, int32_t>> named;
  for (size_t s = 0; s < out.speakers.size(); ++s)
    for (const Span& m : out.speakers[s].mentions) named.push_back({m, static_cast<int32_t>(s)});
  std::sort(named.begin(), named.end());
  std::vector<int32_t> here;
  for (Attribution& a : out.attributions) {
    const Span hull{a.content.front().begin, a.content.back().end};
    auto at = std::lower_bound(named.begin(), named.end(), std::pair<Span, int32_t>{{hull.begin, hull.begin}, kNone});
    here.clear();
    for (; at != named.end() && at->first.begin < hull.end; ++at)
      if (ask(); in_any(a.content, at->first)) here.push_back(at->second);
    std::sort(here.begin(), here.end());
    a.mentions.assign(here.begin(), std::unique(here.begin(), here.end()));
  }
  return out;
}

}  // namespace inquit
