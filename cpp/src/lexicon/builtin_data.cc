// The compiled-in files, put together once, when a language is first asked for.
#include "lexicon/builtin_data.h"

#include <map>
#include <vector>

#include "lexicon/lexicon.h"

namespace inquit {
namespace {

struct Language {
  std::vector<std::string> contents;  // what the files' views point into
  std::vector<DataFile> files;
};

// Built by the first caller; the standard makes the others wait. Never changed after that.
const std::map<std::string, Language, std::less<>>& languages() {
  static const auto all = [] {
    std::map<std::string, Language, std::less<>> out;
    for (const BuiltinFile* file = builtin_files; file->language; ++file) {
      std::string& content = out[file->language].contents.emplace_back();
      for (size_t i = 0; i < file->n_chunks; ++i) {
        const BuiltinChunk& chunk = builtin_chunks[file->first_chunk + i];
        content.append(chunk.bytes, chunk.size);
      }
      out[file->language].files.push_back({file->name, {}});
    }
    for (auto& [name, language] : out)
      for (size_t i = 0; i < language.files.size(); ++i) language.files[i].content = language.contents[i];
    return out;
  }();
  return all;
}

}  // namespace

std::span<const DataFile> builtin_data(std::string_view language) {
  const auto found = languages().find(language);
  return found == languages().end() ? std::span<const DataFile>{} : found->second.files;
}

std::vector<std::string> builtin_languages() {
  std::vector<std::string> names;
  for (const auto& [name, language] : languages()) names.push_back(name);
  return names;
}

}  // namespace inquit
