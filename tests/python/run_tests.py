"""Installs the client as `pip install .` does, in the virtual environment of this folder, without asking any
index; then ruff, mypy --strict and pytest judge it. Ends with what failed first."""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
SOURCE = HERE.parent.parent
CLIENT = SOURCE / "clients/python"
BIN = HERE / "venv/bin"


def run(name, *arguments, cwd):
    print(f"\n{name} {' '.join(map(str, arguments))}", flush=True)
    # Plug-ins of protoc are looked for along the path.
    env = {**os.environ, "PIP_NO_INDEX": "1", "PATH": f"{BIN}:{os.environ['PATH']}"}
    done = subprocess.run([BIN / name, *arguments], cwd=cwd, check=False, env=env)
    if done.returncode != 0:
        sys.exit(f"{name} failed")


def main():
    if not (BIN / "python").exists():
        sys.exit(f"there is no {BIN.parent}: scripts/test makes it")
    with tempfile.TemporaryDirectory() as folder:
        # A copy: building leaves files behind.
        copy = pathlib.Path(folder) / "clients/python"
        ignored = shutil.ignore_patterns("build", "*.egg-info", "v1")
        shutil.copytree(CLIENT, copy, ignore=ignored)
        shutil.copytree(SOURCE / "protos", pathlib.Path(folder) / "protos")
        config = copy / "pyproject.toml"
        run("ruff", "check", "--no-cache", "--config", config, copy, HERE, SOURCE / "protos/openapi",
            "--exclude", HERE / "venv", cwd=folder)
        run("python", "-m", "pip", "install", "--quiet", "--no-build-isolation", "--no-deps", "--force-reinstall", ".",
            cwd=copy)
        run("mypy", "--config-file", config, "--cache-dir", HERE / "venv/mypy_cache", cwd=folder)
    run("python", "-B", "-m", "pytest", "-q", "-p", "no:cacheprovider", HERE, cwd=HERE)


if __name__ == "__main__":
    main()
