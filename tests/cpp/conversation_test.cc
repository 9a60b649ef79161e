// Conversations of fiction, whole texts through all stages: who has each turn, by whatever says so.
#include <gtest/gtest.h>

#include "inquit/extractor.h"

namespace inquit {
namespace {

const Extractor& extractor() {
  static const Extractor instance{Options{}};
  return instance;
}

// "Peter; Kate; null": who speaks, quotation by quotation.
std::string turns(std::string_view text) {
  const Record record = extractor().extract({.text = text});
  std::string out;
  for (const Attribution& a : record.attributions) {
    if (!out.empty()) out += "; ";
    out += a.speaker_id == kNone ? "null" : record.speakers[static_cast<size_t>(a.speaker_id)].name;
  }
  return out;
}

struct Case {
  const char *name, *text, *turns;
};

class Conversations : public testing::TestWithParam<Case> {};

TEST_P(Conversations, GiveEachTurnItsSpeaker) {
  EXPECT_EQ(turns(GetParam().text), GetParam().turns) << GetParam().text;
}

// clang-format off
const Case kCases[] = {
    {"Alternate", R"(Peter Moss stood at the window, and Kate looked for the salt.

“It’s gone,” said Peter at last.

“What’s gone?” asked Kate.

“The boat.”

“Are you sure?”

“I have eyes, Kate.”

“Then who took her?”)",
     "Peter Moss; Kate; Peter Moss; Kate; Peter Moss; Kate"},
    {"CalledByName", R"(Nora Pell came in with Hugh and old Basil Crane.

“Who left the gate open?” asked Nora.

“Not I,” said Hugh.

“Then it was you, Basil!”

“I was asleep.”

“You are always asleep,” said Hugh.

“What do you say, Nora?”

“I say that he lies.”)",
     "Nora Pell; Hugh; Nora Pell; Basil Crane; Hugh; Basil Crane; Nora Pell"},
    {"ActionBesideTheQuotation", R"(“Where is the key?” asked Thomas Lyle.

Anna put down the cup. “On the nail.”

“It is not!”

“Then look again.” She laughed.

Thomas shook his head. “I have looked twice.”)",
     "Thomas Lyle; Anna; Thomas Lyle; Anna; Thomas Lyle"},
    {"OneParagraphIsOneTurn", R"(“Sit down,” said Martha Reed. “You look tired.” She poured the tea. “How was the road?”

“Wet,” said Colin. “Very wet!”

“And the bridge?”

“Gone.”)",
     "Martha Reed; Colin; Martha Reed; Colin"},
    {"GivesTheName", R"(A tall woman stood at the door.

“What do you want?” asked Mr. Gale.

“I am Violet Amory,” said the woman.

“The painter?”

“The same!” said the woman.

“Come in, Miss Amory,” said Mr. Gale.)",
     "Gale; Violet Amory; Gale; Violet Amory; Gale"},
    {"AnswersWithAName", R"(The sergeant looked up from his book.

“What do they call you?” asked the sergeant.

“Jack Pascoe, sir,” answered the boy.

“Where do you live?”

“At the mill!” said the boy.

“Go home, Jack,” said the sergeant.)",
     "The sergeant; Jack Pascoe; The sergeant; Jack Pascoe; The sergeant"},
    {"AnswersToAName", R"(Two girls waited in the hall.

“Who is Ines Calder?” asked Mr. Gale.

“I am,” said the taller girl.

“You are late!”

“The coach was late, sir,” said the taller girl.)",
     "Gale; Ines Calder; Gale; Ines Calder"},
    {"HerNameWas", R"(“You are wet,” said Robert Finch.

An old woman opened the door to them. Her name was Judith Orme, and she had kept the inn for thirty years.

“Will you have soup?” asked the old woman.

“With pleasure!”

“And you?”)",
     "Robert Finch; Judith Orme; Robert Finch; Judith Orme"},
    {"NarratorIsNamedByOthers", R"(I had lit my pipe when Ruth Garrow came in.

“You are up late, Dolan,” said Ruth.

“I could not sleep,” I said.

“Nobody sleeps here!”

“What is it that you want?”

“A word with you, Dolan,” said Ruth.)",
     "Ruth Garrow; Dolan; Ruth Garrow; Dolan; Ruth Garrow"},
    {"NarratorGivesHisName", R"(My name is Archibald Frayne, and I was born at Marl.

“You will go to sea!” said my uncle.

“I will not,” I said.

“You will, sir!”

“Never!” I cried.)",
     "my uncle; Archibald Frayne; my uncle; Archibald Frayne"},
    {"ReportedReplyBetween", R"(“Is he within?” asked Captain Brody.

Mary Lamb told him that he was not.

“So much the better!”

“Will you wait?” asked Mary.

“I will.”)",
     "Brody; Mary Lamb; Brody; Mary Lamb; Brody"},
    {"MrAndMrs", R"(Mr. Parr read the letter to Mrs. Parr.

“They are coming!” said Mrs. Parr.

“So it seems,” said Mr. Parr.

“You might be glad of it,” said his wife.

“I am glad,” said her husband.)",
     "Mrs. Parr; Mr. Parr; Mrs. Parr; Mr. Parr"},
    {"MrsAndMiss", R"(Mrs. Vane and Miss Vane sat by the fire with Dr. Ashe.

“It is late!” said Mrs. Vane.

“Not so very late,” said Miss Vane.

“You should be in bed,” said Mrs. Vane.

“Your mother is right,” said Dr. Ashe.)",
     "Mrs. Vane; Miss Vane; Mrs. Vane; Ashe"},
    {"SirAndMadam", R"(Edith Vaughan received Mr. Finch and Lucy Holm in the hall.

“You are welcome,” said Edith.

“You are very kind, madam!”

“Not at all, sir.”)",
     "Edith Vaughan; Finch; Edith Vaughan"},
    {"ShortNames", R"(Elizabeth Marsh and Thomas Dunn walked down to the quay.

“Look at the boats!” said Lizzy.

“They are in early,” said Tom.

“Who is that?”

“Nobody, Lizzy!”)",
     "Elizabeth Marsh; Thomas Dunn; Elizabeth Marsh; Thomas Dunn"},
    {"MrsAndHerDaughterTalk", R"(“Letty,” said Mrs. Orrin, “you are late!”

Letty Orrin laughed.

“The coach was late, mamma,” said Letty.

“Who was in it?” asked Mrs. Orrin.

“Nobody!”)",
     "Orrin; Letty Orrin; Orrin; Letty Orrin"},
    {"HisNameIsNotHers", R"(Celia Brand lay on the sofa, and Adrian Pell stood by her.

“Is it from Mr. Brand?” asked Adrian.

“It is!” said Celia. She laughed.

“What does he say?”

“He says no,” she said.)",
     "Adrian Pell; Celia Brand; Adrian Pell; Celia Brand"},
    {"ThePolicemanIsAnother", R"(Mr. Tobit came out of his shop and looked at the crowd.

“What is it?” asked Mr. Tobit.

“Stand back there!” said the policeman.

“Is he hurt?” asked Mr. Tobit.)",
     "Tobit; the policeman; Tobit"},
    {"TheOldManIsNotTheManWithTheStick", R"(A man with a stick stood at the gate, and Kate Moss spoke to him.

“Who lives here?” asked Kate.

“Nobody!” said the man with the stick.

“I do,” said the old man.)",
     "Kate Moss; A man with a stick; the old man"},
    {"ANameAnswersWho", R"(Hugo Lane found Percy Strand in the room.

“Who let you in?” asked Hugo.

“Jevons. He took me for the tuner.”

“What did you say?” asked Hugo.

“Nothing!” said Percy.)",
     "Hugo Lane; Percy Strand; Hugo Lane; Percy Strand"},
    {"TheNephewsUncle", R"(Mr. Holt was carving. He was an old man.

“You slept well?” he asked.

“There are cats,” said Edward Crane, and looked away. He was Mr. Holt’s nephew.

“To be sure!” said his uncle. “Cats!”)",
     "Holt; Edward Crane; Holt"},
    {"TellsHisNameInOneWord", R"(A boy stood before the desk of Mr. Snape.

“What do you want?” asked Mr. Snape.

“Work, sir,” said the boy.

“Name?” said Mr. Snape.

“Pip Tarrant, if you please, sir!”

“Go home,” said Mr. Snape.)",
     "Snape; Pip Tarrant; Snape; Pip Tarrant; Snape"},
    {"TheVisitorWasAnnounced", R"(Basil Thorne was reading when the door was opened by Mrs. Cobb.

“Miss Penhale, gentlemen!” said Mrs. Cobb.

The visitor was a tall girl in grey.

“Which of you is Mr. Thorne?” she asked.

“I am!” said Thorne.

“I have come from Hull.”

“By the early train?”)",
     "Cobb; Penhale; Basil Thorne; Penhale; Basil Thorne"},
    {"CalledInAnothersWords", R"(I sat with Crewe by the fire.

“What does she say?” I asked.

“She says, ‘It is gone, Hubert!’” said Crewe.

“And then?” I asked.)",
     "null; Crewe; null; null"},
    {"MyCompanion", R"(I found my friend Basil Thorne at the window.

“Has he gone?” asked Thorne.

“He has,” said Inspector Mudge.

“By the road?” asked Thorne.

“By the river!”

My companion turned round. “So soon!”)",
     "Basil Thorne; Mudge; Basil Thorne; Mudge; Basil Thorne"},
    {"TerseTurnsNeedNoQuestion", R"(Jim Tully pushed open the door, and Ma Gantry looked up.

“Evening, Ma,” said Jim.

“Evening, Jim.”

“Cold night.”

“So it is.”

“Horse threw a shoe.”

“That’s bad.”

“It is.”

“Sit down.”

“I will,” said Jim.

“Soup’s hot,” said Ma.)",
     "Jim Tully; Ma Gantry; Jim Tully; Ma Gantry; Jim Tully; Ma Gantry; Jim Tully; Ma Gantry; Jim Tully; Ma Gantry"},
    {"WhoActsLastBeforeTheTurn", R"(“Who has the key?” asked Nora Pell.

“Hugh had it,” said Basil.

“Then it is lost!” said Nora.

The rain beat upon the glass. Hugh put down his cup.

“I have it here!”

“Give it to me,” said Nora.)",
     "Nora Pell; Basil; Nora Pell; Hugh; Nora Pell"},
    {"TheLadyIsNotLadyLow", R"(Emma Finch sat beside Lady Low, and Captain Byng came in.

“Are you alone?” asked the Captain.

“My lady, you are called!” said Emma.

“By whom?” asked her ladyship.)",
     "Byng; Emma Finch; Low"},
    {"FamilyNameAndCall", R"(Halloran put down his hat, and Grace Orde looked up.

“It is over!” said Halloran.

“You gave your word, Mike,” said Grace.

“I did.”

“And now?”)",
     "Halloran; Grace Orde; Halloran; Grace Orde"},
    {"VoiceThatComesIn", R"(“May one come in?” asked a voice at the door, and Jack Tully put his head in.

“One may!” said Rose Bell.

“I have news.”

“Good or bad?”)",
     "Jack Tully; Rose Bell; Jack Tully; Rose Bell"},
    {"PronounsByGender", R"(Alan Reeve and his sister Joan waited for the boat.

“It is late,” he said.

“It is always late,” she said.

“Are you cold?” he asked.

“A little!” she said.)",
     "Alan Reeve; Joan; Alan Reeve; Joan"},
    {"MyFriend", R"(Inspector Lorne sat with me in the study of Mr. Bade.

“The window was open,” said Lorne.

“It was shut!” I said.

“It was open,” said my friend. “Ask the maid.”

“I have asked her,” I answered.)",
     "Lorne; null; Lorne; null"},
    {"QuotationOverParagraphs", R"(“I will tell you the story,” said Amos Pike. “It was winter.

“The river froze. We walked across.”

“All of you?” asked Nell.

“All of us!”)",
     "Amos Pike; Nell; Amos Pike"},
    {"NewsIsNoConversation", R"(Ada Fenn, the mayor, said on Monday that the bridge would close. “It is not safe,” she said.

Hugh Orme, who leads the council, said that it would stay open.

“We have looked at the report,” he said.)",
     "Ada Fenn; Ada Fenn; Hugh Orme; Hugh Orme"},
};
// clang-format on

INSTANTIATE_TEST_SUITE_P(Table, Conversations, testing::ValuesIn(kCases),
                         [](const testing::TestParamInfo<Case>& info) { return info.param.name; });

}  // namespace
}  // namespace inquit
