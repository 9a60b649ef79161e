// Stage 4: mentions: the words that name somebody, folded to whole noun phrases: title, name, apposition, age, party,
// relative clause, coordination. What kind of phrase it is, never who it is (resolve.h does that).
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "inquit/span.h"
#include "lexicon/lexicon.h"
#include "text/quotes.h"
#include "text/segments.h"
#include "text/tokens.h"

namespace inquit {

enum class MentionForm : uint8_t {
  name,      // has a proper name: "State Department spokesman Matthew Miller", "Brussels"
  pronoun,   // he, they, I, who
  role,      // a noun phrase headed by a word for people, a body or a document, without a name
  label,     // the label of a turn
  group      // coordination: "Blinken and Han"; the parts are mentions of their own, see parts_begin/parts_end
};

enum class EntityType : uint8_t { unknown, person, people, organisation, place, document };

inline constexpr uint32_t kNoMention = 0xffffffff;

struct Mention {
  Span span;       // the whole phrase as a source is given: title, name, apposition, age, party, relative clause
  Span core;       // the phrase without what follows after a comma or a relative pronoun
  Span name;       // the proper name, without title, honorific and possessive clitic ("Matthew Miller"); or empty
  Span title;      // the words of title or role: before the name ("State Department spokesman"), in apposition
  // ("director of the Gyeseong Museum"), or the head phrase of a role without article ("safety manager")
  Span possessor;  // "Restrepo" of "Restrepo’s chief of staff", "Her" of "Her brother"; or empty
  Span by;  // who issued a document: "the Court of Accounts" of "An audit by the Court of Accounts"; or empty
  MentionForm form = MentionForm::name;
  EntityType type = EntityType::unknown;
  GrammaticalNumber number = GrammaticalNumber::singular;
  GrammaticalPerson person = GrammaticalPerson::third;
  PronounCase pronoun_case = PronounCase::none;
  Gender gender = Gender::unknown;  // of the pronoun, title, kin word or role; given names are looked up later
  bool definite = false;  // the, his, a possessor: refers to somebody known
  bool counted = false;  // "two officials", "a dozen residents"
  bool honorific = false;  // "Mr. Pickens": the name's last word is a family name
  bool subject = false;  // stands before a finite verb as its subject, as far as can be seen
  uint32_t first_token = 0, end_token = 0;  // of span, in the paragraph's tokens (stale once the paragraph is left)
  uint32_t paragraph = 0;
  uint32_t sentence = 0;  // number of the sentence in the paragraph
  int8_t quote_level = 0;  // 0 outside quotations, 1 inside one …
  uint32_t outer = kNoMention;  // index of the mention whose span holds this one (apposition, possessor, part)
  uint32_t parts_begin = 0, parts_end = 0;  // of a group: indices into the document's mentions
  uint32_t antecedent = kNoMention;  // of a relative pronoun: the mention that it refers to
  WordId head = kUnknownWord;  // head noun of a role, or word of a pronoun
};

// A mention as the units see it: from its first token to the last that belongs to it, a closing comma included.
struct FoldedMention {
  uint32_t mention = kNoMention;  // kNoMention: a noun phrase that names nobody who could speak
  uint32_t first = 0, end = 0;  // tokens
  uint32_t core_end = 0;  // end of the phrase without what follows a comma
  uint32_t base_end = 0;  // end of the base phrase: determiner to head
  bool genitive = false;  // ends in a possessive clitic: "Trump’s"
};

struct MentionContext {  // where the paragraph stands in its document
  uint32_t paragraph = 0;
  std::string_view text;
};

struct CueMatch;
struct Phrases;
enum class Tag : uint8_t;

// Appends the paragraph's mentions to `document` (those inside others after them) and fills `folded` with the outermost
// phrases of every quotation level, in text order; `inner` gets those inside them, for the clauses that were folded away. No phrase crosses a quotation mark, but a nickname's or a
// short quotation's inside it.
void find_mentions(const MentionContext& context, const Tokens& tokens, const std::vector<Tag>& tags,
                   const Phrases& phrases, const std::vector<Quote>& quotes, const std::vector<CueMatch>& cues,
                   const Lexicon& lexicon, std::vector<Mention>& document, std::vector<FoldedMention>& folded,
                   std::vector<FoldedMention>& inner);

}  // namespace inquit
