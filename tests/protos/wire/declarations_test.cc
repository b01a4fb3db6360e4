// What a pack declares, as messages.
#include "protos/wire/declarations.h"

#include <string>

#include "gtest/gtest.h"
#include "tests/support/scored_account.h"

namespace bellwether::wire {
namespace {

using testing_support::PlanOf;

constexpr char kPack[] = R"(
pack: p
version: 1.0.0
segments: [small, large]
signals:
  weekly:
    type: series
    of: count
    min: 1
    max: 5
    unit: people
    description: {en: Users by week, id: Pengguna per minggu}
    max_age: 14d
    from_records: {of: usage, take: points, value: active_users}
  nps: {type: number, min: -100, max: 100}
  calls: {type: count}
  mood: {type: enum, values: [good, bad], description: How they feel}
  sso: {type: bool}
  owner: {type: text}
health:
  late:
    bands: [{fine: 50}, {poor: 0}]
    components: {nps: {weight: 1, of: nps, linear: {from: 50, to: 0}}}
  first:
    priority: 3
    precision: 2
    intervene_below: 55
    hysteresis: 3
    description: {en: The first one, id: Yang pertama}
    bands:
      - {green: {from: 70, description: {en: Well, id: Baik}}}
      - {yellow: 40}
      - {red: 0}
    components: {weekly: {weight: 1, of: weekly, baseline: {grace: 0.9}}}
titles:
  bands: {red: {en: red, id: merah}, green: {en: green, id: hijau}}
  segments: {small: Small companies}
)";

v1::PackDeclarations Declared(const std::string& language = "") {
  v1::PackDeclarations message;
  DeclarationsToProto(*PlanOf(kPack), 0, language, message);
  return message;
}
const v1::DeclaredSignal& SignalNamed(const v1::PackDeclarations& message,
                                      const std::string& name) {
  for (const v1::DeclaredSignal& one : message.signals()) {
    if (one.name() == name) return one;
  }
  ADD_FAILURE() << "no " << name;
  return v1::DeclaredSignal::default_instance();
}

TEST(DeclarationsTest, ASignalIsToldWhole) {
  const v1::PackDeclarations message = Declared();
  ASSERT_EQ(message.signals_size(), 6);
  const v1::DeclaredSignal& weekly = message.signals(0);
  EXPECT_EQ(weekly.name(), "weekly");
  EXPECT_EQ(weekly.kind(), v1::SIGNAL_KIND_SERIES);
  EXPECT_EQ(weekly.series_kind(), v1::SIGNAL_KIND_COUNT);
  EXPECT_EQ(weekly.unit(), "people");
  EXPECT_EQ(weekly.range().min(), 1);
  EXPECT_EQ(weekly.range().max(), 5);
  EXPECT_TRUE(weekly.range().whole());
  EXPECT_EQ(weekly.direction(), v1::SIGNAL_DIRECTION_HIGHER_IS_BETTER);
  EXPECT_EQ(weekly.description(), "Users by week");
  EXPECT_EQ(weekly.max_age_days(), 14);
  EXPECT_TRUE(weekly.from_records());
}

TEST(DeclarationsTest, EachKindSaysWhatItMayHold) {
  const v1::PackDeclarations message = Declared();
  const v1::DeclaredSignal& nps = SignalNamed(message, "nps");
  EXPECT_EQ(nps.range().min(), -100);
  EXPECT_FALSE(nps.range().whole());
  EXPECT_EQ(nps.direction(), v1::SIGNAL_DIRECTION_LOWER_IS_BETTER);
  EXPECT_FALSE(nps.has_max_age_days());
  EXPECT_EQ(nps.series_kind(), v1::SIGNAL_KIND_UNSPECIFIED);
  const v1::DeclaredSignal& calls = SignalNamed(message, "calls");
  EXPECT_TRUE(calls.range().whole());
  EXPECT_EQ(calls.range().min(), 0);
  EXPECT_FALSE(calls.range().has_max());
  const v1::DeclaredSignal& mood = SignalNamed(message, "mood");
  EXPECT_EQ(mood.kind(), v1::SIGNAL_KIND_ENUM);
  ASSERT_EQ(mood.words_size(), 2);
  EXPECT_EQ(mood.words(1), "bad");
  EXPECT_FALSE(mood.has_range());
  EXPECT_EQ(SignalNamed(message, "sso").words_size(), 0);
  EXPECT_FALSE(SignalNamed(message, "sso").has_range());
  EXPECT_EQ(SignalNamed(message, "owner").kind(), v1::SIGNAL_KIND_TEXT);
}

TEST(DeclarationsTest, ModelsStandByPriorityAndBandsBestFirst) {
  const v1::PackDeclarations message = Declared();
  ASSERT_EQ(message.models_size(), 2);
  const v1::DeclaredModel& first = message.models(0);
  EXPECT_EQ(first.name(), "first");
  EXPECT_EQ(first.precision(), 2);
  EXPECT_EQ(first.intervene_below(), 55);
  EXPECT_EQ(first.hysteresis(), 3);
  EXPECT_EQ(first.description(), "The first one");
  ASSERT_EQ(first.bands_size(), 3);
  EXPECT_EQ(first.bands(0).name(), "green");
  EXPECT_EQ(first.bands(0).from(), 70);
  EXPECT_EQ(first.bands(0).description(), "Well");
  EXPECT_EQ(first.bands(2).name(), "red");
  EXPECT_EQ(first.bands(2).from(), 0);
  EXPECT_EQ(message.models(1).name(), "late");
  EXPECT_FALSE(message.models(1).has_intervene_below());
}

TEST(DeclarationsTest, TextsAreInTheLanguageThatIsAskedFor) {
  const v1::PackDeclarations message = Declared("id");
  EXPECT_EQ(message.signals(0).description(), "Pengguna per minggu");
  EXPECT_EQ(message.models(0).description(), "Yang pertama");
  EXPECT_EQ(message.models(0).bands(0).description(), "Baik");
  EXPECT_EQ(SignalNamed(message, "mood").description(), "How they feel");  // in no other
}

// Kind by kind; what has no title is not among them.
TEST(DeclarationsTest, TitlesStandBesideTheNames) {
  const auto told = [](const std::string& language) {
    const v1::PackDeclarations message = Declared(language);
    std::string text;
    for (const v1::DeclaredTitle& one : message.titles()) {
      text += v1::TitleKind_Name(one.kind()) + " " + one.name() + ": " + one.title() + "\n";
    }
    return text;
  };
  EXPECT_EQ(told("id"),
            "TITLE_KIND_SEGMENT small: Small companies\n"
            "TITLE_KIND_BAND red: merah\n"
            "TITLE_KIND_BAND green: hijau\n");
  EXPECT_EQ(told("ms"),
            "TITLE_KIND_SEGMENT small: Small companies\n"
            "TITLE_KIND_BAND red: red\n"
            "TITLE_KIND_BAND green: green\n");
  EXPECT_EQ(Declared("id").models(0).bands(0).name(), "green");
}

}  // namespace
}  // namespace bellwether::wire
