#!/usr/bin/env python3
"""Writes zones_data.cc: every time zone of this system, in the compact form of zic.

  zones.py /usr/share/zoneinfo OUT.cc

The same names as the system has and, of each, the same rules, compiled anew from its tzdata.zi.
"""

import pathlib
import subprocess
import sys
import tempfile

# The same zones once more, and by another clock.
ASIDE = ("posix/", "right/")


def compiled(system):
    """{name: bytes} of the zones that the system has, compact where its source tells of them."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["/usr/sbin/zic", "-b", "slim", "-d", folder, system / "tzdata.zi"], check=True)
        zones = {}
        for path in sorted(system.rglob("*")):
            name = path.relative_to(system).as_posix()
            if name.startswith(ASIDE) or not path.is_file() or path.read_bytes()[:4] != b"TZif":
                continue
            compact = pathlib.Path(folder) / name
            zones[name] = (compact if compact.is_file() else path).read_bytes()
        return zones


def literal(data):
    text = "".join(f"\\{byte:03o}" for byte in data)
    return "\n".join(f'    "{text[at:at + 96]}"' for at in range(0, len(text), 96))


def main():
    system, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    zones = compiled(system)
    if len(zones) < 300:
        sys.exit(f"{system}: {len(zones)} time zones; install tzdata")
    numbers = {data: number for number, data in enumerate(dict.fromkeys(zones.values()))}
    with out.open("w") as file:
        file.write('// Made by zones.py.\n#include "clients/playground/wasm/zones.h"\n\n')
        file.write("namespace bellwether::zones {\nnamespace {\n")
        for data, number in numbers.items():
            file.write(f"constexpr char kData{number}[] =\n{literal(data)};\n")
        file.write("constexpr Zone kAll[] = {\n")
        for name, data in sorted(zones.items(), key=lambda zone: zone[0].encode()):
            number = numbers[data]
            file.write(f'    {{"{name}", {{kData{number}, sizeof(kData{number}) - 1}}}},\n')
        file.write("};\n}  // namespace\nconst std::span<const Zone> kZones = kAll;\n}  // namespace bellwether::zones\n")


if __name__ == "__main__":
    main()
