// Stage 1: where words, numbers and marks begin and end, and where sentences start.
#include "text/tokens.h"

#include <gtest/gtest.h>
#include <unicode/utf8.h>

#include <string>

#include "base/utf8.h"
#include "english.h"

namespace inquit {
namespace {

Tokens tokens_of(std::string_view text) {
  Tokens tokens;
  tokenize(text, {0, static_cast<uint32_t>(text.size())}, english(), tokens);
  return tokens;
}

// The tokens apart by spaces, "|" before each that starts a sentence.
std::string show(std::string_view text, bool sentences) {
  std::string out;
  for (const Token& token : tokens_of(text)) {
    if (!out.empty()) out += ' ';
    if (sentences && token.has(token_flag::sentence_start)) out += '|';
    out += slice(text, token.span);
  }
  return out;
}

struct Case {
  const char *text, *tokens;
};

TEST(Tokens, KeepWordsWhole) {
  const Case cases[] = {
      {"N’Guessan met O'Malley.", "N’Guessan met O'Malley ."},
      {"al-Hadrami and Seo-yeon", "al-Hadrami and Seo-yeon"},
      {"Xiomara Þorsdóttir", "Xiomara Þorsdóttir"},
      {"Nu\u0301n\u0303ez left", "Nu\u0301n\u0303ez left"},
      {"AT&T rose", "AT&T rose"},
      {"soft\u00adhyphen", "soft\u00adhyphen"},
      {"non\u2011breaking", "non\u2011breaking"},
      {"pre- and post-war", "pre - and post-war"},
      {"the 71-year-old", "the 71-year-old"},
      {"G20, Covid-19", "G20 , Covid-19"},
      {"and/or", "and / or"},
      {"Mail a.b@c.example, now.", "Mail a.b@c.example , now ."},
      {"See https://x.example/a?b=c. Go", "See https://x.example/a?b=c . Go"},
      {"(www.x.example)", "( www.x.example )"},
      {"@kirby said #tag!", "@kirby said #tag !"},
      {"東京大学の「声」", "東京大学の 「 声 」"},
      {"Bayern東京", "Bayern 東京"},
      {"مرحبا، أهلا", "مرحبا ، أهلا"},
      {"😀 yes", "😀 yes"},
      {"", ""},
      {" \n\t\u00a0\ufeff ", ""},
  };
  for (const Case& c : cases) EXPECT_EQ(show(c.text, false), c.tokens) << c.text;
}

TEST(Tokens, CutClitics) {
  const Case cases[] = {
      {"Cano’s plan", "Cano ’s plan"},
      {"Cano's plan", "Cano 's plan"},
      {"don’t", "do n’t"},
      {"DON'T", "DO N'T"},
      {"we're", "we 're"},
      {"they’ll", "they ’ll"},
      {"I’d’ve", "I’d ’ve"},
      {"the workers’ contract", "the workers ’ contract"},
      {"N’Guessan’s", "N’Guessan ’s"},
      {"2016’s best", "2016 ’s best"},
      {"’s", "’ s"},
      {"rock ’n’ roll", "rock ’n’ roll"},
      {"tell ’em", "tell ’em"},
      {"tell ‘em", "tell ‘em"},
      {"the ’90s", "the ’ 90s"},
      {"the U.S.'s", "the U.S. ' s"},
  };
  for (const Case& c : cases) EXPECT_EQ(show(c.text, false), c.tokens) << c.text;
  const Tokens tokens = tokens_of("Cano’s plan isn't");
  EXPECT_TRUE(tokens[1].has(token_flag::clitic));
  EXPECT_FALSE(tokens[2].has(token_flag::clitic));
  EXPECT_TRUE(tokens[4].is(WordClass::negation));
}

TEST(Tokens, KeepTheStopOfAbbreviations) {
  const Case cases[] = {
      {"Sen. Dana R. Whitlow, D-Mass., spoke.", "Sen. Dana R. Whitlow , D-Mass. , spoke ."},
      {"on Feb. 27", "on Feb. 27"},
      {"J.K. Rowling", "J.K. Rowling"},
      {"at 5 p.m. today", "at 5 p.m. today"},
      {"a Ph.D. thesis", "a Ph.D. thesis"},
      {"Lt.-Gov. Oake", "Lt.-Gov. Oake"},
      {"No. 5 fell", "No. 5 fell"},
      {"No. He fell", "No . He fell"},
      {"It was me.", "It was me ."},
      {"You and I.", "You and I ."},
      {"I. M. Pei", "I. M. Pei"},
      {"D-N.Y. and R-Ohio.", "D-N.Y. and R-Ohio ."},
  };
  for (const Case& c : cases) EXPECT_EQ(show(c.text, false), c.tokens) << c.text;
  EXPECT_TRUE(tokens_of("R. Smith")[0].has(token_flag::initial));
  EXPECT_TRUE(tokens_of("J.K. Smith")[0].has(token_flag::initial));
  EXPECT_FALSE(tokens_of("U.S. Smith")[0].has(token_flag::initial));
}

TEST(Tokens, ReadNumbers) {
  const Case cases[] = {
      {"5,200 metres", "5,200 metres"},
      {"£40,000.", "£40,000 ."},
      {"40% of", "40% of"},
      {"$1.5bn", "$1.5bn"},
      {"the 1990s", "the 1990s"},
      {"12\" pipes", "12 \" pipes"},
      {"at 10:30, 9/11", "at 10:30 , 9/11"},
      {"2015–16", "2015 – 16"},
      {"3, 4", "3 , 4"},
      {"5½ days", "5½ days"},
      {"2023-09-19", "2023-09-19"},
      {"US$5", "US $5"},
  };
  for (const Case& c : cases) EXPECT_EQ(show(c.text, false), c.tokens) << c.text;
}

TEST(Tokens, ReadMarks) {
  const struct {
    const char* text;
    TokenKind kind;
    uint32_t bytes;
  } cases[] = {
      {"...", TokenKind::ellipsis, 3},     {"…", TokenKind::ellipsis, 3}, {". . . x", TokenKind::ellipsis, 5},
      {"--", TokenKind::dash, 2},          {"—", TokenKind::dash, 3},     {"``x", TokenKind::mark, 2},
      {"''x", TokenKind::mark, 2},         {"‘x", TokenKind::mark, 3},    {"«x", TokenKind::mark, 2},
      {"„x", TokenKind::mark, 3},          {"「x", TokenKind::mark, 3},   {"• x", TokenKind::bullet, 3},
      {"- x", TokenKind::bullet, 1},       {"* x", TokenKind::bullet, 1}, {"(x", TokenKind::open_paren, 1},
      {"]x", TokenKind::close_bracket, 1}, {"€ x", TokenKind::symbol, 3}, {"。x", TokenKind::stop, 3},
      {"？x", TokenKind::question, 3},
  };
  for (const auto& c : cases) {
    const Tokens tokens = tokens_of(c.text);
    ASSERT_FALSE(tokens.empty()) << c.text;
    EXPECT_EQ(tokens[0].kind, c.kind) << c.text;
    EXPECT_EQ(tokens[0].span.size(), c.bytes) << c.text;
  }
  EXPECT_EQ(tokens_of("yes - no")[1].kind, TokenKind::dash);
  EXPECT_EQ(tokens_of("at -5 degrees")[1].kind, TokenKind::symbol);
}

TEST(Tokens, FindSentences) {
  const Case cases[] = {
      {"He left. She stayed.", "|He left . |She stayed ."},
      {"in the U.S. The bill", "|in the U.S. |The bill"},
      {"in the U.S. Senate today", "|in the U.S. Senate today"},
      {"Orville Pickens Jr. He said", "|Orville Pickens Jr. |He said"},
      {"Sen. The Rock", "|Sen. The Rock"},
      {"Dana R. Whitlow said", "|Dana R. Whitlow said"},
      {"at 5 p.m. Monday", "|at 5 p.m. Monday"},
      {"“Run!” she said.", "|“ |Run ! ” she said ."},
      {"“Run!” She ran.", "|“ |Run ! ” |She ran ."},
      {"“We go.” said no one", "|“ |We go . ” said no one"},
      {"He said: “We go. They stay.” Then", "|He said : “ |We go . |They stay . ” |Then"},
      {"said, “the pit,” and", "|said , “ the pit , ” and"},
      {"Yahoo! said no.", "|Yahoo ! said no ."},
      {"He left. (She stayed.) They met.", "|He left . |( |She stayed . ) |They met ."},
      {"i went home. he said no.", "|i went home . |he said no ."},
      {"Wait... and then", "|Wait ... and then"},
      {"Who? Tarn Mutual.", "|Who ? |Tarn Mutual ."},
      {"He left. 12 stayed.", "|He left . |12 stayed ."},
      {"He left. ‘I stay.’", "|He left . |‘ |I stay . ’"},
      {"- Han praises efforts", "|- |Han praises efforts"},
      {"彼は言った。彼女は行った。", "|彼は言った 。 |彼女は行った 。"},
  };
  for (const Case& c : cases) EXPECT_EQ(show(c.text, true), c.tokens) << c.text;
}

TEST(Tokens, CarryFlagsAndClasses) {
  EXPECT_TRUE(tokens_of("in March")[1].is(WordClass::month));
  EXPECT_FALSE(tokens_of("to march")[1].is(WordClass::month));
  EXPECT_TRUE(tokens_of("Kirby")[0].capital());
  EXPECT_TRUE(tokens_of("CNN’s")[0].has(token_flag::all_caps));
  EXPECT_FALSE(tokens_of("I")[0].has(token_flag::all_caps));
  EXPECT_TRUE(tokens_of("東京")[0].has(token_flag::foreign));
  EXPECT_TRUE(tokens_of("a b")[1].has(token_flag::space_before));
  EXPECT_FALSE(tokens_of("a, b")[1].has(token_flag::space_before));
  EXPECT_TRUE(tokens_of("a\nb")[1].has(token_flag::line_start));
  EXPECT_FALSE(tokens_of("a\nb")[1].has(token_flag::sentence_start));
  EXPECT_EQ(tokens_of("DON’T")[1].word, english().find("n't"));
}

TEST(Tokens, ReadOnlyTheirRange) {
  const std::string text = "He left. She stayed.";
  Tokens tokens;
  tokenize(text, {9, 12}, english(), tokens);
  ASSERT_EQ(tokens.size(), 1u);
  EXPECT_EQ(tokens[0].span, (Span{9, 12}));
  tokenize(text, {9, 500}, english(), tokens);
  EXPECT_EQ(tokens.size(), 3u);
  tokenize(text, {9, 9}, english(), tokens);
  EXPECT_TRUE(tokens.empty());
}

// Nothing but white space is left out, tokens do not overlap, and no code point is cut.
TEST(Tokens, CoverStrangeText) {
  const char* const pieces[] = {"a",  "A.", "'", "’",   "-", "...", "12",     "\u0301", "東", " ",
                                "\n", "“",  "@", "://", ".", "😀",  "\u200d", "$",      "n’t"};
  constexpr size_t kPieces = std::size(pieces);
  for (size_t seed = 0; seed < kPieces * kPieces * kPieces * kPieces; ++seed) {
    std::string text;
    for (size_t s = seed, i = 0; i < 4; ++i, s /= kPieces) text += pieces[s % kPieces];
    uint32_t at = 0;
    for (const Token& token : tokens_of(text)) {
      ASSERT_FALSE(token.span.empty()) << text;
      ASSERT_GE(token.span.begin, at) << text;
      for (uint32_t p = at; p < token.span.begin; ++p) {
        const auto byte = static_cast<unsigned char>(text[p]);
        ASSERT_TRUE(byte == ' ' || byte == '\n' || byte == 0xe2 || byte == 0x80 || byte == 0x8d) << text;
      }
      ASSERT_LE(token.span.end, text.size());
      if (token.span.end < text.size())
        ASSERT_NE(static_cast<unsigned char>(text[token.span.end]) & 0xc0, 0x80) << text;
      at = token.span.end;
    }
  }
}

TEST(Tokens, TakeLongAndCutInput) {
  EXPECT_EQ(tokens_of(std::string(1 << 20, 'x')).size(), 1u);
  EXPECT_EQ(tokens_of(std::string(1 << 20, '\'')).size(), size_t{1} << 19);
  std::string dotted;
  for (int i = 0; i < 100000; ++i) dotted += "a.";
  EXPECT_FALSE(tokens_of(dotted).empty());
  EXPECT_FALSE(tokens_of("ends in \xe2\x80").empty());  // not UTF-8: no crash
}

// ICU is the judge, on every string of one to three bytes of a sample and on leads of four.
TEST(Utf8, InvalidBytesAreThoseOfIcu) {
  const auto valid = [](std::string_view s) {
    int32_t i = 0;
    const auto n = static_cast<int32_t>(s.size());
    while (i < n) {
      UChar32 c;
      U8_NEXT(reinterpret_cast<const uint8_t*>(s.data()), i, n, c);
      if (c < 0) return false;
    }
    return true;
  };
  char bytes[4];
  for (int length = 1; length <= 3; ++length)
    for (int a = 0; a < 256; ++a)
      for (int b = 0; b < (length > 1 ? 256 : 1); ++b)
        for (int c = 0; c < (length > 2 ? 256 : 1); c += length > 2 ? 3 : 1) {
          bytes[0] = static_cast<char>(a), bytes[1] = static_cast<char>(b), bytes[2] = static_cast<char>(c);
          const std::string_view s(bytes, static_cast<size_t>(length));
          ASSERT_EQ(find_invalid_utf8(s) == s.size(), valid(s)) << a << ' ' << b << ' ' << c;
        }
  for (int a = 0xf0; a < 256; ++a)
    for (int b = 0x70; b < 0xd0; ++b)
      for (int c = 0x78; c < 0xc8; ++c)
        for (const int d : {0x7f, 0x80, 0xbf, 0xc0}) {
          bytes[0] = static_cast<char>(a), bytes[1] = static_cast<char>(b), bytes[2] = static_cast<char>(c),
          bytes[3] = static_cast<char>(d);
          ASSERT_EQ(find_invalid_utf8({bytes, 4}) == 4, valid({bytes, 4})) << a << ' ' << b << ' ' << c << ' ' << d;
        }
  EXPECT_EQ(find_invalid_utf8("0123456789\xff"), 10u);
  EXPECT_EQ(find_invalid_utf8("0123456789€\xe2\x82"), 13u);
}

TEST(Utf8, DecodesBothWays) {
  const std::string text = "aé€😀";
  uint32_t at = 0;
  for (const char32_t want : U"aé€😀") {
    if (want == 0) break;
    const uint32_t from = at;
    EXPECT_EQ(decode(text, at), want);
    uint32_t begin = 99;
    EXPECT_EQ(decode_before(text, at, &begin), want);
    EXPECT_EQ(begin, from);
  }
  EXPECT_EQ(at, text.size());
  EXPECT_EQ(decode_before(text, 0), 0u);
}

TEST(Tokens, ListTheTokensThatFewQuestionsAreAbout) {
  for (const char* text : {"", "“No,” Ada Fenn’s aide said, according to U.S. officials. ‘Yes’ was heard, too.",
                           "Sen. Moss told the al-Hadrami family: \"We're done.\" (He asked 'em twice — on Monday.)",
                           "12th D-Mass. Émile dit-il"}) {
    const Tokens tokens = tokens_of(text);
    std::vector<uint32_t> marks, capitals, cue_starts;
    for (uint32_t i = 0; i < tokens.size(); ++i) {
      if (tokens[i].kind == TokenKind::mark) marks.push_back(i);
      if (tokens[i].capital()) capitals.push_back(i);
      if (tokens[i].has(token_flag::starts_cue)) cue_starts.push_back(i);
    }
    EXPECT_EQ(tokens.marks(), marks) << text;
    EXPECT_EQ(tokens.capitals(), capitals) << text;
    EXPECT_EQ(tokens.cue_starts(), cue_starts) << text;
  }
}

}  // namespace
}  // namespace inquit
