// A server that dies at any step of a change: what was acknowledged is there afterwards, and what
// answers is the pack before or the pack after, with everything that belongs to it.
#include <unistd.h>

#include <string>
#include <tuple>

#include "tests/server/activations_fixture.h"

namespace bellwether {
namespace {

// The step of the write of a file of that name.
using Point = std::tuple<StateFolder::Step, std::string>;

class ActivationCrashTest : public ActivationsFixture, public ::testing::WithParamInterface<Point> {
 protected:
  // Ends the process there.
  StateFolder::Hook Death() {
    return [](StateFolder::Step step, const std::string& name) {
      const auto& [at, part] = GetParam();
      if (step == at && name.starts_with(part)) _exit(7);
      return absl::OkStatus();
    };
  }
};

TEST_P(ActivationCrashTest, LeavesTheOldOrTheNewPack) {
  ASSERT_EQ(WhyRefused(Start(1).Activate(RequestBy("ann", "acknowledged"), 2)), "");
  running_.reset();
  const auto die = [&] {
    Running server(folder_, settings_, log_.log(), Death());
    if (!server.Start(1)) _exit(2);
    server.Activate(RequestBy("ann", "lost"), 3);
    _exit(1);
  };
  EXPECT_EXIT(die(), ::testing::ExitedWithCode(7), "");
  Running& server = Start(1);
  const bool is_new = server->Recorded().size() == 2;
  EXPECT_EQ(server.DigestUnder(), DigestOf(is_new ? 3 : 2));
  EXPECT_EQ(server.DigestUnder(PackLabel::kPrevious), DigestOf(is_new ? 2 : 1));
  EXPECT_TRUE(server.Activate(RequestBy("ann", "acknowledged"), 2).is_repeated);
  // The caller who got no answer asks again, and it is done once.
  const ChangeAnswer again = server.Activate(RequestBy("ann", "lost"), 3);
  EXPECT_EQ(WhyRefused(again), "");
  EXPECT_EQ(again.is_repeated, is_new);
  EXPECT_EQ(server.DigestUnder(), DigestOf(3));
  EXPECT_EQ(server->Recorded().size(), 2u);
}

INSTANTIATE_TEST_SUITE_P(Every, ActivationCrashTest,
                         ::testing::Combine(::testing::ValuesIn(StateFolder::kSteps),
                                            ::testing::Values("packs/", "activations.jsonl")));

}  // namespace
}  // namespace bellwether
