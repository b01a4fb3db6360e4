"""Scores one account, then many, and says why one is refused. Needs a server: scripts/serve.

    python quickstart.py [HOST:PORT]
"""

import sys

from bellwether_client import Client, InvalidArgumentError

ACME = {
    "id": "acme",
    "segment": "enterprise",
    "stage": "onboarding",
    "kickoff_at": "2026-01-12",
    "first_login_at": "2026-01-12T15:30:00Z",
    "milestones": [{"key": "training", "planned_at": "2026-02-24", "completed_at": "2026-02-25"}],
    "signals": {
        "weekly_active_ratio": 0.62,
        "user_activation_ratio": 0.71,
        "meeting_attendance_ratio": 0.9,
        "response_hours": 6,
        "champion_sentiment": "positive",
        "sponsor_sentiment": {"value": "satisfied", "observed_at": "2026-02-20"},
    },
}

with Client(sys.argv[1] if len(sys.argv) > 1 else "localhost:50051") as client:
    client.wait_until_ready()

    evaluation = client.evaluate(ACME, as_of="2026-03-01")
    for health in evaluation.health:
        what = f"{health.score.value:g} {health.score.band}" if health.HasField("score") else "insufficient data"
        print(f"{evaluation.account_id} {health.model}: {what}")

    accounts = ({**ACME, "id": f"account {i}", "seats": i} for i in range(1000))
    answers = list(client.evaluate_many(accounts, as_of="2026-03-01"))
    print(f"{len(answers)} accounts, {sum(answer.error is not None for answer in answers)} refused")

    try:
        client.evaluate({"id": "acme", "signals": {"nps": 400, "response_huors": 6}})
    except InvalidArgumentError as error:
        for violation in error.violations:
            print(f"{violation.field}: {violation.message}")
