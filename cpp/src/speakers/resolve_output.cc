// The end of stage 9: what was resolved, as speakers and their numbers.
#include <algorithm>
#include <unordered_map>

#include "base/stop.h"
#include "speakers/resolver.h"

namespace inquit {

// Entities that anybody will ask for become speakers, in the order of their first mention.
void Resolver::output(Speakers& out) {
  std::vector<Entity>& list = entities_.list;
  std::vector<bool> wanted(list.size());
  const auto want = [&](const Resolution& r) {
    if (r.speaker != kNoEntity) wanted[static_cast<size_t>(r.speaker)] = true;
    for (const int32_t id : r.candidates) wanted[static_cast<size_t>(id)] = true;
  };
  for (const Resolution& r : sources_) want(r);
  for (size_t a = 0; a < addressees_.size(); ++a) {
    Resolution& r = addressees_[a];
    const bool name = r.speaker != kNoEntity && entity(r.speaker).named &&
                      entity(r.speaker).type != EntityType::people && !entity(r.speaker).phrase;
    const bool members = r.speaker != kNoEntity && !entity(r.speaker).members.empty();
    if (!name && !members) r = {};
    want(r);
  }
  for (size_t id = 0; id < list.size(); ++id)
    if (list[id].named && list[id].surely_person && list[id].first != 0xffffffff &&
        list[id].kind == SpeakerKind::person)
      wanted[id] = true;
  for (size_t id = 0; id < list.size(); ++id)
    if (wanted[id])
      for (const int32_t member : list[id].members) wanted[static_cast<size_t>(member)] = true;

  std::vector<int32_t> order;
  for (size_t id = 0; id < list.size(); ++id)
    if (wanted[id]) order.push_back(static_cast<int32_t>(id));
  std::stable_sort(order.begin(), order.end(), [&](int32_t a, int32_t b) { return entity(a).first < entity(b).first; });
  std::vector<int32_t> number(list.size(), kNone);
  for (size_t k = 0; k < order.size(); ++k) number[static_cast<size_t>(order[k])] = static_cast<int32_t>(k);

  // "Mr. Parr" and "Mrs. Parr": two who would bear one name in the record keep what tells them apart.
  std::unordered_map<std::string_view, int> bearers;
  if (entities_.parted)
    for (const Entity& who : list)
      if (!who.address.empty() && who.first != 0xffffffff) ++bearers[who.name.text];
  StopEvery ask;
  out.speakers.reserve(order.size());
  for (const int32_t id : order) {
    ask();
    Entity& who = entity(id);
    Speaker& speaker = out.speakers.emplace_back();
    speaker.name = who.name.text;
    if (entities_.parted && !who.address.empty() && bearers[who.name.text] > 1)
      speaker.name.insert(0, std::string(who.address).append(1, ' '));
    speaker.kind = who.kind;
    if (who.named && who.kind == SpeakerKind::person) {
      if (who.type == EntityType::organisation || who.type == EntityType::place)
        speaker.kind = SpeakerKind::organisation;
      if (who.type == EntityType::people) speaker.kind = SpeakerKind::group;
    }
    speaker.title = who.title;
    speaker.affiliation = who.affiliation;
    speaker.gender =
        speaker.kind == SpeakerKind::organisation || speaker.kind == SpeakerKind::group ? Gender::unknown : who.gender;
    if (speaker.gender != Gender::unknown) speaker.gender_basis = who.gender_basis;
    speaker.external_id = who.external_id;
    speaker.aliases.reserve(who.aliases.size());
    for (const std::string_view alias : who.aliases) speaker.aliases.emplace_back(alias);
    for (const int32_t member : who.members) speaker.members.push_back(number[static_cast<size_t>(member)]);
  }
  const auto renumber = [&](Resolution& r) {
    if (r.speaker == kNoEntity && r.candidates.empty()) {
      r.basis = Basis::none, r.confidence = 0;
      return;
    }
    if (r.speaker != kNoEntity) r.speaker = number[static_cast<size_t>(r.speaker)];
    if (r.speaker == kNone) r.basis = Basis::none, r.confidence = 0;
    if (r.candidates.empty()) return;
    std::erase_if(r.candidates, [&](int32_t id) { return number[static_cast<size_t>(id)] == kNone; });
    if (r.candidates.size() > 3) r.candidates.resize(3);
    for (int32_t& id : r.candidates) id = number[static_cast<size_t>(id)];
  };
  std::vector<uint32_t> n_mentions(out.speakers.size());
  for (size_t m = 0; m < of_.size(); ++m) {
    if (m % kStopSteps == 0) stop_point();
    renumber(of_[m]);
    if (of_[m].speaker != kNone) ++n_mentions[static_cast<size_t>(of_[m].speaker)];
  }
  for (size_t s = 0; s < out.speakers.size(); ++s) out.speakers[s].mentions.reserve(n_mentions[s]);
  for (size_t m = 0; m < of_.size(); ++m)
    if (ask(); of_[m].speaker != kNone)
      out.speakers[static_cast<size_t>(of_[m].speaker)].mentions.push_back(at(static_cast<uint32_t>(m)).core);
  out.status.reserve(attributions_->size());
  for (size_t a = 0; a < attributions_->size(); ++a) {
    if (a % kStopSteps == 0) stop_point();
    renumber(sources_[a]);
    renumber(addressees_[a]);
    const RawAttribution& raw = (*attributions_)[a];
    SpeakerStatus status = SpeakerStatus::resolved;
    if (sources_[a].speaker == kNone) {
      status = raw.source.empty() && raw.source_mention == kNoMention && raw.turn_of == kNone
                   ? SpeakerStatus::none
                   : SpeakerStatus::unresolved;
    } else {
      const Speaker& who = out.speakers[static_cast<size_t>(sources_[a].speaker)];
      const Basis basis = sources_[a].basis;
      const bool unnamed_group = basis == Basis::own_phrase && who.kind == SpeakerKind::group;
      if (who.kind == SpeakerKind::anonymous || unnamed_group)
        status = SpeakerStatus::anonymous;
      else if (basis == Basis::own_name || basis == Basis::same_name || basis == Basis::part_of_name ||
               basis == Basis::metonym || basis == Basis::group_members || basis == Basis::label ||
               basis == Basis::own_phrase || basis == Basis::user)
        status = SpeakerStatus::named;
    }
    out.status.push_back(status);
  }
  out.of_mention = std::move(of_);
  out.of_source = std::move(sources_);
  out.of_addressee = std::move(addressees_);
}

}  // namespace inquit
