// A list of spans. Nearly every one in a record has one span or none, and then it takes no memory of its own.
#pragma once
#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <utility>

#include "inquit/span.h"

namespace inquit {

// Used as std::vector<Span> is; the iterators are pointers, and end with whatever changes the size.
class SpanList {
 public:
  using value_type = Span;
  using iterator = Span*;
  using const_iterator = const Span*;

  SpanList() = default;
  SpanList(std::initializer_list<Span> spans) { assign(spans.begin(), spans.end()); }
  explicit SpanList(std::span<const Span> spans) { assign(spans.data(), spans.data() + spans.size()); }
  SpanList(const SpanList& other) { assign(other.begin(), other.end()); }
  SpanList(SpanList&& other) noexcept { take(other); }
  SpanList& operator=(const SpanList& other) {
    if (this != &other) assign(other.begin(), other.end());
    return *this;
  }
  SpanList& operator=(SpanList&& other) noexcept {
    if (this != &other) release(), take(other);
    return *this;
  }
  ~SpanList() { release(); }

  size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  Span* begin() { return capacity_ == 0 ? &one_ : many_; }
  Span* end() { return begin() + size_; }
  const Span* begin() const { return capacity_ == 0 ? &one_ : many_; }
  const Span* end() const { return begin() + size_; }
  Span& front() { return *begin(); }
  const Span& front() const { return *begin(); }
  Span& back() { return begin()[size_ - 1]; }
  const Span& back() const { return begin()[size_ - 1]; }
  Span& operator[](size_t i) { return begin()[i]; }
  const Span& operator[](size_t i) const { return begin()[i]; }
  operator std::span<const Span>() const { return {begin(), size_}; }
  bool operator==(const SpanList& other) const { return std::equal(begin(), end(), other.begin(), other.end()); }

  void clear() { size_ = 0; }
  void reserve(size_t n) {
    if (n > room()) grow(n);
  }
  void push_back(Span span) {
    if (size_ == room()) grow(size_ + 1);
    begin()[size_++] = span;
  }
  void insert(const Span* at, Span span) {
    const auto place = static_cast<uint32_t>(at - begin());
    push_back(span);
    std::rotate(begin() + place, end() - 1, end());
  }
  void append(std::span<const Span> spans) {
    reserve(size_ + spans.size());
    std::copy(spans.begin(), spans.end(), end());
    size_ += static_cast<uint32_t>(spans.size());
  }

 private:
  size_t room() const { return capacity_ == 0 ? 1 : capacity_; }
  void assign(const Span* first, const Span* last) {
    size_ = 0;
    append({first, last});
  }
  void grow(size_t least) {
    const size_t room = capacity_ == 0 ? least : std::max<size_t>(least, size_t{2} * capacity_);
    Span* const to = new Span[room];
    std::copy(begin(), end(), to);
    release();
    many_ = to;
    capacity_ = static_cast<uint32_t>(room);
  }
  void release() {
    if (capacity_ > 0) delete[] many_;
  }
  void take(SpanList& other) {
    size_ = std::exchange(other.size_, 0), capacity_ = std::exchange(other.capacity_, 0);
    if (capacity_ == 0)
      one_ = other.one_;
    else
      many_ = other.many_;
  }

  union {
    Span one_ = {};
    Span* many_;
  };
  uint32_t size_ = 0;
  uint32_t capacity_ = 0;  // 0: one_ is in use
};
static_assert(sizeof(SpanList) == 16);

}  // namespace inquit
