#include "clients/cli/evaluation/remote_calls.h"

#include "gtest/gtest.h"

namespace bellwether::cli {
namespace {

TEST(ChooseCall, ColumnsForWhatTheyCarry) {
  EXPECT_EQ(ChooseCall(RemoteCall::kAuto, OutputFormat::kTable, AccountSource::kFile),
            RemoteCall::kColumns);
  EXPECT_EQ(ChooseCall(RemoteCall::kAuto, OutputFormat::kCsv, AccountSource::kFile),
            RemoteCall::kColumns);
}

TEST(ChooseCall, BatchesForWhatColumnsDoNotCarry) {
  EXPECT_EQ(ChooseCall(RemoteCall::kAuto, OutputFormat::kJson, AccountSource::kFile),
            RemoteCall::kBatch);
  EXPECT_EQ(ChooseCall(RemoteCall::kAuto, OutputFormat::kJsonLines, AccountSource::kFile),
            RemoteCall::kBatch);
}

TEST(ChooseCall, TheStreamForAPipe) {
  for (const OutputFormat format : {OutputFormat::kTable, OutputFormat::kJsonLines}) {
    EXPECT_EQ(ChooseCall(RemoteCall::kAuto, format, AccountSource::kPipe), RemoteCall::kStream);
  }
}

TEST(ChooseCall, WhatIsWantedWinsExceptForTheOneAccountThatIsMadeUp) {
  EXPECT_EQ(ChooseCall(RemoteCall::kBatch, OutputFormat::kTable, AccountSource::kPipe),
            RemoteCall::kBatch);
  EXPECT_EQ(ChooseCall(RemoteCall::kColumns, OutputFormat::kTable, AccountSource::kOneAlone),
            RemoteCall::kUnary);
}

}  // namespace
}  // namespace bellwether::cli
