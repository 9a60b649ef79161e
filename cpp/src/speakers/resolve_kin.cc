// Part of stage 9: "his wife", "her father", "my uncle": somebody who bears the family name of the one to whom he or she
// is related, or who takes part in the conversation.
#include <algorithm>

#include "base/tsv.h"
#include "speakers/entity_words.h"
#include "speakers/resolver.h"

namespace inquit {
namespace {

constexpr size_t kMostOfName = 16;  // bearers of one family name, compared

}  // namespace

// "He was the Rector’s nephew": the Rector, of "his uncle".
int32_t Resolver::kin_back(int32_t owner, Key head) {
  const int32_t other = entity(owner).possessor;
  if (other == kNoEntity || other == owner || entity(other).kind == SpeakerKind::group || !may_speak(other))
    return kNoEntity;
  for (std::string_view rest = lexicon_->setting("kin_back"); !rest.empty();) {
    const std::string_view line = cut(rest, '|');
    const size_t space = line.find(' ');
    if (space == line.npos || !has_word(line.substr(space + 1), head.text())) continue;
    if (bears(owner, entities_.spellings().exact_key(line.substr(0, space)))) return other;
  }
  return kNoEntity;
}

// Whether the head noun is used of him.
bool Resolver::bears(int32_t who, Key head) const {
  const std::span<const RoleUse> uses = entities_.roles(head);
  return std::any_of(uses.begin(), uses.end(), [&](const RoleUse& use) { return use.entity == who; });
}

bool Resolver::is_kin(uint32_t m) const { return lexicon_->info(at(m).head).classes.has(WordClass::kin); }

// The one Mrs. of the document.
void Resolver::find_only_mrs() {
  only_mrs_ = kNoEntity;
  std::string_view groups = lexicon_->setting("titles_apart");
  const std::string_view married = cut(groups, '|');
  int32_t found = kNoEntity;
  for (size_t id = 0; id < entities_.list.size(); ++id) {
    const Entity& who = entities_.list[id];
    if (who.kind != SpeakerKind::person || !who.named || who.first == UINT32_MAX) continue;
    std::string folded;
    fold(who.address, folded);
    if (who.address_group != 0 && !has_word(married, folded)) continue;
    if (found != kNoEntity) return;
    found = static_cast<int32_t>(id);
  }
  only_mrs_ = found;
}

// "Their mother", and nobody knows whose.
Resolution Resolver::parent(uint32_t m, Key head) {
  if (!conversation_ || at(m).possessor.empty() || at(m).gender != Gender::female ||
      !has_word(lexicon_->setting("parents"), head.text()))
    return {};
  if (only_mrs_ == kNoEntity || !fits(m, only_mrs_)) return {};
  return {only_mrs_, Basis::role_bound, sureness::kRoleOfSeveral, {}};
}

Resolution Resolver::kin(uint32_t m, int32_t owner, Key head) {
  if (!conversation_ || at(m).gender == Gender::unknown || !is_kin(m)) return {};
  if (const int32_t back = kin_back(owner, head); back != kNoEntity && fits(m, back))
    return {back, Basis::role_bound, sureness::kRoleBound, {}};
  const Entity& of = entity(owner);
  if (of.kind != SpeakerKind::person || of.name.core.empty()) return {};
  const int32_t itself = quotation_[m] == kNone ? kNoEntity : speaker_of(quotation_[m]);
  const int32_t last = source_of_[m] == kNone ? kNoEntity : who_speaks(attribution(source_of_[m]).answers);
  const bool married = has_word(lexicon_->setting("spouses"), head.text());
  const bool parent = has_word(lexicon_->setting("parents"), head.text());
  const bool child = has_word(lexicon_->setting("children"), head.text());
  const NamePart* family = of.name.family();
  std::vector<int32_t> found;
  size_t n = 0;
  const auto consider = [&](int32_t id) {
    const Entity& who = entity(id);
    if (id == owner || id == itself || id == last || ++n > kMostOfName || who.kind != SpeakerKind::person) return;
    if (who.gender != at(m).gender || !who.surely_person) return;
    const NamePart* name = who.name.family();
    if (!name || !(name->key == family->key)) return;
    if (child && who.address_group == 0) return;  // Mrs. Parr is nobody's daughter here
    if (parent && who.address_group > 0) return;  // nor is Miss Parr anybody's mother
    if (married && at(m).gender == Gender::female && who.address_group > 0) return;  // Miss Parr is nobody's wife
    if (std::find(found.begin(), found.end(), id) == found.end()) found.push_back(id);
  };
  for (const int32_t id : entities_.with_part(family->key)) {
    consider(id);
    for (int32_t next = entity(id).namesake; next != kNoEntity; next = entity(next).namesake) consider(next);
  }
  if (married || parent)  // Mrs. Parr sooner than Letty Parr
    if (std::any_of(found.begin(), found.end(), [&](int32_t id) { return entity(id).address_group == 0; }))
      std::erase_if(found, [&](int32_t id) { return entity(id).address_group != 0; });
  // Emily’s mother, whose family name is not told: the one Mrs. of the document.
  if (const NamePart* own = of.name.family();
      found.empty() && parent && at(m).gender == Gender::female && own && own->given)
    if (only_mrs_ != kNoEntity && only_mrs_ != owner && fits(m, only_mrs_)) found.push_back(only_mrs_);
  const auto cleric = [&](const RoleUse& use) {
    return capitalised(use.title) && is_listed("religious_titles", use.title);
  };
  const auto another = [&](int32_t id) {  // her mother is not her sister, and Father Anselm nobody's father
    const std::span<const RoleUse> uses = entities_.roles(head);
    if (std::any_of(uses.begin(), uses.end(), [&](const RoleUse& use) { return use.entity == id && cleric(use); }))
      return true;
    return id != kNoEntity && entity(id).possessor == owner && !bears(id, head);
  };
  if (found.empty()) {  // Dora’s father, whose name is not hers: the one man of the scene, known to be one
    Question question{at(m).span.begin, sentence_[m], Wanted::person, at(m).gender, quotation_[m]};
    question.excluded[0] = owner, question.excluded[1] = itself, question.excluded[2] = last;
    if (source_of_[m] != kNone) question.exclude_called(vocatives(source_of_[m]));
    if (const int32_t a = source_of_[m]; a != kNone && attribution(a).quote_level == 0 && quotation_[m] == kNone) {
      const int32_t who = decide_in_scene(a, question);
      if (who >= 0 && !another(who) && entity(who).named && entity(who).surely_person && fits(m, who))
        return {who, Basis::role_bound, sureness::kRoleOfSeveral, {}};
      return {};
    }
    question.told = true;
    const Answer answer = salience_.ask(question, entities_.list);
    const auto rival = [&](int32_t id) { return entity(id).gender == at(m).gender; };
    if (answer.entity == kNoEntity || another(answer.entity) || !entity(answer.entity).named || !rival(answer.entity) ||
        std::any_of(answer.candidates().begin(), answer.candidates().end(), rival))
      return {};
    found.push_back(answer.entity);
  }
  if (found.size() > 1)
    std::stable_sort(found.begin(), found.end(), [&](int32_t a, int32_t b) {
      return salience_.last_seen(a, at(m).span.begin) > salience_.last_seen(b, at(m).span.begin);
    });
  Resolution out{found[0],
                 Basis::role_bound,
                 found.size() > 1 ? sureness::kRoleOfSeveral : sureness::kRoleBound,
                 {found.begin() + 1, found.end()}};
  if (out.candidates.size() > 3) out.candidates.resize(3);
  if (Entity& who = entity(found[0]); who.possessor == kNoEntity) {  // the same next time
    who.possessor = owner;
    entities_.add_role(head, {at(m).span.begin, found[0], words(at(m).title.empty() ? at(m).core : at(m).title)});
  }
  return out;
}

// "my companion", who was "my friend Basil Thorne" before.
int32_t Resolver::companion_of_teller(uint32_t m) {
  int32_t found = kNoEntity;
  bool several = false;
  each_word(lexicon_->setting("companions"), [&](std::string_view word) {
    size_t n = 0;
    for (const RoleUse& use : entities_.roles(entities_.spellings().exact_key(word))) {
      if (use.at > at(m).span.begin || ++n > kMostOfName) break;
      if (!entity(use.entity).named || !fits(m, use.entity) || use.entity == narrator_) continue;
      several |= found != kNoEntity && found != use.entity;
      found = use.entity;
    }
  });
  return several ? kNoEntity : found;
}

// "my friend", "his companion": beside a turn that answers the other's, who had the turn before it.
Resolution Resolver::companion(uint32_t m, int32_t owner) {
  const int32_t a = source_of_[m];
  if (!conversation_ || (a != kNone && attribution(a).quote_level > 0)) return {};
  const int32_t last = a == kNone ? kNoEntity : who_speaks(attribution(a).answers),
                who = a == kNone ? kNoEntity : turn_before_last(a);
  bool mine = false;
  if (const uint32_t k = inner(m, at(m).possessor); k != kNoMention) mine = tells(k);
  if (mine && has_word(lexicon_->setting("companions"), head_of(m).text()))
    if (const int32_t friend_of_mine = companion_of_teller(m); friend_of_mine != kNoEntity)
      return {friend_of_mine, Basis::role_bound, sureness::kRoleOfSeveral, {}};
  if (a == kNone) return {};
  const bool suits = who > kNoEntity && who != owner && entity(who).named && fits(m, who);
  if (mine && !suits) {
    // A third one had a turn between: whoever else has stood out in the telling.
    Question question{at(m).span.begin, sentence_[m], Wanted::person, at(m).gender, kNone};
    question.excluded[0] = owner, question.excluded[1] = last, question.excluded[2] = narrator_;
    question.told = true;
    question.exclude_called(vocatives(a));
    const Answer answer = salience_.ask(question, entities_.list);
    if (answer.entity == kNoEntity || !entity(answer.entity).named || !entity(answer.entity).surely_person ||
        !fits(m, answer.entity))
      return {};
    return {answer.entity, Basis::role_bound, sureness::kRoleOfSeveral, {}};
  }
  if (!suits) return {};
  if (!mine && (owner == kNoEntity || owner != last)) return {};
  return {who, Basis::role_bound, sureness::kRoleOfSeveral, {}};
}

}  // namespace inquit
