// See tags.h. The order of the questions: marks, clitics, closed classes, capitals, open classes by context.
#include "mentions/tags.h"

#include <algorithm>

#include "base/select.h"
#include "base/stop.h"

namespace inquit {
namespace {

using C = WordClass;
using namespace class_group;

constexpr ClassSet kOpenClass{C::noun, C::plural, C::adjective, C::verb, C::past, C::participle, C::gerund};
constexpr ClassSet kPluralish{C::plural,        C::group, C::role, C::organisation_noun,
                              C::document_noun, C::title, C::kin,  C::collective_pronoun};

constexpr size_t kLongestTagSource = 8;  // tokens between a quotation and the word that may be its verb

class Tagger {
 public:
  Tagger(const Tokens& tokens, const Phrases& phrases, const std::vector<Quote>& quotes, const NameMemory* names,
         bool title_case, std::vector<Tag>& out)
      : tokens_(tokens), phrases_(phrases), names_(names), title_case_(title_case), out_(out) {
    marks_.assign(tokens.size(), 0);
    for (const Quote& q : quotes) {
      marks_[q.open] = kPaired | kOpens;
      if (q.close != kNoToken) marks_[q.close] |= kPaired;
    }
  }

  void run() {
    const size_t n = tokens_.size();
    out_.resize(n);
    Tag* const out = out_.data();
    std::transform(tokens_.begin(), tokens_.end(), out,
                   [](const Token& t) { return t.has(token_flag::clitic) ? Tag::other : t.sure; });
    for (const Phrase& phrase : phrases_.list) std::fill(out + phrase.begin, out + phrase.end, Tag::other);
    const auto unsure = [out](uint32_t i) { return out[i] == Tag::other; };
    StopEvery ask;
    for (const uint32_t i : select(static_cast<uint32_t>(n), unsure, unsure_)) {
      ask();
      find_context(i);
      out[i] = decide(i);
    }
  }

 private:
  // The last tag before i that is no adverb and no negation.
  void find_context(size_t i) {
    size_t k = i;
    while (k > context_end_ && (out_[k - 1] == Tag::adverb || out_[k - 1] == Tag::negation)) --k;
    if (k > context_end_) context_ = out_[k - 1];
    context_end_ = i;
  }

  const Token* next(size_t i, size_t step = 1) const {
    return i + step < tokens_.size() ? &tokens_[i + step] : nullptr;
  }

  static bool word_like(const Token* t) { return t && t->kind == TokenKind::word; }
  // Could this token begin or be the body of a noun phrase without being a verb?
  static bool opens_noun_phrase(const Token* t) {
    if (!t) return false;
    if (t->kind == TokenKind::number) return true;
    if (t->kind != TokenKind::word) return false;
    return t->capital() || t->is(C::determiner) || t->is(C::possessive) || t->is(C::quantifier) || t->is(C::pronoun) ||
           t->is(C::number);
  }
  static bool verbal(const Token* t) {
    return word_like(t) && (!t->capital() || t->has(token_flag::sentence_start)) &&
           (t->is(C::be) || t->is(C::have) || t->is(C::auxiliary_do) || t->is(C::modal) ||
            (t->is(C::past) && (!t->is(C::adjective) || t->is(C::mainly_verb))) ||
            (t->is(C::verb) && t->is(C::mainly_verb)));
  }

  static bool in_verb_group(const Token& t) {
    return t.is(C::be) || t.is(C::have) || t.is(C::modal) || t.is(C::verb_clitic) ||
           (t.classes.any({C::verb, C::past, C::infinitive}) && !t.classes.any(kNounish) && !t.is(C::adjective));
  }

  // A clause, not a noun phrase, follows position i: a finite verb before the next comma or stop, after some subject.
  bool clause_follows(size_t i) const {
    bool subject = false;
    for (size_t j = i + 1; j < tokens_.size() && j < i + 12; ++j) {
      const Token& t = tokens_[j];
      if (t.kind == TokenKind::number) {
        subject = true;
        continue;
      }
      if (t.kind != TokenKind::word) return false;
      if (t.is(C::pronoun) && j == i + 1) subject = true;
      if (subject && (verbal(&t) || (t.is(C::verb) && t.is(C::mainly_verb)))) return true;
      if (t.is(C::preposition) && !t.is(C::genitive)) return false;
      if (t.is(C::complementiser) || t.is(C::subordinator) || t.is(C::relative)) return false;
      if (t.capital() || t.classes.any(kNounish) || t.is(C::pronoun)) subject = true;
    }
    return false;
  }

