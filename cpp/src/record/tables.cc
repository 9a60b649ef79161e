#include "inquit/tables.h"

#include "base/offsets.h"
#include "base/stop.h"

namespace inquit {
namespace {

constexpr std::string_view kBetweenPieces = " […] ";

struct Spec {
  Type type;
  const char* name;
};
constexpr Type S = Type::utf8, I = Type::int32, L = Type::int64, F = Type::float64, B = Type::boolean, D = Type::date32,
               N = Type::list;  // a list; of what is said in empty_column()

// The columns of the tables, in their order. Row writers below fill them in this order.
constexpr Spec kAttributions[] = {{S, "uid"},
                                  {S, "doc_id"},
                                  {L, "doc_row"},
                                  {I, "attribution_id"},
                                  {D, "doc_date"},
                                  {S, "kind"},
                                  {S, "act"},
                                  {B, "negated"},
                                  {S, "zone"},
                                  {I, "paragraph"},
                                  {S, "content"},
                                  {I, "content_start"},
                                  {I, "content_end"},
                                  {I, "content_n"},
                                  {S, "source"},
                                  {I, "source_start"},
                                  {I, "source_end"},
                                  {S, "source_form"},
                                  {S, "cue"},
                                  {I, "cue_start"},
                                  {I, "cue_end"},
                                  {S, "cue_lemma"},
                                  {S, "speaker"},
                                  {I, "speaker_id"},
                                  {S, "speaker_kind"},
                                  {S, "speaker_status"},
                                  {S, "speaker_title"},
                                  {S, "affiliation"},
                                  {S, "gender"},
                                  {S, "gender_basis"},
                                  {S, "addressee"},
                                  {S, "addressee_name"},
                                  {I, "addressee_id"},
                                  {S, "time_text"},
                                  {D, "said_on"},
                                  {S, "place"},
                                  {S, "document"},
                                  {I, "parent"},
                                  {S, "rule"},
                                  {F, "confidence"},
                                  {F, "speaker_confidence"},
                                  {S, "origin"},
                                  {N, "content_spans"}};
constexpr Spec kSpans[] = {{S, "uid"}, {L, "doc_row"}, {S, "role"}, {I, "n"}, {I, "start"}, {I, "end"}, {S, "text"}};
constexpr Spec kSpeakers[] = {{S, "doc_id"},         {L, "doc_row"},     {I, "speaker_id"},   {S, "name"},
                              {S, "kind"},           {S, "title"},       {S, "affiliation"},  {S, "gender"},
                              {S, "gender_basis"},   {S, "external_id"}, {N, "aliases"},      {N, "members"},
                              {I, "attributions_n"}, {I, "mentions_n"},  {N, "mention_spans"}};
constexpr Spec kDocuments[] = {{S, "doc_id"},         {L, "doc_row"},    {D, "doc_date"},       {S, "title"},
                               {S, "language"},       {I, "n_chars"},    {I, "attributions_n"}, {I, "speakers_n"},
                               {I, "unattributed_n"}, {S, "error_code"}, {S, "error"}};
constexpr Spec kUnattributed[] = {{S, "doc_id"},        {L, "doc_row"},     {S, "why"},       {S, "content"},
                                  {I, "content_start"}, {I, "content_end"}, {I, "content_n"}, {N, "content_spans"}};

std::span<const Spec> specs_of(TableName name) {
  switch (name) {
    case TableName::attributions: return kAttributions;
    case TableName::spans: return kSpans;
    case TableName::speakers: return kSpeakers;
    case TableName::documents: return kDocuments;
    case TableName::unattributed: return kUnattributed;
  }
  return {};
}

Column empty_column(const Spec& spec) {
  if (spec.type != Type::list) return Column::of(spec.type, spec.name);
  if (std::string_view(spec.name) == "aliases") return Column::list(spec.name, Column::of(S, "item"));
  if (std::string_view(spec.name) == "members") return Column::list(spec.name, Column::of(I, "item"));
  return Column::list(spec.name, Column::structure("item", {Column::of(I, "start"), Column::of(I, "end")}));
}

using Spans = SpanList;

// Positions of spans in the unit asked for. First all that a document's rows hold are put in, in one pass they are
// converted, then they are taken out in the same order.
class Places {
 public:
  void put(const Spans& spans) {
    for (Span s : spans) positions_.insert(positions_.end(), {s.begin, s.end});
  }
  void convert(std::string_view text, OffsetUnit unit) { convert_offsets(text, unit, positions_); }
  Spans take(const Spans& spans) {
    Spans out;
    for (size_t i = 0; i < spans.size(); ++i, next_ += 2) out.push_back({positions_[next_], positions_[next_ + 1]});
    return out;
  }

