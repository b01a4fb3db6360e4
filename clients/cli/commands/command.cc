// Each call is one of the parser. Its checks describe themselves in help, which the words of our
// options do already: they are given no description.
//
// Tested by tests/clients/cli_test.py.
#include "clients/cli/commands/command.h"

#include "CLI/App.hpp"
#include "CLI/Config.hpp"
#include "CLI/Error.hpp"
#include "CLI/Formatter.hpp"
#include "CLI/Validators.hpp"

namespace bellwether::cli {
namespace {

Option Check(CLI::Option& option, CLI::Validator check) {
  return Option(*option.check(check.description("")));
}

}  // namespace

void ThrowInvalid(const std::string& option, const std::string& reason) {
  throw CLI::ValidationError(option, reason);
}

void ThrowMissing(const std::string& option) { throw CLI::RequiredError(option); }

Option Option::TypeName(const std::string& name) const { return Option(*option_->type_name(name)); }

Option Option::Required() const { return Option(*option_->required()); }

Option Option::Excludes(Option other) const { return Option(*option_->excludes(other.option_)); }

Option Option::Excludes(const std::string& other) const {
  return Option(*option_->excludes(other));
}

Option Option::Needs(Option other) const { return Option(*option_->needs(other.option_)); }

Option Option::Needs(const std::string& other) const { return Option(*option_->needs(other)); }

Option Option::InRange(int least, int most) const {
  return Check(*option_, CLI::Range(least, most));
}

Option Option::InRange(uint32_t least, uint32_t most) const {
  return Check(*option_, CLI::Range(least, most));
}

Option Option::InRange(int64_t least, int64_t most) const {
  return Check(*option_, CLI::Range(least, most));
}

Option Option::InRange(uint64_t least, uint64_t most) const {
  return Check(*option_, CLI::Range(least, most));
}

Option Option::InRange(double least, double most) const {
  return Check(*option_, CLI::Range(least, most));
}

Option Option::Positive() const { return Check(*option_, CLI::PositiveNumber); }

Option Option::OneOf(const std::vector<std::string>& words) const {
  return Check(*option_, CLI::IsMember(words));
}

Option Option::OneAtATime() const { return Option(*option_->allow_extra_args(false)); }

Option Option::OneAtATimeUnmarked() const {
  return Option(*option_->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll));
}

Option Option::SplitAt(char mark) const { return Option(*option_->delimiter(mark)); }

Option Option::AddToHelp(const std::string& more) const {
  return Option(*option_->description(option_->get_description() + more));
}

Command Command::AddCommand(const std::string& name, const std::string& summary) const {
  return Command(*app_->add_subcommand(name, summary));
}

void Command::RequireCommand() const { app_->require_subcommand(1); }

Option Command::AddOptionFor(const std::string& name, OptionTarget target,
                             const std::string& help) const {
  return std::visit([&](auto* value) { return Option(*app_->add_option(name, *value, help)); },
                    target);
}

Option Command::AddParsed(const std::string& name,
                          const std::function<void(const std::string&)>& parse,
                          const std::string& help) const {
  return Option(*app_->add_option_function<std::string>(name, parse, help));
}

Option Command::AddParsedList(const std::string& name,
                              const std::function<void(const std::vector<std::string>&)>& parse,
                              const std::string& help) const {
  return Option(*app_->add_option_function<std::vector<std::string>>(name, parse, help));
}

Option Command::AddFlag(const std::string& name, bool& value, const std::string& help) const {
  return Option(*app_->add_flag(name, value, help));
}

Option Command::GetOption(const std::string& name) const { return Option(*app_->get_option(name)); }

bool Command::Given(const std::string& name) const { return app_->count(name) > 0; }

void Command::Footer(const std::string& text) const { app_->footer(text); }

void Command::WhenParsed(const std::function<void()>& check) const {
  app_->parse_complete_callback(check);
}

void Command::WhenChosen(const std::function<void()>& choose) const { app_->callback(choose); }

}  // namespace bellwether::cli
