// Stopping an extraction from another thread (Ctrl-C). The flow asks between paragraphs and stages; inside the loops of a
// stage it does not yet, so that one paragraph of tens of megabytes goes on for seconds.
//
//   StopScope scope(input.stop);   // of this thread, while it lives
//   stop_point();                  // throws Stopped once the flag is set
#pragma once
#include <atomic>

#include "inquit/error.h"

namespace inquit {

inline thread_local const std::atomic<bool>* stop_flag = nullptr;

inline void stop_point() {
  if (stop_flag != nullptr && stop_flag->load(std::memory_order_relaxed)) throw Stopped();
}

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
