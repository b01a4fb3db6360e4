#include "engine/document/document.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace bellwether::document {
namespace {

// Two lines before each case, so that a case begins at line 3.
constexpr char kHead[] = "pack: p\nversion: 1.0.0\n";

std::string Problems(std::vector<SourceFile> files) {
  const Sources sources(std::move(files));
  std::string problems;
  for (const Diagnostic& diagnostic : ParseDocument(sources, Limits{}).diagnostics) {
    problems += RenderLine(diagnostic, sources) + "\n";
    if (!diagnostic.hint.empty()) problems += "  " + diagnostic.hint + "\n";
  }
  return problems;
}

struct Case {
  const char* name;
  const char* yaml;
  const char* want;
};

class DocumentProblemTest : public testing::TestWithParam<Case> {};

TEST_P(DocumentProblemTest, IsExplained) {
  EXPECT_EQ(Problems({{"f", kHead + std::string(GetParam().yaml)}}), GetParam().want);
}

std::string CaseName(const testing::TestParamInfo<Case>& test) { return test.param.name; }

constexpr Case kKeys[] = {
    {"UnknownSection", "signls: {}",
     "f:3:1: error: unknown key `signls` [unknown-key]\n  did you mean `signals`?\n"},
    {"SectionOfAnotherVersion", "storyboards: {a: {shows: x}}",
     "f:3:1: error: unknown key `storyboards` [unknown-key]\n"},
    {"UnknownKeyOfASignal", "signals: {a: {type: count, maximum: 3}}",
     "f:3:28: error: unknown key `maximum` [unknown-key]\n"},
    {"MisspeltKeyIsAlsoMissing", "signals: {a: {typ: count}}",
     "f:3:11: error: `a` needs the key `type` [missing-key]\n  what its values are\n"
     "f:3:15: error: unknown key `typ` [unknown-key]\n  did you mean `type`?\n"},
    {"UnknownKeyAmongFew", "segments: [{smb: {note: x}}]",
     "f:3:19: error: unknown key `note` [unknown-key]\n"
     "  known: description, source, evidence, watch\n"},
    {"CurveKeysAreSuggestedInline", "health: {m: {components: {a: {weight: 1, ov: x}}}}",
     "f:3:27: error: `a` has neither a curve nor components [curve-shape]\n"
     "  add `curve:` or `components:`\n"
     "f:3:42: error: unknown key `ov` [unknown-key]\n  did you mean `of`?\n"},
    {"EmptyName", "signals: {'': {type: count}}",
     "f:3:12: error: `` is not a name [bad-name]\n"
     "  a name has 1 to 100 bytes and no blanks around it\n"},
    {"NameWithBlanks", "segments: [' smb']",
     "f:3:13: error: ` smb` is not a name [bad-name]\n"
     "  a name has 1 to 100 bytes and no blanks around it\n"},
    {"NameTwiceInAList", "segments: [smb, plg, {smb: {description: again}}]",
     "f:3:23: error: `smb` stands twice in `segments`, first at 3:12 [duplicate-name]\n"
     "  delete one of the two\n"},
    {"NameTwiceInAMapping", "signals:\n  a: {type: count}\n  a: {type: days}\n",
     "f:5:3: error: key `a` is already set at 4:3 [duplicate-key]\n  delete one of the two\n"},
};
INSTANTIATE_TEST_SUITE_P(Keys, DocumentProblemTest, testing::ValuesIn(kKeys), CaseName);

constexpr Case kTypes[] = {
    {"NumberForAMapping", "signals: {a: 5}",
     "f:3:14: error: `a` must be a mapping, not the number `5` [type-mismatch]\n"},
    {"NothingForAWord", "signals: {a: {type: }}",
     "f:3:15: error: `type` must be one of number, ratio, count, days, money, bool, enum, text, "
     "timestamp, series, not nothing [type-mismatch]\n"},
    {"UnknownWord", "benchmarks: {b: {value: x, better: lowre, sets: {}}}",
     "f:3:36: error: `better` must be one of lower, higher, not `lowre` [unknown-value]\n"
     "  did you mean `lower`?\n"},
    {"TextForANumber", "signals: {a: {type: number, min: '5', max: .inf, effort: 007}}",
     "f:3:35: error: `min` must be a number, not the text `5` [type-mismatch]\n"
     "  remove the quotes\n"
     "f:3:44: error: `max` must be a number, not `.inf` [type-mismatch]\n"
     "  infinity and NaN are no values; leave the key out where there is no limit\n"
     "f:3:58: error: `effort` must be a number, not `007` [type-mismatch]\n"
     "  write it without leading zeros: 7\n"},
    {"FractionForAWholeNumber", "defaults: {precision: 0.5}",
     "f:3:23: error: `precision` must be a whole number, not the number `0.5` [type-mismatch]\n"},
    {"YesForTrue", "health: {m: {components: {a: {weight: 1, of: x, invert: yes}}}}",
     "f:3:57: error: `invert` must be true or false, not `yes` [type-mismatch]\n  write true\n"},
    {"PeriodWithoutUnit", "signals: {a: {type: count, max_age: 14}}",
     "f:3:37: error: `max_age` must be a length of time, not the number `14` [type-mismatch]\n"
     "  write the unit too: 14d for days\n"},
    {"PeriodOfNothing", "signals: {a: {type: count, max_age: 0d}}",
     "f:3:37: error: `max_age` must be a length of time, not `0d` [type-mismatch]\n"
     "  write a whole number and w, d, h, m or s: 14d, 12h\n"},
    {"PeriodTooLong", "signals: {a: {type: series, every: 99999999999999999999d}}",
     "f:3:36: error: `every` must be a length of time, not `99999999999999999999d` "
     "[type-mismatch]\n"
     "  write a whole number and w, d, h, m or s: 14d, 12h\n"},
    {"UnknownPolicy", "defaults: {missing: ignore}",
     "f:3:21: error: `missing` must be one of exclude, neutral, worst, error, {value: X}, not "
     "`ignore` [unknown-value]\n"},
    {"PolicyWithoutItsValue", "defaults: {missing: value}",
     "f:3:21: error: `missing` must be one of exclude, neutral, worst, error, {value: X}, not "
     "`value` [unknown-value]\n"},
    {"PolicyWithABadNumber", "signals: {a: {type: count, missing: {value: 0x1F}}}",
     "f:3:45: error: `value` must be a number, not `0x1F` [type-mismatch]\n"
     "  write the number in decimal digits\n"},
    {"EmptyExpression", "derived: {a: {type: number, expr: '  '}}",
     "f:3:36: error: `expr` is empty [empty-expression]\n  write a condition or formula\n"},
    {"ListForAnExpression", "derived: {a: {type: number, expr: [1]}}",
     "f:3:35: error: `expr` must be a text, not a list [type-mismatch]\n"},
    {"LanguageThatIsNone", "description: {in english: x, en: y}",
     "f:3:15: error: `in english` is not a language tag [bad-language]\n"
     "  `description` is a text, or texts by tag: {en: ..., id: ...}\n"},
    {"NoLanguage", "description: {}",
     "f:3:14: error: `description` must be a text, not a mapping [type-mismatch]\n"},
    {"MappingForAList", "segments: {smb: {}}",
     "f:3:11: error: `segments` must be a list, not a mapping [type-mismatch]\n"
     "  write [one, {two: {description: ...}}]\n"},
    {"MappingForBands", "health: {m: {bands: {green: 80}, components: {a: {weight: 1, of: x}}}}",
     "f:3:21: error: `bands` must be a list, not a mapping [type-mismatch]\n"
     "  write [{green: 80}, {red: 0}]\n"},
    {"ListInAListOfNames", "stages: [[a]]",
     "f:3:10: error: each entry of `stages` must be a name or a mapping with one name, not a list "
     "[type-mismatch]\n  write [one, {two: {description: ...}}]\n"},
    {"ListForTheFile", "- a\n",
     "f:3:1: error: this does not continue the mapping around it [syntax]\n"
     "  indent all keys of a mapping alike; quote texts that hold `: `, quotes or brackets\n"},
};
INSTANTIATE_TEST_SUITE_P(Types, DocumentProblemTest, testing::ValuesIn(kTypes), CaseName);

constexpr Case kRanges[] = {
    {"Precision", "defaults: {precision: 10}",
     "f:3:23: error: `precision` must be between 0 and 9, not 10 [out-of-range]\n"},
    {"DaysBeyondACentury", "extension: {max_total_days: 2147483647}",
     "f:3:29: error: `max_total_days` must be between 0 and 36525, not 2147483647 "
     "[out-of-range]\n"},
    {"WeeksBeyondACentury", "programme: {from: start, phases: {a: {weeks: [1, 1e300]}}}",
     "f:3:46: error: `weeks` must be between 1 and 5218, not 1e+300 [out-of-range]\n"},
    {"Weight", "health: {m: {components: {a: {weight: -1, of: x}}}}",
     "f:3:39: error: `weight` must be at least 0, not -1 [out-of-range]\n"},
    {"Coverage", "health: {m: {min_coverage: 50, components: {a: {weight: 1, of: x}}}}",
     "f:3:28: error: `min_coverage` must be between 0 and 1, not 50 [out-of-range]\n"},
    {"PointsOfATier", "benchmarks: {b: {value: x, better: lower, sets: {}, points: {good: 101}}}",
     "f:3:68: error: `good` must be between 0 and 100, not 101 [out-of-range]\n"},
    {"PointsOfAPair",
     "health: {m: {components: {a: {weight: 1, of: x, points: [[0, 0], [1, 100.5]]}}}}",
     "f:3:70: error: `points` must be between 0 and 100, not 100.5 [out-of-range]\n"},
    {"PointsOfAStep", "health: {m: {components: {a: {weight: 1, of: x, steps: [{else: -1}]}}}}",
     "f:3:64: error: `else` must be between 0 and 100, not -1 [out-of-range]\n"},
    {"PointsOfAWord", "health: {m: {components: {a: {weight: 1, of: x, map: {no: -5}}}}}",
     "f:3:59: error: `no` must be between 0 and 100, not -5 [out-of-range]\n"},
    {"Cap", "health: {m: {components: {a: {weight: 1, of: x}}, caps: [{when: y, at_most: 500}]}}",
     "f:3:77: error: `at_most` must be between 0 and 100, not 500 [out-of-range]\n"},
    {"Cascade", "milestones: {cascade: {low: 0.9, high: 2}}",
     "f:3:29: error: `low` must be at least 1, not 0.9 [out-of-range]\n"},
    {"Grace", "milestones: {grace_days: -1}",
     "f:3:26: error: `grace_days` must be at least 0, not -1 [out-of-range]\n"},
};
INSTANTIATE_TEST_SUITE_P(Ranges, DocumentProblemTest, testing::ValuesIn(kRanges), CaseName);

constexpr Case kShapes[] = {
    {"ComponentWithoutAnything", "health: {m: {components: {a: {weight: 1}}}}",
     "f:3:27: error: `a` has neither a curve nor components [curve-shape]\n"
     "  add `curve:` or `components:`\n"},
    {"GroupWithoutComponents", "health: {m: {components: {a: {weight: 1, components: {}}}}}",
     "f:3:27: error: the group `a` has no components [curve-shape]\n"},
    {"ModelWithoutComponents", "health: {m: {components: {}}}",
     "f:3:10: error: the model `m` has no components [curve-shape]\n"
     "  add at least one below `components:`\n"},
    {"GroupWithACurve",
     "health: {m: {components: {a: {weight: 1, of: x, components: {b: {weight: 1, of: y}}}}}}",
     "f:3:27: error: `a` has more than one of `components`, `curve` and the keys of a curve "
     "[curve-shape]\n  keep one: a component is a group or has one curve\n"},
    {"CurveTwice", "health: {m: {components: {a: {weight: 1, of: x, curve: {of: y}}}}}",
     "f:3:27: error: `a` has more than one of `components`, `curve` and the keys of a curve "
     "[curve-shape]\n  keep one: a component is a group or has one curve\n"},
    {"TwoSubjects", "health: {m: {components: {a: {weight: 1, of: x, benchmark: b}}}}",
     "f:3:49: error: `of` and `benchmark` exclude each other [curve-shape]\n"
     "  keep one of the two\n"},
    {"TwoShapes",
     "health: {m: {components: {a: {weight: 1, of: x, map: {y: 1}, linear: {from: 0, to: 1}}}}}",
     "f:3:62: error: `map` and `linear` exclude each other [curve-shape]\n  keep one of the two\n"},
    {"ShapeOfAFormula", "health: {m: {components: {a: {weight: 1, expr: x, map: {y: 1}}}}}",
     "f:3:51: error: `expr` and `map` exclude each other [curve-shape]\n  keep one of the two\n"},
    {"ShapeOfNothing", "health: {m: {components: {a: {weight: 1, curve: {map: {y: 1}}}}}}",
     "f:3:50: error: the curve does not say what it scores [curve-shape]\n"
     "  add `of:` with a signal or fact, `benchmark:` or `expr:`\n"},
    {"EmptyCurve", "health: {m: {components: {a: {weight: 1, curve: }}}}",
     "f:3:42: error: the curve does not say what it scores [curve-shape]\n"
     "  add `of:` with a signal or fact, `benchmark:` or `expr:`\n"},
    {"LineWithOneEnd", "health: {m: {components: {a: {weight: 1, of: x, linear: {from: 1}}}}}",
     "f:3:49: error: `linear` needs the key `to` [missing-key]\n  the value that gives 100\n"},
    {"PairOfThree", "health: {m: {components: {a: {weight: 1, of: x, points: [[1, 2, 3]]}}}}",
     "f:3:58: error: each entry of `points` must be a pair, not a list [type-mismatch]\n"
     "  write the value and its points: [0.65, 50]\n"},
    {"StepWithoutPoints", "health: {m: {components: {a: {weight: 1, of: x, steps: [{below: 3}]}}}}",
     "f:3:57: error: a step is one test and its points [bad-step]\n"
     "  write {at_most: 15, points: 10} (or at_least, below, above), and last {else: 100}\n"},
    {"StepWithTwoTests",
     "health: {m: {components: {a: {weight: 1, of: x, steps: [{below: 3, above: 1, points: 5}]}}}}",
     "f:3:57: error: a step is one test and its points [bad-step]\n"
     "  write {at_most: 15, points: 10} (or at_least, below, above), and last {else: 100}\n"},
    {"StepThatIsANumber", "health: {m: {components: {a: {weight: 1, of: x, steps: [3]}}}}",
     "f:3:57: error: a step is one test and its points [bad-step]\n"
     "  write {at_most: 15, points: 10} (or at_least, below, above), and last {else: 100}\n"},
    {"BoundOfAnotherKind",
     "benchmarks: {b: {value: x, better: lower, sets: {OM: {smb: [{under: 3}]}}}}",
     "f:3:61: error: each bound of `smb` must be a number, not a mapping [type-mismatch]\n"
     "  a strict bound is {below: 60} or {above: 60}\n"},
    {"RowThatIsANumber", "benchmarks: {b: {value: x, better: lower, sets: {OM: {smb: 60}}}}",
     "f:3:60: error: `smb` must be a list, not the number `60` [type-mismatch]\n"
     "  write [60, 90]\n"},
    {"RowOfNothing", "benchmarks: {b: {value: x, better: lower, sets: {OM: {smb: }}}}",
     "f:3:55: error: `smb` must be a list, not nothing [type-mismatch]\n  write [60, 90]\n"},
    {"BandWithoutANumber", "health: {m: {bands: [green], components: {a: {weight: 1, of: x}}}}",
     "f:3:22: error: `green` must be a number, not nothing [type-mismatch]\n"},
};
INSTANTIATE_TEST_SUITE_P(Shapes, DocumentProblemTest, testing::ValuesIn(kShapes), CaseName);

// A comment, too: what is reviewed is the file. Nothing counts as missing for it.
TEST(ParseDocumentTest, TextThatIsShownOtherwiseThanItIsReadIsRefused) {
  EXPECT_EQ(
      Problems({{"f", "# if \u202Eeurt\nversion: 1.0.0\n"}}),
      "f:1:1: error: the pack needs the key `pack` [missing-key]\n  name of the pack\n"
      "f:1:6: error: a character that nobody sees turns the text around it (U+202E): the line "
      "is read otherwise than it is shown [turned-text]\n"
      "  delete it; where a text for people needs it, write it as an escape in double quotes: "
      "\"\\u202e\"\n");
  const std::string escaped = std::string(kHead) + "description: \"x \\u200F y\"\n";
  EXPECT_EQ(Problems({{"f", escaped}}), "");
}

TEST(ParseDocumentTest, TitlesAreTextsByTheNamesOfTheirKind) {
  EXPECT_EQ(Problems({{"f", std::string(kHead) + "titles: {bands: {green: {en: green, i: hijau}}, "
                                                 "stage: {live: Live}}\n"}}),
            "f:3:37: error: `i` is not a language tag [bad-language]\n"
            "  `green` is a text, or texts by tag: {en: ..., id: ...}\n"
            "f:3:49: error: unknown key `stage` [unknown-key]\n  did you mean `stages`?\n");
}

TEST(ParseDocumentTest, FreeKeysAreReadByNobody) {
  EXPECT_EQ(Problems({{"a.yaml", "pack: p\nversion: 1\nx-note: [1, {any: thing}]\nx-: ~\n"},
                      {"b.yaml", "x-note: {of: another file}\n"}}),
            "");
}

TEST(ParseDocumentTest, FreeKeysStandAtTheTopOnly) {
  EXPECT_EQ(Problems({{"f", "pack: p\nversion: 1\nsignals: {a: {type: count, x-note: 1}}\n"}}),
            "f:3:28: error: unknown key `x-note` [unknown-key]\n"
            "  keys that begin with x- are free at the top of a file only\n");
}

TEST(ParseDocumentTest, AMistakeThatWasMergedNamesBothPlaces) {
  const Sources sources({SourceFile{"f",
                                    "pack: p\nversion: 1\nx-share: &share {type: ratoi}\n"
                                    "signals:\n  a: {<<: *share, max_age: 14d}\n"}});
  EXPECT_EQ(RenderAll(ParseDocument(sources, Limits{}).diagnostics, sources),
            "f:3:24: error: `type` must be one of number, ratio, count, days, money, bool, enum, "
            "text, timestamp, series, not `ratoi` [unknown-value]\n"
            "  3 | x-share: &share {type: ratoi}\n"
            "    |                        ^~~~~\n"
            "  merged in by `<<` at f:5:7\n"
            "  did you mean `ratio`?\n");
}

TEST(ParseDocumentTest, ReportsTheMistakesOfAllFilesAtOnce) {
  EXPECT_EQ(Problems({{"pack.yaml", "pack: p\nversion: 1\nsignals: {a: {type: cout}}\n"},
                      {"health.yaml", "health: {m: {component: {}}}\n"}}),
            "health.yaml:1:10: error: `m` needs the key `components` [missing-key]\n"
            "  what the score is made of\n"
            "health.yaml:1:14: error: unknown key `component` [unknown-key]\n"
            "  did you mean `components`?\n"
            "pack.yaml:3:21: error: `type` must be one of number, ratio, count, days, money, bool, "
            "enum, text, timestamp, series, not `cout` [unknown-value]\n"
            "  did you mean `count`?\n");
}

TEST(ParseDocumentTest, ANameSetInTwoFilesNamesBothPlaces) {
  EXPECT_EQ(Problems({{"a.yaml", "pack: p\nversion: 1\nsignals: {s: {type: count}}\n"},
                      {"b.yaml", "signals:\n  t: {type: days}\n  s: {type: days}\nversion: 2\n"}}),
            "b.yaml:3:3: error: key `s` is already set at a.yaml:3:11 [duplicate-key]\n"
            "  the files of a pack are one: delete one of the two\n"
            "b.yaml:4:1: error: key `version` is already set at a.yaml:2:1 [duplicate-key]\n"
            "  the files of a pack are one: delete one of the two\n");
}

TEST(ParseDocumentTest, MergesSectionsKeyByKey) {
  const Sources sources({SourceFile{"b.yaml", "signals: {t: {type: days}}\nhealth:\n"},
                         {"a.yaml", "signals: {s: {type: count}}\nmilestones: {grace_days: 2}\n"},
                         {"pack.yaml", "pack: p\nversion: 1\nmilestones: {order: [kickoff]}\n"},
                         {"empty.yaml", "# nothing yet\n"}});
  const Staged<Document> parsed = ParseDocument(sources, Limits{});
  EXPECT_EQ(RenderAll(parsed.diagnostics, sources), "");
  ASSERT_EQ(parsed.value.signals.size(), 2u);
  EXPECT_EQ(parsed.value.signals[0].name, "s");
  EXPECT_EQ(sources.Describe(parsed.value.signals[1].span), "b.yaml:1:11");
  EXPECT_EQ(parsed.value.milestones.grace_days.value, 2);
  EXPECT_EQ(parsed.value.milestones.order.size(), 1u);
}

TEST(ParseDocumentTest, AFileThatIsNoMappingIsRefused) {
  EXPECT_EQ(Problems({{"a.yaml", "pack: p\nversion: 1"}, {"b.yaml", "- x\n"}, {"c.yaml", "text"}}),
            "b.yaml:1:1: error: a pack file must be a mapping of sections, not a list "
            "[type-mismatch]\n"
            "c.yaml:1:1: error: a pack file must be a mapping of sections, not `text` "
            "[type-mismatch]\n");
}

TEST(ParseDocumentTest, AnEmptyPackLacksItsName) {
  EXPECT_EQ(Problems({{"a.yaml", ""}}),
            "a.yaml:1:1: error: the pack needs the key `pack` [missing-key]\n  name of the pack\n"
            "a.yaml:1:1: error: the pack needs the key `version` [missing-key]\n"
            "  version, for people\n");
  EXPECT_FALSE(ParseDocument(Sources(), Limits{}).ok());
}

TEST(ParseDocumentTest, AfterAMistakeOfSyntaxNothingCountsAsMissing) {
  EXPECT_EQ(Problems({{"a.yaml", "signals: {a: {type: cout}}\nb: [\npack: p\nversion: 1\n"}}),
            "a.yaml:1:21: error: `type` must be one of number, ratio, count, days, money, bool, "
            "enum, text, timestamp, series, not `cout` [unknown-value]\n"
            "  did you mean `count`?\n"
            "a.yaml:4:8: error: this does not continue what `[` began at 2:4 [syntax]\n"
            "  inside { } and [ ], quote texts with brackets, commas or colons, such as "
            "conditions\n");
}

TEST(ParseDocumentTest, ExpressionsPointIntoTheirText) {
  const Sources sources({SourceFile{
      "f",
      "pack: p\nversion: 1\nderived:\n  a: {type: number, expr: \"x + 1\"}\n"
      "  b: {type: number, expr: \"x\\t+ 1\"}\n  c:\n    type: bool\n    expr: >-\n      x\n"}});
  const Staged<Document> parsed = ParseDocument(sources, Limits{});
  ASSERT_TRUE(parsed.ok()) << RenderAll(parsed.diagnostics, sources);
  const auto& derived = parsed.value.derived;
  EXPECT_EQ(derived[0].value.expr.text, "x + 1");
  EXPECT_TRUE(derived[0].value.expr.verbatim);
  EXPECT_EQ(derived[0].value.expr.span, (Span{0, 4, 28, 5}));
  EXPECT_FALSE(derived[1].value.expr.verbatim);
  EXPECT_EQ(derived[2].value.expr.text, "x");
  EXPECT_FALSE(derived[2].value.expr.verbatim);
}

TEST(ParseDocumentTest, TextsKeepTheirLanguagesInOrder) {
  const Sources sources({SourceFile{
      "f", "pack: p\nversion: 1\ndescription: {id: satu, en: one}\nsource: OM\nwatch: [a, b]\n"}});
  const Staged<Document> parsed = ParseDocument(sources, Limits{});
  ASSERT_TRUE(parsed.ok()) << RenderAll(parsed.diagnostics, sources);
  const Notes& notes = parsed.value.notes;
  ASSERT_EQ(notes.description.entries.size(), 2u);
  EXPECT_EQ(notes.description.entries[0].language, "id");
  EXPECT_EQ(notes.description.entries[1].text, "one");
  ASSERT_EQ(notes.source.size(), 1u);
  EXPECT_EQ(notes.source[0].entries[0].language, "");
  EXPECT_EQ(notes.watch.size(), 2u);
  EXPECT_FALSE(notes.evidence.size());
}

TEST(ParseDocumentTest, PeriodsAreSeconds) {
  const struct {
    const char* text;
    int64_t seconds;
  } cases[] = {{"2w", 1'209'600}, {"14d", 1'209'600}, {"12h", 43'200}, {"30m", 1'800}, {"45s", 45}};
  for (const auto& one : cases) {
    const Sources sources({SourceFile{
        "f", kHead + std::string("signals: {a: {type: count, max_age: ") + one.text + "}}"}});
    const Staged<Document> parsed = ParseDocument(sources, Limits{});
    ASSERT_TRUE(parsed.ok()) << RenderAll(parsed.diagnostics, sources);
    EXPECT_EQ(parsed.value.signals[0].value.max_age.value.seconds, one.seconds) << one.text;
  }
}

TEST(ParseDocumentTest, InlineAndNestedCurvesAreTheSame) {
  const Sources sources(
      {SourceFile{"f",
                  "pack: p\nversion: 1\nhealth:\n  m:\n    components:\n"
                  "      a: {weight: 1, of: x, linear: {from: 0, to: 1}}\n"
                  "      b: {weight: 1, curve: {of: x, linear: {from: 0, to: 1}}}\n"
                  "      c: {weight: 1, of: x}\n"}});
  const Staged<Document> parsed = ParseDocument(sources, Limits{});
  ASSERT_TRUE(parsed.ok()) << RenderAll(parsed.diagnostics, sources);
  const auto& components = parsed.value.health[0].value.components;
  for (size_t i = 0; i < 2; ++i) {
    const Curve& curve = components[i].value.curve;
    EXPECT_EQ(curve.kind, Curve::Kind::kLinear);
    EXPECT_EQ(curve.of.value, "x");
    EXPECT_EQ(curve.linear.to.value, 1);
  }
  EXPECT_EQ(components[2].value.curve.kind, Curve::Kind::kGiven);
}

}  // namespace
}  // namespace bellwether::document
