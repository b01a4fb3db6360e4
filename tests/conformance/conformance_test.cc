// Runs the public conformance suite of CEL. manifest.txt says for each of its tests whether it must
// pass, is different on purpose, or needs a part of CEL that the language leaves out; the numbers
// are pinned, so nothing moves silently (S33).
#include <google/protobuf/duration.pb.h>
#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <deque>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/expression/expression.h"
#include "engine/expression/print.h"
#include "engine/expression/program.h"
#include "tests/conformance/manifest.h"
#include "tests/conformance/suite_reader.h"
#include "tests/support/files.h"

namespace bellwether::conformance {
namespace {

constexpr size_t kCore = 478;
constexpr size_t kConversions = 53;
constexpr size_t kMostExceptions = 12;

// An error that a test expects at evaluation may be found when the text is checked instead: how
// many are, by file.
const std::map<std::string, size_t> kRejectedByFile = {
    {"conversions", 2}, {"fields", 1}, {"timestamps", 8}};

const std::set<std::string> kExceptionReasons = {"qualified names over maps", "promoted literal",
                                                 "legacy zone name", "message binding"};
const std::set<std::string> kOutReasons = {"uint", "bytes", "null",   "map literals", "indexing",
                                           "dyn",  "type",  "macros", "messages",     "enums"};

// The names that a test declares and the values that it binds.
class Bindings : public expression::Environment {
 public:
  explicit Bindings(const Case& test) {
    for (const Declaration& declaration : test.type_env()) Declare(declaration);
    for (const auto& [name, binding] : test.bindings()) {
      const auto variable = variables_.find(name);
      if (variable != variables_.end()) slots_[variable->second.slot] = Convert(binding.value());
    }
  }

  std::optional<expression::Variable> Find(std::string_view name) const override {
    const auto found = variables_.find(name);
    if (found == variables_.end()) return std::nullopt;
    return found->second;
  }
  const std::vector<std::string>& names() const override { return names_; }
  const std::vector<expression::Value>& slots() const { return slots_; }

 private:
  void Declare(const Declaration& declaration) {
    const std::optional<expression::Type> type = TypeOf(declaration.ident().type());
    if (!type) return;  // a map: not of the language
    const auto slot = static_cast<uint32_t>(slots_.size());
    variables_[declaration.name()] = {*type, slot, nullptr};
    names_.push_back(declaration.name());
    slots_.push_back(expression::Value::Missing());
  }

  static std::optional<expression::Type> TypeOf(const Type& type) {
    if (type.has_list_type()) return expression::Type::kList;
    if (type.message_type() == "google.protobuf.Duration") return expression::Type::kDuration;
    switch (type.primitive()) {
      case Type::BOOL:
        return expression::Type::kBool;
      case Type::INT64:
        return expression::Type::kInt;
      case Type::DOUBLE:
        return expression::Type::kDouble;
      case Type::STRING:
        return expression::Type::kString;
      default:
        return std::nullopt;
    }
  }

  expression::Value Convert(const Value& value) {
    switch (value.kind_case()) {
      case Value::kBoolValue:
        return expression::Value::Bool(value.bool_value());
      case Value::kInt64Value:
        return expression::Value::Int(value.int64_value());
      case Value::kDoubleValue:
        return expression::Value::Double(value.double_value());
      case Value::kStringValue:
        return expression::Value::String(value.string_value());
      case Value::kListValue:
        return ConvertList(value.list_value());
      case Value::kObjectValue:
        return ConvertObject(value.object_value());
      default:
        return expression::Value::Missing();
    }
  }

  expression::Value ConvertList(const List& list) {
    std::vector<expression::Value> items;
    for (const Value& item : list.values()) items.push_back(Convert(item));
    lists_.push_back(std::move(items));
    return expression::Value::List(
        {lists_.back().data(), static_cast<uint32_t>(lists_.back().size())});
  }

  static expression::Value ConvertObject(const google::protobuf::Any& object) {
    google::protobuf::Duration duration;
    if (!object.UnpackTo(&duration)) return expression::Value::Missing();
    return expression::Value::Duration(absl::Seconds(duration.seconds()) +
                                       absl::Nanoseconds(duration.nanos()));
  }

