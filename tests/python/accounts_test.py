"""Dictionaries make the same messages as account files do, and every mistake is told."""

import datetime
import decimal
import json
import math

import pytest
from bellwether_client import Client, InvalidArgumentError, account_from, to_dict
from conftest import BOOK, DAY, SOURCE, program

UTC = datetime.timezone.utc
HOUR = datetime.timezone(datetime.timedelta(hours=7))


def signal(value):
    return to_dict(account_from({"id": "a", "signals": {"s": value}}).signals[0])


@pytest.mark.parametrize(
    ("value", "field", "wanted"),
    [
        (0.5, "number", 0.5),
        (3, "number", 3),
        (decimal.Decimal("1.25"), "number", 1.25),
        (True, "flag", True),
        ("positive", "text", "positive"),
        ("2026-02-10", "text", "2026-02-10"),
        ("not_yet", "not_yet", {}),
        ({"not_applicable": True}, "not_applicable", {}),
        ({"value": 41}, "number", 41),
        (datetime.date(2026, 2, 10), "date", {"year": 2026, "month": 2, "day": 10}),
        (datetime.datetime(2026, 2, 10, 9, 30, tzinfo=UTC), "time", "2026-02-10T09:30:00Z"),
        (datetime.datetime(2026, 2, 10, 9, 30, tzinfo=HOUR), "time", "2026-02-10T02:30:00Z"),
        (
            datetime.datetime(2026, 2, 10, 9, 30),
            "local",
            {"date": {"year": 2026, "month": 2, "day": 10}, "hours": 9, "minutes": 30},
        ),
    ],
)
def test_a_signal(value, field, wanted):
    assert signal(value) == {"name": "s", field: wanted}


def test_a_signal_that_is_none_is_not_given_and_never_zero():
    assert signal(None) == {"name": "s"}


def test_instants_keep_their_nanoseconds_before_1970_as_well():
    observed = account_from({"id": "a", "signals": {"s": {"value": 1, "observed_at": "1969-12-31T23:59:58.5Z"}}})
    time = observed.signals[0].observed_at.time
    assert (time.seconds, time.nanos) == (-2, 500_000_000)


def test_what_a_server_answers_is_what_the_command_line_answers(server, book):
    done = program.run("evaluate", "--pack", "rules/saas", "--accounts", BOOK, "--as-of", DAY, "--format", "json")
    there = {answer["account_id"]: answer for answer in json.loads(done.out)}
    with Client(server.address) as client:
        answers = list(client.evaluate_many(book, as_of=DAY))
    assert len(answers) == len(book) == len(there) > 5
    for answer in answers:
        here = {health.model: health.score.value for health in answer.result().health if health.HasField("score")}
        models = there[answer.account_id]["health"]
        assert here == {health["model"]: health["score"]["value"] for health in models if "score" in health}


def test_messages_are_taken_as_they_are(acme):
    message = account_from(acme)
    assert account_from(message) is message


def test_every_field_of_the_schema_has_a_place():
    schema = json.loads((SOURCE / "rules/schema/account.schema.json").read_text())
    known = set(schema["properties"]) if "properties" in schema else set(schema["$defs"]["account"]["properties"])
    assert len(known) > 15
    with pytest.raises(InvalidArgumentError) as caught:
        account_from(dict.fromkeys([*known, "no_such_field"], None))
    assert [found.message.split(";")[0] for found in caught.value.violations] == ["unknown field 'no_such_field'"]


def test_all_mistakes_are_told_at_once():
    with pytest.raises(InvalidArgumentError) as caught:
        account_from(
            {
                "id": True,
                "segmnet": "smb",
                "acv": "a lot",
                "seats": math.nan,
                "kickoff_at": "2026-02-30",
                "milestones": [{"key": "k", "planned_at": "soon"}, 7],
                "signals": {"s": {"value": 1, "not_applicable": True}, "t": [["2026-01-01"]]},
                "overrides": [{"model": "m", "kind": "raise", "value": 1}],
                "extension": {"granted_days": 1.5},
            }
        )
    assert [(found.field, found.reason) for found in caught.value.violations] == [
        ("account", "UNKNOWN_NAME"),
        ("account.id", "WRONG_TYPE"),
        ("account.acv", "WRONG_TYPE"),
        ("account.seats", "BAD_NUMBER"),
        ("account.kickoff_at", "BAD_DATE"),
        ("account.milestones[0].planned_at", "BAD_DATE"),
        ("account.milestones[1]", "WRONG_TYPE"),
        ("account.signals.s", "WRONG_TYPE"),
        ("account.signals.t[0]", "WRONG_TYPE"),
        ("account.overrides[0].kind", "WRONG_TYPE"),
        ("account.extension.granted_days", "OUT_OF_RANGE"),
    ]
    assert "did you mean `segment`?" in str(caught.value)