  Tag decide(size_t i) const {
    const Token& t = tokens_[i];
    switch (t.kind) {
      case TokenKind::word: break;
      case TokenKind::number: return Tag::number;
      case TokenKind::mark: return is_bare_apostrophe(i) ? Tag::genitive_clitic : Tag::mark;
      case TokenKind::symbol: return Tag::other;
      default: return Tag::punctuation;
    }
    if (const Phrase* phrase = phrases_.at(i)) {
      const Tag tag = decide_phrase(*phrase);
      if (tag != Tag::other) return tag;
    }
    if (t.has(token_flag::clitic)) return decide_clitic(i);
    if (t.classes.any(kClosed)) {
      const Tag tag = decide_closed(i);
      if (tag != Tag::other) return tag;
    }
    return decide_open(i);
  }

  // The apostrophe of "workers’ contract", which pairs with no other mark.
  bool is_bare_apostrophe(size_t i) const {
    if (marks_[i] || i == 0 || tokens_[i].has(token_flag::space_before) || tokens_[i - 1].kind != TokenKind::word)
      return false;
    return is_nominal(out_[i - 1]) && tokens_[i].span.size() <= 3;
  }

  // All the tokens of a phrase have its tag, so that "secretary of state" is one run of nouns.
  Tag decide_phrase(const Phrase& phrase) const {
    const ClassSet& c = phrase.classes;
    if (c.has(C::quantifier) && c.has(C::adverb)) {  // "at least 60", but "at least he tried"
      const Token* counted = phrase.end < tokens_.size() ? &tokens_[phrase.end] : nullptr;
      return counted && (counted->kind == TokenKind::number || counted->is(C::number)) ? Tag::quantifier : Tag::adverb;
    }
    if (c.any(kNounish) || c.any(kProperOnly)) {
      const bool capital = tokens_[phrase.begin].capital() && tokens_[phrase.end - 1].capital();
      return capital && !title_case_ ? Tag::name : c.any(kNounish) ? Tag::noun : Tag::name;
    }
    if (c.has(C::preposition)) return Tag::preposition;
    if (c.has(C::subordinator)) return Tag::subordinator;
    if (c.has(C::conjunction)) return Tag::conjunction;
    if (c.has(C::quantifier)) return Tag::quantifier;
    if (c.has(C::adverb) || c.has(C::idiom) || c.has(C::time_word)) return Tag::adverb;
    if (c.has(C::pronoun)) return Tag::pronoun;
    return Tag::other;
  }

  Tag decide_clitic(size_t i) const {
    const Token& t = tokens_[i];
    if (t.is(C::negation)) return Tag::negation;
    if (t.is(C::possessive) || t.is(C::genitive)) {
      const Token* after = next(i);
      const bool noun_before = context_ == Tag::noun || context_ == Tag::name || context_ == Tag::adjective ||
                               context_ == Tag::number || context_ == Tag::genitive_clitic;
      if (noun_before) {
        if (!after || after->kind == TokenKind::mark || after->kind == TokenKind::number) return Tag::genitive_clitic;
        if (after->kind != TokenKind::word) return Tag::genitive_clitic;
        // "Fenn’s managing director", "the firm’s acting head": what somebody does, not what is done.
        const Token* const then = next(i, 2);
        const bool doing = after->is(C::gerund) &&
                           !(word_like(then) && !then->is(C::plural) && then->classes.any({C::role, C::title, C::kin}));
        const bool predicate = after->is(C::determiner) || after->is(C::possessive) || after->is(C::negation) ||
                               (after->is(C::preposition) && !after->classes.any(kNounish)) ||
                               (doing && !after->is(C::noun) && !after->is(C::adjective)) ||
                               after->is(C::complementiser) || after->is(C::pronoun);
        return predicate ? Tag::be : Tag::genitive_clitic;
      }
    }
    if (t.is(C::be)) return Tag::be;
    if (t.is(C::have)) return Tag::have;
    if (t.is(C::modal)) return Tag::modal;
    if (t.is(C::possessive)) return Tag::genitive_clitic;
    return t.classes.any(kClosed) ? decide_closed(i) : Tag::other;
  }

