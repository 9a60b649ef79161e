#include "inquit/columns.h"

#include <gtest/gtest.h>

#include "inquit/tables.h"

namespace inquit {
namespace {

Record record_of_one() {
  Record record;
  record.id = "a1";
  record.date = "2023-09-19";
  Attribution a;
  a.uid = "u";
  a.content = {{3, 6}, {8, 9}};
  a.speaker_id = 0;
  a.when = "2023-09-18";
  a.confidence = 980;
  record.attributions.push_back(a);
  Speaker s;
  s.name = "N";
  s.title = "spokesman";
  s.aliases = {"x", "y"};
  record.speakers.push_back(s);
  record.unattributed.push_back({{{0, 1}}, Why::scare});
  return record;
}

const Column& column(const Table& table, std::string_view name) {
  for (const Column& c : table.columns)
    if (c.name == name) return c;
  throw std::runtime_error("no column " + std::string(name));
}

TEST(Columns, DaysCountFrom1970) {
  EXPECT_EQ(days_of(1970, 1, 1), 0);
  EXPECT_EQ(days_of(2000, 3, 1), 11017);
  EXPECT_EQ(days_of(1969, 12, 31), -1);
  Column c = Column::of(Type::date32, "d");
  for (const char* bad : {"", "2023-9-19", "2023-13-01", "20230919", "2023-09-1x"}) {
    c.add_date_or_null(bad);
    EXPECT_TRUE(c.is_null(c.length - 1)) << bad;
  }
}

TEST(Columns, AttributionsHoldWhatTheRecordHolds) {
  TableBuilder builder(TableName::attributions, OffsetUnit::codepoints);
  builder.add(7, record_of_one(), "\u201cé“ab");  // bytes 3 2 3 1 1
  builder.add_failure(8, "a2", "no-text", "x");
  Table t = builder.finish();
  ASSERT_EQ(t.rows, 1);
  for (const Column& c : t.columns) EXPECT_EQ(c.length, 1) << c.name;
  EXPECT_EQ(column(t, "doc_row").value<int64_t>(0), 7);
  EXPECT_EQ(column(t, "content").text(0), "é\xE2 […] a");  // cut where the spans say
  EXPECT_EQ(column(t, "content_end").value<int32_t>(0), 4);
  EXPECT_EQ(column(t, "content_n").value<int32_t>(0), 2);
  EXPECT_EQ(column(t, "speaker_title").text(0), "spokesman");
  EXPECT_EQ(column(t, "said_on").value<int32_t>(0), days_of(2023, 9, 18));
  EXPECT_DOUBLE_EQ(column(t, "confidence").value<double>(0), 0.98);
  EXPECT_TRUE(column(t, "parent").is_null(0));
  EXPECT_TRUE(column(t, "source").is_null(0));
  EXPECT_FALSE(column(t, "negated").boolean(0));
  EXPECT_EQ(column(t, "content_spans").children[0].length, 2);
}

TEST(Columns, EveryTableFillsAllItsColumns) {
  for (const char* name : {"attributions", "spans", "speakers", "documents", "unattributed"}) {
    TableBuilder builder(*table_named(name), OffsetUnit::bytes);
    for (int i = 0; i < 20; ++i) builder.add(i, record_of_one(), "abcdefghijk");
    builder.add_failure(20, "", "no-text", "no text");
    Table t = builder.finish();
    EXPECT_GE(t.rows, 20) << name;
    for (const Column& c : t.columns) EXPECT_EQ(c.length, t.rows) << name << "." << c.name;
  }
  EXPECT_FALSE(table_named("nonsense"));
}

TEST(Columns, StreamGivesOneBatchThatOutlivesTheTable) {
  ArrowArrayStream stream;
  {
    TableBuilder builder(TableName::speakers, OffsetUnit::bytes);
    builder.add(0, record_of_one(), "abcdefghijk");
    export_stream(std::make_shared<Table>(builder.finish()), &stream);
  }
  ArrowSchema schema;
  ArrowArray batch, end;
  ASSERT_EQ(stream.get_schema(&stream, &schema), 0);
  ASSERT_EQ(stream.get_next(&stream, &batch), 0);
  ASSERT_EQ(stream.get_next(&stream, &end), 0);
  stream.release(&stream);
  EXPECT_EQ(end.release, nullptr);
  EXPECT_STREQ(schema.format, "+s");
  EXPECT_STREQ(schema.children[3]->name, "name");
  ASSERT_EQ(batch.n_children, schema.n_children);
  ArrowArray moved = *batch.children[3];  // as a consumer may
  batch.children[3]->release = nullptr;
  batch.release(&batch);
  EXPECT_EQ(static_cast<const char*>(moved.buffers[2])[0], 'N');
  moved.release(&moved);
  schema.release(&schema);
}

TEST(Columns, EmptyTableIsASchemaWithoutABatch) {
  ArrowArrayStream stream;
  export_stream(std::make_shared<Table>(TableBuilder(TableName::spans, OffsetUnit::bytes).finish()), &stream);
  ArrowArray batch;
  ASSERT_EQ(stream.get_next(&stream, &batch), 0);
  EXPECT_EQ(batch.release, nullptr);
  stream.release(&stream);
}

}  // namespace
}  // namespace inquit
