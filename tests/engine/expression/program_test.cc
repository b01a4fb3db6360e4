// The flat program: what it looks like, what is computed beforehand, that it can be shared.
#include "engine/expression/program.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "engine/expression/print.h"
#include "tests/engine/expression/sample_facts.h"

namespace bellwether::expression {
namespace {

std::string Dump(const char* text) { return Compile(CheckOrFail(text)).Dump(); }

TEST(ProgramTest, JumpsOverWhatCannotMatter) {
  EXPECT_EQ(Dump("seats > 10 && active && tickets < seats"),
            "  0  greater-slot slot 3 10.0\n"
            "  1  skip-if-false to 9\n"
            "  2  load slot 0\n"
            "  3  and\n"
            "  4  skip-if-false to 9\n"
            "  5  load slot 4\n"
            "  6  load slot 3\n"
            "  7  less-double\n"
            "  8  and\n");
}

TEST(ProgramTest, ChoosesWithoutComputingTheOther) {
  EXPECT_EQ(Dump("active ? seats + 1 : tickets"),
            "  0  load slot 0\n"
            "  1  skip-if-unusable to 8\n"
            "  2  skip-unless to 7\n"
            "  3  load slot 3\n"
            "  4  constant 1.0\n"
            "  5  add-double\n"
            "  6  skip to 8\n"
            "  7  load slot 4\n");
}

TEST(ProgramTest, ComputesConstantsBeforehand) {
  struct Case {
    const char* text;
    const char* dump;
  };
  for (const Case& test : std::vector<Case>{
           {"1 + 2 * 3", "  0  constant 7\n"},
           {"\"a\" + \"b\"", "  0  constant \"ab\"\n"},
           {"[1, 1 + 1] + [3]", "  0  constant [1, 2, 3]\n"},
           {"1 / 0", "  0  constant error (division by zero)\n"},
           {"days(7)", "  0  constant duration(\"604800s\")\n"},
           {"true && active", "  0  load slot 0\n"},
           {"active && false", "  0  constant false\n"},
           {"1 < 2 || active", "  0  constant true\n"},
           {"false || false", "  0  constant false\n"},
           {"1 < 2 ? seats : tickets", "  0  load slot 3\n"},
           {"1 / 0 > 1 ? seats : tickets", "  0  constant error (division by zero)\n"},
           {"string(\"a\")", "  0  constant \"a\"\n"},
           {"days_between(timestamp(0), timestamp(1)) > 1",
            "  0  constant timestamp(\"1970-01-01T00:00:00Z\")\n"
            "  1  constant timestamp(\"1970-01-01T00:00:01Z\")\n"
            "  2  days-between\n"
            "  3  greater-constant 1.0\n"},
       }) {
    EXPECT_EQ(Dump(test.text), test.dump) << test.text;
  }
}

TEST(ProgramTest, PrintsEveryKindOfStep) {
  EXPECT_EQ(Dump("has(seats) && stage in [\"adoption\"] || owner.matches(\"a+\")"),
            "  0  has slot 3\n"
            "  1  skip-if-false to 4\n"
            "  2  in-slot slot 7 [\"adoption\"]\n"
            "  3  and\n"
            "  4  skip-if-true to 8\n"
            "  5  load slot 8\n"
            "  6  matches-constant \"a+\"\n"
            "  7  or\n");
  EXPECT_EQ(Dump("happened(kickoff_at) && stage == \"adoption\" && owner != \"Ana\""),
            "  0  happened-slot slot 10\n"
            "  1  skip-if-false to 7\n"
            "  2  text-is-slot slot 7 \"adoption\"\n"
            "  3  and\n"
            "  4  skip-if-false to 7\n"
            "  5  text-is-not-slot slot 8 \"Ana\"\n"
            "  6  and\n");
  EXPECT_EQ(Dump("days_since(kickoff_at) >= 7"),
            "  0  days-since-slot slot 10\n"
            "  1  greater-or-equal-constant 7.0\n");
  EXPECT_EQ(Dump("kickoff_at.getHours(\"UTC\") < size(owner)"),
            "  0  load slot 10\n"
            "  1  time-part-in-constant hours UTC\n"
            "  2  load slot 8\n"
            "  3  size-of-text\n"
            "  4  compare-int <\n");
}

TEST(ProgramTest, WhatIsWrittenInAStepIsNotOnTheStack) {
  EXPECT_EQ(Dump("round(seats, 2) + 1"),
            "  0  load slot 3\n"
            "  1  round to 2 decimals\n"
            "  2  constant 1.0\n"
            "  3  add-double\n");
}

TEST(ProgramTest, NamesAreTheCauseBits) {
  const Program program = Compile(CheckOrFail("training_ratio > 1 || champion_left"));
  EXPECT_EQ(program.names(), (std::vector<uint32_t>{6, 2}));
  EXPECT_EQ(program.type(), Type::kBool);
  const SampleFacts facts;
  Stack stack;
  EXPECT_EQ(expression::Run(program, facts.slots(), SampleContext(), stack).causes, 0b11u);
}

TEST(ProgramTest, ConstantsSurviveMovesAndCopies) {
  Program original =
      Compile(CheckOrFail("owner in [\"Ana\" + \" Lima\", \"a longer text than fits in "
                          "place\"]"));
  const Program copy = original;
  const Program moved = std::move(original);
  original = Program();
  const SampleFacts facts;
  Stack stack;
  EXPECT_TRUE(expression::Run(copy, facts.slots(), SampleContext(), stack).boolean);
  EXPECT_TRUE(expression::Run(moved, facts.slots(), SampleContext(), stack).boolean);
  EXPECT_EQ(PrintValue(expression::Run(original, facts.slots(), SampleContext(), stack)),
            "missing");
}

TEST(ProgramTest, ThreadsShareAProgramWithAStackEach) {
  const Program program = Compile(CheckOrFail("(owner + string(seats)).contains(\"a40\")"));
  const SampleFacts facts;
  std::atomic<int> right{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      Stack stack;
      for (int round = 0; round < 1000; ++round) {
        right += expression::Run(program, facts.slots(), SampleContext(), stack).boolean ? 1 : 0;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(right, 4000);
}

}  // namespace
}  // namespace bellwether::expression
