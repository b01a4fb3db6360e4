#include "clients/cli/app.h"

extern "C" {
// Read by jemalloc, where the program is linked to it: what was freed is used again, or goes back,
// at once. Ten seconds, as it would be, are as long as most runs, whose pages then only add up.
const char* malloc_conf = "dirty_decay_ms:100,muzzy_decay_ms:0";
}

int main(int argc, char** argv) { return bellwether::cli::RunApp(argc, argv); }
