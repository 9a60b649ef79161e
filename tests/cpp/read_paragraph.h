// One paragraph through the stages before the rules, with the built-in English words: for the tests of those stages.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "english.h"
#include "pipeline.h"
#include "rules/rule_pattern.h"

namespace inquit {

struct ReadParagraph {
  std::string text;
  std::vector<Mention> mentions;
  ParagraphScratch scratch;

  explicit ReadParagraph(std::string_view given) : text(given) {
    const NameMemory names;
    scratch.read(text, {0, static_cast<uint32_t>(text.size())}, 0, english(), names, mentions);
  }

  std::string words(Span span) const { return std::string(slice(text, span)); }
  std::string words(uint32_t first, uint32_t end) const {
    return first >= end ? "" : words({scratch.tokens[first].span.begin, scratch.tokens[end - 1].span.end});
  }
  // The token that these words begin with; the paragraph has them once.
  uint32_t token(std::string_view words) const {
    const size_t at = text.find(words);
    for (uint32_t i = 0; i < scratch.tokens.size(); ++i)
      if (scratch.tokens[i].span.begin == at) return i;
    return 0;
  }
  Paragraph view() const { return scratch.view(text, mentions, english()); }

  // "MENTION:Ada Fenn CUE:said QUOTE:“Come in”": the units of the outside of all quotations, by type.
  std::string units() const {
    std::vector<Window> windows;
    find_windows(view(), windows);
    std::string out;
    for (const Window& window : windows) {
      if (window.kind != WindowKind::outside) continue;
      std::vector<Unit> list;
      make_units(view(), window, list);
      for (const Unit& u : list) {
        const std::string type(to_string(u.type)), covered = words(u.span);
        out += (out.empty() ? "" : " ") + type;
        if (type != covered) out += ":" + covered;
      }
    }
    return out;
  }
};

}  // namespace inquit
