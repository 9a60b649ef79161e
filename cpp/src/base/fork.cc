#include "base/fork.h"

#include <atomic>

#if __has_include(<pthread.h>)
#include <pthread.h>
#endif

namespace inquit {
namespace {

std::atomic<unsigned> generation{0};

#if __has_include(<pthread.h>)
void close() { fork_lock().lock(); }
void in_parent() { fork_lock().unlock(); }
void in_child() {
  ++generation;
  fork_lock().unlock();
}
const int registered = pthread_atfork(&close, &in_parent, &in_child);
#endif

}  // namespace

std::mutex& fork_lock() {
  static std::mutex& one = *new std::mutex;  // never destroyed: a thread may outlive what is static
  return one;
}

BeforeFork::BeforeFork([[maybe_unused]] void (*call)()) {
#if __has_include(<pthread.h>)
  pthread_atfork(call, nullptr, nullptr);
#endif
}

unsigned fork_generation() { return generation; }

}  // namespace inquit
