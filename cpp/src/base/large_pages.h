// Memory for tables of megabytes that are read at random: in large pages where Linux has them, so that the processor finds a
// word's place without walking the tables of pages each time. Small tables, and other systems, get ordinary memory.
#pragma once
#include <cstddef>
#include <cstdlib>
#include <new>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace inquit {

template <class T>
struct LargePages {
  using value_type = T;

  LargePages() = default;
  template <class U>
  LargePages(const LargePages<U>&) {}  // NOLINT(google-explicit-constructor): as allocators are

  T* allocate(size_t n) {
#if defined(__linux__)
    if (n * sizeof(T) >= kLeast) {
      const size_t bytes = (n * sizeof(T) + kPage - 1) / kPage * kPage;
      void* const memory = std::aligned_alloc(kPage, bytes);
      if (memory == nullptr) throw std::bad_alloc();
      madvise(memory, bytes, MADV_HUGEPAGE);  // a wish: where it is not granted nothing changes
      return static_cast<T*>(memory);
    }
#endif
    return static_cast<T*>(::operator new(n * sizeof(T), std::align_val_t(alignof(T))));
  }
  void deallocate(T* memory, [[maybe_unused]] size_t n) {
#if defined(__linux__)
    if (n * sizeof(T) >= kLeast) return std::free(memory);
#endif
    ::operator delete(memory, std::align_val_t(alignof(T)));
  }
  bool operator==(const LargePages&) const { return true; }

 private:
  static constexpr size_t kPage = size_t{1} << 21;
  static constexpr size_t kLeast = kPage / 2;
};

}  // namespace inquit
