#include "speakers/resolve.h"

#include <gtest/gtest.h>

#include "marked_text.h"

namespace inquit {
namespace {

const Lexicon& lexicon() {
  static const DataFile files[] = {
      {"p.words.tsv",
       "he\tpronoun\tgender=male,number=singular,person=third,case=subject\nhim\tpronoun\tgender=male,number=singular,"
       "person=third,case=object\n"
       "his\tpossessive\tgender=male,number=singular,person=third,case=possessive\nshe\tpronoun\tgender=female,number="
       "singular,person=third,case=subject\n"
       "her\tpossessive\tgender=female,number=singular,person=third,case=possessive\nit\tpronoun\tnumber=singular,"
       "person=third,case=any\n"
       "they\tpronoun\tnumber=plural,person=third,case=subject\nthem\tpronoun\tnumber=plural,person=third,case=object\n"
       "i\tpronoun\tnumber=singular,person=first,case=subject\nme\tpronoun\tnumber=singular,person=first,case=object\n"
       "we\tpronoun\tnumber=plural,person=first,case=subject\nmy\tpossessive\tnumber=singular,person=first,case="
       "possessive\n"
       "you\tpronoun\tperson=second,case=any\nwho\trelative\tcase=relative\n"},
      {"f.words.tsv",
       "the\tdeterminer\na\tdeterminer\nan\tdeterminer\nof\tpreposition,genitive\nat\tpreposition,place-"
       "preposition\nfor\tpreposition\n"
       "former\tadjective\nsenior\tadjective\nq\tdialogue-label\na\tdialogue-label\nmoderator\tdialogue-label\n"},
      {"n.words.tsv",
       "#! classes=given-name "
       "features=capital=yes,gender=female\nclara\njudith\nmarta\nana\nrosa\nlena\nemma\ncarla\nwanda\n"
       "#! classes=given-name "
       "features=capital=yes,gender=male\npaul\ntom\nmatthew\njonas\ndavid\nsimón\nhugo\nbasil\nernst\npeter\n"
       "#! classes=surname\nhan\nlin\nmoss\n#! classes=name-particle\nvan\nder\nal\nbin\n"},
      {"r.words.tsv",
       "#! "
       "classes="
       "role\nsecretary\nminister\nanalyst\nastronomer\npremier\nassessor\ndefendant\nchief\nofficial\nmanager\ninspect"
       "or\nbrother\nvet\n"
       "judge\nspokesman\t\tgender=male\neditor\npublisher\nreporter\nfarmer\nowner\nsteward\noperator\trole,"
       "organisation-noun\n"
       "group\torganisation-noun\nutility\torganisation-noun\ncompany\torganisation-noun\nministry\torganisation-noun\n"
       "minister\ttitle\ndr.\thonorific\tcapital=yes\nmr.\thonorific\tgender=male,capital=yes\nms.\thonorific\tgender="
       "female,capital=yes\n"
       "report\tdocument-noun\nmemo\tdocument-noun\nstate "
       "department\torganisation\tcapital=yes\nsecurities\torganisation-word\tcapital=yes\n"
       "court\torganisation-noun\nmonday\tweekday\tcapital=yes\nmuseum\torganisation-word\tcapital="
       "yes\ngazette\tmedia\tcapital=yes\npentagon\torganisation\tcapital=yes\nus\tplace\tcapital=yes\n"},
      {"settings.tsv", "role.leader\tpremier; president\nrole.company\t*\n"}};
  static const Lexicon instance(files);
  return instance;
}

struct Result {
  MarkedText marked;
  Speakers speakers;

  explicit Result(const std::string& text, const DocumentInput& input = {}, const std::vector<Person>& people = {})
      : marked(text, lexicon()),
        speakers(
            resolve(marked.text, marked.segments, marked.mentions, marked.attributions, input, lexicon(), people)) {}

