// For tests of resolution: mentions and attributions written into the text itself.
//
//   [n s @1|(Minister) <Ana Lobo>] said {1 it would rain}.     a mention; source of attribution 1; the content of 1
//   Forms: n name, p pronoun, r role, l label, g group. Types: P person, O organisation, L place, D document, U people.
//   s subject, d definite, c counted, pl plural, h honorific, f or m gender, @1 source of 1, >1 addressee of 1.
//   Inside: <name> (title) ~possessor~ ^issuer^ and ! at the end of the core. A paragraph may begin with #R (related),
//   #T (turn) or #H (headline). “ and ” count as quotation marks, ‘ and ’ too; what a pronoun is comes from the lexicon.
#pragma once
#include <algorithm>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "speakers/resolve.h"

namespace inquit {

struct MarkedText {
  std::string text;
  std::vector<Segment> segments;
  std::vector<Mention> mentions;
  std::vector<RawAttribution> attributions;
  std::map<int, size_t> number;  // of an attribution as written -> its index

  MarkedText(const std::string& marked, const Lexicon& lexicon) : lexicon_(lexicon) {
    segments.emplace_back();
    for (size_t i = 0; i < marked.size();) {
      const char c = marked[i];
      const auto here = static_cast<uint32_t>(text.size());
      if (c == '#' && (i == 0 || marked[i - 1] == '\n')) {
        segments.back().zone = marked[i + 1] == 'R'   ? Zone::related
                               : marked[i + 1] == 'T' ? Zone::turn
                                                      : Zone::headline;
        i += 3;
        continue;
      }
      if (c == '[') {
        const size_t bar = marked.find('|', i);
        begin_mention(marked.substr(i + 1, bar - i - 1));
        i = bar + 1;
        continue;
      }
      if (c == '{') {
        size_t end = i + 1;
        while (isdigit(static_cast<unsigned char>(marked[end]))) ++end;
        const size_t a = attribution(std::stoi(marked.substr(i + 1, end - i - 1)));
        attributions[a].content.push_back({here, here});
        pieces_.push_back(a);
        i = end + 1;
        continue;
      }
      ++i;
      if (c != '}' && open_.empty())
        text += c, count(c);
      else if (c == ']')
        end_mention();
      else if (c == '}')
        attributions[pieces_.back()].content.back().end = here, close_piece();
      else if (c == '<')
        top().name.begin = here;
      else if (c == '>')
        top().name.end = here;
      else if (c == '(')
        top().title.begin = here;
      else if (c == ')')
        top().title.end = here;
      else if (c == '~')
        mark(top().possessor, here);
      else if (c == '^')
        mark(top().by, here);
      else if (c == '!')
        top().core.end = here;
      else
        text += c, count(c);
    }
    for (Segment& s : segments) s.body = s.span;
    segments.back().span.end = static_cast<uint32_t>(text.size());
  }

 private:
  void mark(Span& span, uint32_t here) {  // first its begin, then its end
    if (half_open_)
      span.end = here;
    else
      span.begin = here;
    half_open_ = !half_open_;
  }
  Mention& top() { return mentions[open_.back()]; }

  size_t attribution(int as_written) {
    const auto [found, is_new] = number.try_emplace(as_written, attributions.size());
    if (is_new) {
      attributions.emplace_back();
      RawAttribution& a = attributions.back();
      a.paragraph = static_cast<uint32_t>(segments.size() - 1);
      a.zone = segments.back().zone;
      if (!pieces_.empty()) a.parent = static_cast<int32_t>(pieces_.back());
    }
    return found->second;
  }
  void close_piece() { pieces_.pop_back(); }

