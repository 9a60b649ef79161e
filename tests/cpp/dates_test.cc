// Expressions of time: which words are one, and which day they are.
#include "mentions/dates.h"

#include <gtest/gtest.h>

#include <string>

#include "english.h"

namespace inquit {
namespace {

// The first expression of time in the text.
std::string first_time(std::string_view text) {
  Tokens tokens;
  tokenize(text, {0, static_cast<uint32_t>(text.size())}, english(), tokens);
  for (uint32_t i = 0; i < tokens.size(); ++i)
    if (const TimeMatch match = match_time(text, tokens, i, english()); match.end > match.begin)
      return std::string(slice(text, {tokens[match.begin].span.begin, tokens[match.end - 1].span.end}));
  return {};
}

TEST(Dates, FindExpressionsOfTime) {
  const struct {
    const char *text, *time;
  } cases[] = {
      {"he said on Monday.", "on Monday"},
      {"said Wednesday in Bergen", "Wednesday"},
      {"said on Friday morning", "on Friday morning"},
      {"said today", "today"},
      {"yesterday evening", "yesterday evening"},
      {"staff on Feb. 27 that", "on Feb. 27"},
      {"would reopen on 3 June, adding", "on 3 June"},
      {"told parliament last week that", "last week"},
      {"late Tuesday", "late Tuesday"},
      {"said Tuesday night", "Tuesday night"},
      {"said earlier this week", "earlier this week"},
      {"wrote in 2016 that", "in 2016"},
      {"said a day earlier", "a day earlier"},
      {"said two weeks ago", "two weeks ago"},
      {"in a March 5 interview", "March 5"},
      {"on Sept. 11, 2001, he", "on Sept. 11, 2001"},
      {"on Thursday, March 7, 2019", "on Thursday, March 7, 2019"},
      {"in January 2015", "in January 2015"},
      {"the previous day", "the previous day"},
      {"the day before", "the day before"},
      {"earlier on Monday", "earlier on Monday"},
      {"late in 2016", "late in 2016"},
      {"last Tuesday", "last Tuesday"},
      {"said over the weekend that", "over the weekend"},
      {"at the weekend", "at the weekend"},
      {"in the early hours", "in the early hours"},
      {"in the early morning hours", "in the early morning hours"},
      {"during the past two weeks", "during the past two weeks"},
      {"at midnight", "at midnight"},
      {"on the same day", "on the same day"},
      // none
      {"at the weekend’s match", ""},
      {"in the second", ""},
      {"over the hill", ""},
      {"Monday’s speech", ""},
      {"his Tuesday address", ""},
      {"Biden’s Tuesday speech", ""},
      {"he may march on", ""},
      {"on Mondays", ""},
      {"on the table", ""},
      {"in the house", ""},
      {"this is it", ""},
      {"in 40 places", ""},
      {"later he said", ""},
      {"", ""},
  };
  for (const auto& c : cases) EXPECT_EQ(first_time(c.text), c.time) << c.text;
}

TEST(Dates, ResolveToTheLatestSuchDay) {
  const struct {
    const char *words, *anchor, *day;
  } cases[] = {
      {"on Monday", "2023-09-19", "2023-09-18"},
      {"Tuesday", "2023-09-19", "2023-09-19"},
      {"on Wednesday", "2023-09-19", "2023-09-13"},
      {"on Friday morning", "2024-10-18", "2024-10-18"},
      {"last Tuesday", "2023-09-19", "2023-09-12"},
      {"today", "2024-03-05", "2024-03-05"},
      {"yesterday", "2024-03-01", "2024-02-29"},
      {"yesterday", "2024-01-01", "2023-12-31"},
      {"on Feb. 27", "2024-03-05", "2024-02-27"},
      {"on March 6", "2024-03-05", "2023-03-06"},
      {"on 3 June", "2024-07-01", "2024-06-03"},
      {"Feb. 29", "2023-03-01", "2020-02-29"},
      {"on Sept. 11, 2001", "", "2001-09-11"},
      {"Monday, March 4", "2024-03-05", "2024-03-04"},
      {"2 days ago", "2024-03-05", "2024-03-03"},
      // not one day, not past, or not known
      {"last week", "2023-09-19", ""},
      {"this month", "2023-09-19", ""},
      {"in 2016", "2023-09-19", ""},
      {"next Monday", "2023-09-19", ""},
      {"on Monday", "", ""},
      {"a day earlier", "2023-09-19", ""},
      {"on Feb. 30, 2020", "", ""},
      {"Monday", "2023-02-31", ""},
      {"Monday", "soon", ""},
      {"", "2023-09-19", ""},
  };
  for (const auto& c : cases)
    EXPECT_EQ(resolve_time(c.words, c.anchor, english()), c.day) << c.words << " from " << c.anchor;
}

TEST(Dates, ReadDatelines) {
  const struct {
    const char *words, *date;
  } cases[] = {
      {"CARDOW, March 5 —", "03-05"},
      {"NEW YORK, Nov. 19 (UPI) —", "11-19"},
      {"March 5, 2024", "2024-03-05"},
      {"5 MARCH 2024", "2024-03-05"},
      {"Published 2024-03-05", "2024-03-05"},
      {"NEW YORK —", ""},
      {"Feb. 31", ""},
      {"Feb. 29", "02-29"},
      {"date 2024-13-05", ""},
  };
  for (const auto& c : cases) EXPECT_EQ(date_in(c.words, english()), c.date) << c.words;
}

TEST(Dates, KnowIsoDates) {
  for (const char* date : {"2023-09-19", "2024-02-29", "0001-01-01"}) EXPECT_TRUE(is_iso_date(date)) << date;
  for (const char* date :
       {"", "2023-9-19", "2023-02-29", "2023-00-10", "2023-09-19 ", "23-09-19", "2023/09/19", "2023-09-1x"})
    EXPECT_FALSE(is_iso_date(date)) << date;
}

}  // namespace
}  // namespace inquit
