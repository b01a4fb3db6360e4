// Fields of a message, chosen by paths as google.protobuf.FieldMask has them: "health.score.band".
//
//   FieldSelection fields;                                   // everything
//   std::string problem = fields.Add(*v1::Evaluation::descriptor(), "health.score.band");
//   fields.Trim(evaluation);                                 // bands, and nothing else
//
// Below a repeated field a path holds for each entry. A path that is part of another one adds
// nothing to it. Selections of one message type are for that type alone.
#ifndef BELLWETHER_PROTOS_WIRE_FIELD_SELECTION_H_
#define BELLWETHER_PROTOS_WIRE_FIELD_SELECTION_H_

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "engine/facts/account.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/field_mask.pb.h"
#include "google/protobuf/message.h"

namespace bellwether::wire {

class FieldSelection {
 public:
  // Whether nothing is left out.
  bool all() const { return parts_.empty(); }

  // Selects the field at `path` as well; the first one takes the place of everything. "" when it
  // did, else what is wrong with the path and what to write; then nothing has changed. Names of
  // one value, such as a timestamp, have no path below them.
  std::string Add(const google::protobuf::Descriptor& type, std::string_view path);

  // What a mask of a request selects: everything when it is empty or names "*". Paths that are
  // wrong, or a list that is too long to look at, are violations at `path`, as "options.read_mask".
  static FieldSelection FromMask(const google::protobuf::FieldMask& mask,
                                 const google::protobuf::Descriptor& type, std::string_view path,
                                 std::vector<Violation>& violations);

  // What is selected of a field: null when nothing is.
  const FieldSelection* Find(int number) const;
  // Whether the field at these numbers, or anything below it, is selected.
  bool Has(std::initializer_list<int> numbers) const;

  // Clears what is not selected. A message that is left without fields stays present.
  void Trim(google::protobuf::Message& message) const;

 private:
  void Insert(const std::vector<int>& numbers);

  int number_ = 0;                     // in the message around it
  std::vector<FieldSelection> parts_;  // none: all
};

}  // namespace bellwether::wire

#endif  // BELLWETHER_PROTOS_WIRE_FIELD_SELECTION_H_
