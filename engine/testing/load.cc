// Files to cases: fixtures of all files first, then each case and each row of its table. Trees are
// read twice by nobody: an account is laid together as a tree and decoded once.
//
// Tested by tests/engine/testing/load_test.cc.
#include "engine/testing/testing.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/accounts/account_fields.h"
#include "engine/base/suggest.h"
#include "engine/schema/free_keys.h"
#include "engine/testing/expectations.h"
#include "engine/testing/imported_account.h"
#include "engine/testing/keys.h"
#include "engine/testing/partial_account.h"
#include "engine/testing/read_properties.h"
#include "engine/testing/read_timeline.h"
#include "engine/testing/test_moment.h"
#include "engine/yaml/scalar.h"
#include "engine/yaml/turned_text.h"
#include "engine/yaml/yaml.h"

namespace bellwether {
namespace {

using Keys = std::vector<std::string>;

constexpr char kTestFolder[] = "tests/";
constexpr char kDefaultId[] = "account";

class SuiteLoader {
 public:
  SuiteLoader(const Plan& plan, const Sources& sources, const Limits& limits)
      : plan_(plan), sources_(sources), limits_(limits), imports_(plan, sources, limits) {}

  Staged<TestSuite> Run() {
    Staged<TestSuite> result;
    for (uint32_t i = 0; i < sources_.files().size(); ++i) {
      const bool is_mapping = IsMappingFile(sources_.name(i));
      files_.push_back(is_mapping ? Node() : ParseYaml(sources_, i, limits_, sink_));
      result.value.files.emplace_back(sources_.name(i));
      if (is_mapping) continue;  // read where a case names it
      CheckTurnedText(sources_, i, sink_);
      CheckFile(i);
    }
    for (const Node& file : files_) {
      if (const Node* section = file.Find("fixtures")) fixtures_.Add(*section, sink_);
    }
    fixtures_.Resolve(plan_, sink_);
    for (const Node& file : files_) {
      ReadFile(file, result.value.cases);
      const Node* properties = file.Find("properties");
      if (properties == nullptr) continue;
      ReadProperties(plan_, *properties, file.Find("as_of"), limits_, result.value.properties,
                     sink_);
    }
    result.value.timelines = std::move(timelines_);
    result.diagnostics = sink_.Take();
    return result;
  }

 private:
  // What a row takes from its case, and a case from its file.
  struct Frame {
    const Node* as_of = nullptr;
    const Node* benchmark_set = nullptr;
    double within = kTolerance;
    std::string name;
    Node account;
    std::vector<ExpectLeaf> expect;
  };

  void CheckFile(uint32_t index) {
    const std::string& name = sources_.files()[index].name;
    const Node& file = files_[index];
    const bool tests = file.Find("cases") != nullptr || file.Find("properties") != nullptr;
    const bool unread = absl::StartsWith(name, kTestFolder) && tests &&
                        !absl::EndsWith(name, "_test.yaml") && !absl::EndsWith(name, "_test.yml");
    if (unread) {
      sink_.Error("file-name", {index, 1, 1, 1}, "the name of a test file ends with _test.yaml",
                  "rename it, so that nobody takes it for something else");
    }
    if (file.is_null()) return;
    if (!file.is_mapping()) return WrongType(file, "a test file", "{cases: [...]}", sink_);
    CheckKeys(file, NamesOfKeys(kFileKeys), /*top=*/true);
  }

  void CheckKeys(const Node& node, const Keys& known, bool top = false) {
    for (const Entry& entry : node.entries) {
      if (top && IsFreeKey(entry.key)) continue;
      if (std::find(known.begin(), known.end(), entry.key) != known.end()) continue;
      sink_.Error("unknown-key", entry.key_span, absl::StrCat("unknown key ", Quoted(entry.key)),
                  entry.key == "properties"
                      ? "properties stand at the top of the file, beside `cases`"
                  : IsFreeKey(entry.key) ? std::string(kFreeKeyHint)
                                         : DidYouMean(entry.key, known));
    }
  }

  void ReadFile(const Node& file, std::vector<TestCase>& cases) {
    const Node* list = file.Find("cases");
    if (list == nullptr) return;
    if (!list->is_sequence()) return WrongType(*list, "`cases`", "a list", sink_);
    std::set<std::string> names;
    for (const Node& node : list->items) {
      if (!node.is_mapping()) {
        WrongType(node, "a case", "{name, account, as_of, expect}", sink_);
        continue;
      }
      CheckKeys(node, NamesOfKeys(kCaseKeys));
      Frame frame;
      frame.as_of = file.Find("as_of");
      TakeWithin(file, frame);
      frame.name = NameOf(node, names);
      ReadCase(node, std::move(frame), cases);
    }
  }

