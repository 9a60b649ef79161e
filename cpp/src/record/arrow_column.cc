#include "inquit/arrow_column.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <stdexcept>

namespace inquit {
namespace {

constexpr int64_t kSecondsADay = 86400;

bool valid(const ArrowArray& array, int64_t at) {
  if (array.null_count == 0 || array.n_buffers == 0 || array.buffers[0] == nullptr) return true;
  return static_cast<const uint8_t*>(array.buffers[0])[at / 8] >> (at % 8) & 1;
}

template <class T>
T value_at(const ArrowArray& array, int64_t at) {
  T out;
  std::memcpy(&out, static_cast<const char*>(array.buffers[1]) + at * static_cast<int64_t>(sizeof(T)), sizeof(T));
  return out;
}

int64_t integer_at(char format, const ArrowArray& array, int64_t at) {
  switch (format) {
    case 'c': return value_at<int8_t>(array, at);
    case 'C': return value_at<uint8_t>(array, at);
    case 's': return value_at<int16_t>(array, at);
    case 'S': return value_at<uint16_t>(array, at);
    case 'i': return value_at<int32_t>(array, at);
    case 'I': return value_at<uint32_t>(array, at);
    default: return value_at<int64_t>(array, at);
  }
}

std::string_view text_at(std::string_view format, const ArrowArray& array, int64_t at) {
  if (format.starts_with('v')) {  // a view: up to 12 bytes stand in it, of longer ones it says where they are
    const char* view = static_cast<const char*>(array.buffers[1]) + at * 16;
    int32_t size, buffer, offset;
    std::memcpy(&size, view, 4);
    if (size <= 12) return {view + 4, static_cast<size_t>(size)};
    std::memcpy(&buffer, view + 8, 4);
    std::memcpy(&offset, view + 12, 4);
    return {static_cast<const char*>(array.buffers[2 + buffer]) + offset, static_cast<size_t>(size)};
  }
  const bool large = format == "U" || format == "Z";
  const int64_t begin = large ? value_at<int64_t>(array, at) : value_at<int32_t>(array, at);
  const int64_t end = large ? value_at<int64_t>(array, at + 1) : value_at<int32_t>(array, at + 1);
  return {static_cast<const char*>(array.buffers[2]) + begin, static_cast<size_t>(end - begin)};
}

bool is_text(std::string_view f) { return f == "u" || f == "U" || f == "z" || f == "Z" || f == "vu" || f == "vz"; }
bool is_utf8(std::string_view f) { return f == "u" || f == "U" || f == "vu"; }

// Bytes of a value of fixed width; 0 of another format.
size_t width_of(const std::string& f) {
  if (f.size() == 1) switch (f[0]) {
      case 'c':
      case 'C': return 1;
      case 's':
      case 'S':
      case 'e': return 2;
      case 'i':
      case 'I':
      case 'f': return 4;
      case 'l':
      case 'L':
      case 'g': return 8;
      default: return 0;
    }
  if (f == "tdD" || f == "tts" || f == "ttm" || f == "tiM") return 4;
  if (f == "tdm" || f == "ttu" || f == "ttn" || f == "tiD" || f.starts_with("ts") || f.starts_with("tD")) return 8;
  if (f == "tin") return 16;
  if (f.starts_with("w:")) return static_cast<size_t>(std::atoi(f.c_str() + 2));
  if (f.starts_with("d:")) {  // d:precision,scale[,bits]
    const size_t comma = f.find(',', f.find(',') + 1);
    return comma == std::string::npos ? 16 : static_cast<size_t>(std::atoi(f.c_str() + comma + 1)) / 8;
  }
  return 0;
}

[[noreturn]] void refuse(const std::string& name, const std::string& format) {
  throw std::invalid_argument("column \"" + name + "\" has a type that cannot be kept (Arrow format \"" + format +
                              "\"); turn it into strings or numbers");
}

Column empty_like(const ArrowSchema& schema, std::string name) {
  if (schema.dictionary != nullptr) return empty_like(*schema.dictionary, std::move(name));
  const std::string format = schema.format;
  if (is_text(format)) return Column::of_format(is_utf8(format) ? "U" : "Z", std::move(name));
  if (format == "+l" || format == "+L")
    return Column::list(std::move(name), empty_like(*schema.children[0], schema.children[0]->name));
  if (format == "+s" || format.starts_with("+w:")) {
    Column out = Column::of_format(format, std::move(name));
    for (int64_t i = 0; i < schema.n_children; ++i)
      out.children.push_back(empty_like(*schema.children[i], schema.children[i]->name));
    return out;
  }
  if (format != "n" && format != "b" && width_of(format) == 0) refuse(name, format);
  return Column::of_format(format, std::move(name));
}

// Appends one value; -1 is a null (of a parent that is null).
void append(const ArrowSchema& schema, const ArrowArray& array, int64_t at, Column& out) {
  const std::string format = schema.format;
  const bool good = at >= 0 && format != "n" && valid(array, at);
  if (schema.dictionary != nullptr) {
    const int64_t code = good ? integer_at(format[0], array, at) : -1;
    return append(*schema.dictionary, *array.dictionary, code < 0 ? -1 : code + array.dictionary->offset, out);
  }
  if (is_text(format)) {
    good ? out.add(text_at(format, array, at)) : out.add_null();
  } else if (format == "b") {
    if (good)
      out.add_bool(static_cast<const uint8_t*>(array.buffers[1])[at / 8] >> (at % 8) & 1);
    else
      out.add_null();
  } else if (format == "+l" || format == "+L") {
    if (!good) return out.add_null();
    const int64_t begin = format == "+l" ? value_at<int32_t>(array, at) : value_at<int64_t>(array, at);
    const int64_t end = format == "+l" ? value_at<int32_t>(array, at + 1) : value_at<int64_t>(array, at + 1);
    for (int64_t i = begin; i < end; ++i)
      append(*schema.children[0], *array.children[0], i + array.children[0]->offset, out.children[0]);
    out.end_row();
  } else if (format == "+s") {
    for (int64_t i = 0; i < schema.n_children; ++i)
      append(*schema.children[i], *array.children[i], good ? at + array.children[i]->offset : -1,
             out.children[static_cast<size_t>(i)]);
    out.mark(good);
  } else if (format.starts_with("+w:")) {
    const int64_t n = std::atoll(format.c_str() + 3);
    for (int64_t i = 0; i < n; ++i)
      append(*schema.children[0], *array.children[0], good ? at * n + i + array.children[0]->offset : -1,
             out.children[0]);
    out.mark(good);
  } else if (const size_t width = width_of(format)) {
    std::vector<char>& to = out.buffers[1];
    const char* from = good ? static_cast<const char*>(array.buffers[1]) + at * static_cast<int64_t>(width) : nullptr;
    good ? void(to.insert(to.end(), from, from + width)) : to.resize(to.size() + width);
    out.mark(good);
  } else {
    out.mark(false);
  }
}

// The day of a number of days since 1970-01-01 (Howard Hinnant's civil_from_days).
std::string iso_of(int64_t days) {
  days += 719468;
  const int64_t era = (days >= 0 ? days : days - 146096) / 146097, of_era = days - era * 146097;
  const int64_t year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  const int64_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int64_t month = (5 * of_year + 2) / 153;
  const int m = static_cast<int>(month < 10 ? month + 3 : month - 9);
  char out[40];
  std::snprintf(out, sizeof out, "%04lld-%02d-%02d", static_cast<long long>(year_of_era + era * 400 + (m <= 2)), m,
                static_cast<int>(of_year - (153 * month + 2) / 5 + 1));
  return out;
}

int64_t floor_divide(int64_t a, int64_t b) { return a / b - (a % b < 0); }

}  // namespace

struct ArrowColumn::Owner {
  ArrowSchema schema{};
  std::vector<std::unique_ptr<ArrowArray>> arrays;

