// Reading expressions of time: the grammar is here, the words are in time.words.tsv and settings.tsv.
#include "mentions/dates.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>

namespace inquit {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

// ---- lists of settings.tsv ------------------------------------------------------------------------------------------

// Calls visit(word) for each word of a list apart by `separator`, until it returns true.
template <typename Visit>
bool any_of_list(std::string_view list, char separator, Visit visit) {
  while (!list.empty()) {
    const size_t at = std::min(list.find(separator), list.size());
    if (at > 0 && visit(list.substr(0, at))) return true;
    list.remove_prefix(std::min(at + 1, list.size()));
  }
  return false;
}

// Whether the words are the same but for the case of ASCII letters.
bool same(std::string_view word, std::string_view lower) {
  return word.size() == lower.size() && std::equal(word.begin(), word.end(), lower.begin(), [](char a, char b) {
           return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b;
         });
}

bool listed(std::string_view list, std::string_view word) {
  return any_of_list(list, ' ', [&](std::string_view entry) { return same(word, entry); });
}

// The place of the word in a list of lists ("monday mon mon.|tuesday …"), or -1.
int place_in(std::string_view lists, std::string_view word) {
  int place = -1, found = -1;
  any_of_list(lists, '|', [&](std::string_view list) {
    ++place;
    if (!listed(list, word)) return false;
    found = place;
    return true;
  });
  return found;
}

// ---- numbers and dates ----------------------------------------------------------------------------------------------

// The number that the word begins with, digits only; -1 where it has none or it is longer than four digits. What follows
// the digits must be letters ("3rd").
int number_of(std::string_view word) {
  int value = 0;
  size_t i = 0;
  for (; i < word.size() && word[i] >= '0' && word[i] <= '9'; ++i) {
    if (i == 4) return -1;
    value = value * 10 + (word[i] - '0');
  }
  if (i == 0) return -1;
  for (; i < word.size(); ++i)
    if (!((word[i] >= 'a' && word[i] <= 'z') || (word[i] >= 'A' && word[i] <= 'Z'))) return -1;
  return value;
}

bool is_day(std::string_view word) {
  const int n = number_of(word);
  return n >= 1 && n <= 31 && word.size() <= 4;
}

bool is_year(std::string_view word) {
  const int n = number_of(word);
  return word.size() == 4 && n >= 1500 && n <= 2199;
}

std::optional<year_month_day> parse_iso(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  for (const size_t i : {0, 1, 2, 3, 5, 6, 8, 9})
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
  const auto part = [&](size_t at, size_t n) { return number_of(text.substr(at, n)); };
  const year_month_day date{std::chrono::year{part(0, 4)}, std::chrono::month{static_cast<unsigned>(part(5, 2))},
                            std::chrono::day{static_cast<unsigned>(part(8, 2))}};
  if (!date.ok()) return std::nullopt;
  return date;
}

void append_padded(std::string& out, unsigned value, int width) {
  std::array<char, 4> digits{};
  for (int i = width; i-- > 0; value /= 10) digits[static_cast<size_t>(i)] = static_cast<char>('0' + value % 10);
  out.append(digits.data(), static_cast<size_t>(width));
}

std::string to_iso(year_month_day date) {
  const int year = static_cast<int>(date.year());
  if (!date.ok() || year < 0 || year > 9999) return {};
  std::string out;
  append_padded(out, static_cast<unsigned>(year), 4);
  out += '-';
  append_padded(out, static_cast<unsigned>(date.month()), 2);
  out += '-';
  append_padded(out, static_cast<unsigned>(date.day()), 2);
  return out;
}

// ---- the grammar ----------------------------------------------------------------------------------------------------

class Matcher {
 public:
  Matcher(std::string_view text, const Tokens& tokens, const Lexicon& lexicon)
      : text_(text), tokens_(tokens), lexicon_(lexicon) {}

