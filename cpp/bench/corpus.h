// What the benchmarks read: articles apart by a form feed, as benchmarks/speed writes them.
#pragma once
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

inline std::vector<std::string> read_articles(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error(path + ": cannot be read");
  const std::string all((std::istreambuf_iterator<char>(in)), {});
  std::vector<std::string> out;
  for (size_t from = 0; from < all.size();) {
    size_t end = all.find('\f', from);
    if (end == std::string::npos) end = all.size();
    if (end > from) out.push_back(all.substr(from, end - from));
    from = end + 1;
  }
  return out;
}
