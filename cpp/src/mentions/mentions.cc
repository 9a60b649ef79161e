// See mentions.h. The base phrase comes from noun_phrases.cc, what is folded with it from mention_folding.cc; here the
// paragraph is walked, and mentions are made: of phrases, of what lies inside them, of coordinations.
#include "mentions/mentions.h"

#include <algorithm>

#include "base/select.h"
#include "base/stop.h"
#include "mentions/dates.h"
#include "mentions/mention_folding.h"

namespace inquit {
namespace {

// Memory that a thread keeps from paragraph to paragraph.
struct FinderMemory {
  std::vector<int32_t> quote_at, cue_at;  // one a token
  std::vector<uint32_t> stops;  // tokens, see Finder::stops
  std::vector<uint32_t> closes;  // of the quotations that are open
  std::vector<FoldedMention> parts;
};

class Finder : MentionFolder {
 public:
  Finder(const MentionContext& context, const ParagraphView& view, FinderMemory& memory, std::vector<Mention>& document,
         std::vector<FoldedMention>& folded, std::vector<FoldedMention>& inner)
      : MentionFolder(view, memory.cue_at),
        context_(context),
        document_(document),
        folded_(folded),
        inner_(inner),
        closes_(memory.closes),
        parts_(memory.parts),
        stops_(memory.stops) {}

  void run() {
    uint32_t sentence = 0, next = 0;
    closes_.clear();
    StopEvery ask;
    for (const uint32_t i : stops()) {
      if (i < next) continue;
      ask();
      while (!closes_.empty() && i > closes_.back()) closes_.pop_back();
      if (v_.quote_at[i] >= 0) {
        const Quote& q = v_.quotes[v_.quote_at[i]];
        closes_.push_back(q.close == kNoToken ? v_.size() : q.close);
        continue;
      }
      if (v_.tokens[i].has(token_flag::sentence_start)) ++sentence;
      // "a insisté lundi Ada Fenn": where weekdays are written small they open no phrase.
      if (v_.has(i, C::weekday) && !v_.tokens[i].capital())
        if (const uint32_t end = match_time(v_.text, v_.tokens, i, v_.lexicon).end; end > i) {
          next = end;
          continue;
        }
      if (!may_begin_noun_phrase(v_, i)) continue;
      sentence_ = sentence;
      level_ = static_cast<int8_t>(std::min<size_t>(closes_.size(), 100));
      limit_ = closes_.empty() ? v_.size() : std::min(closes_.back(), v_.size());
      const NounPhrase np = parse(i);
      if (np.empty()) continue;
      next = emit(fold(np, place_of(np.first)));
    }
  }

 private:
  // The tokens at which something is to be done: where a phrase, a quotation or a sentence may begin.
  std::span<const uint32_t> stops() const {
    if (v_.size() == 0) return {};
    const Token* const tokens = &v_.tokens[0];
    const int32_t* const quote_at = v_.quote_at.data();
    const Tag* const tags = v_.tag_of.data();
    const ClassSet* const classes = v_.classes_of.data();
    const auto stops = [=](uint32_t i) {
      return may_begin_noun_phrase(tags[i]) | classes[i].any({C::name_particle, C::weekday}) | (quote_at[i] >= 0) |
             tokens[i].has(token_flag::sentence_start);
    };
    return select(v_.size(), stops, stops_);
  }

  Span title_span(const Folded& f) const {
    const NounPhrase& named_phrase = f.name;
    uint32_t first = named_phrase.first, end = named_phrase.name_first;
    if (f.has_role) {
      first = f.role.first;
      end = f.role.end;
      if (f.role.possessor_end > f.role.possessor_first)
        first = f.role.possessor_end +
                (f.role.possessor_end < f.role.end && v_.tag(f.role.possessor_end) == Tag::genitive_clitic ? 1 : 0);
      while (first < end && v_.tag(first) == Tag::determiner) ++first;
      uint32_t long_end = end;
      // "director of the Gyeseong Museum": with its "of" and "at" phrases, to the comma.
      const uint32_t stop = f.role.first == f.np.first ? f.name.first : f.end;
      while (long_end < stop && !v_.kind(long_end, TokenKind::comma) && v_.tag(long_end) != Tag::relative)
        long_end = v_.next(long_end);
      return first < long_end ? v_.span(first, long_end) : Span{};
    }
    if (named_phrase.name_end == named_phrase.name_first) end = named_phrase.end;
    if (named_phrase.possessor_end > named_phrase.possessor_first && named_phrase.possessor_end <= end) {
      first = named_phrase.possessor_end;
      if (first < end && v_.tag(first) == Tag::genitive_clitic) ++first;
    }
    while (first < end && (v_.tag(first) == Tag::determiner || v_.tag(first) == Tag::quantifier)) ++first;
    while (end > first && v_.kind(end - 1, TokenKind::mark)) --end;
    return first < end ? v_.span(first, end) : Span{};
  }

