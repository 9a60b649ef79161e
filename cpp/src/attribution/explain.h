// Why an answer was given: the units of the paragraphs at a place, the rules that matched there and what became of each, how
// each speaker was resolved, and what the confidence is made of. As JSON, in bytes of the text; python/inquit/explain.py
// puts it into sentences. docs/explain.md lists the keys.
#pragma once
#include <string>

#include "inquit/extractor.h"

namespace inquit {

// `at`: bytes of input.text; all paragraphs that it touches are explained. Throws TextError as Extractor::extract.
std::string explain_json(const Extractor& extractor, const DocumentInput& input, Span at);

}  // namespace inquit
