// Tables out and columns in, both by Arrow's capsules.
#include <pybind11/stl.h>

#include <charconv>

#include "batch.h"

namespace inquit::bindings {
namespace {

using SharedTable = std::shared_ptr<Table>;

// A capsule that owns `value` and releases it unless the consumer has taken it.
template <class T>
py::capsule capsule_of(std::unique_ptr<T> value, const char* name) {
  py::capsule capsule(value.get(), name, [](PyObject* self) {
    auto* held = static_cast<T*>(PyCapsule_GetPointer(self, PyCapsule_GetName(self)));
    if (held->release != nullptr) held->release(held);
    delete held;
  });
  value.release();
  return capsule;
}

py::capsule stream_of(const SharedTable& table) {
  auto stream = std::make_unique<ArrowArrayStream>();
  export_stream(table, stream.get());
  return capsule_of(std::move(stream), "arrow_array_stream");
}

py::capsule schema_of(const Table& table) {
  auto schema = std::make_unique<ArrowSchema>();
  export_schema(table, schema.get());
  return capsule_of(std::move(schema), "arrow_schema");
}

// A cell as a plain Python value. TypeError for the rarer types of kept columns.
py::object value_of(const Column& c, int64_t row) {
  if (c.is_null(row)) return py::none();
  const std::string& f = c.format;
  if (f == "U") return py::str(c.text(row).data(), c.text(row).size());
  if (f == "Z") return py::bytes(c.text(row).data(), c.text(row).size());
  if (f == "b") return py::bool_(c.boolean(row));
  if (f == "g") return py::float_(c.value<double>(row));
  if (f == "f") return py::float_(c.value<float>(row));
  if (f == "c") return py::int_(c.value<int8_t>(row));
  if (f == "C") return py::int_(c.value<uint8_t>(row));
  if (f == "s") return py::int_(c.value<int16_t>(row));
  if (f == "S") return py::int_(c.value<uint16_t>(row));
  if (f == "i") return py::int_(c.value<int32_t>(row));
  if (f == "I") return py::int_(c.value<uint32_t>(row));
  if (f == "l") return py::int_(c.value<int64_t>(row));
  if (f == "L") return py::int_(c.value<uint64_t>(row));
  const auto datetime = py::module_::import("datetime");
  if (f == "tdD") return datetime.attr("date").attr("fromordinal")(c.value<int32_t>(row) + 719163);  // 1970-01-01
  if (f.starts_with("ts")) {
    const int64_t n = c.value<int64_t>(row);
    const int64_t us = f[2] == 's' ? n * 1000000 : f[2] == 'm' ? n * 1000 : f[2] == 'u' ? n : n / 1000;
    const py::object zone = f.size() > 4 ? datetime.attr("timezone").attr("utc") : py::none();
    return datetime.attr("datetime")(1970, 1, 1, 0, 0, 0, 0, zone) + datetime.attr("timedelta")(0, 0, us);
  }
  if (f == "+L") {
    py::list out;
    for (int64_t i = row == 0 ? 0 : c.value<int64_t>(row); i < c.value<int64_t>(row + 1); ++i)
      out.append(value_of(c.children[0], i));
    return out;
  }
  if (f == "+s") {
    py::dict out;
    for (const Column& field : c.children) out[py::str(field.name)] = value_of(field, row);
    return out;
  }
  throw py::type_error("column \"" + c.name + "\" has a type without a plain value (Arrow format \"" + f +
                       "\"); use to_arrow()");
}

py::list rows_of(const Table& table, int64_t begin, int64_t end) {
  py::list rows;
  for (int64_t row = std::max<int64_t>(begin, 0); row < std::min(end, table.rows); ++row) {
    py::tuple values(table.columns.size());
    for (size_t i = 0; i < table.columns.size(); ++i) values[i] = value_of(table.columns[i], row);
    rows.append(std::move(values));
  }
  return rows;
}

std::vector<std::shared_ptr<const ArrowColumn>> read_arrow(const py::capsule& capsule) {
  if (capsule.name() == nullptr || std::string_view(capsule.name()) != "arrow_array_stream")
    throw py::type_error("not a capsule of an Arrow stream");
  return ArrowColumn::read(*capsule.get_pointer<ArrowArrayStream>());
}

// The narrowest of bool, int64, float64 and string that holds all values.
Column column_of_objects(const py::list& values) {
  bool all[4] = {true, true, true, true};  // bool, int, float, date
  const py::object date = py::module_::import("datetime").attr("date");
  for (py::handle v : values) {
    if (v.is_none()) continue;
    const bool is_bool = PyBool_Check(v.ptr()) != 0;
    int overflow = 0;
    if (PyLong_Check(v.ptr())) PyLong_AsLongLongAndOverflow(v.ptr(), &overflow);
    all[0] &= is_bool;
    all[1] &= PyLong_Check(v.ptr()) && !is_bool && overflow == 0;
    all[2] &= (PyLong_Check(v.ptr()) && !is_bool && overflow == 0) || PyFloat_Check(v.ptr());
    all[3] &= Py_TYPE(v.ptr()) == reinterpret_cast<PyTypeObject*>(date.ptr());
  }
  const bool any = std::any_of(values.begin(), values.end(), [](py::handle v) { return !v.is_none(); });
  const Type type = !any     ? Type::utf8
                    : all[0] ? Type::boolean
                    : all[1] ? Type::int64
                    : all[2] ? Type::float64
                    : all[3] ? Type::date32
                             : Type::utf8;
  Column out = Column::of(type, "");
  for (py::handle v : values) {
    if (v.is_none())
      out.add_null();
    else if (type == Type::boolean)
      out.add_bool(v.cast<bool>());
    else if (type == Type::int64)
      out.add_int64(v.cast<int64_t>());
    else if (type == Type::float64)
      out.add_double(v.cast<double>());
    else if (type == Type::date32)
      out.add_int32(v.attr("toordinal")().cast<int32_t>() - 719163);
    else
      out.add(string_or_empty(py::isinstance<py::str>(v) ? py::reinterpret_borrow<py::object>(v) : py::str(v)));
  }
  return out;
}

}  // namespace

void register_tables(py::module_& m) {
  py::class_<Table, SharedTable>(m, "Table", "A flat table in C++.")
      .def("__len__", [](const Table& table) { return table.rows; })
      .def_property_readonly(
          "names",
          [](const Table& table) {
            std::vector<std::string> names;
            for (const Column& c : table.columns) names.push_back(c.name);
            return names;
          },
          "The names of the columns.")
      .def("stream", &stream_of, "A new Arrow stream of the table, in a capsule; the memory is shared.")
      .def("schema", &schema_of, "The Arrow schema, in a capsule.")
      .def("rows", &rows_of, py::arg("begin"), py::arg("end"), "Rows as tuples of plain values.");
  py::class_<ArrowColumn, std::shared_ptr<ArrowColumn>>(m, "Column", "A column of the input, as Arrow holds it.")
      .def("__len__", [](const ArrowColumn& c) { return c.length(); })
      .def_property_readonly("name", &ArrowColumn::name, "Its name in the table it came from.")
      .def_property_readonly("format", &ArrowColumn::format, "Arrow's format string of the values.")
      .def_property_readonly(
          "kind",
          [](const ArrowColumn& c) {
            return c.holds_text() ? "text" : c.holds_integers() ? "integers" : c.holds_dates() ? "dates" : "other";
          },
          "text, integers, dates or other.");
  m.def(
      "read_arrow",
      [](const py::capsule& capsule) {
        std::vector<std::shared_ptr<ArrowColumn>> columns;
        for (const auto& c : read_arrow(capsule)) columns.push_back(std::const_pointer_cast<ArrowColumn>(c));
        return columns;
      },
      py::arg("capsule"), "The columns of an Arrow stream, which it uses up. ValueError where it cannot be read.");
  m.def(
      "empty_table",
      [](const std::string& name) {
        const auto table = table_named(name);
        if (!table) throw py::value_error("no such table: " + name);
        return std::make_shared<Table>(TableBuilder(*table, OffsetUnit::bytes).finish());
      },
      py::arg("name"), "A table without rows: its columns and their types.");
  m.def(
      "column_of",
      [](const py::list& values) {
        Column column = column_of_objects(values);
        const int64_t n = column.length;
        ArrowArrayStream stream;
        export_stream(std::make_shared<Table>(Table{{std::move(column)}, n}), &stream);
        auto columns = ArrowColumn::read(stream);
        stream.release(&stream);
        return std::const_pointer_cast<ArrowColumn>(columns.front());
      },
      py::arg("values"), "A column of Python values: bool, int, float, date, else str.");
}

}  // namespace inquit::bindings
