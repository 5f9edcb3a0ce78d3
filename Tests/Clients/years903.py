"""Years of invented children for the children looked after return: what the sample lacks, and whole years from a seed.

Postcodes and reference numbers are real ones or well-formed ones, since the sector's validator looks them up; the
children are invented.
"""

import datetime
import random

# Of Westminster, E09000033, and of neighbours.
INSIDE = "W1N 6BA,W1M 3LA,W9  1BU,W2  6XJ,W1K 7PZ,W1J 8NZ,W1J 8EG,W1H 1RE,W9  1DT,W1G 8DU".split(",")
OUTSIDE = "NW6 1NS,NW1 3TA,NW3 4XQ,ME7 5QG,ME7 2WH,ME5 7PT,ME2 4HW,ME4 6EF,ME8 6AF,ME1 3LN".split(",")
# Placement types of which no reference number is returned (rules 218 and 222).
WITHOUT_URN = {"H5", "P1", "P2", "P3", "R1", "R2", "R5", "T0", "T1", "T2", "T3", "T4", "Z1"}
LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


def number_of(child):
    return sum(ord(letter) * 31 ** place for place, letter in enumerate(child)) % 10**9


def pupil_number(child):
    return f"{LETTERS[number_of(child) % len(LETTERS)]}{number_of(child + 'x') * 997 % 10**12:012d}"


def furnish(placement, child, nth, is_inside=None):
    """Tells of a placement what a case system knows: postcodes and Ofsted's reference number."""
    inside = placement.get("inArea", True) if is_inside is None else is_inside
    known = (INSIDE if inside else OUTSIDE)[(number_of(child) + nth) % 9]
    placement.update(homePostcode=INSIDE[9], postcode=known)
    if placement["type"] == "P1":
        placement["postcode"] = INSIDE[9]
    if placement["type"] not in WITHOUT_URN:
        placement["urn"] = f"SC{(number_of(child) + nth) % 10**6:06d}"
    return placement


def furnish_sample(line, counts):
    """The sample's request with what it lacks for a return: postcodes, reference numbers and pupil numbers."""
    params = line["request"]["params"]
    event = params.get("event")
    if event and event["type"] in ("child-entered-care", "placement-changed"):
        data = event["data"]
        counts[data["child"]] = counts.get(data["child"], 0) + 1
        furnish(data["placement"], data["child"], counts[data["child"]])
        if event["type"] == "child-entered-care":
            data["upn"] = pupil_number(data["child"])
    return line


def day(text):
    return datetime.date.fromisoformat(text)


