import Contracts
import Policy

extension Answer {
  /// Whom the service would choose for a child on a day, and what it looks at: what `allocate-officer` without an
  /// officer would do.
  ///
  /// - Throws: -32002 where the child is not known, -32001 where the child is not in care on the day.
  static func proposal(_ asked: ProposalQuestion, _ gather: Gather<SchedulingState>, _ moment: Moment) throws(Refusal)
    -> JSON
  {
    let day = asked.on ?? moment.today
    let policy = gather.policy
    var roster = Roster(gather.officers, policy, on: day)
    var record: ChildRecord?
    gather.forEachChild { child in
      roster.add(child, policy)
      if child.child == asked.child { record = child }
    }
    guard let record else { throw Refusal(.childNotFound, at: "/child") }
    guard let child = Roster.Case(record, on: day, policy) else { throw Refusal(.notInCare, at: "/on") }
    let choice = Allocation.choose(for: child, from: roster)
    return .object([
      ("child", .string(asked.child.text)), ("officer", choice.officer.map { .string($0.text) }),
      ("reasons", .strings(choice.reasons.map(\.text))),
      ("considered", .array(choice.considered.prefix(Allocation.consideredLimit).map(json))),
    ])
  }

  private static func json(_ considered: Allocation.Considered) -> JSON {
    .object([
      ("officer", .string(considered.officer.text)), ("loadPerFte", Caseload.json(considered.loadPerFte)),
      ("against", .strings(considered.doubts.map(\.rawValue))), ("for", .strings(considered.reasons.map(\.rawValue))),
    ])
  }

  static let proposalFields: [Field] = [
    .required("child", .identifier, "the child"),
    .optional("officer", .identifier, "the officer whom the service would choose; left out where nobody can be"),
    .required("reasons", .list(.word, 0...50), "what speaks for the officer, or why there is none"),
    .required(
      "considered",
      .list(
        .object([
          .required("officer", .identifier, "the officer"),
          .required(
            "loadPerFte", .number(0...10_000), "weighted children to a full-time equivalent that duties leave"),
          .required(
            "against", .list(.word, 0...50),
            "what speaks against: absent, at-maximum, no-time, does-not-chair-reviews, conflict-of-interest bar"),
          .required("for", .list(.word, 0...50), "what speaks for"),
        ]), 0...Allocation.consideredLimit), "officers in post, the best first"),
  ]

  /// To whom an officer's children would go on a day: exactly what `reallocate-children` without an officer would do.
  ///
  /// - Throws: -32002 where the officer is not registered, -32001 where there are more children than go at once.
  static func reallocation(_ asked: ReallocationQuestion, _ gather: Gather<SchedulingState>, _ moment: Moment)
    throws(Refusal) -> JSON
  {
    let roster = Roster(gather, on: asked.on)
    guard let post = roster.post(of: asked.officer) else { throw Refusal(.officerNotFound, at: "/officer") }
    guard post.children <= Allocation.spreadLimit else { throw Refusal(.tooManyChildren, at: "/officer") }
    let choices = Allocation.spread(asked.officer, over: roster)
    let items = choices.map { choice in
      JSON.object([
        ("child", .string(choice.child.text)), ("officer", choice.officer.map { .string($0.text) }),
        ("reasons", .strings(choice.reasons.map(\.text))),
      ])
    }
    return .object([
      ("officer", .string(asked.officer.text)), ("items", .array(items)),
      ("unplaced", .strings(choices.filter { $0.officer == nil }.map(\.child.text))),
    ])
  }

  static let reallocationFields: [Field] = [
    .required("officer", .identifier, "the officer whose children they are"),
    .required(
      "items",
      .list(
        .object([
          .required("child", .identifier, "the child"),
          .optional("officer", .identifier, "to whom the child would go; left out where nobody can be"),
          .required("reasons", .list(.word, 0...50), "what speaks for the officer, or why there is none"),
        ]), 0...Allocation.spreadLimit), "the officer's children, in order of id"),
    .required("unplaced", .list(.identifier, 0...Allocation.spreadLimit), "children for whom there is no officer"),
  ]
}
