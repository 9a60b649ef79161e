// Looking up words, phrases, cues and endings. See lexicon.h; the tables are in lexicon_impl.h.
#include "lexicon/lexicon.h"

#include <array>

#include "lexicon/lexicon_impl.h"

namespace inquit {

std::string_view to_string(Frame frame) {
  constexpr std::array<std::string_view, static_cast<size_t>(Frame::count)> kNames = {
      "quote", "that", "clause", "whether", "to", "np", "of", "as", "trailing", "part"};
  const auto i = static_cast<size_t>(frame);
  return i < kNames.size() ? kNames[i] : std::string_view{};
}

Lexicon::~Lexicon() = default;
Lexicon::Lexicon(Lexicon&&) noexcept = default;

WordId Lexicon::find(std::string_view folded) const { return impl_->words.find(folded); }
const WordTable& Lexicon::words() const { return impl_->words; }
std::string_view Lexicon::text(WordId id) const { return id < size() ? impl_->words.text(id) : std::string_view{}; }
size_t Lexicon::size() const { return impl_->words.size(); }

ClassSet Lexicon::classes_by_suffix(std::string_view folded) const { return impl_->classes_by_suffix(folded); }

PhraseMatch Lexicon::find_phrase(std::span<const WordId> ids) const { return impl_->phrases.find(ids); }
bool Lexicon::starts_phrase(WordId id) const { return impl_->phrases.starts(id); }

std::span<const Clitic> Lexicon::suffix_clitics() const { return impl_->suffix_clitics; }
std::span<const Clitic> Lexicon::prefix_clitics() const { return impl_->prefix_clitics; }
bool Lexicon::hyphen_clitics() const { return impl_->hyphen_clitics; }
bool Lexicon::head_first() const { return impl_->head_first; }

std::span<const std::string> Lexicon::patterns(std::string_view name) const {
  const auto found = impl_->patterns.find(name);
  return found == impl_->patterns.end() ? std::span<const std::string>{} : found->second;
}
std::string_view Lexicon::setting(std::string_view key) const {
  return impl_->setting_values[impl_->setting_keys.find(key)];
}

std::span<const KnownPerson> Lexicon::people() const { return impl_->people; }
const Person* Lexicon::person_named(std::string_view key) const {
  const int32_t person = impl_->person_by_key[impl_->person_keys.find(key)];
  return person < 0 ? nullptr : &impl_->people[static_cast<size_t>(person)].person;
}
std::string_view Lexicon::hash() const { return impl_->hash; }

}  // namespace inquit
