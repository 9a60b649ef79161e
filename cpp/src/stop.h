// Stopping an extraction from another thread (Ctrl-C). The flow asks between paragraphs and stages, and now and then inside
// the loops of a stage, so that one paragraph of 100 MB stops as soon as a batch of small texts.
//
//   StopScope scope(input.stop);   // of this thread, while it lives
//   stop_point();                  // throws Stopped once the flag is set
#pragma once
#include <atomic>
#include <cstdint>

#include "inquit/error.h"

namespace inquit {

inline thread_local const std::atomic<bool>* stop_flag = nullptr;

inline void stop_point() {
  if (stop_flag != nullptr && stop_flag->load(std::memory_order_relaxed)) throw Stopped();
}

// For loops: asks once in some thousand turns, which costs an addition.
class StopTicker {
 public:
  void tick() {
    if ((++turns_ & 0x3fff) == 0) stop_point();
  }

 private:
  uint32_t turns_ = 0;
};

class StopScope {
 public:
  explicit StopScope(const std::atomic<bool>* flag) : before_(stop_flag) { stop_flag = flag; }
  ~StopScope() { stop_flag = before_; }
  StopScope(const StopScope&) = delete;
  StopScope& operator=(const StopScope&) = delete;

 private:
  const std::atomic<bool>* before_;
};

}  // namespace inquit
