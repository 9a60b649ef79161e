// Stage 2: paragraphs and their zones.
#include "text/segments.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "english.h"

namespace inquit {
namespace {

// "zone[label|dateline] body" of each paragraph; line breaks inside are shown as "/".
std::vector<std::string> show(std::string_view text) {
  std::vector<std::string> out;
  for (const Segment& s : segment(text, english()).segments) {
    std::string line(to_string(s.zone));
    if (!s.label.empty()) line += "[" + std::string(slice(text, s.label)) + "]";
    if (!s.dateline.empty()) line += "[" + std::string(slice(text, s.dateline)) + "]";
    line += ' ';
    for (const char c : slice(text, s.body)) line += c == '\n' ? '/' : c;
    out.push_back(line);
  }
  return out;
}

struct Case {
  const char* text;
  std::vector<std::string> segments;
};

void check(const std::vector<Case>& cases) {
  for (const Case& c : cases) EXPECT_EQ(show(c.text), c.segments) << c.text;
}

constexpr const char* kProse = "The quarry closed on a wet day and nobody came to look.\n";

TEST(Segments, SplitLines) {
  check({
      {"", {}},
      {" \n\r\n\t\n", {}},
      {"A dog barked.\nA cat ran.", {"body A dog barked.", "body A cat ran."}},
      {"A dog barked.\r\n\r\nA cat ran.\r\n", {"body A dog barked.", "body A cat ran."}},
      {"A dog barked.\u2028A cat ran.\u2029\u2029A cow.", {"body A dog barked.", "body A cat ran.", "body A cow."}},
      {"\ufeffA dog barked.\u00a0", {"body A dog barked."}},
      {"No stop at all", {"body No stop at all"}},
  });
}

TEST(Segments, JoinHardWrappedLines) {
  check({
      {"The quarry on the hill above the town has been shut since spring,\n"
       "and the owner, who lives abroad, said he would never open it again\n"
       "while the council asked for rent.\n"
       "\n"
       "“Nobody told us anything at all about it,” said a man who had worked\n"
       "there for thirty years.\n",
       {"body The quarry on the hill above the town has been shut since spring,/and the owner, who lives abroad, said "
        "he would "
        "never open it again/while the council asked for rent.",
        "body “Nobody told us anything at all about it,” said a man who had worked/there for thirty years."}},
      // one line a paragraph, of whatever length
      {"He came.\nHe saw the town and its people.\nHe left again.\n",
       {"body He came.", "body He saw the town and its people.", "body He left again."}},
      // a word a line is a list
      {"oats\nrye\nbarley\nhops\n“We are ready,” said Ada Fenn.\n",
       {"headline oats", "headline rye", "headline barley", "body hops", "body “We are ready,” said Ada Fenn."}},
  });
}

TEST(Segments, KnowHeadlinesBulletsAndBylines) {
  const std::string prose = kProse;
  check({
      {"Quarry to close, owner says\nThe quarry will close at the end of the year.",
       {"headline Quarry to close, owner says", "body The quarry will close at the end of the year."}},
      {"Quarry will ‘never open again’\n- Owner blames ‘the rain’\n- Union to meet\nThe quarry will close at the end "
       "of the year.",
       {"headline Quarry will ‘never open again’", "bullet Owner blames ‘the rain’", "bullet Union to meet",
        "body The quarry will close at the end of the year."}},
      {"Morning briefing\n• Minister Ana Lobo: no cuts to school meals\n• ‘It was like a film’ – ferry passenger",
       {"headline Morning briefing", "bullet Minister Ana Lobo: no cuts to school meals",
        "bullet ‘It was like a film’ – ferry passenger"}},
      {"Quarry to close\nBy Jane Doe and Tom Roe\nMarch 5, 2024\nThe quarry will close at the end of the year.",
       {"headline Quarry to close", "byline By Jane Doe and Tom Roe", "dateline March 5, 2024",
        "body The quarry will close at the end of the year."}},
      {"Quarry to close\nBy Jane Doe, Staff Writer\nThe quarry will close at the end of the year.",
       {"headline Quarry to close", "byline By Jane Doe, Staff Writer",
        "body The quarry will close at the end of the year."}},
      {"By noon the quarry was shut and nobody was there.", {"body By noon the quarry was shut and nobody was there."}},
      {"“We are done,” he said\nThe quarry will close at the end of the year.",
       {"headline “We are done,” he said", "body The quarry will close at the end of the year."}},
      {"“The mountain decides.”\nThe quarry will close at the end of the year.",
       {"body “The mountain decides.”", "body The quarry will close at the end of the year."}},
  });
}

TEST(Segments, JoinASignatureToItsQuotation) {
  check({
      {"“The quarry is shut.”\n– Ada Fenn, owner\nThe quarry will close at the end of the year.",
       {"body “The quarry is shut.”/– Ada Fenn, owner", "body The quarry will close at the end of the year."}},
      {"\"The quarry is shut.\"\n\n-Ada Fenn.\n\nThe quarry will close at the end of the year.",
       {"body \"The quarry is shut.\"//-Ada Fenn.", "body The quarry will close at the end of the year."}},
      {"“The quarry is shut.”\n– who knows why.\nThe quarry will close.",
       {"body “The quarry is shut.”", "bullet who knows why.", "body The quarry will close."}},
      {"The quarry is shut.\n– Ada Fenn, owner\nThe quarry will close at the end of the year.",
       {"body The quarry is shut.", "bullet Ada Fenn, owner", "body The quarry will close at the end of the year."}},
  });
}

TEST(Segments, KnowRelatedLines) {
  const std::string before = kProse, after = kProse;
  const struct {
    const char* line;
    Zone zone;
  } cases[] = {
      {"Coastguard defends response time", Zone::related},
      {"US-China ties seen ‘warming up again in stages’ as top officials meet", Zone::related},
      {"Republicans split over plan to restrict investment", Zone::related},
      {"Related: Kiosk firm says coins were stolen", Zone::related},
      {"READ MORE: Kiosk firm in court", Zone::related},
      {"Also read: ten kiosks to see", Zone::related},
      {"The quarry is empty.", Zone::body},
      {"“It is.”", Zone::body},
      {"“It is two pages”", Zone::body},
      {"The owner’s reply was short:", Zone::body},
      {"“The mountain decides.” — Pasang Tashi, guide", Zone::body},
      {"He said that it would close", Zone::body},
      {"The owner said nothing would change", Zone::body},
      {"Who will pay?", Zone::body},
      {"Note: the quarry is closed.", Zone::body},
      {"UPDATE: The quarry is closed for good.", Zone::body},
  };
  for (const auto& c : cases) {
    const std::string text = before + c.line + "\n" + after;
    const Segmentation found = segment(text, english());
    ASSERT_EQ(found.segments.size(), 3u) << c.line;
    EXPECT_EQ(found.segments[1].zone, c.zone) << c.line;
    EXPECT_EQ(found.segments[0].zone, Zone::body);
    EXPECT_EQ(found.segments[2].zone, Zone::body);
  }
}

TEST(Segments, KnowTurnsOnlyInConversations) {
  check({
      {"They debated for an hour.\nMODERATOR: Would you raise it?\nACHTERBERG: I would lower it.\nDUARTE: She would "
       "not.\nACHTERBERG: I would.",
       {"body They debated for an hour.", "turn[MODERATOR] Would you raise it?", "turn[ACHTERBERG] I would lower it.",
        "turn[DUARTE] She would not.", "turn[ACHTERBERG] I would."}},
      {"Q: Why did you stop?\nA: I ran out of enemies.",
       {"turn[Q] Why did you stop?", "turn[A] I ran out of enemies."}},
      {"Q. Why did you stop?\nA. I ran out of enemies.",
       {"turn[Q] Why did you stop?", "turn[A] I ran out of enemies."}},
      {"SEN. PICKENS: No.\nMS. ROE: Yes.\nSEN. PICKENS: No.",
       {"turn[SEN. PICKENS] No.", "turn[MS. ROE] Yes.", "turn[SEN. PICKENS] No."}},
      {"LENA RUIZ, REPORTER: It is bad.\nMARCUS HALE, COUNTY ENGINEER: We heard it.\nRUIZ (voice-over): It is shut.",
       {"turn[LENA RUIZ] It is bad.", "turn[MARCUS HALE] We heard it.", "turn[RUIZ] It is shut."}},
      {"PICKENS (R-OH): No.\nROE [laughing]: Yes.", {"turn[PICKENS] No.", "turn[ROE] Yes."}},
      {"Ida Fenwick: It is.\nJonas Krell: It is not.\nIda Fenwick: It is two pages.\nJonas Krell: They are large.",
       {"turn[Ida Fenwick] It is.", "turn[Jonas Krell] It is not.", "turn[Ida Fenwick] It is two pages.",
        "turn[Jonas Krell] They are large."}},
      {"NÚÑEZ: Sí, claro.\nO’MALLEY: No.\nNÚÑEZ: Yes.",
       {"turn[NÚÑEZ] Sí, claro.", "turn[O’MALLEY] No.", "turn[NÚÑEZ] Yes."}},
      // no conversation
      {"Note: The quarry is closed.\nThe owner left.", {"body Note: The quarry is closed.", "body The owner left."}},
      {"UPDATE: The quarry is closed.\nCORRECTION: It was shut.",
       {"body UPDATE: The quarry is closed.", "body CORRECTION: It was shut."}},
      {"Fenwick: 547.\nKrell: 21.\nFenwick: 20.\nKrell: 3.",
       {"body Fenwick: 547.", "body Krell: 21.", "body Fenwick: 20.", "body Krell: 3."}},
      {"Minister Ana Lobo: no cuts to school meals.\nThe owner left.",
       {"body Minister Ana Lobo: no cuts to school meals.", "body The owner left."}},
      {"TRUMP: a name that sells.\nThe owner left.", {"body TRUMP: a name that sells.", "body The owner left."}},
      {"A. Smith went home.\nThe owner left.", {"body A. Smith went home.", "body The owner left."}},
  });
}

TEST(Segments, ReadDatelines) {
  const struct {
    const char *text, *dateline, *body, *date;
  } cases[] = {
      {"CARDOW, March 5 — The quarry will close.", "CARDOW, March 5 —", "The quarry will close.", "03-05"},
      {"WASHINGTON (Reuters) - The quarry will close.", "WASHINGTON (Reuters) -", "The quarry will close.", ""},
      {"NEW YORK — The quarry will close.", "NEW YORK —", "The quarry will close.", ""},
      {"NEW YORK, Nov. 19 (UPI) — The quarry will close.", "NEW YORK, Nov. 19 (UPI) —", "The quarry will close.",
       "11-19"},
      {"RENO, Nev. (AP) — The quarry will close.", "RENO, Nev. (AP) —", "The quarry will close.", ""},
      {"CARDOW, 5 March 2024 -- The quarry will close.", "CARDOW, 5 March 2024 --", "The quarry will close.",
       "2024-03-05"},
      {"Washington (AFP) – The quarry will close.", "Washington (AFP) –", "The quarry will close.", ""},
      {"BEIJING/HONG KONG (Reuters) - The quarry will close.", "BEIJING/HONG KONG (Reuters) -",
       "The quarry will close.", ""},
      {"ST. PAUL, Minn. — The quarry will close.", "ST. PAUL, Minn. —", "The quarry will close.", ""},
      {"The pass — 5,200 metres up — was closed.", "", "The pass — 5,200 metres up — was closed.", ""},
      {"Nobody — nobody at all — came.", "", "Nobody — nobody at all — came.", ""},
      {"US-China ties are warm.", "", "US-China ties are warm.", ""},
      {"I — we, I mean — left.", "", "I — we, I mean — left.", ""},
      {"Port Cardow, March 5 — The quarry will close.", "Port Cardow, March 5 —", "The quarry will close.", "03-05"},
      {"Cardow — Nobody came.", "Cardow —", "Nobody came.", ""},
      {"Cardow — nobody came.", "", "Cardow — nobody came.", ""},
  };
  for (const auto& c : cases) {
    const std::string text = c.text;
    const Segmentation found = segment(text, english());
    ASSERT_EQ(found.segments.size(), 1u) << text;
    EXPECT_EQ(slice(text, found.segments[0].dateline), c.dateline) << text;
    EXPECT_EQ(slice(text, found.segments[0].body), c.body) << text;
    EXPECT_EQ(found.dateline_date, c.date) << text;
  }
}

TEST(Segments, TakeDateFromTheHead) {
  EXPECT_EQ(segment("Quarry to close\nPublished: 2024-03-05\nThe quarry will close.", english()).dateline_date,
            "2024-03-05");
  const std::string text = " date 2023-09-19 Quarry to close\nThe quarry will close at the end of the year.";
  const Segmentation found = segment(text, english());
  ASSERT_EQ(found.segments.size(), 2u);
  EXPECT_EQ(found.segments[0].zone, Zone::headline);
  EXPECT_EQ(slice(text, found.segments[0].body), "Quarry to close");
  EXPECT_EQ(found.dateline_date, "2023-09-19");
}

// Spans lie in order, bodies inside their paragraphs, nothing but white space between.
TEST(Segments, CoverStrangeText) {
  const char* const pieces[] = {"A dog barked.", "\n", "\r", "- ", "Q: ", "A: ", "\u2028", "DUARTE: x", "“", "\n\n",
                                "WASHINGTON — ", ":",  " "};
  constexpr uint32_t kPieces = std::size(pieces);
  for (uint32_t seed = 0; seed < kPieces * kPieces * kPieces * kPieces; ++seed) {
    std::string text;
    for (uint32_t s = seed, i = 0; i < 4; ++i, s /= kPieces) text += pieces[s % kPieces];
    uint32_t at = 0;
    for (const Segment& s : segment(text, english()).segments) {
      ASSERT_FALSE(s.span.empty()) << text;
      ASSERT_GE(s.span.begin, at) << text;
      ASSERT_LE(s.span.end, text.size()) << text;
      ASSERT_TRUE(s.body.empty() || s.span.contains(s.body)) << text;
      ASSERT_TRUE(s.label.empty() || s.span.contains(s.label)) << text;
      at = s.span.end;
    }
  }
  std::string lines;
  for (int i = 0; i < 200000; ++i) lines += i % 3 ? "Q: a\n" : "A b\n";
  EXPECT_FALSE(segment(lines, english()).segments.empty());
  EXPECT_EQ(segment(std::string(1 << 20, 'x'), english()).segments.size(), 1u);
}

}  // namespace
}  // namespace inquit
