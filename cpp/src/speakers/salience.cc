// See salience.h.
#include "speakers/salience.h"

#include <algorithm>
#include <array>
#include <limits>
#include <span>

namespace inquit {
namespace {

constexpr size_t kMostCompared = 24;  // entities
constexpr size_t kRanked = 4;         // the answer and three others
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
  return gender + (e.named ? 0 : weight::kUnnamed) +
         (e.surely_person || e.type == EntityType::person ? 0 : weight::kUnsure);
}

bool worse(const Scored& a, const Scored& b) { return a.score < b.score; }
constexpr int kTaken = std::numeric_limits<int>::min();  // the score of one that is among the best already

// How many have more than `score`.
size_t better_than(int score, std::span<const Scored> found) {
  return static_cast<size_t>(
      std::count_if(found.begin(), found.end(), [score](const Scored& s) { return s.score > score; }));
}

}  // namespace

// Looks back until no earlier event can change the first four: those that an answer and its candidates are taken from.
Answer Salience::ask(const Question& q, const std::vector<Entity>& entities) const {
  const auto after =
      std::lower_bound(events_.begin(), events_.end(), q.at, [](const Event& e, uint32_t at) { return e.at < at; });
  const size_t end = static_cast<size_t>(after - events_.begin()), begin = end > kLookBack ? end - kLookBack : 0;
  std::array<Scored, kMostCompared> found;
  size_t n = 0;
  if (seen_.size() < entities.size()) seen_.resize(entities.size() + entities.size() / 2);
  if (++question_ == 0) std::fill(seen_.begin(), seen_.end(), Seen{}), question_ = 1;
  for (const int32_t id : q.excluded)
    if (id >= 0) seen_[static_cast<size_t>(id)] = {question_, -1, 0};
  uint32_t last_distance = 0;
  for (size_t k = end; k-- > begin && n < kMostCompared;) {
    const Event& event = events_[k];
    if (event.at < q.since) break;
    if (q.told && event.quotation != kNone) continue;
    const uint32_t distance = q.sentence - std::min(event.sentence, q.sentence);
    if (q.wanted != Wanted::person && distance > kNearby) break;
    const int lost = weight::kSentence * static_cast<int>(std::min<uint32_t>(distance, 1000));
    if (distance != last_distance) {
      last_distance = distance;
      if (n >= kRanked && better_than(weight::kSpeaker - lost, {found.data(), n}) >= kRanked) break;
    }
    if (q.wanted != Wanted::person && event.weight < weight::kInnerSpeaker) continue;
    Seen& seen = seen_[static_cast<size_t>(event.entity)];
    if (seen.question != question_)
      seen = {question_, doubt(q, entities[static_cast<size_t>(event.entity)]), kMostCompared};
    if (seen.cost < 0) continue;
    int score = event.weight - seen.cost - lost;
    if (event.quotation != kNone && event.quotation != q.quotation) score -= weight::kQuoted;
    const size_t same = seen.place;
    const bool spoke = event.weight == weight::kSpeaker || event.weight == weight::kInnerSpeaker;
    if (same == kMostCompared) {
      seen.place = static_cast<uint32_t>(n);
      const Gender gender = entities[static_cast<size_t>(event.entity)].gender;
      found[n++] = {event.entity, score, distance, gender != Gender::unknown, spoke};
    } else if (score > found[same].score)
      found[same].score = score, found[same].spoke = spoke;
  }
  Answer answer;
  if (n == 0) return answer;
  const size_t ranked = std::min(n, kRanked);
  std::array<Scored, kRanked> best;  // the best first; of equals the one that came first
  for (size_t k = 0; k < ranked; ++k) {
    Scored* const next = &*std::max_element(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(n), worse);
    best[k] = *next;
    next->score = kTaken;
  }
  answer.score = best[0].score;
  answer.distance = best[0].distance;
  answer.spoke = best[0].spoke;
  answer.lead = n > 1 ? best[0].score - best[1].score : 1000;
  const bool tie = answer.lead < weight::kMargin && best[0].known_gender == best[1].known_gender;
  if (!tie) answer.entity = best[0].entity;
  for (size_t k = tie ? 0 : 1; k < ranked && answer.n_others < answer.others.size(); ++k)
    answer.others[answer.n_others++] = best[k].entity;
  return answer;
}

int Salience::score_of(const Question& q, int32_t entity, const std::vector<Entity>& entities) const {
  constexpr int kNotSeen = -1000;
  const int cost = doubt(q, entities[static_cast<size_t>(entity)]);
  int best = kNotSeen;
  if (cost < 0) return best;
  const auto after =
      std::lower_bound(events_.begin(), events_.end(), q.at, [](const Event& e, uint32_t at) { return e.at < at; });
  size_t steps = 0;
  for (auto event = after; event != events_.begin() && steps < kLookBack; ++steps) {
    --event;
    if (event->at < q.since) break;
    if (event->entity != entity || (q.told && event->quotation != kNone)) continue;
    const uint32_t distance = std::min<uint32_t>(q.sentence - std::min(event->sentence, q.sentence), 1000);
    best = std::max(best, event->weight - cost - weight::kSentence * static_cast<int>(distance));
  }
  return best;
}

bool Salience::acts_between(int32_t entity, uint32_t begin, uint32_t end) const {
  const Event* const found = last_that(end, [&](const Event& e) {
    return e.at < begin || (e.entity == entity && e.quotation == kNone && e.weight >= weight::kSubject);
  });
  return found && found->at >= begin;
}

uint32_t Salience::last_seen(int32_t entity, uint32_t at) const {
  const Event* const found = last_that(at, [&](const Event& e) { return e.entity == entity; });
  return found ? found->at + 1 : 0;
}

}  // namespace inquit