  EntityType type_of(const NounPhrase& np, const Folded& f) const {
    const uint32_t h = np.head;
    if (named(np)) {
      bool org = false, given = false, title = false, place = false;
      for (uint32_t k = np.name_first; k < np.name_end; ++k) {
        org |= v_.has(k, C::organisation_word) || v_.has(k, C::organisation) || v_.has(k, C::media) ||
               (v_.phrases.at(k) && v_.has(k, C::organisation_noun)) ||  // "City Hall"
               v_.kind(k, TokenKind::symbol);  // "Moss & Sons"
        const bool inside_place = v_.phrases.at(k) && v_.has(k, C::place);  // "St. Louis"
        given |= (v_.has(k, C::given_name) && !inside_place) || v_.tokens[k].has(token_flag::initial);
        place |= v_.has(k, C::place);
      }
      for (uint32_t k = np.first; k < np.name_first; ++k)
        title |= v_.has(k, C::title) || v_.has(k, C::honorific) || v_.has(k, C::role) || v_.has(k, C::kin);
      const bool role_human = f.has_role && human(f.role);
      const bool org_noun = np.name_first > np.first && v_.has(np.name_first - 1, C::organisation_noun);
      if (v_.has(np.name_end - 1, C::demonym) || v_.has(np.name_end - 1, C::party))
        return np.name_end - np.name_first == 1 && !title
                   ? (v_.has(np.name_end - 1, C::plural) || v_.has(np.name_end - 1, C::group) || np.determined
                          ? EntityType::people
                          : EntityType::person)
                   : EntityType::person;
      // "Rival Okoro Systems": what a body does, before its name.
      bool bears = false;
      for (uint32_t k = np.first; k < np.name_first; ++k) bears |= v_.has(k, C::title) || v_.has(k, C::honorific);
      const bool firm = !given && !bears && np.name_end > np.name_first + 1 &&
                        (v_.has(np.name_end - 1, C::organisation_word) || v_.has(np.name_first, C::organisation_word));
      if ((title || role_human) && !firm) return EntityType::person;
      if (org || org_noun) return EntityType::organisation;
      if (given && np.name_end - np.name_first > 1) return EntityType::person;
      if (place) return EntityType::place;
      if (given) return EntityType::person;
      return f.somebody ? EntityType::person : f.something ? EntityType::organisation : EntityType::unknown;
    }
    if (v_.has(h, C::document_noun) && !v_.has(h, C::role)) return EntityType::document;
    if (v_.has(h, C::group) || (v_.has(h, C::role) && v_.has(h, C::plural))) return EntityType::people;
    if (v_.has(h, C::role) || v_.has(h, C::kin) || v_.has(h, C::title)) return EntityType::person;
    if (v_.has(h, C::organisation_noun) || v_.has(h, C::organisation) || v_.has(h, C::media))
      return EntityType::organisation;
    if (v_.has(h, C::collective_pronoun) || np.counted) return EntityType::people;
    if (v_.has(h, C::demonym) || v_.has(h, C::party)) return EntityType::people;
    return EntityType::unknown;
  }

