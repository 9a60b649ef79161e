// What holds of the record of any text.
#pragma once
#include <string_view>
#include <vector>

#include "inquit/record.h"
#include "targets.h"

namespace inquit::fuzz {

inline bool on_boundary(std::string_view text, uint32_t at) {
  return at == text.size() || (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0) != 0x80);
}

inline void check_spans(const SpanList& spans, std::string_view text) {
  uint32_t before = 0;
  for (const Span& s : spans) {
    require(s.begin <= s.end && s.end <= text.size(), "a span lies outside the text");
    require(on_boundary(text, s.begin) && on_boundary(text, s.end), "a span cuts a character");
    require(s.begin >= before, "spans are out of order");
    before = s.begin;
  }
}

inline void check_record(const Record& record, std::string_view text) {
  require(record.n_bytes == text.size(), "n_bytes");
  const auto speakers = static_cast<int32_t>(record.speakers.size());
  const auto known = [&](int32_t id) { return id >= kNone && id < speakers; };
  const auto n = static_cast<int32_t>(record.attributions.size());
  for (int32_t i = 0; i < n; ++i) {
    const Attribution& a = record.attributions[static_cast<size_t>(i)];
    require(!a.content.empty(), "an attribution without content");
    for (const auto* spans : {&a.content, &a.source, &a.cue, &a.addressee, &a.time, &a.place, &a.document})
      check_spans(*spans, text);
    for (const Span& s : a.content) require(s.begin < s.end, "an empty piece of content");
    require(known(a.speaker_id) && known(a.addressee_id), "no such speaker");
    require((a.speaker_id == kNone) == record.name_of(a.speaker_id).empty(), "a speaker without a name");
    for (int32_t id : a.mentions) require(id >= 0 && id < speakers, "no such speaker mentioned");
    require(a.parent >= kNone && a.parent < n && a.parent != i, "no such parent");
    require(a.confidence >= 0 && a.confidence <= 1000 && a.speaker_confidence >= 0 && a.speaker_confidence <= 1000,
            "confidence");
  }
  for (const Speaker& s : record.speakers) {
    check_spans(s.mentions, text);
    for (int32_t id : s.members) require(id >= 0 && id < speakers, "no such member");
  }
  for (const Unattributed& u : record.unattributed) check_spans(u.content, text);
}

}  // namespace inquit::fuzz
