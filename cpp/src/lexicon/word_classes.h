// The closed set of word classes: what a list in cpp/data/<language>/ may say of a word. A word may have several.
// The names on the right are those of the data files; the code knows classes, never words.
#pragma once
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <utility>

namespace inquit {

// clang-format off
#define INQUIT_WORD_CLASSES(X)                                                                                         \
  /* function words */                                                                                                 \
  X(determiner, "determiner")      /* the, a, this, every */                                                           \
  X(possessive, "possessive")      /* his, their, my: a determiner that names somebody */                              \
  X(quantifier, "quantifier")      /* some, many, most, several, both, no */                                           \
  X(number, "number")              /* two, dozens */                                                                   \
  X(pronoun, "pronoun")            /* see pronouns.tsv for person, number, gender, case */                             \
  X(verb_clitic, "verb-clitic")    /* se, lui, en: a pronoun that is part of the verb group when a verb follows */     \
  X(subject_clitic, "subject-clitic") /* nous, vous: the same form is a subject too */                                 \
  X(relative, "relative")          /* who, which, whose */                                                             \
  X(preposition, "preposition")    /* in, at, from: all of them, "of", "by", "to" too */                               \
  X(genitive, "genitive")          /* of: joins two nouns into one phrase */                                           \
  X(agent, "agent")                /* by: names the doer of a passive */                                               \
  X(to, "to")                      /* before an addressee; the mark of the infinitive */                               \
  X(place_preposition, "place-preposition") /* in, at, on, outside: may open a place */                                \
  X(topic_preposition, "topic-preposition") /* about, on, of, regarding: opens a topic */                              \
  X(viewpoint, "viewpoint")        /* pour: before who holds it */                                                     \
  X(equative, "equative")          /* as: joins a thing and what it is said to be */                                   \
  X(conjunction, "and")            /* and, or: joins likes */                                                          \
  X(adversative, "but")            /* but, yet: joins clauses */                                                       \
  X(subordinator, "subordinator")  /* when, while, because, although: opens a clause that is no content */             \
  X(causal, "causal")             /* because: what follows belongs to what was said */                                \
  X(complementiser, "complementiser") /* that: opens a content and is left out of it */                                \
  X(interrogative, "interrogative")   /* whether, if, how, why, what: opens a content and stays */                     \
  X(be, "be")                                                                                                          \
  X(have, "have") X(auxiliary_do, "do") X(modal, "modal") X(negation, "negation")          /* not, n't, never, nor */  \
      X(adverb, "adverb") /* also, later, quickly */  /* open classes, from the list of parts of speech */             \
      X(noun, "noun") X(plural, "plural") X(adjective, "adjective")                                                    \
          X(verb, "verb")                  /* base and third person of the present */                                  \
      X(past, "past") X(participle, "participle") X(gerund, "gerund") X(infinitive, "infinitive") X(mainly_noun, "mainly-noun")                    \
          X(mainly_verb, "mainly-verb") X(mainly_adjective, "mainly-adjective")                                        \
              X(speech_verb, "speech-verb")    /* any verb of communication, whether in cues.tsv or not */             \
      X(cognition_verb, "cognition-verb") /* any verb of thinking and perceiving */  /* who can speak */               \
      X(role, "role")                  /* spokesman, analyst, officials: a person by what he is or does */             \
      X(group, "group")                /* a role in the plural, or "people", "residents", "couple" */                  \
      X(kin, "kin")                    /* mother, brother: bound to a possessor */                                     \
      X(organisation_noun, "organisation-noun") /* ministry, company, campaign, police, union */                       \
      X(document_noun, "document-noun")         /* report, readout, memo, poll, letter, lawsuit */                     \
      X(title, "title")                /* before a name: President, Sen., Foreign Minister */                          \
      X(honorific, "honorific")        /* Mr., Mrs., Dr., Sir: a title that says no role */                            \
      X(given_name, "given-name") X(surname, "surname") X(name_particle, "name-particle")  /* de, van, bin, al- */     \
      X(name_suffix, "name-suffix")      /* Jr., III */                                                                \
      X(place, "place")                /* countries, capitals, states: may speak for a government */                   \
      X(demonym, "demonym")            /* Chinese, French, Texan */                                                    \
      X(organisation, "organisation")  /* White House, Pentagon, UN, Reuters */                                        \
      X(organisation_word, "organisation-word") /* makes a name an organisation's: Inc., University, Party */          \
      X(media, "media")                /* CNN, Reuters, "the Guardian": who is told an interview */                    \
      X(party, "party")                /* R, D, Republican, Labour: in "(R-Ohio)", "D-Mass." */                        \
      X(collective_pronoun, "collective-pronoun") /* everyone, some, others, many, both, nobody */ /* circumstances */ \
      X(weekday, "weekday") X(month, "month") X(time_noun, "time-noun") /* week, morning */                            \
      X(age_noun, "age-noun") /* ans: "Ada Fenn, 71 ans" */                                                            \
      X(time_word, "time-word") /* today, yesterday, later, earlier */                                                 \
      X(medium, "medium") /* statement, interview, email, tweet: "in a statement" */                                   \
      X(venue, "venue") /* news conference, hearing, rally, podium: "at a news conference" */                          \
      X(site, "site") /* courthouse, steps, quay: "on the steps", where somebody spoke */ /* other */                  \
      X(abbreviation, "abbreviation") /* ends in a full stop that ends no sentence */                                  \
      X(work_noun, "work-noun") /* film, album, novel, song: a title of a work stands beside */                        \
      X(naming, "naming") /* nicknamed, called, dubbed, titled, known as, so-called, word, slogan */                   \
      X(never_name, "never-name") /* capital at the head of a sentence or line says nothing */                         \
      X(dialogue_label, "dialogue-label") /* Q, A, MODERATOR, HOST: labels of turns that are no names */               \
      X(idiom, "idiom") /* "needless to say", "that said": words in it are no cue */                                   \
      X(zero_content, "zero-content") /* nothing, little, much, so: "said nothing" reports no content */               \
      X(decline, "decline") /* declined, refused, would not: what follows is no attribution */
// clang-format on

enum class WordClass : uint8_t {
#define X(id, name) id,
  INQUIT_WORD_CLASSES(X)
#undef X
      count
};
static_assert(static_cast<int>(WordClass::count) <= 128);

// A set of word classes.
class ClassSet {
 public:
  constexpr ClassSet() = default;
  constexpr ClassSet(std::initializer_list<WordClass> classes) {
    for (WordClass c : classes) add(c);
  }
  constexpr void add(WordClass c) { bits_[index(c)] |= bit(c); }
  constexpr void remove(WordClass c) { bits_[index(c)] &= ~bit(c); }
  constexpr bool has(WordClass c) const { return bits_[index(c)] & bit(c); }
  constexpr bool any(ClassSet other) const { return (bits_[0] & other.bits_[0]) | (bits_[1] & other.bits_[1]); }
  constexpr bool empty() const { return !(bits_[0] | bits_[1]); }
  constexpr ClassSet operator|(ClassSet other) const {
    ClassSet out = *this;
    out.bits_[0] |= other.bits_[0], out.bits_[1] |= other.bits_[1];
    return out;
  }
  constexpr bool operator==(const ClassSet&) const = default;
  constexpr std::pair<uint64_t, uint64_t> bits() const { return {bits_[0], bits_[1]}; }

 private:
  static constexpr int index(WordClass c) { return static_cast<int>(c) >> 6; }
  static constexpr uint64_t bit(WordClass c) { return uint64_t{1} << (static_cast<int>(c) & 63); }
  uint64_t bits_[2] = {0, 0};
};

}  // namespace inquit