  ~Owner() {
    for (auto& array : arrays)
      if (array->release != nullptr) array->release(array.get());
    if (schema.release != nullptr) schema.release(&schema);
  }
};

std::vector<std::shared_ptr<const ArrowColumn>> ArrowColumn::read(ArrowArrayStream& stream) {
  auto check = [&](int error) {
    if (error == 0) return;
    const char* why = stream.get_last_error(&stream);
    throw std::invalid_argument(std::string("the Arrow stream cannot be read: ") + (why ? why : std::strerror(error)));
  };
  auto owner = std::make_shared<Owner>();
  check(stream.get_schema(&stream, &owner->schema));
  for (;;) {
    auto array = std::make_unique<ArrowArray>();
    std::memset(array.get(), 0, sizeof *array);
    check(stream.get_next(&stream, array.get()));
    if (array->release == nullptr) break;
    owner->arrays.push_back(std::move(array));
  }
  const bool table = std::string_view(owner->schema.format) == "+s";
  std::vector<std::shared_ptr<const ArrowColumn>> out;
  for (int64_t i = 0; i < (table ? owner->schema.n_children : 1); ++i) {
    auto column = std::make_shared<ArrowColumn>();
    column->owner_ = owner;
    column->schema_ = table ? owner->schema.children[i] : &owner->schema;
    column->name_ = column->schema_->name == nullptr ? "" : column->schema_->name;
    column->format_ = column->schema_->dictionary ? column->schema_->dictionary->format : column->schema_->format;
    for (const auto& array : owner->arrays) {
      column->chunks_.push_back({table ? array->children[i] : array.get(), column->length_, table ? array->offset : 0});
      column->length_ += array->length;
    }
    out.push_back(std::move(column));
  }
  return out;
}

bool ArrowColumn::holds_text() const { return is_text(format_); }
bool ArrowColumn::holds_integers() const {
  return format_.size() == 1 && std::string_view("cCsSiIlL").find(format_[0]) != std::string_view::npos;
}
bool ArrowColumn::holds_dates() const {
  return schema_->dictionary == nullptr && (format_ == "tdD" || format_ == "tdm" || format_.starts_with("ts"));
}

ArrowColumn::Place ArrowColumn::place(int64_t row) const {
  auto after = [](int64_t r, const Chunk& c) { return r < c.begin; };
  const Chunk& chunk = *(std::upper_bound(chunks_.begin(), chunks_.end(), row, after) - 1);
  return {chunk.array, row - chunk.begin + chunk.offset + chunk.array->offset};
}

bool ArrowColumn::is_null(int64_t row) const {
  const Place p = place(row);
  if (std::string_view(schema_->format) == "n" || !valid(*p.array, p.at)) return true;
  if (schema_->dictionary == nullptr) return false;
  const ArrowArray& values = *p.array->dictionary;
  return !valid(values, integer_at(schema_->format[0], *p.array, p.at) + values.offset);
}

std::string_view ArrowColumn::text(int64_t row) const {
  const Place p = place(row);
  if (schema_->dictionary == nullptr) return text_at(format_, *p.array, p.at);
  const ArrowArray& values = *p.array->dictionary;
  return text_at(format_, values, integer_at(schema_->format[0], *p.array, p.at) + values.offset);
}

int64_t ArrowColumn::integer(int64_t row) const {
  const Place p = place(row);
  if (schema_->dictionary == nullptr) return integer_at(format_[0], *p.array, p.at);
  const ArrowArray& values = *p.array->dictionary;
  return integer_at(format_[0], values, integer_at(schema_->format[0], *p.array, p.at) + values.offset);
}

std::string ArrowColumn::date(int64_t row) const {
  const Place p = place(row);
  if (format_ == "tdD") return iso_of(value_at<int32_t>(*p.array, p.at));
  const char unit = format_ == "tdm" ? 'm' : format_[2];
  const int64_t a_second = unit == 's' ? 1 : unit == 'm' ? 1000 : unit == 'u' ? 1000000 : 1000000000;
  return iso_of(floor_divide(value_at<int64_t>(*p.array, p.at), kSecondsADay * a_second));
}

Column ArrowColumn::take(std::span<const int64_t> rows, std::string name) const {
  Column out = empty_like(*schema_, std::move(name));
  for (const int64_t row : rows) {
    const Place p = place(row);
    append(*schema_, *p.array, p.at, out);
  }
  return out;
}

}  // namespace inquit
