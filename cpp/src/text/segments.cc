// Stage 2: paragraphs and their zones. Lines are found first, hard-wrapped ones are joined, then each paragraph is judged
// by its own form (patterns.tsv) and, where form alone proves nothing, by its neighbours and the rest of the document.
#include "text/segments.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <map>
#include <string>

#include "base/offsets.h"
#include "base/stop.h"
#include "base/utf8.h"
#include "mentions/dates.h"
#include "text/segment_patterns.h"

namespace inquit {
namespace {

// Bounds of a heading or headline, in bytes and words. A heading is short; prose without a full stop is rare but long.
constexpr uint32_t kLongestHeadline = 320;
constexpr uint32_t kLongestHeading = 140;
constexpr uint32_t kShortestHeadingWords = 2;
constexpr uint32_t kMostHeadlines = 3;
constexpr uint32_t kLongestSignature = 140;
constexpr uint32_t kMostWordsOfNoProse = 3;
// What follows a label and begins with a figure is a count, unless it is at least this long.
constexpr uint32_t kShortestTurn = 30;
// Hard-wrapped lines are at most this wide; nine in ten of them must be as full as the next word allows.
constexpr uint32_t kWidestWrap = 130;
constexpr uint32_t kNarrowestWrap = 30;
constexpr uint32_t kNarrowestBroken = 12;  // the same of lines at no common width: a word or a letter a line is a list

struct Line {
  Span span;  // trimmed; empty for a blank line
  uint32_t width = 0;  // characters
};

bool is_space(CharClass c) { return c == CharClass::space || c == CharClass::newline || c == CharClass::ignorable; }

Span trim(std::string_view text, Span span, const CharClass* table) {
  while (!span.empty()) {
    uint32_t next = span.begin;
    if (!is_space(char_class(table, decode(text, next)))) break;
    span.begin = next;
  }
  while (!span.empty()) {
    uint32_t last = span.end;
    if (!is_space(char_class(table, decode_before(text, span.end, &last)))) break;
    span.end = last;
  }
  return span.empty() ? Span{span.begin, span.begin} : span;
}

std::vector<Line> split_lines(std::string_view text, const CharClass* table) {
  std::vector<Line> lines;
  StopEvery ask;
  const auto push = [&](uint32_t begin, uint32_t end) {
    ask();
    const Span span = trim(text, {begin, end}, table);
    lines.push_back({span, count_units(slice(text, span), OffsetUnit::codepoints)});
  };
  // Most texts have no line break but "\n", which memchr finds at the speed of memory.
  const bool plain =
      text.find('\r') == text.npos && text.find("\u2028") == text.npos && text.find("\u2029") == text.npos;
  const auto size = static_cast<uint32_t>(text.size());
  uint32_t begin = 0;
  for (uint32_t i = 0; i < size; ++i) {
    uint32_t length = 1;
    if (plain) {
      const size_t found = text.find('\n', i);
      if (found == text.npos) break;
      i = static_cast<uint32_t>(found);
    } else if (text[i] == '\r') {
      length = i + 1 < size && text[i + 1] == '\n' ? 2 : 1;
    } else if (text[i] != '\n') {
      if (text.compare(i, 3, "\u2028") != 0 && text.compare(i, 3, "\u2029") != 0) continue;
      length = 3;
    }
    push(begin, i);
    begin = i + length;
    i = begin - 1;
  }
  push(begin, size);
  return lines;
}

uint32_t first_word_width(std::string_view text, const Line& line) {
  const std::string_view words = slice(text, line.span);
  return count_units(words.substr(0, words.find(' ')), OffsetUnit::codepoints);
}

// What a paragraph looks like by itself.
struct Look {
  bool terminal = false;  // ends like a sentence, quotation marks and brackets after the end left out
  bool closing_mark = false;  // its last character is a quotation mark
  bool opening_mark = false;  // its first is a double one
  bool open_end = false;  // ends in a colon, comma, semicolon or dash
};

// What is inside one that is short enough for a headline; asked for where it matters.
struct Inside {
  bool inner_stop = false;  // a sentence ends inside
  bool doubled = false;  // has a double quotation mark
  uint32_t words = 0;
};

std::string_view last_word(std::string_view label) {
  return label.substr(label.rfind(' ') + 1);
}  // Tom Reeve, later Reeve

bool is_mark(CharClass c) { return c == CharClass::quote || c == CharClass::apostrophe; }
bool closes(CharClass c) { return is_mark(c) || c == CharClass::close_paren || c == CharClass::close_bracket; }
bool ends_sentence(CharClass c) {
  return c == CharClass::stop || c == CharClass::question || c == CharClass::exclamation;
}

Inside look_inside(std::string_view text, Span span, const CharClass* table) {
  Inside result;
  CharClass before = CharClass::space, solid = CharClass::space;
  for (uint32_t p = span.begin; p < span.end;) {
    const CharClass c = char_class(table, decode(text, p));
    if (is_space(c)) {
      result.inner_stop |= ends_sentence(solid);
    } else {
      result.words += is_space(before);
      result.doubled |= c == CharClass::quote;
      if (!closes(c)) solid = c;
    }
    before = c;
  }
  return result;
}

bool has_more_words(std::string_view text, Span span, const CharClass* table, uint32_t than) {
  CharClass before = CharClass::space;
  for (uint32_t p = span.begin, words = 0; p < span.end;) {
    const CharClass c = char_class(table, decode(text, p));
    if (!is_space(c) && is_space(before) && ++words > than) return true;
    before = c;
  }
  return false;
}

Look look(std::string_view text, Span span, const CharClass* table) {
  Look result;
  if (span.empty()) return result;
  uint32_t p = span.begin;
  result.opening_mark = char_class(table, decode(text, p)) == CharClass::quote;
  CharClass last = CharClass::space;
  for (p = span.end; p > span.begin;) {
    last = char_class(table, decode_before(text, p, &p));
    result.closing_mark |= p < span.end && is_mark(last);
    if (!closes(last) && !is_space(last)) break;
  }
  result.terminal = ends_sentence(last) || last == CharClass::ellipsis;
  result.open_end =
      last == CharClass::colon || last == CharClass::comma || last == CharClass::semicolon || last == CharClass::dash;
  return result;
}

// How lines are wrapped. `width` is 0 where each line is a paragraph.
struct Wrap {
  uint32_t width = 0;
  bool blocks = false;  // blank lines alone end paragraphs: lines break in the middle of sentences, at no common width
};

// A wrapped line is full: the next line's first word would not have fitted. Where widths do not show it, what the next
// line begins with does: a small letter, and no sentence has ended.
Wrap find_wrap(std::string_view text, const std::vector<Line>& lines, const CharClass* table) {
  std::vector<uint32_t> widths;  // of lines that another one follows
  bool blank = false;
  for (size_t i = 0; i + 1 < lines.size(); ++i) {
    if (lines[i].width > 0 && lines[i + 1].width > 0) widths.push_back(lines[i].width);
    blank |= lines[i].width == 0 && i > 0;
  }
  if (widths.empty()) return {};
  const size_t rank = widths.size() - 1 - widths.size() / 20;  // a few may be longer: an address in a line of its own
  std::nth_element(widths.begin(), widths.begin() + static_cast<std::ptrdiff_t>(rank), widths.end());
  const uint32_t widest = widths[rank];
  if (widest > kWidestWrap) return {};
  size_t inner = 0, full = 0, goes_on = 0;
  for (size_t i = 0; i + 1 < lines.size(); ++i) {
    if (i % kStopSteps == 0) stop_point();
    if (lines[i].width == 0 || lines[i + 1].width == 0) continue;
    ++inner;
    full += lines[i].width + 1 + first_word_width(text, lines[i + 1]) > widest;
    uint32_t p = lines[i + 1].span.begin;
    goes_on += u_islower(static_cast<UChar32>(decode(text, p))) && !look(text, lines[i].span, table).terminal;
  }
  if (full * 10 >= inner * 8 && widths.size() > 1 && widest >= kNarrowestWrap) return {widest, false};
  return {goes_on * 10 >= inner * 4 && widest >= kNarrowestBroken ? widest : 0, blank};
}

enum class LabelKind : uint8_t { none, question, known, caps, name };

// A paragraph on its way to a Segment.
struct Draft {
  Segment segment;
  Look look;
  bool signature = false;  // ends in a line that says whose its words are
  bool prose = false;  // ends like a sentence and is longer than a few words
  uint32_t bullet = 0;  // bytes before the item's text
  LabelKind label_kind = LabelKind::none;
  Span label, after_label;
};

class Segmenter {
 public:
  Segmenter(std::string_view text, const Lexicon& lexicon) : text_(text), lexicon_(lexicon), patterns_(lexicon) {}

