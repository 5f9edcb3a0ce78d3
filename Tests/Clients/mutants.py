"""Malformed requests made from what `describe` says: every member of every method and of every event that is taken."""

import copy
import json
import pathlib

GOLDEN = pathlib.Path(__file__).resolve().parent.parent / "ContractsTests" / "Golden"


def golden(name):
    """The newest line recorded under a wire name: NAME.json, or beside it NAME.2.json and so on."""
    wire, *rest = name.split(".")
    newest = GOLDEN / f"{name}.json"
    number = 2
    while (newer := GOLDEN / ".".join([wire, str(number), *rest, "json"])).exists():
        newest, number = newer, number + 1
    line = json.loads(newest.read_text())
    by = line.get("params", {}).get("by")
    if isinstance(by, dict):
        # Who acts may say to whom he answers; most lines were recorded before that.
        by.setdefault("reportsTo", "director")
    return line


def offered(name):
    """The recorded event of a type, as another system would offer it."""
    ours = ("receivedtime", "journaledtime", "sequence")
    return {member: value for member, value in golden(name).items() if member not in ours}


class Mutant:
    """One malformed request: what was done to it, and the reason and place that its refusal must name."""

    def __init__(self, method, params, what, reason, at, schema_can_tell=True):
        self.method, self.params, self.what = method, params, what
        self.reason, self.at, self.schema_can_tell = reason, at, schema_can_tell


def wrong_texts(schema):
    """(what, value, reason) for a string's schema."""
    if "enum" in schema:
        reason = "unknown-code" if "code set" in schema.get("$comment", "") else "unknown-word"
        return [("unknown", "no-such-word", reason), ("other case", schema["enum"][0].swapcase() + "-", reason)]
    if schema.get("format") == "date":
        return [
            ("no such day", "2022-02-30", "no-such-date"), ("no leap year", "2023-02-29", "no-such-date"),
            ("no such month", "2022-13-01", "no-such-date"), ("other form", "01/04/2022", "no-such-date"),
            ("a time", "2022-04-01T00:00:00Z", "no-such-date"), ("empty", "", "no-such-date"),
        ]
    if schema.get("format") == "date-time":
        return [
            ("no such day", "2022-02-30T00:00:00Z", "no-such-time"), ("no such hour", "2022-04-01T24:00:00Z", "no-such-time"),
            ("other zone", "2022-04-01T00:00:00+01:00", "no-such-time"), ("a date", "2022-04-01", "no-such-time"),
        ]
    pattern = schema.get("pattern")
    if pattern is None:
        length = schema["maxLength"]
        return [("empty", "", "wrong-length"), ("too long", "x" * (length + 1), "wrong-length")]
    reasons = {
        "^[A-Za-z0-9-]{1,36}$": "not-an-identifier", "^[A-Za-z0-9-]{1,64}$": "not-an-identifier",
        "^[a-z0-9]{2,32}$": "not-an-authority", "^[0-9]{1,19}$": "not-a-sequence",
        "^[a-z0-9]+(-[a-z0-9]+)*$": "not-a-word", "^[0-9a-f]{64}$": "not-a-hash",
    }
    reason = reasons[pattern]
    return [("not allowed", "Not Allowed!", reason), ("empty", "", reason), ("too long", "a" * 65, reason)]


def wrong_values(schema, value):
    """(what, other value, reason, place below) for a member with `schema` whose right value is `value`."""
    if "anyOf" in schema:
        return [("wrong type", 7, "not-a-string", "")]
    kind = schema.get("type")
    if kind == "string":
        found = [("wrong type", 7, "not-a-string", ""), ("wrong type", [], "not-a-string", "")]
        return found + [(what, text, reason, "") for what, text, reason in wrong_texts(schema)]
    if kind in ("integer", "number"):
        found = [("wrong type", "7", "not-a-number", "")]
        if kind == "integer":
            found.append(("not whole", 7.5, "not-a-whole-number", ""))
        for what, number in (("below", schema["minimum"] - 1), ("above", schema["maximum"] + 1)):
            if abs(number) < 2**53:
                found.append((f"out of range, {what}", number, "out-of-range", ""))
        return found
    if kind == "boolean":
        return [("wrong type", "true", "not-a-boolean", ""), ("wrong type", 1, "not-a-boolean", "")]
    if kind == "array":
        found = [("wrong type", "x", "not-a-list", ""), ("wrong type", {}, "not-a-list", "")]
        if schema["minItems"] > 0:
            found.append(("too few", [], "wrong-length", ""))
        if schema["maxItems"] <= 3_000:
            found.append(("too many", value[:1] * (schema["maxItems"] + 1), "wrong-length", ""))
        last = len(value) - 1
        for what, other, reason, below in wrong_members(schema["items"], value[last]):
            found.append((what, value[:last] + [other], reason, f"/{last}{below}"))
        return found
    if kind == "object":
        return [("wrong type", "x", "not-an-object", ""), ("wrong type", [], "not-an-object", "")]
    return []


def wrong_members(schema, value):
    """As wrong_values, and for an object also each of its members missing, null and wrong."""
    found = wrong_values(schema, value)
    for name, inner in schema.get("properties", {}).items():
        assert name in value, f"the recorded line has no {name}"
        without = {member: other for member, other in value.items() if member != name}
        if name in schema.get("required", []):
            found.append(("missing", without, "missing", f"/{name}"))
        found.append(("null", {**value, name: None}, "null", f"/{name}"))
        for what, other, reason, below in wrong_members(inner, value[name]):
            found.append((what, {**value, name: other}, reason, f"/{name}{below}"))
    return found


def of_method(described, params):
    """The mutants of a method, from its description and params that are right."""
    schema = described["params"]
    for what, other, reason, at in wrong_members(schema, params):
        if at:
            yield Mutant(described["name"], other, what, reason, at)
    required = schema.get("required", [])
    if len(required) > 1:
        none = {name: value for name, value in params.items() if name not in required}
        yield Mutant(described["name"], none, "all missing", "missing", f"/{required[0]}")


def of_event(described, event):
    """The mutants of an event that is taken, offered with `publish`."""
    for what, data, reason, below in wrong_members(described["data"], event["data"]):
        if below:
            changed = copy.deepcopy(event)
            changed["data"] = data
            yield Mutant("publish", {"event": changed}, what, reason, f"/event/data{below}")


def of_service(describe):
    """All mutants of a service; `describe(name)` is what the service answers."""
    index = describe(None)
    for entry in index["methods"]:
        described = describe(entry["name"])
        yield from of_method(described, golden(entry["name"])["params"])
    for entry in index["events"]:
        if entry["taken"]:
            described = describe(entry["name"])
            yield from of_event(described, offered(entry["name"]))