  Tag decide_closed(size_t i) const {
    const Token& t = tokens_[i];
    const Token* after = next(i);
    // "il l’a dit", "elle nous explique": a pronoun between subject and verb is part of the verb group.
    if (t.is(C::verb_clitic) && !t.has(token_flag::clitic) && word_like(after) && in_verb_group(*after) &&
        (!t.is(C::subject_clitic) || is_nominal(context_) || context_ == Tag::pronoun || context_ == Tag::relative))
      return Tag::adverb;
    // A capital inside a sentence makes a name of "Will" or "May", never of function words that have no other class.
    if (t.capital() && !t.has(token_flag::sentence_start) && !title_case_ && t.classes.any(kProperOnly) &&
        !t.is(C::pronoun) && !t.is(C::determiner) && !t.is(C::conjunction) &&
        (!t.is(C::preposition) || (t.is(C::given_name) && word_like(after) && after->capital())))
      return Tag::name;  // "Per Lund" is somebody
    // "Will Odum said": a modal would leave no finite verb behind the name.
    const Token* second = next(i, 2);
    if (t.capital() && t.is(C::modal) && t.is(C::given_name) && word_like(after) && after->capital() &&
        word_like(second) && !second->capital() && second->classes.any({C::past, C::be, C::have}) &&
        !second->is(C::infinitive))
      return Tag::name;
    if (t.has(token_flag::all_caps) && t.classes.any(kProperOnly)) return Tag::name;  // "US" is no pronoun
    if (context_ == Tag::have && t.is(C::preposition) && t.is(C::subordinator) && word_like(after) &&
        after->is(C::participle))
      return Tag::adverb;  // "has since said"
    if (t.capital() && t.is(C::determiner) && t.is(C::name_particle) && context_ == Tag::name &&
        !t.has(token_flag::sentence_start) && word_like(after) && after->capital())
      return Tag::name;  // "Enora Le Guirec"
    if (t.is(C::complementiser)) {
      // called that “nonsense”, described that as
      if (i > 0 && ((after && after->kind == TokenKind::mark && tokens_[i - 1].is(C::naming)) || compares(i)))
        return Tag::pronoun;
      if (!after || after->kind != TokenKind::word)
        return t.is(C::pronoun) && !(after && (after->kind == TokenKind::mark || after->kind == TokenKind::number ||
                                               after->kind == TokenKind::comma))
                   ? Tag::pronoun
                   : Tag::complementiser;
      if (is_nominal(context_) && out_at(i, 1) != Tag::punctuation && verbal(after)) return Tag::relative;
      if (verbal(after) && !(after->is(C::plural) && is_verb(context_) && verbal(next(i, 2))))
        return Tag::pronoun;  // but "confirmed that talks had begun"
      if (context_ == Tag::preposition) {
        // "pointed out that shares fell": the particle of a verb, and a clause behind it.
        const Token* then = next(i, 2);
        const bool particle = i > 1 && tokens_[i - 1].is(C::adverb) && is_verb(out_[i - 2]);
        const bool clause = opens_noun_phrase(after) || after->is(C::pronoun) || after->capital() || verbal(then);
        return particle && clause ? Tag::complementiser : Tag::determiner;
      }
      // "described that sum as a start": a bare singular noun that no verb follows.
      if (is_verb(context_) && t.is(C::determiner) && after->is(C::noun) && !after->is(C::plural) &&
          !after->capital() && !after->is(C::adjective)) {
        const Token* then = next(i, 2);
        if (!then || then->kind != TokenKind::word || then->is(C::preposition) || then->is(C::conjunction))
          return Tag::determiner;
      }
      return Tag::complementiser;
    }
    if (t.is(C::relative)) {
      const bool after_comma =
          i > 0 && (tokens_[i - 1].kind == TokenKind::comma ||
                    (i > 1 && tokens_[i - 1].kind == TokenKind::mark && tokens_[i - 2].kind == TokenKind::comma));
      // After a verb or at the head of a sentence it asks; elsewhere it goes back to a noun.
      const bool asks =
          is_verb(context_) || (i == 0 || t.has(token_flag::sentence_start)) || (i > 0 && (marks_[i - 1] & kOpens));
      return t.is(C::interrogative) && asks && !after_comma ? Tag::interrogative : Tag::relative;
    }
    if (t.is(C::possessive)) {
      if (!t.is(C::pronoun)) return Tag::possessive;
      const bool noun_after =
          word_like(after) &&
          (after->capital() || after->classes.any(kNounish) || after->is(C::adjective) ||
           (after->is(C::participle) && next(i, 2) && next(i, 2)->classes.any(kNounish)) || after->classes.empty()) &&
          !after->classes.any({C::determiner, C::preposition, C::conjunction, C::complementiser, C::time_word});
      return noun_after ? Tag::possessive : Tag::pronoun;
    }
    // "des", "della": a contraction after a noun, an article elsewhere.
    if (t.is(C::determiner) && t.is(C::genitive))
      return is_nominal(context_) || context_ == Tag::adjective ? Tag::preposition : Tag::determiner;
    if (t.is(C::determiner))  // "another tweeted"
      return t.is(C::collective_pronoun) && (!word_like(after) || verbal(after)) ? Tag::pronoun : Tag::determiner;
    if (t.is(C::negation) &&
        !(t.is(C::quantifier) && word_like(after) && (after->classes.any(kNounish) || after->is(C::adjective))))
      return Tag::negation;
    if (t.is(C::quantifier)) {
      if (t.is(C::number) && i > 0 && out_[i - 1] == Tag::noun && tokens_[i - 1].is(C::site))
        return Tag::number;  // courtroom three
      if (t.is(C::collective_pronoun) && (is_nominal(context_) || context_ == Tag::pronoun) && verbal(after))
        return Tag::adverb;  // "the two both said"
      if (t.is(C::collective_pronoun) && word_like(after) && after->is(C::preposition)) return Tag::pronoun;
      if (t.is(C::collective_pronoun) && !opens_noun_phrase(after) &&
          !(word_like(after) && (after->classes.any(kOpenClass) || after->classes.any(kNounish)) && !verbal(after)))
        return Tag::pronoun;
      return Tag::quantifier;
    }
    if (t.is(C::number) && t.is(C::collective_pronoun) && word_like(after) && after->is(C::speech_verb) &&
        verbal(after) && context_ != Tag::determiner && !is_nominal(context_))
      return Tag::pronoun;  // "one said"
    if (t.classes.any(kPronounOrAuxiliary)) return closed_tag(t.classes);
    if (t.is(C::to)) {
      const bool verb_after =
          word_like(after) && !after->capital() &&
          (after->is(C::verb) || after->is(C::be) || after->is(C::have) || after->is(C::auxiliary_do)) &&
          !after->is(C::determiner) &&
          !(after->is(C::mainly_noun) && !after->is(C::speech_verb) && !takes_object(i + 1)) &&
          !(after->classes.any({C::role, C::title, C::kin}) && next(i, 2) && next(i, 2)->capital()) &&
          // "according to research seen by the Echo"
          !(after->is(C::document_noun) && after->is(C::noun) && word_like(next(i, 2)) &&
            (next(i, 2)->is(C::agent) || next(i, 2)->is(C::participle)));
      const bool adverb_verb =
          word_like(after) && after->is(C::adverb) && word_like(next(i, 2)) && next(i, 2)->is(C::verb);
      return verb_after || adverb_verb ? Tag::infinitive_mark : Tag::preposition;
    }
    if (t.is(C::subordinator) && t.is(C::preposition)) return clause_follows(i) ? Tag::subordinator : Tag::preposition;
    const Tag tag = closed_tag(t.classes);
    if (tag == Tag::subordinator && t.is(C::adverb) && verbal(after) &&
        (is_nominal(context_) || context_ == Tag::pronoun))
      return Tag::adverb;  // "Fenn once called it"
    return tag;
  }