  Mention& add(const Folded& f) {
    Mention& m = document_.emplace_back();
    const NounPhrase& np = f.np;
    m.span = v_.span(np.first, f.span_end);
    m.core = v_.span(np.first, f.core_end);
    m.first_token = np.first;
    m.end_token = f.end;
    m.paragraph = context_.paragraph;
    m.sentence = sentence_;
    m.quote_level = level_;
    m.head = v_.tokens[np.head].word;
    m.subject = !np.genitive && place_of(np.first) == Place::subject;
    m.definite = np.determined && !np.indefinite;
    m.counted = np.counted;
    if (np.pronoun) {
      const WordInfo& head = v_.lexicon.info(m.head);
      m.form = MentionForm::pronoun;
      m.number = head.number;
      m.person = head.person;
      m.gender = head.gender;
      m.pronoun_case = v_.tag(np.head) == Tag::relative ? PronounCase::relative : head.pronoun_case;
      return m;
    }
    if (named(f.name)) {
      m.form = MentionForm::name;
      m.name = v_.span(f.name.name_first, f.name.name_end);
      m.type = type_of(f.name, f);
      // Gender and honorific of the words before the name.
      for (uint32_t k = np.first; k < f.name.name_first; ++k) {
        const WordInfo& info = v_.lexicon.info(v_.tokens[k].word);
        if ((info.classes | info.capital_classes).any({C::title, C::honorific, C::role, C::kin}) &&
            info.gender != Gender::unknown)
          m.gender = info.gender;
        if (!v_.has(k, C::honorific)) continue;
        m.honorific = true;
        if (info.capital_gender != Gender::unknown && v_.tokens[k].capital()) m.gender = info.capital_gender;
      }
      if (f.has_role && v_.lexicon.info(v_.tokens[f.role.head].word).gender != Gender::unknown && human(f.role))
        m.gender = v_.lexicon.info(v_.tokens[f.role.head].word).gender;
      m.number = GrammaticalNumber::singular;
    } else {
      const WordInfo& head = v_.lexicon.info(m.head);
      m.form = MentionForm::role;
      m.type = type_of(np, f);
      m.number = v_.has(np.head, C::plural) || v_.has(np.head, C::group) || head.number == GrammaticalNumber::plural
                     ? GrammaticalNumber::plural
                     : GrammaticalNumber::singular;
      m.gender = head.gender;
    }
    m.title = title_span(f);
    if (np.possessor_end > np.possessor_first) m.possessor = v_.span(np.possessor_first, np.possessor_end);
    if (f.by_end > f.by_first) m.by = v_.span(f.by_first, f.by_end);
    return m;
  }

  uint32_t add_inner(const NounPhrase& np, uint32_t outer) {
    Folded f(np);
    if (f.np.genitive) --f.end, --f.span_end, --f.core_end;
    Mention& m = add(f);
    m.outer = outer;
    if (m.pronoun_case == PronounCase::relative) m.antecedent = outer;
    const uint32_t index = static_cast<uint32_t>(document_.size()) - 1;
    inner_.push_back({index, np.first, np.end, np.end, np.end, np.genitive});
    return index;
  }

  // Mentions inside a folded one: its possessor, the objects of its prepositions, names in its clauses.
  void emit_inner(const Folded& f, uint32_t outer) {
    const NounPhrase& np = f.np;
    if (np.possessor_end > np.possessor_first) {
      if (v_.tag(np.possessor_first) == Tag::possessive) {
        NounPhrase p;
        p.first = p.head = np.possessor_first;
        p.end = np.possessor_end;
        p.pronoun = true;
        add_inner(p, outer);
      } else {
        NounPhrase p = parse_noun_phrase(v_, np.possessor_first);
        p.end = np.possessor_end;
        p.genitive = false;
        p.head = std::min(p.head, p.end - 1);
        NounPhrase cut = reparse(p);
        if (!cut.empty()) add_inner(cut, outer);
      }
    }
    for (uint32_t i = np.end; i < f.end;) {
      if (v_.quote_at[i] >= 0) {
        i = v_.next(i);
        continue;
      }
      const NounPhrase inner = parse(i);
      if (inner.empty() || inner.end > f.end) {
        ++i;
        continue;
      }
      if (inner.pronoun || speakable(inner)) {
        // The bearer of a title is the mention itself.
        if (!((inner.first == f.name.first || inner.end == f.name.end) && f.has_role && named(f.name) &&
              inner.first != np.first))
          add_inner(inner, outer);
      }
      i = inner.end;
    }
  }

