#include "batch.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <system_error>
#include <thread>

#include "base/fork.h"
#include "signals.h"

namespace inquit::bindings {
namespace {

// Texts that a worker takes at a time: enough to make the counter cheap, few enough to end together.
constexpr size_t kChunk = 16;
// Memory for encoding that a thread keeps for its next text: larger than almost any article.
constexpr size_t kScratchKept = size_t{1} << 20;

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
      for (size_t i = from; i < std::min(from + kChunk, n) && !stop_; ++i) {
        extract(batch_.items[i]);
        ++done_;
      }
    std::lock_guard lock(mutex_);
    if (--running_ == 0) ended_.notify_all();
  }

  void extract(Item& item) {
    if (item.failed()) return;
    try {
      item.record = extract_one(batch_.extractor_of(item), item, &stop_);
    } catch (...) {
      item.error = std::current_exception();
    }
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

Record extract_one(const Extractor& extractor, const Item& item, const std::atomic<bool>* stop) {
  thread_local std::string scratch;
  DocumentInput input = item.input;
  input.text = item.text.utf8(scratch);
  input.stop = stop;
  Record record = extractor.extract(input);
  if (scratch.capacity() > kScratchKept) std::string().swap(scratch);
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
