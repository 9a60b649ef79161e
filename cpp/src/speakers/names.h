// Names of people and bodies, taken apart and compared: "Han" is Han Seo-yeon, "Van der Leeuw" is Joost van der Leeuw,
// "Quintana" is Rosa Elvira Quintana Beltrán, and "Ivanka Trump" is not Donald Trump.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "lexicon/lexicon.h"
#include "speakers/spellings.h"

namespace inquit {

struct NamePart {
  Key key;
  std::span<const Key> pieces;  // keys of the halves of a double name; empty for most
  bool particle = false;        // van, bin, al-: passed over in comparisons
  bool initial = false;         // R., J.K.
  bool suffix = false;          // Jr., III
  bool given = false, surname = false;  // what the lists know of it
};

// Its memory is the text's and the arena's of the spellings that it was read with.
struct Name {
  std::string_view text;  // as it stands, white space made single spaces, without article, title and honorific
  std::span<const NamePart> parts;
  std::span<const NamePart> core;  // those that are no particle and no suffix
  uint32_t n_full = 0;  // parts that are no particle, initial or suffix
  bool family_first = false;  // Han Seo-yeon: by the lists; the document may know better
  bool all_caps = false;

  const NamePart* first() const { return core.empty() ? nullptr : &core.front(); }
  const NamePart* last() const { return core.empty() ? nullptr : &core.back(); }
  const NamePart* family() const { return family_first ? first() : last(); }
};

Name parse_name(std::string_view text, Spellings& spellings);

// For comparing: folded, without marks on letters, hyphens, apostrophes and full stops. "Núñez-Ortiz" -> "nunezortiz".
std::string name_key(std::string_view text);
// The same of a whole name, its words apart by single spaces.
std::string full_name_key(std::string_view text);

// White space made single spaces, none at the ends: the text itself where it is so, else a copy in the arena.
std::string_view plain_spaces(std::string_view text, Arena& arena);

// The key of the head noun of a title: "secretary" of "secretary of state".
Key head_of(std::string_view title, Spellings& spellings);

// Begins with an upper-case or title-case letter of any script.
bool capitalised(std::string_view word);

// How a name may stand for a fuller one; the later the better.
enum class NameMatch : uint8_t {
  none,
  given,  // Clara
  part,  // Quintana of Quintana Beltrán, Delacroix of Delacroix-Hume
  family,  // Penhale, Vörös Halmi, Han of Han Seo-yeon
  full,  // Dana Whitlow of Dana R. Whitlow
  equal
};
NameMatch match_names(const Name& shorter, const Name& fuller);

// The same for bodies: "Corrand" of "Corrand Securities", "Ledger" of "Eastern Ledger", "COA" of "Court of Accounts".
NameMatch match_bodies(const Name& shorter, const Name& fuller);

}  // namespace inquit
