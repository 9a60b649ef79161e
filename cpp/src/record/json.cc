#include "inquit/json.h"

#include <vector>

#include "base/offsets.h"
#include "base/sha256.h"
#include "base/stop.h"
#include "record/json_writer.h"

namespace inquit {
namespace {

constexpr int kSchema = 1;
constexpr int32_t kSample = 1000;  // attributions that tell how long the others will be

// All positions of a record in the unit of its offsets, in the order in which RecordWriter writes them.
std::vector<uint32_t> positions_in(const Record& record, std::string_view text, OffsetUnit unit) {
  std::vector<uint32_t> positions = {static_cast<uint32_t>(text.size())};
  auto add = [&](const SpanList& spans) {
    for (Span span : spans) positions.insert(positions.end(), {span.begin, span.end});
  };
  for (const Attribution& a : record.attributions)
    for (const auto* spans : {&a.content, &a.source, &a.cue, &a.addressee, &a.time, &a.place, &a.document}) add(*spans);
  for (const Speaker& s : record.speakers) add(s.mentions);
  for (const Unattributed& u : record.unattributed) add(u.content);
  convert_offsets(text, unit, positions);
  return positions;
}

class RecordWriter {
 public:
  RecordWriter(const Record& record, std::string_view text, OffsetUnit unit, std::string& out)
      : record_(record), positions_(positions_in(record, text, unit)), out_(out), w_(out) {}

  void head(const Record& record, const Extractor& extractor) {
    const Options& options = extractor.options();
    w_.raw("{\"schema\": ");
    w_.number(kSchema);
    key("inquit"), w_.string(version());
    key("data"), w_.string(extractor.data_hash());
    key("options"), options_in_force(options);
    key("offsets"), w_.string(to_string(options.offsets));
    key("id"), w_.string_or_null(record.id);
    key("date"), w_.string_or_null(record.date);
    key("title"), w_.string_or_null(record.title);
    key("language"), w_.string_or_null(record.language);
  }

  void text(std::string_view text, bool with_text) {
    key("n_chars"), position();
    key("text_sha256"), w_.string(sha256_hex(text));
    if (with_text) key("text"), w_.string(text);
  }

  void body(const Record& record) {
    int32_t id = 0;
    const size_t begin = out_.size(), n = record.attributions.size();
    key("attributions"), w_.list(record.attributions, [&](const Attribution& a) {
      // Copying hundreds of megabytes again and again takes longer than Ctrl-C may: as large as the first ones say.
      if (id == kSample) out_.reserve(begin + (out_.size() - begin) / kSample * n * 9 / 8);
      attribution(id++, a);
    });
    id = 0;
    key("speakers"), w_.list(record.speakers, [&](const Speaker& s) { speaker(id++, s); });
    key("unattributed"), w_.list(record.unattributed, [&](const Unattributed& u) {
      ask_();
      w_.raw("{\"content\": "), spans(u.content);
      key("why"), w_.string(to_string(u.why));
      w_.raw("}");
    });
    w_.raw("}");
  }

 private:
  void key(std::string_view name) {
    w_.raw(", \"");
    w_.raw(name);
    w_.raw("\": ");
  }

  void position() { w_.number(positions_[next_++]); }
  void boolean(bool value) { w_.raw(value ? "true" : "false"); }
  void ids(const std::vector<int32_t>& list) {
    w_.list(list, [&](int32_t id) { w_.number(id); });
  }
  void strings(const std::vector<std::string>& list) {
    w_.list(list, [&](const std::string& s) { w_.string(s); });
  }
  void spans(const SpanList& list) {
    w_.list(list, [&](Span) {
      w_.raw("[");
      position();
      w_.raw(", ");
      position();
      w_.raw("]");
    });
  }

  // What the data hash and the other keys do not say. People are counted: a list of thousands is no part of a record.
  void options_in_force(const Options& options) {
    w_.raw("{\"packs\": "), strings(options.packs);
    key("people"), w_.number(static_cast<int64_t>(options.people.size()));
    key("attitudes"), boolean(options.attitudes);
    key("min_confidence"), w_.per_mille(options.min_confidence);
    w_.raw("}");
  }

  void attribution(int32_t id, const Attribution& a) {
    ask_();
    w_.raw("{\"id\": "), w_.number(id);
    key("uid"), w_.string(a.uid);
    key("kind"), w_.string(to_string(a.kind));
    key("act"), w_.string_or_null(a.act);
    key("negated"), boolean(a.negated);
    key("zone"), w_.string(to_string(a.zone));
    key("content"), spans(a.content);
    key("source"), spans(a.source);
    key("cue"), spans(a.cue);
    key("speaker"), w_.string_or_null(record_.name_of(a.speaker_id));
    key("speaker_id"), w_.id_or_null(a.speaker_id);
    key("speaker_kind");
    w_.string_or_null(a.speaker_status == SpeakerStatus::none ? std::string_view{} : to_string(a.speaker_kind));
    key("speaker_status"), w_.string(to_string(a.speaker_status));
    key("addressee"), spans(a.addressee);
    key("addressee_name"), w_.string_or_null(record_.name_of(a.addressee_id));
    key("addressee_id"), w_.id_or_null(a.addressee_id);
    key("time"), spans(a.time);
    key("when"), w_.string_or_null(a.when);
    key("place"), spans(a.place);
    key("document"), spans(a.document);
    key("mentions"), ids(a.mentions);
    key("parent"), w_.id_or_null(a.parent);
    key("rule"), w_.string_or_null(a.rule);
    key("confidence"), w_.per_mille(a.confidence);
    key("speaker_confidence"), w_.per_mille(a.speaker_confidence);
    key("origin"), w_.string(to_string(a.origin));
    w_.raw("}");
  }

  void speaker(int32_t id, const Speaker& s) {
    ask_();
    w_.raw("{\"id\": "), w_.number(id);
    key("name"), w_.string(s.name);
    key("kind"), w_.string(to_string(s.kind));
    key("title"), w_.string_or_null(s.title);
    key("affiliation"), w_.string_or_null(s.affiliation);
    key("gender"), w_.string_or_null(to_string(s.gender));
    key("gender_basis"), w_.string_or_null(s.gender_basis);
    key("external_id"), w_.string_or_null(s.external_id);
    key("aliases"), strings(s.aliases);
    key("members"), ids(s.members);
    key("mentions"), spans(s.mentions);
    w_.raw("}");
  }

  const Record& record_;
  std::vector<uint32_t> positions_;
  size_t next_ = 0;
  std::string& out_;
  JsonWriter w_;
  StopEvery ask_;
};

}  // namespace

std::string to_json(const Record& record, std::string_view text, const Extractor& extractor, bool with_text) {
  std::string out;
  out.reserve((with_text ? text.size() * 9 / 8 : 0) + 512 * (record.attributions.size() + record.speakers.size() + 1));
  RecordWriter writer(record, text, extractor.options().offsets, out);
  writer.head(record, extractor);
  writer.text(text, with_text);
  writer.body(record);
  return out;
}

}  // namespace inquit
