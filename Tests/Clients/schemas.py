"""Holds `describe` to an independent validator: its schemas are JSON Schema (2020-12), the recorded lines and the sample
year are valid by them, and what is malformed on purpose is not.

The four services must run; their desks come from HOLDFAST_SCHEDULING and so on.
"""

import collections
import json
import pathlib
import sys

import jsonschema
import zmq

import client
import mutants

SAMPLE = pathlib.Path(__file__).resolve().parents[2] / "Services" / "sample" / "westminster-2022-23.ndjson"
problems = []
counts = collections.Counter()


def validator(schema):
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)


class Described:
    """What one service says of itself, with a validator for each schema."""

    def __init__(self, context, service):
        desk = client.Desk(context, client.desk_of(service))
        self.service = service
        self.index = desk.ask("describe")
        names = [entry["name"] for entry in self.index["methods"] + self.index["events"]] + self.index["codes"]
        self.all = {name: desk.ask("describe", name=name) for name in names}
        self.validators = {}
        for name, described in self.all.items():
            for part in ("params", "result", "data", "envelope"):
                if part in described:
                    self.validators[name, part] = validator(described[part])
        desk.close()

    def describe(self, name):
        return self.index if name is None else self.all[name]

    def faults(self, name, part, value):
        return [f"{'/'.join(map(str, error.path))}: {error.message[:120]}" for error in
                self.validators[name, part].iter_errors(value)]

    def faults_of_request(self, method, params):
        found = self.faults(method, "params", params)
        if method == "publish" and not found:
            event = params["event"]
            found = self.faults(event["type"], "data", event["data"])
        return found


def valid(what, faults):
    counts[what.split()[0]] += 1
    if faults:
        problems.append(f"{what} should be valid: {faults[:3]}")


def check_recorded(described):
    for entry in described.index["methods"]:
        name = entry["name"]
        valid(f"request {name}", described.faults_of_request(name, mutants.golden(name)["params"])
              if name != "publish" or described.service == "scheduling"
              else described.faults(name, "params", mutants.golden(name)["params"]))
        if (mutants.GOLDEN / f"{name}.reply.json").exists():
            valid(f"reply {name}", described.faults(name, "result", mutants.golden(f"{name}.reply")["result"]))
    for entry in described.index["events"]:
        event = mutants.golden(entry["name"])
        valid(f"event {entry['name']}", described.faults(entry["name"], "data", event["data"]))
        valid(f"envelope {entry['name']}", described.faults(entry["name"], "envelope", event))


def check_mutants(described):
    for mutant in mutants.of_service(described.describe):
        counts["malformed"] += 1
        if mutant.schema_can_tell and not described.faults_of_request(mutant.method, mutant.params):
            problems.append(f"{described.service} {mutant.method} with {mutant.at} {mutant.what} should not be valid")


def main():
    context = zmq.Context()
    services = {service: Described(context, service) for service in client.PORTS}
    for described in services.values():
        check_recorded(described)
        check_mutants(described)
    for number, line in enumerate(SAMPLE.read_text().splitlines(), 1):
        line = json.loads(line)
        request = line["request"]
        faults = services[line["to"]].faults_of_request(request["method"], request["params"])
        valid(f"sample {number}", faults)
    context.destroy(linger=0)
    for problem in problems[:40]:
        print(problem, file=sys.stderr)
    print(", ".join(f"{count} {what}" for what, count in sorted(counts.items())))
    print(f"{sum(counts.values()) - len(problems)} passed" + (f", {len(problems)} failed" if problems else ""))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
