// Part of stage 9: who is meant by words that are no name and no pronoun: roles ("the secretary"), labels of turns,
// documents, and phrases that stand for themselves ("Two officials with knowledge of the talks").
#include <algorithm>
#include <utility>

#include "speakers/entity_words.h"
#include "speakers/resolver.h"

namespace inquit {
namespace {

using C = WordClass;

constexpr size_t kMostUses = 32;        // uses of a title looked back at
constexpr uint32_t kMostInside = 64;    // mentions looked at inside one
constexpr size_t kMostBearers = 4;      // of one title, compared
constexpr size_t kMostAliases = 20;
constexpr uint32_t kPlaceReach = 4096;  // bytes
constexpr size_t kShortestPlace = 4;    // bytes of a name whose derivations are looked for
constexpr uint32_t kDocumentReach = 4000;  // bytes within which "the report" finds the document named before

bool personal(const Entity& e) {
  return e.type != EntityType::organisation && e.type != EntityType::place && e.type != EntityType::document;
}

}  // namespace

Key Resolver::head_of(uint32_t m) const {
  return entities_.head_of(words(at(m).title.empty() ? at(m).core : at(m).title));
}

// The mention's words without a clause behind a comma; a clause that no comma sets off stays.
std::string_view Resolver::phrase_text(uint32_t m, bool without_article) {
  Span span = at(m).core.empty() ? at(m).span : at(m).core;
  const std::string_view rest = words({span.end, std::max(at(m).span.end, span.end)});
  span.end += static_cast<uint32_t>(std::min(rest.find(','), rest.size()));
  std::string_view text = plain_spaces(words(span), entities_.arena());
  if (const size_t space = text.find(' ');
      without_article && space != text.npos && entities_.classes(text.substr(0, space), false).has(C::determiner))
    text.remove_prefix(space + 1);
  return text;
}

// A speaker of his own, named by the words as they stand; `again`: the same words mean the same.
// `head`: that of its title, where it is known; else the empty key.
Resolution Resolver::phrase(uint32_t m, SpeakerKind kind, bool again, Key head) {
  Resolution out;
  out.basis = Basis::own_phrase;
  out.confidence = sureness::kOwnPhrase;
  const std::string_view text = phrase_text(m, kind == SpeakerKind::organisation);
  int32_t& same = known(text, kind == SpeakerKind::person         ? Known::person
                              : kind == SpeakerKind::group        ? Known::group
                              : kind == SpeakerKind::organisation ? Known::organisation
                                                                  : Known::anonymous);
  if (again && same != kNoEntity) return out.speaker = same, out;
  Entity& who = entities_.add();
  out.speaker = same = number(who);
  who.name.text = text;
  who.kind = kind;
  who.type = kind == SpeakerKind::organisation ? EntityType::organisation
             : kind == SpeakerKind::group      ? EntityType::people
             : is_one_of_people(m)             ? EntityType::person
                                               : at(m).type;
  who.named = who.phrase = kind == SpeakerKind::organisation;
  who.gender = at(m).gender;
  if (who.gender != Gender::unknown) who.gender_basis = "title";
  who.first = at(m).span.begin;
  // "IN WHICH HE RECEIVES A VISITOR" tells of nobody yet.
  const bool told = at(m).paragraph >= segments_->size() || (*segments_)[at(m).paragraph].zone != Zone::headline;
  if (conversation_ && told && kind == SpeakerKind::anonymous)
    known(phrase_text(m, true), Known::anonymous) = out.speaker;
  if (!at(m).title.empty()) {
    const std::string_view title = words(at(m).title);
    if (head.empty()) head = entities_.head_of(title);
    entities_.add_role(head, {at(m).span.begin, out.speaker, title});
  }
  return out;
}

// ---- labels -----------------------------------------------------------------------------------------------------------

// Q and A: two labels that are no names. The first asks for the medium that the introduction names, the other is who is
// introduced. Other labels ("MODERATOR") stand for themselves.
void Resolver::interview() {
  std::vector<std::string> labels;  // full keys
  std::vector<std::string_view> as_written;
  uint32_t first = 0xffffffff;
  for (uint32_t m = 0; m < n_mentions() && labels.size() < 3; ++m) {
    if (at(m).form != MentionForm::label || entities_.of_mention[m] != kNoEntity) continue;
    std::string key = full_name_key(words(at(m).span));
    first = std::min(first, m);
    if (std::find(labels.begin(), labels.end(), key) != labels.end()) continue;
    labels.push_back(std::move(key));
    as_written.push_back(words(at(m).span));
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
  if (medium != kNoEntity) known(as_written[0], Known::label) = medium;
  if (labels.size() == 2 && guest != kNoEntity) known(as_written[1], Known::label) = guest;
}

Resolution Resolver::label(uint32_t m) {
  if (const int32_t id = entities_.of_mention[m]; id != kNoEntity) {
    Entity& who = entity(id);
    const NamePart *first = who.name.first(), *last = who.name.last();
    const size_t space = who.name.text.rfind(' ');
    const Spelling& ending = entities_.spelling(who.name.text.substr(space == std::string::npos ? 0 : space + 1));
    const ClassSet c = ending.listed_classes(false);  // CHAIRMAN ROGERS is no role by his ending
    const bool listed = first && last && (first->given || last->surname);
    if (entities_.match[m] == NameMatch::equal && who.name.all_caps && !listed && c.any({C::role, C::group, C::title}))
      who.named = who.surely_person = false, who.kind = SpeakerKind::anonymous;  // REPORTER
    const std::span<const int32_t> others = entities_.others[m];
    return {id, Basis::label, sureness::kLabel, {others.begin(), others.end()}};
  }
  if (const int32_t id = known(words(at(m).span), Known::label); id != kNoEntity)
    return {id, Basis::label, sureness::kInterview, {}};
  Resolution out = phrase(m, SpeakerKind::anonymous, true, Key());
  out.basis = Basis::label;
  return out;
}

// ---- documents --------------------------------------------------------------------------------------------------------

// "A letter from the landlord, Viktor Hanák": who stands behind a preposition that the language lists for this.
int32_t Resolver::sender(uint32_t m) {
  const std::string listed = std::string(1, ' ').append(lexicon_->setting("issuer.prepositions")).append(1, ' ');
  const size_t end = std::min<size_t>(n_mentions(), m + kMostInside);
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
      parse_name(by, spellings_).parts.size() > entity(issuer).name.parts.size())
    issuer = kNoEntity;  // "the Court of Accounts", of which "the Court" alone is a mention
  if (issuer == kNoEntity && !mention.by.empty()) {
    Entity& who = entities_.add();
    who.name = parse_name(by, spellings_);
    who.type = EntityType::organisation;
    who.first = mention.by.begin;
    issuer = number(who);
  }
  if (issuer == kNoEntity) {
    issuer = entity_at(m, mention.possessor);
    if (issuer != kNoEntity && entity(issuer).kind == SpeakerKind::group && !entity(issuer).named)
      issuer = kNoEntity;  // the tenants’ contract
  }
  if (issuer == kNoEntity && mention.by.empty()) {  // a Northline memo
    std::string run;
    std::string_view common;
    bool body = false, ended = false, first = true, headed = false;
    words_between_spaces(words(mention.core), [&](std::string_view w) {
      const ClassSet c = entities_.classes(w, true);
      const bool opens = std::exchange(first, false);
      headed |= c.any({C::document_noun, C::preposition, C::genitive});
      if (!opens && !headed && !capitalised(w) && c.has(C::organisation_noun) && !c.has(C::media))
        common = w;  // a police report
      if (headed && !capitalised(w) && !lexicon_->head_first()) ended = true;  // "a memo seen by the Courier"
      if (ended || (opens && !c.any({C::organisation, C::media, C::organisation_word}) &&
                    c.any({C::determiner, C::adjective, C::noun, C::document_noun})))
        return;
      if (!capitalised(w) || c.any({C::document_noun, C::demonym})) return void(ended = !run.empty());
      body |= c.any({C::organisation, C::media, C::organisation_word, C::place});
      run.append(run.empty() ? "" : " ").append(w);
    });
    if (!run.empty()) issuer = entities_.find(run);
    if (!run.empty() && issuer == kNoEntity && body) {
      Entity& who = entities_.add();
      who.name = parse_name(entities_.arena().keep(std::string_view(run)), spellings_);
      who.type = EntityType::organisation;
      who.first = mention.span.begin;
      issuer = number(who);
    }
    if (run.empty() && !common.empty()) {
      int32_t& same = known(common, Known::organisation);
      if (same == kNoEntity) {
        Entity& who = entities_.add();
        same = number(who);
        who.name.text = common;
        who.kind = SpeakerKind::organisation;
        who.type = EntityType::organisation;
        who.named = who.phrase = true;
        who.first = mention.span.begin;
      }
      issuer = same;
    }
  }
  if (issuer == kNoEntity && mention.by.empty()) issuer = sender(m);
  if (issuer != kNoEntity && entity(issuer).type == EntityType::unknown && !entity(issuer).surely_person &&
      entity(issuer).name.parts.size() == 1)
    entity(issuer).type = EntityType::organisation;  // data from Okoro
  Resolution out{issuer, Basis::issuer, sureness::kIssuer, {}};
  const Key head = head_of(m);
  if (issuer == kNoEntity && mention.definite && mention.by.empty() && mention.possessor.empty() &&
      !documents_.empty()) {
    const Issued* before = &documents_.back();
    for (size_t k = documents_.size(), looked = 0; k-- > 0 && looked < kMostUses; ++looked)
      if (documents_[k].head == head) {
        before = &documents_[k];
        break;
      }
    // Other words for it mean the one before only if somebody is known to have issued that.
    const bool meant = before->head == head || (before->issuer != kNoEntity && entity(before->issuer).named);
    if (meant && mention.span.begin - std::min(before->at, mention.span.begin) <= kDocumentReach)
      out = {before->issuer, Basis::issuer, sureness::kEarlierDocument, {}};
  }
  if (out.speaker == kNoEntity) out = phrase(m, SpeakerKind::anonymous, mention.definite, head);
  documents_.push_back({mention.span.begin, out.speaker, head});
  return out;
}

// ---- roles ------------------------------------------------------------------------------------------------------------

// What the mention says beside its head must not stand against the title: "the finance minister" is no foreign minister.
bool Resolver::title_fits(uint32_t m, const RoleUse& use, Key head) {
  if (at(m).title.empty()) return true;
  bool miss = false, hit = false, read = false;
  words_between_spaces(words(at(m).title), [&](std::string_view w) {
    const Spelling& word = entities_.spelling(w);
    const ClassSet c = word.classes(word.capital);
    if (word.key == head || c.any({C::preposition, C::determiner, C::genitive}) ||
        (c.has(C::adjective) && !c.has(C::noun)))
      return;
    if (!std::exchange(read, true)) title_keys_.clear(), add_keys(use.title, spellings_, title_keys_);
    (std::find(title_keys_.begin(), title_keys_.end(), word.key) != title_keys_.end() ? hit : miss) = true;
  });
  return hit || !miss || title_keys_.size() <= 1;
}

// "The old man" is not "the man with the wooden leg": what the mention says of a man or a woman beside the noun is said of
// the other too, or of that one nothing is said.
bool Resolver::describes(uint32_t m, const RoleUse& use, Key head) {
  if (!conversation_ || lexicon_->setting("generic_people").empty() || !is_generic(head)) return true;
  const Entity& who = entity(use.entity);
  const auto says = [&](std::string_view text, auto each) {
    words_between_spaces(text, [&](std::string_view w) {
      const Spelling& word = entities_.spelling(w);
      if (word.key == head || word.key.empty() || word.classes(false).any({C::determiner, C::preposition})) return;
      each(word.key);
    });
  };
  std::vector<Key> known;
  says(use.title, [&](Key key) { known.push_back(key); });
  if (!who.named) says(who.name.text, [&](Key key) { known.push_back(key); });
  if (known.empty()) return true;
  bool same = true;
  says(words(at(m).core), [&](Key key) { same &= std::find(known.begin(), known.end(), key) != known.end(); });
  return same;
}

// The bearer of a title with this head noun: the one last seen of those named before, else the only one named later.
int32_t Resolver::bound_role(uint32_t m, Key head, int32_t possessor, Resolution& out) {
  const std::span<const RoleUse> uses = entities_.roles(head);
  if (uses.empty()) return kNoEntity;
  const uint32_t p = at(m).span.begin;
  const int32_t itself = quotation_[m] == kNone ? kNoEntity : speaker_of(quotation_[m]);
  const int32_t told_by = addressee_of_[m] == kNone ? kNoEntity : speaker_of(addressee_of_[m]);
  const bool body = at(m).type == EntityType::organisation;
  const bool style = has_word(lexicon_->setting("styles"), head_of(m).text());  // "her ladyship"
  std::vector<int32_t> bearers;
  const auto consider = [&](const RoleUse& use) {
    const Entity& who = entity(use.entity);
    if (use.entity == itself || use.entity == told_by || (who.type == EntityType::organisation) != body) return;
    if (who.kind == SpeakerKind::group ||
        (at(m).gender != Gender::unknown && who.gender != Gender::unknown && at(m).gender != who.gender))
      return;
    // "The lady" may be anybody, also where there is a Lady Low.
    if (conversation_ && !style && capitalised(use.title) && !capitalised(last_word(words(at(m).core))) &&
        is_generic(head))
      return;
    if (!at(m).possessor.empty() && capitalised(use.title) && is_listed("religious_titles", use.title)) return;
    if (!at(m).possessor.empty() && !style && (possessor == kNoEntity || who.possessor != possessor)) return;
    if ((!style && !title_fits(m, use, head)) || (!style && !describes(m, use, head)) ||
        std::find(bearers.begin(), bearers.end(), use.entity) != bearers.end())
      return;
    bearers.push_back(use.entity);
  };
  const auto after =
      std::lower_bound(uses.begin(), uses.end(), p, [](const RoleUse& u, uint32_t q) { return u.at < q; });
  size_t n = 0;
  for (auto use = after; use != uses.begin() && n < kMostUses && bearers.size() < kMostBearers; ++n) consider(*--use);
  if (!bearers.empty()) {
    if (bearers.size() > 1)
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
  const size_t end = std::min<size_t>(n_mentions(), m + kMostInside);
  for (size_t k = m + 1; k < end && at(k).span.begin < span.end; ++k) {
    if (at(k).pronoun_case == PronounCase::relative) return kNoMention;
    if (at(k).outer != m || at(k).form != MentionForm::name || at(k).span.begin < at(m).core.end ||
        at(k).span.end + 1 < span.end)
      continue;
    if (at(k).type != EntityType::person && at(k).type != EntityType::unknown) continue;
    bool plain = true;
    words_between_spaces(words({at(m).core.end, at(k).span.begin}), [&](std::string_view w) {
      const ClassSet c = entities_.classes(w);
      plain &= w == "," || !c.any({C::preposition, C::relative, C::possessive, C::be, C::have}) ||
               c.any({C::determiner, C::conjunction});
    });
    if (plain) return static_cast<uint32_t>(k);
  }
  return kNoMention;
}

// "Norland": where one name without a title or a given name stands behind "in" or beside "Norlander", it is a country's, or a
// town's. Looked for at the head of the document alone.
bool Resolver::is_place(const Entity& who) {
  const std::string_view name = who.name.text, head = text_.substr(0, kPlaceReach);
  if (name.size() < kShortestPlace) return false;
  const std::string_view before = lexicon_->setting("place_before"), behind = lexicon_->setting("place_endings");
  size_t looked = 0;
  for (size_t at = head.find(name); at != head.npos && looked < kMostUses; at = head.find(name, at + 1), ++looked) {
    if (!word_ending_at(head, at).empty()) continue;
    const size_t end = at + name.size();
    size_t tail = end;
    while (tail < head.size() && head[tail] >= 'a' && head[tail] <= 'z') ++tail;
    if (tail > end && has_word(behind, head.substr(end, tail - end))) return true;
    if (tail > end || at == 0 || head[at - 1] != ' ') continue;
    if (has_word(before, word_ending_at(head, at - 1))) return true;
  }
  return false;
}

// "the gentleman in the high chair", who was "a gentleman in the high chair" before.
bool Resolver::known_phrase(uint32_t m, Resolution& out) {
  if (!at(m).possessor.empty() || entities_.head_of(words(at(m).core)).empty()) return false;
  const std::string_view text = phrase_text(m, true);
  if (text.find(' ') == text.npos) return false;
  const int32_t same = known(text, Known::anonymous);
  if (same == kNoEntity) return false;
  out = {canonical(same), Basis::own_phrase, sureness::kOwnPhrase, {}};
  return true;
}

Resolution Resolver::role(uint32_t m) {
  const Mention& mention = at(m);
  Resolution out;
  const uint32_t outer = mention.outer;
  if (outer != kNoMention && at(outer).form == MentionForm::name && at(outer).title.overlaps(mention.span) &&
      !at(outer).possessor.overlaps(mention.span) && of_[outer].speaker != kNoEntity)
    return of_[outer];  // "Okereke, a retired judge": an apposition is who it stands beside
  for (const uint32_t k : {appositive(m), name_inside(m)}) {
    if (k == kNoMention) continue;
    resolve_mention(k);
    if (of_[k].speaker != kNoEntity) return of_[k];
  }
  const int32_t owner = entity_at(m, mention.possessor);
  const bool one = mention.type == EntityType::people && is_one_of_people(m);
  const bool several = mention.number == GrammaticalNumber::plural || (mention.type == EntityType::people && !one);
  const bool body = mention.type == EntityType::organisation;
  const Key head = head_of(m);
  if (conversation_ && source_of_[m] == kNone && addressee_of_[m] == kNone &&
      has_word(lexicon_->setting("things"), head.text()))
    return {};
  if (body && mention.possessor.empty() && !mention.core.empty()) {  // "this newspaper" is whose text it is
    const std::string_view phrase_words = words(mention.core);
    const ClassSet c = entities_.classes(phrase_words.substr(0, phrase_words.find(' ')), false);
    if (c.has(C::determiner) && c.has(C::pronoun)) return phrase(m, SpeakerKind::organisation, true, head);
  }
  const Zone zone = mention.paragraph < segments_->size() ? (*segments_)[mention.paragraph].zone : Zone::body;
  const bool telegraphic = zone == Zone::headline || zone == Zone::bullet;  // no articles there
  if (!several && (mention.definite || !mention.possessor.empty() || telegraphic) && !head.empty()) {
    bool found = conversation_ && known_phrase(m, out);
    found = found || bound_role(m, head, owner, out) != kNoEntity;
    bool any_body = false;
    if (!found) {
      const Spellings::Stand& stand = spellings_.stands_for(head);
      any_body = stand.any_body;
      for (size_t k = 0; k < stand.heads.size() && !found; ++k)
        found = bound_role(m, stand.heads[k], owner, out) != kNoEntity;
    }
    if (!found && body &&
        mention.possessor.empty()) {  // "the ministry": the body with that word in its name, else the last one
      int32_t best = kNoEntity;
      uint32_t seen = 0;
      for (const int32_t id : entities_.with_part(head))
        if (entity(id).type == EntityType::organisation && salience_.last_seen(id, mention.span.begin) > seen)
          best = id, seen = salience_.last_seen(id, mention.span.begin);
      // "the environment agency" says which; "the agency" is the last body told of.
      if (best == kNoEntity && any_body) best = last_body(m);
      if (best != kNoEntity) found = true, out = {best, Basis::role_bound, sureness::kRoleOfSeveral, {}};
    }
    if (found) {
      Entity& who = entity(out.speaker);
      if (who.named && who.aliases.size() < kMostAliases)
        if (const std::string_view alias = phrase_text(m, false); !who.aliases.contains(alias))
          who.aliases.push_back(entities_.arena(), alias);
      return out;
    }
  }
  if (!several && !body && owner != kNoEntity)
    if (Resolution out = kin(m, owner, head); out.speaker != kNoEntity) return out;
  if (!several && !body && owner == kNoEntity)
    if (Resolution out = parent(m, head); out.speaker != kNoEntity) return out;
  if (!several && !body && !mention.possessor.empty())
    if (Resolution out = companion(m, owner); out.speaker != kNoEntity) return out;
  if (conversation_ && !several && !body && source_of_[m] == kNone)
    if (const uint32_t k = subject_of(m); k != kNoMention && of_[k].speaker != kNoEntity && fits(m, of_[k].speaker)) {
      if (!head.empty()) entities_.add_role(head, {mention.span.begin, of_[k].speaker, words(mention.title)});
      if (Entity& who = entity(of_[k].speaker); who.possessor == kNoEntity && owner != of_[k].speaker)
        who.possessor = owner;  // "He was the Rector’s nephew"
      return {of_[k].speaker, Basis::role_bound, sureness::kRoleBound, {}};
    }
  if (conversation_ && !several && !body && (mention.definite ? is_ours(m) : is_demonstrative(m)))
    if (const int32_t who = generic_by_turns(m, head); who != kNoEntity)
      return {who, Basis::role_bound, sureness::kRoleOfSeveral, {}};
  const bool anybody = !conversation_ || is_generic(head);  // no policeman that nobody was told to be one
  if (anybody && !several && !body && mention.definite && mention.possessor.empty() &&
      mention.gender != Gender::unknown && (conversation_ || !has_word(lexicon_->setting("offices"), head.text())))
    if (Resolution out = like_pronoun(m); out.speaker != kNoEntity) return out;
  const bool of_somebody = conversation_ && !mention.possessor.empty() && is_kin(m);  // "their mother"
  if ((anybody || in_steady_turns(m)) && !of_somebody && !several && !body && (mention.definite || owner != kNoEntity))
    if (const int32_t who = role_by_turns(m); who != kNoEntity && who != owner)
      return {who, Basis::role_bound, sureness::kRoleOfSeveral, {}};
  if (!several && !body && (is_epithet(m) || (!conversation_ && names_nobody_else(m, head))))
    if (Resolution out = epithet(m); out.speaker != kNoEntity) return out;
  // "The carmaker", "the lender": a body, where nobody is told of who makes cars or lends.
  if (!several && !body && mention.definite && mention.possessor.empty() && !head.empty() &&
      spellings_.stands_for(head).any_body)
    if (const int32_t who = last_body(m); who != kNoEntity)
      return {who, Basis::role_bound, sureness::kRoleOfSeveral, {}};
  if (several && !body && mention.definite && mention.possessor.empty())
    if (const int32_t both = named_pair(m); both != kNoEntity)
      return {both, Basis::group_members, sureness::kRoleOfSeveral, {}};
  const SpeakerKind kind = body ? SpeakerKind::organisation
                           : several && !mention.counted && mention.type != EntityType::unknown
                               ? SpeakerKind::group
                               : SpeakerKind::anonymous;
  return phrase(m, kind, kind != SpeakerKind::anonymous || mention.definite, head);
}

}  // namespace inquit
