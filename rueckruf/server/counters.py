"""What is counted of calls and of the server, for Prometheus. No value and no label leads to a caller.

Names and units follow https://prometheus.io/docs/practices/naming/; ``metrics.py`` shows them.
"""

from prometheus_client import Counter, Gauge, Histogram

from rueckruf.channel.turn_log import LoggedTurn

#: From what a turn takes to what Twilio does not wait for any more.
_BUCKETS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15)

CALLS = Counter("rueckruf_calls", "Calls that have begun.")
TURNS = Counter("rueckruf_turns", "Turns of calls, by how they went: the outcome in the log.", ["outcome"])
TURN_SECONDS = Histogram("rueckruf_turn_seconds", "Time to work out the answer of a turn.", ["part"], buckets=_BUCKETS)
HTTP_REQUESTS = Counter("rueckruf_http_requests", "HTTP requests answered.", ["route", "status"])
WORKERS_REPLACED = Counter("rueckruf_workers_replaced", "Processes that answered calls, died and were replaced.")
JOB_FAILURES = Counter("rueckruf_job_failures", "Jobs by the clock that have failed.", ["name"])
JOB_SUCCESS = Gauge(
    "rueckruf_job_last_success_timestamp_seconds",
    "When this server last did a job by the clock, or had nothing to do in it.",
    ["name"],
    multiprocess_mode="max",
)


def count_turn(turn: LoggedTurn) -> None:
    """Count a turn and what its parts took: ``whole``, those that were timed, and ``dialogue``, which is the rest."""
    outcome = turn.facts["outcome"]
    if turn.turn == 0 and outcome != "repeated":
        CALLS.inc()
    TURNS.labels(outcome).inc()
    taken: dict[str, float] = {}
    for part in turn.parts:
        taken[part.name] = taken.get(part.name, 0) + part.seconds
    rest = turn.seconds - sum(taken.values())
    for name, seconds in {"whole": turn.seconds, "dialogue": rest, **taken}.items():
        TURN_SECONDS.labels(name).observe(seconds)