  std::string named(int32_t id) const {
    if (id == kNone) return "null";
    const Speaker& who = speakers.speakers[static_cast<size_t>(id)];
    std::string out = who.name;
    if (who.kind != SpeakerKind::person) out.append("/").append(to_string(who.kind));
    return out;
  }
  // "1=Ana Lobo; >1=Tom Reed": source, and addressee where one is marked, of each attribution.
  std::string summary() const {
    std::string out;
    for (const auto& [number, a] : marked.number) {
      const std::string n = std::to_string(number);
      out += (out.empty() ? "" : "; ") + n + "=" + named(speakers.of_source[a].speaker);
      if (marked.attributions[a].addressee_mention != kNoMention)
        out += "; >" + n + "=" + named(speakers.of_addressee[a].speaker);
    }
    return out;
  }
  const Speaker* speaker(std::string_view name) const {
    for (const Speaker& s : speakers.speakers)
      if (s.name == name) return &s;
    return nullptr;
  }
  SpeakerStatus status(int number) const { return speakers.status[marked.number.at(number)]; }
  Basis basis(int number) const { return speakers.of_source[marked.number.at(number)].basis; }
};

struct Case {
  const char *name, *text, *summary;
};

void check(std::span<const Case> cases) {
  for (const Case& c : cases) EXPECT_EQ(Result(c.text).summary(), c.summary) << c.name << "\n" << c.text;
}

TEST(Resolve, MergesNames) {
  const Case cases[] = {
      {"family name", "[n s @1|<Ana Brill>] said {1 no}. {2 “Yes,”} [n s @2|<Brill>] said.",
       "1=Ana Brill; 2=Ana Brill"},
      {"fuller form later", "{1 “Yes,”} [n s @1|<Brill>] said. [n s|<Ana Brill>] left.", "1=Ana Brill"},
      {"headline first", "#H [n s|(Astronomer) <Wanda Ode>] sees comet\n{1 “Look,”} [n s @1|<Ode>] said.",
       "1=Wanda Ode"},
      {"same surname",
       "[n s|<Clara Fenn>] and [n s|<Judith Fenn>] met. {1 “Butter,”} said [n s @1|<Clara Fenn>]. {2 “No,”} [n s "
       "@2|<Judith>] said. {3 “Yes,”} [n s @3|<Clara>] said.",
       "1=Clara Fenn; 2=Judith Fenn; 3=Clara Fenn"},
      {"same surname, gender",
       "[n s|<Clara Fenn>] and [n s|<David Fenn>] met. {1 “Ah,”} [n s h f @1|Ms. <Fenn>] said. {2 “Oh,”} [n s h m "
       "@2|Mr. <Fenn>] said.",
       "1=Clara Fenn; 2=David Fenn"},
      {"same surname, title",
       "[n P s|(judge) <Clara Fenn>] met [n P|(farmer) <Hugo Fenn>]. {1 “Ah,”} [n P s @1|(Judge) <Fenn>] said.",
       "1=Clara Fenn"},
      {"same surname, nearest",
       "[n s|<Clara Fenn>] rose. [n s|<Judith Fenn>] spoke up. {1 “Ah,”} [n s @1|<Fenn>] said.", "1=Judith Fenn"},
      {"another first name", "[n s|<Peter Trout>] left. {1 “Ah,”} [n s @1|<Lena Trout>] said.", "1=Lena Trout"},
      {"Korean", "{1 “Ah,”} [n s @1|<Han Ji-woo>] said. {2 “Oh,”} [n s @2|<Han>] said.", "1=Han Ji-woo; 2=Han Ji-woo"},
      {"family first by use", "{1 “Ah,”} [n s @1|<Okabe Riku>] said. {2 “Oh,”} [n s @2|<Okabe>] said.",
       "1=Okabe Riku; 2=Okabe Riku"},
      {"Spanish", "{1 “Ah,”} [n s @1|<Rosa Inés Marín Soto>] said. {2 “Oh,”} [n s @2|<Marin>] said.",
       "1=Rosa Inés Marín Soto; 2=Rosa Inés Marín Soto"},
      {"Hungarian", "{1 “Ah,”} [n s @1|<Béla Kis Tóth>] said. {2 “Oh,”} [n s @2|<Kis Tóth>] said.",
       "1=Béla Kis Tóth; 2=Béla Kis Tóth"},
      {"particles", "The farm of [n|<Jan van der Meer>]. {1 “Ah,”} [n s @1|<Van der Meer>] said.",
       "1=Jan van der Meer"},
      {"Arabic", "{1 “Ah,”} [n s @1|<Omar bin Said al-Rashdi>] said. {2 “Oh,”} [n s @2|<al-Rashdi>] said.",
       "1=Omar bin Said al-Rashdi; 2=Omar bin Said al-Rashdi"},
      {"initials", "{1 “Ah,”} [n s @1|<Lena R. Wick>] said. {2 “Oh,”} [n s @2|<Lena Wick>] said.",
       "1=Lena R. Wick; 2=Lena R. Wick"},
      {"hyphen and honorific",
       "{1 “Ah,”} [n s @1|Dr. <Eva-Marie Lacroix-Humm>] said. {2 “Oh,”} [n h s @2|Dr. <Lacroix-Humm>] said.",
       "1=Eva-Marie Lacroix-Humm; 2=Eva-Marie Lacroix-Humm"},
      {"capitals of a turn",
       "[n s|<Carla Achter>] met [n|<Simón Duar>].\n#T [l @1|ACHTER]: {1 I would.}\n#T [l @2|DUAR]: {2 [p s @3|She] "
       "said {3 it would}.}",
       "1=Carla Achter; 2=Simón Duar; 3=Carla Achter"},
      {"first name alone", "[n s|<Emma>] laughed. {1 “Run!”} [n s @1|<Emma>] cried. {2 “No,”} [p s @2|she] said.",
       "1=Emma; 2=Emma"},
      {"body by its first word",
       "[n P s @1|<Paul Sand>!, (analyst at Corrin Securities)], said {1 no}. [n O s @2|<Corrin Securities>] said {2 "
       "yes}. {3 “Ah,”} [n s @3|<Corrin>] said.",
       "1=Paul Sand; 2=Corrin Securities/organisation; 3=Corrin Securities/organisation"},
      {"acronym", "[n O s|the <Board of Levees>] met. [n s @1|<BOL>] said {1 no}.", "1=Board of Levees/organisation"},
      {"taken for a role", "{1 “Ah,”} [n P s @1|(farmer) <Ana Malmist>] said. {2 “Oh,”} [r P s @2|Malmist] said.",
       "1=Ana Malmist; 2=Ana Malmist"},
      {"a body's name goes on", "[n O s @1|the <Court> of Sums] said {1 no}. {2 “Ah,”} [n O s @2|the <Court>] said.",
       "1=Court of Sums/organisation; 2=Court of Sums/organisation"},
      {"a place is no given name", "[n P s|<Paris Hobb>] left. [n L s @1|<Paris>] said {1 no}.",
       "1=Paris/organisation"},
  };
  check(cases);
}

TEST(Resolve, BodiesAndPlaces) {
  const Case cases[] = {
      {"metonym", "[n L s @1|<Lisbon>] said {1 no}.", "1=Lisbon/organisation"},
      {"article", "[n O s @1|The <Élysée>] said {1 no}.", "1=Élysée/organisation"},
      {"article within the name", "[n O s @1|<The Élysée>] said {1 no}.", "1=Élysée/organisation"},
      {"operator", "[n P s @1|(Operator) <Railo>] said {1 no}.", "1=Railo/organisation"},
      {"utility", "{1 It failed}, according to [n O @1|the (utility) <Norlin>].", "1=Norlin/organisation"},
      {"article and no title", "[n P s @1|<Ana Brill>] told [n >1|the <Eastern Ledger>] {1 no}.",
       "1=Ana Brill; >1=Eastern Ledger/organisation"},
      {"unnamed body", "{1 Strike off}, says [r O s @1|union].", "1=union/organisation"},
      {"unnamed body with its article", "[r O s @1|The (side)] said {1 no}. {2 “Ah,”} [r O s @2|the (side)] said.",
       "1=side/organisation; 2=side/organisation"},
      {"it", "{1 [n O s|(Dairy group) <Valmo>] will close its plant}, [p s @1|it] said.", "1=Valmo/organisation"},
      {"the company", "[n O s|<Valmo>] will close. [r O s @1|The (company)] said {1 so}.", "1=Valmo/organisation"},
      {"the ministry", "[n O s|The <Ministry of Fish>] met [n O|<Valmo>]. [r O s @1|The (ministry)] said {1 so}.",
       "1=Ministry of Fish/organisation"},
  };
  check(cases);
}

TEST(Resolve, RolesBoundToNames) {
  const Case cases[] = {
      {"the secretary",
       "[n P s|(US Secretary of State) <Paul Ilk>] met [n|<Lin Bo>]. {1 “Ah,”} [r P s @1|the (secretary)] said.",
       "1=Paul Ilk"},
      {"headline",
       "#H [n P s|(Astronomer) <Wanda Ode>] sees comet\nIt comes. {1 “Look,”} [p s @1|she] said. [r P s @2|The "
       "(astronomer)] said {2 so}.",
       "1=Wanda Ode; 2=Wanda Ode"},
      {"named later",
       "{1 “[p @2|I] told [r P >2|the (assessor)] {2 ‘come’},”} [n P s @1|(owner) <Tom Pratt>] said. [n P s @3|(County "
       "assessor) <Lena Stook>] said {3 no}.",
       "1=Tom Pratt; 2=Tom Pratt; >2=Lena Stook; 3=Lena Stook"},
      {"who answers",
       "{1 “Where is it?”} [n P s @1|(Judge) <Rosa Finl>] asked [r P >1|the (defendant)]. {2 “In the river,”} replied "
       "[n P @2|<Hugo Tull>].",
       "1=Rosa Finl; >1=Hugo Tull; 2=Hugo Tull"},
      {"modifier against title",
       "[n P s|(Foreign Minister) <Ana Lobo>] met [n P|(finance minister) <Tom Reed>]. {1 “Ah,”} [r P s @1|the "
       "(foreign minister)] said.",
       "1=Ana Lobo"},
      {"no such minister",
       "[n P s|(Foreign Minister) <Ana Lobo>] left. {1 “Ah,”} [r P s @1|the (finance minister)] said.",
       "1=the finance minister/anonymous"},
      {"synonym", "[n P s|(Premier) <Tom Trent>] left. {1 “Ah,”} [r P s @1|the (leader)] said.", "1=Tom Trent"},
      {"of several the last seen",
       "[n P s @1|(analyst) <Ana Lobo>] said {1 no}. [n P s @2|(analyst) <Tom Reed>] said {2 yes}. {3 “Ah,”} [r P s "
       "@3|the (analyst)] said.",
       "1=Ana Lobo; 2=Tom Reed; 3=Tom Reed"},
      {"an unnamed one again", "[r P s @1|A (senior official)] said {1 no}. {2 “Ah,”} [r P s @2|the (official)] said.",
       "1=A senior official/anonymous; 2=A senior official/anonymous"},
      {"role of somebody",
       "[n P s @1|~[n|<Restro>]~'s (chief of staff), <Dion Marsh>] said {1 no}. {2 “Ah,”} [r P s @2|~[n|<Restro>]~'s "
       "(chief of staff)] said.",
       "1=Dion Marsh; 2=Dion Marsh"},
      {"role of somebody else",
       "[n P s @1|~[n|<Restro>]~'s (spokesman), <Paul Marsh>] said {1 no}. {2 “Ah,”} [r P m s @2|~[n|<Overgaard>]~'s "
       "(spokesman)] said.",
       "1=Paul Marsh; 2=Overgaard's spokesman/anonymous"},
      {"addressee",
       "[n P s @1|(Premier) <Tom Trent>] met [n P|<Abel Dunn>]. [n s @2|<Dunn>] told [r P >2|the (premier)]: {2 “No.”}",
       "1=Tom Trent; 2=Abel Dunn; >2=Tom Trent"},
  };
  check(cases);
}

TEST(Resolve, Pronouns) {
  const Case cases[] = {
      {"last speaker", "[n s @1|<Ana Lobo>] said {1 no}. {2 “Ah,”} [p s @2|she] said.", "1=Ana Lobo; 2=Ana Lobo"},
      {"gender", "[n s @1|<Ana Lobo>] said {1 no} to [n|<Tom Reed>]. {2 “Ah,”} [p s @2|he] said.",
       "1=Ana Lobo; 2=Tom Reed"},
      {"subject of the sentence before", "[n s|<Ana Lobo>] met [n|<Lena Stook>]. {1 “Ah,”} [p s @1|she] said.",
       "1=Ana Lobo"},
      {"speaker and object",
       "[n s @1|<Ana Lobo>] said {1 no}. It rained on [n|<Lena Stook>]. {2 “Ah,”} [p s @2|she] said.",
       "1=Ana Lobo; 2=Ana Lobo"},
      {"the only one of unknown gender", "{1 “Ah,”} [n s @1|(guide) <Pasan Tashi>] said. {2 “Oh,”} [p s @2|he] said.",
       "1=Pasan Tashi; 2=Pasan Tashi"},
      {"two as good", "[g s|[n|<Tom Reed>] and [n|<Paul Ansa>]] argued. {1 “No,”} [p s @1|he] said.", "1=null"},
      {"nobody", "{1 “No,”} [p s @1|he] said.", "1=null"},
      {"related links are no help",
       "[n s @1|<Tom Reed>] said {1 no}.\n#R [n s|<Paul Ansa>] resigns\n[p s @2|He] said {2 so}.",
       "1=Tom Reed; 2=Tom Reed"},
      {"nested speakers count less",
       "[n m P s @1|(spokesman) <Matthew Mill>] said {1 [g s @2|[n|<Paul Ilk>] and [n|<Han Zen>]] had agreed to {2 "
       "“talk”}}.\n{3 “Ah,”} [p s @3|he] added.",
       "1=Matthew Mill; 2=Paul Ilk and Han Zen/group; 3=Matthew Mill"},
      {"his neighbour",
       "[n s|<Jan Meer>] came, while [n P m s @1|~[p|his]~ (brother) <Omar Meer>] said {1 no}. {2 “Ah,”} [p s @2|he] "
       "said.",
       "1=Omar Meer; 2=Omar Meer"},
      {"they", "[r U s @1|Villagers] complained {1 so}. [p s @2|They] said {2 more}.",
       "1=Villagers/group; 2=Villagers/group"},
      {"they without a group", "[n s @1|<Ana Lobo>] said {1 no}. [p s @2|They] said {2 more}.", "1=Ana Lobo; 2=null"},
      {"them has no name",
       "[n s @1|<Ana Lobo>] told [r U >1|residents] {1 no}. {2 “Ah,”} [p s @2|she] told [p >2|them].",
       "1=Ana Lobo; >1=null; 2=Ana Lobo; >2=null"},
      {"an unnamed woman", "[r P f s @1|A (woman)] said {1 no}. {2 “Ah,”} [p s @2|she] said.",
       "1=A woman/anonymous; 2=A woman/anonymous"},
      {"who", "{1 “Ah,”} said [n @1|<Ana Lobo>!, [p s @2|who] added {2 more}].", "1=Ana Lobo; 2=Ana Lobo"},
      {"after the headline alone", "#H [n P s @1|<Ana Lobo>] says {1 no}\nIt rained. {2 “Ah,”} [p s @2|she] said.",
       "1=Ana Lobo; 2=Ana Lobo"},
  };
  check(cases);
}

TEST(Resolve, InsideQuotations) {
  const Case cases[] = {
      {"first person", "{1 “[p s @2|I] told [n >2|<Lena Stook>] {2 ‘come’},”} [n s @1|<Tom Pratt>] said.",
       "1=Tom Pratt; 2=Tom Pratt; >2=Lena Stook"},
      {"third person is never the speaker",
       "[n s @1|<Ernst Vog>] said {1 [n s @2|the (developer), <Basil Cran>,] had told [p >2|him] {2 it would rise}}. "
       "{3 “[p s @4|He] said {4 it was},”} [n s @3|<Vog>] said.",
       "1=Ernst Vog; 2=Basil Cran; >2=Ernst Vog; 3=Ernst Vog; 4=Basil Cran"},
      {"my editor", "{1 “[r P s @2|~[p|My]~ (editor)] told [p >2|me] {2 so},”} [n s @1|<Ana Lobo>] said.",
       "1=Ana Lobo; 2=My editor/anonymous; >2=Ana Lobo"},
      {"indirect: himself", "[n s @1|<Lena Stook>] said {1 [p s @2|she] had told [n >2|<Ana Lobo>]: {2 “Come.”}}",
       "1=Lena Stook; 2=Lena Stook; >2=Ana Lobo"},
      {"we", "{1 “[p s @2|We] said {2 no},”} [n s @1|<Ana Lobo>] said.", "1=Ana Lobo; 2=null"},
      {"you", "[n s @1|<Ana Lobo>] told [n >1|<Tom Reed>] {1 “[p s @2|you] said {2 so}”}.",
       "1=Ana Lobo; >1=Tom Reed; 2=Tom Reed"},
  };
  check(cases);
}

TEST(Resolve, InterviewsAndTurns) {
  const Case cases[] = {
      {"question and answer",
       "[n P s|(Novelist) <Ana Sall>] spoke to [n O|the <Harbour Gazette>].\n#T [l @1|Q]: {1 Why?}\n#T [l @2|A]: {2 "
       "No. [r P s @3|~[p|My]~ (editor)] told [p >3|me] {3 so}.}\n#T [l @4|Q]: {4 And?}",
       "1=Harbour Gazette/organisation; 2=Ana Sall; 3=My editor/anonymous; >3=Ana Sall; 4=Harbour "
       "Gazette/organisation"},
      {"moderator",
       "[n s|<Carla Achter>] came.\n#T [l @1|MODERATOR]: {1 Would you?}\n#T [l @2|ACHTER]: {2 I would.}\n#T [l "
       "@3|MODERATOR]: {3 Ah.}",
       "1=MODERATOR/anonymous; 2=Carla Achter; 3=MODERATOR/anonymous"},
      {"a role as label", "#T [l @1|REPORTER]: {1 Why?}\n#T [l @2|JONES]: {2 No.}", "1=REPORTER/anonymous; 2=JONES"},
      {"title in a label", "[n P s|(Minister) <Ana Lobo>] came.\n#T [l @1|MINISTER LOBO]: {1 No.}", "1=Ana Lobo"},
  };
  check(cases);
  Result result("{1 “Ah,”} said [n @1|<Jonas Krel>].\n{2 “Oh.”}\n");
  result.marked.attributions[1].turn_of = 0;
  const Speakers speakers = resolve(result.marked.text, result.marked.segments, result.marked.mentions,
                                    result.marked.attributions, {}, lexicon(), {});
  EXPECT_EQ(speakers.of_source[1].speaker, speakers.of_source[0].speaker);
  EXPECT_EQ(speakers.of_source[1].basis, Basis::dialogue_turn);
}

TEST(Resolve, Documents) {
  const Case cases[] = {
      {"issuer and the report",
       "[r D s @1|An (audit) by ^[n O|the <Court of Sums>]^!, titled X,] found {1 it}. [r D s @2|The (report)] said {2 "
       "more}.",
       "1=Court of Sums/organisation; 2=Court of Sums/organisation"},
      {"unnamed issuer", "[r D s @1|A (readout) by ^[r O|the prime minister’s office]^] said {1 it}.",
       "1=prime minister’s office/organisation"},
      {"issued by a person",
       "[r D s @1|A (readout) by ^[n P|(State Department spokesman) <Matthew Mill>]^] said {1 it}.", "1=Matthew Mill"},
      {"nobody's", "[r D s @1|A leaked (memo)] said {1 it}. [r D s @2|The (memo)] said {2 more}.",
       "1=A leaked memo/anonymous; 2=A leaked memo/anonymous"},
      {"named in it",
       "[n O s @1|<Norlin>] said {1 no}. {2 It cost nothing}, according to [r D @2|a Norlin (memo)! seen by the "
       "Gazette].",
       "1=Norlin/organisation; 2=Norlin/organisation"},
      {"a body in it", "[r D s @1|A Pentagon (report)] said {1 it}.", "1=Pentagon/organisation"},
      {"possessor", "[r D s @1|~[n O|<Norlin>]~'s (report)] said {1 it}.", "1=Norlin/organisation"},
  };
  check(cases);
}

TEST(Resolve, PhrasesAndGroups) {
  const Case cases[] = {
      {"anonymous", "[r P s @1|A senior (official)!, who asked not to be named,] said {1 no}.",
       "1=A senior official/anonymous"},
      {"clause without a comma", "{1 “Ah,”} said [r P @1|a (woman)! who gave no name because of her son].",
       "1=a woman who gave no name because of her son/anonymous"},
      {"counted", "[r U c s @1|Two (officials) with knowledge of the talks] said {1 no}.",
       "1=Two officials with knowledge of the talks/anonymous"},
      {"plural", "[r U s @1|Residents!, who call it “Pit,”] said {1 no}.", "1=Residents/group"},
      {"somebody's spokesman", "[r P m s @1|(Governor) ~[n P|<Ana Restro>]~'s (spokesman)] said {1 no}.",
       "1=Governor Ana Restro's spokesman/anonymous"},
      {"two named", "[n s|<Paul Ilk>] met [n|<Han Zen>]. [g s @1|[n|<Ilk>] and [n|<Han>]] said {1 no}.",
       "1=Paul Ilk and Han Zen/group"},
      {"three named", "[g s @1|[n|<Paul Ilk>], [n|<Ana Lobo>] and [n|<Tom Reed>]] said {1 no}.",
       "1=Paul Ilk, Ana Lobo and Tom Reed/group"},
      {"not all named", "[g s @1|[r U|villagers] and [n|<Ana Lobo>]] said {1 no}.", "1=villagers and Ana Lobo/group"},
      {"a thing", "[r s @1|A (notice) taped to the door] read: {1 “Closed.”}",
       "1=A notice taped to the door/anonymous"},
      {"a party's people", "[n U s @1|<Democrats>] said {1 no}.", "1=Democrats/group"},
  };
  check(cases);
}

TEST(Resolve, DescribesSpeakers) {
  const Result r(
      "#H [n P s|(US Secretary of State) <Paul Ilk>] meets [n P|(Vice-President) <Han Zen>]\n"
      "{1 “Ah,”} said [n P @1|<Lena Benn>!, (chief metals analyst at Corrin Securities)]. {2 “Oh,”} [n P m s @2|(State "
      "Department spokesman) <Matthew Mill>] told [n >2|<Han>]. "
      "{3 “Uh,”} [r P s @3|the (secretary)] said. {4 “Eh,”} said [n P @4|<Robi Tule>!, [p s|who] lost [p|his] job]. {5 "
      "“Ih,”} [n s @5|<Ilk>] said.");
  EXPECT_EQ(r.summary(), "1=Lena Benn; 2=Matthew Mill; >2=Han Zen; 3=Paul Ilk; 4=Robi Tule; 5=Paul Ilk");
  ASSERT_EQ(r.speakers.speakers.size(), 5u);
  EXPECT_EQ(r.speakers.speakers[0].name, "Paul Ilk");  // in order of first mention
  EXPECT_EQ(r.speakers.speakers[0].title, "US Secretary of State");
  EXPECT_EQ(r.speakers.speakers[0].affiliation, "");
  EXPECT_EQ(r.speakers.speakers[0].aliases, (std::vector<std::string>{"Ilk", "the secretary"}));
  EXPECT_EQ(r.speakers.speakers[0].mentions.size(), 3u);
  EXPECT_EQ(r.speaker("Lena Benn")->title, "chief metals analyst");
  EXPECT_EQ(r.speaker("Lena Benn")->affiliation, "Corrin Securities");
  EXPECT_EQ(r.speaker("Lena Benn")->gender, Gender::female);
  EXPECT_EQ(r.speaker("Lena Benn")->gender_basis, "given name");
  EXPECT_EQ(r.speaker("Matthew Mill")->affiliation, "State Department");
  EXPECT_EQ(r.speaker("Matthew Mill")->gender_basis, "title");
  EXPECT_EQ(r.speaker("Han Zen")->gender, Gender::unknown);
  EXPECT_EQ(r.status(1), SpeakerStatus::named);
  EXPECT_EQ(r.status(3), SpeakerStatus::resolved);
  EXPECT_EQ(r.basis(3), Basis::role_bound);
  EXPECT_EQ(r.basis(5), Basis::part_of_name);
}

TEST(Resolve, GenderFromAClauseOfHisOwn) {
  const Result r("{1 “Eh,”} said [n P @1|<Robi Tule>!, [p s|who] lost [p|his] job].");
  EXPECT_EQ(r.speaker("Robi Tule")->gender, Gender::male);
  EXPECT_EQ(r.speaker("Robi Tule")->gender_basis, "pronoun");
}

TEST(Resolve, StatusAndMembers) {
  const Result r(
      "[r U s @1|Analysts] said {1 no}. [p s @2|He] said {2 so}. {3 It was told}. [g s @4|[n|<Paul Ilk>] and [n|<Ana "
      "Lobo>]] said {4 no}.");
  EXPECT_EQ(r.status(1), SpeakerStatus::anonymous);
  EXPECT_EQ(r.status(2), SpeakerStatus::unresolved);
  EXPECT_EQ(r.status(3), SpeakerStatus::none);
  EXPECT_EQ(r.status(4), SpeakerStatus::named);
  const Speaker* group = r.speaker("Paul Ilk and Ana Lobo");
  ASSERT_NE(group, nullptr);
  ASSERT_EQ(group->members.size(), 2u);
  EXPECT_EQ(r.speakers.speakers[static_cast<size_t>(group->members[1])].name, "Ana Lobo");
}

TEST(Resolve, SourcesThatAreNoMention) {
  const std::string text =
      "{1 “Ah,”} his neighbour Omar bin Said al-Rashdi said. {2 “Oh,”} al-Rashdi said. {3 “Uh,”} the door said.";
  Result r(text);
  const char* sources[] = {"his neighbour Omar bin Said al-Rashdi", "al-Rashdi said", "the door"};
  for (size_t a = 0; a < 3; ++a) {
    const auto at = static_cast<uint32_t>(a == 1 ? r.marked.text.rfind("al-Rashdi") : r.marked.text.find(sources[a]));
    r.marked.attributions[a].source = {
        {at, at + static_cast<uint32_t>(a == 1 ? 9 : std::string_view(sources[a]).size())}};
  }
  r.speakers = resolve(r.marked.text, r.marked.segments, r.marked.mentions, r.marked.attributions, {}, lexicon(), {});
  EXPECT_EQ(r.summary(), "1=Omar bin Said al-Rashdi; 2=Omar bin Said al-Rashdi; 3=the door/anonymous");
  EXPECT_EQ(r.speaker("Omar bin Said al-Rashdi")->title, "neighbour");
}

TEST(Resolve, DaysAreNobody) {
  const Result r("[n s @1|<Ana Lobo>] said {1 no} on [n|<Monday>]. [n|<Ana>] left.");
  EXPECT_EQ(r.speakers.speakers.size(), 1u);
}

TEST(Resolve, TiesListTheCandidates) {
  const Result r("[g s|[n|<Tom Reed>] and [n|<Paul Ansa>]] argued. {1 “No,”} [p s @1|he] said.");
  EXPECT_EQ(r.speakers.of_source[0].candidates.size(), 2u);
  EXPECT_EQ(r.status(1), SpeakerStatus::unresolved);
}

TEST(Resolve, TitleAndUserHelp) {
  const Result title("{1 “Ah,”} [n s @1|<Mill>] said.",
                     {.text = {}, .id = {}, .date = {}, .title = "Talks go on, says Matthew Mill"});
  EXPECT_EQ(title.summary(), "1=Matthew Mill");
  const Person known{
      .name = "Robin Mill", .aliases = {"Mill"}, .gender = "female", .title = "Premier", .external_id = "Q7"};
  const Result user(
      "{1 “Ah,”} [n s @1|<Mill>] said. {2 “Oh,”} [r P s @2|the (premier)] said. {3 “Uh,”} [p s @3|she] said.", {},
      {known});
  EXPECT_EQ(user.summary(), "1=Robin Mill; 2=Robin Mill; 3=Robin Mill");
  EXPECT_EQ(user.speaker("Robin Mill")->gender_basis, "user");
  EXPECT_EQ(user.speaker("Robin Mill")->external_id, "Q7");
}

TEST(Resolve, TakesEmptyAndLargeDocuments) {
  EXPECT_TRUE(Result("").speakers.speakers.empty());
  std::string text;
  for (int i = 0; i < 3000; ++i)
    text += "[n s @" + std::to_string(2 * i + 1) + "|<Ana Lobo" + std::to_string(i % 700) + ">] said {" +
            std::to_string(2 * i + 1) + " no}. {" + std::to_string(2 * i + 2) + " “Ah,”} [p s @" +
            std::to_string(2 * i + 2) + "|she] said.\n";
  const Result large(text);
  EXPECT_EQ(large.speakers.speakers.size(), 700u);
  EXPECT_EQ(large.speakers.status.size(), 6000u);
}

}  // namespace
}  // namespace inquit
