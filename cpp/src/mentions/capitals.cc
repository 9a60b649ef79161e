// See capitals.h.
#include "mentions/capitals.h"

namespace inquit {

using C = WordClass;
using namespace class_group;

void remember_names(const Tokens& tokens, NameMemory& names) {
  if (is_title_case(tokens)) return;
  for (const uint32_t i : tokens.capitals()) {
    const Token& t = tokens[i];
    if (i == 0 || t.kind != TokenKind::word || t.word == kUnknownWord) continue;
    if (t.has(token_flag::sentence_start) || t.has(token_flag::line_start) || tokens[i - 1].kind != TokenKind::word ||
        t.has(token_flag::all_caps))
      continue;
    constexpr ClassSet kWhat{C::group, C::role, C::organisation_noun, C::document_noun,
                             C::title, C::kin,  C::collective_pronoun};
    const Token& before = tokens[i - 1];  // "Ida Bright", where "bright" alone could be an adverb
    const bool behind_given =
        before.capital() && (before.is(C::given_name) || before.word == kUnknownWord) && t.is(C::adjective);
    if (t.classes.any(kClosed) || (t.is(C::adverb) && !behind_given && !t.is(C::surname)) || t.classes.any(kWhat))
      continue;
    names.add(t.word);
  }
}

bool is_title_case(const Tokens& tokens) {
  // Four capitals for each small letter: given up once there are too many small ones for all the capitals.
  size_t small = 0, capitals = 0;
  for (const Token& t : tokens) {
    if (t.kind != TokenKind::word || t.has(token_flag::clitic) || t.classes.any(kClosed)) continue;
    if (t.capital())
      ++capitals;
    else if (++small * 4 > tokens.capitals().size())
      return false;
  }
  return small + capitals >= 4 && capitals >= 4 * small;
}

}  // namespace inquit
