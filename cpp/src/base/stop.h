// Stopping what takes long, from another thread or by a signal (Ctrl-C). Whatever loops over a text asks once in about a
// thousand steps, which is some microseconds:
//
//   StopScope scope(check);                    // of this thread, while it lives
//   stop_point();                              // the check throws (Stopped, or what it likes) where the work is to end
//   StopEvery ask;  for (…) { ask(); … }       // in a loop; where there is a counter, `if (i % kStopSteps == 0) stop_point();`
//
// Thread-local memory that outlives a call must bear being left at any of these points (tests/cpp/stop_test.cc).
#pragma once
#include <atomic>
#include <cstdint>

#include "inquit/error.h"

namespace inquit {

class StopCheck {
 public:
  virtual ~StopCheck() = default;
  virtual void check() = 0;
};

// Throws Stopped once the flag is set.
class StopFlag : public StopCheck {
 public:
  explicit StopFlag(const std::atomic<bool>* flag) : flag_(flag) {}
  void check() override {
    if (flag_->load(std::memory_order_relaxed)) throw Stopped();
  }

 private:
  const std::atomic<bool>* flag_;
};

inline constinit thread_local StopCheck* stop_check = nullptr;

inline void stop_point() {
  if (stop_check != nullptr) stop_check->check();
}

class StopScope {
 public:
  // Null leaves the check as it is.
  explicit StopScope(StopCheck* check) : before_(stop_check) {
    if (check != nullptr) stop_check = check;
  }
  ~StopScope() { stop_check = before_; }
  StopScope(const StopScope&) = delete;
  StopScope& operator=(const StopScope&) = delete;

 private:
  StopCheck* before_;
};

inline constexpr uint32_t kStopSteps = 1024;

class StopEvery {
 public:
  void operator()() {
    if (++steps_ % kStopSteps == 0) stop_point();
  }

 private:
  uint32_t steps_ = 0;
};

}  // namespace inquit