class Years:
    """A cohort of children from a seed, whose every episode keeps the validator's rules: facts as the desks take them."""

    def __init__(self, seed, authority, first, last, children=120):
        self.dice = random.Random(seed)
        self.authority, self.first, self.last = authority, day(first), day(last)
        self.facts, self.reviews = [], []
        for number in range(children):
            life = (self.child, self.short_breaks, self.adoption)[max(0, number % 12 - 9)]
            life(f"G{seed}-{number:04d}")
        self.facts.sort(key=lambda fact: fact["receivedtime"])
        self.reviews.sort(key=lambda review: review[0]["receivedtime"])

    def between(self, first, last):
        return first + datetime.timedelta(days=self.dice.randint(0, max(0, (last - first).days)))

    def tell(self, kind, on, data):
        child = data["child"]
        self.facts.append({
            "specversion": "1.0", "id": f"{kind}-{child}-{len(self.facts)}", "source": f"/{self.authority}/generated",
            "type": kind, "subject": child, "authority": self.authority, "receivedtime": f"{on}T12:00:00Z", "data": data})

    def child(self, child):
        dice = self.dice
        entered = self.between(self.first, self.last - datetime.timedelta(days=40))
        born = entered - datetime.timedelta(days=dice.randint(1, 15 * 365))
        sex = dice.choice("MF")
        is_alone = (entered - born).days > 12 * 365 and dice.random() < 0.4
        status = "V2" if is_alone else dice.choice(["V2", "C1", "C2"])
        need = "N8" if is_alone else dice.choice(["N1", "N2", "N3", "N4", "N5"])
        data = {
            "child": child, "enteredOn": f"{entered}", "dateOfBirth": f"{born}", "sex": sex,
            "ethnicity": dice.choice(["WBRI", "MWBC", "BAFR", "ABAN", "OOTH"]), "legalStatus": status,
            "categoryOfNeed": need, "placement": self.place(child, 0, status), "unaccompaniedAsylumSeeking": is_alone,
            "upn": pupil_number(child)}
        if sex == "F" and (entered - born).days > 14 * 365:
            data["ownChildBornOn"] = f"{entered - datetime.timedelta(days=dice.randint(1, 300))}"
        self.tell("child-entered-care", entered, data)
        self.live(child, entered, born, sex, status, data["placement"], is_alone)

    def place(self, child, nth, status, unlike=None):
        kinds = [
            ("U6", "PR1"), ("U6", "PR4"), ("U4", "PR1"), ("U3", "PR1"), ("K2", "PR4"), ("R3", "PR5"), ("U5", "PR4")]
        if status != "V2":
            kinds.append(("P1", "PR0"))
        while True:
            kind, provider = self.dice.choice(kinds)
            if unlike is None or kind != unlike["type"]:
                break
        return furnish({"type": kind, "provider": provider}, child, nth, self.dice.random() < 0.6)

    def live(self, child, entered, born, sex, status, placement, is_alone):
        """What comes after the entry: changes, reviews, perhaps a leaving and another entry."""
        dice = self.dice
        grown = born.replace(year=born.year + 18, day=min(born.day, 28)) - datetime.timedelta(days=1)
        end = min(self.last, grown)
        on, nth, since = entered, 0, entered
        leaves = dice.random() < 0.5 or grown <= self.last
        while True:
            on = on + datetime.timedelta(days=dice.randint(20, 400))
            if on >= end:
                break
            nth += 1
            changes = dice.choice(["status", "place", "both", "temporary", "standing"])
            if changes in ("status", "both"):
                status = {"V2": "C1", "C1": "C2", "C2": "C1"}[status]
                if is_alone or (placement["type"] == "P1" and status == "V2"):
                    changes = "place" if changes == "both" else "none"
                    status = "V2" if is_alone else status
                else:
                    self.tell(
                        "legal-status-changed", on, {"child": child, "changedOn": f"{on}", "legalStatus": status})
            if changes in ("place", "both"):
                placement = self.place(child, nth, status, unlike=placement)
                self.move(child, on, placement, dice.choice(["CARPL", "CREQB", "OTHER", "CHILD"]))
            if changes == "standing" and placement["type"] in ("U6", "U3"):
                placement = dict(placement, type={"U6": "U4", "U3": "U1"}[placement["type"]])
                self.move(child, on, placement, "PLACE")
            if changes == "temporary" and placement["type"] != "P1":
                home = on + datetime.timedelta(days=dice.randint(2, 14))
                if home >= end:
                    continue
                away = {"type": "T1", "homePostcode": INSIDE[9], "postcode": OUTSIDE[(nth + 3) % 9]}
                self.move(child, on, away, "OTHER")
                self.move(child, home, placement, "OTHER")
                on = home
        if leaves and end > since + datetime.timedelta(days=60):
            last = max(day(fact["data"].get("changedOn", fact["data"].get("enteredOn"))) for fact in self.facts
                       if fact["data"]["child"] == child)
            left = self.between(last + datetime.timedelta(days=1), end)
            reasons = ["E4A", "E13", "E8", "E4B", "E3"] + (["E5"] if (left - born).days > 15 * 365 else [])
            self.leave(child, left, dice.choice(reasons))
            end = left
            if not is_alone and dice.random() < 0.5:
                self.again(child, born, sex, left)
        self.review(child, born, entered, end)

    def again(self, child, born, sex, left):
        """Another period of care, at once or some weeks after the one before."""
        on = left + datetime.timedelta(days=self.dice.choice([0, 1, 30, 90]))
        if on + datetime.timedelta(days=20) >= min(self.last, born + datetime.timedelta(days=17 * 365)):
            return
        place = furnish({"type": "R3", "provider": "PR4"}, child, 77, False)
        self.enter(child, on, born, sex, "C1", "N6", place)
        self.review(child, born, on, self.last)

    def short_breaks(self, child):
        """Single breaks of some days under an agreed series: no places and no reviews are returned of them."""
        born = self.first - datetime.timedelta(days=self.dice.randint(365, 2_000))
        on = self.between(self.first, self.first + datetime.timedelta(days=200))
        while on + datetime.timedelta(days=10) < self.last:
            place = furnish({"type": "R1", "provider": "PR4"}, child, 1)
            self.enter(child, on, born, "F", "V4", "N2", place)
            left = on + datetime.timedelta(days=self.dice.randint(1, 9))
            self.leave(child, left, "E8")
            on = left + datetime.timedelta(days=self.dice.randint(40, 300))

    def adoption(self, child):
        """From an interim order to a placement order, an adoptive placement with the foster carers, and the adoption."""
        on = self.between(self.first, self.first + datetime.timedelta(days=400))
        born, step = on - datetime.timedelta(days=5), datetime.timedelta(days=100)
        place = furnish({"type": "U5", "provider": "PR1"}, child, 1, True)
        self.enter(child, on, born, "M", "C1", "N1", place)
        self.tell("legal-status-changed", on + step, {
            "child": child, "changedOn": f"{on + step}", "legalStatus": "E1"})
        self.move(child, on + 2 * step, dict(place, type="A5"), "CARPL")
        self.leave(child, on + 4 * step, "E11")
        self.review(child, born, on, on + 4 * step)

    def enter(self, child, on, born, sex, status, need, place):
        self.tell("child-entered-care", on, {
            "child": child, "enteredOn": f"{on}", "dateOfBirth": f"{born}", "sex": sex, "ethnicity": "WBRI",
            "legalStatus": status, "categoryOfNeed": need, "placement": place, "unaccompaniedAsylumSeeking": False,
            "upn": pupil_number(child)})

    def leave(self, child, on, reason):
        self.tell("child-left-care", on, {"child": child, "leftOn": f"{on}", "reasonEpisodeCeased": reason})

    def move(self, child, on, placement, because):
        self.tell("placement-changed", on, {
            "child": child, "changedOn": f"{on}", "placement": placement, "reasonForPlacementChange": because})

    def review(self, child, born, entered, end):
        on = entered + datetime.timedelta(days=self.dice.randint(14, 26))
        while on < end:
            fourth = born.replace(year=born.year + 4, day=min(born.day, 28))
            code = "PN0" if on < fourth else self.dice.choice([f"PN{number}" for number in range(1, 8)])
            envelope = {"authority": self.authority, "receivedtime": f"{on}T14:00:00Z", "child": child}
            # Around the fourth birthday of a leap day either is taken; nobody is reviewed then.
            if abs((on - fourth).days) > 3:
                self.reviews.append((
                    {**envelope, "command": f"held-{child}-{on}", "meetings": [f"{on}"], "completedOn": f"{on}",
                     "mode": "in-person"},
                    {**envelope, "command": f"coded-{child}-{on}", "reviewOn": f"{on}", "code": code}))
            on += datetime.timedelta(days=self.dice.randint(80, 180))