  Segmentation run() {
    paragraphs();
    StopEvery ask;
    for (Draft& draft : drafts_) describe(draft), ask();
    turns();
    zones();
    Segmentation out;
    out.segments.reserve(drafts_.size());
    for (Draft& draft : drafts_) {
      ask();
      finish(draft, out);
      out.segments.push_back(draft.segment);
    }
    return out;
  }

 private:
  void paragraphs() {
    const std::vector<Line> lines = split_lines(text_, table_);
    const auto [width, blocks] = find_wrap(text_, lines, table_);
    bool joins = false;  // the next line goes on with the paragraph
    for (size_t i = 0; i < lines.size(); ++i) {
      if (i % kStopSteps == 0) stop_point();
      const Line& line = lines[i];
      if (line.width == 0) {
        joins = false;
        continue;
      }
      if (signs(line)) {
        drafts_.back().segment.span.end = line.span.end;
        drafts_.back().signature = true;
        joins = false;
        continue;
      }
      if (width > 0 && joins && !begins_item(line)) {
        drafts_.back().segment.span.end = line.span.end;
        drafts_.back().segment.wrapped = true;
      } else {
        Draft& draft = drafts_.emplace_back();
        draft.segment.span = line.span;
      }
      // A line that is not full and ends a sentence ends its paragraph, blank line or not.
      joins = i + 1 < lines.size() && (blocks || line.width + 1 + first_word_width(text_, lines[i + 1]) > width ||
                                       !look(text_, line.span, table_).terminal);
    }
  }

