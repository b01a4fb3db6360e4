// Tested by tests/protos/wire/view_test.cc.
#include "protos/wire/answer_fields.h"

#include <cassert>
#include <string>

namespace bellwether::wire {

FieldSelection AnswerFields(const google::protobuf::FieldMask& mask,
                            std::vector<Violation>& violations) {
  return FieldSelection::FromMask(mask, *v1::Evaluation::descriptor(), "options.read_mask",
                                  violations);
}

void TrimAnswer(const FieldSelection& fields, v1::Evaluation& message) { fields.Trim(message); }

const FieldSelection& BasicFields() {
  static const auto* fields = [] {
    auto* basic = new FieldSelection;
    for (const std::string_view path : BasicPaths()) {
      const std::string problem = basic->Add(*v1::Evaluation::descriptor(), path);
      assert(problem.empty());
    }
    return basic;
  }();
  return *fields;
}

}  // namespace bellwether::wire
