// Names of people and bodies, taken apart and compared: "Han" is Han Seo-yeon, "Van der Leeuw" is Joost van der Leeuw,
// "Quintana" is Rosa Elvira Quintana Beltrán, and "Ivanka Trump" is not Donald Trump.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lexicon.h"

namespace inquit {

struct NamePart {
  std::string key;                  // see name_key
  std::vector<std::string> pieces;  // keys of the halves of a double name; empty for most
  bool particle = false;            // van, bin, al-: passed over in comparisons
  bool initial = false;             // R., J.K.
  bool suffix = false;              // Jr., III
  bool given = false, surname = false;  // what the lists know of it
};

struct Name {
  std::string text;             // as it stands, white space made single spaces, without article, title and honorific
  std::vector<NamePart> parts;
  uint32_t n_full = 0;          // parts that are no particle, initial or suffix
  bool family_first = false;    // Han Seo-yeon: by the lists; the document may know better
  bool all_caps = false;

  const NamePart* first() const;  // of the parts that are no particle or suffix; null when there are none
  const NamePart* last() const;
};

Name parse_name(std::string_view text, const Lexicon& lexicon);

// For comparing: folded, without marks on letters, hyphens, apostrophes and full stops. "Núñez-Ortiz" -> "nunezortiz".
std::string name_key(std::string_view text);
// The same of a whole name, its words apart by single spaces.
std::string full_name_key(std::string_view text);

// White space made single spaces, none at the ends.
std::string plain_spaces(std::string_view text);

// Begins with an upper-case or title-case letter of any script.
bool capitalised(std::string_view word);

// How a name may stand for a fuller one; the later the better.
enum class NameMatch : uint8_t {
  none,
  given,   // Clara
  part,    // Quintana of Quintana Beltrán, Delacroix of Delacroix-Hume
  family,  // Penhale, Vörös Halmi, Han of Han Seo-yeon
  full,    // Dana Whitlow of Dana R. Whitlow
  equal
};
NameMatch match_names(const Name& shorter, const Name& fuller);

// The same for bodies: "Corrand" of "Corrand Securities", "Ledger" of "Eastern Ledger", "COA" of "Court of Accounts".
NameMatch match_bodies(const Name& shorter, const Name& fuller);

}  // namespace inquit
