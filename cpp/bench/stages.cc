// Each stage by itself on the articles named in INQUIT_ARTICLES, in bytes a second (google-benchmark). A stage runs on what
// the stages before it have left.
#include <benchmark/benchmark.h>

#include <cstdlib>

#include "corpus.h"
#include "lexicon/lexicon.h"
#include "pipeline.h"

namespace {

using namespace inquit;

struct Data {
  std::vector<std::string> articles;
  Lexicon lexicon{builtin_data("en")};
  RuleSet rules{builtin_data("en")};
  Options options;
  size_t bytes = 0;

  Data() {
    const char* path = std::getenv("INQUIT_ARTICLES");
    if (!path) throw std::runtime_error("set INQUIT_ARTICLES to a file of articles; benchmarks/speed does");
    articles = read_articles(path);
    for (const std::string& text : articles) bytes += text.size();
  }
};
const Data& data() {
  static const Data one;
  return one;
}

template <class Work>
void run(benchmark::State& state, Work work) {
  const Data& d = data();
  for (auto _ : state)
    for (const std::string& text : d.articles) work(d, text);
  state.SetBytesProcessed(static_cast<int64_t>(state.iterations() * d.bytes));
}

void segments(benchmark::State& state) {
  run(state, [](const Data& d, const std::string& text) { benchmark::DoNotOptimize(segment(text, d.lexicon)); });
}

void tokens(benchmark::State& state) {
  Tokens out;
  run(state, [&](const Data& d, const std::string& text) {
    tokenize(text, {0, static_cast<uint32_t>(text.size())}, d.lexicon, out);
    benchmark::DoNotOptimize(out.begin());
  });
}

// Quotation marks, phrases, tags, cues and mentions; tokens included.
void paragraphs(benchmark::State& state) {
  ParagraphScratch scratch;
  std::vector<Mention> mentions;
  run(state, [&](const Data& d, const std::string& text) {
    const NameMemory names;
    mentions.clear();
    scratch.read(text, {0, static_cast<uint32_t>(text.size())}, 0, d.lexicon, names, mentions);
    benchmark::DoNotOptimize(mentions.data());
  });
}

void analysis(benchmark::State& state) {
  run(state, [](const Data& d, const std::string& text) {
    benchmark::DoNotOptimize(analyse({.text = text}, d.lexicon, d.rules, d.options));
  });
}

// Names, roles and pronouns; what it needs is made before the clock runs.
void speakers(benchmark::State& state) {
  const Data& d = data();
  std::vector<Analysis> done;
  for (const std::string& text : d.articles) done.push_back(analyse({.text = text}, d.lexicon, d.rules, d.options));
  for (auto _ : state)
    for (size_t i = 0; i < done.size(); ++i)
      benchmark::DoNotOptimize(resolve(d.articles[i], done[i].segmentation.segments, done[i].mentions,
                                       done[i].attributions, {.text = d.articles[i]}, d.lexicon, d.options.people));
  state.SetBytesProcessed(static_cast<int64_t>(state.iterations() * d.bytes));
}

void record(benchmark::State& state) {
  run(state, [](const Data& d, const std::string& text) {
    const DocumentInput input{.text = text};
    benchmark::DoNotOptimize(make_record(input, analyse(input, d.lexicon, d.rules, d.options), d.lexicon, d.options));
  });
}

void load(benchmark::State& state) {
  for (auto _ : state) {
    const Lexicon lexicon(builtin_data("en"));
    const RuleSet rules(builtin_data("en"));
    benchmark::DoNotOptimize(rules.rules().size() + lexicon.size());
  }
}

BENCHMARK(segments);
BENCHMARK(tokens);
BENCHMARK(paragraphs);
BENCHMARK(speakers);
BENCHMARK(analysis);
BENCHMARK(record);
BENCHMARK(load)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
