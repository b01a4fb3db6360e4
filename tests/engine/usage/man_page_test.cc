#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/usage/usage.h"
#include "tests/engine/usage/program.h"

namespace bellwether::usage {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

class Page : public testing::Test {
 protected:
  const Command program_ = SmallProgram();
  const Command& far_ = program_.commands[0];
  const Command& go_ = far_.commands[0];
};

TEST_F(Page, OfACommand) {
  EXPECT_EQ(ManPage({&program_, &far_, &go_}, {.section = 1, .version = "1.2"}),
            R"(.TH "PROG\-FAR\-GO" 1 "" "prog 1.2"
.SH NAME
prog\-far\-go \- Go there; then come back
.SH SYNOPSIS
.ad l
\fBprog far go\fR \fB\-\-to\fR \fIFOLDER\fR [\fIOPTION\fR...] \fIMAP\fR
.SH DESCRIPTION
Go there; then come back.
.SH OPERANDS
.TP
\fBMAP\fR
Map to read (required)
.SH OPTIONS
.TP
\fB\-h\fR, \fB\-\-help\fR
Print this help
.TP
\fB\-\-to\fR \fIFOLDER\fR
Where to: it\(aqs [far] (required)
.TP
\fB\-\-pace\fR \fBslow\fR|\fBfast\fR
How (default: slow)
.TP
\fB\-\-with\fR \fINAME=FILE\fR ...
Who comes along
.SH EXAMPLES
.nf
\&.go
prog far go \-\-to here
.fi
.SH SEE ALSO
\fBprog\-far\fR(1)
)");
}

TEST_F(Page, OfAProgramNamesItsCommands) {
  const std::string page = ManPage({&program_}, {.section = 8, .version = "1"});
  EXPECT_THAT(page, StartsWith(".TH \"PROG\" 8 "));
  EXPECT_THAT(page, HasSubstr(".SH NAME\nprog \\- Does things\n"));
  EXPECT_THAT(page, HasSubstr(".SH COMMANDS\n.TP\n\\fBfar\\fR\nFar things\n"));
  EXPECT_THAT(page, HasSubstr(".SH SEE ALSO\n\\fBprog\\-far\\fR(8)\n"));
  EXPECT_THAT(page, HasSubstr(".SH DESCRIPTION\nDoes things.\n"));
}

}  // namespace
}  // namespace bellwether::usage
