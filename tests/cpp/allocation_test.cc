// Row 11 of the battery: the n-th allocation of an extraction fails, for every n. It throws std::bad_alloc, leaks nothing
// that grows, and the next extraction is right: memory that a thread keeps for its next text is never left half made.
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <new>

#include "battery.h"
#include "inquit/extractor.h"
#include "inquit/json.h"
#include "inquit/tables.h"

namespace {

std::atomic<long> left{-1};  // allocations that succeed before one fails; below 0: none fails
std::atomic<long> held{0};  // allocations that are not freed

void* allocate(std::size_t size) {
  if (left >= 0 && left-- == 0) throw std::bad_alloc();
  void* p = std::malloc(size ? size : 1);
  if (p == nullptr) throw std::bad_alloc();
  ++held;
  return p;
}
void* allocate_or_null(std::size_t size) noexcept {
  try {
    return allocate(size);
  } catch (const std::bad_alloc&) {
    return nullptr;
  }
}
void release(void* p) {
  if (p != nullptr) --held;
  std::free(p);
}

}  // namespace

// All of the program's allocations but ICU's and C's. Those that do not throw too: a sanitizer has some of its own.
void* operator new(std::size_t size) { return allocate(size); }
void* operator new[](std::size_t size) { return allocate(size); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return allocate_or_null(size); }
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept { return allocate_or_null(size); }
void operator delete(void* p) noexcept { release(p); }
void operator delete[](void* p) noexcept { release(p); }
void operator delete(void* p, const std::nothrow_t&) noexcept { release(p); }
void operator delete[](void* p, const std::nothrow_t&) noexcept { release(p); }
void operator delete(void* p, std::size_t) noexcept { release(p); }
void operator delete[](void* p, std::size_t) noexcept { release(p); }

namespace inquit {
namespace {

constexpr const char* kText =
    "BERGEN, Sept. 19 — The harbour will close, Ingrid Møller, the port’s director, said on Monday.\n\n"
    "“We have no choice,” Ms. Møller told reporters, adding: “‘No’ is an answer.” She said she was sorry.\n\n"
    "KIRBY: Yes.\nQ: Why?\n\nAccording to the ministry’s report, “no one” was hurt. “Go,” he said. “And stay”";

std::string all_of(const Extractor& extractor) {
  const Record record = extractor.extract({kText, "a", "2023-09-19", "The harbour"});
  TableBuilder builder(TableName::attributions, OffsetUnit::codepoints);
  builder.add(0, record, kText);
  return to_json(record, kText, extractor, true) + std::to_string(builder.finish().rows);
}

TEST(Allocation, AnExtractionWithoutMemoryThrowsAndTheNextIsRight) {
  const Extractor extractor{Options{}};
  const std::string expected = all_of(extractor);
  long failed = 0, before = 0;
  for (long n = 0;; n += 1 + (!long_lane() && n > 200 ? n / 20 : 0)) {
    left = n;
    bool threw = false;
    try {
      ASSERT_EQ(all_of(extractor), expected) << "a silent loss at allocation " << n;
    } catch (const std::bad_alloc&) {
      threw = true;
    }
    left = -1;
    if (!threw) break;  // n is more than it takes
    ++failed;
    ASSERT_EQ(all_of(extractor), expected) << "after a failure at allocation " << n;
    if (failed == 20) before = held;  // what the thread keeps for its next text has grown to its size by now
  }
  EXPECT_GT(failed, 20);
  EXPECT_LT(held - before, 200) << "allocations that are never freed";
}

TEST(Allocation, LoadingWithoutMemoryThrows) {
  {
    const Extractor warm{Options{}};  // what a thread keeps for its next text is no leak
    all_of(warm);
  }
  const long before = held;
  for (long n = 0; n < (long_lane() ? 4000 : 60); ++n) {
    left = n * n;
    try {
      const Extractor extractor{Options{}};
      left = -1;
      EXPECT_FALSE(extractor.extract({"“We are ready,” John Kirby said.", "", "", ""}).attributions.empty());
      break;
    } catch (const std::bad_alloc&) {
      left = -1;
    }
  }
  EXPECT_LT(held - before, 200);
}

}  // namespace
}  // namespace inquit
