// One field somewhere in the tree of messages is set, cleared, repeated, or given an odd value.
#include "tests/fuzz/message_mutator.h"

#include <algorithm>
#include <limits>
#include <random>
#include <string>
#include <vector>

extern "C" size_t LLVMFuzzerMutate(uint8_t* data, size_t size, size_t max_size);

namespace bellwether::fuzz {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

constexpr size_t kMostText = 200;

class Mutator {
 public:
  explicit Mutator(unsigned seed) : random_(seed) {}

  size_t Below(size_t limit) { return limit == 0 ? 0 : random_() % limit; }

  void Mutate(Message& root) {
    std::vector<Message*> messages;
    Collect(root, messages);
    Message& message = *messages[Below(messages.size())];
    const auto* descriptor = message.GetDescriptor();
    if (descriptor->field_count() == 0) return;
    const FieldDescriptor* field =
        descriptor->field(static_cast<int>(Below(static_cast<size_t>(descriptor->field_count()))));
    if (Below(6) == 0) {
      message.GetReflection()->ClearField(&message, field);
    } else if (field->is_repeated()) {
      MutateRepeated(message, field);
    } else {
      Set(message, field);
    }
  }

 private:
  static void Collect(Message& message, std::vector<Message*>& messages) {
    messages.push_back(&message);
    const Reflection* reflection = message.GetReflection();
    std::vector<const FieldDescriptor*> fields;
    reflection->ListFields(message, &fields);
    for (const FieldDescriptor* field : fields) {
      if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) continue;
      if (!field->is_repeated()) {
        Collect(*reflection->MutableMessage(&message, field), messages);
        continue;
      }
      for (int i = 0; i < reflection->FieldSize(message, field); ++i) {
        Collect(*reflection->MutableRepeatedMessage(&message, field, i), messages);
      }
    }
  }

  double Number() {
    static constexpr double kOdd[] = {0, -0.0, 1, -1, 0.5, 100, 100.0000001, 1e300, 1e-320, 9.3e18};
    switch (Below(5)) {
      case 0:
        return std::numeric_limits<double>::quiet_NaN();
      case 1:
        return Below(2) == 0 ? std::numeric_limits<double>::infinity()
                             : -std::numeric_limits<double>::infinity();
      case 2:
        return static_cast<double>(Below(1000)) / 10;
      default:
        return kOdd[Below(std::size(kOdd))];
    }
  }

  int64_t Whole() {
    static constexpr int64_t kOdd[] = {0,
                                       1,
                                       -1,
                                       2026,
                                       31,
                                       1'772'366'400,
                                       std::numeric_limits<int32_t>::max(),
                                       std::numeric_limits<int32_t>::min(),
                                       std::numeric_limits<int64_t>::max(),
                                       std::numeric_limits<int64_t>::min()};
    return Below(3) == 0 ? static_cast<int64_t>(Below(3000)) : kOdd[Below(std::size(kOdd))];
  }

  std::string Text(const std::string& old) {
    std::string text = old;
    text.resize(std::max<size_t>(old.size() + 8, 1));
    const size_t size =
        LLVMFuzzerMutate(reinterpret_cast<uint8_t*>(text.data()), old.size(), text.size());
    text.resize(std::min(size, kMostText));
    return text;
  }

  void Set(Message& message, const FieldDescriptor* field) {
    const Reflection* reflection = message.GetReflection();
    switch (field->cpp_type()) {
      case FieldDescriptor::CPPTYPE_MESSAGE:
        reflection->MutableMessage(&message, field);
        break;
      case FieldDescriptor::CPPTYPE_DOUBLE:
        reflection->SetDouble(&message, field, Number());
        break;
      case FieldDescriptor::CPPTYPE_BOOL:
        reflection->SetBool(&message, field, Below(2) == 0);
        break;
      case FieldDescriptor::CPPTYPE_ENUM:
        reflection->SetEnumValue(&message, field, static_cast<int>(Below(10)) - 1);
        break;
      case FieldDescriptor::CPPTYPE_INT32:
        reflection->SetInt32(&message, field, static_cast<int32_t>(Whole()));
        break;
      case FieldDescriptor::CPPTYPE_INT64:
        reflection->SetInt64(&message, field, Whole());
        break;
      case FieldDescriptor::CPPTYPE_STRING:
        reflection->SetString(&message, field, Text(reflection->GetString(message, field)));
        break;
      default:
        break;
    }
  }

  void MutateRepeated(Message& message, const FieldDescriptor* field) {
    const Reflection* reflection = message.GetReflection();
    const int size = reflection->FieldSize(message, field);
    if (size > 1 && Below(3) == 0) {
      reflection->SwapElements(&message, field, 0,
                               static_cast<int>(Below(static_cast<size_t>(size))));
    } else if (size > 0 && Below(2) == 0) {
      reflection->RemoveLast(&message, field);
    } else {
      Add(message, field, size);
    }
  }

  // A copy of an element that is there, or a new one.
  void Add(Message& message, const FieldDescriptor* field, int size) {
    const Reflection* reflection = message.GetReflection();
    const int like = static_cast<int>(Below(static_cast<size_t>(size)));
    switch (field->cpp_type()) {
      case FieldDescriptor::CPPTYPE_MESSAGE: {
        Message* added = reflection->AddMessage(&message, field);
        if (size > 0) added->CopyFrom(reflection->GetRepeatedMessage(message, field, like));
        break;
      }
      case FieldDescriptor::CPPTYPE_DOUBLE:
        reflection->AddDouble(&message, field, Number());
        break;
      case FieldDescriptor::CPPTYPE_ENUM:
        reflection->AddEnumValue(&message, field, static_cast<int>(Below(10)) - 1);
        break;
      case FieldDescriptor::CPPTYPE_INT64:
        reflection->AddInt64(&message, field, Whole());
        break;
      case FieldDescriptor::CPPTYPE_UINT32:
        reflection->AddUInt32(&message, field, static_cast<uint32_t>(Whole()));
        break;
      case FieldDescriptor::CPPTYPE_STRING:
        reflection->AddString(
            &message, field,
            size > 0 ? reflection->GetRepeatedString(message, field, like) : Text("a"));
        break;
      default:
        break;
    }
  }

  std::minstd_rand random_;
};

}  // namespace

size_t MutateMessage(Message& message, uint8_t* data, size_t size, size_t max_size, unsigned seed) {
  Mutator mutator(seed);
  if (mutator.Below(3) == 0 || !message.ParseFromArray(data, static_cast<int>(size))) {
    return LLVMFuzzerMutate(data, size, max_size);
  }
  for (size_t i = 0; i <= mutator.Below(3); ++i) mutator.Mutate(message);
  const std::string bytes = message.SerializeAsString();
  if (bytes.size() > max_size) return LLVMFuzzerMutate(data, size, max_size);
  std::copy_n(bytes.data(), bytes.size(), data);
  return bytes.size();
}

}  // namespace bellwether::fuzz
