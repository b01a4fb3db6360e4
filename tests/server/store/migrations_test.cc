// Tables of every version that was ever written are brought up to date, with what is in them.
#include "server/store/migrations.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "server/store/open_store.h"
#include "tests/server/store/databases.h"

namespace bellwether::store {
namespace {

using ::testing::HasSubstr;

class MigrationsTest : public DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    dialect_ = MakeDialect();
    dialect_->Connect(session_);
  }
  absl::Status MigrateTo(uint32_t version) {
    return Migrate(session_, *dialect_, absl::UnixEpoch(), version);
  }
  int CountVersions() {
    int count = 0;
    session_ << "select count(*) from schema_versions", soci::into(count);
    return count;
  }

  std::unique_ptr<const Dialect> dialect_;
  soci::session session_;
};

TEST_P(MigrationsTest, EveryEarlierVersionIsBroughtUpToDate) {
  const auto newest = static_cast<uint32_t>(Migrations().size());
  for (uint32_t version = 0; version <= newest; ++version) {
    ASSERT_TRUE(MigrateTo(version).ok());
    EXPECT_EQ(CountVersions(), static_cast<int>(version));
  }
  ASSERT_TRUE(MigrateTo(newest).ok());  // again: nothing is done
  EXPECT_EQ(CountVersions(), static_cast<int>(newest));
}

TEST_P(MigrationsTest, RefusesTablesThatAreNewerThanItself) {
  ASSERT_TRUE(MigrateTo(static_cast<uint32_t>(Migrations().size())).ok());
  session_ << "insert into schema_versions (version, what, applied_at) values (99, 'more', 0)";
  const auto store = OpenStore(place(), {}, absl::UnixEpoch());
  EXPECT_EQ(store.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(store.status().message()), HasSubstr("is of version 99"));
}

TEST_P(MigrationsTest, AStepThatFailsLeavesNothingBehind) {
  session_ << "create table accounts (mine integer)";  // in the way of the first step
  EXPECT_FALSE(OpenStore(place(), {}, absl::UnixEpoch()).ok());
  session_ << "drop table accounts";
  EXPECT_TRUE(OpenStore(place(), {}, absl::UnixEpoch()).ok());
}

INSTANTIATE_FOR_BOTH_DATABASES(MigrationsTest);

}  // namespace
}  // namespace bellwether::store
