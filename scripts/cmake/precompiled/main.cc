// The one source of the targets that hold precompiled headers (BellwetherPrecompiled.cmake).
int main() { return 0; }
