#include "batch.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <span>
#include <system_error>
#include <thread>

#include "base/fork.h"
#include "signals.h"

namespace inquit::bindings {
namespace {

// Texts that a worker takes at a time: enough to make the counter cheap, few enough to end together.
constexpr size_t kChunk = 16;
// Of those as many are extracted together as have some such size: what is known of them lies near the processor.
constexpr size_t kTogether = size_t{1} << 16;
// Memory for encoding that a thread keeps for its next text: larger than almost any article.
constexpr size_t kScratchKept = size_t{1} << 20;

// The text as UTF-8, of memory that lives as long as `scratch`.
DocumentInput input_of(const Item& item, std::string& scratch, const std::atomic<bool>* stop) {
  DocumentInput input = item.input;
  input.text = item.text.utf8(scratch);
  input.stop = stop;
  return input;
}

void give_back_if_large(std::string& scratch) {
  if (scratch.capacity() > kScratchKept) std::string().swap(scratch);
}

class Workers {
 public:
  explicit Workers(Batch& batch) : batch_(batch) {}
  ~Workers() {
    stop_ = true;
    for (std::thread& thread : threads_) thread.join();
  }

  void start(int n) {
    for (int i = 0; i < n; ++i) {
      {
        std::lock_guard lock(mutex_);
        ++running_;
      }
      try {
        // A fork in the middle would leave the child half a thread, whose memory its own next thread would free again.
        const std::lock_guard starting(fork_lock());
        threads_.emplace_back([this] { work(); });
      } catch (const std::system_error&) {  // the system gives no more threads: go on with those there are
        std::lock_guard lock(mutex_);
        --running_;
        break;
      }
    }
    if (threads_.empty()) {
      running_ = 1;
      work();
    }
  }

  // True when all are done, false when `kPoll` has passed.
  bool wait() {
    std::unique_lock lock(mutex_);
    return ended_.wait_for(lock, kPoll, [this] { return running_ == 0; });
  }

  size_t done() const { return done_; }

 private:
  void work() {
    const size_t n = batch_.items.size();
    for (size_t from = next_.fetch_add(kChunk); from < n && !stop_; from = next_.fetch_add(kChunk))
      for (std::span<Item> rest = std::span(batch_.items).subspan(from, std::min(kChunk, n - from));
           !rest.empty() && !stop_;) {
        const size_t size = together(rest);
        extract(rest.first(size));
        done_ += size;
        rest = rest.subspan(size);
      }
    std::lock_guard lock(mutex_);
    if (--running_ == 0) ended_.notify_all();
  }

  // How many of the items, which are not none, are extracted together: by one extractor, and no long text before the last.
  size_t together(std::span<const Item> items) const {
    size_t n = 0, size = 0;
    do size += items[n++].text.size();
    while (n < items.size() && size < kTogether && &batch_.extractor_of(items[n]) == &batch_.extractor_of(items[0]));
    return n;
  }

  void extract(std::span<Item> items) {
    thread_local std::array<std::string, kChunk> scratch;
    std::array<DocumentInput, kChunk> inputs;
    std::array<Outcome, kChunk> outcomes;
    std::array<Item*, kChunk> asked;
    size_t n = 0;
    for (Item& item : items) {
      if (item.failed()) continue;
      try {
        inputs[n] = input_of(item, scratch[n], &stop_);
        asked[n++] = &item;
      } catch (...) {
        item.error = std::current_exception();
      }
    }
    batch_.extractor_of(items[0]).extract(std::span(inputs).first(n), std::span(outcomes).first(n));
    for (size_t i = 0; i < n; ++i) {
      asked[i]->record = std::move(outcomes[i].record);
      asked[i]->error = std::move(outcomes[i].error);
    }
    for (std::string& memory : scratch) give_back_if_large(memory);
  }

  Batch& batch_;
  std::atomic<size_t> next_{0}, done_{0};
  std::atomic<bool> stop_{false};
  std::mutex mutex_;  // of running_
  std::condition_variable ended_;
  int running_ = 0;
  std::vector<std::thread> threads_;
};

}  // namespace

Record extract_one(const Extractor& extractor, const Item& item) {
  thread_local std::string scratch;
  Record record = extractor.extract(input_of(item, scratch, nullptr));
  give_back_if_large(scratch);
  return record;
}

void extract_all(Batch& batch, int threads, const std::function<bool(size_t done)>& poll) {
  size_t chunks = (batch.items.size() + kChunk - 1) / kChunk;
  Workers workers(batch);
  workers.start(static_cast<int>(std::min<size_t>(chunks, static_cast<size_t>(std::max(threads, 1)))));
  while (!workers.wait())
    if (!poll(workers.done())) return;
}

}  // namespace inquit::bindings