  std::map<std::string, expression::Variable, std::less<>> variables_;
  std::vector<std::string> names_;
  std::vector<expression::Value> slots_;
  std::deque<std::vector<expression::Value>> lists_;
};

bool Same(const expression::Value& got, const Value& expected) {
  switch (expected.kind_case()) {
    case Value::kBoolValue:
      return got.kind == expression::Kind::kBool && got.boolean == expected.bool_value();
    case Value::kInt64Value:
      return got.kind == expression::Kind::kInt && got.integer == expected.int64_value();
    case Value::kDoubleValue:
      // By bits: -0.0 is not 0.0 here.
      return got.kind == expression::Kind::kDouble &&
             std::bit_cast<uint64_t>(got.number) ==
                 std::bit_cast<uint64_t>(expected.double_value());
    case Value::kStringValue:
      return got.kind == expression::Kind::kString && got.as_string() == expected.string_value();
    case Value::kListValue: {
      const auto& values = expected.list_value().values();
      if (got.kind != expression::Kind::kList ||
          got.list.size != static_cast<uint32_t>(values.size())) {
        return false;
      }
      for (uint32_t i = 0; i < got.list.size; ++i) {
        if (!Same(got.list.items[i], values[static_cast<int>(i)])) return false;
      }
      return true;
    }
    default:
      return false;
  }
}

enum class Outcome { kPassed, kRejected, kFailed };

// `why` explains a failure. kRejected: passed, because checking refused what had to fail.
Outcome RunTest(const Case& test, std::string& why) {
  const Bindings bindings(test);
  DiagnosticSink sink;
  const expression::Text text{test.expr(), Span{}, true};
  const auto checked = test.disable_check()
                           ? expression::CheckDeferred(text, bindings, Limits{}, sink)
                           : expression::CheckAny(text, bindings, Limits{}, sink);
  if (!checked) {
    for (const Diagnostic& diagnostic : sink.Take()) why += diagnostic.message + "; ";
    return test.has_eval_error() ? Outcome::kRejected : Outcome::kFailed;
  }
  expression::Stack stack;
  const expression::Program program = expression::Compile(*checked);
  const expression::Context context{absl::UnixEpoch(), absl::UTCTimeZone()};
  const expression::Value value = expression::Run(program, bindings.slots(), context, stack);
  why = "got " + expression::PrintValue(value);
  const bool passed = test.has_eval_error() ? value.kind == expression::Kind::kError
                      : test.has_value()    ? Same(value, test.value())
                                         : value.kind == expression::Kind::kBool && value.boolean;
  return passed ? Outcome::kPassed : Outcome::kFailed;
}

std::string Describe(const TestName& name) {
  return std::get<0>(name) + "/" + std::get<1>(name) + "/" + std::get<2>(name);
}

std::vector<std::string> SuiteNames() {
  std::vector<std::string> names;
  for (std::string file : testing_support::ListFiles("tests/conformance", ".textproto")) {
    names.push_back(file.substr(0, file.size() - std::string(".textproto").size()));
  }
  return names;
}

class ConformanceTest : public testing::TestWithParam<std::string> {};

TEST_P(ConformanceTest, PassesWhatTheManifestSays) {
  const std::map<TestName, ManifestEntry> manifest = ReadManifest();
  size_t rejected = 0;
  const TestFile suite = ReadSuite(GetParam());
  for (const Section& section : suite.section()) {
    for (const Case& test : section.test()) {
      const TestName name(GetParam(), section.name(), test.name());
      const auto entry = manifest.find(name);
      ASSERT_NE(entry, manifest.end()) << Describe(name) << " is not in manifest.txt";
      if (entry->second.status == ManifestEntry::Status::kOut) continue;
      std::string why;
      const Outcome outcome = RunTest(test, why);
      rejected += outcome == Outcome::kRejected ? 1 : 0;
      const bool expected = entry->second.status == ManifestEntry::Status::kRun;
      EXPECT_EQ(outcome != Outcome::kFailed, expected)
          << Describe(name) << "\n  " << test.expr() << "\n  " << why;
    }
  }
  const auto pinned = kRejectedByFile.find(GetParam());
  EXPECT_EQ(rejected, pinned == kRejectedByFile.end() ? 0 : pinned->second)
      << "tests that expect an error at evaluation and are refused when checked";
}

INSTANTIATE_TEST_SUITE_P(Suite, ConformanceTest, testing::ValuesIn(SuiteNames()),
                         [](const auto& file) { return file.param; });

TEST(ManifestTest, NamesEveryTestOnceAndNoOther) {
  std::map<TestName, ManifestEntry> manifest = ReadManifest();
  for (const std::string& file : SuiteNames()) {
    const TestFile suite = ReadSuite(file);
    for (const Section& section : suite.section()) {
      for (const Case& test : section.test()) {
        const TestName name(file, section.name(), test.name());
        EXPECT_EQ(manifest.erase(name), 1u) << Describe(name);
      }
    }
  }
  for (const auto& [name, entry] : manifest) ADD_FAILURE() << Describe(name) << " does not exist";
}

TEST(ManifestTest, CountsAreThoseOfTheScope) {
  std::map<std::string, size_t> groups;
  size_t exceptions = 0;
  for (const auto& [name, entry] : ReadManifest()) {
    if (entry.status == ManifestEntry::Status::kOut) {
      EXPECT_TRUE(kOutReasons.contains(entry.reason)) << Describe(name) << ": " << entry.reason;
      continue;
    }
    ++groups[entry.group];
    if (entry.status != ManifestEntry::Status::kException) continue;
    ++exceptions;
    EXPECT_TRUE(kExceptionReasons.contains(entry.reason)) << Describe(name) << ": " << entry.reason;
  }
  EXPECT_EQ(groups["core"], kCore);
  EXPECT_EQ(groups["conversions"], kConversions);
  EXPECT_EQ(groups.size(), 2u);
  EXPECT_LE(exceptions, kMostExceptions);
}

}  // namespace
}  // namespace bellwether::conformance
