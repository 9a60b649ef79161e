// See pipeline.h.
#include "pipeline.h"

#include <algorithm>
#include <span>
#include <utility>

#include "attribution/quote_use.h"
#include "attribution/trace.h"
#include "base/stop.h"
#include "inquit/error.h"
#include "mentions/dates.h"

namespace inquit {
namespace {

constexpr size_t kLargestText = size_t{1} << 31;
constexpr size_t kKeptText = size_t{1} << 17;  // bytes of a document whose tokens are kept from one reading to the next
constexpr size_t kBatch = size_t{1} << 13;  // bytes that go through the stages together
constexpr size_t kMostParagraphs = 64;  // that do
constexpr size_t kBytesOfMention = 24;  // of news for a mention; there is one in thirty
// A paragraph longer than this is read in pieces, so that its tokens take no more memory than those of one piece. A
// document whose tokens are kept has none.
constexpr size_t kLongestPiece = kKeptText;

// A paragraph that ends in a colon goes on with the quotation that the next one is.
bool introduces_next(std::string_view text, const std::vector<Segment>& segments, size_t k) {
  if (k + 1 >= segments.size() || segments[k].zone != Zone::body || segments[k + 1].zone != Zone::body) return false;
  const std::string_view own = slice(text, segments[k].body);
  return !own.empty() && own.back() == ':';
}

// Not so one that an open mark of the paragraph before reaches into: what is damaged stays in its paragraph.
bool begins_quotation(const std::vector<Quote>& quotes, Span paragraph) {
  return std::any_of(quotes.begin(), quotes.end(),
                     [&](const Quote& q) { return q.level == 0 && paragraph.contains(q.span); });
}

void order_attributions(std::vector<RawAttribution>& attributions) {
  std::vector<Span> hulls(attributions.size());  // from the first of content, source and cue to the content's end
  StopEvery asks;
  for (size_t i = 0; i < hulls.size(); ++i, asks()) {
    const RawAttribution& a = attributions[i];
    hulls[i] = {a.content.front().begin, a.content.back().end};
    for (const auto* spans : {&a.source, &a.cue})
      for (const Span& s : *spans) hulls[i].begin = std::min(hulls[i].begin, s.begin);
  }
  const auto before = [](Span a, Span b) { return a.begin != b.begin ? a.begin < b.begin : a.end > b.end; };
  if (std::is_sorted(hulls.begin(), hulls.end(), before)) return;
  std::vector<int32_t> order(attributions.size()), place(attributions.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = static_cast<int32_t>(i);
  std::stable_sort(order.begin(), order.end(), [&](int32_t a, int32_t b) { return before(hulls[a], hulls[b]); });
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

// A paragraph, or two that a colon joins, on its way through the stages.
struct Reading {
  Segment segment;  // its body is the piece that is read
  uint32_t first = 0, number = 0;  // of the paragraph; of two the first one's, and the second's
  bool head = true;  // not a later piece of a paragraph
  size_t first_mention = 0, end_mention = 0;  // a turn's label stands before them
  ParagraphScratch scratch;
};

// Memory that a thread keeps from document to document.
struct Memory {
  NameMemory names;  // of the document
  std::vector<Tokens> kept;  // of each paragraph of a document that is not long, from the first reading for its names
  std::vector<Reading> batch;
};

// Reads a document a few paragraphs at a time. Each stage does all of them before the next one begins: its code, which
// is larger than the nearest cache together with that of the others, is fetched once for them.
class Reader {
 public:
  Reader(const DocumentInput& input, const Lexicon& lexicon, const RuleSet& rules, const Options& options, Trace* trace,
         Memory& memory, Analysis& out)
      : text_(input.text),
        lexicon_(lexicon),
        rules_(rules),
        options_(options),
        trace_(trace),
        memory_(memory),
        out_(out) {}
  ~Reader() {
    if (!keep_) memory_.batch.clear();
  }
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  void run() {
    if (keep_) out_.mentions.reserve(text_.size() / kBytesOfMention);
    find_names();
    while (next_ < segments_.size()) {
      find_quotes();
      for (Reading& r : batch()) {
        r.scratch.find_tags(lexicon_, memory_.names);
        stop_point();
      }
      for (Reading& r : batch()) find_mentions(r);
      for (Reading& r : batch()) find_attributions(r);
      foresee(out_.mentions), foresee(out_.attributions), foresee(out_.quotes);
    }
  }

 private:
  std::span<Reading> batch() { return std::span(memory_.batch).first(size_); }

  // Of a long text: room for as much in its rest as there was so far. A vector that doubles is thrice as large for a while;
  // room that is never used costs nothing.
  template <class T>
  void foresee(std::vector<T>& found) {
    if (keep_ || next_ >= segments_.size() || found.size() * 8 < found.capacity() * 7) return;
    const double read = std::max(from_, segments_[next_].span.begin), all = static_cast<double>(text_.size());
    found.reserve(static_cast<size_t>(static_cast<double>(found.size()) * std::max(1.5, 1.05 * all / read)));
  }

  // Words that are names somewhere in the document.
  void find_names() {
    memory_.names.clear();
    if (keep_ && memory_.kept.size() < segments_.size()) memory_.kept.resize(segments_.size());
    if (memory_.batch.empty()) memory_.batch.emplace_back();
    Tokens& once = memory_.batch[0].scratch.tokens;  // what a long text takes is taken once
    for (size_t k = 0; k < segments_.size(); ++k) {
      Tokens& tokens = keep_ ? memory_.kept[k] : once;
      for (Span rest = segments_[k].body;;) {
        const Span piece = cut_piece(rest);
        tokenize(text_, piece, lexicon_, tokens);
        remember_names(tokens, memory_.names);
        stop_point();
        rest.begin = piece.end;
        if (rest.empty()) break;
      }
    }
  }

  // The first piece of what is left of a paragraph: all of it as a rule; else where it ends is noted.
  Span cut_piece(Span rest) {
    if (rest.size() <= kLongestPiece) return rest;
    ParagraphScratch& scratch = memory_.batch[0].scratch;
    const Span most{rest.begin, code_point_from(rest.begin + kLongestPiece)};
    scratch.find_tokens(text_, most, lexicon_);
    scratch.find_quotes(text_, lexicon_);
    const uint32_t cut = find_cut(scratch, most);
    if (cut < rest.end) cuts_.push_back(cut);
    return {rest.begin, cut};
  }

  // The last beginning of a sentence outside the quotations, or else inside, or of a word; none too near.
  uint32_t find_cut(const ParagraphScratch& scratch, Span most) const {
    const uint32_t least = most.begin + most.size() / 2;
    uint32_t sentence = 0, word = 0;
    size_t q = scratch.quotes.size();
    for (size_t k = scratch.tokens.size(); k-- > 0 && scratch.tokens[k].span.begin > least;) {
      const Token& t = scratch.tokens[k];
      if (word == 0 && t.has(token_flag::space_before)) word = t.span.begin;
      if (!t.has(token_flag::sentence_start)) continue;
      if (sentence == 0) sentence = t.span.begin;
      while (q > 0 && (scratch.quotes[q - 1].level > 0 || scratch.quotes[q - 1].open >= k)) --q;
      if (q == 0 || scratch.quotes[q - 1].close < k) return t.span.begin;
    }
    return sentence > 0 ? sentence : word > 0 ? word : most.end;
  }

  uint32_t code_point_from(size_t at) const {
    while (at < text_.size() && (static_cast<unsigned char>(text_[at]) & 0xc0) == 0x80) ++at;
    return static_cast<uint32_t>(at);
  }

  // Fills the batch with the next paragraphs or pieces, their tokens and quotations.
  void find_quotes() {
    size_ = 0;
    for (size_t bytes = 0; next_ < segments_.size() && bytes < kBatch && size_ < kMostParagraphs;) {
      if (size_ == memory_.batch.size()) memory_.batch.emplace_back();
      Reading& r = memory_.batch[size_++];
      r.segment = segments_[next_];
      r.first = r.number = static_cast<uint32_t>(next_);
      r.head = from_ <= r.segment.body.begin;
      if (!read_piece(r) && !read_joined(r)) {
        if (keep_)
          std::swap(r.scratch.tokens, memory_.kept[next_]);
        else
          r.scratch.find_tokens(text_, r.segment.body, lexicon_);
        r.scratch.find_quotes(text_, lexicon_);
        ++next_;
      }
      bytes += r.segment.body.size();
      stop_point();
    }
  }

  // The next piece of a paragraph that is read in pieces.
  bool read_piece(Reading& r) {
    const bool more = next_cut_ < cuts_.size() && cuts_[next_cut_] < r.segment.body.end;
    if (r.head && !more) return false;
    if (!r.head) r.segment.body.begin = from_;
    if (more)
      r.segment.body.end = from_ = cuts_[next_cut_++];
    else
      ++next_;
    r.scratch.find_tokens(text_, r.segment.body, lexicon_);
    r.scratch.find_quotes(text_, lexicon_);
    return true;
  }

  // Two paragraphs that a colon joins, if a quotation comes; else they are read apart.
  bool read_joined(Reading& r) {
    if (!introduces_next(text_, segments_, next_)) return false;
    const Span own = r.segment.body, following = segments_[next_ + 1].body;
    if (following.end - own.begin > kLongestPiece) return false;
    r.segment.body.end = following.end;
    r.scratch.find_tokens(text_, r.segment.body, lexicon_);
    r.scratch.find_quotes(text_, lexicon_);
    if (!begins_quotation(r.scratch.quotes, following)) {
      r.segment.body = own;
      return false;
    }
    r.number = static_cast<uint32_t>(next_ + 1);
    next_ += 2;
    return true;
  }

  bool is_turn(const Reading& r) const {
    return r.segment.zone == Zone::turn && r.head && !segments_[r.number].body.empty();
  }

  void find_mentions(Reading& r) {
    if (is_turn(r)) {
      Mention label;
      label.form = MentionForm::label;
      label.span = label.core = label.name = r.segment.label;
      label.subject = true;
      label.paragraph = r.first;
      out_.mentions.push_back(label);
    }
    r.first_mention = out_.mentions.size();
    r.scratch.find_speakers(text_, r.first, lexicon_, out_.mentions);
    r.end_mention = out_.mentions.size();
    stop_point();
  }

  void find_attributions(Reading& r) {
    if (is_turn(r)) {
      RawAttribution turn;
      turn.content.push_back(segments_[r.number].body);
      turn.source.push_back(r.segment.label);
      turn.source_mention = static_cast<uint32_t>(r.first_mention - 1);
      turn.kind = Kind::direct;
      turn.zone = Zone::turn;
      turn.paragraph = r.number;
      turn.rule = "turn";
      turn.confidence = 950;
      out_.attributions.push_back(std::move(turn));
    }
    const size_t first = out_.attributions.size();
    attribute(
        r.scratch.view(text_, out_.mentions, lexicon_), r.segment, r.number, rules_,
        {options_.attitudes, options_.explore, trace_ && r.segment.body.overlaps(trace_->wanted) ? trace_ : nullptr},
        out_.attributions, out_.quotes);
    stop_point();
    for (size_t a = first; a < out_.attributions.size(); ++a)  // who speaks is no part of what is said
      if (const RawAttribution& tagged = out_.attributions[a];
          !tagged.quotation.empty() && tagged.source_mention != kNoMention)
        --out_.mentions[tagged.source_mention].quote_level;
    if (r.segment.zone != Zone::turn) return;
    for (size_t m = r.first_mention; m < r.end_mention; ++m) ++out_.mentions[m].quote_level;
    for (size_t a = first; a < out_.attributions.size(); ++a) ++out_.attributions[a].quote_level;
  }

  const std::string_view text_;
  const Lexicon& lexicon_;
  const RuleSet& rules_;
  const Options& options_;
  Trace* const trace_;
  Memory& memory_;
  Analysis& out_;
  const std::vector<Segment>& segments_ = out_.segmentation.segments;
  const bool keep_ = text_.size() <= kKeptText;
  size_t size_ = 0;  // of the batch
  size_t next_ = 0;  // the paragraph that is read next, from here on where the batch had a piece of it
  uint32_t from_ = 0;
  std::vector<uint32_t> cuts_;  // where the pieces of long paragraphs end, but for their last ones
  size_t next_cut_ = 0;
};

}  // namespace

Analysis find_attributions(const DocumentInput& input, const Lexicon& lexicon, const RuleSet& rules,
                           const Options& options, Trace* trace) {
  const std::string_view text = input.text;
  if (text.size() >= kLargestText) throw TextError("the text is 2 GiB or larger; cut it", kLargestText);
  if (const size_t bad = find_invalid_utf8(text); bad < text.size())
    throw TextError("byte " + std::to_string(bad) + " is not UTF-8", bad);
  Analysis out;
  out.segmentation = segment(text, lexicon);
  const std::vector<Segment>& segments = out.segmentation.segments;
  out.anchor = input.date;
  if (out.anchor.empty() && is_iso_date(out.segmentation.dateline_date)) out.anchor = out.segmentation.dateline_date;
  thread_local Memory memory;
  Reader(input, lexicon, rules, options, trace, memory, out).run();
  link_paragraphs(segments, out.mentions, out.attributions, out.quotes);
  if (options.min_confidence > 0)
    std::erase_if(out.attributions,
                  [&](const RawAttribution& a) { return a.confidence < options.min_confidence && a.turn_of == kNone; });
  order_attributions(out.attributions);
  nest(out.attributions);
  return out;
}

Speakers find_speakers(const DocumentInput& input, const Analysis& said, const Lexicon& lexicon) {
  return resolve(input.text, said.segmentation.segments, said.mentions, said.attributions, input, lexicon, {});
}

Analysis analyse(const DocumentInput& input, const Lexicon& lexicon, const RuleSet& rules, const Options& options,
                 Trace* trace) {
  Analysis out = find_attributions(input, lexicon, rules, options, trace);
  out.speakers = find_speakers(input, out, lexicon);
  return out;
}

}  // namespace inquit
