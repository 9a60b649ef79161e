// See cues.h.
#include "rules/cues.h"

#include "base/stop.h"

namespace inquit {
namespace {

using C = WordClass;

// The longest gap of a cue whose words may stand apart ("made it very clear").
constexpr uint32_t kLongestGap = 3;

bool form_fits(CueForm form, CueType type, Tag tag) {
  if (type == CueType::noun) return tag == Tag::noun;
  if (type == CueType::preposition) return true;
  switch (form) {
    case CueForm::fixed: return true;
    case CueForm::base: return tag == Tag::base || tag == Tag::present;
    case CueForm::present: return tag == Tag::present || tag == Tag::be;
    case CueForm::past: return tag == Tag::past || tag == Tag::be;  // "was the reply"
    case CueForm::participle: return tag == Tag::participle || tag == Tag::past;
    case CueForm::gerund: return tag == Tag::gerund;
    case CueForm::count: break;
  }
  return false;
}

// Where the tail of a cue stands after token `at`: its first token, or 0 where it does not.
uint32_t find_tail(const Tokens& tokens, uint32_t at, const CueFormEntry& entry) {
  const uint32_t n = static_cast<uint32_t>(entry.tail.size());
  for (uint32_t gap = 0; gap <= (entry.separable ? kLongestGap : 0); ++gap) {
    const uint32_t start = at + 1 + gap;
    if (start + n > tokens.size()) return 0;
    if (gap && tokens[start - 1].kind != TokenKind::word) return 0;
    uint32_t k = 0;
    while (k < n && tokens[start + k].kind == TokenKind::word && tokens[start + k].word == entry.tail[k]) ++k;
    if (k == n) return start;
  }
  return 0;
}

// Walks back over auxiliaries and adverbs and notes what they make of the verb.
void read_group(const Tokens& tokens, const std::vector<Tag>& tags, const Lexicon& lexicon, CueMatch& m) {
  bool be = false, reflexive = false;
  uint32_t i = m.first;
  while (i > 0) {
    const Tag t = tags[i - 1];
    if (t == Tag::be)
      be = true;
    else if (t == Tag::negation)
      m.negated = true;
    else if (t == Tag::modal)
      m.modal = true;
    else if (t == Tag::infinitive_mark)
      m.infinitive = true;
    else if (t == Tag::adverb && tokens[i - 1].is(C::verb_clitic))
      reflexive |= lexicon.info(tokens[i - 1].word).pronoun_case == PronounCase::reflexive;
    else if (t != Tag::have && t != Tag::auxiliary && t != Tag::adverb)
      break;
    --i;
    if (m.infinitive) break;
  }
  // Adverbs at the head of the group belong to it only beside an auxiliary or a verb: "also said", "has also said".
  m.group_first = i;
  const Tag tag = tags[m.first];
  if (tag == Tag::base && tokens[m.first].is(C::infinitive) && !m.modal) m.infinitive = true;
  if (tag == Tag::participle || tag == Tag::past) {
    m.passive = be && !reflexive;  // "s’est félicité" is no passive
    if (tag == Tag::participle && !be) {
      bool have = false;
      for (uint32_t k = m.group_first; k < m.first; ++k) have |= tags[k] == Tag::have;
      m.reduced = !have;
    }
  }
  if (tag == Tag::gerund) {
    m.gerund = !be;
    m.finite = be;
  } else {
    m.finite = !m.infinitive && !m.reduced;
  }
}

// Behind a preposition that says it was not done.
bool undone(const Phrases& phrases, const CueMatch& m) {
  for (uint32_t k = m.group_first > 0 ? m.group_first - 1 : 0; k < m.first; ++k)
    if (phrases.classes[k].has(C::decline)) return true;
  return false;
}

}  // namespace

void find_cues(const Tokens& tokens, const std::vector<Tag>& tags, const Phrases& phrases, const Lexicon& lexicon,
               std::vector<CueMatch>& out) {
  out.clear();
  for (const uint32_t i : tokens.cue_starts()) lexicon.prefetch(tokens[i].word);
  StopEvery ask;
  for (const uint32_t i : tokens.cue_starts()) {
    ask();
    const Token& t = tokens[i];
    const std::span<const CueFormEntry> forms = lexicon.cue_forms(t.word);
    if (const Phrase* phrase = phrases.at(i); phrase && phrase->classes.has(C::idiom)) continue;
    // "the said machine": a participle that stands as an adjective is no cue.
    for (const CueFormEntry& entry : forms) {
      const bool fixed = entry.form == CueForm::fixed;
      if (!form_fits(entry.form, entry.type, tags[i])) continue;
      if (entry.next != kUnknownWord && !entry.separable &&
          (i + 1 == tokens.size() || tokens[i + 1].word != entry.next))
        continue;
      CueMatch m;
      m.cue = entry.cue;
      m.type = entry.type;
      m.first = i;
      m.end = i + 1;
      if (!entry.tail.empty()) {
        const uint32_t tail = find_tail(tokens, i, entry);
        if (!tail) continue;
        m.end = tail + static_cast<uint32_t>(entry.tail.size());
        if (tail > i + 1) m.second = {tokens[tail].span.begin, tokens[m.end - 1].span.end};
      }
      m.span = {t.span.begin, m.second.empty() ? tokens[m.end - 1].span.end : t.span.end};
      m.plain_present = entry.form == CueForm::base && tags[i] == Tag::present;
      m.group_first = m.first;
      m.group_end = m.end;
      if (entry.type == CueType::verb || entry.type == CueType::adjective) {
        read_group(tokens, tags, lexicon, m);
        // "without saying who pays": what was not done reports nothing.
        if (m.gerund && undone(phrases, m)) break;
        if (fixed) {  // "quoted as saying", "made clear": as the list has it, whatever its first word is
          m.finite = !m.infinitive && tags[i] != Tag::gerund;
          m.gerund = tags[i] == Tag::gerund;
          m.passive = m.reduced = false;
        }
      } else if (entry.type == CueType::noun) {
        m.adjacent_noun = true;
      }
      out.push_back(m);
      break;
    }
  }
}

}  // namespace inquit
