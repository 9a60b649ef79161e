// The patterns of patterns.tsv that segments need: compiling, sharing, matching.
#include "text/segment_patterns.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <re2/re2.h>

#include "base/fork.h"
#include "base/narrow.h"
#include "inquit/error.h"
#include "text/head_gate.h"

namespace inquit {
namespace {

constexpr size_t kNames = static_cast<size_t>(PatternName::count);
constexpr std::array<std::string_view, kNames> kName = {
    "bullet",        "byline",     "dateline_line", "head_date", "dateline", "dateline_title", "related",
    "turn_question", "turn_known", "turn_caps",     "turn_name", "not_turn", "reporting",      "signature"};
// No head of a paragraph (label, dateline, list mark) is longer, in bytes; what follows is not read.
constexpr size_t kHead = 240;
constexpr size_t kMostCached = 16;

re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }

bool is_ascii(std::string_view text) {
  uint64_t eight = 0;
  size_t i = 0;
  for (; i + 8 <= text.size(); i += 8) {
    std::memcpy(&eight, text.data() + i, 8);
    if (eight & 0x8080808080808080u) return false;
  }
  return std::all_of(text.begin() + static_cast<std::ptrdiff_t>(i), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// Patterns that are matched elsewhere than at the head of a paragraph.
constexpr bool is_of_head(PatternName name) { return name != PatternName::not_turn && name != PatternName::reporting; }

// Marks without which no pattern of the name can match, and where they must stand: most paragraphs have none there and
// cost no match.
constexpr size_t kLongestLabel = 110;
constexpr size_t kLongestQuestionLabel = 12;

bool may_match(PatternName name, std::string_view head) {
  switch (name) {
    case PatternName::turn_question:
      head = head.substr(0, kLongestQuestionLabel);
      return head.find(':') != head.npos || head.find('.') != head.npos;
    case PatternName::turn_known:
    case PatternName::turn_caps:
    case PatternName::turn_name: return head.substr(0, kLongestLabel).find(':') != head.npos;
    case PatternName::dateline_title:
    case PatternName::dateline:  // a dash, a hyphen between spaces or after a bracket
      head = head.substr(0, kLongestLabel);
      return head.find("\u2014") != head.npos || head.find("\u2013") != head.npos || head.find("\u2015") != head.npos ||
             head.find("--") != head.npos || head.find("- ") != head.npos || head.find(")-") != head.npos ||
             head.find("):") != head.npos;
    default: return true;
  }
}

// The compiled patterns by the hash of their data, under fork_lock(). A child of fork() compiles its own: RE2 has locks, which
// threads of its parent may have held.
struct Cache {
  using Map = std::map<std::string, std::shared_ptr<const void>, std::less<>>;  // of Compiled
  Map of_hash;
  unsigned generation = 0;
  std::vector<Map> left_behind;  // by the parent; not even their destructors may run
};

Cache& cache() {
  static Cache& one = *new Cache;  // never destroyed: a thread may outlive what is static
  return one;
}

}  // namespace

struct SegmentPatterns::Compiled {
  std::array<std::vector<std::unique_ptr<const RE2>>, kNames> of;
  std::optional<Narrow> narrow;  // nothing where a pattern needs UTF-8
  std::array<HeadGate, kNames> gates;  // of those that are matched at the head of a paragraph, if `narrow`

  explicit Compiled(const Lexicon& lexicon) {
    std::vector<std::string> all;
    for (const std::string_view name : kName) {
      const std::span<const std::string> these = lexicon.patterns(name);
      all.insert(all.end(), these.begin(), these.end());
    }
    narrow.emplace(all);
    if (!std::all_of(all.begin(), all.end(),
                     [&](const std::string& pattern) { return narrow->pattern(pattern).has_value(); }))
      narrow.reset();
    RE2::Options options;
    options.set_log_errors(false);
    options.set_dot_nl(true);
    if (narrow) options.set_encoding(RE2::Options::EncodingLatin1);
    for (size_t i = 0; i < kNames; ++i)
      for (const std::string& pattern : lexicon.patterns(kName[i])) {
        RE2::Options these = options;
        if (kName[i] == "not_turn") these.set_case_sensitive(false);
        auto compiled = std::make_unique<RE2>(narrow ? *narrow->pattern(pattern) : pattern, these);
        if (!compiled->ok())
          throw DataError("patterns.tsv: " + std::string(kName[i]) + ": " + compiled->error() +
                          "; write a pattern that RE2 accepts");
        of[i].push_back(std::move(compiled));
      }
    if (!narrow) return;
    for (size_t i = 0; i < kNames; ++i) {
      if (!is_of_head(static_cast<PatternName>(i))) continue;
      std::vector<std::string_view> heads;
      for (const std::unique_ptr<const RE2>& pattern : of[i]) heads.push_back(pattern->pattern());
      gates[i] = HeadGate(heads);
    }
  }

  // Whether a match at the head is not out of the question.
  bool may_begin(PatternName name, std::string_view paragraph) const {
    if (!narrow) return true;
    HeadGate::Walk walk(gates[static_cast<size_t>(name)]);
    const std::string_view head = paragraph.substr(0, kHead);
    for (uint32_t at = 0; at < head.size();) {
      const std::optional<char> byte = narrow->next(head, at);
      if (!byte) break;
      if (!walk.step(static_cast<unsigned char>(*byte))) return walk.matches();
    }
    return head.size() < paragraph.size() && walk.open();
  }

  // The groups are of `text`.
  bool match(PatternName name, std::string_view text, RE2::Anchor anchor, re2::StringPiece* groups, int n) const {
    if (of[static_cast<size_t>(name)].empty()) return false;
    if (!narrow || is_ascii(text)) return match_bytes(name, text, anchor, groups, n);
    thread_local std::string bytes;
    thread_local std::vector<uint32_t> begins;
    narrow->text(text, bytes, begins);
    if (!match_bytes(name, bytes, anchor, groups, n)) return false;
    for (int g = 0; g < n; ++g) {
      if (!groups[g].data()) continue;
      const auto first = static_cast<size_t>(groups[g].data() - bytes.data());
      groups[g] = piece(text.substr(begins[first], begins[first + groups[g].size()] - begins[first]));
    }
    return true;
  }

 private:
  bool match_bytes(PatternName name, std::string_view text, RE2::Anchor anchor, re2::StringPiece* groups, int n) const {
    for (const auto& pattern : of[static_cast<size_t>(name)])
      if (pattern->Match(piece(text), 0, text.size(), anchor, groups,
                         std::min(n, pattern->NumberOfCapturingGroups() + 1)))
        return true;
    return false;
  }
};

SegmentPatterns::SegmentPatterns(const Lexicon& lexicon) {
  const std::lock_guard lock(fork_lock());
  Cache& all = cache();
  if (all.generation != fork_generation()) {
    all.left_behind.push_back(std::move(all.of_hash));
    all.of_hash.clear();
    all.generation = fork_generation();
  }
  const auto found = all.of_hash.find(lexicon.hash());
  if (found != all.of_hash.end()) {
    compiled_ = std::static_pointer_cast<const Compiled>(found->second);
    return;
  }
  compiled_ = std::make_shared<const Compiled>(lexicon);
  if (all.of_hash.size() >= kMostCached) all.of_hash.clear();
  all.of_hash.emplace(lexicon.hash(), compiled_);
}

SegmentPatterns::~SegmentPatterns() = default;
SegmentPatterns::SegmentPatterns(SegmentPatterns&&) noexcept = default;

uint32_t SegmentPatterns::match_bullet(std::string_view paragraph) const {
  const std::string_view head = paragraph.substr(0, kHead);
  if (head.empty() || (head[0] >= 'A' && head[0] <= 'Z') || (head[0] >= 'a' && head[0] <= 'z')) return 0;
  re2::StringPiece group;
  if (!compiled_->may_begin(PatternName::bullet, head) ||
      !compiled_->match(PatternName::bullet, head, RE2::ANCHOR_START, &group, 1))
    return 0;
  auto size = static_cast<uint32_t>(group.size());
  // A pattern may look at the first letter of the text to be sure; the letter is not part of the mark.
  while (size > 0 && static_cast<unsigned char>(head[0]) == '-' && head[size - 1] != ' ' && head[size - 1] != '\t' &&
         size > 1)
    --size;
  return size;
}

std::string_view SegmentPatterns::match_label(PatternName name, std::string_view paragraph, uint32_t* body) const {
  const std::string_view head = paragraph.substr(0, kHead);
  // The cheaper question first: prose has no colon, and is no dateline after a word or two.
  const bool by_gate = name == PatternName::dateline || name == PatternName::dateline_title;
  if (by_gate && !compiled_->may_begin(name, head)) return {};
  if (!may_match(name, head) || (!by_gate && !compiled_->may_begin(name, head))) return {};
  std::array<re2::StringPiece, 3> groups;
  if (!compiled_->match(name, head, RE2::ANCHOR_START, groups.data(), 3)) return {};
  if (body)
    *body = static_cast<uint32_t>(groups[2].data() ? groups[2].data() - groups[0].data()
                                                   : static_cast<std::ptrdiff_t>(groups[0].size()));
  return {groups[1].data(), groups[1].size()};
}

bool SegmentPatterns::at_head(PatternName name, std::string_view paragraph) const {
  return compiled_->may_begin(name, paragraph) && compiled_->match(name, paragraph, RE2::ANCHOR_START, nullptr, 0);
}

bool SegmentPatterns::anywhere(PatternName name, std::string_view paragraph) const {
  return compiled_->match(name, paragraph, RE2::UNANCHORED, nullptr, 0);
}

bool SegmentPatterns::full(PatternName name, std::string_view text) const {
  return (!is_of_head(name) || compiled_->may_begin(name, text)) &&
         compiled_->match(name, text, RE2::ANCHOR_BOTH, nullptr, 0);
}

}  // namespace inquit