  // The possessor's own phrase: its name is found anew, since the whole phrase's head lies elsewhere.
  NounPhrase reparse(const NounPhrase& p) const {
    NounPhrase out = p;
    out.name_first = out.name_end = 0;
    out.possessor_first = out.possessor_end = 0;
    uint32_t first = p.end;
    while (first > p.first && (v_.tag(first - 1) == Tag::name || v_.has(first - 1, C::name_particle))) --first;
    out.head = p.end - 1;
    if (first < p.end) {
      uint32_t start = first;
      for (uint32_t k = first; k + 1 < p.end; ++k)
        if (v_.has(k, C::title) || v_.has(k, C::honorific) || v_.has(k, C::role)) start = k + 1;
      out.name_first = start;
      out.name_end = p.end;
    }
    return out;
  }

  uint32_t emit(const Folded& f) {
    const NounPhrase& np = f.np;
    FoldedMention unit;
    unit.first = np.first;
    unit.end = f.unit_end;
    unit.core_end = f.core_end;
    unit.base_end = np.end;
    unit.genitive = np.genitive;
    if (np.pronoun ? names_somebody(np) : speakable(np) || speakable(f.name) || np.counted) {
      unit.mention = static_cast<uint32_t>(document_.size());
      if (np.genitive) {  // its clitic is no part of it
        Folded own = f;
        --own.end, --own.span_end, --own.core_end;
        add(own);
      } else {
        add(f);
      }
      if (document_.back().pronoun_case == PronounCase::relative)
        document_.back().antecedent = last_outer_;
      else
        last_outer_ = unit.mention;
      emit_inner(f, unit.mention);
      const uint32_t group_end = np.genitive ? 0 : coordinate(f, unit);
      if (group_end) return group_end;
    } else if (np.possessor_end > np.possessor_first || f.end > np.end) {
      emit_inner(f, kNoMention);
    }
    folded_.push_back(unit);
    return unit.end;
  }

  // Behind a verb that stands behind a quotation.
  bool after_tag(uint32_t i) const {
    if (i < 2 || !(v_.tag(i - 1) == Tag::past || v_.tag(i - 1) == Tag::present)) return false;
    return v_.kind(i - 2, TokenKind::mark) ||
           (i > 2 && v_.kind(i - 2, TokenKind::comma) && v_.kind(i - 3, TokenKind::mark));
  }

