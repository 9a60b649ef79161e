// Stage 9, its order: names first, for the whole document at once; then groups, roles, documents and pronouns in the
// order of the text; then the same inside quotations, whose speaker is known by now; then sources and addressees.
#include "speakers/resolve.h"

#include <algorithm>
#include <array>
#include <memory>

#include "base/stop.h"
#include "speakers/entity_words.h"
#include "speakers/resolver.h"

namespace inquit {
namespace {

constexpr uint32_t kMostInside = 64;  // mentions looked at inside one
constexpr size_t kMostBearers = 8;  // uses of a title
constexpr int kDeepest = 8;           // possessor of a possessor of …

bool is_turn(const RawAttribution& a) { return a.zone == Zone::turn && a.parent == kNone; }

constexpr size_t kMostKept = 20000;  // mentions of a document whose memory is kept for the next

void in_related(const std::vector<Mention>& mentions, const std::vector<Segment>& segments, std::vector<bool>& out) {
  out.assign(mentions.size(), false);
  for (const Segment& segment : segments) {
    if (segment.zone != Zone::related) continue;
    for (size_t i = 0; i < mentions.size(); ++i)
      out[i] = mentions[i].paragraph < segments.size() && segments[mentions[i].paragraph].zone == Zone::related;
    return;
  }
}

}  // namespace

std::string_view to_string(Basis basis) {
  constexpr std::array<std::string_view, 18> kNames = {
      "none",           "own name",     "same name", "part of name",       "role bound to a name",     "last speaker",
      "subject before", "first person", "possessor", "relative",           "members of a group",       "label",
      "issuer",         "own phrase",   "continued", "turn of a dialogue", "place for its government", "user"};
  const auto i = static_cast<size_t>(basis);
  return i < kNames.size() ? kNames[i] : std::string_view{};
}

void Resolver::place() {
  const size_t n = n_mentions();
  sentence_.resize(n);
  source_of_.assign(n, kNone);
  addressee_of_.assign(n, kNone);
  enclosing_.assign(n, kNone);
  quotation_.assign(n, kNone);
  depth_.assign(n, 0);
  uint32_t count = 0;
  for (size_t i = 0; i < n; ++i) {
    if (i > 0 && (at(i).paragraph != at(i - 1).paragraph || at(i).sentence != at(i - 1).sentence)) ++count;
    sentence_[i] = count;
    labels_ |= at(i).form == MentionForm::label;
  }
  struct Piece {
    Span span;
    int32_t attribution;
  };
  std::vector<Piece> pieces;
  for (size_t a = 0; a < attributions_->size(); ++a) {
    const RawAttribution& raw = (*attributions_)[a];
    const auto id = static_cast<int32_t>(a);
    if (raw.source_mention < n && source_of_[raw.source_mention] == kNone) source_of_[raw.source_mention] = id;
    if (raw.addressee_mention < n && addressee_of_[raw.addressee_mention] == kNone)
      addressee_of_[raw.addressee_mention] = id;
    for (const Span span : raw.content) pieces.push_back({span, id});
  }
  std::stable_sort(pieces.begin(), pieces.end(), [](const Piece& a, const Piece& b) {
    return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end;
  });
  std::vector<Piece> open;
  size_t next = 0;
  for (size_t i = 0; i < n; ++i) {
    const uint32_t p = at(i).span.begin;
    for (; next < pieces.size() && pieces[next].span.begin <= p; ++next) {
      while (!open.empty() && open.back().span.end <= pieces[next].span.begin) open.pop_back();
      open.push_back(pieces[next]);
    }
    while (!open.empty() && open.back().span.end <= p) open.pop_back();
    size_t looked = 0;
    for (auto piece = open.rbegin(); piece != open.rend() && looked < kMostInside; ++piece, ++looked) {
      if (piece->span.end <= p || piece->attribution == source_of_[i]) continue;
      if (enclosing_[i] == kNone) enclosing_[i] = piece->attribution;
      const RawAttribution& raw = attribution(piece->attribution);
      if (!is_turn(raw) && at(i).quote_level <= raw.quote_level) continue;
      if (quotation_[i] == kNone) quotation_[i] = piece->attribution;
      ++depth_[i];
    }
    depth_[i] = std::max<uint16_t>(depth_[i], static_cast<uint16_t>(std::max<int>(at(i).quote_level, 0)));
  }
}

int32_t Resolver::speaker_of(int32_t id) const {
  for (int steps = 0; id != kNone && steps < 8; ++steps) {
    const RawAttribution& raw = attribution(id);
    if (raw.source_mention < of_.size()) {
      const uint32_t m = raw.source_mention;
      return canonical(done_[m] ? of_[m].speaker : entities_.of_mention[m]);
    }
    if (raw.turn_of == kNone) return std::max(kNoEntity, turn_speaker_[static_cast<size_t>(id)]);
    id = raw.turn_of;
  }
  return kNoEntity;
}

uint32_t Resolver::inner(uint32_t m, Span span) const {
  const size_t end = std::min<size_t>(n_mentions(), m + kMostInside);
  for (size_t k = m + 1; k < end && at(k).span.begin < at(m).span.end; ++k)
    if (span.overlaps(at(k).core) && at(k).core.begin >= span.begin && at(k).form != MentionForm::group)
      return static_cast<uint32_t>(k);
  return kNoMention;
}

int32_t Resolver::entity_at(uint32_t m, Span span) {
  if (span.empty()) return kNoEntity;
  if (const uint32_t k = inner(m, span); k != kNoMention) {
    resolve_mention(k);
    return of_[k].speaker;
  }
  const int32_t named = entities_.find(words(span));
  if (!conversation_ || (named != kNoEntity && entity(named).surely_person)) return named;
  const int32_t owner = known_owner(words(span));
  return owner != kNoEntity ? owner : named;
}

// "the Rector" of "the Rector’s nephew", who is no mention of his own there.
int32_t Resolver::known_owner(std::string_view phrase) {
  std::string_view bare = without_article(plain_spaces(phrase, entities_.arena()));
  for (uint32_t at = 0, next = 0; at < bare.size(); at = next)
    if (char_class(char_table(), decode(bare, next)) == CharClass::apostrophe) bare = bare.substr(0, at);
  if (const int32_t same = canonical(known(bare, Known::anonymous)); same != kNoEntity) return same;
  const std::span<const RoleUse> uses = entities_.roles(entities_.head_of(bare));
  int32_t found = kNoEntity;
  for (const RoleUse& use : uses.first(std::min(uses.size(), kMostBearers))) {
    if (found != kNoEntity && found != use.entity) return kNoEntity;
    found = use.entity;
  }
  return uses.size() <= kMostBearers ? found : kNoEntity;
}

void Resolver::resolve_mention(uint32_t m) {
  if (done_[m] || skip_[m] || nesting_ >= kDeepest) return;
  done_[m] = true;  // before the work: a mention that leads back to itself finds nobody
  ++nesting_;
  switch (at(m).form) {
    case MentionForm::name: of_[m] = at(m).type == EntityType::document ? document(m) : name(m); break;
    case MentionForm::label: of_[m] = label(m); break;
    case MentionForm::group: of_[m] = group(m); break;
    case MentionForm::role:
      of_[m] = at(m).type == EntityType::document     ? document(m)
               : entities_.of_mention[m] != kNoEntity ? name(m)
                                                      : role(m);
      break;
    case MentionForm::pronoun: of_[m] = pronoun(m); break;
  }
  --nesting_;
}

Resolution Resolver::name(uint32_t m) {
  Resolution out;
  out.speaker = entities_.of_mention[m];
  if (out.speaker == kNoEntity) return out;
  if (at(m).type == EntityType::people && is_epithet(m))
    if (Resolution last = epithet(m); last.speaker != kNoEntity) return last;
  Entity& who = entity(out.speaker);
  if (source_of_[m] != kNone && who.type == EntityType::unknown && !who.surely_person && who.name.parts.size() == 1 &&
      is_place(who))
    who.type = EntityType::place;
  const NameMatch match = entities_.match[m];
  const bool whole = match == NameMatch::equal || match == NameMatch::full;
  out.candidates.assign(entities_.others[m].begin(), entities_.others[m].end());
  out.basis = whole ? (at(m).span.begin == who.first ? Basis::own_name : Basis::same_name) : Basis::part_of_name;
  out.confidence = !out.candidates.empty() ? sureness::kSameNameOfSeveral
                   : whole                 ? sureness::kOwnName
                                           : sureness::kPartOfName;
  if (who.gender_basis == "user") out.basis = Basis::user;
  if (who.type == EntityType::place) out.basis = Basis::metonym, out.confidence = sureness::kMetonym;
  if (!at(m).possessor.empty() && who.possessor == kNoEntity) {
    const int32_t owner = entity_at(m, at(m).possessor);
    Entity& again = entity(out.speaker);
    if (owner != out.speaker) again.possessor = owner;
    if (owner != kNoEntity && again.affiliation.empty() && entity(owner).type == EntityType::organisation &&
        entity(owner).named)
      again.affiliation = entity(owner).name.text;
  }
  return out;
}

// "Farago’s foreman and Lindholm’s former pupil, the engineer Bashir Noor": two things that one person is, and his name in
// apposition. The last part; kNoMention.
uint32_t Resolver::one_person(uint32_t m) const {
  std::array<uint32_t, 2> parts{};
  size_t n = 0;
  for (uint32_t k = at(m).parts_begin; k < at(m).parts_end && k < n_mentions(); ++k) {
    if (at(k).outer != m) continue;
    if (n == parts.size()) return kNoMention;
    parts[n++] = k;
  }
  if (n < parts.size()) return kNoMention;
  const Mention &first = at(parts[0]), &last = at(parts[1]);
  const bool roles = first.form == MentionForm::role && first.type == EntityType::person &&
                     first.number == GrammaticalNumber::singular && !first.possessor.empty() && !last.possessor.empty();
  return roles && last.form == MentionForm::name && last.name.begin > last.core.end ? parts[1] : kNoMention;
}

Resolution Resolver::group(uint32_t m) {
  Resolution out;
  if (const uint32_t k = one_person(m); k != kNoMention) {
    resolve_mention(k);
    if (of_[k].speaker != kNoEntity) return of_[k];
  }
  std::vector<int32_t> members;
  std::string joined;
  bool named = true;
  uint32_t end = 0;
  for (uint32_t k = at(m).parts_begin; k < at(m).parts_end && k < n_mentions(); ++k) {
    if (at(k).outer != m) continue;
    resolve_mention(k);
    const int32_t id = of_[k].speaker;
    if (id == kNoEntity || !entity(id).named || entity(id).kind == SpeakerKind::group) {
      named = false;
      continue;
    }
    if (std::find(members.begin(), members.end(), id) != members.end()) continue;
    if (!members.empty())
      joined.append(1, ' ').append(
          end < at(k).span.begin
              ? std::string(plain_spaces(words({end, at(k).span.begin}), entities_.arena())).append(1, ' ')
              : std::string());
    joined += entity(id).name.text;
    members.push_back(id);
    end = at(k).span.end;
  }
  for (size_t comma; (comma = joined.find(" ,")) != joined.npos;) joined.erase(comma, 1);
  if (!named || members.size() < 2) return phrase(m, SpeakerKind::group, true, Key());
  int32_t& same = known(members);
  if (same == kNoEntity) {
    Entity& who = entities_.add();
    who.name.text = entities_.arena().keep(std::string_view(joined));
    who.kind = SpeakerKind::group;
    who.type = EntityType::people;
    who.members = entities_.arena().keep(std::span<const int32_t>(members));
    who.first = at(m).span.begin;
    same = number(who);
  }
  out.speaker = same;
  out.basis = Basis::group_members;
  out.confidence = sureness::kGroup;
  for (uint32_t k = at(m).parts_begin; k < at(m).parts_end && k < n_mentions(); ++k)
    if (at(k).outer == m && done_[k] && of_[k].speaker != kNoEntity)
      out.confidence = std::min(out.confidence, of_[k].confidence);
  return out;
}

void Resolver::note(uint32_t m) {
  const int32_t who = canonical(of_[m].speaker);
  if (who == kNoEntity || skip_[m]) return;
  entity(who).first = std::min(entity(who).first, at(m).span.begin);
  const bool first = m == 0 || sentence_[m - 1] != sentence_[m];
  int w = at(m).subject ? weight::kSubject : first ? weight::kFirst : weight::kOther;
  const uint32_t outer = at(m).outer;
  if (outer != kNoMention && at(outer).form == MentionForm::group)
    w = at(outer).subject ? weight::kSubject : weight::kOther;
  else if (outer != kNoMention)
    w = weight::kInside;
  if (conversation_ && !entity(who).named && (is_vague(m) || (source_of_[m] == kNone && beside_subject(m)))) return;
  if (conversation_ && w < weight::kSubject && outer == kNoMention && entity(who).named)
    if (const uint32_t k = subject_of(m); k != kNoMention && of_[k].speaker == kNoEntity)
      w = weight::kSubject;  // "It was Mr. Marsden who …"
  if (conversation_ && source_of_[m] != kNone && depth_[m] == 0) has_spoken(who);
  if (const int32_t a = source_of_[m]; a != kNone)
    w = attribution(a).parent == kNone ? weight::kSpeaker : weight::kInnerSpeaker;
  salience_.add({at(m).span.begin, sentence_[m], who, quotation_[m], w});
}

void Resolver::sources() {
  sources_.resize(attributions_->size());
  addressees_.resize(attributions_->size());
  std::vector<size_t> again;
  for (size_t a = 0; a < attributions_->size(); ++a) {
    if (a % kStopSteps == 0) stop_point();
    const RawAttribution& raw = (*attributions_)[a];
    if (raw.addressee_mention < of_.size()) addressees_[a] = of_[raw.addressee_mention];
    if (raw.source_mention < of_.size()) {
      sources_[a] = of_[raw.source_mention];
    } else if (raw.turn_of >= 0 && static_cast<size_t>(raw.turn_of) < attributions_->size()) {
      again.push_back(a);
    } else if (turn_speaker_[a] > kNoEntity) {
      const int32_t who = canonical(turn_speaker_[a]);
      sources_[a] = raw.source.empty()  ? Resolution{who, Basis::dialogue_turn, sureness::kDialogueTurn, {}}
                    : entity(who).named ? Resolution{who, Basis::same_name, sureness::kNoMention, {}}
                                        : Resolution{who, Basis::own_phrase, sureness::kOwnPhrase, {}};
    } else if (!raw.source.empty()) {
      if (const int32_t id = entities_.find_or_add(words(raw.source.front()), raw.source.front().begin);
          id != kNoEntity) {
        sources_[a] = {id, Basis::same_name, sureness::kNoMention, {}};
        continue;
      }
      Entity& who = entities_.add();
      who.name.text = plain_spaces(words(raw.source.front()), entities_.arena());
      who.kind = SpeakerKind::anonymous;
      who.named = false;
      who.first = raw.source.front().begin;
      sources_[a] = {number(who), Basis::own_phrase, sureness::kOwnPhrase, {}};
    }
  }
  for (const size_t a : again) {
    const int32_t who = speaker_of((*attributions_)[a].turn_of);
    if (who == kNoEntity) continue;
    const Resolution& from = sources_[static_cast<size_t>((*attributions_)[a].turn_of)];
    sources_[a] = {
        who, Basis::dialogue_turn, std::min(sureness::kDialogueTurn, from.confidence > 0 ? from.confidence : 1000), {}};
  }
  who_answers();
}

// "Finlay asked the defendant. “In the river,” replied Marcus Tull.": a role without a name that was asked is the next
// one who speaks, if he is named there for the first time in the answer.
void Resolver::who_answers() {
  std::vector<size_t> order(attributions_->size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  const auto start = [&](size_t a) {
    const SpanList& content = (*attributions_)[a].content;
    return content.empty() ? 0 : content[0].begin;
  };
  std::stable_sort(order.begin(), order.end(), [&](size_t x, size_t y) { return start(x) < start(y); });
  for (size_t k = 0; k + 1 < order.size(); ++k) {
    const size_t a = order[k];
    const RawAttribution& asked = (*attributions_)[a];
    const uint32_t m = asked.addressee_mention;
    if (m >= of_.size() || at(m).form != MentionForm::role || at(m).number == GrammaticalNumber::plural ||
        !at(m).definite)
      continue;
    if (of_[m].speaker == kNoEntity || entity(of_[m].speaker).named) continue;
    const std::string_view last = asked.content.empty() ? std::string_view{} : words(asked.content.back());
    if (last.substr(last.size() - std::min<size_t>(last.size(), 5)).find('?') == last.npos) continue;
    const RawAttribution& answer = (*attributions_)[order[k + 1]];
    const int32_t who = sources_[order[k + 1]].speaker;
    if (who == kNoEntity || who == sources_[a].speaker || answer.parent != asked.parent ||
        answer.paragraph > asked.paragraph + 1)
      continue;
    if (!entity(who).named || entity(who).type == EntityType::organisation || entity(who).kind != SpeakerKind::person)
      continue;
    if (entity(who).first < at(m).span.begin) continue;  // known before: he would have been named
    addressees_[a] = of_[m] = {who, Basis::role_bound, sureness::kRoleWhoAnswers, {}};
  }
}

int32_t& Resolver::known() {
  const uint32_t id =
      known_keys_.add({reinterpret_cast<const char*>(key_ids_.data()), key_ids_.size() * sizeof(uint32_t)});
  if (id == known_.size()) known_.push_back(kNoEntity);
  return known_[id];
}

int32_t& Resolver::known(std::string_view words, Known kind) {
  key_ids_.assign(1, static_cast<uint32_t>(kind));
  words_between_spaces(words, [&](std::string_view word) {  // as full_name_key: none that is empty at its head
    const Key key = spellings_.key(word);
    if (key_ids_.size() > 1 || !key.empty()) key_ids_.push_back(key.id());
  });
  return known();
}

int32_t& Resolver::known(std::span<const int32_t> members) {
  key_ids_.assign(1, static_cast<uint32_t>(Known::members));
  key_ids_.insert(key_ids_.end(), members.begin(), members.end());
  return known();
}

Speakers Resolver::run(std::string_view text, const std::vector<Segment>& segments,
                       const std::vector<Mention>& mentions, const std::vector<RawAttribution>& attributions,
                       const DocumentInput& input, const Lexicon& lexicon, const std::vector<Person>& people) {
  text_ = text, segments_ = &segments, mentions_ = &mentions, attributions_ = &attributions, lexicon_ = &lexicon;
  spellings_.begin(lexicon, text);
  in_related(mentions, segments, skip_);
  entities_.read(text, mentions, skip_, input, lexicon, people);
  salience_.clear(), known_keys_.clear(), known_.clear(), documents_.clear();
  of_.assign(mentions.size(), {});
  done_.assign(mentions.size(), false);
  sources_.clear(), addressees_.clear();
  nesting_ = 0, labels_ = false;
  place();
  find_turns();
  if (labels_) interview();
  std::vector<uint32_t> inside;
  auto turn = untagged_.begin();
  for (uint32_t m = 0; m < n_mentions(); ++m) {
    if (m % kStopSteps == 0) stop_point();
    const MentionForm form = at(m).form;
    for (; turn != untagged_.end() && begin_of(*turn) <= at(m).span.begin; ++turn) decide_turn(*turn, sentence_[m]);
    if (depth_[m] > 0 && form != MentionForm::name && form != MentionForm::label) {
      inside.push_back(m);
      continue;
    }
    resolve_mention(m);
    if (conversation_)
      introduce(m);
    else
      name_given(m);
    note(m);
  }
  for (; turn != untagged_.end(); ++turn) decide_turn(*turn, sentence_.empty() ? 0 : sentence_.back());
  if (std::any_of(inside.begin(), inside.end(), [&](uint32_t m) { return depth_[m] > 1; }))
    std::stable_sort(inside.begin(), inside.end(), [&](uint32_t a, uint32_t b) { return depth_[a] < depth_[b]; });
  StopEvery ask;
  for (const uint32_t m : inside) resolve_mention(m), ask();
  name_by_call();
  leads();
  for (Resolution& r : of_) r.speaker = canonical(r.speaker);
  sources();
  Speakers out;
  output(out);
  spellings_.end();
  return out;
}

Speakers resolve(std::string_view text, const std::vector<Segment>& segments, const std::vector<Mention>& mentions,
                 const std::vector<RawAttribution>& attributions, const DocumentInput& input, const Lexicon& lexicon,
                 const std::vector<Person>& people) {
  thread_local std::unique_ptr<Resolver> resolver;  // its memory serves the next document, but for that of a long one
  if (!resolver) resolver = std::make_unique<Resolver>();
  struct Given {  // back, however the run ends
    bool all;
    ~Given() {
      if (all) resolver.reset();
    }
  } given{mentions.size() > kMostKept};
  return resolver->run(text, segments, mentions, attributions, input, lexicon, people);
}

}  // namespace inquit
