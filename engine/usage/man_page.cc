// Pages in man(7), the macros that every reader of manual pages knows.
//
// Tested by tests/engine/usage/man_page_test.cc; tests/deploy/completion_test.py has groff and
// mandoc read the pages of the programs.
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "engine/base/string_bridge.h"
#include "engine/usage/usage.h"

namespace bellwether::usage {
namespace {

// Text inside of a line: a dash is the sign that people type, and nothing is a command of roff.
std::string Inline(std::string_view text) {
  return absl::StrReplaceAll(ToAbsl(text), {{"\\", "\\e"}, {"-", "\\-"}, {"'", "\\(aq"}});
}

// Text that begins a line.
std::string Line(std::string_view text) {
  const bool command = text.starts_with('.') || text.starts_with('\'');
  return absl::StrCat(command ? "\\&" : "", Inline(text));
}

bool EndsAsSentence(std::string_view text) { return text.ends_with('.') || text.ends_with('?'); }

std::string Bold(std::string_view text) { return absl::StrCat("\\fB", Inline(text), "\\fR"); }
std::string Slanted(std::string_view text) { return absl::StrCat("\\fI", Inline(text), "\\fR"); }

std::string Joined(const std::vector<const Command*>& path, std::string_view between) {
  std::vector<std::string> names;
  for (const Command* command : path) names.push_back(command->name);
  return absl::StrJoin(names, ToAbsl(between));
}

std::string ValueOf(const Option& option) {
  if (option.words.empty()) return Slanted(option.value);
  std::vector<std::string> words;
  for (const std::string& word : option.words) words.push_back(Bold(word));
  return absl::StrJoin(words, "|");
}

std::string NameOf(const Option& option) {
  std::vector<std::string> names;
  for (const std::string& name : option.names) names.push_back(Bold(name));
  const std::string all = absl::StrJoin(names, ", ");
  return option.value.empty() ? all : absl::StrCat(all, " ", ValueOf(option));
}

std::string Synopsis(const std::vector<const Command*>& path) {
  const Command& command = *path.back();
  std::string line = Bold(Joined(path, " "));
  for (const Option& option : command.options) {
    if (option.required)
      absl::StrAppend(&line, " ", Bold(option.names.back()), " ", ValueOf(option));
  }
  absl::StrAppend(&line, " [", Slanted("OPTION"), "...]");
  for (const Option& operand : command.operands) {
    absl::StrAppend(&line, " ", operand.required ? "" : "[", Slanted(operand.names.front()),
                    operand.repeated ? "..." : "", operand.required ? "" : "]");
  }
  if (!command.commands.empty()) absl::StrAppend(&line, " ", Slanted("COMMAND"));
  return line;
}

void AddOptions(std::string_view title, const std::vector<Option>& options, std::string& page) {
  if (options.empty()) return;
  absl::StrAppend(&page, ".SH ", ToAbsl(title), "\n");
  for (const Option& option : options) {
    absl::StrAppend(&page, ".TP\n", NameOf(option), option.repeated ? " ..." : "", "\n",
                    Line(option.description), option.required ? " (required)" : "", "\n");
  }
}

void AddCommands(const std::vector<const Command*>& path, std::string& page) {
  const std::vector<Command>& commands = path.back()->commands;
  if (commands.empty()) return;
  absl::StrAppend(&page, ".SH COMMANDS\n");
  for (const Command& command : commands) {
    absl::StrAppend(&page, ".TP\n", Bold(command.name), "\n", Line(command.summary), "\n");
  }
}

void AddSections(const std::vector<Section>& sections, std::string& page) {
  for (const Section& section : sections) {
    absl::StrAppend(&page, ".SH ", section.title, "\n.nf\n");
    for (const absl::string_view line : absl::StrSplit(section.text, '\n')) {
      absl::StrAppend(&page, Line(ToStd(absl::StripTrailingAsciiWhitespace(line))), "\n");
    }
    absl::StrAppend(&page, ".fi\n");
  }
}

std::string Reference(std::string_view name, int section) {
  return absl::StrCat(Bold(name), "(", section, ")");
}

// The command above, and those below.
void AddReferences(const std::vector<const Command*>& path, int section, std::string& page) {
  std::vector<std::string> references;
  if (path.size() > 1) {
    const std::vector<const Command*> above(path.begin(), path.end() - 1);
    references.push_back(Reference(Joined(above, "-"), section));
  }
  for (const Command& below : path.back()->commands) {
    references.push_back(Reference(absl::StrCat(Joined(path, "-"), "-", below.name), section));
  }
  if (references.empty()) return;
  absl::StrAppend(&page, ".SH SEE ALSO\n", absl::StrJoin(references, ",\n"), "\n");
}

}  // namespace

std::string ManPage(const std::vector<const Command*>& path, const Manual& manual) {
  const Command& command = *path.back();
  const std::string name = Joined(path, "-");
  std::string page =
      absl::StrCat(".TH \"", absl::AsciiStrToUpper(Inline(name)), "\" ", manual.section, " \"\" \"",
                   path.front()->name, " ", manual.version, "\"\n.SH NAME\n", Inline(name), " \\- ",
                   Inline(ToStd(absl::StripSuffix(command.summary, "."))),
                   "\n.SH SYNOPSIS\n.ad l\n", Synopsis(path), "\n.SH DESCRIPTION\n",
                   Line(command.summary), EndsAsSentence(command.summary) ? "" : ".", "\n");
  AddOptions("OPERANDS", command.operands, page);
  AddOptions("OPTIONS", command.options, page);
  AddCommands(path, page);
  AddSections(command.sections, page);
  AddReferences(path, manual.section, page);
  return page;
}

}  // namespace bellwether::usage