  // "described that as “…”": what follows "as" opens no clause.
  bool compares(size_t i) const {
    const Token* as = next(i);
    const Token* what = next(i, 2);
    return word_like(as) && as->is(C::equative) && what && is_verb(out_[i - 1]) &&
           (what->kind == TokenKind::mark || !clause_follows(i + 1));
  }

  // "offered to host them": no noun, since a noun phrase of its own comes next.
  bool takes_object(size_t i) const {
    const Token* object = next(i);
    return word_like(object) && (object->is(C::determiner) || object->is(C::possessive) || object->is(C::pronoun)) &&
           !object->is(C::complementiser);
  }

  Tag out_at(size_t i, size_t back) const { return i >= back ? out_[i - back] : Tag::punctuation; }

  bool is_name(size_t i) const {
    const Token& t = tokens_[i];
    if (!t.capital()) return false;
    const bool common = t.classes.any(kOpenClass) || t.is(C::adverb) || t.classes.any(kNounish);
    const bool proper = t.classes.any(kProperOnly) || t.has(token_flag::initial);
    if (title_case_) {
      if (t.is(C::never_name)) return false;
      if (proper && !t.is(C::month)) return true;
      // "Who Is Ines Calder?": behind a given name the ending alone makes it no common word.
      return !common || (t.word == kUnknownWord && i > 0 && tokens_[i - 1].is(C::given_name) && context_ == Tag::name &&
                         !verbal(&t));
    }
    const bool opening = t.has(token_flag::sentence_start) || i == 0 || (i > 0 && (marks_[i - 1] & kOpens)) ||
                         (i > 0 && tokens_[i - 1].kind == TokenKind::colon);
    if (!opening) return !t.is(C::never_name) || common || proper;
    if (t.is(C::never_name)) {  // "Oh never wanted to", where the document has told of Oh
      const size_t step = word_like(next(i)) && next(i)->is(C::adverb) ? 2 : 1;
      return t.is(C::surname) && names_ && names_->has(t.word) && verbal(next(i, step));
    }
    if (t.word == kUnknownWord) return true;  // its ending alone makes it no common word
    if (common && names_ && names_->has(t.word)) return true;
    const Token* after = next(i);
    const bool capital_after = word_like(after) && after->capital() && !after->has(token_flag::sentence_start);
    // A bare singular noun or verb before a verb is somebody's name: "Rice said", "Page told".
    if (common && !t.classes.any(kPluralish) && !t.is(C::adverb) && !t.is(C::gerund) && word_like(after) &&
        after->is(C::past) && verbal(after))
      return true;
    if (common && !t.classes.any(kPluralish) && !t.is(C::adverb) && !t.is(C::gerund) && after &&
        after->kind == TokenKind::comma) {
      const Token* then = next(i, 2);
      if (then && (then->is(C::determiner) || then->is(C::relative) || then->is(C::possessive) ||
                   then->kind == TokenKind::number))
        return true;
    }
    if (proper)
      return !common || capital_after || t.is(C::given_name) || t.is(C::place) || t.is(C::organisation) ||
             t.is(C::media);
    if (!common) return true;
    if (!capital_after) return false;
    // "Patience Odum", "Stone Odum": a thing's word before a word that is nothing but a name.
    const bool name_after =
        after->word == kUnknownWord || (after->classes.any(kProperOnly) && !after->classes.any(kNounish));
    const bool thing = t.is(C::noun) && !t.classes.any(kPluralish) && !t.is(C::organisation_word);
    return t.is(C::title) || (thing && name_after);
  }

