// A record as a person's decisions leave it, put in the place of what the rules found: tables, JSON and documents of the
// batch are then made of it. What was decided, and where, python/inquit/corrections.py says.
#include <algorithm>

#include "batch.h"

namespace inquit::bindings {
namespace {

SpanList spans_of(py::handle list) {  // in bytes
  SpanList out;
  for (py::handle pair : list) {
    const auto span = pair.cast<std::pair<uint32_t, uint32_t>>();
    out.push_back({span.first, span.second});
  }
  return out;
}

template <class Enum>
Enum named(const std::string& name, Enum last) {
  for (int i = 0; i <= static_cast<int>(last); ++i)
    if (to_string(static_cast<Enum>(i)) == name) return static_cast<Enum>(i);
  throw py::value_error("unknown value: " + name);
}

int32_t id_or_none(py::handle value) { return value.is_none() ? kNone : value.cast<int32_t>(); }

// Paragraphs before the place, where each line is one.
uint32_t paragraph_at(std::string_view text, uint32_t place) {
  uint32_t lines = 0;
  bool blank = true;
  for (const char c : text.substr(0, place)) {
    if (c == '\n') lines += !blank, blank = true;
    if (c != '\n' && c != ' ' && c != '\r' && c != '\t') blank = false;
  }
  return lines;
}

Attribution added(const py::dict& a, std::string_view text) {
  Attribution out;
  out.uid = std::string_view(a["uid"].cast<std::string>());
  out.kind = named(a["kind"].cast<std::string>(), Kind::indirect);
  out.act = "say";
  out.rule = "correction";
  out.content = spans_of(a["content"]);
  out.paragraph = out.content.empty() ? 0 : paragraph_at(text, out.content.front().begin);
  return out;
}

}  // namespace

void correct(Batch& batch, size_t i, const py::list& attributions, const py::list& speakers,
             const py::list& unattributed) {
  if (i >= batch.items.size() || batch.items[i].failed()) throw py::index_error("no such record in the batch");
  std::string scratch;
  const std::string_view text = batch.items[i].text.utf8(scratch);
  Record record = batch.items[i].record;
  const std::vector<Attribution> found = std::move(record.attributions);
  std::vector<bool> used(found.size(), false);
  record.attributions.clear();
  for (py::handle item : attributions) {
    const auto a = py::reinterpret_borrow<py::dict>(item);
    const std::string uid = a["uid"].cast<std::string>();
    size_t k = 0;
    while (k < found.size() && (used[k] || found[k].uid != uid)) ++k;
    Attribution out = k < found.size() ? found[k] : added(a, text);
    if (k < found.size()) used[k] = true;
    out.source = spans_of(a["source"]);
    out.speaker_id = id_or_none(a["speaker_id"]);
    if (!a["speaker_kind"].is_none())
      out.speaker_kind = named(a["speaker_kind"].cast<std::string>(), SpeakerKind::anonymous);
    out.speaker_status = named(a["speaker_status"].cast<std::string>(), SpeakerStatus::none);
    out.parent = id_or_none(a["parent"]);
    out.confidence = a["confidence"].cast<int>();
    out.speaker_confidence = a["speaker_confidence"].cast<int>();
    out.origin = named(a["origin"].cast<std::string>(), Origin::correction);
    record.attributions.push_back(std::move(out));
  }
  for (size_t k = record.speakers.size(); k < speakers.size(); ++k) {
    const auto s = py::reinterpret_borrow<py::dict>(speakers[k]);
    Speaker& who = record.speakers.emplace_back();
    who.name = s["name"].cast<std::string>();
    who.kind = named(s["kind"].cast<std::string>(), SpeakerKind::anonymous);
    who.mentions = spans_of(s["mentions"]);
  }
  record.unattributed.clear();
  for (py::handle item : unattributed) {
    const auto u = py::reinterpret_borrow<py::dict>(item);
    record.unattributed.push_back({spans_of(u["content"]), named(u["why"].cast<std::string>(), Why::correction)});
  }
  batch.items[i].record = std::move(record);
}

}  // namespace inquit::bindings
