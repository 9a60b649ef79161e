// Class Extractor: loads words and rules once, then runs the flow.
#include "inquit/extractor.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/fork.h"
#include "base/stop.h"
#include "base/utf8.h"
#include "pipeline.h"

namespace inquit {
namespace {

constexpr size_t kMostTogether = 16;  // documents that go through a stage before the next one begins

// The files of a pack: itself, or those of a folder, by name.
void read_pack(const std::string& path, std::vector<std::pair<std::string, std::string>>& out) {
  namespace fs = std::filesystem;
  std::error_code error;
  std::vector<fs::path> files;
  if (fs::is_directory(path, error)) {
    for (const auto& entry : fs::directory_iterator(path, error))
      if (entry.is_regular_file() && (entry.path().extension() == ".tsv" || entry.path().extension() == ".toml"))
        files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    if (files.empty()) throw DataError(path + ": the folder has no .tsv and no .toml file");
  } else {
    files.push_back(path);
  }
  for (const fs::path& file : files) {
    std::ifstream in(file, std::ios::binary);
    if (!in) throw DataError(file.string() + ": cannot be read; check the path");
    out.emplace_back(file.string(), std::string(std::istreambuf_iterator<char>(in), {}));
  }
}

std::vector<DataFile> collect(const Options& options, std::vector<std::pair<std::string, std::string>>& packs) {
  const std::span<const DataFile> builtin = builtin_data(options.language);
  if (builtin.empty()) {
    std::string known;
    for (const std::string& language : builtin_languages()) known += (known.empty() ? "" : ", ") + language;
    throw DataError("language '" + options.language + "' is not known; there are: " + known);
  }
  std::vector<DataFile> files(builtin.begin(), builtin.end());
  for (const std::string& path : options.packs) read_pack(path, packs);
  for (const auto& [name, content] : packs) files.push_back({name, content});
  return files;
}

// All that is static and made on first use.
void warm_up() {
  try {
    char_table();
    builtin_languages();
    std::string folded;
    fold("\u00c9", folded);
  } catch (...) {  // no memory: whoever needs it will say so
  }
}
const BeforeFork warm_before_fork(&warm_up);

}  // namespace

struct Extractor::Impl {
  explicit Impl(Options given)
      : options(std::move(given)), files(collect(options, pack_texts)), lexicon(files, options.people), rules(files) {}

  Options options;
  std::vector<std::pair<std::string, std::string>> pack_texts;
  std::vector<DataFile> files;
  Lexicon lexicon;
  RuleSet rules;
};

Extractor::Extractor(Options options) : impl_(std::make_unique<Impl>(std::move(options))) {}
Extractor::~Extractor() = default;
Extractor::Extractor(Extractor&&) noexcept = default;
Extractor& Extractor::operator=(Extractor&&) noexcept = default;

Record Extractor::extract(const DocumentInput& input) const {
  StopFlag flag(input.stop);
  const StopScope scope(input.stop ? &flag : nullptr);
  return make_record(input, analyse(input, impl_->lexicon, impl_->rules, impl_->options), impl_->lexicon,
                     impl_->options);
}

void Extractor::extract(std::span<const DocumentInput> inputs, std::span<Outcome> outcomes) const {
  const Impl& data = *impl_;
  for (size_t from = 0; from < inputs.size(); from += kMostTogether) {
    std::array<Analysis, kMostTogether> found;
    const size_t n = std::min(inputs.size() - from, kMostTogether);
    const auto each = [&](auto stage) {
      for (size_t i = 0; i < n; ++i) {
        Outcome& outcome = outcomes[from + i];
        const DocumentInput& input = inputs[from + i];
        if (outcome.error) continue;
        StopFlag flag(input.stop);
        const StopScope scope(input.stop ? &flag : nullptr);
        try {
          stage(input, found[i], outcome.record);
        } catch (...) {
          outcome.error = std::current_exception();
        }
      }
    };
    each([&](const DocumentInput& input, Analysis& analysis, Record&) {
      analysis = find_attributions(input, data.lexicon, data.rules, data.options);
    });
    each([&](const DocumentInput& input, Analysis& analysis, Record&) {
      analysis.speakers = find_speakers(input, analysis, data.lexicon);
    });
    each([&](const DocumentInput& input, Analysis& analysis, Record& record) {
      record = make_record(input, std::move(analysis), data.lexicon, data.options);
    });
  }
}

const Options& Extractor::options() const { return impl_->options; }
const Lexicon& Extractor::lexicon() const { return impl_->lexicon; }
const RuleSet& Extractor::rules() const { return impl_->rules; }
std::string_view Extractor::data_hash() const { return impl_->lexicon.hash(); }

}  // namespace inquit