  std::string NameOf(const Node& node, std::set<std::string>& names) {
    const Node* name = node.Find("name");
    if (name == nullptr || !name->is_scalar() || name->text.empty()) {
      sink_.Error("missing-key", node.span, "a case needs a `name`",
                  "say what the case shows: `name: no login for a week is red`");
      return "";
    }
    if (!names.insert(name->text).second) {
      sink_.Error("duplicate-name", name->span,
                  absl::StrCat("two cases of this file are called ", Quoted(name->text)));
    }
    return name->text;
  }

  void ReadCase(const Node& node, Frame frame, std::vector<TestCase>& cases) {
    frame.account.kind = Node::Kind::kMapping;
    frame.account.span = node.span;
    if (const Node* name = node.Find("fixture")) TakeFixture(*name, node, frame);
    if (const Node* import = node.Find("import"))
      TakeImport(*import, node.Find("rows"), node, frame);
    if (const Node* account = node.Find("account")) TakeAccount(*account, node, frame);
    if (const Node* timeline = node.Find("timeline")) {
      return ReadTimeline(node, *timeline, std::move(frame));
    }
    TakeWhere(node, frame);
    const Node* table = node.Find("table");
    if (table == nullptr) {
      const Node* name = node.Find("name");
      return AddCase(frame, name == nullptr ? node.span : name->span, cases);
    }
    if (!table->is_sequence()) {
      return WrongType(*table, "`table`", "a list of rows {set, expect}", sink_);
    }
    if (table->items.empty()) {
      sink_.Error("missing-key", table->span, "this table has no rows", "add {set, expect}");
    }
    for (size_t i = 0; i < table->items.size(); ++i) ReadRow(table->items[i], i, frame, cases);
  }

  // Days, each of which goes on from the account of the one before it.
  void ReadTimeline(const Node& node, const Node& days, Frame frame) {
    for (const char* key : {"expect", "table"}) {
      const Node* other = node.Find(key);
      if (other == nullptr) continue;
      sink_.Error("unknown-key", other->span,
                  absl::StrCat("a case has a `timeline`, or `", key, "`, and not both"),
                  "make two cases of it");
    }
    if (!days.is_sequence() || days.items.empty()) {
      return WrongType(days, "`timeline`", "a list of days {as_of, set, alerts}", sink_);
    }
    Timeline timeline;
    timeline.name = frame.name;
    const Node* name = node.Find("name");
    timeline.span = name == nullptr ? node.span : name->span;
    if (const Node* set = node.Find("set")) ApplySet(plan_, *set, frame.account, sink_);
    TestCase whole;
    ReadBenchmarkSet(node.Find("benchmark_set"), whole);
    timeline.benchmark_set = whole.benchmark_set;
    for (const Node& day : days.items) AddDay(day, frame, timeline);
    timelines_.push_back(std::move(timeline));
  }

  void AddDay(const Node& node, Frame& frame, Timeline& timeline) {
    if (!node.is_mapping()) return WrongType(node, "a day", "{as_of, set, alerts}", sink_);
    CheckKeys(node, NamesOfKeys(kDayKeys));
    if (const Node* account = node.Find("account")) TakeAccount(*account, node, frame);
    if (const Node* set = node.Find("set")) ApplySet(plan_, *set, frame.account, sink_);
    TimelineDay day;
    day.span = node.span;
    const auto as_of = ReadTestMoment(node.Find("as_of"), node.span, "a day", sink_);
    if (as_of) day.as_of = *as_of;
    const auto at = [this](const Moment& moment) { return moment.At(plan_.time_zone); };
    if (as_of && !timeline.days.empty() && at(*as_of) <= at(timeline.days.back().as_of)) {
      sink_.Error("bad-date", node.Find("as_of")->span, "this day is not later than the one before",
                  "days of a timeline go forward");
    }
    TestCase decoded;
    decoded.fields = frame.account;
    Decode(decoded);
    day.fields = std::move(decoded.fields);
    day.account = std::move(decoded.account);
    day.has_id = day.fields.Find("id") != nullptr;
    ReadDay(plan_, node, day, sink_);
    timeline.days.push_back(std::move(day));
  }

  void ReadRow(const Node& row, size_t index, Frame frame, std::vector<TestCase>& cases) {
    if (!row.is_mapping()) return WrongType(row, "a row", "{set, expect}", sink_);
    CheckKeys(row, NamesOfKeys(kRowKeys));
    const Node* name = row.Find("name");
    absl::StrAppend(&frame.name, " [", index + 1, "]");
    if (name != nullptr && name->is_scalar()) absl::StrAppend(&frame.name, " ", name->text);
    TakeWhere(row, frame);
    AddCase(frame, row.span, cases);
  }

