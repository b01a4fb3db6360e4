// Clients were built from earlier versions of bellwether.v1: what it has said once, it says for
// good. tests/protos/contract.txt holds every field, enum value and method. A line may be added, by
// scripts/accept_protos; none may change or vanish.
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "bellwether/v1/scoring.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/files.h"

namespace bellwether {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::FileDescriptor;
using google::protobuf::MethodDescriptor;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

using Lines = std::set<std::string>;

constexpr char kContract[] = "tests/protos/contract.txt";
constexpr char kPackage[] = "bellwether.v1";

std::string LabelOf(const FieldDescriptor& field) {
  if (field.is_repeated()) return "repeated ";
  if (field.real_containing_oneof() != nullptr) {
    return absl::StrCat("oneof ", field.real_containing_oneof()->name(), " ");
  }
  return field.has_optional_keyword() ? "optional " : "";
}

std::string TypeOf(const FieldDescriptor& field) {
  if (field.message_type() != nullptr) return std::string(field.message_type()->full_name());
  if (field.enum_type() != nullptr) return std::string(field.enum_type()->full_name());
  return field.type_name();
}

void Add(const EnumDescriptor& type, Lines& lines) {
  for (int i = 0; i < type.value_count(); ++i) {
    lines.insert(absl::StrCat("value ", type.full_name(), ".", type.value(i)->name(), " = ",
                              type.value(i)->number()));
  }
}

void Add(const Descriptor& type, Lines& lines) {
  lines.insert(absl::StrCat("message ", type.full_name()));
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor& field = *type.field(i);
    lines.insert(absl::StrCat("field ", field.full_name(), " = ", field.number(), " ",
                              LabelOf(field), TypeOf(field)));
  }
  for (int i = 0; i < type.nested_type_count(); ++i) Add(*type.nested_type(i), lines);
  for (int i = 0; i < type.enum_type_count(); ++i) Add(*type.enum_type(i), lines);
}

void Add(const MethodDescriptor& method, Lines& lines) {
  lines.insert(absl::StrCat(
      "method ", method.full_name(), " (", method.client_streaming() ? "stream " : "",
      method.input_type()->full_name(), ") returns (", method.server_streaming() ? "stream " : "",
      method.output_type()->full_name(), ")"));
}

// The file and what it imports of the package.
void Add(const FileDescriptor& file, Lines& lines) {
  if (file.package() != kPackage) return;
  for (int i = 0; i < file.message_type_count(); ++i) Add(*file.message_type(i), lines);
  for (int i = 0; i < file.enum_type_count(); ++i) Add(*file.enum_type(i), lines);
  for (int i = 0; i < file.service_count(); ++i) {
    for (int m = 0; m < file.service(i)->method_count(); ++m) {
      Add(*file.service(i)->method(m), lines);
    }
  }
  for (int i = 0; i < file.dependency_count(); ++i) Add(*file.dependency(i), lines);
}

Lines Present() {
  Lines lines;
  Add(*v1::EvaluateRequest::descriptor()->file(), lines);
  return lines;
}

std::string ContractPath() { return testing_support::SourcePath(kContract); }

Lines Promised() {
  const std::string text = testing_support::ReadFileOrFail(ContractPath());
  const std::vector<std::string> lines = absl::StrSplit(text, '\n', absl::SkipEmpty());
  return {lines.begin(), lines.end()};
}

// Lines of `from` that are not in `other`.
std::vector<std::string> Without(const Lines& from, const Lines& other) {
  std::vector<std::string> left;
  std::set_difference(from.begin(), from.end(), other.begin(), other.end(),
                      std::back_inserter(left));
  return left;
}

TEST(ProtoCompatibilityTest, NothingChangesOrVanishes) {
  EXPECT_THAT(Without(Promised(), Present()), IsEmpty())
      << "clients rely on these lines of " << kContract
      << ": leave the field, value or method as it is, and add another one";
}

TEST(ProtoCompatibilityTest, WhatIsNewIsPromisedToo) {
  const Lines promised = Promised();
  const Lines present = Present();
  const std::vector<std::string> added = Without(present, promised);
  const bool accepts = std::getenv("BELLWETHER_ACCEPT_PROTOS") != nullptr;
  if (!accepts || !Without(promised, present).empty()) {
    EXPECT_THAT(added, IsEmpty()) << "new: run scripts/accept_protos once you stand by them";
    return;
  }
  std::ofstream file(ContractPath());
  file << absl::StrJoin(present, "\n") << "\n";
  ASSERT_TRUE(file.good()) << ContractPath();
}

// The lines tell apart what a client would notice.
TEST(ProtoCompatibilityTest, SeesNumbersTypesNamesAndLabels) {
  const Lines present = Present();
  for (const std::string line :
       {"field bellwether.v1.EvaluationOptions.as_of = 1 optional bellwether.v1.Moment",
        "field bellwether.v1.Evaluation.health = 6 repeated bellwether.v1.HealthResult",
        "field bellwether.v1.HealthResult.score = 4 oneof result bellwether.v1.HealthScore",
        "field bellwether.v1.HealthScore.value = 1 double",
        "value bellwether.v1.HealthState.HEALTH_STATE_SCORED = 1",
        "method bellwether.v1.ScoringService.StreamEvaluate (stream "
        "bellwether.v1.StreamEvaluateRequest) returns (stream "
        "bellwether.v1.StreamEvaluateResponse)"}) {
    EXPECT_EQ(present.count(line), 1u) << line;
    EXPECT_EQ(Promised().count(line), 1u) << line;
  }
  EXPECT_THAT(Without({"field a = 1 double", "field b = 2 double"},
                      {"field a = 1 double", "field b = 3 double", "field c = 2 double"}),
              ElementsAre("field b = 2 double"));
}

}  // namespace
}  // namespace bellwether