  // Every step takes the token where it begins and returns where it ends, or the same where it does not hold.
  uint32_t expression(uint32_t at) const {
    if (setting_has(Setting::day_prepositions, at)) {
      const uint32_t modified = modifier(at + 1);
      uint32_t end = day(modified);
      if (end == modified) end = period(modified);  // "on the same day"
      return end == modified ? at : end;
    }
    if (setting_has(Setting::part_prepositions, at))
      if (const uint32_t end = part(at + 1); end != at + 1) return end;
    if (setting_has(Setting::period_prepositions, at)) {
      const uint32_t end = month_or_year(at + 1);
      return end == at + 1 ? at : end;
    }
    if (uint32_t end = counted(at); end != at) return end;
    uint32_t from = modifier(at);
    if (from != at && setting_has(Setting::day_prepositions, from)) ++from;  // "late on Tuesday", "earlier on Monday"
    for (const auto step : {&Matcher::day_word, &Matcher::period, &Matcher::day})
      if (const uint32_t end = (this->*step)(from); end != from) return end;
    if (from != at)  // "earlier in the week", "late in 2016"
      if (setting_has(Setting::period_prepositions, from)) {
        uint32_t end = month_or_year(from + 1);
        if (end == from + 1) end = the_period(from + 1);
        if (end != from + 1) return end;
      }
    return at;
  }

 private:
  bool in(uint32_t at) const { return at < tokens_.size(); }
  bool is(uint32_t at, WordClass c) const { return in(at) && tokens_[at].is(c); }
  std::string_view word(uint32_t at) const { return slice(text_, tokens_[at].span); }
  bool setting_has(Setting key, uint32_t at) const {
    return in(at) && tokens_[at].kind == TokenKind::word && listed(lexicon_.setting(key), word(at));
  }
  bool is_singular_period(uint32_t at) const {
    return is(at, WordClass::time_noun) && lexicon_.info(tokens_[at].word).number != GrammaticalNumber::plural;
  }
  // "Monday’s speech", "Tuesday-night" are no times.
  bool ends_here(uint32_t end) const { return !in(end) || !tokens_[end].has(token_flag::clitic); }

  uint32_t modifier(uint32_t at) const { return setting_has(Setting::time_modifiers, at) ? at + 1 : at; }

  uint32_t day_word(uint32_t at) const {  // "today", "yesterday morning"
    if (!in(at) || tokens_[at].kind != TokenKind::word || !offset_of(word(at))) return at;
    const uint32_t end = is_singular_period(at + 1) ? at + 2 : at + 1;
    return ends_here(end) ? end : ends_here(at + 1) ? at + 1 : at;
  }

  uint32_t day(uint32_t at) const {  // "Monday", "Friday morning", "Monday, March 4", "March 5, 2024", "3 June"
    if (is(at, WordClass::weekday)) {
      uint32_t end = is_singular_period(at + 1) ? at + 2 : at + 1;
      if (setting_has(Setting::day_adjectives, end)) ++end;  // "lundi dernier"
      const uint32_t date = in(end) && tokens_[end].kind == TokenKind::comma ? end + 1 : end;
      if (const uint32_t dated = month_day(date); dated != date) end = dated;
      return ends_here(end) ? end : at;
    }
    const uint32_t end = month_day(at);
    return end != at && ends_here(end) ? end : at;
  }

  uint32_t month_day(uint32_t at) const {
    if (!in(at)) return at;
    uint32_t end = at;
    if (is(at, WordClass::month) && in(at + 1) && is_day(word(at + 1)))
      end = at + 2;
    else if (is_day(word(at)) && is(at + 1, WordClass::month))
      end = at + 2;
    else
      return at;
    if (in(end) && is_year(word(end))) return end + 1;
    if (in(end + 1) && tokens_[end].kind == TokenKind::comma && is_year(word(end + 1))) return end + 2;
    return end;
  }

  uint32_t month_or_year(uint32_t at) const {  // "2016", "March", "January 2015", "the 1990s"
    at = modifier(at);
    if (!in(at)) return at;
    uint32_t end = at;
    if (is(at, WordClass::month)) {
      end = at + 1;
      if (in(end) && is_year(word(end))) ++end;
    } else if (tokens_[at].kind == TokenKind::number && is_year(word(at))) {
      end = at + 1;
    }
    return ends_here(end) ? end : at;
  }

