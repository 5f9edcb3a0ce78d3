import Contracts
import Policy

extension Answer {
  /// The children who belong to a cohort on a day, by what is known now.
  ///
  /// - Throws: -32002 where the profile that holds on the day has no such cohort, or scheduling cannot tell who
  ///   belongs.
  static func cohort(
    _ asked: CohortQuestion, _ gather: Gather<SchedulingState>, _ moment: Moment
  ) throws(Refusal) -> JSON {
    let policy = gather.policy
    let day = asked.on ?? moment.today
    guard let rule = policy.profile(on: day).cohorts.first(where: { $0.name == asked.cohort && $0.isKept }) else {
      throw Refusal(.cohortNotFound, at: "/cohort")
    }
    var items: [Item] = []
    gather.forEachChild { child in
      guard let since = Cohorts.since(rule, child, policy.calendar, on: day) else { return }
      let reason = Cohorts.reason(rule, since: since)
      items.append(
        Item(
          key: child.child.text,
          json: .object([
            ("child", .string(child.child.text)), ("since", json(since)),
            (
              "because",
              .object([
                ("rule", .string(reason.rule)), ("source", .string(reason.source)), ("since", json(since)),
              ])
            ),
          ])))
    }
    let page = page(items, after: asked.after)
    return .object([("cohort", .string(rule.name.text)), ("items", page["items"]), ("next", page["next"])])
  }

  static let cohortFields: [Field] = [
    .required("cohort", .word, "the cohort"),
    .required(
      "items",
      .list(
        .object([
          .required("child", .identifier, "the child"),
          .required("since", .date, "the first day on which it belongs to the cohort, without a gap since"),
          .required("because", .object(CohortReason.fields), "why"),
        ]), 0...pageLimit), "the children in it, in order of id"),
    .optional("next", .text(1...128), "the cursor to ask again with, where there is more"),
  ]

  /// The cohorts of the profile that holds on a day, and how many children belong to each by what is known now.
  static func cohorts(_ asked: CohortsQuestion, _ gather: Gather<SchedulingState>, _ moment: Moment) -> JSON {
    let policy = gather.policy
    let day = asked.on ?? moment.today
    let rules = policy.profile(on: day).cohorts.filter(\.isKept)
    var counts = rules.map { _ in 0 }
    gather.forEachChild { child in
      let facts = CohortFacts(child, on: day, policy.calendar)
      guard facts.mayBelong else { return }
      for (index, rule) in rules.enumerated() where facts.holding(rule)?.holds(on: day) ?? false { counts[index] += 1 }
    }
    return .object([
      (
        "items",
        .array(
          zip(rules, counts).map { rule, count in
            .object([
              ("cohort", .string(rule.name.text)), ("children", .integer(count)), ("rule", .string(rule.word)),
              ("source", .string(rule.source)),
            ])
          })
      )
    ])
  }

  static let cohortsFields: [Field] = [
    .required(
      "items",
      .list(
        .object([
          .required("cohort", .word, "the cohort"),
          .required("children", .integer(0...10_000_000), "how many children are in it"),
          .required("rule", .word, "its conditions in words"),
          .required("source", .text(1...200), "who set it"),
        ]), 0...1_000), "the cohorts, those of the baseline first")
  ]
}
