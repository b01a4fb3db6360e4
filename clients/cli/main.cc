#include "clients/cli/app.h"

int main(int argc, char** argv) { return bellwether::cli::RunApp(argc, argv); }
