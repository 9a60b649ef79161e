// Between tokens and mentions: one part of speech for each token, chosen among the classes of its word by its
// neighbours. A light tagger: closed classes are certain, open ones follow from what stands before and after.
#pragma once
#include <cstdint>
#include <vector>

#include "lexicon/tag.h"
#include "mentions/capitals.h"
#include "mentions/phrases.h"
#include "text/quotes.h"
#include "text/tokens.h"

namespace inquit {

// One tag a token. `title_case`: the line writes most words with a capital, so that a capital makes no name of a
// word that the lists know.
void tag_tokens(const Tokens& tokens, const Phrases& phrases, const std::vector<Quote>& quotes, const NameMemory* names,
                bool title_case, std::vector<Tag>& out);

}  // namespace inquit
