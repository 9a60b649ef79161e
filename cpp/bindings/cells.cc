#include "cells.h"

#include <algorithm>
#include <charconv>

namespace inquit::bindings {
namespace {

constexpr size_t kSignalEvery = 4096;  // texts taken over between two looks for Ctrl-C: about a millisecond

// "2023-09-19", "20230919", either with a time behind it; as inquit.options.date_text. Empty of an empty string.
std::string date_in_text(std::string_view given) {
  std::string_view rest = given;
  auto blank = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
  while (!rest.empty() && blank(rest.front())) rest.remove_prefix(1);
  while (!rest.empty() && blank(rest.back())) rest.remove_suffix(1);
  if (given.empty()) return {};
  int parts[3] = {};
  constexpr size_t kDigits[] = {4, 2, 2};
  bool good = true;
  for (int i = 0; i < 3 && good; ++i) {
    if (i > 0 && !rest.empty() && rest.front() == '-') rest.remove_prefix(1);
    const std::string_view digits = rest.substr(0, kDigits[i]);
    good = digits.size() == kDigits[i] &&
           std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (good) std::from_chars(digits.data(), digits.data() + digits.size(), parts[i]);
    if (good) rest.remove_prefix(kDigits[i]);
  }
  good = good && (rest.empty() || rest.front() == 'T' || rest.front() == ' ');
  const auto [year, month, day] = parts;
  // The day is there where the next one, or the first of the next month, comes right after it.
  const bool is_day =
      good && year > 0 && month >= 1 && month <= 12 && day >= 1 &&
      day <= days_of(month == 12 ? year + 1 : year, month == 12 ? 1 : month + 1, 1) - days_of(year, month, 1);
  if (!is_day)
    throw std::invalid_argument("date '" + std::string(given) + "' is no ISO 8601 date such as '2023-09-19'");
  char out[16];
  std::snprintf(out, sizeof out, "%04d-%02d-%02d", year, month, day);
  return out;
}

Item item_of(size_t row, const Cells& texts, const Cells& ids, const Cells& dates, const Cells& titles) {
  Item item;
  try {
    if (py::handle refusal = ids.refusal(row)) {
      item.refused = py::reinterpret_borrow<py::object>(refusal);
      return item;
    }
    item.input.id = ids.id(row);
    for (const Cells* cells : {&texts, &dates, &titles})
      if (py::handle refusal = cells->refusal(row)) {
        item.refused = py::reinterpret_borrow<py::object>(refusal);
        return item;
      }
    item.text = texts.text(row);
    item.input.date = dates.date(row);
    item.input.title = titles.title(row);
  } catch (py::error_already_set& error) {
    item.refused = error.value();
  } catch (const py::builtin_exception& error) {
    error.set_error();
    item.refused = py::error_already_set().value();
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception&) {
    item.error = std::current_exception();
  }
  return item;
}

}  // namespace

Cells::Cells(py::handle values) {
  if (py::isinstance<ArrowColumn>(values)) {
    column_ = values.cast<std::shared_ptr<ArrowColumn>>();
  } else if (!values.is_none()) {
    if (!PyList_Check(values.ptr())) throw py::type_error("a column is a list, a Column or None");
    list_ = py::reinterpret_borrow<py::object>(values);
  }
}

size_t Cells::size() const {
  if (column_) return static_cast<size_t>(column_->length());
  return list_ ? static_cast<size_t>(PyList_GET_SIZE(list_.ptr())) : 0;
}

Text Cells::text(size_t row) const {
  if (!column_) return Text(at(row));
  const auto i = static_cast<int64_t>(row);
  if (column_->is_null(i)) throw NoTextError();
  return Text(column_->text(i));
}

std::string Cells::id(size_t row) const {
  if (!column_) return list_ ? string_or_empty(at(row)) : std::string();
  const auto i = static_cast<int64_t>(row);
  if (column_->is_null(i)) return {};
  return column_->holds_text() ? std::string(column_->text(i)) : std::to_string(column_->integer(i));
}

std::string Cells::title(size_t row) const { return id(row); }

std::string Cells::date(size_t row) const {
  if (!column_) return id(row);
  const auto i = static_cast<int64_t>(row);
  if (column_->is_null(i)) return {};
  return column_->holds_text() ? date_in_text(column_->text(i)) : column_->date(i);
}

py::handle Cells::refusal(size_t row) const {
  return list_ && PyExceptionInstance_Check(at(row).ptr()) ? at(row) : py::handle();
}

void fill(Batch& batch, const Cells& texts, const Cells& ids, const Cells& dates, const Cells& titles) {
  const size_t n = texts.size();
  for (const Cells* cells : {&ids, &dates, &titles})
    if (cells->size() != 0 && cells->size() != n) throw py::value_error("columns of different lengths");
  batch.texts = texts.column();
  batch.items.reserve(n);
  for (size_t i = 0; i < n; ++i) {
    batch.items.push_back(item_of(i, texts, ids, dates, titles));
    if (i % kSignalEvery == 0 && PyErr_CheckSignals() != 0) throw py::error_already_set();
  }
}

}  // namespace inquit::bindings