  // "Blinken and Han", "Jones, Smith and Brown": one mention with parts, where a verb or an end follows.
  uint32_t coordinate(const Folded& f, const FoldedMention& first) {
    if (f.end >= limit_ || !(v_.kind(f.end, TokenKind::comma) || v_.tag(f.end) == Tag::conjunction)) return 0;
    std::vector<FoldedMention>& parts = parts_;
    parts.clear();
    parts.push_back(first);
    uint32_t e = f.end;
    bool joined = false;
    const size_t mentions_before = document_.size(), inner_before = inner_.size();
    while (e < limit_ && parts.size() < 8) {
      uint32_t k = e;
      const bool comma = v_.kind(k, TokenKind::comma);
      if (comma) ++k;
      const bool conjunction = v_.tag(k) == Tag::conjunction;
      if (!comma && !conjunction) break;
      if (conjunction) ++k;
      const NounPhrase np = parse(k);
      if (np.empty() || np.genitive || !(speakable(np)) || looks_like_time(np.head)) break;
      const Folded part = fold(np, place_of(f.np.first));
      FoldedMention unit;
      unit.mention = static_cast<uint32_t>(document_.size());
      unit.first = np.first;
      unit.end = part.unit_end;
      add(part);
      emit_inner(part, unit.mention);
      parts.push_back(unit);
      e = part.end;
      if (conjunction) {
        joined = true;
        break;
      }
    }
    // "In the war, Obama and Clinton say": an object's list ends before the verb of another subject.
    if (joined && f.np.first > 0 && v_.tag(f.np.first - 1) == Tag::preposition && predicate_at(e)) joined = false;
    // "The source of it, members and leaders say, is": a tag in the middle, no list.
    if (joined && parts.size() > 2 && e < limit_ && begins_cue(e) && v_.kind(e + 1, TokenKind::comma)) joined = false;
    // "“…!” cried the Queen, and the others began": after an inverted tag a comma ends the clause.
    if (joined && parts.size() == 2 && after_tag(f.np.first) && v_.kind(f.end, TokenKind::comma)) joined = false;
    const bool ends =
        joined && (closes_aside(e) || v_.tag(e) == Tag::preposition || v_.tag(e) == Tag::adverb || looks_like_time(e) ||
                   v_.tag(e) == Tag::infinitive_mark || v_.tag(e) == Tag::complementiser);
    if (!ends) {
      document_.resize(mentions_before);
      inner_.resize(inner_before);
      return 0;
    }
    // "Fenn’s neighbour and Tull’s old friend, the vet Ada Rao": one person, called two things.
    if (parts.size() == 2 && human(f.np) && !named(f.name)) {
      Mention& second = document_[parts[1].mention];
      if (second.form == MentionForm::name && second.core.end < second.span.end &&
          second.number == GrammaticalNumber::singular) {
        second.span.begin = document_[first.mention].span.begin;
        document_[first.mention].outer = parts[1].mention;
        folded_.push_back({parts[1].mention, f.np.first, parts[1].end, e, f.np.end, false});
        return parts[1].end;
      }
    }
    Mention group;
    group.form = MentionForm::group;
    group.type = EntityType::people;
    group.number = GrammaticalNumber::plural;
    group.span = group.core = v_.span(f.np.first, e);
    group.subject = place_of(f.np.first) == Place::subject;
    group.first_token = f.np.first;
    group.end_token = e;
    group.paragraph = context_.paragraph;
    group.sentence = sentence_;
    group.quote_level = level_;
    // The group stands before its parts: move it there.
    const uint32_t at = parts.front().mention;
    document_.insert(document_.begin() + at, group);
    for (uint32_t k = at + 1; k < document_.size(); ++k)
      if (document_[k].outer != kNoMention && document_[k].outer >= at)
        ++document_[k].outer;
      else if (document_[k].outer == kNoMention)
        document_[k].outer = at;
    for (FoldedMention& i : inner_)
      if (i.mention != kNoMention && i.mention >= at) ++i.mention;
    for (uint32_t k = at + 1; k < document_.size(); ++k)
      if (document_[k].antecedent != kNoMention && document_[k].antecedent >= at) ++document_[k].antecedent;
    document_[at].parts_begin = at + 1;
    document_[at].parts_end = static_cast<uint32_t>(document_.size());
    FoldedMention unit;
    unit.mention = at;
    unit.first = f.np.first;
    unit.end = parts.back().end > e ? parts.back().end : e;  // with the comma that closes the last part's apposition
    // "Fenn’s biographers, Ada and Jan Moss, wrote": the comma that closes the list of who they are.
    if (unit.end == e && parts.size() > 2 && !named(f.name) && human(f.np) && v_.kind(e, TokenKind::comma) &&
        predicate_at(e + 1))
      ++unit.end;
    unit.core_end = e;
    unit.base_end = f.np.end;
    folded_.push_back(unit);
    return e;
  }

  const MentionContext& context_;
  std::vector<Mention>& document_;
  std::vector<FoldedMention>& folded_;
  std::vector<FoldedMention>& inner_;
  std::vector<uint32_t>& closes_;
  std::vector<FoldedMention>& parts_;
  std::vector<uint32_t>& stops_;
  uint32_t sentence_ = 0;
  uint32_t last_outer_ = kNoMention;  // the mention before, for a relative pronoun
  int8_t level_ = 0;
};

}  // namespace

void find_mentions(const MentionContext& context, const Tokens& tokens, const std::vector<Tag>& tags,
                   const Phrases& phrases, const std::vector<Quote>& quotes, const std::vector<CueMatch>& cues,
                   const Lexicon& lexicon, std::vector<Mention>& document, std::vector<FoldedMention>& folded,
                   std::vector<FoldedMention>& inner) {
  folded.clear();
  inner.clear();
  thread_local FinderMemory memory;
  std::vector<int32_t>&quote_at = memory.quote_at, &cue_at = memory.cue_at;
  quote_at.assign(tokens.size(), -1);
  for (size_t k = 0; k < quotes.size(); ++k)
    if (quotes[k].open < tokens.size()) quote_at[quotes[k].open] = static_cast<int32_t>(k);
  cue_at.assign(tokens.size(), -1);
  for (size_t k = 0; k < cues.size(); ++k)
    if (!cues[k].adjacent_noun) cue_at[cues[k].first] = static_cast<int32_t>(k);
  const ParagraphView view{context.text, tokens, tags, phrases, quotes, quote_at, lexicon};
  Finder(context, view, memory, document, folded, inner).run();
}

}  // namespace inquit
