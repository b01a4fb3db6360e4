"""Files of protobuf with the comments that stand in them."""

import dataclasses
import pathlib
import re
import tempfile

import grpc_tools
from google.protobuf import descriptor_pb2
from grpc_tools import protoc

# Numbers of fields in descriptor.proto, of which the place of a comment is made.
MESSAGES_OF_FILE, ENUMS_OF_FILE, SERVICES_OF_FILE = 4, 5, 6
FIELDS, NESTED_MESSAGES, NESTED_ENUMS, ONEOFS = 2, 3, 4, 8
VALUES, METHODS = 2, 2


@dataclasses.dataclass
class Described:
    """A message, an enum or a service: its full name, what it is, and what is said of it and its parts."""

    name: str
    of: object
    comment: str
    comments: dict  # of a part, by number of the list that it is in, and its place there


@dataclasses.dataclass
class Files:
    """All that some files and their imports declare, by full name, in the order of the files."""

    messages: dict
    enums: dict
    services: list


def compiled(folders, names):
    """Return the FileDescriptorSet of files, named relative to folders, and of all that they import."""
    well_known = pathlib.Path(grpc_tools.__file__).parent / "_proto"
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder) / "set"
        includes = [f"-I{place}" for place in [*folders, well_known]]
        options = ["--include_imports", "--include_source_info", f"--descriptor_set_out={out}"]
        if protoc.main(["protoc", *includes, *options, *names]) != 0:
            raise SystemExit("protoc failed")
        return descriptor_pb2.FileDescriptorSet.FromString(out.read_bytes())


def read(file_set):
    """Return the Files of a FileDescriptorSet."""
    files = Files({}, {}, [])
    for file in file_set.file:
        _Reader(file, files).read()
    return files


def text_of(comment):
    """Return a comment as CommonMark: lines of a paragraph joined, and tables, which are indented, as code."""
    parts = []
    for line in comment.splitlines():
        line = line.removeprefix(" ").rstrip()
        kind = "blank" if not line else "table" if line.startswith("  ") else "prose"
        if parts and parts[-1][0] == kind:
            parts[-1][1].append(line)
        else:
            parts.append((kind, [line]))
    texts = {
        "prose": lambda lines: " ".join(lines),
        "table": lambda lines: "\n".join(f"  {line}" for line in lines),
    }
    return "\n\n".join(texts[kind](lines) for kind, lines in parts if kind != "blank")


def first_sentence(text):
    """Return the first sentence of a text."""
    return re.split(r"(?<=[.!?])\s|:?\n", text, maxsplit=1)[0]


class _Reader:
    def __init__(self, file, files):
        self.file = file
        self.files = files
        self.comments = {}
        for place in file.source_code_info.location:
            said = [text_of(text) for text in (place.leading_comments, place.trailing_comments) if text.strip()]
            if said:
                self.comments[tuple(place.path)] = "\n\n".join(said)

    def read(self):
        package = self.file.package
        self.messages(self.file.message_type, package, (MESSAGES_OF_FILE,))
        self.enums(self.file.enum_type, package, (ENUMS_OF_FILE,))
        for index, service in enumerate(self.file.service):
            self.files.services.append(self.described(service, package, (SERVICES_OF_FILE, index)))

    def messages(self, messages, scope, path):
        for index, message in enumerate(messages):
            here = self.described(message, scope, (*path, index))
            self.files.messages[here.name] = here
            self.messages(message.nested_type, here.name, (*path, index, NESTED_MESSAGES))
            self.enums(message.enum_type, here.name, (*path, index, NESTED_ENUMS))

    def enums(self, enums, scope, path):
        for index, enum in enumerate(enums):
            here = self.described(enum, scope, (*path, index))
            self.files.enums[here.name] = here

    def described(self, of, scope, path):
        deeper = {place[-2:]: text for place, text in self.comments.items()
                  if place[:-2] == path and len(place) == len(path) + 2}
        return Described(f"{scope}.{of.name}", of, self.comments.get(path, ""), deeper)