  uint32_t period(
      uint32_t at) const {  // "last week", "this month", "last Tuesday", "the previous day", "the day before"
    if (setting_has(Setting::period_determiners, at)) {
      if (is_singular_period(at + 1) || is(at + 1, WordClass::weekday) || is(at + 1, WordClass::month)) {
        const uint32_t end = is(at + 1, WordClass::weekday) && is_singular_period(at + 2) ? at + 3 : at + 2;
        return ends_here(end) ? end : at;
      }
      return at;
    }
    if (!is(at, WordClass::determiner)) return at;
    if (setting_has(Setting::period_adjectives, at + 1) && is_singular_period(at + 2) && ends_here(at + 3))
      return at + 3;
    if (is_singular_period(at + 1) && setting_has(Setting::period_adverbs, at + 2)) return at + 3;
    return at;
  }

  uint32_t the_period(uint32_t at) const {  // "the week"
    if (is(at, WordClass::determiner) && is_singular_period(at + 1) && ends_here(at + 2)) return at + 2;
    return at;
  }

  uint32_t part(uint32_t at) const {  // "the weekend", "the early hours", "the past two weeks", "noon"
    const auto ends = [&](uint32_t end) { return ends_here(end) ? end : at; };
    if (setting_has(Setting::times_of_day, at)) return ends(at + 1);
    if (!is(at, WordClass::determiner)) return at;
    uint32_t noun = at + 1;
    if (setting_has(Setting::period_adjectives, noun) || setting_has(Setting::time_modifiers, noun)) ++noun;
    if (setting_has(Setting::parts_of_time, noun))
      return ends(is(noun + 1, WordClass::time_noun) ? noun + 2 : noun + 1);  // "the early morning hours"
    const bool several =
        noun > at + 1 && in(noun) && (tokens_[noun].kind == TokenKind::number || is(noun, WordClass::number));
    return several && is(noun + 1, WordClass::time_noun) ? ends(noun + 2) : at;
  }

  uint32_t counted(uint32_t at) const {  // "a day earlier", "two weeks ago"
    if (!in(at)) return at;
    const bool count =
        tokens_[at].kind == TokenKind::number || is(at, WordClass::number) || is(at, WordClass::determiner);
    if (count && is(at + 1, WordClass::time_noun) && setting_has(Setting::period_adverbs, at + 2)) return at + 3;
    const bool some = is(at, WordClass::time_noun) && !is_singular_period(at);  // "hours later", "days after"
    return some && setting_has(Setting::period_adverbs, at + 1) ? at + 2 : at;
  }

 public:
  std::optional<int> offset_of(std::string_view word) const {  // "yesterday=-1"
    std::optional<int> offset;
    any_of_list(lexicon_.setting(Setting::day_offsets), ' ', [&](std::string_view entry) {
      const size_t equals = entry.find('=');
      if (equals == entry.npos || !same(word, entry.substr(0, equals))) return false;
      std::string_view number = entry.substr(equals + 1);
      const bool negative = number.starts_with('-');
      if (negative) number.remove_prefix(1);
      offset = negative ? -number_of(number) : number_of(number);
      return true;
    });
    return offset;
  }

 private:
  std::string_view text_;
  const Tokens& tokens_;
  const Lexicon& lexicon_;
};

// ---- which day ------------------------------------------------------------------------------------------------------

// What a few words say of a day.
struct Reading {
  int weekday = -1;  // Monday is 0
  int month = 0, day = 0, year = 0;
  std::optional<int> offset;  // days from the day of writing
  bool before_anchor = false, not_past = false;
};

Reading read(std::string_view words, const Tokens& tokens, const Lexicon& lexicon) {
  Reading out;
  const Matcher matcher(words, tokens, lexicon);
  for (uint32_t i = 0; i < tokens.size(); ++i) {
    const std::string_view word = slice(words, tokens[i].span);
    if (tokens[i].kind == TokenKind::number) {
      if (out.year == 0 && is_year(word)) out.year = number_of(word);
      const bool beside_month = (i > 0 && tokens[i - 1].is(WordClass::month)) ||
                                (i + 1 < tokens.size() && tokens[i + 1].is(WordClass::month));
      if (out.day == 0 && beside_month && is_day(word)) out.day = number_of(word);
      continue;
    }
    if (tokens[i].kind != TokenKind::word) continue;
    if (tokens[i].is(WordClass::weekday) && out.weekday < 0) out.weekday = place_in(lexicon.setting("weekdays"), word);
    if (tokens[i].is(WordClass::month) && out.month == 0) out.month = place_in(lexicon.setting("months"), word) + 1;
    if (!out.offset) out.offset = matcher.offset_of(word);
    out.before_anchor |= listed(lexicon.setting("before_anchor"), word);
    out.not_past |= listed(lexicon.setting("not_past"), word);
    // "two days ago": as many days back; a week is not one day
    if (i >= 2 && listed(lexicon.setting("counted_back"), word) &&
        listed(lexicon.setting("day_nouns"), slice(words, tokens[i - 1].span)) &&
        tokens[i - 2].kind == TokenKind::number)
      if (const int n = number_of(slice(words, tokens[i - 2].span)); n >= 0) out.offset = -n;
  }
  return out;
}

Tokens tokens_of(std::string_view words, const Lexicon& lexicon) {
  constexpr size_t kLongest = 200;  // no expression of time or dateline is longer
  Tokens tokens;
  size_t size = std::min(words.size(), kLongest);
  while (size > 0 && size < words.size() && (static_cast<unsigned char>(words[size]) & 0xc0) == 0x80) --size;
  tokenize(words, {0, static_cast<uint32_t>(size)}, lexicon, tokens);
  return tokens;
}

year_month_day make_date(int year, int month, int day) {
  return {std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
          std::chrono::day{static_cast<unsigned>(day)}};
}

}  // namespace

