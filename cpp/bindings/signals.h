// Ctrl-C where the core works on the thread that Python called: while a SignalScope lives, what loops in the core looks for
// signals about every 50 ms and throws what their handlers raise. Other threads than Python's main one have none to handle.
#pragma once
#include <chrono>

#include "base/stop.h"
#include "bindings.h"

namespace inquit::bindings {

// A quarter of the 200 ms within which Ctrl-C is promised to stop; waking costs nothing at this rate.
constexpr std::chrono::milliseconds kPoll{50};

class SignalScope : StopCheck {
 public:
  SignalScope() : scope_(this) {}

  void check() override {
    const auto now = std::chrono::steady_clock::now();
    if (now < next_) return;
    next_ = now + kPoll;
    py::gil_scoped_acquire acquire;
    if (PyErr_CheckSignals() != 0) throw py::error_already_set();
  }

 private:
  std::chrono::steady_clock::time_point next_ = std::chrono::steady_clock::now() + kPoll;
  StopScope scope_;
};

}  // namespace inquit::bindings
