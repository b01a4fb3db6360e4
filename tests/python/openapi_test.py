"""The OpenAPI document says what is sent: of every message, and of what a real server answers."""

import base64
import contextlib
import copy
import importlib
import json
import pkgutil
import sys

import bellwether_client.v1
import grpc
import jsonschema
import openapi_spec_validator
import pytest
from bellwether_client import account_from
from conftest import SOURCE, start
from google.protobuf import descriptor_pool, json_format, message_factory
from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.descriptor_pb2 import MethodOptions

sys.path.insert(0, str(SOURCE / "protos/openapi"))
import generate  # the line before finds it

for module in pkgutil.iter_modules(bellwether_client.v1.__path__):
    importlib.import_module(f"bellwether_client.v1.{module.name}")

POOL = descriptor_pool.Default()
WRITTEN = (SOURCE / "protos/openapi/openapi.json").read_text()
API = json.loads(WRITTEN)
SCHEMAS = API["components"]["schemas"]
STREAM = "application/connect+json"
OPERATIONS = {path: item["post"] for path, item in API["paths"].items()}
MESSAGES = [name for name, schema in SCHEMAS.items()
            if "properties" in schema and not name.startswith(("connect.", "google.protobuf."))]
# A stream that never ends by itself.
WATCHES = {path for path in OPERATIONS if "/Watch" in path}


def closed(schemas):
    """The schemas, and nothing besides what they name."""
    schemas = copy.deepcopy(schemas)
    for name, schema in schemas.items():
        if "properties" in schema and name != "google.protobuf.Any":
            schema["additionalProperties"] = False
    return schemas


CLOSED = closed(SCHEMAS)


def mistakes(name, value):
    """What is wrong with a value that is to be a message."""
    schema = {"$ref": f"#/components/schemas/{name}", "components": {"schemas": CLOSED}}
    validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    return [f"{error.json_path}: {error.message[:300]}" for error in validator.iter_errors(value)]


def new(name):
    return message_factory.GetMessageClass(POOL.FindMessageTypeByName(name))()


def to_json(message):
    return json_format.MessageToDict(message)


def fill(message, depth, turn):
    """Sets every field, of a oneof the one whose turn it is."""
    if message.DESCRIPTOR.full_name == "google.protobuf.Any":
        message.Pack(new("google.rpc.ErrorInfo"))
        return
    chosen = {oneof.fields[turn % len(oneof.fields)].name for oneof in message.DESCRIPTOR.oneofs}
    for field in message.DESCRIPTOR.fields:
        if field.containing_oneof is not None and field.name not in chosen:
            continue
        set_field(message, field, depth, turn)


def set_field(message, field, depth, turn):
    repeated = field.is_repeated
    if field.type == FieldDescriptor.TYPE_MESSAGE and not field.message_type.GetOptions().map_entry:
        part = getattr(message, field.name).add() if repeated else getattr(message, field.name)
        part.SetInParent()
        if depth > 0 or field.message_type.full_name.startswith("google.protobuf."):
            fill_well_known(part) or fill(part, depth - 1, turn)
        return
    if field.type == FieldDescriptor.TYPE_MESSAGE:
        value = field.message_type.fields_by_name["value"]
        assert value.type != FieldDescriptor.TYPE_MESSAGE
        getattr(message, field.name)["key"] = scalar(value)
    elif repeated:
        getattr(message, field.name).append(scalar(field))
    else:
        setattr(message, field.name, scalar(field))


def fill_well_known(message):
    name = message.DESCRIPTOR.full_name
    if name == "google.protobuf.Timestamp":
        message.FromJsonString("2026-03-01T09:30:00.123456789Z")
    elif name == "google.protobuf.FieldMask":
        message.paths.extend(["account_id", "pack.digest"])
    else:
        return False
    return True


def scalar(field):
    if field.type == FieldDescriptor.TYPE_ENUM:
        return field.enum_type.values[-1].number
    return {
        FieldDescriptor.CPPTYPE_STRING: b"\xff\x00" if field.type == FieldDescriptor.TYPE_BYTES else "text",
        FieldDescriptor.CPPTYPE_BOOL: True,
        FieldDescriptor.CPPTYPE_DOUBLE: 0.5,
        FieldDescriptor.CPPTYPE_FLOAT: 0.5,
    }.get(field.cpp_type, 7)