  // "– Ada Fenn, baker" below a paragraph in quotation marks: a part of it.
  bool signs(const Line& line) const {
    if (drafts_.empty() || line.span.size() > kLongestSignature) return false;
    const std::string_view words = slice(text_, line.span);
    uint32_t first = 0;
    const CharClass mark = char_class(table_, decode(words, first));
    if (mark != CharClass::dash && mark != CharClass::hyphen) return false;
    const Look above = look(text_, drafts_.back().segment.span, table_);
    return above.opening_mark && above.closing_mark && patterns_.full(PatternName::signature, words);
  }

  bool begins_item(const Line& line) const {
    const std::string_view head = slice(text_, line.span);
    uint32_t first = 0;
    decode(head, first);
    if (dashes_.find(head.substr(0, first)) != dashes_.npos) return true;  // a turn of a dialogue
    return patterns_.match_bullet(head) > 0 || patterns_.match_label(PatternName::turn_question, head).size() > 0 ||
           patterns_.match_label(PatternName::turn_known, head).size() > 0 ||
           patterns_.match_label(PatternName::turn_caps, head).size() > 0;
  }

  void describe(Draft& draft) {
    const Span span = draft.segment.span;
    const std::string_view words = slice(text_, span);
    draft.segment.body = span;
    draft.bullet = patterns_.match_bullet(words);
    draft.look = look(text_, span, table_);
    draft.prose = draft.look.terminal &&
                  (span.size() > kLongestHeadline || has_more_words(text_, span, table_, kMostWordsOfNoProse));
    if (draft.bullet > 0) return;
    static constexpr std::pair<PatternName, LabelKind> kLabels[] = {{PatternName::turn_question, LabelKind::question},
                                                                    {PatternName::turn_known, LabelKind::known},
                                                                    {PatternName::turn_caps, LabelKind::caps},
                                                                    {PatternName::turn_name, LabelKind::name}};
    for (const auto& [name, kind] : kLabels) {
      uint32_t body = 0;
      const std::string_view label = patterns_.match_label(name, words, &body);
      if (label.empty() || body >= words.size()) continue;
      if (words[body] >= '0' && words[body] <= '9' && words.size() - body < kShortestTurn)
        return;  // a count: "Delegates: 547."
      if (kind != LabelKind::question && kind != LabelKind::known && patterns_.full(PatternName::not_turn, label))
        return;
      draft.label_kind = kind;
      if (kind == LabelKind::name || kind == LabelKind::caps) {
        std::string folded;
        fold(label, folded);
        const WordId word = lexicon_.find(folded);
        if (word != kUnknownWord && lexicon_.info(word).classes.has(WordClass::dialogue_label))
          draft.label_kind = LabelKind::known;
      }
      draft.label = {span.begin, span.begin + static_cast<uint32_t>(label.size())};
      draft.after_label = {span.begin + body, span.end};
      return;
    }
  }

