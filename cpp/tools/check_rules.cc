// Run by the build: the examples of every rule of every built-in language, through the whole extractor.
//   inquit_check_rules [LANGUAGE…]     exit code 1 when one fails
#include <cstdio>

#include "lexicon/lexicon.h"
#include "rules/check_rules.h"

int main(int argc, char** argv) {
  std::vector<std::string> languages(argv + 1, argv + argc);
  if (languages.empty()) languages = inquit::builtin_languages();
  int passed = 0, failed = 0;
  for (const std::string& language : languages) {
    try {
      inquit::Options options;
      options.language = language;
      const inquit::RuleCheck check = inquit::check_rules(inquit::Extractor(options));
      passed += check.passed;
      failed += check.failed;
      for (const inquit::RuleFailure& f : check.failures)
        std::fprintf(stderr, "cpp/data/%s/%s:%d: rule '%s': %s\n    example: %s\n", language.c_str(), f.file.c_str(),
                     f.line, f.rule.c_str(), f.problem.c_str(), f.text.c_str());
    } catch (const std::exception& error) {
      std::fprintf(stderr, "cpp/data/%s/%s\n", language.c_str(), error.what());
      ++failed;
    }
  }
  std::printf("rules: %d passed, %d failed\n", passed, failed);
  return failed ? 1 : 0;
}
