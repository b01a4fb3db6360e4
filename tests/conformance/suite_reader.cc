#include "tests/conformance/suite_reader.h"

#include <google/protobuf/duration.pb.h>
#include <google/protobuf/empty.pb.h>
#include <google/protobuf/io/tokenizer.h>
#include <google/protobuf/text_format.h>
#include <google/protobuf/timestamp.pb.h>
#include <gtest/gtest.h>

#include "tests/support/files.h"

namespace bellwether::conformance {
namespace {

// Types of embedded messages: durations and timestamps are linked in, all others are read as an
// empty message whose fields are unknown.
class AnyTypes : public google::protobuf::TextFormat::Finder {
 public:
  const google::protobuf::Descriptor* FindAnyType(const google::protobuf::Message& message,
                                                  const std::string& prefix,
                                                  const std::string& name) const override {
    const auto* found = Finder::FindAnyType(message, prefix, name);
    return found != nullptr ? found : google::protobuf::Empty::descriptor();
  }
};

// Warnings are about unknown fields, which are expected; errors fail the test.
class Errors : public google::protobuf::io::ErrorCollector {
 public:
  void AddError(int line, int column, const std::string& message) override {
    ADD_FAILURE() << line + 1 << ":" << column + 1 << ": " << message;
  }
  void AddWarning(int, int, const std::string&) override {}
};

}  // namespace

TestFile ReadSuite(const std::string& name) {
  // Touch them, so that the linker keeps their descriptors.
  google::protobuf::Duration::descriptor();
  google::protobuf::Timestamp::descriptor();
  google::protobuf::TextFormat::Parser parser;
  AnyTypes finder;
  Errors errors;
  parser.SetFinder(&finder);
  parser.RecordErrorsTo(&errors);
  parser.AllowUnknownField(true);
  parser.AllowUnknownExtension(true);
  TestFile file;
  const std::string text = testing_support::ReadFileOrFail(
      testing_support::SourcePath("tests/conformance/" + name + ".textproto"));
  EXPECT_TRUE(parser.ParseFromString(text, &file)) << name;
  return file;
}

}  // namespace bellwether::conformance
