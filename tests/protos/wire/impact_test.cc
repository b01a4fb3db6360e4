// An impact as a message: everything that it says is there, and reads back to the bit.
#include "protos/wire/impact.h"

#include <string>

#include "google/protobuf/util/message_differencer.h"
#include "gtest/gtest.h"
#include "tests/protos/wire/all_fields.h"

namespace bellwether::wire {
namespace {

using google::protobuf::util::MessageDifferencer;
using impact::AccountChange;
using impact::PairNames;

PairNames Names() {
  PairNames names;
  names.outcomes = {{"health.primary.band", true, {"green", "red"}},
                    {"flag.silent", false, {"raised", "clear", impact::kNotThere}}};
  names.scores = {{"primary", {}}, {"main", {{"gone", 2, {}}, {"usage", 1, 3}}}};
  names.segments = {"large", "small"};
  return names;
}

AccountChange FullChange() {
  AccountChange change;
  change.id = "acme";
  change.segment = 1;
  change.acv = 1.0 / 3;
  change.answers = {{0, 1}, {2, 0}};
  change.scores = {{impact::ScoreValue{70.1, 70}, impact::ScoreValue{60.2, 60}, {}, 0},
                   {impact::ScoreValue{70.1, 70},
                    impact::ScoreValue{60.2, 60},
                    {{0.1, 0.2}, {1.0 / 7, -10}},
                    -0.5}};
  change.primary = 1;
  return change;
}

impact::Impact FullImpact() {
  const AccountChange change = FullChange();
  impact::Impact impact;
  impact.accounts = 5;
  impact.refused_by_both = 1;
  impact.refused_by_from = 2;
  impact.refused_by_to = 3;
  impact.without_acv = 4;
  impact.changed = 3;
  impact.flipped = {2, 1.0 / 3};
  for (int i = 0; i < 3; ++i) impact.segments.push_back({{3, 0.7}, {1, 0.5}, 2, -1.1});
  impact.migrations = {impact::Migration(2, 3), impact::Migration(3, 3)};
  for (size_t i = 0; i < impact.migrations.size(); ++i) impact.migrations[i].Add(i, change);
  impact.migrations[0].Add(2, 1, 1, {7, 0.1});
  impact::ScoreImpact score;
  score.both = 4;
  score.gained = 1;
  score.lost = 2;
  score.rises = 3;
  score.falls = 1;
  score.sum = -1.0 / 3;
  score.moved = 7;
  score.least = -30;
  score.most = 9;
  score.fallen[0] = 1;
  score.fallen[99] = 2;
  score.risen[0] = 3;
  score.risen[41] = 4;
  score.rank_correlation = 0.9;
  score.limits = {0.5, 0.25, 0.75, 1};
  impact.scores = {score, score};
  impact.scores[1].parts = {{1, 2, 3, 4}, {0.1, 0.2, 0.3, 4}};
  impact.falls = {change};
  impact.rises = {change};
  impact.flips = {change, change};
  return impact;
}

v1::Impact MessageOf(const PairNames& names, const impact::Impact& impact) {
  v1::Impact message;
  ImpactToProto(names, impact, message);
  return message;
}

TEST(ImpactTest, EveryFieldIsWritten) {
  v1::Impact message = MessageOf(Names(), FullImpact());
  ExpectAllSet(message.accounts(), "accounts");
  ExpectAllSet(message.outcomes(0).flows(0), "flows");
  ExpectAllSet(message.segments(0), "segments");
  ExpectAllSet(message.flips(1), "flips");
  // What is no component has neither its name nor weights.
  v1::ComponentImpact& limits = *message.mutable_scores(1)->mutable_limits();
  EXPECT_EQ(limits.component(), "");
  EXPECT_FALSE(limits.has_weight_before());
  limits.set_component("limits");
  limits.set_weight_before(1);
  limits.set_weight_after(1);
  ExpectAllSet(message.scores(1), "scores");
}

TEST(ImpactTest, WhatItSays) {
  const v1::Impact message = MessageOf(Names(), FullImpact());
  EXPECT_EQ(message.accounts().refused_by_old(), 2);
  EXPECT_EQ(message.accounts().refused_by_new(), 3);
  EXPECT_FALSE(message.segments(2).has_segment());
  ASSERT_EQ(message.scores(0).bins_size(), 4);
  EXPECT_EQ(message.scores(0).bins(0).above(), -100);
  EXPECT_EQ(message.scores(0).bins(1).above(), -1);
  EXPECT_EQ(message.scores(0).bins(2).above(), 0);
  EXPECT_EQ(message.outcomes(0).flows_size(), 2);
  EXPECT_EQ(message.flips(1).primary_model(), "main");
  EXPECT_EQ(message.flips(1).segment(), "small");
  EXPECT_EQ(message.flips(1).answers(1).from(), "not_in_the_pack");
}

TEST(ImpactTest, ReadsBackToTheBit) {
  const v1::Impact message = MessageOf(Names(), FullImpact());
  const auto read = ImpactFromProto(message);
  ASSERT_TRUE(read.has_value());
  EXPECT_TRUE(MessageDifferencer::Equals(MessageOf(read->names, read->impact), message));
  EXPECT_EQ(read->impact.scores[0].sum, -1.0 / 3);
  EXPECT_EQ(read->impact.migrations[0].changed(), FullImpact().migrations[0].changed());
  EXPECT_EQ(read->impact.scores[1].fallen[99], 2U);
  EXPECT_EQ(read->impact.falls[0].scores[1].parts[1].score, 1.0 / 7);
  EXPECT_FALSE(read->names.scores[1].parts[0].to_weight.has_value());
}

// A message of a server that is not what it says is nothing, and no crash.
TEST(ImpactTest, AMessageThatDoesNotHoldTogetherIsNoImpact) {
  const v1::Impact good = MessageOf(Names(), FullImpact());
  const auto broken = [&good](auto change) {
    v1::Impact message = good;
    change(message);
    return !ImpactFromProto(message).has_value();
  };
  EXPECT_FALSE(broken([](v1::Impact&) {}));
  EXPECT_TRUE(broken([](v1::Impact& message) { message.Clear(); }));
  EXPECT_TRUE(broken([](v1::Impact& message) {
    message.mutable_outcomes(0)->mutable_flows(0)->set_from("blue");
  }));
  EXPECT_TRUE(broken([](v1::Impact& message) {
    message.mutable_scores(0)->mutable_bins(0)->set_above(-2'000'000'000);
  }));
  EXPECT_TRUE(broken([](v1::Impact& message) { message.mutable_falls(0)->set_segment("huge"); }));
  EXPECT_TRUE(broken([](v1::Impact& message) {
    message.mutable_falls(0)->mutable_scores(1)->mutable_components(0)->set_component("x");
  }));
  EXPECT_TRUE(broken([](v1::Impact& message) { message.mutable_segments()->RemoveLast(); }));
  EXPECT_TRUE(broken([](v1::Impact& message) {
    message.mutable_rises(0)->mutable_answers(0)->set_outcome("flag.loud");
  }));
}

}  // namespace
}  // namespace bellwether::wire