  void begin_mention(const std::string& attributes) {
    Mention m;
    m.span.begin = m.core.begin = static_cast<uint32_t>(text.size());
    m.paragraph = static_cast<uint32_t>(segments.size() - 1);
    m.sentence = sentence_;
    m.quote_level = static_cast<int8_t>(level_);
    if (!open_.empty()) m.outer = open_.back();
    std::istringstream words(attributes);
    for (std::string w; words >> w;) {
      if (w == "n")
        m.form = MentionForm::name;
      else if (w == "p")
        m.form = MentionForm::pronoun;
      else if (w == "r")
        m.form = MentionForm::role;
      else if (w == "l")
        m.form = MentionForm::label;
      else if (w == "g")
        m.form = MentionForm::group;
      else if (w == "P")
        m.type = EntityType::person;
      else if (w == "O")
        m.type = EntityType::organisation;
      else if (w == "L")
        m.type = EntityType::place;
      else if (w == "D")
        m.type = EntityType::document;
      else if (w == "U")
        m.type = EntityType::people, m.number = GrammaticalNumber::plural;
      else if (w == "s")
        m.subject = true;
      else if (w == "d")
        m.definite = true;
      else if (w == "c")
        m.counted = true;
      else if (w == "pl")
        m.number = GrammaticalNumber::plural;
      else if (w == "h")
        m.honorific = true;
      else if (w == "f")
        m.gender = Gender::female;
      else if (w == "m")
        m.gender = Gender::male;
      else if (w[0] == '@' || w[0] == '>') {
        const size_t a = attribution(std::stoi(w.substr(1)));
        const auto index = static_cast<uint32_t>(mentions.size());
        (w[0] == '@' ? attributions[a].source_mention : attributions[a].addressee_mention) = index;
        (w[0] == '@' ? attributions[a].source : attributions[a].addressee) = {m.span};
        if (w[0] == '@') attributions[a].quote_level = m.quote_level;
      }
    }
    mentions.push_back(m);
    open_.push_back(static_cast<uint32_t>(mentions.size() - 1));
    if (m.form == MentionForm::group) top().parts_begin = open_.back() + 1;
  }

  void end_mention() {
    Mention& m = top();
    m.span.end = static_cast<uint32_t>(text.size());
    if (m.core.end == 0) m.core.end = m.span.end;
    const std::string_view all = slice(text, m.core);
    m.definite |= all.starts_with("the ") || all.starts_with("The ") || !m.possessor.empty();
    if (m.form == MentionForm::role && m.title.empty() && m.type != EntityType::document) {
      const size_t space = all.find(' ');
      m.title =
          m.definite && space != all.npos ? Span{m.core.begin + static_cast<uint32_t>(space) + 1, m.core.end} : m.core;
    }
    if (m.form == MentionForm::name && m.name.empty()) m.name = m.core;
    if (m.form == MentionForm::pronoun) {
      std::string key;
      fold(all, key);
      const WordInfo& word = lexicon_.info(m.head = lexicon_.find(key));
      m.gender = word.gender, m.number = word.number, m.person = word.person, m.pronoun_case = word.pronoun_case;
    }
    for (RawAttribution& a : attributions) {
      if (a.source_mention == open_.back()) a.source = {m.span};
      if (a.addressee_mention == open_.back()) a.addressee = {m.span};
    }
    if (m.form == MentionForm::group) m.parts_end = static_cast<uint32_t>(mentions.size());
    open_.pop_back();
  }

  void count(char c) {
    if (text.ends_with("“") || text.ends_with("‘")) ++level_;
    if (text.ends_with("”") || text.ends_with("’")) --level_;
    const bool ended = stopped_;
    if (c == '.' || c == '?' || c == '!')
      stopped_ = true;
    else if (c == ' ' && ended)
      ++sentence_, stopped_ = false;
    else if (isalnum(static_cast<unsigned char>(c)))
      stopped_ = false;
    if (c == '\n') {
      segments.back().span.end = static_cast<uint32_t>(text.size() - 1);
      segments.emplace_back();
      segments.back().span.begin = static_cast<uint32_t>(text.size());
      level_ = 0, sentence_ = 0, stopped_ = false;
    }
  }

  const Lexicon& lexicon_;
  std::vector<uint32_t> open_;
  std::vector<size_t> pieces_;
  int level_ = 0;
  uint32_t sentence_ = 0;
  bool stopped_ = false;
  bool half_open_ = false;
};

}  // namespace inquit
