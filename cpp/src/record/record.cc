// The words of the record: how each value of its closed lists is spelled.
#include "inquit/record.h"

#include <array>

#include "inquit/options.h"

namespace inquit {
namespace {

template <size_t N, class Enum>
std::string_view word(const std::array<std::string_view, N>& words, Enum value) {
  auto i = static_cast<size_t>(value);
  return i < N ? words[i] : std::string_view{};
}

constexpr std::array<std::string_view, 3> kKinds = {"direct", "mixed", "indirect"};
constexpr std::array<std::string_view, 7> kZones = {"headline", "bullet",  "byline", "dateline",
                                                    "body",     "related", "turn"};
constexpr std::array<std::string_view, 4> kSpeakerKinds = {"person", "group", "organisation", "anonymous"};
constexpr std::array<std::string_view, 5> kSpeakerStatuses = {"named", "resolved", "unresolved", "anonymous", "none"};
constexpr std::array<std::string_view, 3> kGenders = {"", "female", "male"};
constexpr std::array<std::string_view, 10> kWhys = {"scare",   "title",  "nickname", "slogan",   "headline",
                                                    "related", "no cue", "unclosed", "too long", "correction"};
constexpr std::array<std::string_view, 2> kOrigins = {"rule", "correction"};
constexpr std::array<std::string_view, 3> kOffsetUnits = {"codepoints", "bytes", "utf16"};

}  // namespace

std::string_view to_string(Kind value) { return word(kKinds, value); }
std::string_view to_string(Zone value) { return word(kZones, value); }
std::string_view to_string(SpeakerKind value) { return word(kSpeakerKinds, value); }
std::string_view to_string(SpeakerStatus value) { return word(kSpeakerStatuses, value); }
std::string_view to_string(Gender value) { return word(kGenders, value); }
std::string_view to_string(Why value) { return word(kWhys, value); }
std::string_view to_string(Origin value) { return word(kOrigins, value); }
std::string_view to_string(OffsetUnit value) { return word(kOffsetUnits, value); }

}  // namespace inquit
