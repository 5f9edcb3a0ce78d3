import Contracts
import Policy

/// A contradiction in what is on record: what it is, whose it is to put right, and the events behind it.
struct Discrepancy {
  /// What contradicts what.
  enum Kind: String {
    case exitBeforeEntry = "exit-before-entry"
    case overlappingPeriods = "overlapping-periods"
    case bornAfterEntry = "born-after-entry"
    case adultInCare = "adult-in-care"
    case placementOutsideCare = "placement-outside-care"
    case statusOutsideCare = "legal-status-outside-care"
    case reviewOutsideCare = "review-outside-care"
    case reviewWithoutCode = "review-without-code"
    case codeAgainstEvidence = "code-against-evidence"
    case codeAgainstAge = "code-against-age"
    case recordBeforeReview = "record-before-review"
    case allocatedToNobodyInPost = "officer-not-in-post"
    case allocatedBeforeEntry = "allocated-before-entry"
    case endedBeforeRaised = "dispute-ended-before-raised"
    case steppedBeforeRaised = "dispute-step-before-raised"
    case remedyBeforeEnd = "remedy-before-end"
    case returnedBeforeSent = "consultation-returned-before-sent"
    case keptBeforeMade = "promise-kept-before-made"
    case conferenceBeforeDiscussion = "conference-before-strategy-discussion"

    /// The role that answers for it.
    var owner: String {
      switch self {
      case .exitBeforeEntry, .overlappingPeriods, .bornAfterEntry, .adultInCare, .placementOutsideCare,
        .statusOutsideCare:
        "social-work-team"
      case .allocatedToNobodyInPost, .allocatedBeforeEntry: "iro-manager"
      case .reviewOutsideCare, .reviewWithoutCode, .codeAgainstEvidence, .codeAgainstAge, .recordBeforeReview,
        .endedBeforeRaised, .steppedBeforeRaised, .remedyBeforeEnd, .returnedBeforeSent, .keptBeforeMade,
        .conferenceBeforeDiscussion:
        "officer"
      }
    }
  }

  let kind: Kind
  /// What it is about: a review, a dispute, ...; nil where the child alone.
  let about: String?
  let child: String?
  /// The day on which the contradiction lies.
  let on: CivilDate
  let events: [Happening]

  /// Since when it is on record: when the later of the events became known.
  var since: CivilDate { events.map(\.known.londonDate).max() ?? on }

  func json(on day: CivilDate) -> JSON {
    .object([
      ("kind", .string(kind.rawValue)), ("owner", .string(kind.owner)), ("child", child.map { .string($0) }),
      ("about", about.map { .string($0) }), ("on", .string(on.description)), ("since", .string(since.description)),
      ("ageDays", .integer(max(0, since.days(until: day)))), ("events", .array(events.map { $0.json() })),
    ])
  }
}

extension Facts {
  /// Every contradiction that lies within the period, in order of kind, child and day.
  var discrepancies: [Discrepancy] {
    let courses = Courses(self)
    let all = courses.contradictions + reviewContradictions(courses) + workContradictions(courses)
    return all.filter { holds($0.on) }.sorted {
      ($0.kind.rawValue, $0.child ?? "", $0.on, $0.about ?? "") < (
        $1.kind.rawValue, $1.child ?? "", $1.on, $1.about ?? ""
      )
    }
  }

  private func reviewContradictions(_ courses: Courses) -> [Discrepancy] {
    var found: [Discrepancy] = []
    func add(_ kind: Discrepancy.Kind, _ one: Happening, on day: CivilDate? = nil, _ others: Happening?...) {
      let events = [one] + others.compactMap { $0 }
      found.append(
        Discrepancy(
          kind: kind, about: one["review"] ?? one["dispute"], child: one.child, on: day ?? one.day, events: events))
    }
    let held = newest("review-held", by: "review")
    let codes = newest("participation-recorded", by: "review")
    let attended = newest("attendance-recorded", by: "review")
    for one in held.values {
      guard let child = one.child, let heldOn = one.date("heldOn") else { continue }
      if one["stream"] != "post-care", !courses.isInCare(child, on: heldOn) { add(.reviewOutsideCare, one) }
      guard let coded = one["review"].flatMap({ codes[$0] }) else {
        add(.reviewWithoutCode, one)
        continue
      }
      let seen = one["review"].flatMap { attended[$0] }
      if coded["contradiction"] != nil || coded["follows"].map({ $0 != coded["code"] }) ?? false {
        add(.codeAgainstEvidence, coded, on: one.day, one)
      } else if let code = coded["code"].flatMap({ ParticipationCode(rawValue: $0) }), code.isMeasured,
        let wasThere = seen?.childWasThere, wasThere != code.attended
      {
        add(.codeAgainstEvidence, coded, on: one.day, one, seen)
      }
      if let born = courses.born(child), let code = coded["code"] {
        let isUnderFour = born.completedYears(on: heldOn) < 4
        if (code == "PN0") != isUnderFour { add(.codeAgainstAge, coded, on: one.day, one) }
      }
    }
    for one in newest("record-completed", by: "review").values {
      guard let review = one["review"].flatMap({ held[$0] }), let heldOn = review.date("heldOn") else { continue }
      if one.day < heldOn { add(.recordBeforeReview, one, review) }
    }
    return found
  }