  // "the Imsan reserve,": an article before the name, and nothing after.
  bool ends_determined(size_t i) const {
    if (word_like(next(i))) return false;
    size_t k = i;
    while (k > 0 && out_[k - 1] == Tag::name) --k;
    return k > 0 && out_[k - 1] == Tag::determiner;
  }

  // "by the board", not "said by phone", "went on by asking".
  bool agent_follows(size_t i) const {
    const Token* by = next(i);
    if (!word_like(by) || !by->is(C::agent)) return false;
    const Token* whom = next(i, 2);
    if (word_like(whom) && whom->is(C::gerund)) return false;
    // "by phone", "by satellite phone": a bare noun before the medium.
    size_t k = 2;
    while (k < 4 && word_like(whom) && !whom->capital() && !whom->is(C::medium) && !whom->classes.any(kClosed) &&
           (whom->is(C::noun) || whom->is(C::adjective)))
      whom = next(i, ++k);
    return !(word_like(whom) && whom->is(C::medium) && !whom->capital());
  }

  // "…, researchers report in March.", "…, the team reports.": people behind a comma, and no more of a noun phrase behind
  // the word.
  bool tags_clause(size_t i) const {
    if (i < 2) return false;
    const Token &who = tokens_[i - 1], *const after = next(i);
    if (i > 2 && tokens_[i - 3].kind == TokenKind::comma && out_[i - 2] == Tag::determiner)
      return tokens_[i].is(C::plural) && !who.is(C::plural) && (!after || after->kind == TokenKind::stop) &&
             who.classes.any({C::organisation_noun, C::group, C::role, C::document_noun});
    if (tokens_[i - 2].kind != TokenKind::comma) return false;
    return (who.is(C::group) || (who.is(C::role) && who.is(C::plural))) &&
           (!word_like(after) || after->is(C::preposition));
  }
  // "“…,” Fenn answers.", "“…,” the growers state in": nothing but a noun phrase stands between the quotation and the word.
  bool tags_quotation(size_t i) const {
    if (word_like(next(i)) && (is_nominal_word(*next(i)) || verbal(next(i)))) return false;
    size_t k = i;
    while (k > 0 && k + kLongestTagSource > i &&
           (is_nominal(out_[k - 1]) || out_[k - 1] == Tag::determiner || out_[k - 1] == Tag::adjective ||
            out_[k - 1] == Tag::genitive_clitic || out_[k - 1] == Tag::preposition || out_[k - 1] == Tag::possessive))
      --k;
    return k > 1 && k < i && behind_closing_mark(k) && ends_saying(tokens_[k - 2].kind);
  }
  bool behind_closing_mark(size_t i) const {
    return i > 0 && tokens_[i - 1].kind == TokenKind::mark && !(marks_[i - 1] & kOpens);
  }
  static bool ends_saying(TokenKind kind) {
    return kind == TokenKind::comma || kind == TokenKind::question || kind == TokenKind::exclamation;
  }
  static bool is_nominal_word(const Token& t) {
    return !t.classes.any(kClosed) && (t.classes.any(kNounish) || t.capital() || t.is(C::adjective)) &&
           !t.is(C::adverb) && !t.is(C::time_word);
  }

