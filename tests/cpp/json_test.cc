#include "inquit/json.h"

#include <gtest/gtest.h>

namespace inquit {
namespace {

const Extractor& extractor(OffsetUnit unit = OffsetUnit::codepoints) {
  auto with = [](OffsetUnit offsets) {
    Options options;
    options.offsets = offsets;
    return Extractor(options);
  };
  static const Extractor points = with(OffsetUnit::codepoints), bytes = with(OffsetUnit::bytes),
                         utf16 = with(OffsetUnit::utf16);
  return unit == OffsetUnit::bytes ? bytes : unit == OffsetUnit::utf16 ? utf16 : points;
}

// What stands between `key": ` and `until` in the JSON.
std::string value(const std::string& json, const std::string& key, const std::string& until = ", \"") {
  size_t at = json.find('"' + key + "\": ");
  if (at == std::string::npos) return "(no " + key + ")";
  at += key.size() + 4;
  return json.substr(at, json.find(until, at) - at);
}

Record record_with(Attribution attribution) {
  Record record;
  record.language = "en";
  record.attributions.push_back(std::move(attribution));
  return record;
}

TEST(Json, EmptyRecordHasAllKeysAndNulls) {
  Record record;
  record.language = "en";
  std::string json = to_json(record, "", extractor(), true);
  EXPECT_EQ(json.substr(0, 22), "{\"schema\": 1, \"inquit\"");
  for (const char* key : {"id", "date", "title"}) EXPECT_EQ(value(json, key), "null") << key;
  EXPECT_EQ(value(json, "text"), "\"\"");
  EXPECT_EQ(value(json, "n_chars"), "0");
  EXPECT_NE(json.find("\"attributions\": [], \"speakers\": [], \"unattributed\": []}"), std::string::npos) << json;
}

TEST(Json, TextIsLeftOutOnRequest) {
  std::string json = to_json(Record{}, "abc", extractor(), false);
  EXPECT_EQ(value(json, "text"), "(no text)");
  EXPECT_EQ(value(json, "text_sha256"), "\"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\"");
}

TEST(Json, StringsAreEscaped) {
  const struct {
    std::string text, json;
  } cases[] = {
      {"plain é “ 😀", "\"plain é “ 😀\""},
      {"\"\\", "\"\\\"\\\\\""},
      {"\n\r\t", "\"\\n\\r\\t\""},
      {std::string("\0\x1b\x1f\x7f", 4), "\"\\u0000\\u001b\\u001f\\u007f\""},
      {"a\u2028b\u2029c\u0085d", "\"a\\u2028b\\u2029c\\u0085d\""},
      {"\u2027\u202a", "\"\u2027\u202a\""},
      {"cut off \xE2\x80", "\"cut off \xE2\x80\""},
  };
  for (const auto& c : cases) {
    Record record;
    record.title = c.text;
    EXPECT_EQ(value(to_json(record, "", extractor(), true), "title"), c.json);
  }
}

TEST(Json, ConfidenceIsADecimal) {
  const struct {
    int per_mille;
    const char* json;
  } cases[] = {{0, "0.0"}, {5, "0.005"}, {50, "0.05"}, {500, "0.5"}, {980, "0.98"}, {987, "0.987"}, {1000, "1.0"}};
  for (const auto& c : cases) {
    Attribution a;
    a.confidence = c.per_mille;
    EXPECT_EQ(value(to_json(record_with(a), "", extractor(), false), "confidence"), c.json);
  }
}

TEST(Json, OffsetsAreInTheUnitAskedFor) {
  const std::string text = "😀é “x”";  // bytes 4 2 1 3 1 3; code points 6; UTF-16 units 7
  Attribution a;
  a.content = {{7, 14}};
  a.source = {{4, 6}};
  const struct {
    OffsetUnit unit;
    const char *content, *source, *length;
  } cases[] = {{OffsetUnit::codepoints, "[[3, 6]]", "[[1, 2]]", "6"},
               {OffsetUnit::bytes, "[[7, 14]]", "[[4, 6]]", "14"},
               {OffsetUnit::utf16, "[[4, 7]]", "[[2, 3]]", "7"}};
  for (const auto& c : cases) {
    std::string json = to_json(record_with(a), text, extractor(c.unit), false);
    EXPECT_EQ(value(json, "content"), c.content);
    EXPECT_EQ(value(json, "source"), c.source);
    EXPECT_EQ(value(json, "n_chars"), c.length);
  }
}

// Every part has a place of its own: a part that took another's offsets would show.
TEST(Json, PartsKeepTheirPlaces) {
  Attribution a;
  a.content = {{0, 1}, {2, 3}}, a.source = {{4, 5}}, a.cue = {{6, 7}}, a.addressee = {{8, 9}}, a.time = {{10, 11}},
  a.place = {{12, 13}}, a.document = {{14, 15}};
  Record record = record_with(a);
  Speaker s;
  s.name = "N";
  s.mentions = {{16, 17}, {18, 19}};
  record.speakers.push_back(s);
  record.unattributed.push_back({{{20, 21}}, Why::no_cue});
  std::string json = to_json(record, std::string(22, 'x'), extractor(), false);
  EXPECT_EQ(value(json, "content"), "[[0, 1], [2, 3]]");
  EXPECT_EQ(value(json, "source"), "[[4, 5]]");
  EXPECT_EQ(value(json, "cue"), "[[6, 7]]");
  EXPECT_EQ(value(json, "addressee"), "[[8, 9]]");
  EXPECT_EQ(value(json, "time"), "[[10, 11]]");
  EXPECT_EQ(value(json, "place"), "[[12, 13]]");
  EXPECT_EQ(value(json, "document"), "[[14, 15]]");
  EXPECT_NE(json.find("\"mentions\": [[16, 17], [18, 19]]}], "), std::string::npos) << json;
  EXPECT_NE(json.find("\"unattributed\": [{\"content\": [[20, 21]], \"why\": \"no cue\"}]}"), std::string::npos)
      << json;
}

TEST(Json, SpeakerKindIsNullWithoutASpeaker) {
  Attribution a;
  EXPECT_EQ(value(to_json(record_with(a), "", extractor(), false), "speaker_kind"), "null");
  a.speaker_status = SpeakerStatus::resolved;
  a.speaker_kind = SpeakerKind::organisation;
  EXPECT_EQ(value(to_json(record_with(a), "", extractor(), false), "speaker_kind"), "\"organisation\"");
}

TEST(Json, IdsThatAreNotKnownAreNull) {
  Attribution a;
  a.speaker_id = 0;
  a.parent = kNone;
  a.mentions = {0, 2};
  Record record = record_with(a);
  record.speakers.emplace_back().name = "Ada Fenn";
  std::string json = to_json(record, "", extractor(), false);
  EXPECT_EQ(value(json, "speaker"), "\"Ada Fenn\"");
  EXPECT_EQ(value(json, "speaker_id"), "0");
  EXPECT_EQ(value(json, "addressee_id"), "null");
  EXPECT_EQ(value(json, "parent"), "null");
  EXPECT_EQ(value(json, "mentions"), "[0, 2]");
}

}  // namespace
}  // namespace inquit
