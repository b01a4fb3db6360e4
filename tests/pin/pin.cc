// bellwether_pin PACK PINS: changes everything in a pack by its smallest step, one thing at a time,
// and lists the changes that no test of the pack notices. scripts/pin builds and runs it.
//
// A change is held when the pack no longer loads with it, or a test case fails. Exit 0: every
// survivor is listed in PINS; 1: some is not, or PINS lists what is held; 3: the pack or its tests
// have errors.
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"
#include "engine/testing/testing.h"
#include "rules/reader/pack_folder.h"
#include "tests/pin/mutations.h"
#include "tests/pin/pins.h"

namespace bellwether::pin {
namespace {

constexpr int kGood = 0;
constexpr int kSurvived = 1;
constexpr int kInvalid = 3;

void Say(const std::string& text) { std::fputs(text.c_str(), stderr); }

class Pinner {
 public:
  Pinner(std::string pack, Sources sources, const Plan& plan, const TestSuite& suite, Pins pins)
      : pack_(std::move(pack)),
        sources_(std::move(sources)),
        plan_(plan),
        suite_(suite),
        pins_(std::move(pins)) {}

  int Run() {
    const std::vector<Mutation> mutations = MutationsOf(sources_, plan_);
    for (size_t i = 0; i < mutations.size(); ++i) {
      ShowProgress(i, mutations.size());
      if (Survives(mutations[i])) Report(mutations[i]);
    }
    if (isatty(STDERR_FILENO) != 0) Say("\r\033[K");
    const std::vector<std::string> unneeded = pins_.Unneeded();
    for (const std::string& key : unneeded) {
      std::printf("%s is listed as free, but a test holds it\n", key.c_str());
    }
    std::printf("%zu changed, %zu held (%zu of them do not load), %zu survived (%zu listed)\n",
                mutations.size(), mutations.size() - survived_, unloaded_, survived_, listed_);
    return survived_ == listed_ && unneeded.empty() ? kGood : kSurvived;
  }

 private:
  bool Survives(const Mutation& mutation) {
    const auto loaded = Load(Apply(mutation, sources_));
    if (!loaded.ok()) {
      ++unloaded_;
      return false;
    }
    TestOptions options;
    options.stop_at_first = true;
    options.explain = false;
    return RunTests(*loaded.value, suite_, Limits(), options).failed == 0;
  }

  void Report(const Mutation& mutation) {
    ++survived_;
    if (pins_.Excuse(mutation)) {
      ++listed_;
      return;
    }
    if (isatty(STDERR_FILENO) != 0) Say("\r\033[K");
    std::printf("%s/%s:%u `%s` `%s`\n", pack_.c_str(),
                std::string(sources_.name(mutation.file)).c_str(), mutation.span.line,
                mutation.key.c_str(), mutation.change.c_str());
    std::fflush(stdout);
  }

  void ShowProgress(size_t done, size_t all) const {
    if (isatty(STDERR_FILENO) == 0) return;
    Say(absl::StrCat("\r", done, " of ", all, " changes, ", survived_, " survived"));
  }

  const std::string pack_;
  const Sources sources_;
  const Plan& plan_;
  const TestSuite& suite_;
  Pins pins_;
  size_t survived_ = 0;
  size_t listed_ = 0;
  size_t unloaded_ = 0;
};

std::string ReadText(const std::string& path) {
  std::ifstream stream(path);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

int Run(const std::string& pack, const std::string& pins) {
  const auto sources = ReadPackFolder(pack);
  const auto tests = ReadPackTests(pack);
  for (const absl::Status& status : {sources.status(), tests.status()}) {
    if (status.ok()) continue;
    Say(absl::StrCat(status.message(), "\n"));
    return kInvalid;
  }
  const auto loaded = Load(*sources);
  if (!loaded.ok()) {
    Say(RenderAll(loaded.diagnostics, *sources));
    return kInvalid;
  }
  const auto suite = LoadTests(*loaded.value, *tests);
  if (!suite.ok()) {
    Say(RenderAll(suite.diagnostics, *tests));
    return kInvalid;
  }
  const TestReport report = RunTests(*loaded.value, suite.value);
  if (report.failed > 0) {
    Say(absl::StrCat(report.failed, " tests of ", pack, " fail: make them pass first\n"));
    return kInvalid;
  }
  if (report.cases.empty()) {
    Say(absl::StrCat(pack, " has no tests, so nothing in it is held\n"));
    return kInvalid;
  }
  return Pinner(pack, *sources, *loaded.value, suite.value, Pins(ReadText(pins))).Run();
}

}  // namespace
}  // namespace bellwether::pin

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("usage: bellwether_pin PACK PINS   (see scripts/pin)\n", stderr);
    return 2;
  }
  return bellwether::pin::Run(argv[1], argv[2]);
}