def body(operation):
    """The messages of a method: what it takes and gives, and whether each is a stream."""
    found = []
    for content in (operation["requestBody"]["content"], operation["responses"]["200"]["content"]):
        schema = content[STREAM]["x-itemSchema"] if STREAM in content else content["application/json"]["schema"]
        found.append(schema["$ref"].rpartition("/")[2])
    return found


def sample(operation):
    """The request that the command of a method sends."""
    command = operation["x-codeSamples"][0]["source"]
    content = operation["requestBody"]["content"]
    if "application/json" in content:
        example = content["application/json"]["example"]
        assert json.dumps(example) in command
        return example
    return json.loads(command[command.index("' '") + 3 : command.index("' |")])


def test_it_is_made_of_the_protos_as_they_are():
    assert generate.generated() == WRITTEN, "run scripts/openapi"


def test_it_is_valid():
    openapi_spec_validator.validate(API, cls=openapi_spec_validator.OpenAPIV31SpecValidator)
    for schema in SCHEMAS.values():
        jsonschema.Draft202012Validator.check_schema(schema)


def test_it_has_every_method_and_its_comment():
    files = [f"bellwether/v1/{path.name}" for path in (SOURCE / "protos/bellwether/v1").glob("*.proto")]
    services = [service for file in files for service in POOL.FindFileByName(file).services_by_name.values()]
    methods = {f"/{service.full_name}/{method.name}" for service in services for method in service.methods}
    assert set(OPERATIONS) == methods
    assert len(methods) >= 56
    readers = {f"/{service.full_name}/{method.name}" for service in services for method in service.methods
               if method.GetOptions().idempotency_level == MethodOptions.NO_SIDE_EFFECTS}
    assert {path for path, item in API["paths"].items() if "get" in item} == readers
    assert len(readers) >= 10
    without = [path for path, operation in OPERATIONS.items() if not operation.get("description")]
    assert without == ["/bellwether.v1.AlertsService/CompleteTask"]
    assert [tag["name"] for tag in API["tags"]] == sorted(service.full_name for service in services)


def test_comments_stand_where_they_belong():
    account = SCHEMAS["bellwether.v1.Account"]
    assert account["required"] == ["id"]
    assert account["properties"]["id"]["description"] == "The caller's identifier; echoed in the answer. Required."
    scoring = next(tag for tag in API["tags"] if tag["name"] == "bellwether.v1.ScoringService")
    # The table of errors keeps its lines.
    assert "\n\n    INVALID_ARGUMENT     the account" in scoring["description"]
    state = SCHEMAS["bellwether.v1.TaskState"]
    assert state["enum"][3] == "TASK_STATE_DROPPED"
    assert state["x-enumDescriptions"]["TASK_STATE_DROPPED"] == "Its alert was over before it was done."
    activate = SCHEMAS["bellwether.v1.ActivatePackRequest"]
    assert "reason" in activate["required"]
    # A oneof of which one has to be given: nothing is no way.
    assert all("required" in way for way in activate["allOf"][0]["oneOf"])


@pytest.mark.parametrize("name", MESSAGES)
def test_every_message_in_full_is_as_its_schema_says(name):
    oneofs = POOL.FindMessageTypeByName(name).oneofs
    for turn in range(max((len(oneof.fields) for oneof in oneofs), default=1)):
        message = new(name)
        fill(message, 3, turn)
        value = to_json(message)
        # What is deepest is empty, and so without what is required.
        assert [each for each in mistakes(name, value) if "is a required property" not in each
                and "is not valid under any of the given schemas" not in each] == []
    assert mistakes(name, {"noSuchField": 1}) != []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("bellwether.v1.Account", {"id": "a", "seats": "many"}),
        ("bellwether.v1.Account", {"id": 1}),
        ("bellwether.v1.Account", {}),
        ("bellwether.v1.Moment", {"date": {"year": 2026}, "time": "2026-03-01T00:00:00Z"}),
        ("bellwether.v1.Moment", {"time": "yesterday"}),
        ("bellwether.v1.Task", {"number": 7}),
        ("bellwether.v1.Task", {"state": "TASK_STATE_LOST"}),
        ("bellwether.v1.Task", {"step": 1 << 31}),
    ],
)
def test_what_is_wrong_is_refused(name, value):
    assert mistakes(name, value) != []


