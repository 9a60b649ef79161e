#include <pybind11/stl.h>

#include <exception>

#include "batch.h"
#include "cells.h"
#include "signals.h"

namespace inquit::bindings {
namespace {

using SharedExtractor = std::shared_ptr<Extractor>;
using PersonTuple = std::tuple<std::string, std::vector<std::string>, std::string, std::string, std::string>;

OffsetUnit unit_of(const std::string& name) {
  for (OffsetUnit unit : {OffsetUnit::codepoints, OffsetUnit::bytes, OffsetUnit::utf16})
    if (to_string(unit) == name) return unit;
  throw py::value_error("offsets must be \"codepoints\", \"bytes\" or \"utf16\", not \"" + name + "\"");
}

SharedExtractor make(std::string language, std::vector<std::string> packs, const std::vector<PersonTuple>& people,
                     bool attitudes, const std::string& offsets, int min_confidence) {
  Options options;
  options.language = std::move(language);
  options.packs = std::move(packs);
  for (const auto& [name, aliases, gender, title, id] : people)
    options.people.push_back({name, aliases, gender, title, id});
  options.attitudes = attitudes;
  options.offsets = unit_of(offsets);
  options.min_confidence = min_confidence;
  py::gil_scoped_release release;  // reads files and compiles rules, which takes milliseconds; touches no Python object
  return std::make_shared<Extractor>(std::move(options));
}

// Runs the batch without the GIL, which only the look for signals, and the callback, take. Throws KeyboardInterrupt, or what
// the callback raises.
void run(Batch& batch, int threads, const py::object& progress) {
  const size_t total = batch.items.size();
  std::exception_ptr stopped;
  {
    py::gil_scoped_release release;  // records are made in C++ from texts that cannot change
    extract_all(batch, threads, [&](size_t done) {
      py::gil_scoped_acquire acquire;
      try {
        if (PyErr_CheckSignals() != 0) throw py::error_already_set();
        if (!progress.is_none()) progress(done, total);
      } catch (...) {
        stopped = std::current_exception();
      }
      return stopped == nullptr;
    });
  }
  if (stopped) std::rethrow_exception(stopped);
}

std::shared_ptr<Batch> extract(const SharedExtractor& self, py::handle text, py::handle id, py::handle date,
                               py::handle title) {
  auto batch = std::make_shared<Batch>();
  batch->extractor = self;
  Item& item = batch->items.emplace_back();
  item.text = Text(text);
  item.input = {{}, string_or_empty(id), string_or_empty(date), string_or_empty(title)};
  try {
    py::gil_scoped_release
        release;  // other Python threads run meanwhile; `item` holds str or bytes, which never change
    SignalScope signals;
    item.record = extract_one(*self, item);
  } catch (const SurrogateError&) {
    raise_surrogate(text);
  }
  return batch;
}

std::shared_ptr<Batch> extract_many(const SharedExtractor& self, py::handle texts, py::handle ids, py::handle dates,
                                    py::handle titles,
                                    const std::vector<std::pair<std::string, std::shared_ptr<ArrowColumn>>>& kept,
                                    int64_t first_row, int threads, py::object progress,
                                    const std::vector<std::shared_ptr<Extractor>>& others) {
  auto batch = std::make_shared<Batch>();
  batch->extractor = self;
  batch->first_row = first_row;
  for (const auto& [name, column] : kept) batch->kept.emplace_back(name, column);
  fill(*batch, Cells(texts), Cells(ids), Cells(dates), Cells(titles));
  const size_t total = batch->items.size();
  if (!others.empty() && others.size() != total) throw py::value_error("not an extractor for each text");
  for (size_t i = 0; i < others.size(); ++i) batch->items[i].extractor = others[i];
  run(*batch, threads, progress);
  if (!progress.is_none()) progress(total, total);
  return batch;
}

// The texts of a column as Python has them; None where there is none.
py::list texts_of(py::handle column) {
  const Cells cells(column);
  py::list out;
  for (size_t i = 0; i < cells.size(); ++i) {
    try {
      out.append(cells.text(i).object());
    } catch (const NoTextError&) {
      out.append(py::none());
    }
  }
  return out;
}

}  // namespace

void register_extractor(py::module_& m) {
  m.def("texts_of", &texts_of, py::arg("column"), "The texts of a Column as a list.");
  py::class_<Extractor, SharedExtractor>(m, "Extractor", "Words and rules, loaded. Immutable; threads may share it.")
      .def(py::init(&make), py::kw_only(), py::arg("language"), py::arg("packs"), py::arg("people"),
           py::arg("attitudes"), py::arg("offsets"), py::arg("min_confidence"),
           "people: tuples (name, aliases, gender, title, id). min_confidence: per mille. Raises DataError.")
      .def("extract", &extract, py::arg("text"), py::arg("id"), py::arg("date"), py::arg("title"),
           "A batch of one. Raises what is wrong with the text.")
      .def("extract_many", &extract_many, py::arg("texts"), py::arg("ids"), py::arg("dates"), py::arg("titles"),
           py::arg("kept"), py::arg("first_row"), py::arg("threads"), py::arg("progress"),
           py::arg("others") = std::vector<std::shared_ptr<Extractor>>{},
           "A batch in the order of the texts. Each of the four is a list or a Column, all of one length, or None for "
           "nothing but missing values; an exception in the place of a text is kept as its error. kept: tuples of a "
           "name and a Column. Releases the GIL; stops on a signal within 50 ms or little more. progress(done, total) "
           "is "
           "called on this thread. others: an extractor for each text, or none.")
      .def_property_readonly(
          "data_hash", [](const Extractor& self) { return std::string(self.data_hash()); },
          "SHA-256 of all words and rules in force.");
}

}  // namespace inquit::bindings
