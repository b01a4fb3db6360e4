"""The quick start of README.md is the file quickstart.py, and prints what the page says."""

import re
import subprocess
import sys

from conftest import SOURCE

CLIENT = SOURCE / "clients/python"
PAGE = (CLIENT / "README.md").read_text()


def block(kind):
    """The only block of that kind below the mark."""
    (found,) = re.findall(rf"<!-- {kind} of quickstart.py -->\n```\w+\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    return found


def test_the_page_shows_the_file():
    assert block("code") == (CLIENT / "quickstart.py").read_text()


def test_it_prints_what_the_page_says(server):
    command = [sys.executable, CLIENT / "quickstart.py", server.address]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == block("output")


def test_the_example_of_the_fake_server_works():
    (example,) = re.findall(r"<!-- example -->\n```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    names = {}
    exec(example, names)
    names["test_a_yellow_account_gets_a_call"]()


def test_the_example_of_asyncio_works(server):
    (example,) = re.findall(r"<!-- asyncio -->\n```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    exec(example.replace("localhost:50051", server.address), {})
