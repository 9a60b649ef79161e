#include "batch.h"
#include "inquit/json.h"
#include "signals.h"

namespace inquit::bindings {
namespace {

const Item& item_at(const Batch& batch, size_t i) {
  if (i >= batch.items.size()) throw py::index_error("no such text in the batch");
  return batch.items[i];
}

py::bytes json_of(const Batch& batch, size_t i, bool with_text) {
  const Item& item = item_at(batch, i);
  if (item.failed()) throw py::value_error("this text failed; error() says why");
  std::string json;
  {
    // Hashing and writing a long text takes milliseconds and needs nothing of Python; the batch keeps the text alive.
    py::gil_scoped_release release;
    SignalScope signals;
    std::string scratch;
    json = to_json(item.record, item.text.utf8(scratch), batch.extractor_of(item), with_text);
  }
  return py::bytes(json);
}

py::tuple counts_of(const Batch& batch, size_t i) {
  const Item& item = item_at(batch, i);
  return py::make_tuple(item.record.attributions.size(), item.record.speakers.size(), item.record.unattributed.size());
}

}  // namespace

void register_batch(py::module_& m) {
  py::class_<Batch, std::shared_ptr<Batch>>(m, "Batch", "Texts that were extracted together. Made by Extractor.")
      .def("__len__", [](const Batch& batch) { return batch.items.size(); })
      .def(
          "extractor",
          [](const Batch& batch, size_t i) {
            const Item& item = item_at(batch, i);
            return std::const_pointer_cast<Extractor>(item.extractor ? item.extractor : batch.extractor);
          },
          py::arg("index"), "The extractor that made the record of a text.")
      .def("json", &json_of, py::arg("index"), py::arg("with_text"),
           "The record of a text as UTF-8 JSON. IndexError out of range, ValueError for a text that failed.")
      .def(
          "error",
          [](const Batch& batch, size_t i) -> py::object {
            const Item& item = item_at(batch, i);
            return item.failed() ? exception_of(item) : py::none();
          },
          py::arg("index"), "The exception of a text that failed, or None.")
      .def(
          "failed",
          [](const Batch& batch) {
            py::list failed;
            for (size_t i = 0; i < batch.items.size(); ++i)
              if (batch.items[i].failed()) failed.append(i);
            return failed;
          },
          "The numbers of the texts that failed.")
      .def(
          "id", [](const Batch& batch, size_t i) { return item_at(batch, i).input.id; }, py::arg("index"),
          "The id that was given, or an empty string.")
      .def(
          "text", [](const Batch& batch, size_t i) { return item_at(batch, i).text.object(); }, py::arg("index"),
          "The text that was given; of an Arrow column, a new str.")
      .def(
          "table",
          [](const Batch& batch, const std::string& name) {
            const auto table = table_named(name);
            if (!table) throw py::value_error("no such table: " + name);
            return table_of(batch, *table);
          },
          py::arg("name"), "A flat table: attributions, spans, speakers, documents or unattributed. Made at each call.")
      .def("correct", &correct, py::arg("index"), py::arg("attributions"), py::arg("speakers"), py::arg("unattributed"),
           "Takes the record of a text as decisions leave it; spans in bytes, confidences per mille.")
      .def("counts", &counts_of, py::arg("index"), "Numbers of attributions, speakers and unattributed quotations.");
}

}  // namespace inquit::bindings
