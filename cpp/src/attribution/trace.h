// What the rules tried and why they were taken or not: for explain and for checking examples. Nothing is noted, and nothing
// paid, where no Trace is given.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "inquit/span.h"
#include "rules/rules.h"
#include "rules/units.h"

namespace inquit {

struct Trace {
  enum class Outcome : uint8_t {
    won,  // its answer stands
    conflict,  // a surer answer has its words
    zone,  // not in paragraphs of this zone
    window,  // not inside a quotation, or only there
    attitude,  // the cue is an attitude, and none were asked for
    weak,  // the cue is weaker in the rule's frame than the rule asks for
    no_match,  // the pivot and its neighbours fit, the rest does not
    refused,  // it fits, but gives no content ("said nothing"), or a content around its own cue
    lighter  // it fits too; a heavier rule went first
  };
  struct Try {
    int rule = 0;  // number into RuleSet::rules()
    Outcome outcome = Outcome::won;
    int strength = 0;  // per mille, of the cue in the rule's frame
  };
  struct Group {
    GroupRole role;
    Span span;
  };
  struct Pivot {
    Span span;
    Unit unit;
    int pass = 1;
    std::vector<Try> tries;  // heaviest first
    std::vector<Group> groups;  // of the one that fits
    Span content;  // its first piece
    int confidence = 0;  // per mille
    int base = 0;  // confidence of the attribution that gave it its source; 0: none did
    bool fits = false;  // one of them made an answer
    bool accepted = false;
    Span rival;  // the content of the surer answer in whose way it stood
  };
  struct Row {  // one window
    uint32_t paragraph = 0;
    WindowKind kind = WindowKind::outside;
    std::vector<Unit> units;
    std::vector<Pivot> pivots;
  };

  Span wanted{0, 0xffffffff};  // only paragraphs that overlap it are noted
  std::vector<Row> rows;
};

std::string_view to_string(Trace::Outcome);

}  // namespace inquit