  // A label is a turn's only where the document shows that it is a conversation.
  void turns() {
    uint32_t questions = 0, answers = 0, known = 0, caps = 0, names = 0, adjacent_caps = 0, adjacent_names = 0;
    std::map<std::string_view, uint32_t> times;
    const Draft* before = nullptr;
    for (const Draft& draft : drafts_) {
      const std::string_view label = slice(text_, draft.label);
      switch (draft.label_kind) {
        case LabelKind::none: break;
        case LabelKind::question:
          (questions + answers == 0 || label == first_question_ ? questions : answers)++;
          if (first_question_.empty()) first_question_ = label;
          break;
        case LabelKind::known: ++known; break;
        case LabelKind::caps: ++caps; break;
        case LabelKind::name: ++names; break;
      }
      if (draft.label_kind != LabelKind::none) {
        ++times[last_word(label)];
        if (before && before->label_kind == draft.label_kind && slice(text_, before->label) != label) {
          adjacent_caps += draft.label_kind == LabelKind::caps;
          adjacent_names += draft.label_kind == LabelKind::name;
        }
        before = &draft;
      } else {
        before = nullptr;
      }
    }
    uint32_t repeated_caps = 0, repeated_names = 0;
    for (const Draft& draft : drafts_) {
      const bool again = draft.label_kind != LabelKind::none && times[last_word(slice(text_, draft.label))] > 1;
      repeated_caps += again && draft.label_kind == LabelKind::caps;
      repeated_names += again && draft.label_kind == LabelKind::name;
    }
    const bool asks = questions > 0 && answers > 0;
    const bool speaks = (known > 0 && known + caps + names > 1) ||
                        (caps > 1 && (repeated_caps > 0 || adjacent_caps > 0)) || (asks && caps > 0);
    const bool named = (names > 3 && repeated_names > 1 && adjacent_names > 1) ||
                       (known > 0 && names > 0 && repeated_names > 1) || (known > 1 && names > 1);
    for (Draft& draft : drafts_) {
      const bool turn = (draft.label_kind == LabelKind::question && asks) ||
                        (draft.label_kind == LabelKind::known && (speaks || asks)) ||
                        (draft.label_kind == LabelKind::caps && (speaks || named)) ||
                        (draft.label_kind == LabelKind::name && named);
      if (turn) draft.segment.zone = Zone::turn;
    }
  }

  bool is_heading_form(const Draft& draft) const {
    const Look& look = draft.look;
    return !look.terminal && !look.open_end && !draft.signature && draft.segment.zone == Zone::body &&
           draft.bullet == 0;
  }

  bool prose(const Draft& draft) const { return draft.segment.zone == Zone::body && draft.bullet == 0 && draft.prose; }

  void zones() {
    size_t n_prose = 0, n_plain = 0, first_prose = drafts_.size(), last_prose = 0;
    for (size_t i = 0; i < drafts_.size(); ++i) {
      if (drafts_[i].bullet > 0 || drafts_[i].segment.zone != Zone::body) continue;
      ++n_plain;
      if (!prose(drafts_[i])) continue;
      ++n_prose;
      first_prose = std::min(first_prose, i);
      last_prose = i;
    }
    const bool punctuated = n_prose * 2 >= n_plain;
    size_t headlines = 0;
    bool head = true;  // nothing but headlines, bullets and bylines so far
    for (size_t i = 0; i < drafts_.size(); ++i) {
      if (i % kStopSteps == 0) stop_point();
      Draft& draft = drafts_[i];
      Segment& segment = draft.segment;
      const std::string_view words = slice(text_, segment.span);
      if (segment.zone == Zone::turn) {
        head = false;
      } else if (draft.bullet > 0) {
        segment.zone = Zone::bullet;
      } else if (words.size() < 160 && patterns_.full(PatternName::byline, words)) {
        segment.zone = Zone::byline;
      } else if (words.size() < 120 && patterns_.full(PatternName::dateline_line, words)) {
        segment.zone = Zone::dateline;
      } else if (words.size() < 300 && patterns_.at_head(PatternName::related, words) &&
                 !(draft.look.terminal && look_inside(text_, segment.span, table_).doubled)) {
        segment.zone = Zone::related;
      } else if (head && is_headline(draft, i, headlines)) {
        segment.zone = Zone::headline;
        ++headlines;
      } else if (is_related(draft) && punctuated && first_prose < i && i < last_prose) {
        segment.zone = Zone::related;
      } else {
        head = false;
      }
    }
  }

