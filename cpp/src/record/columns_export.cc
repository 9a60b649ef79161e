// Columns out of C++ by the Arrow C data and stream interfaces.
#include <cerrno>
#include <cstring>

#include "inquit/columns.h"

namespace inquit {
namespace {

struct SchemaOwner {
  std::string format, name;
  std::vector<ArrowSchema> children;
  std::vector<ArrowSchema*> pointers;
};

struct ArrayOwner {
  std::shared_ptr<const Table> table;
  std::vector<const void*> buffers;
  std::vector<ArrowArray> children;
  std::vector<ArrowArray*> pointers;
};

template <class Struct, class Owner>
void release(Struct* self) {
  auto* owner = static_cast<Owner*>(self->private_data);
  for (Struct& child : owner->children)
    if (child.release != nullptr) child.release(&child);  // a consumer may have moved it away
  delete owner;
  self->release = nullptr;
}

void fill_schema(const std::string& format, const std::string& name, const std::vector<Column>& children,
                 ArrowSchema* out) {
  auto owner = std::make_unique<SchemaOwner>();
  owner->format = format;
  owner->name = name;
  owner->children.resize(children.size());
  for (size_t i = 0; i < children.size(); ++i) {
    fill_schema(children[i].format, children[i].name, children[i].children, &owner->children[i]);
    owner->pointers.push_back(&owner->children[i]);
  }
  *out = {owner->format.c_str(),
          owner->name.c_str(),
          nullptr,
          ARROW_FLAG_NULLABLE,
          static_cast<int64_t>(children.size()),
          owner->pointers.data(),
          nullptr,
          &release<ArrowSchema, SchemaOwner>,
          nullptr};
  out->private_data = owner.release();
}

// Memory that a buffer without bytes points to: some consumers do not take a null pointer.
alignas(64) constexpr char kNothing[64] = {};

const void* address(const std::vector<char>& buffer) { return buffer.empty() ? kNothing : buffer.data(); }

void fill_array(const std::shared_ptr<const Table>& table, int64_t length, const Column* column,
                const std::vector<Column>& children, ArrowArray* out) {
  auto owner = std::make_unique<ArrayOwner>();
  owner->table = table;
  if (column == nullptr) {
    owner->buffers.push_back(nullptr);  // the struct that is the batch has no nulls
  } else {
    for (size_t i = 0; i < column->buffers.size(); ++i)
      owner->buffers.push_back(i == 0 && column->nulls == 0 ? nullptr : address(column->buffers[i]));
  }
  owner->children.resize(children.size());
  for (size_t i = 0; i < children.size(); ++i) {
    fill_array(table, children[i].length, &children[i], children[i].children, &owner->children[i]);
    owner->pointers.push_back(&owner->children[i]);
  }
  *out = {length,
          column == nullptr ? 0 : column->nulls,
          0,
          static_cast<int64_t>(owner->buffers.size()),
          static_cast<int64_t>(children.size()),
          owner->buffers.data(),
          owner->pointers.data(),
          nullptr,
          &release<ArrowArray, ArrayOwner>,
          nullptr};
  out->private_data = owner.release();
}

struct Stream {
  std::shared_ptr<const Table> table;
  bool ended = false;

  static Stream& of(ArrowArrayStream* self) { return *static_cast<Stream*>(self->private_data); }

  // No exception may leave: the consumer is C.
  static int schema(ArrowArrayStream* self, ArrowSchema* out) {
    try {
      export_schema(*of(self).table, out);
      return 0;
    } catch (const std::bad_alloc&) {
      return ENOMEM;
    }
  }

  static int next(ArrowArrayStream* self, ArrowArray* out) {
    Stream& stream = of(self);
    std::memset(out, 0, sizeof *out);
    if (stream.ended || stream.table->rows == 0) return 0;
    try {
      fill_array(stream.table, stream.table->rows, nullptr, stream.table->columns, out);
      stream.ended = true;
      return 0;
    } catch (const std::bad_alloc&) {
      return ENOMEM;
    }
  }
};

}  // namespace

void export_schema(const Table& table, ArrowSchema* out) { fill_schema("+s", "", table.columns, out); }

void export_stream(std::shared_ptr<const Table> table, ArrowArrayStream* out) {
  *out = {&Stream::schema, &Stream::next, [](ArrowArrayStream*) -> const char* { return "not enough memory"; },
          [](ArrowArrayStream* self) {
            delete static_cast<Stream*>(self->private_data);
            self->release = nullptr;
          },
          new Stream{std::move(table)}};
}

}  // namespace inquit
