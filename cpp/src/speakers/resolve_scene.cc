// Part of stage 9: who has a turn of a conversation whose tag gives no name. The turn is decided together with those that
// follow it, for each of a few who may speak: they alternate, nobody answers himself, who is called by name answers, and a
// later tag says who spoke two turns before.
#include <algorithm>
#include <limits>

#include "speakers/entity_words.h"
#include "speakers/resolver.h"

namespace inquit {
namespace {

constexpr size_t kMostCast = 12;  // people weighed for one turn
constexpr size_t kAhead = 8;  // turns that are read on
constexpr size_t kSoon = 2;  // turns in which somebody is called who was not told of before
constexpr size_t kBehind = 8;  // turns whose speakers are still about
constexpr uint32_t kMostCalled = 48;  // names looked at in one turn
constexpr uint32_t kSceneBytes = 12000;  // further back nobody is still about
constexpr int kNever = -10000, kUnmet = -1000;

// What speaks for and against somebody, in the measure of salience.h. Tried on the invented novels of tests/cases.
namespace score {
constexpr int kAlternates = 10;  // had the turn before last
constexpr int kAlternatesApart = 6;  // the same, with telling between
constexpr int kAlternatesFar = 3;  // the same, with telling on both sides of the turn between
constexpr int kAnswersHimself = -40, kGoesOn = -6;  // had the last turn: side by side, or with telling between
constexpr int kCalledAlternates = 8;  // had the turn before last and is called by name
constexpr int kThird = -6;  // had neither
constexpr int kCalled = 26;  // called by name in the turn before
constexpr int kCalledToo = 8;  // the same, behind another
constexpr int kCalledBack = 8;  // called by name in the turn after
constexpr int kCallsHimself = -60, kNamesHimself = -22;
constexpr int kSays = 60;  // "I am Violet Amory"
constexpr int kOtherGender = -30, kUnknownGender = -8;
constexpr int kActs = 26;  // acts beside the quotation, before it
constexpr int kEnters = 16;  // acts since the turn before, and had neither of the last two
constexpr int kActsLast = 12;  // acts in the last sentence before the turn
constexpr int kHeActsLast = 6;  // the same, and a pronoun or a role tags the turn
constexpr int kRightGender = 8;  // the turn before calls a man or a woman, without a name
constexpr int kReturns = 6;  // acts since the turn before, and had the turn before last
constexpr int kCalledApart = -8;  // called by name, with telling since
constexpr int kNobody = -34, kAnotherOfRole = -14;  // none of these; where a role that is no name tags it
constexpr int kUnheard = -16;  // has no name and has not spoken yet
constexpr int kUnsure = -8;  // nothing says that it is a person
constexpr int kUnseen = -16;  // known from what is said alone
constexpr int kMostSalient = 24, kLeastSalient = -30;
constexpr int kTellerSalient = 8;
}  // namespace score

}  // namespace

// What is known of a turn before anybody decides.
const Resolver::Turn& Resolver::turn(int32_t a) {
  const auto id = static_cast<size_t>(a);
  if (turn_number_[id] != kNone) return turns_[static_cast<size_t>(turn_number_[id])];
  turn_number_[id] = static_cast<int32_t>(turns_.size());
  Turn& out = turns_.emplace_back();
  const RawAttribution& raw = attribution(a);
  out.m = raw.source_mention < n_mentions() ? raw.source_mention : kNoMention;
  if (out.m != kNoMention && !tells(out.m)) {
    const Mention& source = at(out.m);
    if (source.form == MentionForm::pronoun) {
      out.gender = source.gender;
      out.anybody = source.gender == Gender::unknown || source.number == GrammaticalNumber::plural;
    } else if (entities_.of_mention[out.m] == kNoEntity) {
      out.role = true;
      out.gender = source.gender;
    }
  }
  out.anybody |= out.m == kNoMention && !raw.source.empty();
  out.called_gender = called_gender(a);
  out.called = vocatives(a);
  for (const Span piece : raw.content)
    each_mention_in(piece, kMostCalled, [&](uint32_t m) {
      const int32_t who = entities_.of_mention[m];
      if (who != kNoEntity && !out.calls(who) && std::find(out.named.begin(), out.named.end(), who) == out.named.end())
        out.named.push_back(who);
    });
  return out;
}

// Who says so himself: a name, "I", or what has been decided; kNoEntity where that is open.
int32_t Resolver::surely_speaks(int32_t a) const {
  if (turn_speaker_[static_cast<size_t>(a)] != kNoEntity) return turn_speaker_[static_cast<size_t>(a)];
  const uint32_t m = attribution(a).source_mention;
  if (m >= n_mentions()) return kNoEntity;
  if (tells(m)) return teller();
  if (done_[m] && of_[m].speaker != kNoEntity) return canonical(of_[m].speaker);
  return canonical(entities_.of_mention[m]);
}

bool Resolver::may_speak(int32_t who) const {
  if (who < 0) return who == kTeller;
  const Entity& e = entities_.list[static_cast<size_t>(who)];
  return e.kind != SpeakerKind::group && e.kind != SpeakerKind::organisation && e.type != EntityType::people &&
         e.type != EntityType::document && e.type != EntityType::organisation && e.type != EntityType::place;
}

// How well somebody fits what tags a turn, apart from the turns around it.
int Resolver::fit(const Turn& turn, int32_t a, int32_t who, int32_t sure) const {
  if (sure != kNoEntity) return sure == who ? 0 : kNever;
  if (who == kNoEntity) return turn.role ? score::kAnotherOfRole : score::kNobody;
  if (turn.anybody) return 0;
  if (introduces_[static_cast<size_t>(a)] == who && who >= 0) return score::kSays;
  int out = 0;
  if (who == kTeller || (who == narrator_ && told_by_teller_)) {
    if (turn.m != kNoMention) return kNever;  // "he" and "the boy" are not "I"
    if (who == kTeller) return 0;
  }
  const Entity& e = entities_.list[static_cast<size_t>(who)];
  if (turn.gender != Gender::unknown) {
    if (e.gender != Gender::unknown && e.gender != turn.gender) return kNever;
    if (e.gender == Gender::unknown) out += score::kUnknownGender;
  }
  if (!e.surely_person && e.named) out += score::kUnsure;
  if (!e.named && turn.m == kNoMention && !spoke(who)) out += score::kUnheard;
  if (turn.calls(who)) out += score::kCallsHimself;
  if (std::find(turn.named.begin(), turn.named.end(), who) != turn.named.end()) out += score::kNamesHimself;
  return out;
}

// What the two turns before say of who has this one.
int Resolver::follow(int32_t a, const Turn& turn, const Turn* before, int32_t who, int32_t last,
                     int32_t earlier) const {
  if (!before) return 0;
  const int32_t answered = attribution(a).answers;
  if (const int32_t report = between_[static_cast<size_t>(a)]; report != kNone)
    if (const int32_t reporter = surely_speaks(report); reporter != kNoEntity && reporter != last)
      earlier = last, last = reporter;
  const bool beside = attribution(a).paragraph <= attribution(answered).paragraph + 1;
  const int32_t asked = attribution(answered).answers;  // the turn before last, and telling before it
  const bool apart = asked != kNone && attribution(answered).paragraph > attribution(asked).paragraph + 1;
  int out = 0;
  if (who != kNoEntity && who == last) out += beside ? score::kAnswersHimself : score::kGoesOn;
  const bool called =
      who >= 0 && !before->called.empty() && (before->called.front() == who || before->called.back() == who);
  if (called && last != earlier && who != last)  // who is called has the turn, whose ever it was
    out += who == earlier ? score::kCalledAlternates : 0;
  else if (who != kNoEntity && last != earlier) {
    if (who == earlier)
      out += !beside && apart ? score::kAlternatesFar : beside && !apart ? score::kAlternates : score::kAlternatesApart;
    else if (who != last && last != kNoEntity && earlier != kNoEntity)
      out += score::kThird;
  }
  if (who < 0) return out;
  if (before->calls(who))
    out += (before->called.back() == who ? score::kCalled : score::kCalledToo) + (beside ? 0 : score::kCalledApart);
  else if (const uint32_t told = attribution(answered).addressee_mention;
           told < of_.size() && (done_[told] ? canonical(of_[told].speaker) : entities_.of_mention[told]) == who)
    out += score::kCalled;
  const Gender gender = entities_.list[static_cast<size_t>(who)].gender;
  if (before->called_gender != Gender::unknown && gender != Gender::unknown && gender != before->called_gender)
    out += score::kOtherGender;
  if (before->called_gender != Gender::unknown && gender == before->called_gender && who != last)
    out += score::kRightGender;
  if (last < 0) return out;
  if (turn.calls(last)) out += score::kCalledBack / static_cast<int>(turn.called.size());
  const Gender other = entities_.list[static_cast<size_t>(last)].gender;
  if (turn.called_gender != Gender::unknown && other != Gender::unknown && other != turn.called_gender)
    out += score::kOtherGender / 2;
  return out;
}

// Who has turn `a`; kNoEntity where nobody fits. `question`: where it stands and who cannot be meant.
int32_t Resolver::decide_in_scene(int32_t a, Question question) {
  std::vector<int32_t>& cast = cast_;
  cast.assign(1, kNoEntity);
  const auto add = [&](int32_t who) {
    if (who != kNoEntity && who != kNone && may_speak(who) && cast.size() < kMostCast &&
        std::find(cast.begin(), cast.end(), who) == cast.end() && !(who >= 0 && question.excludes(who)))
      cast.push_back(who);
  };
  // The turns from here on, and who may have them.
  chain_.assign(1, a);
  while (chain_.size() < kAhead && answered_by_[static_cast<size_t>(chain_.back())] != kNone)
    chain_.push_back(answered_by_[static_cast<size_t>(chain_.back())]);
  question.told = true;
  question.gender = turn(a).gender;
  const Answer seen = salience_.ask(question, entities_.list);
  add(seen.entity);
  for (const int32_t who : seen.candidates()) add(who);
  int32_t back = attribution(a).answers;
  for (size_t n = 0; n < kBehind && back != kNone; ++n, back = attribution(back).answers) add(surely_speaks(back));
  if (introduces_[static_cast<size_t>(a)] != kNoEntity) add(introduces_[static_cast<size_t>(a)]);
  const int32_t before = attribution(a).answers, earlier = before == kNone ? kNone : attribution(before).answers;
  if (before != kNone)
    for (const int32_t who : turn(before).called) add(who);
  if (before != kNone)
    if (const uint32_t told = attribution(before).addressee_mention; told < of_.size() && done_[told])
      add(canonical(of_[told].speaker));
  for (const int32_t t : chain_) add(surely_speaks(t));
  // Who is called later on may be one of whom nothing has been told yet, or who is not there: "Ferris, sir. Captain Ferris."
  for (size_t t = 0; t < chain_.size(); ++t)
    for (const int32_t who : turn(chain_[t]).called)
      if (t < kSoon || speaks_by_name(who) || entities_.list[static_cast<size_t>(who)].first < question.at) add(who);
  if (told_by_teller_) add(teller());

  const size_t n = cast.size();
  const int32_t last = before == kNone ? kNoEntity : surely_speaks(before),
                last_but_one = earlier == kNone ? kNoEntity : surely_speaks(earlier);
  // paths[i * n + j]: the best of those in which the turn before has cast[i] and this one cast[j].
  std::vector<int>& paths = paths_;
  std::vector<int32_t>& origin = origin_;  // who has turn `a` in it
  paths.assign(n * n, kNever * 2);
  origin.assign(n * n, kNoEntity);
  {
    const Turn here = turn(a);
    const Turn* previous = before == kNone ? nullptr : &turn(before);
    Question beside = question;
    beside.since = (*segments_)[attribution(a).paragraph].span.begin;
    const bool apart = before != kNone && attribution(a).paragraph > attribution(before).paragraph + 1;
    Question entering = question;
    if (apart) entering.since = (*segments_)[attribution(before).paragraph + 1].span.begin;
    Span closing{question.at, question.at};  // the last sentence of the telling right before the turn
    if (apart) {
      const uint32_t end = (*segments_)[attribution(a).paragraph].span.begin;
      auto m = static_cast<uint32_t>(std::lower_bound(mentions_->begin(), mentions_->end(), end,
                                                      [](const Mention& x, uint32_t p) { return x.span.begin < p; }) -
                                     mentions_->begin());
      for (const uint32_t last_mention = m; m > 0 && sentence_[m - 1] == sentence_[last_mention - 1] &&
                                            at(m - 1).paragraph > attribution(before).paragraph;)
        closing = {at(--m).span.begin, end};
    }
    const auto at_last = std::find(cast.begin(), cast.end(), last);
    const size_t first = at_last == cast.end() ? 0 : static_cast<size_t>(at_last - cast.begin());
    for (size_t j = 0; j < n; ++j) {
      const int32_t who = cast[j];
      int value = fit(here, a, who, kNoEntity) + follow(a, here, previous, who, last, last_but_one);
      if (who >= 0) {
        const int near = salience_.score_of(question, who, entities_.list);
        const bool called = previous && previous->calls(who);
        value += near <= kUnmet && !called ? score::kUnseen : 0;
        if (near > kUnmet)  // who is called is there, though nothing was told of him for long
          value += std::clamp(near, called ? 0 : score::kLeastSalient, score::kMostSalient) /
                   (previous && last != kNoEntity ? 2 : 1);
        if (apart && salience_.acts_between(who, closing.begin, closing.end))
          value += here.m == kNoMention ? score::kActsLast : score::kHeActsLast;
        if (salience_.score_of(beside, who, entities_.list) > 0)
          value += score::kActs;
        else if (apart && who != last && salience_.score_of(entering, who, entities_.list) > 0)
          value += (who != last_but_one ? score::kEnters : score::kReturns);
      } else if (who == kTeller) {
        value += score::kTellerSalient;
      }
      paths[first * n + j] = value, origin[first * n + j] = who;
    }
  }
  std::vector<int>& next = next_paths_;
  std::vector<int32_t>& next_origin = next_origin_;
  for (size_t t = 1; t < chain_.size(); ++t) {
    const int32_t sure = surely_speaks(chain_[t]);
    const Turn& previous = turn(chain_[t - 1]);
    const Turn& here = turn(chain_[t]);
    next.assign(n * n, kNever * 2);
    next_origin.assign(n * n, kNoEntity);
    for (size_t j = 0; j < n; ++j) {
      const bool outside = sure != kNoEntity && std::find(cast.begin(), cast.end(), sure) == cast.end();
      const int fits = outside ? (j == 0 ? 0 : kNever) : fit(here, chain_[t], cast[j], sure);
      if (fits <= kNever) continue;
      for (size_t i = 0; i < n; ++i)
        for (size_t h = 0; h < n; ++h) {
          if (paths[h * n + i] <= kNever) continue;
          const int value = paths[h * n + i] + fits + follow(chain_[t], here, &previous, cast[j], cast[i], cast[h]);
          if (value > next[i * n + j]) next[i * n + j] = value, next_origin[i * n + j] = origin[h * n + i];
        }
    }
    if (std::all_of(next.begin(), next.end(), [](int value) { return value <= kNever; })) break;
    std::swap(paths, next);
    std::swap(origin, next_origin);
  }
  const auto best = std::max_element(paths.begin(), paths.end());
  return *best <= kNever ? kNoEntity : origin[static_cast<size_t>(best - paths.begin())];
}

}  // namespace inquit
