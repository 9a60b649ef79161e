// fork() while other threads are at work. The child has none of them, but all that they were at: locks that nobody will
// open, objects half written.
//
// What must not be half done when the process forks is done under fork_lock(), which fork() waits for and which is open in
// the child. What may be half done all the same is thrown away, undestroyed, where fork_generation() has changed.
#pragma once
#include <mutex>

namespace inquit {

std::mutex& fork_lock();

// How many forks lie between the first process that loaded the library and this one.
unsigned fork_generation();

// Has it called by the thread that forks, before each fork. What is static and made on first use is to be made there: a child
// would wait for ever for the thread of its parent that was making it.
struct BeforeFork {
  explicit BeforeFork(void (*call)());
};

}  // namespace inquit
