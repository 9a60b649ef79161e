// inquit: who said what to whom. The one header that users of the C++ library open.
//
//   inquit::Extractor extractor{inquit::Options{}};            // loads words and rules; throws DataError
//   inquit::Record record = extractor.extract({.text = text, .id = "a1", .date = "2023-09-19"});
//   for (const inquit::Attribution& a : record.attributions)
//     std::cout << a.speaker << ": " << slice(text, a.content[0]) << "\n";
//
// Threads: an Extractor is immutable after construction; any number of threads may call extract() on one at once. Each
// thread keeps scratch memory of its own, which is used again. A Record holds string_views into the Extractor's data
// and must not outlive it.
//
// Failure: extract() throws TextError where the text is not UTF-8 or is too large (2 GiB), std::bad_alloc where memory
// runs out, Stopped where another thread asked for it, and nothing else. Time and memory are linear in the text.
#pragma once
#include <exception>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "inquit/error.h"
#include "inquit/options.h"
#include "inquit/record.h"

namespace inquit {

class Lexicon;
class RuleSet;

// What became of a document: its record, or the exception that there is in its place.
struct Outcome {
  Record record;
  std::exception_ptr error;
};

class Extractor {
 public:
  explicit Extractor(Options options);
  ~Extractor();
  Extractor(Extractor&&) noexcept;
  Extractor& operator=(Extractor&&) noexcept;

  Record extract(const DocumentInput& input) const;
  // Of several documents, one outcome each, into as many empty ones. Short documents are read a little faster than one by
  // one, since each stage does a number of them before the next begins, at the price of what is known of these in memory.
  void extract(std::span<const DocumentInput> inputs, std::span<Outcome> outcomes) const;

  const Options& options() const;
  // SHA-256 (hex) of all word lists and rules in force, packs included.
  std::string_view data_hash() const;

  // The words and rules themselves, for explain and for checking rules (cpp/src); not part of the interface.
  const Lexicon& lexicon() const;
  const RuleSet& rules() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

std::string_view version();  // "0.1.0"

}  // namespace inquit
