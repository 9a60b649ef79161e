// Part of stage 9: two of one family name who talk with each other are two, though the document could mean one: "said Mrs.
// Parr" beside "said Letty", of Letty Parr; "Letty," said Mrs. Parr.
#include <algorithm>
#include <tuple>

#include "speakers/entity_words.h"
#include "speakers/resolver.h"

namespace inquit {
namespace {

constexpr uint32_t kMostCalled = 32;  // names looked at in one turn

}  // namespace

void Resolver::part_who_talk() {
  const auto one_word = [&](uint32_t m) {
    return at(m).form == MentionForm::name && words(at(m).name).find(' ') == std::string_view::npos;
  };
  // "Mrs. Parr"; "General Low" where the other is Lady Bertha Low.
  const auto address_of = [&](uint32_t m) {
    Address out = entities_.address_of(at(m));
    if (!out.said() && at(m).name.begin > at(m).span.begin && entity(entities_.of_mention[m]).gender == Gender::female)
      each_word(plain_spaces(words({at(m).span.begin, at(m).name.begin}), entities_.arena()),
                [&](std::string_view w) { out.gender = is_listed("men_by_title", w) ? Gender::male : out.gender; });
    return out;
  };
  const auto titled = [&](uint32_t m) {
    if (!one_word(m) || !address_of(m).said()) return false;
    const NamePart* family = entity(entities_.of_mention[m]).name.family();
    return family && entities_.spelling(words(at(m).name)).key == family->key;
  };
  const auto given = [&](uint32_t m) {  // "Letty", "Letty Parr"
    const std::string_view name = words(at(m).name);
    const NamePart* first = entity(entities_.of_mention[m]).name.first();
    return at(m).form == MentionForm::name && first &&
           entities_.spelling(name.substr(0, name.find(' '))).key == first->key;
  };
  std::vector<std::pair<int32_t, Address>> parted;
  for (const RawAttribution& a : *attributions_) {
    const uint32_t m = a.source_mention;
    if (m >= n_mentions() || a.kind != Kind::direct || a.quote_level > 0) continue;
    const int32_t id = entities_.of_mention[m];
    if (id == kNoEntity || entity(id).name.n_full < 2 || at(m).form != MentionForm::name) continue;
    const bool by_title = titled(m);
    if (!by_title && !given(m)) continue;
    if (by_title && address_of(m).gender == Gender::male && entity(id).gender == Gender::female)
      parted.emplace_back(id, address_of(m));  // a woman is no General in such a book
    const auto compare = [&](uint32_t k) {
      if (k >= n_mentions() || entities_.of_mention[k] != id || !(by_title ? given(k) && !titled(k) : titled(k)))
        return;
      parted.emplace_back(id, address_of(by_title ? m : k));
    };
    for (const Span piece : a.content)
      each_mention_in(piece, kMostCalled, [&](uint32_t k) {
        if (entities_.of_mention[k] == id && one_word(k) && is_called(k, piece)) compare(k);
      });
    if (a.answers != kNone && a.paragraph <= attribution(a.answers).paragraph + 1)
      compare(attribution(a.answers).source_mention);
  }
  if (parted.empty()) return;
  const auto key = [](const std::pair<int32_t, Address>& p) {
    return std::tuple(p.first, p.second.gender, p.second.group);
  };
  std::sort(parted.begin(), parted.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
  parted.erase(
      std::unique(parted.begin(), parted.end(), [&](const auto& a, const auto& b) { return key(a) == key(b); }),
      parted.end());
  std::vector<int32_t> others;
  for (const auto& [id, address] : parted) {
    const int32_t other = entities_.add_namesake(id, entity(id).name, address);
    others.push_back(other);
    entity(other).first = UINT32_MAX;
    if (entity(id).address_group == address.group) entity(id).address_group = kNone;
  }
  for (uint32_t m = 0; m < n_mentions(); ++m) {
    const int32_t id = entities_.of_mention[m];
    if (id == kNoEntity) continue;
    const auto first =
        std::lower_bound(parted.begin(), parted.end(), id, [](const auto& p, int32_t e) { return p.first < e; });
    if (first == parted.end() || first->first != id || !titled(m)) continue;
    const std::pair called(id, address_of(m));
    const auto found =
        std::lower_bound(first, parted.end(), called, [&](const auto& a, const auto& b) { return key(a) < key(b); });
    if (found == parted.end() || key(*found) != key(called)) continue;
    Entity& other = entity(others[static_cast<size_t>(found - parted.begin())]);
    entities_.of_mention[m] = number(other);
    other.address = entities_.address_words(at(m));
    other.first = std::min(other.first, at(m).span.begin);
  }
}

}  // namespace inquit