 private:
  std::vector<uint32_t> positions_;
  size_t next_ = 0;
};

// Fills one row after the other, column by column.
class Row {
 public:
  Row(Table& table, std::string_view text) : table_(table), text_(text) {}

  void begin() {
    ask_();
    next_ = 0;
  }
  void end() { ++table_.rows; }
  void text(std::string_view value) { column().add_or_null(value); }
  void integer(int64_t value) { column().add_int32(static_cast<int32_t>(value)); }
  void id(int32_t value) {
    Column& c = column();
    value == kNone ? c.add_null() : c.add_int32(value);
  }
  void doc_row(int64_t value) { column().add_int64(value); }
  void boolean(bool value) { column().add_bool(value); }
  void date(std::string_view iso) { column().add_date_or_null(iso); }
  void per_mille(int value) { column().add_double(value / 1000.0); }
  void null() { column().add_null(); }

  // The words of the spans, joined; null where there are none.
  void words(const Spans& spans) {
    if (spans.size() <= 1) return text(spans.empty() ? std::string_view{} : slice(text_, spans[0]));
    std::string joined;
    for (const Span& s : spans) {
      if (!joined.empty()) joined += kBetweenPieces;
      joined += slice(text_, s);
    }
    text(joined);
  }
  void hull(const Spans& places) {
    if (places.empty()) {
      null();
      null();
    } else {
      integer(places.front().begin);
      integer(places.back().end);
    }
  }
  void places(const Spans& places) {
    Column& list = column();
    Column& item = list.children[0];
    for (Span s : places) {
      item.children[0].add_int32(static_cast<int32_t>(s.begin));
      item.children[1].add_int32(static_cast<int32_t>(s.end));
      item.end_row();
    }
    list.end_row();
  }
  void texts(const std::vector<std::string>& values) {
    Column& list = column();
    for (const std::string& value : values) list.children[0].add(value);
    list.end_row();
  }
  void ids(const std::vector<int32_t>& values) {
    Column& list = column();
    for (int32_t value : values) list.children[0].add_int32(value);
    list.end_row();
  }

 private:
  Column& column() { return table_.columns[next_++]; }

