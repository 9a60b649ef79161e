// What a user may set. One struct with defaults; the same names in C++, Python and on the command line.
#pragma once
#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace inquit {

enum class OffsetUnit : uint8_t { codepoints, bytes, utf16 };
std::string_view to_string(OffsetUnit);

struct Person {  // somebody whom the user knows to be in the text
  std::string name;
  std::vector<std::string> aliases;
  std::string gender;  // "female", "male" or empty
  std::string title;
  std::string external_id;
};

// Fixed for the life of an Extractor.
struct Options {
  std::string language = "en";
  std::vector<std::string> packs;  // paths of files or folders in the format of cpp/data/<language>/
  std::vector<Person> people;
  bool attitudes = false;          // also find what somebody believes, wants, backs
  OffsetUnit offsets = OffsetUnit::codepoints;
  // Attributions below this confidence (per mille) are left out.
  int min_confidence = 0;
  // Takes every cue whatever its strength: for learning the strengths (cpp/tools/learn_strengths.py), not for use.
  bool explore = false;
};

// What is known of one document.
struct DocumentInput {
  std::string_view text;   // UTF-8; must outlive the call
  std::string id;
  std::string date;        // ISO 8601 date ("2023-09-19"), or empty
  std::string title;       // helps to resolve names; nothing is extracted from it
  // Another thread may set it: extract() then throws Stopped before long. Must outlive the call.
  const std::atomic<bool>* stop = nullptr;
};

}  // namespace inquit
