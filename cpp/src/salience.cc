// See salience.h.
#include "salience.h"

#include <algorithm>

namespace inquit {
namespace {

constexpr size_t kLookBack = 96;      // events
constexpr size_t kMostCompared = 24;  // entities
constexpr uint32_t kNearby = 4;       // sentences within which "it" and "they" find what they mean

struct Scored {
  int32_t entity;
  int score;
  uint32_t distance;
  bool known_gender;
  bool spoke;
};

bool is_body(const Entity& e) {
  return e.kind == SpeakerKind::organisation || e.type == EntityType::organisation || e.type == EntityType::place;
}

// Whether the entity can be meant, and what its doubts cost; -1: it cannot.
int doubt(const Question& q, const Entity& e) {
  switch (q.wanted) {
    case Wanted::body:
      if (is_body(e)) return 0;
      return e.type == EntityType::unknown && !e.surely_person && e.kind == SpeakerKind::person && e.named
                 ? weight::kUnsure
                 : -1;
    case Wanted::several:
      if (e.kind == SpeakerKind::group || e.type == EntityType::people) return 0;
      return is_body(e) && e.type != EntityType::place ? weight::kUnknownGender : -1;
    case Wanted::person: break;
  }
  if (is_body(e) || e.kind == SpeakerKind::group || e.type == EntityType::people || e.type == EntityType::document)
    return -1;
  if (q.gender != Gender::unknown && e.gender != Gender::unknown && q.gender != e.gender) return -1;
  const int gender = q.gender != Gender::unknown && e.gender == Gender::unknown ? weight::kUnknownGender : 0;
  return gender + (e.surely_person || e.type == EntityType::person ? 0 : weight::kUnsure);
}

}  // namespace

Answer Salience::ask(const Question& q, const std::vector<Entity>& entities) const {
  const auto after =
      std::lower_bound(events_.begin(), events_.end(), q.at, [](const Event& e, uint32_t at) { return e.at < at; });
  const size_t end = static_cast<size_t>(after - events_.begin()), begin = end > kLookBack ? end - kLookBack : 0;
  std::vector<Scored> found;
  found.reserve(kMostCompared);
  for (size_t k = end; k-- > begin && found.size() < kMostCompared;) {
    const Event& event = events_[k];
    if (std::find(std::begin(q.excluded), std::end(q.excluded), event.entity) != std::end(q.excluded)) continue;
    const Entity& entity = entities[static_cast<size_t>(event.entity)];
    const int cost = doubt(q, entity);
    if (cost < 0) continue;
    const uint32_t distance = q.sentence - std::min(event.sentence, q.sentence);
    if (q.wanted != Wanted::person && (distance > kNearby || event.weight < weight::kInnerSpeaker)) continue;
    int score = event.weight - cost - weight::kSentence * static_cast<int>(std::min<uint32_t>(distance, 1000));
    if (event.quotation != kNone && event.quotation != q.quotation) score -= weight::kQuoted;
    const auto same =
        std::find_if(found.begin(), found.end(), [&](const Scored& s) { return s.entity == event.entity; });
    const bool spoke = event.weight == weight::kSpeaker || event.weight == weight::kInnerSpeaker;
    if (same == found.end())
      found.push_back({event.entity, score, distance, entity.gender != Gender::unknown, spoke});
    else if (score > same->score)
      same->score = score, same->spoke = spoke;
  }
  std::stable_sort(found.begin(), found.end(), [](const Scored& a, const Scored& b) { return a.score > b.score; });
  Answer answer;
  if (found.empty()) return answer;
  answer.score = found[0].score;
  answer.distance = found[0].distance;
  answer.spoke = found[0].spoke;
  answer.lead = found.size() > 1 ? found[0].score - found[1].score : 1000;
  const bool tie = answer.lead < weight::kMargin && found[0].known_gender == found[1].known_gender;
  if (!tie) answer.entity = found[0].entity;
  for (size_t k = tie ? 0 : 1; k < found.size() && answer.candidates.size() < 3; ++k)
    answer.candidates.push_back(found[k].entity);
  return answer;
}

uint32_t Salience::last_seen(int32_t entity, uint32_t at) const {
  const auto after =
      std::lower_bound(events_.begin(), events_.end(), at, [](const Event& e, uint32_t p) { return e.at < p; });
  size_t steps = 0;
  for (auto event = after; event != events_.begin() && steps < kLookBack; ++steps)
    if ((--event)->entity == entity) return event->at + 1;
  return 0;
}

}  // namespace inquit
