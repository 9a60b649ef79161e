// Whether a window can hold an attribution at all: asked before it is made into units. Most sentences report nothing, and a
// rule needs a cue that can report, a quotation or a colon.
#pragma once
#include <cstdint>
#include <vector>

#include "attribution/attribute.h"
#include "rules/rules.h"
#include "rules/units.h"

namespace inquit {

class WindowGate {
 public:
  // To be called for each paragraph; memory is used again. What is given must live until the next call.
  void read(const Paragraph& paragraph, const RuleSet& rules, const AttributeOptions& options);

  // Whether some rule may take the paragraph's cue for a report.
  bool may_answer(size_t cue) const { return answers_[cue] != 0; }

  // Whether some rule may match in the window. `folded`: quotations may be attributions already.
  bool opens(const Window& window, bool folded) const;

 private:
  const Paragraph* paragraph_ = nullptr;
  const RuleSet* rules_ = nullptr;
  std::vector<uint8_t> answers_;  // one a cue
  std::vector<uint32_t> at_cues_;  // places in the paragraph's cues of those that may answer
  std::vector<uint32_t> colons_;  // tokens
};

}  // namespace inquit