  private func workContradictions(_ courses: Courses) -> [Discrepancy] {
    var found: [Discrepancy] = []
    func add(_ kind: Discrepancy.Kind, _ about: String?, _ one: Happening, _ others: Happening?...) {
      found.append(
        Discrepancy(
          kind: kind, about: about, child: one.child, on: one.day, events: [one] + others.compactMap { $0 }))
    }
    for one in told("officer-allocated") {
      if let officer = one["officer"], !courses.isInPost(officer, on: one.day) {
        add(.allocatedToNobodyInPost, officer, one)
      }
      if let enteredOn = one.date("enteredOn"), one.day < enteredOn { add(.allocatedBeforeEntry, one["officer"], one) }
    }
    for challenge in challenges {
      let raised = challenge.raised
      if let end = challenge.resolved, end.day < raised.day { add(.endedBeforeRaised, challenge.dispute, end, raised) }
      for step in challenge.steps + challenge.answers where step.day < raised.day {
        add(.steppedBeforeRaised, challenge.dispute, step, raised)
      }
      if let remedy = challenge.remedy, remedy.day < challenge.resolved?.day ?? remedy.day {
        add(.remedyBeforeEnd, challenge.dispute, remedy, challenge.resolved)
      }
    }
    let pairs: [(Discrepancy.Kind, String, String, String)] = [
      (.returnedBeforeSent, "consultation-sent", "consultation-returned", "consultation"),
      (.keptBeforeMade, "promise-made", "promise-kept", "promise"),
    ]
    for (kind, first, second, member) in pairs {
      let begun = newest(first, by: member)
      for one in newest(second, by: member).values {
        if let before = one[member].flatMap({ begun[$0] }), one.day < before.day { add(kind, one[member], one, before) }
      }
    }
    for one in newest("conference-held", by: "conference").values {
      if let discussed = one.date("strategyDiscussionOn"), one.day < discussed {
        add(.conferenceBeforeDiscussion, one["conference"], one)
      }
    }
    return found
  }
}

extension Happening {
  /// Whether the child was at the review, of an attendance that says so.
  fileprivate var childWasThere: Bool? {
    (data["people"]?.array ?? []).first { $0["role"]?.string == "child" }?["mode"]?.string.map { $0 != "absent" }
  }
}

/// Each child's way through care, and each officer's time in post, as it was told.
private struct Courses {
  private let entries: [String: [Happening]]
  private let exits: [String: [Happening]]
  private let changes: [Happening]
  private let officers: [String: [Happening]]
  private let to: CivilDate

  init(_ facts: Facts) {
    func byChild(_ type: String) -> [String: [Happening]] {
      Dictionary(grouping: facts.told(type).sorted { ($0.day, $0.sequence) < ($1.day, $1.sequence) }) { $0.child ?? "" }
    }
    entries = byChild("child-entered-care")
    exits = byChild("child-left-care")
    changes = facts.told("placement-changed") + facts.told("legal-status-changed")
    officers = Dictionary(grouping: facts.told("officer-registered") + facts.told("officer-changed")) {
      $0["officer"] ?? ""
    }
    to = facts.to
  }

  /// Whether a child was in care on a day, or left on it.
  func isInCare(_ child: String, on day: CivilDate) -> Bool {
    guard let entry = (entries[child] ?? []).last(where: { $0.day <= day }) else { return false }
    let left = (exits[child] ?? []).first { $0.day >= entry.day }?.day
    return left.map { day <= $0 } ?? true
  }

  /// A child's date of birth, as its last entry has it.
  func born(_ child: String) -> CivilDate? { entries[child]?.last?.date("dateOfBirth") }

  /// Whether an officer was in post on a day; one of whom nothing is told never was.
  func isInPost(_ officer: String, on day: CivilDate) -> Bool {
    let told = officers[officer] ?? []
    guard told.contains(where: { $0.type == "officer-registered" && $0.day <= day }) else { return false }
    let left = told.last { $0["leftOn"] != nil }?.date("leftOn")
    return left.map { day <= $0 } ?? true
  }

  /// Contradictions of entries, leavings, placements and statuses.
  var contradictions: [Discrepancy] {
    var found: [Discrepancy] = []
    func add(_ kind: Discrepancy.Kind, _ one: Happening, on day: CivilDate? = nil, _ others: Happening?...) {
      found.append(
        Discrepancy(
          kind: kind, about: nil, child: one.child, on: day ?? one.day, events: [one] + others.compactMap { $0 }))
    }
    for (child, left) in exits {
      for one in left where !(entries[child] ?? []).contains(where: { $0.day <= one.day }) {
        add(.exitBeforeEntry, one)
      }
    }
    for (child, entered) in entries {
      for (before, one) in zip(entered, entered.dropFirst()) where before.day < one.day {
        let left = (exits[child] ?? []).contains { before.day <= $0.day && $0.day <= one.day }
        if !left { add(.overlappingPeriods, one, before) }
      }
      guard let last = entered.last, let born = last.date("dateOfBirth") else { continue }
      if last.day < born { add(.bornAfterEntry, last) }
      let birthday = born.anniversary(years: 18)
      if birthday <= to, last.day < birthday, isInCare(child, on: to),
        !(exits[child] ?? []).contains(where: { $0.day >= last.day })
      {
        add(.adultInCare, last, on: birthday)
      }
    }
    for one in changes where !(one.child.map { isInCare($0, on: one.day) } ?? true) {
      add(one.type == "placement-changed" ? .placementOutsideCare : .statusOutsideCare, one)
    }
    return found
  }
}