  Table& table_;
  std::string_view text_;
  size_t next_ = 0;
  StopEvery ask_;
};

void add_attributions(Row& row, int64_t doc_row, const Record& record, std::string_view text, OffsetUnit unit) {
  Places at;
  for (const Attribution& a : record.attributions)
    for (const Spans* spans : {&a.content, &a.source, &a.cue}) at.put(*spans);
  at.convert(text, unit);
  const Speaker nobody{};
  int32_t id = 0;
  for (const Attribution& a : record.attributions) {
    const bool known = a.speaker_id >= 0 && static_cast<size_t>(a.speaker_id) < record.speakers.size();
    const Speaker& who = known ? record.speakers[static_cast<size_t>(a.speaker_id)] : nobody;
    const Spans content = at.take(a.content), source = at.take(a.source), cue = at.take(a.cue);
    row.begin();
    row.text(a.uid), row.text(record.id), row.doc_row(doc_row), row.integer(id++), row.date(record.date);
    row.text(to_string(a.kind)), row.text(a.act), row.boolean(a.negated), row.text(to_string(a.zone));
    row.integer(a.paragraph);
    row.words(a.content), row.hull(content), row.integer(static_cast<int64_t>(content.size()));
    row.words(a.source), row.hull(source), row.text(a.source_form);
    row.words(a.cue), row.hull(cue), row.text(a.cue_lemma);
    row.text(record.name_of(a.speaker_id)), row.id(a.speaker_id);
    row.text(a.speaker_status == SpeakerStatus::none ? std::string_view{} : to_string(a.speaker_kind));
    row.text(to_string(a.speaker_status));
    row.text(who.title), row.text(who.affiliation), row.text(to_string(who.gender)), row.text(who.gender_basis);
    row.words(a.addressee), row.text(record.name_of(a.addressee_id)), row.id(a.addressee_id);
    row.words(a.time), row.date(a.when), row.words(a.place), row.words(a.document);
    row.id(a.parent), row.text(a.rule), row.per_mille(a.confidence), row.per_mille(a.speaker_confidence);
    row.text(to_string(a.origin)), row.places(content);
    row.end();
  }
}

void add_spans(Row& row, int64_t doc_row, const Record& record, std::string_view text, OffsetUnit unit) {
  struct Role {
    const char* name;
    Spans Attribution::* spans;
  };
  constexpr Role kRoles[] = {{"content", &Attribution::content},  {"source", &Attribution::source},
                             {"cue", &Attribution::cue},          {"addressee", &Attribution::addressee},
                             {"time", &Attribution::time},        {"place", &Attribution::place},
                             {"document", &Attribution::document}};
  Places at;
  for (const Attribution& a : record.attributions)
    for (const Role& role : kRoles) at.put(a.*role.spans);
  at.convert(text, unit);
  for (const Attribution& a : record.attributions)
    for (const Role& role : kRoles) {
      const Spans& spans = a.*role.spans;
      const Spans places = at.take(spans);
      for (size_t n = 0; n < spans.size(); ++n) {
        row.begin();
        row.text(a.uid), row.doc_row(doc_row), row.text(role.name), row.integer(static_cast<int64_t>(n));
        row.integer(places[n].begin), row.integer(places[n].end), row.text(slice(text, spans[n]));
        row.end();
      }
    }
}

void add_speakers(Row& row, int64_t doc_row, const Record& record, std::string_view text, OffsetUnit unit) {
  Places at;
  for (const Speaker& s : record.speakers) at.put(s.mentions);
  at.convert(text, unit);
  std::vector<int64_t> said(record.speakers.size());
  for (const Attribution& a : record.attributions)
    if (a.speaker_id >= 0 && static_cast<size_t>(a.speaker_id) < said.size()) ++said[static_cast<size_t>(a.speaker_id)];
  for (size_t id = 0; id < record.speakers.size(); ++id) {
    const Speaker& s = record.speakers[id];
    row.begin();
    row.text(record.id), row.doc_row(doc_row), row.integer(static_cast<int64_t>(id)), row.text(s.name);
    row.text(to_string(s.kind)), row.text(s.title), row.text(s.affiliation), row.text(to_string(s.gender));
    row.text(s.gender_basis), row.text(s.external_id), row.texts(s.aliases), row.ids(s.members);
    row.integer(said[id]), row.integer(static_cast<int64_t>(s.mentions.size())), row.places(at.take(s.mentions));
    row.end();
  }
}

void add_document(Row& row, int64_t doc_row, const Record& record, std::string_view text, OffsetUnit unit) {
  row.begin();
  row.text(record.id), row.doc_row(doc_row), row.date(record.date), row.text(record.title), row.text(record.language);
  row.integer(count_units(text, unit)), row.integer(static_cast<int64_t>(record.attributions.size()));
  row.integer(static_cast<int64_t>(record.speakers.size()));
  row.integer(static_cast<int64_t>(record.unattributed.size()));
  row.null(), row.null();
  row.end();
}

void add_unattributed(Row& row, int64_t doc_row, const Record& record, std::string_view text, OffsetUnit unit) {
  Places at;
  for (const Unattributed& u : record.unattributed) at.put(u.content);
  at.convert(text, unit);
  for (const Unattributed& u : record.unattributed) {
    const Spans content = at.take(u.content);
    row.begin();
    row.text(record.id), row.doc_row(doc_row), row.text(to_string(u.why)), row.words(u.content), row.hull(content);
    row.integer(static_cast<int64_t>(content.size())), row.places(content);
    row.end();
  }
}

}  // namespace

std::optional<TableName> table_named(std::string_view name) {
  constexpr std::string_view kNames[] = {"attributions", "spans", "speakers", "documents", "unattributed"};
  for (size_t i = 0; i < std::size(kNames); ++i)
    if (kNames[i] == name) return static_cast<TableName>(i);
  return std::nullopt;
}

TableBuilder::TableBuilder(TableName name, OffsetUnit unit) : name_(name), unit_(unit) {
  for (const Spec& spec : specs_of(name)) table_.columns.push_back(empty_column(spec));
}

void TableBuilder::add(int64_t doc_row, const Record& record, std::string_view text) {
  Row row(table_, text);
  switch (name_) {
    case TableName::attributions: return add_attributions(row, doc_row, record, text, unit_);
    case TableName::spans: return add_spans(row, doc_row, record, text, unit_);
    case TableName::speakers: return add_speakers(row, doc_row, record, text, unit_);
    case TableName::documents: return add_document(row, doc_row, record, text, unit_);
    case TableName::unattributed: return add_unattributed(row, doc_row, record, text, unit_);
  }
}

void TableBuilder::add_failure(int64_t doc_row, std::string_view id, std::string_view code, std::string_view error) {
  if (name_ != TableName::documents) return;
  Row row(table_, {});
  row.begin();
  row.text(id), row.doc_row(doc_row);
  for (int i = 0; i < 7; ++i) row.null();  // what only a text that was read has
  row.text(code), row.text(error);
  row.end();
}

}  // namespace inquit
