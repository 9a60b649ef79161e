#include "attribution/explain.h"
#include "batch.h"
#include "lexicon/lexicon.h"
#include "rules/check_rules.h"

namespace inquit::bindings {
namespace {

using SharedExtractor = std::shared_ptr<Extractor>;

py::bytes explain(const SharedExtractor& self, py::handle text, py::handle id, py::handle date, py::handle title,
                  uint32_t begin, uint32_t end) {
  const Text given(text);
  DocumentInput input{{}, string_or_empty(id), string_or_empty(date), string_or_empty(title)};
  std::string json;
  try {
    py::gil_scoped_release
        release;  // other Python threads run meanwhile; `given` holds str or bytes, which never change
    std::string scratch;
    input.text = given.utf8(scratch);
    json = explain_json(*self, input, {begin, end});
  } catch (const SurrogateError&) {
    raise_surrogate(text);
  }
  return py::bytes(json);
}

}  // namespace

void register_rules(py::module_& m) {
  m.def(
      "explain", &explain, py::arg("extractor"), py::arg("text"), py::arg("id"), py::arg("date"), py::arg("title"),
      py::arg("begin"), py::arg("end"),
      "Why the answers at bytes begin to end of the text were given: JSON, in bytes. docs/explain.md lists the keys.");
  m.def(
      "rules", [](const SharedExtractor& self) { return py::bytes(rules_json(*self)); }, py::arg("extractor"),
      "All rules in force as a JSON list, the heaviest first.");
  m.def(
      "check_rules",
      [](const SharedExtractor& self) {
        std::string json;
        {
          py::gil_scoped_release release;  // hundreds of small extractions; no Python object is touched
          json = to_json(check_rules(*self));
        }
        return py::bytes(json);
      },
      py::arg("extractor"), "Runs the examples of all rules in force: JSON of passed, failed, failures.");
  m.def(
      "setting",
      [](const std::string& language, const std::string& key) {
        std::vector<DataFile> settings;
        for (const DataFile& file : builtin_data(language))
          if (file.name.ends_with("settings.tsv")) settings.push_back(file);
        return std::string(Lexicon(settings).setting(key));
      },
      py::arg("language"), py::arg("key"), "A setting of a built-in language; empty where it has none.");
  m.def("languages", [] {
    py::list out;
    for (const std::string& language : builtin_languages()) out.append(language);
    return out;
  });
}

}  // namespace inquit::bindings
