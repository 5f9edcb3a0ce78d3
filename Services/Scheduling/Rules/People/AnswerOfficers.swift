import Contracts
import Policy

extension Answer {
  // MARK: Unallocated

  /// Children in care on a day who have no officer, or whose officer has left; the longest waiting first.
  ///
  /// The limit is that of an allocation (IRO Handbook: 5 working days), from entry; from the last day of an officer who
  /// left, as no source sets another.
  static func unallocated(_ asked: UnallocatedQuestion, _ gather: Gather<SchedulingState>, _ moment: Moment) -> JSON {
    let day = asked.on ?? moment.today
    let policy = gather.policy
    let roster = Roster(gather, on: day)
    let waiting = roster.cases.values.compactMap { child in roster.waitingSince(child).map { (child, $0) } }
      .sorted { ($0.1, $0.0.child) < ($1.1, $1.0.child) }
    let items = waiting.prefix(pageLimit).map { child, since in
      let limit = policy.days(.allocation, from: since)
      let dueOn = limit?.statutory ?? limit?.local
      return JSON.object([
        ("child", .string(child.child.text)), ("enteredOn", json(child.enteredOn)),
        ("workingDays", policy.calendar.workingDays(after: since, through: day).map { .integer($0) }),
        ("dueOn", json(dueOn)), ("overdue", .boolean(dueOn.map { $0 < day } ?? false)),
        ("formerOfficer", child.officer.map { .string($0.text) }),
      ])
    }
    return .object([("items", .array(Array(items))), ("children", .integer(waiting.count))])
  }

  static let unallocatedFields: [Field] = [
    .required(
      "items",
      .list(
        .object([
          .required("child", .identifier, "the child"),
          .required("enteredOn", .date, "the day on which the period of care began"),
          .optional(
            "workingDays", .integer(0...100_000),
            "working days without an officer, from entry or from the last day of the former officer"),
          .optional("dueOn", .date, "by when an officer is to be allocated, itself in time"),
          .required("overdue", .boolean, "whether that day is past"),
          .optional("formerOfficer", .identifier, "the officer who left and has the child still"),
        ]), 0...pageLimit),
      "children in care without an officer in post, the longest waiting first"),
    .required("children", .integer(0...10_000_000), "how many there are, those not listed included"),
  ]

  // MARK: Caseloads

  /// How many children each officer in post has on a day, and how much work they are.
  static func caseloads(_ asked: CaseloadsQuestion, _ gather: Gather<SchedulingState>, _ moment: Moment) -> JSON {
    let roster = Roster(gather, on: asked.on ?? moment.today)
    let posts = roster.posts.filter(\.isInPost)
    let fte = posts.reduce(0) { $0 + $1.terms.fte }
    let loads = posts.map { Double($0.children) / $0.terms.fte }
    return .object([
      ("officers", .array(posts.map { json($0, roster) })),
      ("children", .integer(roster.cases.count)), ("fte", Caseload.json(fte)),
      ("availableFte", Caseload.json(posts.reduce(0) { $0 + ($1.isAway ? 0 : $1.availableFte) })),
      ("average", fte > 0 ? Caseload.json(Double(roster.cases.count) / fte) : nil),
      ("lowest", loads.min().map(Caseload.json)), ("highest", loads.max().map(Caseload.json)),
      ("unallocated", .integer(roster.cases.values.count { roster.waitingSince($0) != nil })),
      ("guideLowest", .integer(roster.guide.lowerBound)), ("guideHighest", .integer(roster.guide.upperBound)),
    ])
  }

  private static func json(_ post: Roster.Post, _ roster: Roster) -> JSON {
    let load = roster.load(of: post)
    let loadPerFte = roster.loadPerFte(of: post)
    let guide = loadPerFte.map { load in
      load < Double(roster.guide.lowerBound) ? "below" : load > Double(roster.guide.upperBound) ? "above" : "within"
    }
    return .object([
      ("officer", .string(post.officer.officer.text)), ("kind", .string(post.officer.kind.text)),
      ("fte", .number("\(post.terms.fte)")), ("availableFte", Caseload.json(post.availableFte)),
      ("children", .integer(post.children)), ("maximumChildren", post.terms.maximumChildren.map { .integer($0) }),
      ("conferences", .integer(roster.conferences[post.officer.officer] ?? 0)), ("weighted", Caseload.json(load)),
      ("childrenPerFte", Caseload.json(Double(post.children) / post.terms.fte)),
      ("weightedPerFte", loadPerFte.map(Caseload.json)), ("guide", .string(guide ?? (load > 0 ? "above" : "below"))),
      ("absentUntil", json(post.officer.absentUntil(on: roster.day))),
    ])
  }

  private static let load = Shape.number(0...10_000_000)

  static let caseloadsFields: [Field] = [
    .required(
      "officers",
      .list(
        .object([
          .required("officer", .identifier, "the officer"),
          .required("kind", .word, "how the officer is employed"),
          .required("fte", load, "full-time equivalent"),
          .required("availableFte", load, "what duties leave of it, at 37 hours a full-time week"),
          .required("children", .integer(0...10_000_000), "children in care who are allocated"),
          .optional("maximumChildren", .integer(0...500), "the most to allocate"),
          .required(
            "conferences", .integer(0...10_000_000),
            "children on a child protection plan whose last conference the officer chaired"),
          .required(
            "weighted", load,
            "the children by their weights, and the conferences where the profile has dual roles (dualRole)"),
          .required("childrenPerFte", load, "children to a full-time equivalent"),
          .optional("weightedPerFte", load, "weighted to what duties leave; left out where they leave nothing"),
          .required("guide", .oneOf(["below", "within", "above"]), "weightedPerFte against the profile's guide"),
          .optional("absentUntil", .date, "the last day of an absence that holds the day"),
        ]), 0...10_000), "the officers in post, in order of id"),
    .required("children", .integer(0...10_000_000), "children in care"),
    .required("fte", load, "full-time equivalents in post"),
    .required("availableFte", load, "what duties and absences leave of them"),
    .optional("average", load, "children in care to full-time equivalents in post"),
    .optional("lowest", load, "the least childrenPerFte"),
    .optional("highest", load, "the most childrenPerFte"),
    .required("unallocated", .integer(0...10_000_000), "children in care without an officer in post"),
    .required("guideLowest", .integer(0...10_000), "the profile's guide, its lower end"),
    .required("guideHighest", .integer(0...10_000), "the profile's guide, its upper end"),
  ]
}

extension Roster {
  /// Since when a child has no officer in post: entry, or the last day of the officer; nil where there is one.
  func waitingSince(_ child: Case) -> CivilDate? {
    guard let officer = child.officer else { return child.enteredOn }
    guard let leftOn = post(of: officer)?.officer.leftOn, leftOn < day else { return nil }
    return max(leftOn, child.enteredOn)
  }
}
