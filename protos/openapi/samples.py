"""The smallest request of a method that says what has to be said, and the command that sends it."""

import json
import re
import shlex

from google.protobuf.descriptor_pb2 import FieldDescriptorProto as Field
from schemas import WELL_KNOWN, is_required

WELL_KNOWN_SAMPLES = {
    "google.protobuf.Timestamp": "2026-03-01T00:00:00Z",
    "google.protobuf.Duration": "60s",
    "google.protobuf.FieldMask": "",
}
NUMBERS_AS_TEXT = {Field.TYPE_INT64, Field.TYPE_SINT64, Field.TYPE_SFIXED64, Field.TYPE_UINT64, Field.TYPE_FIXED64}


def sample(schemas, name):
    """Return a message as JSON: the fields that are required, and of a required oneof the first."""
    message = schemas.files.messages[name]
    wanted = {members[0] for members, comment in schemas.oneofs(message)
              if is_required(comment) or len(members) == len(message.of.field)}
    return {field.json_name: _value(schemas, field, comment) for field, comment in schemas.fields(message)
            if is_required(comment) or field.json_name in wanted}


def command(path, body, streaming):
    """Return the command that sends a request to $BELLWETHER; of a stream, in its envelope."""
    text = json.dumps(body, ensure_ascii=False)
    where = f'"$BELLWETHER{path}"'
    if not streaming:
        return f"curl -sS --json {shlex.quote(text)} {where}"
    size = "".join(f"\\{byte:o}" for byte in len(text.encode()).to_bytes(4, "big"))
    return (f"printf '\\0{size}%s' {shlex.quote(text)} |\n"
            f"  curl -sS -H 'Content-Type: application/connect+json' --data-binary @- --output - \\\n"
            f"    {where}")


def get_command(path, body):
    """Return the command that asks $BELLWETHER by GET."""
    message = shlex.quote(f"message={json.dumps(body, ensure_ascii=False)}")
    return f'curl -sS -G -d encoding=json --data-urlencode {message} "$BELLWETHER{path}"'


def _value(schemas, field, comment):
    value = _one(schemas, field, comment)
    return [value] if field.label == Field.LABEL_REPEATED else value


def _one(schemas, field, comment):
    name = field.type_name.removeprefix(".")
    if field.type == Field.TYPE_MESSAGE:
        return WELL_KNOWN_SAMPLES.get(name, {}) if name in WELL_KNOWN else sample(schemas, name)
    if field.type == Field.TYPE_ENUM:
        return schemas.files.enums[name].of.value[1].name
    if field.type == Field.TYPE_STRING:
        # Comments give examples in quotes.
        quoted = re.search(r'"([^"]+)"', comment)
        return quoted[1] if quoted else field.name.upper()
    if field.type == Field.TYPE_BYTES:
        return ""
    if field.type == Field.TYPE_BOOL:
        return True
    return "1" if field.type in NUMBERS_AS_TEXT else 1