  void TakeFixture(const Node& name, const Node& node, Frame& frame) {
    const Fixtures::Fixture* fixture = fixtures_.Find(name, sink_);
    if (fixture == nullptr) return;
    if (fixture->as_of != nullptr) frame.as_of = fixture->as_of;
    if (fixture->import != nullptr) TakeImport(*fixture->import, fixture->rows, node, frame);
    LayOver(fixture->account, frame.account);
  }

  // Formulas of the mapping are about the moment of the case, else of its fixture or file.
  void TakeImport(const Node& import, const Node* rows, const Node& node, Frame& frame) {
    const Node* own = node.Find("as_of");
    const auto as_of = TestMomentOf(own != nullptr ? own : frame.as_of);
    if (!as_of) {
      if (own == nullptr && frame.as_of == nullptr) {
        sink_.Error("missing-key", import.span, "an imported account needs `as_of`",
                    "write it in the case, the fixture, or once at the top of the file");
      }
      return;  // a moment that cannot be read is told about where the case is made
    }
    const auto account = imports_.Build(import, rows, as_of->At(plan_.time_zone), sink_);
    if (account) LayOver(*account, frame.account);
  }

  void TakeAccount(const Node& account, const Node& node, Frame& frame) {
    if (!account.is_mapping()) return WrongType(account, "`account`", "{field: value}", sink_);
    // An account that must be refused may name what does not exist.
    const Node* expect = node.Find("expect");
    if (expect == nullptr || expect->Find("error") == nullptr) CheckNames(plan_, account, sink_);
    LayOver(account, frame.account);
  }

  // What a case and a row have in common.
  void TakeWhere(const Node& node, Frame& frame) {
    if (const Node* as_of = node.Find("as_of")) frame.as_of = as_of;
    if (const Node* set = node.Find("benchmark_set")) frame.benchmark_set = set;
    TakeWithin(node, frame);
    if (const Node* set = node.Find("set")) ApplySet(plan_, *set, frame.account, sink_);
    if (const Node* expect = node.Find("expect")) {
      frame.expect = Overlaid(std::move(frame.expect), Flatten(*expect, sink_));
    }
  }

  void TakeWithin(const Node& node, Frame& frame) {
    const Node* within = node.Find("within");
    if (within == nullptr) return;
    const auto number = ReadNumber(*within, "`within`", sink_);
    if (number && *number < 0) {
      sink_.Error("out-of-range", within->span, "`within` is a distance: 0 or more");
    } else if (number) {
      frame.within = *number;
    }
  }

  void AddCase(const Frame& frame, const Span& span, std::vector<TestCase>& cases) {
    TestCase test;
    test.name = frame.name;
    test.span = span;
    test.fields = frame.account;
    ReadExpectations(plan_, frame.expect, frame.within, test, sink_);
    if (frame.expect.empty()) {
      sink_.Error("missing-key", span, "this case expects nothing",
                  "add `expect:` with at least one path");
    }
    if (test.needs_account()) {
      const auto as_of = ReadTestMoment(frame.as_of, span, "a case", sink_);
      if (as_of) test.as_of = *as_of;
      ReadBenchmarkSet(frame.benchmark_set, test);
      Decode(test);
    }
    cases.push_back(std::move(test));
  }

  void ReadBenchmarkSet(const Node* node, TestCase& test) {
    if (node == nullptr) return;
    const auto name = ReadText(*node, "`benchmark_set`", sink_);
    if (!name) return;
    const Keys& known = plan_.set_names;
    if (std::find(known.begin(), known.end(), *name) == known.end()) {
      sink_.Error("unknown-name", node->span,
                  absl::StrCat("the pack has no benchmark set ", Quoted(*name)),
                  DidYouMean(*name, known));
    }
    test.benchmark_set = *name;
  }

  // What cannot be read is a mistake of the test, unless just that is expected.
  void Decode(TestCase& test) {
    Node fields = test.fields;
    if (fields.Find("id") == nullptr) {
      Node id;
      id.kind = Node::Kind::kScalar;
      id.text = kDefaultId;
      fields.entries.push_back({"id", fields.span, std::move(id)});
    }
    Violations violations(limits_.max_diagnostics);
    ReadAccount(fields, limits_, test.account, violations);
    test.unreadable = violations.Take();
    if (test.error) return;
    for (const Violation& violation : test.unreadable) {
      sink_.Error("account", PlaceOf(test.fields, violation.path),
                  absl::StrCat(violation.path, ": ", violation.message));
    }
  }

  const Plan& plan_;
  const Sources& sources_;
  const Limits& limits_;
  DiagnosticSink sink_;
  std::vector<Node> files_;
  Fixtures fixtures_;
  TestImports imports_;
  std::vector<Timeline> timelines_;
};

}  // namespace

Staged<TestSuite> LoadTests(const Plan& plan, const Sources& sources, const Limits& limits) {
  return SuiteLoader(plan, sources, limits).Run();
}

}  // namespace bellwether
