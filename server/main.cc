#include "server/app.h"

int main(int argc, char** argv) { return bellwether::RunServer(argc, argv); }
