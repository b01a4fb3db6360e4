"""Requests about the packs of a server, from plain values."""

from __future__ import annotations

import pathlib
import uuid
from collections.abc import Mapping
from typing import TypedDict

from bellwether_client.v1 import packs_pb2, rules_pb2

# A bundle's bytes or its path, the path of a pack's folder, or its files by their names in it.
PackLike = bytes | str | pathlib.Path | Mapping[str, bytes | str]

_TESTS = ("tests", "fixtures", "imports")  # folders of what a pack is tried with
_LEFT_OUT = ("accounts",)


class Change(TypedDict, total=False):
    """What changing calls have in common, beside the reason."""

    label: str  # "active", which it is by default, "canary" or "shadow"
    expected_active_digest: str  # what must stand there now
    validate_only: bool  # everything but the change
    request_id: str  # of a call that may be made again; a new one where none is given


def activate_request(
    pack: PackLike | None, digest: str, reason: str, change: Change
) -> rules_pb2.ActivatePackRequest:
    """`pack` or `digest`."""
    if (pack is None) == (not digest):
        raise ValueError("give a pack, or the digest of one that the server has")
    request = rules_pb2.ActivatePackRequest(reason=reason, **_with_id(change))
    if pack is None:
        request.digest = digest
    elif isinstance(pack, bytes):
        request.bundle = pack
    elif isinstance(pack, Mapping):
        _add_files(pack, request.files)
    elif pathlib.Path(pack).is_dir():
        _add_files(_read_folder(pathlib.Path(pack)), request.files)
    else:
        request.bundle = pathlib.Path(pack).read_bytes()
    return request


def rollback_request(digest: str, reason: str, change: Change) -> rules_pb2.RollbackPackRequest:
    """Without a digest: to what stood there before."""
    return rules_pb2.RollbackPackRequest(digest=digest, reason=reason, **_with_id(change))


def approve_request(pending_id: str, reason: str, request_id: str) -> rules_pb2.ApproveActivationRequest:
    """An approval needs no reason."""
    return rules_pb2.ApproveActivationRequest(
        pending_id=pending_id, reason=reason, request_id=request_id or str(uuid.uuid4())
    )


def _with_id(change: Change) -> Change:
    return {"request_id": str(uuid.uuid4()), **change}


def _add_files(files: Mapping[str, bytes | str], pack: rules_pb2.UploadedPack) -> None:
    for name, content in files.items():
        folder = name.partition("/")[0] if "/" in name else ""
        file = packs_pb2.PackFile(name=name, content=content.encode() if isinstance(content, str) else content)
        (pack.tests if folder in _TESTS else pack.rules).files.append(file)


def _read_folder(folder: pathlib.Path) -> dict[str, bytes]:
    files = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        hidden = any(part.startswith(".") for part in name.parts)
        if path.suffix in (".yaml", ".yml") and not hidden and name.parts[0] not in _LEFT_OUT:
            files[name.as_posix()] = path.read_bytes()
    return files
