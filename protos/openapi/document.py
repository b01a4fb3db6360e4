"""The services as one OpenAPI 3.1 document: what they are called over HTTP, by the Connect protocol in JSON."""

from described import METHODS, first_sentence
from google.protobuf.descriptor_pb2 import MethodOptions
from samples import command, get_command, sample
from schemas import Schemas, reference

JSON = "application/json"
STREAM = "application/connect+json"

ABOUT = """\
Every method is a POST to `/` + service + `/` + method, by the \
[Connect protocol](https://connectrpc.com/docs/protocol). \
This document is made from the protos, whose comments name fields as the protos do: `as_of` is `asOf` here. \
A request may use either name, numbers for int64 and for enums, and leave out what is at its default; a name that its \
message does not have is refused. Methods that only read may be asked by GET as well, with the message in the address, \
which proxies log.

Commands ask the server at `$BELLWETHER`, such as `http://127.0.0.1:8080`. Where a server asks for a token, add \
`-H "Authorization: Bearer $TOKEN"`.

A stream is a sequence of envelopes: a byte of flags, the length of the message as four bytes, the highest first, and \
the message. Its answer is always 200; the last envelope of an answer has flag 2, and its message is a \
`connect.EndOfStream`, which says how the call ended. `x-itemSchema` is the schema of each message."""

# The codes of gRPC with the HTTP status that an answer has which is not a stream.
CODES = {
    "canceled": 499,
    "unknown": 500,
    "invalid_argument": 400,
    "deadline_exceeded": 504,
    "not_found": 404,
    "already_exists": 409,
    "permission_denied": 403,
    "resource_exhausted": 429,
    "failed_precondition": 400,
    "aborted": 409,
    "out_of_range": 400,
    "unimplemented": 501,
    "internal": 500,
    "unavailable": 503,
    "data_loss": 500,
    "unauthenticated": 401,
}

CONNECT_SCHEMAS = {
    "connect.Error": {
        "type": "object",
        "description": "How a call failed.",
        "properties": {
            "code": {"type": "string", "enum": list(CODES)},
            "message": {"type": "string", "description": "For people."},
            "details": {"type": "array", "items": reference("connect.ErrorDetail")},
        },
        "required": ["code"],
    },
    "connect.ErrorDetail": {
        "type": "object",
        "description": "A message of protobuf, such as google.rpc.BadRequest, which lists every problem of a request.",
        "properties": {
            "type": {"type": "string", "description": "Its full name."},
            "value": {"type": "string", "contentEncoding": "base64", "description": "Its bytes, without padding."},
            "debug": {"description": "The same as JSON, for people. It may be left out."},
        },
        "required": ["type", "value"],
    },
    "connect.EndOfStream": {
        "type": "object",
        "description": "The last message of a stream. Without an error the call was answered in full.",
        "properties": {
            "error": reference("connect.Error"),
            "metadata": {
                "type": "object",
                "description": "Trailing metadata.",
                "additionalProperties": {"type": "array", "items": {"type": "string"}},
            },
        },
    },
}

PARAMETERS = {
    "ConnectProtocolVersion": {
        "name": "Connect-Protocol-Version",
        "in": "header",
        "description": "The version of the protocol.",
        "schema": {"const": "1"},
    },
    "ConnectTimeoutMs": {
        "name": "Connect-Timeout-Ms",
        "in": "header",
        "description": "Milliseconds after which the caller waits no longer.",
        "schema": {"type": "string", "pattern": "^[0-9]{1,10}$"},
    },
}
GET_PARAMETERS = {
    "GetVersion": {
        "name": "connect",
        "in": "query",
        "description": "The version of the protocol.",
        "schema": {"const": "v1"},
    },
    "GetEncoding": {
        "name": "encoding",
        "in": "query",
        "description": "How the message is written.",
        "required": True,
        "schema": {"const": "json"},
    },
}


def document(files, package, version):
    """Return the document of all services of a package, by name."""
    schemas = Schemas(files)
    services = sorted((service for service in files.services if service.name.startswith(f"{package}.")),
                      key=lambda service: service.name)
    paths = {}
    for service in services:
        for index, method in enumerate(service.of.method):
            path = f"/{service.name}/{method.name}"
            post = _operation(schemas, service, method, service.comments.get((METHODS, index), ""))
            paths[path] = {"post": post}
            if method.options.idempotency_level == MethodOptions.NO_SIDE_EFFECTS and JSON in _content(post):
                paths[path]["get"] = _by_get(path, post)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Bellwether",
            "version": version,
            "description": ABOUT,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        # A server may know its callers, or ask nobody who they are.
        "security": [{"token": []}, {}],
        "tags": [_tag(service) for service in services],
        "paths": paths,
        "components": {
            "schemas": dict(sorted({**schemas.by_name, **CONNECT_SCHEMAS}.items())),
            "parameters": {**PARAMETERS, **GET_PARAMETERS},
            "responses": {"Error": {
                "description": "The call failed. The status is that of the error's code: "
                               + ", ".join(f"{code} {status}" for code, status in CODES.items()) + ".",
                "content": {JSON: {"schema": reference("connect.Error")}},
            }},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _tag(service):
    tag = {"name": service.name}
    return {**tag, "description": service.comment} if service.comment else tag


def _operation(schemas, service, method, comment):
    taken, given = method.input_type.removeprefix("."), method.output_type.removeprefix(".")
    request, answer = schemas.add(taken), schemas.add(given)
    streaming = method.client_streaming or method.server_streaming
    body = sample(schemas, taken)
    operation = {"operationId": f"{service.of.name}_{method.name}", "tags": [service.name]}
    if comment:
        operation.update(summary=first_sentence(comment), description=comment)
    if method.options.deprecated:
        operation["deprecated"] = True
    operation["parameters"] = _parameters(PARAMETERS)
    if streaming:
        operation["requestBody"] = {
            "description": "Any number of envelopes." if method.client_streaming else "One envelope.",
            "required": True,
            "content": {STREAM: _stream(request)},
        }
        operation["responses"] = {"200": {
            "description": ("Any number of envelopes" if method.server_streaming else "One envelope, or none")
                           + ", and a last one that says how the call ended.",
            "content": {STREAM: _stream(answer)},
        }}
    else:
        operation["requestBody"] = {"required": True, "content": {JSON: {"schema": request, "example": body}}}
        operation["responses"] = {
            "200": {"description": "The answer.", "content": {JSON: {"schema": answer}}},
            "default": {"$ref": "#/components/responses/Error"},
        }
    path = f"/{service.name}/{method.name}"
    operation["x-codeSamples"] = [{"lang": "Shell", "label": "curl", "source": command(path, body, streaming)}]
    return operation


def _stream(message):
    return {"schema": {"type": "string", "format": "binary"}, "x-itemSchema": message}


def _content(operation):
    return operation["requestBody"]["content"]


def _parameters(names):
    return [{"$ref": f"#/components/parameters/{name}"} for name in names]


def _by_get(path, post):
    body = _content(post)[JSON]
    message = {"name": "message", "in": "query", "required": True, "content": {JSON: body}}
    command = get_command(path, body["example"])
    return {
        **{key: value for key, value in post.items() if key not in ("requestBody", "parameters")},
        "operationId": post["operationId"] + "_get",
        "parameters": [message, *_parameters(GET_PARAMETERS), *_parameters(["ConnectTimeoutMs"])],
        "x-codeSamples": [{"lang": "Shell", "label": "curl", "source": command}],
    }