  bool is_headline(const Draft& draft, size_t i, size_t headlines) const {
    if (!is_heading_form(draft) || headlines >= kMostHeadlines || draft.segment.span.size() > kLongestHeadline)
      return false;
    if (draft.look.opening_mark && draft.look.closing_mark) return false;  // a quotation by itself
    if (headlines > 0 && look_inside(text_, draft.segment.span, table_).inner_stop) return false;
    // Something must follow that it heads.
    for (size_t k = i + 1; k < drafts_.size() && k <= i + kMostHeadlines + 8; ++k)
      if (prose(drafts_[k]) || drafts_[k].bullet > 0 || drafts_[k].segment.zone == Zone::turn) return true;
    return false;
  }

  // A line between paragraphs of prose that has the form of a heading: a link to another text, or a crosshead.
  bool is_related(const Draft& draft) const {
    const Look& look = draft.look;
    const std::string_view words = slice(text_, draft.segment.span);
    if (!is_heading_form(draft) || words.size() > kLongestHeading || look.opening_mark || look.closing_mark)
      return false;
    const Inside inside = look_inside(text_, draft.segment.span, table_);
    return inside.words >= kShortestHeadingWords && !inside.inner_stop && !inside.doubled &&
           !patterns_.anywhere(PatternName::reporting, words);
  }

  // Sets body, label and dateline once the zone is known.
  void finish(Draft& draft, Segmentation& out) {
    Segment& segment = draft.segment;
    if (segment.zone == Zone::turn) {
      segment.label = draft.label;
      segment.body = trim(text_, draft.after_label, table_);
    } else if (draft.bullet > 0 && segment.zone == Zone::bullet) {
      segment.body = trim(text_, {segment.span.begin + draft.bullet, segment.span.end}, table_);
    } else if (segment.zone == Zone::body) {
      uint32_t body = 0;
      const std::string_view words = slice(text_, segment.span);
      std::string_view found = patterns_.match_label(PatternName::dateline, words, &body);
      if (found.empty() && !past_first_body_) found = patterns_.match_label(PatternName::dateline_title, words, &body);
      past_first_body_ = true;
      if (found.empty()) return;
      segment.dateline = {segment.span.begin, segment.span.begin + body};
      segment.body = trim(text_, {segment.dateline.end, segment.span.end}, table_);
      segment.dateline = trim(text_, segment.dateline, table_);
    }
    if (out.segments.empty() && segment.zone != Zone::dateline && segment.body.begin == segment.span.begin) {
      uint32_t body = 0;
      const std::string_view date = patterns_.match_label(PatternName::head_date, slice(text_, segment.span), &body);
      if (!date.empty() && body < segment.span.size() && is_iso_date(date)) {
        segment.body = {segment.span.begin + body, segment.span.end};
        out.dateline_date = date;
      }
    }
    if (out.dateline_date.empty() && (segment.zone == Zone::dateline || !segment.dateline.empty())) {
      const Span where = segment.zone == Zone::dateline ? segment.span : segment.dateline;
      out.dateline_date = date_in(slice(text_, where), lexicon_);
    }
  }

  std::string_view text_;
  const Lexicon& lexicon_;
  const std::string_view dashes_ = lexicon_.setting(Setting::dialogue_dashes);
  SegmentPatterns patterns_;
  const CharClass* table_ = char_table();
  std::vector<Draft> drafts_;
  std::string_view first_question_;
  bool past_first_body_ = false;
};

}  // namespace

Segmentation segment(std::string_view text, const Lexicon& lexicon) { return Segmenter(text, lexicon).run(); }

}  // namespace inquit
