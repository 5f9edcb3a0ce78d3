"""Checks that a file is an SPDX 2.3 document in JSON whose packages can be looked up, and that it lists what it must.

usage: spdx.py FILE PACKAGE[=VERSION]...    says what is wrong, and ends with 1 where anything is; a version may end
with * where anything may follow
"""

import fnmatch
import json
import re
import sys

ELEMENT = re.compile(r"SPDXRef-[A-Za-z0-9.-]+")
PURL = re.compile(r"pkg:[a-z]+/[^\s@?]+(@[^\s?]+)?(\?\S+)?")


def faults(document, wanted):
    if document.get("spdxVersion") != "SPDX-2.3" or document.get("dataLicense") != "CC0-1.0":
        yield "is not SPDX 2.3 under CC0-1.0"
    if not re.fullmatch(r"https://[^#\s]+", document.get("documentNamespace", "")):
        yield "has no namespace"
    if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", document["creationInfo"]["created"]):
        yield "does not say when it was made"
    ids = [document["SPDXID"]] + [package["SPDXID"] for package in document["packages"]]
    for id in set(ids):
        if ids.count(id) > 1 or not ELEMENT.fullmatch(id):
            yield f"{id} is no name of its own"
    for package in document["packages"]:
        purls = [ref["referenceLocator"] for ref in package["externalRefs"] if ref["referenceType"] == "purl"]
        if not package["versionInfo"] or not package["downloadLocation"] or package["filesAnalyzed"]:
            yield f"{package['name']} has no version or place, or says that its files were read"
        if len(purls) != 1 or not PURL.fullmatch(purls[0]):
            yield f"{package['name']} has no package URL: {purls}"
    told = [(each["relationshipType"], each["relatedSpdxElement"]) for each in document["relationships"]]
    for kind, id in told:
        if id not in ids:
            yield f"{kind} {id}, which is not there"
    if len([kind for kind, _ in told if kind == "DESCRIBES"]) != 1:
        yield "does not describe one thing"
    for id in ids[1:]:
        if id not in [element for _, element in told]:
            yield f"{id} stands in no relationship"
    versions = {package["name"]: package["versionInfo"] for package in document["packages"]}
    for name, _, version in (each.partition("=") for each in wanted):
        if name not in versions:
            yield f"does not list {name}"
        elif version and not fnmatch.fnmatchcase(versions[name], version):
            yield f"lists {name} {versions[name]}, not {version}"


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        document = json.load(file)
    found = list(faults(document, sys.argv[2:]))
    print("\n".join(found) if found else f"{len(document['packages'])} packages")
    sys.exit(1 if found else 0)