TimeMatch match_time(std::string_view text, const Tokens& tokens, uint32_t at, const Lexicon& lexicon) {
  if (at >= tokens.size()) return {at, at};
  const Token& first = tokens[at];
  static constexpr ClassSet kBegins{WordClass::preposition, WordClass::determiner, WordClass::number,
                                    WordClass::adjective,   WordClass::weekday,    WordClass::month,
                                    WordClass::time_noun,   WordClass::time_word};
  if (first.kind != TokenKind::number && !(first.kind == TokenKind::word && first.classes.any(kBegins)))
    return {at, at};
  // A weekday that somebody owns or that describes a thing ("his Tuesday address", "Biden’s Tuesday speech") is no time.
  if (at > 0 && first.is(WordClass::weekday) &&
      (tokens[at - 1].has(token_flag::clitic) || tokens[at - 1].is(WordClass::possessive) ||
       tokens[at - 1].is(WordClass::determiner)))
    return {at, at};
  return {at, Matcher(text, tokens, lexicon).expression(at)};
}

std::string resolve_time(std::string_view words, std::string_view anchor, const Lexicon& lexicon) {
  const Tokens tokens = tokens_of(words, lexicon);
  const Reading reading = read(words, tokens, lexicon);
  const std::optional<year_month_day> from = parse_iso(anchor);
  if (reading.month > 0 && reading.day > 0) {
    if (reading.year > 0) return to_iso(make_date(reading.year, reading.month, reading.day));
    if (!from) return {};
    // The latest such day; one that is no day in most years (Feb. 29) is looked for over eight.
    for (int year = static_cast<int>(from->year()), back = 0; back <= 8; ++back, --year) {
      const year_month_day date = make_date(year, reading.month, reading.day);
      if (date.ok() && date <= *from) return to_iso(date);
    }
    return {};
  }
  if (!from || reading.month > 0 || reading.year > 0 || reading.not_past) return {};
  const sys_days base{*from};
  if (reading.offset) return to_iso(year_month_day{base + days{*reading.offset}});
  if (reading.weekday < 0) return {};
  const int of_anchor = static_cast<int>(std::chrono::weekday{base}.iso_encoding()) - 1;
  int back = (of_anchor - reading.weekday + 7) % 7;
  if (back == 0 && reading.before_anchor) back = 7;
  return to_iso(year_month_day{base - days{back}});
}

std::string date_in(std::string_view words, const Lexicon& lexicon) {
  for (size_t at = words.find('-'); at != words.npos && at >= 4; at = words.npos)
    if (const auto date = parse_iso(words.substr(at - 4, 10))) return to_iso(*date);
  const Reading reading = read(words, tokens_of(words, lexicon), lexicon);
  if (reading.month == 0 || reading.day == 0) return {};
  const year_month_day date =
      make_date(reading.year > 0 ? reading.year : 2000, reading.month, reading.day);  // 2000 has a Feb. 29
  if (!date.ok()) return {};
  const std::string iso = to_iso(date);
  return reading.year > 0 ? iso : iso.substr(5);
}

bool is_iso_date(std::string_view text) { return parse_iso(text).has_value(); }

}  // namespace inquit