  // What only looks like a verb: "the harbour master’s office", where nothing but a noun has the clitic behind it; "Vet Ada Fenn
  // warns" at the head of a line, before a given name; ", says premier" at its end.
  bool looks_like_verb_alone(size_t i, bool noun, bool verb_wanted) const {
    const Token& t = tokens_[i];
    const Token* after = next(i);
    if (!word_like(after))
      return t.classes.any({C::role, C::title}) && !verb_wanted && !t.capital() && i > 0 &&
             tokens_[i - 1].is(C::speech_verb) && is_verb(context_);
    if (noun && after->has(token_flag::clitic) && (after->is(C::genitive) || after->is(C::possessive))) return true;
    return t.capital() && t.has(token_flag::sentence_start) && after->capital() && after->is(C::given_name) &&
           t.classes.any({C::role, C::title}) && !t.is(C::plural);
  }

  Tag decide_open(size_t i) const {
    const Token& t = tokens_[i];
    const Token* after = next(i);
    if (is_name(i)) return Tag::name;
    if (t.is(C::infinitive) && !(t.classes.any(kNounish) && context_ == Tag::determiner)) return Tag::base;
    const bool noun = t.classes.any(kNounish), adjective = t.is(C::adjective), verb = t.is(C::verb),
               past = t.is(C::past), participle = t.is(C::participle), gerund = t.is(C::gerund),
               adverb = t.is(C::adverb);
    if (!noun && !adjective && !verb && !past && !participle && !gerund)
      return adverb || t.is(C::time_word) ? Tag::adverb : t.capital() && !t.is(C::never_name) ? Tag::name : Tag::noun;
    // "shepherd Lowri Bevan", "building inspector Hanne Dahl": people by what they do, before a name.
    const bool verb_wanted = context_ == Tag::modal || context_ == Tag::auxiliary || context_ == Tag::infinitive_mark ||
                             context_ == Tag::pronoun;
    if (!t.capital() && !verb_wanted && t.classes.any({C::role, C::title, C::kin}) && !t.is(C::mainly_verb) &&
        !t.is(C::plural) && word_like(after) && after->capital())
      return Tag::noun;
    // "Norlandic premier vows": no verb where the next word is one.
    if (noun && verb && !verb_wanted && t.classes.any({C::role, C::title}) && context_ == Tag::name &&
        word_like(after) && !after->capital() && after->is(C::verb) && after->is(C::speech_verb) &&
        !t.is(C::speech_verb))
      return Tag::noun;
    if (gerund && noun && !t.is(C::speech_verb) && !verb_wanted && word_like(after) && !after->capital() &&
        after->classes.any({C::role, C::title}) && !after->is(C::plural) && next(i, 2) && next(i, 2)->capital())
      return Tag::noun;
    // "Ferry captain Signe Dahl", "“…,” crane operator Bilal Odum": what opens a sentence or a tag before what somebody does and a name.
    const bool opens = t.has(token_flag::sentence_start) || behind_closing_mark(i);
    if (noun && verb && opens && !t.is(C::speech_verb) && word_like(after) && !after->capital() &&
        after->classes.any({C::role, C::title}) && !after->is(C::plural) && next(i, 2) && next(i, 2)->capital())
      return Tag::noun;
    if (verb && looks_like_verb_alone(i, noun, verb_wanted)) return Tag::noun;
    const auto nominal_after = [&] {
      return word_like(after) &&
             (after->classes.any(kNounish) || after->is(C::adjective) || after->capital() || after->classes.empty()) &&
             !after->classes.any(kClosed) && !verbal(after);
    };
    // "A fourth said", "the accused said": what stands for a noun, and no noun behind the verb.
    const auto reports_bare = [&] {
      return t.is(C::mainly_verb) && t.is(C::speech_verb) &&
             (!word_like(after) || after->capital() || after->classes.any(kClosed));
    };
    switch (context_) {
      case Tag::determiner:
      case Tag::possessive:
      case Tag::quantifier:
      case Tag::number:
      case Tag::genitive_clitic:
        if (adverb && !noun && !adjective) return Tag::adverb;
        if (past && context_ == Tag::number && reports_bare()) return Tag::past;
        if (noun && !(adjective && nominal_after())) return Tag::noun;
        if (adjective) return Tag::adjective;
        if (gerund && !nominal_after() && (context_ == Tag::genitive_clitic || context_ == Tag::possessive))
          return Tag::noun;  // "the mayor’s thinking"
        if (participle || gerund) return Tag::adjective;
        return verb   ? (context_ == Tag::quantifier || context_ == Tag::number ? Tag::present : Tag::noun)
               : past ? Tag::past
                      : Tag::noun;
      case Tag::adjective:
        if (verb && t.is(C::mainly_verb) && t.is(C::speech_verb) && opens_noun_phrase(after))
          return Tag::present;  // "those surveyed say the"
        if (noun && !(adjective && nominal_after())) return Tag::noun;
        if (past && reports_bare()) return Tag::past;
        if (adjective) return Tag::adjective;
        if (gerund) return Tag::gerund;
        if (past) return Tag::past;
        if (participle) return nominal_after() ? Tag::adjective : Tag::participle;
        return verb ? Tag::present : Tag::adverb;
      case Tag::modal:
      case Tag::auxiliary:
      case Tag::infinitive_mark:
        if (verb) return Tag::base;
        break;
      case Tag::have:
        if (participle || past) return Tag::participle;
        break;
      case Tag::be:
        if (gerund) return Tag::gerund;
        if (participle && !t.is(C::mainly_adjective)) return Tag::participle;
        if (adjective) return Tag::adjective;
        break;
      case Tag::preposition:
        if (gerund && !noun) return Tag::gerund;
        if (gerund &&
            (opens_noun_phrase(after) || (t.is(C::speech_verb) && !(word_like(after) && after->is(C::genitive)))))
          return Tag::gerund;
        if (noun && !(adjective && nominal_after())) return Tag::noun;
        if (adjective) return Tag::adjective;
        if (participle) return nominal_after() ? Tag::adjective : Tag::participle;
        break;
      default: break;
    }
    const bool subject_before = is_nominal(context_) || context_ == Tag::pronoun || context_ == Tag::relative;
    // "The mayor still says", "Fenn, 80, still insists".
    if (adverb && t.is(C::never_name) && !t.is(C::time_word) && verbal(after) &&
        (subject_before || (i > 0 && tokens_[i - 1].kind == TokenKind::comma && after->is(C::speech_verb))))
      return Tag::adverb;
    if (adverb && !adjective && (subject_before || verbal(after)) && !t.is(C::mainly_noun) && !verb) return Tag::adverb;
    if (subject_before) {
      if (participle && adjective && (!past || t.is(C::mainly_adjective)) && word_like(after) &&
          after->is(C::preposition))
        return Tag::participle;  // "a notice taped to the door"
      if ((past || participle) && context_ == Tag::pronoun && !(participle && agent_follows(i))) return Tag::past;
      if (past && !(t.is(C::mainly_adjective) || (t.is(C::mainly_noun) && nominal_after()))) {
        return participle && agent_follows(i) ? Tag::participle : Tag::past;
      }
      if (verb) {
        if (context_ == Tag::pronoun || context_ == Tag::relative) return Tag::present;
        if (!noun && !adjective) return Tag::present;
        const bool object_after =
            opens_noun_phrase(after) || (after && after->kind == TokenKind::mark) ||
            (word_like(after) && (after->is(C::complementiser) || after->is(C::interrogative) || after->is(C::to)));
        // "Virginia delegate Ada Fenn", "a Syrian engineer who": people by what they do, unless the verb is the commoner.
        if (t.classes.any({C::role, C::title, C::kin, C::organisation_noun}) &&
            (context_ == Tag::name || (after && after->capital())) && !t.is(C::mainly_verb))
          return Tag::noun;
        if (noun && context_ == Tag::name && !t.is(C::speech_verb) && ends_determined(i)) return Tag::noun;
        if (t.is(C::mainly_verb) || (t.is(C::speech_verb) && (tags_quotation(i) || tags_clause(i))))
          return Tag::present;
        if (!t.is(C::mainly_noun) && object_after) return Tag::present;
        if (object_after && (t.is(C::speech_verb) || t.is(C::cognition_verb))) return Tag::present;
        if (noun) return Tag::noun;
        return Tag::adjective;
      }
    }
    if (gerund && noun && is_nominal(context_) && !t.is(C::speech_verb) &&
        (verbal(after) ||
         (word_like(after) && after->classes.any({C::role, C::title, C::kin}) && !after->is(C::plural))))
      return Tag::noun;  // "his favorability rating has fallen"
    const bool reports =
        t.is(C::speech_verb) && word_like(after) && after->is(C::complementiser);  // ", reasoning that"
    if (gerund && (reports || !(noun && t.is(C::mainly_noun))) && (!adjective || t.is(C::speech_verb)))
      return Tag::gerund;
    if (verb && reports && context_ == Tag::adversative) return Tag::present;  // "but cautions that"
    // "“…!” repeated Ada Fenn": nothing but a verb stands between a quotation and a name or a noun phrase.
    const bool tags = t.classes.any({C::speech_verb, C::cognition_verb}) && behind_closing_mark(i) && !t.capital() &&
                      (opens_noun_phrase(after) || (word_like(after) && after->capital()));
    if (past && tags) return Tag::past;
    // The same in the present, "“…,” cautions Ada Fenn", where the marks end what was said.
    if (verb && tags && t.is(C::speech_verb) && i > 1 && ends_saying(tokens_[i - 2].kind)) return Tag::present;
    if (past && !t.is(C::mainly_adjective))
      return nominal_after() && participle && !subject_before && adjective && !t.is(C::mainly_verb) ? Tag::adjective
                                                                                                    : Tag::past;
    if (participle && !adjective)
      return nominal_after() && context_ != Tag::conjunction ? Tag::adjective : Tag::participle;
    if (verb && noun && (is_verb(context_) || t.has(token_flag::sentence_start)) && verbal(after))
      return Tag::noun;  // "said talks would resume", "Buses were late"
    if (verb && (t.is(C::mainly_verb) || (!noun && !adjective))) return Tag::present;
    if (adverb && !noun && !(adjective && is_verb(context_) && nominal_after())) return Tag::adverb;
    if (adjective && (nominal_after() || !noun)) return Tag::adjective;  // "said new rules would follow"
    if (noun) return Tag::noun;
    if (gerund) return Tag::gerund;
    if (adjective) return Tag::adjective;
    return verb ? Tag::present : Tag::noun;
  }

  const Tokens& tokens_;
  const Phrases& phrases_;
  const NameMemory* names_;
  const bool title_case_;
  static constexpr uint8_t kPaired = 1, kOpens = 2;
  struct Memory {  // that a thread keeps from paragraph to paragraph
    std::vector<uint8_t> marks;
    std::vector<uint32_t> unsure;
  };
  static Memory& memory() {
    thread_local Memory memory;
    return memory;
  }
  Memory& memory_ = memory();
  std::vector<uint8_t>& marks_ = memory_.marks;  // one a token: opens or closes a quotation; opens one
  std::vector<uint32_t>& unsure_ = memory_.unsure;
  std::vector<Tag>& out_;  // up to the token that is decided; behind it what is sure
  Tag context_ = Tag::punctuation;  // see find_context
  size_t context_end_ = 0;  // of the tags that it was looked for in
};

}  // namespace

void tag_tokens(const Tokens& tokens, const Phrases& phrases, const std::vector<Quote>& quotes, const NameMemory* names,
                bool title_case, std::vector<Tag>& out) {
  Tagger(tokens, phrases, quotes, names, title_case, out).run();
}

}  // namespace inquit
