import Contracts

/// The facts and commands that a history becomes: each with a source and an id that are the same whenever it is read.
///
/// The return tells no known times, so each is known on the day on which it happened, at noon; a review's officer and
/// how it met are not told either: it is held in person by nobody.
struct ReturnFacts {
  /// One line to be sent.
  struct Line {
    let service: ServiceName
    /// The event's type or the command.
    let name: String
    let known: Timestamp
    let params: JSON
    /// The line as it can be played.
    var bytes: [UInt8] {
      let method = name == "hold-review" || name == "record-participation" ? name : "publish"
      return JSON.object([
        ("to", .string(service.rawValue)),
        ("request", .object([("method", .string(method)), ("params", params)])),
      ]).line
    }
  }

  private let authority: Authority
  private(set) var lines: [Line] = []

  /// The facts of `history` about `authority`, in order of known time.
  init(_ history: ReturnHistory, of authority: Authority) {
    self.authority = authority
    for child in history.children { tell(child) }
    // Stable: of one moment, in order of telling.
    lines = lines.enumerated().sorted { ($0.element.known, $0.offset) < ($1.element.known, $1.offset) }.map(\.element)
  }

  private mutating func tell(_ child: ReturnHistory.Child) {
    var before: ReturnFiles.Spell?
    for spell in child.spells {
      if let last = before, last.reason == nil {
        change(from: last, to: spell)
      } else {
        enter(child, spell)
      }
      if let to = spell.to, let reason = spell.reason {
        fact(
          ChildLeftCare.name, child.child, to, id: "left",
          [("leftOn", .string(to.description)), ("reasonEpisodeCeased", .string(reason.code))])
      }
      before = spell
    }
    tellDetails(child)
    for review in child.reviews { tell(review) }
  }

  private mutating func enter(_ child: ReturnHistory.Child, _ spell: ReturnFiles.Spell) {
    guard let header = child.headers.first(where: { $0.row.year >= spell.from }) ?? child.headers.last else { return }
    fact(
      ChildEnteredCare.name, child.child, spell.from, id: "entered",
      [
        ("enteredOn", .string(spell.from.description)), ("dateOfBirth", .string(header.dateOfBirth.description)),
        ("sex", .string(header.sex.code)), ("ethnicity", .string(header.ethnicity.code)),
        ("legalStatus", .string(spell.status.code)), ("categoryOfNeed", .string(spell.need.code)),
        ("placement", spell.placement), ("unaccompaniedAsylumSeeking", .boolean(!child.unaccompanied.isEmpty)),
        ("upn", header.upn.map { .string($0) }),
        ("ownChildBornOn", header.ownChildBornOn.map { .string($0.description) }),
      ])
  }

  private mutating func change(from last: ReturnFiles.Spell, to spell: ReturnFiles.Spell) {
    let on = ("changedOn", JSON?.some(.string(spell.from.description)))
    if spell.status != last.status {
      fact(
        LegalStatusChanged.name, spell.child, spell.from, id: "status",
        [on, ("legalStatus", .string(spell.status.code))])
    }
    let isMoved = spell.because != .legalStatus && spell.because != .startedToBeLookedAfter
    guard isMoved || spell.placement != last.placement else { return }
    let reason = last.reasonForPlacementChange ?? .other
    fact(
      PlacementChanged.name, spell.child, spell.from, id: "placement",
      [on, ("placement", spell.placement), ("reasonForPlacementChange", .string(reason.code))])
  }

  /// What later headers say otherwise holds from the first day of their year.
  private mutating func tellDetails(_ child: ReturnHistory.Child) {
    guard var last = child.headers.first, let entry = child.spells.first?.from else { return }
    for header in child.headers.dropFirst() {
      let members: [(String, JSON?)] = [
        ("dateOfBirth", header.dateOfBirth == last.dateOfBirth ? nil : .string(header.dateOfBirth.description)),
        ("sex", header.sex == last.sex ? nil : .string(header.sex.code)),
        ("ethnicity", header.ethnicity == last.ethnicity ? nil : .string(header.ethnicity.code)),
        ("upn", header.upn == last.upn ? nil : header.upn.map { .string($0) }),
        (
          "ownChildBornOn",
          header.ownChildBornOn == last.ownChildBornOn ? nil : header.ownChildBornOn.map { .string($0.description) }
        ),
      ]
      last = header
      guard members.contains(where: { $0.1 != nil }) else { continue }
      let first = header.row.year.adding(months: -12).adding(days: 1)
      detail(child.child, max(entry, first), id: "details", members)
    }
    for until in Set(child.unaccompanied.compactMap(\.until)).sorted() {
      detail(child.child, until, id: "accompanied", [("unaccompaniedAsylumSeeking", .boolean(false))])
    }
  }

  private mutating func detail(_ child: ChildID, _ on: CivilDate, id: String, _ members: [(String, JSON?)]) {
    fact(ChildDetailsChanged.name, child, on, id: id, [("changedOn", .string(on.description))] + members)
  }

  private mutating func fact(
    _ type: String, _ child: ChildID, _ on: CivilDate, id: String, _ members: [(String, JSON?)]
  ) {
    let known = ReturnFacts.noon(on)
    let event = JSON.object([
      ("specversion", .string("1.0")), ("id", .string("\(id)/\(child)/\(on)")),
      ("source", .string("/\(authority)/ssda903")), ("type", .string(type)), ("subject", .string(child.text)),
      ("authority", .string(authority.text)), ("receivedtime", .string(known.description)),
      ("data", .object([("child", .string(child.text))] + members)),
    ])
    lines.append(Line(service: .scheduling, name: type, known: known, params: .object([("event", event)])))
  }

  private mutating func tell(_ review: ReturnFiles.Review) {
    let known = ReturnFacts.noon(review.on)
    func command(_ name: String, _ service: ServiceName, _ members: [(String, JSON?)]) {
      let envelope: [(String, JSON?)] = [
        ("authority", .string(authority.text)), ("receivedtime", .string(known.description)),
        ("command", .string("ssda903/\(name)/\(review.child)/\(review.on)")), ("child", .string(review.child.text)),
      ]
      lines.append(Line(service: service, name: name, known: known, params: .object(envelope + members)))
    }
    let day = JSON.string(review.on.description)
    command(
      HoldReview.name, .scheduling,
      [("meetings", .array([day])), ("completedOn", day), ("mode", .string("in-person"))])
    if let code = review.code {
      command(RecordParticipation.name, .participation, [("reviewOn", day), ("code", .string(code.code))])
    }
  }

  private static func noon(_ day: CivilDate) -> Timestamp {
    guard let noon = Timestamp("\(day)T12:00:00Z") else { preconditionFailure("every day has a noon") }
    return noon
  }
}
