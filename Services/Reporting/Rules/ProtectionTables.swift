import Contracts

// MARK: - Child protection

/// A child protection plan: its days, number and category.
struct ProtectionPlan {
  let child: String
  let startedOn: CivilDate
  var endedOn: CivilDate?
  let number: Int
  let category: String
  let record: String

  /// Whether it held on a day.
  func holds(_ day: CivilDate) -> Bool { startedOn <= day && endedOn.map { $0 > day } ?? true }

  /// Whether it had gone on for two years by a day.
  func isLong(on day: CivilDate) -> Bool { startedOn.adding(months: 24) <= day }
}

extension Facts {
  /// Every plan begun by the end of the period, in order of day.
  var plans: [ProtectionPlan] {
    var plans: [ProtectionPlan] = []
    for one in told("child-protection-recorded").sorted(by: { ($0.day, $0.sequence) < ($1.day, $1.sequence) }) {
      guard let child = one.child else { continue }
      switch one["event"] {
      case "plan-started":
        let before = plans.count { $0.child == child }
        plans.append(
          ProtectionPlan(
            child: child, startedOn: one.day, number: one.data["planNumber"]?.integer ?? before + 1,
            category: one["category"] ?? "not-told", record: one.record))
      case "plan-ended":
        if let last = plans.lastIndex(where: { $0.child == child && $0.endedOn == nil }) {
          plans[last].endedOn = one.day
        }
      case _: break
      }
    }
    return plans
  }
}

extension Table {
  static let protectionTables: [Table] = [
    Table(
      "conferences", [.protection],
      "child protection conferences held within the period, by kind, and those held within their limit (an initial one "
        + "within 15 working days of the strategy discussion, Working Together); rate: in timescale ÷ with a limit"
    ) { facts, _ in
      let held = facts.newest("conference-held", by: "conference").values.filter { facts.holds($0.day) }
      return TableContent(
        columns: ["kind", "held", "in-timescale", "out-of-timescale", "rate", "not-quorate"],
        rows: ["initial", "review"].map { kind in
          let those = held.filter { $0["kind"] == kind }
          let timed = those.compactMap { $0.data["inTimescale"]?.boolean }
          let inTime = timed.count { $0 }
          return [
            .text(kind), .count(those.count), .count(inTime), .count(timed.count - inTime),
            .share(inTime, of: timed.count), .count(those.count { $0.data["quorate"]?.boolean == false }),
          ]
        }, records: unique(held.compactMap { $0["conference"] }))
    },
    Table(
      "conference-records", [.protection],
      "records of the conferences held within the period: sent out, within their limit, and working days taken on "
        + "average; rate: in timescale ÷ conferences"
    ) { facts, _ in
      let held = facts.newest("conference-held", by: "conference").filter { facts.holds($0.value.day) }
      let sent = Dictionary(
        facts.told("conference-record-distributed").compactMap { one in one["conference"].map { ($0, one) } }
      ) { first, _ in first }.filter { held[$0.key] != nil }
      let inTime = sent.values.count { $0.says("inTimescale") }
      let days = sent.values.compactMap { $0.data["workingDays"]?.integer }
      return measures(
        [
          ("conferences", .count(held.count)), ("distributed", .count(sent.count)), ("in-timescale", .count(inTime)),
          ("rate", .share(inTime, of: held.count)),
          ("average-working-days", .average(days.reduce(0, +), of: days.count)),
        ], Array(held.keys))
    },
    Table(
      "protection-plans", [.protection],
      "child protection plans: at the start and end, begun and ended within the period, those of two years that "
        + "ended within it or went on at its end, and second and later plans begun within it"
    ) { facts, _ in
      let plans = facts.plans
      let begun = plans.filter { facts.holds($0.startedOn) }
      let ended = plans.filter { $0.endedOn.map(facts.holds) ?? false }
      let open = plans.filter { $0.holds(facts.to) }
      let again = begun.count { $0.number > 1 }
      return measures(
        [
          ("at-start", .count(plans.count { $0.holds(facts.start) })), ("begun", .count(begun.count)),
          ("ended", .count(ended.count)), ("at-end", .count(open.count)),
          ("over-two-years-ended", .count(ended.count { plan in plan.endedOn.map { plan.isLong(on: $0) } ?? false })),
          ("over-two-years-at-end", .count(open.count { $0.isLong(on: facts.to) })),
          ("second-or-later-begun", .count(again)), ("second-or-later-share", .share(again, of: begun.count)),
        ], plans.map(\.record))
    },
    Table(
      "protection-plans-by-category", [.protection], "child protection plans at the end of the period, by category"
    ) { facts, _ in
      sorted(
        "category", "plans", facts.plans.filter { $0.holds(facts.to) }.map { ($0.category, $0.record) })
    },
    Table(
      "protection-plans-begun-by-category", [.protection], "child protection plans begun within the period, by category"
    ) { facts, _ in
      sorted(
        "category", "plans", facts.plans.filter { facts.holds($0.startedOn) }.map { ($0.category, $0.record) })
    },
  ]
}
