"""Messages as JSON Schemas, by the JSON mapping of proto3.

Said is what is written: int64 as text, enums by their names, fields in lowerCamelCase. A server reads the
names of the protos as well, and numbers for int64 and enums.
"""

import re

from described import FIELDS, ONEOFS, VALUES
from google.protobuf.descriptor_pb2 import FieldDescriptorProto as Field

# "Required." as a sentence of its own, or with what follows: not "Required where ...".
REQUIRED = re.compile(r"(?:^|(?<=[.;]\s))Required[.;:]")

SIGNED_64 = {"type": "string", "format": "int64", "pattern": "^-?[0-9]+$"}
UNSIGNED_64 = {"type": "string", "format": "uint64", "pattern": "^[0-9]+$"}
SIGNED_32 = {"type": "integer", "format": "int32", "minimum": -(2**31), "maximum": 2**31 - 1}
UNSIGNED_32 = {"type": "integer", "format": "uint32", "minimum": 0, "maximum": 2**32 - 1}
NOT_FINITE = {"enum": ["NaN", "Infinity", "-Infinity"]}

SCALARS = {
    Field.TYPE_DOUBLE: {"anyOf": [{"type": "number", "format": "double"}, NOT_FINITE]},
    Field.TYPE_FLOAT: {"anyOf": [{"type": "number", "format": "float"}, NOT_FINITE]},
    Field.TYPE_INT64: SIGNED_64,
    Field.TYPE_SINT64: SIGNED_64,
    Field.TYPE_SFIXED64: SIGNED_64,
    Field.TYPE_UINT64: UNSIGNED_64,
    Field.TYPE_FIXED64: UNSIGNED_64,
    Field.TYPE_INT32: SIGNED_32,
    Field.TYPE_SINT32: SIGNED_32,
    Field.TYPE_SFIXED32: SIGNED_32,
    Field.TYPE_UINT32: UNSIGNED_32,
    Field.TYPE_FIXED32: UNSIGNED_32,
    Field.TYPE_BOOL: {"type": "boolean"},
    Field.TYPE_STRING: {"type": "string"},
    Field.TYPE_BYTES: {"type": "string", "contentEncoding": "base64"},
}

# Messages whose JSON is not an object of their fields.
WELL_KNOWN = {
    "google.protobuf.Timestamp": {"type": "string", "format": "date-time"},
    "google.protobuf.Duration": {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]{1,9})?s$"},
    "google.protobuf.FieldMask": {"type": "string", "description": "Paths of fields in lowerCamelCase, by commas."},
    "google.protobuf.Empty": {"type": "object"},
    "google.protobuf.Struct": {"type": "object"},
    "google.protobuf.ListValue": {"type": "array"},
    "google.protobuf.Value": {},
    "google.protobuf.Any": {
        "type": "object",
        "description": "Fields of the message that `@type` names; of one whose JSON is no object, `value`.",
        "properties": {"@type": {"type": "string"}},
        "required": ["@type"],
    },
    "google.protobuf.BoolValue": {"type": "boolean"},
    "google.protobuf.StringValue": {"type": "string"},
    "google.protobuf.BytesValue": SCALARS[Field.TYPE_BYTES],
    "google.protobuf.DoubleValue": SCALARS[Field.TYPE_DOUBLE],
    "google.protobuf.FloatValue": SCALARS[Field.TYPE_FLOAT],
    "google.protobuf.Int32Value": SIGNED_32,
    "google.protobuf.Int64Value": SIGNED_64,
    "google.protobuf.UInt32Value": UNSIGNED_32,
    "google.protobuf.UInt64Value": UNSIGNED_64,
}


def reference(name):
    """Return what stands for the schema of a message or an enum."""
    return {"$ref": f"#/components/schemas/{name}"}


def is_required(comment):
    """Return whether a comment says of its field that it has to be given."""
    return REQUIRED.search(comment) is not None


class Schemas:
    """Schemas of the messages that were asked for, and of all that these hold."""

    def __init__(self, files):
        self.files = files
        self.by_name = {}

    def add(self, name):
        """Return the reference to a message or an enum, whose schema is there from then on."""
        if name not in self.by_name:
            self.by_name[name] = {}  # messages may hold themselves
            self.by_name[name] = self._schema(name)
        return reference(name)

    def fields(self, message):
        """Yield each field of a message with its comment."""
        for index, field in enumerate(message.of.field):
            yield field, message.comments.get((FIELDS, index), "")

    def oneofs(self, message):
        """Return the names, in JSON, of the members of each oneof, and its comment; optional fields are none."""
        found = []
        for index, _ in enumerate(message.of.oneof_decl):
            members = [field.json_name for field in message.of.field
                       if field.HasField("oneof_index") and field.oneof_index == index and not field.proto3_optional]
            if members:
                found.append((members, message.comments.get((ONEOFS, index), "")))
        return found

    def _schema(self, name):
        if name in WELL_KNOWN:
            return WELL_KNOWN[name]
        if name in self.files.enums:
            return self._enum(self.files.enums[name])
        return self._message(self.files.messages[name])

    def _enum(self, enum):
        schema = {"type": "string", "enum": [value.name for value in enum.of.value]}
        if enum.comment:
            schema["description"] = enum.comment
        said = {value.name: enum.comments[VALUES, index] for index, value in enumerate(enum.of.value)
                if (VALUES, index) in enum.comments}
        if said:
            schema["x-enumDescriptions"] = said
        return schema

    def _message(self, message):
        schema = {"type": "object"}
        if message.comment:
            schema["description"] = message.comment
        schema["properties"] = {}
        required = []
        for field, comment in self.fields(message):
            schema["properties"][field.json_name] = self._field(field, comment)
            if is_required(comment):
                required.append(field.json_name)
        if required:
            schema["required"] = required
        rules = [self._at_most_one(members, comment) for members, comment in self.oneofs(message)]
        if rules:
            schema["allOf"] = rules
        return schema

    def _at_most_one(self, members, comment):
        ways = [{"required": [member]} for member in members]
        if not is_required(comment):
            ways.append({"not": {"anyOf": list(ways)}})
        return {"description": comment, "oneOf": ways} if comment else {"oneOf": ways}

    def _field(self, field, comment):
        schema = self._type(field)
        if field.label == Field.LABEL_REPEATED:
            entry = self._map_value(field)
            schema = {"type": "object", "additionalProperties": entry} if entry else {"type": "array", "items": schema}
        schema = dict(schema)
        if comment:
            schema["description"] = comment
        if field.options.deprecated:
            schema["deprecated"] = True
        return schema

    def _map_value(self, field):
        if field.type != Field.TYPE_MESSAGE:
            return None
        entry = self.files.messages[field.type_name.removeprefix(".")]
        return self._type(entry.of.field[1]) if entry.of.options.map_entry else None

    def _type(self, field):
        if field.type not in (Field.TYPE_MESSAGE, Field.TYPE_ENUM):
            return SCALARS[field.type]
        name = field.type_name.removeprefix(".")
        message = self.files.messages.get(name)
        return {} if message and message.of.options.map_entry else self.add(name)
