// Whether a message that was written of something full has all its fields.
#ifndef BELLWETHER_TESTS_PROTOS_WIRE_ALL_FIELDS_H_
#define BELLWETHER_TESTS_PROTOS_WIRE_ALL_FIELDS_H_

#include <string>

#include "google/protobuf/message.h"
#include "gtest/gtest.h"

namespace bellwether::wire {

// Walks all fields of the message and those in it: none is left unset by a result that has all.
inline void ExpectAllSet(const google::protobuf::Message& message, const std::string& path) {
  const auto& reflection = *message.GetReflection();
  const auto& type = *message.GetDescriptor();
  for (int i = 0; i < type.field_count(); ++i) {
    const auto& field = *type.field(i);
    const std::string here = path + "." + std::string(field.name());
    if (field.is_repeated()) {
      EXPECT_GT(reflection.FieldSize(message, &field), 0) << here;
    } else if (here.find(".immature") == std::string::npos) {
      EXPECT_TRUE(reflection.HasField(message, &field)) << here;
    }
    if (field.message_type() == nullptr || field.message_type()->name() == "Date") continue;
    if (!field.is_repeated()) {
      ExpectAllSet(reflection.GetMessage(message, &field), here);
    } else if (reflection.FieldSize(message, &field) > 0) {
      const int last = reflection.FieldSize(message, &field) - 1;
      ExpectAllSet(reflection.GetRepeatedMessage(message, &field, last), here);
    }
  }
}

}  // namespace bellwether::wire

#endif  // BELLWETHER_TESTS_PROTOS_WIRE_ALL_FIELDS_H_
