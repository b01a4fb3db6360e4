#include "engine/yaml/yaml.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace bellwether {
namespace {

std::string Place(const Span& span) {
  return "@" + std::to_string(span.line) + ":" + std::to_string(span.column) + "+" +
         std::to_string(span.length);
}

// The tree on one line: scalars in "" when quoted, with ! when verbatim.
std::string Print(const Node& node) {
  std::string text;
  switch (node.kind) {
    case Node::Kind::kNull:
      return "~" + Place(node.span);
    case Node::Kind::kScalar:
      text = node.quoted ? "\"" + node.text + "\"" : node.text;
      return text + (node.verbatim ? "!" : "") + Place(node.span);
    case Node::Kind::kSequence:
      for (const Node& item : node.items) text += (text.empty() ? "" : ", ") + Print(item);
      return "[" + text + "]";
    case Node::Kind::kMapping:
      for (const Entry& entry : node.entries) {
        text += (text.empty() ? "" : ", ") + entry.key + Place(entry.key_span) + ": " +
                Print(entry.value);
      }
      return "{" + text + "}";
  }
  return "?";
}

struct Parsed {
  Node root;
  std::string problems;
};

Parsed Parse(const std::string& yaml) {
  const Sources sources({SourceFile{"f", yaml}});
  DiagnosticSink sink;
  Parsed parsed;
  parsed.root = ParseYaml(sources, 0, Limits{}, sink);
  for (const Diagnostic& diagnostic : sink.Take()) {
    parsed.problems += RenderLine(diagnostic, sources) + "\n";
  }
  return parsed;
}

struct TreeCase {
  const char* name;
  const char* yaml;
  const char* want;
};

constexpr TreeCase kTrees[] = {
    {"Empty", "", "~@0:0+1"},
    {"OnlyComments", "# nothing\n\n", "~@0:0+1"},
    {"StartAndEndMarkers", "---\na: 1\n...\n", "{a@2:1+1: 1!@2:4+1}"},
    {"Scalar", "text", "text!@1:1+4"},
    {"Plain", "a: x > 3 && y", "{a@1:1+1: x > 3 && y!@1:4+10}"},
    {"DoubleQuoted", R"(a: "x > 3")", R"({a@1:1+1: "x > 3"!@1:5+5})"},
    {"SingleQuoted", "a: 'x > 3'", R"({a@1:1+1: "x > 3"!@1:5+5})"},
    {"EmptyQuoted", "a: ''", R"({a@1:1+1: ""!@1:5+1})"},
    {"Escapes", R"(a: "x\\y")", R"({a@1:1+1: "x\y"@1:5+4})"},
    {"DoubledQuote", "a: 'it''s'", R"({a@1:1+1: "it's"@1:5+5})"},
    {"QuotedHash", R"(a: 'x == "a #b"' # c)", R"({a@1:1+1: "x == "a #b""!@1:5+11})"},
    {"PlainOverTwoLines", "a: one\n  two", "{a@1:1+1: one two@1:4+3}"},
    {"QuotedOverTwoLines", "a: \"one\n  two\"", R"({a@1:1+1: "one two"@1:5+3})"},
    {"Block", "a: |\n  one\n  two\nb: >-\n  x\n  y",
     "{a@1:1+1: \"one\ntwo\n\"@1:4+1, b@4:1+1: \"x y\"@4:4+1}"},
    {"BytesBeforeCount", "{ö: 1, b: 2}", "{ö@1:2+2: 1!@1:6+1, b@1:9+1: 2!@1:12+1}"},
    {"WindowsLineEnds", "a: 1\r\nb: 'x'\r\n", "{a@1:1+1: 1!@1:4+1, b@2:1+1: \"x\"!@2:5+1}"},
    {"ByteOrderMark",
     "\xEF\xBB\xBF"
     "a: 1\nb: 2",
     "{a@1:4+1: 1!@1:7+1, b@2:1+1: 2!@2:4+1}"},
    {"Nulls", "a:\nb: ~\nc: null\nd: [~]",
     "{a@1:1+1: ~@1:1+1, b@2:1+1: ~@2:4+1, c@3:1+1: ~@3:4+4, d@4:1+1: [~@4:5+1]}"},
    {"QuotedNull", "a: 'null'", R"({a@1:1+1: "null"!@1:5+4})"},
    {"NumbersStayText", "[0123, yes, .inf, 1e3]",
     "[0123!@1:2+4, yes!@1:8+3, .inf!@1:13+4, 1e3!@1:19+3]"},
    {"Nested", "a:\n  - b: 1\n    c: [x, {d: e}]\n",
     "{a@1:1+1: [{b@2:5+1: 1!@2:8+1, c@3:5+1: [x!@3:9+1, {d@3:13+1: e!@3:16+1}]}]}"},
    {"AliasesHaveThePlaceOfTheirAnchor", "a: &x 5\nb: *x",
     "{a@1:1+1: 5!@1:7+1, b@2:1+1: 5!@1:7+1}"},
    {"AnchorOnALineOfItsOwn", "a: &x # why\n  b: 1\nc: *x",
     "{a@1:1+1: {b@2:3+1: 1!@2:6+1}, c@3:1+1: {b@2:3+1: 1!@2:6+1}}"},
    {"QuotedKeys", "{\"a b\": 1, 'max(a, b)': 2}",
     "{a b@1:3+3: 1!@1:9+1, max(a, b)@1:13+9: 2!@1:25+1}"},
    {"OrdinaryTexts", "{a: n/a, 50%: x, the users' plan: y} # note",
     "{a@1:2+1: n/a!@1:5+3, 50%@1:10+3: x!@1:15+1, the users' plan@1:18+15: y!@1:35+1}"},
    {"CommentsAfterOrdinaryTexts", "a: the users' plan # note\nb: (done) # note",
     "{a@1:1+1: the users' plan!@1:4+15, b@2:1+1: (done)!@2:4+6}"},
    {"EscapedControlCharacter", R"(a: "\a")", "{a@1:1+1: \"\a\"@1:5+2}"},
};

TEST(ParseYamlTest, MakesTreesWithPlaces) {
  for (const TreeCase& one : kTrees) {
    const Parsed parsed = Parse(one.yaml);
    EXPECT_EQ(Print(parsed.root), one.want) << one.name;
    EXPECT_EQ(parsed.problems, "") << one.name;
  }
}

struct ProblemCase {
  const char* name;
  const char* yaml;
  const char* want;  // all diagnostics
};

constexpr ProblemCase kProblems[] = {
    {"DuplicateKey", "b: 0\na: 1\na: 2\n",
     "f:3:1: error: key `a` is already set at 2:1 [duplicate-key]\n"},
    {"DuplicateKeyInFlow", "{a: 1, 'a': 2}",
     "f:1:9: error: key `a` is already set at 1:2 [duplicate-key]\n"},
    {"SeveralMistakesAtOnce", "a: 1\na: 2\nb: {when: max(c, d) > 3}\nc: !x y\n<<: 1\n",
     "f:2:1: error: key `a` is already set at 1:1 [duplicate-key]\n"
     "f:3:18: error: inside { } this is read as a key of its own: `d) > 3` [unquoted-expression]\n"
     "f:4:4: error: YAML reads `!x` as a tag, not as text [yaml-tag]\n"
     "f:5:1: error: `<<` merges mappings, not the number `1` [merge-key]\n"},
    // S29.
    {"Tag", "when: !has(x)",
     "f:1:7: error: YAML reads `!has(x)` as a tag, not as text [yaml-tag]\n"},
    {"TagInFlow", "{when: !confirmed, b: 1}",
     "f:1:8: error: YAML reads `!confirmed` as a tag, not as text [yaml-tag]\n"},
    {"TagThatBreaksTheSyntax", "when: !has(x) && !has(y)",
     "f:1:7: error: YAML reads `!has(x) && !has(y)` as a tag, not as text [yaml-tag]\n"},
    {"TagOfAMapping", "a: !!map {b: 1}",
     "f:1:4: error: YAML reads `!!map` as a tag, not as text [yaml-tag]\n"},
    {"TagAfterAnchor", "a: &x !y z",
     "f:1:7: error: YAML reads `!y` as a tag, not as text [yaml-tag]\n"},
    {"CommaInFlow", "{when: max(a, b) > 3}",
     "f:1:15: error: inside { } this is read as a key of its own: `b) > 3` "
     "[unquoted-expression]\n"},
    {"SignInFlow", "{when: f(a, b - 3, c)}",
     "f:1:13: error: inside { } this is read as a key of its own: `b - 3` [unquoted-expression]\n"
     "f:1:20: error: inside { } this is read as a key of its own: `c)` [unquoted-expression]\n"},
    {"NoBlankAfterColon", "{a:1, b: 2}",
     "f:1:2: error: no blank after `:` in `a:1` [missing-blank]\n"},
    {"CutAtHash", "when: x == \"a #b\"",
     "f:1:15: error: ` #` begins a comment and cuts the text to `x == \"a` [cut-by-comment]\n"},
    {"CutAtHashInBrackets", "when: max(a, #1\n",
     "f:1:14: error: ` #` begins a comment and cuts the text to `max(a,` [cut-by-comment]\n"},
    {"BracketsInFlow", "{when: a in [b, c]}",
     "f:1:13: error: this does not continue what `{` began at 1:1 [syntax]\n"},
    {"TextAfterQuotes", "when: \"a\" == b\n",
     "f:1:11: error: this does not continue the mapping around it [syntax]\n"},
    {"ColonInPlain", "when: a ? b : c\n",
     "f:1:13: error: a `:` that gives a value is not possible here [syntax]\n"},
    {"GreaterThan", "when: > 3", "f:1:9: error: `|` and `>` begin a block of text [syntax]\n"},
    {"AtSign", "a: @x", "f:1:4: error: no value can begin with this character [syntax]\n"},
    {"UnknownAlias", "a: *x",
     "f:1:4: error: `*` begins an alias, and no anchor has this name [syntax]\n"},
    {"CyclicAlias", "a: &x [1, *x]",
     "f:1:11: error: this alias stands inside what it refers to [cyclic-alias]\n"},
    {"CyclicAliasInMapping", "a: &x\n  b: {c: *x}\n",
     "f:2:10: error: this alias stands inside what it refers to [cyclic-alias]\n"},
    {"TabIndentation", "a:\n\tb: 1\nc: 2",
     "f:2:1: error: a tab is used as indentation [tab-indentation]\n"},
    {"TabAfterBlanks", "a:\n  b: 1\n \tc: 2",
     "f:3:2: error: a tab is used as indentation [tab-indentation]\n"},
    {"SeveralDocuments", "a: 1\n---\nb: 2",
     "f:2:1: error: a second YAML document begins here [several-documents]\n"},
    {"TextAfterAList", "- a\nb: 1",
     "f:2:1: error: a second YAML document begins here [several-documents]\n"},
    {"ListAsKey", "? [a]\n: b",
     "f:1:3: error: a key must be a name, not a list or a mapping [bad-key]\n"},
    {"EmptyKey", ": b", "f:1:1: error: a key is empty [bad-key]\n"},
    {"NotIndentedAlike", "a:\n  b: 1\n c: 2",
     "f:3:2: error: this does not continue the mapping around it [syntax]\n"},
    {"OpenBrace", "a: 1\nb: {c: 1\n", "f:2:4: error: `{` is never closed [syntax]\n"},
    {"OpenBracket", "a: [1, 2", "f:1:4: error: `[` is never closed [syntax]\n"},
    {"OpenQuote", "a: 'x", "f:1:6: error: a quoted text is never closed [syntax]\n"},
    {"UnknownEscape", R"(a: "\q")", "f:1:7: error: an unknown escape in double quotes [syntax]\n"},
    {"Surrogate", R"(a: "\uD800")",
     "f:1:11: error: an escape that is no Unicode character [syntax]\n"},
    {"InvalidUtf8", "a: gr\xFC\xDF\nb: \xFF\n",
     "f:1:6: error: the file is not valid UTF-8 here [invalid-utf8]\n"
     "f:2:4: error: the file is not valid UTF-8 here [invalid-utf8]\n"},
    {"ControlCharacter", "a: x\x04\nb: \x1b[0m",
     "f:1:5: error: a control character is not allowed here [control-character]\n"
     "f:2:4: error: a control character is not allowed here [control-character]\n"},
    {"MistakesBeforeABrokenLine", "a: 1\na: 2\nb: [\n",
     "f:2:1: error: key `a` is already set at 1:1 [duplicate-key]\n"
     "f:3:4: error: `[` is never closed [syntax]\n"},
};

TEST(ParseYamlTest, SaysWhatIsWrongAndWhere) {
  for (const ProblemCase& one : kProblems)
    EXPECT_EQ(Parse(one.yaml).problems, one.want) << one.name;
}

TEST(ParseYamlTest, EveryProblemSaysWhatToDo) {
  for (const ProblemCase& one : kProblems) {
    const Sources sources({SourceFile{"f", one.yaml}});
    DiagnosticSink sink;
    ParseYaml(sources, 0, Limits{}, sink);
    for (const Diagnostic& diagnostic : sink.Take()) EXPECT_NE(diagnostic.hint, "") << one.name;
  }
}

TEST(ParseYamlTest, KeepsWhatWasCompleteBeforeAMistakeOfSyntax) {
  EXPECT_EQ(Print(Parse("a: 1\nb: {c: 2}\nd: {e: [").root),
            "{a@1:1+1: 1!@1:4+1, b@2:1+1: {c@2:5+1: 2!@2:8+1}}");
}

TEST(ParseYamlTest, ATagIsReadAsTheTextThatWasMeant) {
  EXPECT_EQ(Print(Parse("when: !has(x)").root), "{when@1:1+4: !has(x)!@1:7+7}");
}

TEST(ParseYamlTest, TheFirstOfTwoKeysCounts) {
  EXPECT_EQ(Print(Parse("a: 1\na: 2").root), "{a@1:1+1: 1!@1:4+1}");
}

TEST(ParseYamlTest, SpansNameTheirFile) {
  const Sources sources({SourceFile{"a", "x: 1"}, {"b", "y: 2"}});
  DiagnosticSink sink;
  EXPECT_EQ(ParseYaml(sources, 1, Limits{}, sink).entries[0].key_span.file, 1u);
}

}  // namespace
}  // namespace bellwether
