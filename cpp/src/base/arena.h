// Memory for what lives as long as one document: taken piece by piece, given back all at once, used again for the next.
#pragma once
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <memory>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

namespace inquit {

class Arena {
 public:
  // Forgets all that was taken. The first block is kept.
  void clear() {
    if (blocks_.size() > 1) blocks_.resize(1);
    next_ = blocks_.empty() ? nullptr : blocks_[0].get();
    left_ = blocks_.empty() ? 0 : kBlock;
  }

  // Room for `n` of a type that needs no destructor; not initialised.
  template <class T>
  T* take(size_t n) {
    static_assert(std::is_trivially_destructible_v<T> && alignof(T) <= kAlign);
    const size_t size = (n * sizeof(T) + kAlign - 1) / kAlign * kAlign;
    if (size > left_) grow(size);
    char* at = next_;
    next_ += size, left_ -= size;
    return reinterpret_cast<T*>(at);
  }

  template <class T>
  std::span<const T> keep(std::span<const T> items) {
    T* to = take<T>(items.size());
    std::uninitialized_copy(items.begin(), items.end(), to);
    return {to, items.size()};
  }
  std::string_view keep(std::string_view text) {
    char* to = take<char>(text.size());
    if (!text.empty()) std::memcpy(to, text.data(), text.size());
    return {to, text.size()};
  }

 private:
  static constexpr size_t kAlign = 8, kBlock = size_t{1} << 16;

  void grow(size_t size) {
    const size_t block = std::max(size, kBlock);
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(block));
    next_ = blocks_.back().get();
    left_ = block;
    if (blocks_.size() == 1 && block > kBlock)
      blocks_.insert(blocks_.begin(), std::make_unique_for_overwrite<char[]>(kBlock));
  }

  std::vector<std::unique_ptr<char[]>> blocks_;  // the first one has kBlock bytes
  char* next_ = nullptr;
  size_t left_ = 0;
};

// A list in an arena: what is short, grows at its ends and is read from the front.
template <class T>
class ArenaList {
  struct Node {
    T value;
    Node* next;
  };

 public:
  class Iterator {
   public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = T;
    using difference_type = std::ptrdiff_t;
    using pointer = const T*;
    using reference = const T&;

    explicit Iterator(const Node* node) : node_(node) {}
    const T& operator*() const { return node_->value; }
    Iterator& operator++() { return node_ = node_->next, *this; }
    bool operator==(const Iterator&) const = default;

   private:
    const Node* node_;
  };

  void push_back(Arena& arena, const T& value) {
    Node* node = new (arena.take<Node>(1)) Node{value, nullptr};
    (last_ ? last_->next : first_) = node;
    last_ = node;
    ++size_;
  }
  void push_front(Arena& arena, const T& value) {
    first_ = new (arena.take<Node>(1)) Node{value, first_};
    if (!last_) last_ = first_;
    ++size_;
  }
  bool contains(const T& value) const {
    for (const T& item : *this)
      if (item == value) return true;
    return false;
  }
  const T& front() const { return first_->value; }
  size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  Iterator begin() const { return Iterator(first_); }
  Iterator end() const { return Iterator(nullptr); }

 private:
  Node *first_ = nullptr, *last_ = nullptr;
  uint32_t size_ = 0;
};

}  // namespace inquit
