// Tested by tests/protos/wire/field_selection_test.cc.
#include "protos/wire/field_selection.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "google/protobuf/timestamp.pb.h"

namespace bellwether::wire {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

// Messages lie in messages of their own kind (groups of components), but not that deep. Bounds the
// recursion of Trim.
constexpr size_t kMostNames = 32;

constexpr int kMostPaths = 256;
constexpr std::string_view kEverything = "*";

// The type that a path may go on in; null below a single value.
const Descriptor* Below(const FieldDescriptor& field) {
  const Descriptor* type = field.message_type();
  return type == google::protobuf::Timestamp::descriptor() ? nullptr : type;
}

std::string NoSuchField(const Descriptor& type, const std::string& path, const std::string& name) {
  std::vector<std::string> known;
  for (int i = 0; i < type.field_count(); ++i) known.emplace_back(type.field(i)->name());
  const std::string hint = DidYouMean(name, known);
  return absl::StrCat(
      Quoted(path), " names no field: ", std::string(type.name()), " has no ", Quoted(name), "; ",
      hint.empty() ? absl::StrCat("write names as in ", type.file()->name()) : hint);
}

// The numbers of the fields on the path, or what is wrong with it.
std::string Resolve(const Descriptor& root, const std::string& path, std::vector<int>& numbers) {
  const std::vector<std::string> names = absl::StrSplit(path, '.');
  if (names.size() > kMostNames) {
    return absl::StrCat(Quoted(path), " has ", names.size(), " names; at most ", kMostNames,
                        " are allowed: select the field above");
  }
  const Descriptor* type = &root;
  for (size_t i = 0; i < names.size(); ++i) {
    if (type == nullptr) {
      return absl::StrCat(Quoted(path), " names no field: ", Quoted(names[i - 1]),
                          " is one value and has no fields; end the path there");
    }
    const FieldDescriptor* field = type->FindFieldByName(names[i]);
    if (field == nullptr) return NoSuchField(*type, path, names[i]);
    numbers.push_back(field->number());
    type = Below(*field);
  }
  return "";
}

}  // namespace

std::string FieldSelection::Add(const Descriptor& type, std::string_view path) {
  std::vector<int> numbers;
  std::string problem = Resolve(type, std::string(path), numbers);
  if (problem.empty()) Insert(numbers);
  return problem;
}

FieldSelection FieldSelection::FromMask(const google::protobuf::FieldMask& mask,
                                        const Descriptor& type, std::string_view path,
                                        std::vector<Violation>& violations) {
  FieldSelection fields;
  if (mask.paths_size() > kMostPaths) {
    violations.push_back({std::string(path), "TOO_MANY",
                          absl::StrCat(mask.paths_size(), " paths; at most ", kMostPaths,
                                       " are allowed: select the fields above them")});
    return fields;
  }
  bool everything = false;
  for (int i = 0; i < mask.paths_size(); ++i) {
    if (mask.paths(i) == kEverything) {
      everything = true;
      continue;
    }
    std::string problem = fields.Add(type, mask.paths(i));
    if (problem.empty()) continue;
    violations.push_back(
        {absl::StrCat(ToAbsl(path), ".paths[", i, "]"), "UNKNOWN_NAME", std::move(problem)});
  }
  return everything ? FieldSelection() : fields;
}

void FieldSelection::Insert(const std::vector<int>& numbers) {
  FieldSelection* at = this;
  bool is_new = all();  // without parts because none was added yet
  for (const int number : numbers) {
    if (at->all() && !is_new) return;  // an earlier path selected all of it
    const auto found = std::find_if(at->parts_.begin(), at->parts_.end(),
                                    [&](const auto& part) { return part.number_ == number; });
    is_new = found == at->parts_.end();
    at = is_new ? &at->parts_.emplace_back() : &*found;
    at->number_ = number;
  }
  at->parts_.clear();
}

const FieldSelection* FieldSelection::Find(int number) const {
  if (all()) return this;
  for (const FieldSelection& part : parts_) {
    if (part.number_ == number) return &part;
  }
  return nullptr;
}

bool FieldSelection::Has(std::initializer_list<int> numbers) const {
  const FieldSelection* at = this;
  for (const int number : numbers) {
    at = at->Find(number);
    if (at == nullptr) return false;
  }
  return true;
}

void FieldSelection::Trim(Message& message) const {
  if (all()) return;
  const Reflection& reflection = *message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection.ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    const FieldSelection* part = Find(field->number());
    if (part == nullptr) {
      reflection.ClearField(&message, field);
    } else if (part->all()) {
      continue;
    } else if (!field->is_repeated()) {
      part->Trim(*reflection.MutableMessage(&message, field));
    } else {
      const int size = reflection.FieldSize(message, field);
      for (int i = 0; i < size; ++i) {
        part->Trim(*reflection.MutableRepeatedMessage(&message, field, i));
      }
    }
  }
}

}  // namespace bellwether::wire
