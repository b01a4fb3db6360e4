#include "server/app.h"

extern "C" {
// Read by jemalloc, where the program is linked to it: what is free goes back to the system within
// a second, also when nothing is asked for any more. Two arenas: with four for each processor,
// every one of them grows in its turn to what the largest calls need, and memory creeps up for
// hours.
const char* malloc_conf = "background_thread:true,dirty_decay_ms:1000,muzzy_decay_ms:0,narenas:2";
}

int main(int argc, char** argv) { return bellwether::RunServer(argc, argv); }