@pytest.mark.parametrize("path", OPERATIONS)
def test_the_request_of_a_command_is_one(path):
    taken, _ = body(OPERATIONS[path])
    request = sample(OPERATIONS[path])
    assert mistakes(taken, request) == []
    assert to_json(json_format.ParseDict(request, new(taken))) == request


def test_commands_of_streams_send_an_envelope():
    command = OPERATIONS["/bellwether.v1.ScoringService/StreamEvaluate"]["x-codeSamples"][0]["source"]
    text = '{"account": {"id": "ID"}}'
    assert command.startswith(f"printf '\\0\\0\\0\\0\\{len(text):o}%s' '{text}' |\n")


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    """A server with everything that a server may have."""
    folder = tmp_path_factory.mktemp("openapi")
    delivery = folder / "delivery.yaml"
    delivery.write_text('targets: {pager: {kind: webhook, url: "https://localhost/"}}\nroutes: [{to: [pager]}]\n')
    options = {"--book": "main=rules/saas/book", "--state": folder / "state", "--delivery": delivery,
               "--store": f"sqlite:{folder / 'store.db'}"}
    arguments = [f"{option}={value}" for option, value in options.items()]
    with start(*arguments) as running, grpc.insecure_channel(running.address) as channel:
        yield channel


def call(channel, path, requests, seconds=30):
    """The answers of any method; an error is raised."""
    taken, given = body(OPERATIONS[path])
    messages = iter([json_format.ParseDict(request, new(taken)) for request in requests])
    method = channel.stream_stream(path, lambda message: message.SerializeToString(), type(new(given)).FromString)
    return method(messages, timeout=seconds)


@pytest.mark.parametrize("path", sorted(OPERATIONS))
def test_a_server_has_the_method_and_answers_as_the_schema_says(full, path):
    operation = OPERATIONS[path]
    _, given = body(operation)
    answers = call(full, path, [sample(operation)], seconds=2 if path in WATCHES else 30)
    allowed = {grpc.StatusCode.OK, grpc.StatusCode.INVALID_ARGUMENT, grpc.StatusCode.NOT_FOUND,
               grpc.StatusCode.FAILED_PRECONDITION}
    if path in WATCHES:
        allowed.add(grpc.StatusCode.DEADLINE_EXCEEDED)
    with contextlib.suppress(grpc.RpcError):
        for answer in answers:
            assert mistakes(given, to_json(answer)) == []
    assert answers.code() in allowed, answers


def test_rich_answers_are_as_the_schemas_say(full, book):
    day = {"year": 2026, "month": 3, "day": 1}
    wrong = {"name": "pack.yaml", "content": base64.b64encode(b"pack: a\nversoin: 1\n").decode()}
    options = {"asOf": {"date": day}, "explanation": "EXPLANATION_LEVEL_FULL"}
    accounts = [to_json(account_from(account)) for account in book]
    scoring, portfolio = "/bellwether.v1.ScoringService/", "/bellwether.v1.PortfolioService/"
    calls = [
        (f"{scoring}Evaluate", [{"account": accounts[0], "options": options}]),
        (f"{scoring}EvaluateBatch", [{"accounts": [*accounts, {"id": ""}], "options": options}]),
        (f"{scoring}StreamEvaluate", [{"account": account, "options": options} for account in accounts]),
        (f"{scoring}CompareEvaluations",
         [{"before": {"account": accounts[0]}, "after": {"account": accounts[1]}, "options": {"asOf": {"date": day}}}]),
        (f"{scoring}FindPath", [{"account": accounts[1], "options": {"asOf": {"date": day}}}]),
        ("/bellwether.v1.RulesService/CheckPack", [{"pack": {"files": [wrong]}}]),
        (f"{portfolio}GetDashboard", [{"book": "books/main"}]),
        (f"{portfolio}GetCohorts", [{"book": "books/main"}]),
        (f"{portfolio}ListBooks", [{}]),
        ("/bellwether.v1.RulesService/ListPacks", [{}]),
    ]
    for path, requests in calls:
        taken, given = body(OPERATIONS[path])
        for request in requests:
            assert mistakes(taken, request) == [], path
        answers = [to_json(answer) for answer in call(full, path, requests, seconds=60)]
        assert answers, path
        for answer in answers:
            assert mistakes(given, answer) == [], path
