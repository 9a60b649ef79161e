// Part of stage 9: who is meant by words that are no name and no pronoun: roles ("the secretary"), labels of turns,
// documents, and phrases that stand for themselves ("Two officials with knowledge of the talks").
#include <algorithm>
#include <utility>

#include "entity_words.h"
#include "resolver.h"

namespace inquit {
namespace {

using C = WordClass;

constexpr size_t kMostUses = 32;        // uses of a title looked back at
constexpr uint32_t kMostInside = 64;    // mentions looked at inside one
constexpr size_t kMostBearers = 4;      // of one title, compared
constexpr uint32_t kDocumentReach = 4000;  // bytes within which "the report" finds the document named before

bool personal(const Entity& e) {
  return e.type != EntityType::organisation && e.type != EntityType::place && e.type != EntityType::document;
}

}  // namespace

// The mention's words without a clause behind a comma; a clause that no comma sets off stays.
std::string Resolver::phrase_text(uint32_t m, bool without_article) const {
  Span span = at(m).core.empty() ? at(m).span : at(m).core;
  const std::string_view rest = words({span.end, std::max(at(m).span.end, span.end)});
  span.end += static_cast<uint32_t>(std::min(rest.find(','), rest.size()));
  std::string text = plain_spaces(words(span));
  if (const size_t space = text.find(' ');
      without_article && space != text.npos &&
      entities_.classes(std::string_view(text).substr(0, space), false).has(C::determiner))
    text.erase(0, space + 1);
  return text;
}

// A speaker of his own, named by the words as they stand; `again`: the same words mean the same.
Resolution Resolver::phrase(uint32_t m, SpeakerKind kind, bool again) {
  Resolution out;
  out.basis = Basis::own_phrase;
  out.confidence = sureness::kOwnPhrase;
  Entity who;
  who.name.text = phrase_text(m, kind == SpeakerKind::organisation);
  who.kind = kind;
  who.type = kind == SpeakerKind::organisation ? EntityType::organisation
             : kind == SpeakerKind::group      ? EntityType::people
                                               : at(m).type;
  who.named = who.phrase = kind == SpeakerKind::organisation;
  who.gender = at(m).gender;
  if (who.gender != Gender::unknown) who.gender_basis = "title";
  who.first = at(m).span.begin;
  std::string key = full_name_key(who.name.text).append(1, ' ').append(std::to_string(static_cast<int>(kind)));
  if (again)
    if (const auto known = phrases_.find(key); known != phrases_.end()) return out.speaker = known->second, out;
  out.speaker = entities_.add(std::move(who));
  phrases_.insert_or_assign(std::move(key), out.speaker);
  if (!at(m).title.empty()) {
    const std::string title = full_name_key(words(at(m).title));
    entities_.add_role(entities_.head_of(words(at(m).title)),
                       {at(m).span.begin, out.speaker, std::string(1, ' ').append(title).append(1, ' ')});
  }
  return out;
}

// ---- labels -----------------------------------------------------------------------------------------------------------

// Q and A: two labels that are no names. The first asks for the medium that the introduction names, the other is who is
// introduced. Other labels ("MODERATOR") stand for themselves.
void Resolver::interview() {
  std::vector<std::string> labels;
  uint32_t first = 0xffffffff;
  for (uint32_t m = 0; m < mentions_.size() && labels.size() < 3; ++m) {
    if (at(m).form != MentionForm::label || entities_.of_mention[m] != kNoEntity) continue;
    std::string key = full_name_key(words(at(m).span));
    first = std::min(first, m);
    if (std::find(labels.begin(), labels.end(), key) == labels.end()) labels.push_back(std::move(key));
  }
  const bool letter = labels.size() == 1 && labels[0].size() <= 2;
  if (labels.size() != 2 && !letter) return;
  int32_t medium = kNoEntity, body = kNoEntity, guest = kNoEntity;
  bool guest_leads = false;
  for (uint32_t m = 0; m < first; ++m) {
    const int32_t id = entities_.of_mention[m];
    if (id == kNoEntity || skip_[m]) continue;
    const Entity& who = entity(id);
    bool media = false;
    each_word(who.name.text, [&](std::string_view w) { media |= entities_.classes(w, true).has(C::media); });
    if (personal(who) && who.kind == SpeakerKind::person && !media) {
      if (guest == kNoEntity || (!guest_leads && at(m).subject)) guest = id, guest_leads = at(m).subject;
    } else if (who.type == EntityType::organisation && !at(m).subject) {
      (media ? medium : body) = id;
    }
  }
  if (medium == kNoEntity) medium = body;
  if (medium != kNoEntity) interview_[labels[0]] = medium;
  if (labels.size() == 2 && guest != kNoEntity) interview_[labels[1]] = guest;
}

Resolution Resolver::label(uint32_t m) {
  if (const int32_t id = entities_.of_mention[m]; id != kNoEntity) {
    Entity& who = entity(id);
    const NamePart *first = who.name.first(), *last = who.name.last();
    const size_t space = who.name.text.rfind(' ');
    const ClassSet c =
        entities_.classes(std::string_view(who.name.text).substr(space == std::string::npos ? 0 : space + 1), false);
    const bool listed = first && last && (first->given || last->surname);
    if (entities_.match[m] == NameMatch::equal && who.name.all_caps && !listed && c.any({C::role, C::group, C::title}))
      who.named = who.surely_person = false, who.kind = SpeakerKind::anonymous;  // REPORTER
    return {id, Basis::label, sureness::kLabel, entities_.others[m]};
  }
  if (const auto known = interview_.find(full_name_key(words(at(m).span))); known != interview_.end())
    return {known->second, Basis::label, sureness::kInterview, {}};
  Resolution out = phrase(m, SpeakerKind::anonymous, true);
  out.basis = Basis::label;
  return out;
}

// ---- documents --------------------------------------------------------------------------------------------------------

// "A letter from the landlord, Viktor Hanák": who stands behind a preposition that the language lists for this.
int32_t Resolver::sender(uint32_t m) {
  const std::string listed = std::string(1, ' ').append(lexicon_.setting("issuer.prepositions")).append(1, ' ');
  const size_t end = std::min<size_t>(mentions_.size(), m + kMostInside);
  for (size_t k = m + 1; k < end && at(k).span.begin <= at(m).span.end + 2; ++k) {
    const std::string_view before = text_.substr(0, at(k).span.begin);
    const size_t stop = before.find_last_not_of(" \n");
    if (stop == before.npos || at(k).form == MentionForm::pronoun) continue;
    const size_t start = before.find_last_of(" \n", stop) + 1;
    if (start < at(m).span.begin ||
        listed.find(std::string(1, ' ').append(before.substr(start, stop + 1 - start)).append(1, ' ')) == listed.npos)
      continue;
    uint32_t who = static_cast<uint32_t>(k);
    if (k + 1 < end && at(k).form == MentionForm::role && at(k + 1).form == MentionForm::name &&
        words({at(k).span.end, at(k + 1).span.begin}) == ", ")
      ++who;
    resolve_mention(who);
    const int32_t id = of_[who].speaker;
    return id != kNoEntity && entity(id).named ? id : kNoEntity;
  }
  return kNoEntity;
}

// A document speaks for who issued it; "the report" for the issuer of the one before.
Resolution Resolver::document(uint32_t m) {
  const Mention& mention = at(m);
  int32_t issuer = entity_at(m, mention.by);
  const std::string_view by = words(mention.by).substr(0, words(mention.by).find(','));
  if (issuer != kNoEntity && entity(issuer).type == EntityType::organisation && entities_.find(by) != kNoEntity)
    issuer = entities_.find(by);
  if (issuer != kNoEntity && entity(issuer).type == EntityType::organisation && !entity(issuer).phrase &&
      entities_.find(by) == kNoEntity && capitalised(by.substr(by.rfind(' ') + 1)) &&
      parse_name(by, lexicon_).parts.size() > entity(issuer).name.parts.size())
    issuer = kNoEntity;  // "the Court of Accounts", of which "the Court" alone is a mention
  if (issuer == kNoEntity && !mention.by.empty()) {
    Entity who;
    who.name = parse_name(by, lexicon_);
    who.type = EntityType::organisation;
    who.first = mention.by.begin;
    issuer = entities_.add(std::move(who));
  }
  if (issuer == kNoEntity) issuer = entity_at(m, mention.possessor);
  if (issuer != kNoEntity && !entity(issuer).named && entity(issuer).kind != SpeakerKind::anonymous) issuer = kNoEntity;
  if (issuer == kNoEntity && mention.by.empty()) {  // a Northline memo
    std::string run;
    bool body = false, ended = false, first = true;
    const std::string text = plain_spaces(words(mention.core));
    each_word(text, [&](std::string_view w) {
      const ClassSet c = entities_.classes(w, true);
      const bool opens = std::exchange(first, false);
      if (ended || (opens && !c.any({C::organisation, C::media, C::organisation_word}) &&
                    c.any({C::determiner, C::adjective, C::noun, C::document_noun})))
        return;
      if (!capitalised(w) || c.any({C::document_noun, C::demonym})) return void(ended = !run.empty());
      body |= c.any({C::organisation, C::media, C::organisation_word, C::place});
      run.append(run.empty() ? "" : " ").append(w);
    });
    if (!run.empty()) issuer = entities_.find(run);
    if (!run.empty() && issuer == kNoEntity && body) {
      Entity who;
      who.name = parse_name(run, lexicon_);
      who.type = EntityType::organisation;
      who.first = mention.span.begin;
      issuer = entities_.add(std::move(who));
    }
  }
  if (issuer == kNoEntity && mention.by.empty()) issuer = sender(m);
  Resolution out{issuer, Basis::issuer, sureness::kIssuer, {}};
  const std::string head = entities_.head_of(mention.title.empty() ? words(mention.core) : words(mention.title));
  if (issuer == kNoEntity && mention.definite && mention.by.empty() && mention.possessor.empty() &&
      !documents_.empty()) {
    const Issued* before = &documents_.back();
    for (size_t k = documents_.size(), looked = 0; k-- > 0 && looked < kMostUses; ++looked)
      if (documents_[k].head == head) {
        before = &documents_[k];
        break;
      }
    if (mention.span.begin - std::min(before->at, mention.span.begin) <= kDocumentReach)
      out = {before->issuer, Basis::issuer, sureness::kEarlierDocument, {}};
  }
  if (out.speaker == kNoEntity) out = phrase(m, SpeakerKind::anonymous, mention.definite);
  documents_.push_back({mention.span.begin, out.speaker, head});
  return out;
}

// ---- roles ------------------------------------------------------------------------------------------------------------

// What the mention says beside its head must not stand against the title: "the finance minister" is no foreign minister.
bool Resolver::title_fits(uint32_t m, const RoleUse& use, const std::string& head) const {
  if (at(m).title.empty() || std::count(use.title.begin(), use.title.end(), ' ') <= 2) return true;
  bool miss = false, hit = false;
  const std::string title = plain_spaces(words(at(m).title));
  each_word(title, [&](std::string_view w) {
    const std::string key = name_key(w);
    const ClassSet c = entities_.classes(w, capitalised(w));
    if (key == head || c.any({C::preposition, C::determiner, C::genitive}) || (c.has(C::adjective) && !c.has(C::noun)))
      return;
    (use.title.find(std::string(1, ' ').append(key).append(1, ' ')) != std::string::npos ? hit : miss) = true;
  });
  return hit || !miss;
}

// The bearer of a title with this head noun: the one last seen of those named before, else the only one named later.
int32_t Resolver::bound_role(uint32_t m, const std::string& head, int32_t possessor, Resolution& out) {
  const std::vector<RoleUse>& uses = entities_.roles(head);
  const uint32_t p = at(m).span.begin;
  const int32_t itself = quotation_[m] == kNone ? kNoEntity : speaker_of(quotation_[m]);
  const int32_t told_by = addressee_of_[m] == kNone ? kNoEntity : speaker_of(addressee_of_[m]);
  const bool body = at(m).type == EntityType::organisation;
  std::vector<int32_t> bearers;
  const auto consider = [&](const RoleUse& use) {
    const Entity& who = entity(use.entity);
    if (use.entity == itself || use.entity == told_by || (who.type == EntityType::organisation) != body) return;
    if (who.kind == SpeakerKind::group ||
        (at(m).gender != Gender::unknown && who.gender != Gender::unknown && at(m).gender != who.gender))
      return;
    if (!at(m).possessor.empty() && (possessor == kNoEntity || who.possessor != possessor)) return;
    if (!title_fits(m, use, head) || std::find(bearers.begin(), bearers.end(), use.entity) != bearers.end()) return;
    bearers.push_back(use.entity);
  };
  const auto after =
      std::lower_bound(uses.begin(), uses.end(), p, [](const RoleUse& u, uint32_t q) { return u.at < q; });
  size_t n = 0;
  for (auto use = after; use != uses.begin() && n < kMostUses && bearers.size() < kMostBearers; ++n) consider(*--use);
  if (!bearers.empty()) {
    std::stable_sort(bearers.begin(), bearers.end(),
                     [&](int32_t a, int32_t b) { return salience_.last_seen(a, p) > salience_.last_seen(b, p); });
    out = {bearers[0],
           Basis::role_bound,
           bearers.size() > 1 ? sureness::kRoleOfSeveral : sureness::kRoleBound,
           {bearers.begin() + 1, bearers.end()}};
    return bearers[0];
  }
  n = 0;
  for (auto use = after; use != uses.end() && n < kMostUses && bearers.size() < 2; ++use, ++n)
    if (entity(use->entity).named && use->at > at(m).span.end) consider(*use);
  if (bearers.size() != 1) return kNoEntity;
  out = {bearers[0], Basis::role_bound, sureness::kRoleNamedLater, {}};
  return bearers[0];
}

// "His opponent, the poet and angler Delia Thorne": the name that ends the phrase, titles alone between it and the comma.
uint32_t Resolver::appositive(uint32_t m) const {
  const Span span = at(m).span;
  if (at(m).core.end >= span.end || !words({at(m).core.end, span.end}).starts_with(',')) return kNoMention;
  const size_t end = std::min<size_t>(mentions_.size(), m + kMostInside);
  for (size_t k = m + 1; k < end && at(k).span.begin < span.end; ++k) {
    if (at(k).pronoun_case == PronounCase::relative) return kNoMention;
    if (at(k).outer != m || at(k).form != MentionForm::name || at(k).span.begin < at(m).core.end ||
        at(k).span.end + 1 < span.end)
      continue;
    if (at(k).type != EntityType::person && at(k).type != EntityType::unknown) continue;
    bool plain = true;
    const std::string between = plain_spaces(words({at(m).core.end, at(k).span.begin}));
    each_word(between, [&](std::string_view w) {
      const ClassSet c = entities_.classes(w, capitalised(w));
      plain &= w == "," || !c.any({C::preposition, C::relative, C::possessive, C::be, C::have}) ||
               c.any({C::determiner, C::conjunction});
    });
    if (plain) return static_cast<uint32_t>(k);
  }
  return kNoMention;
}

// "the young lady", "the widow": nobody bears it as a title; then it may be said of her whom "she" would mean, if it is plain who.
Resolution Resolver::like_pronoun(uint32_t m) {
  Question question{at(m).span.begin, sentence_[m], Wanted::person, at(m).gender, quotation_[m]};
  if (quotation_[m] != kNone) question.excluded[0] = speaker_of(quotation_[m]);
  if (addressee_of_[m] != kNone) question.excluded[1] = speaker_of(addressee_of_[m]);
  const Answer answer = salience_.ask(question, entities_.list);
  if (answer.entity == kNoEntity || !answer.candidates.empty()) return {};
  const Entity& who = entity(answer.entity);
  if (!who.named || who.gender != at(m).gender) return {};
  return {answer.entity, Basis::role_bound, sureness::kRoleOfSeveral, {}};
}

Resolution Resolver::role(uint32_t m) {
  const Mention& mention = at(m);
  Resolution out;
  const uint32_t outer = mention.outer;
  if (outer != kNoMention && at(outer).form == MentionForm::name && at(outer).title.overlaps(mention.span) &&
      !at(outer).possessor.overlaps(mention.span) && of_[outer].speaker != kNoEntity)
    return of_[outer];  // "Okereke, a retired judge": an apposition is who it stands beside
  if (const uint32_t k = appositive(m); k != kNoMention) {
    resolve_mention(k);
    if (of_[k].speaker != kNoEntity) return of_[k];
  }
  const int32_t owner = entity_at(m, mention.possessor);
  const bool several = mention.number == GrammaticalNumber::plural || mention.type == EntityType::people;
  const bool body = mention.type == EntityType::organisation;
  const std::string head = entities_.head_of(mention.title.empty() ? words(mention.core) : words(mention.title));
  const Zone zone = mention.paragraph < segments_.size() ? segments_[mention.paragraph].zone : Zone::body;
  const bool telegraphic = zone == Zone::headline || zone == Zone::bullet;  // no articles there
  if (!several && (mention.definite || !mention.possessor.empty() || telegraphic) && !head.empty()) {
    bool found = bound_role(m, head, owner, out) != kNoEntity;
    bool any_body = false;
    for (std::string_view rest = found ? std::string_view{} : lexicon_.setting("role." + head);
         !rest.empty() && !found;) {
      const size_t end = std::min(rest.find(';'), rest.size());
      const std::string other = plain_spaces(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
      any_body |= other == "*";
      found = bound_role(m, entities_.head_of(other), owner, out) != kNoEntity;
    }
    if (!found && body &&
        mention.possessor.empty()) {  // "the ministry": the body with that word in its name, else the last one
      int32_t best = kNoEntity;
      uint32_t seen = 0;
      for (const int32_t id : entities_.with_part(head))
        if (entity(id).type == EntityType::organisation && salience_.last_seen(id, mention.span.begin) > seen)
          best = id, seen = salience_.last_seen(id, mention.span.begin);
      if (best == kNoEntity && any_body) {
        Question question{mention.span.begin, sentence_[m], Wanted::body, Gender::unknown, quotation_[m]};
        best = salience_.ask(question, entities_.list).entity;
        if (best != kNoEntity && (entity(best).type != EntityType::organisation || !entity(best).named))
          best = kNoEntity;
      }
      if (best != kNoEntity) found = true, out = {best, Basis::role_bound, sureness::kRoleOfSeveral, {}};
    }
    if (found) {
      Entity& who = entity(out.speaker);
      const std::string alias = phrase_text(m, false);
      if (who.named && who.aliases.size() < 20 &&
          std::find(who.aliases.begin(), who.aliases.end(), alias) == who.aliases.end())
        who.aliases.push_back(alias);
      return out;
    }
  }
  if (!several && !body && mention.definite && mention.possessor.empty() && mention.gender != Gender::unknown)
    if (Resolution out = like_pronoun(m); out.speaker != kNoEntity) return out;
  const SpeakerKind kind = body ? SpeakerKind::organisation
                           : several && !mention.counted && mention.type != EntityType::unknown
                               ? SpeakerKind::group
                               : SpeakerKind::anonymous;
  return phrase(m, kind, kind != SpeakerKind::anonymous || mention.definite);
}

}  // namespace inquit
