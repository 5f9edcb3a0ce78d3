import Contracts

// MARK: - Cohorts, plans, courts and milestones

/// A child's time in a cohort.
struct Membership {
  let child: String
  let cohort: String
  let joinedOn: CivilDate
  let since: CivilDate?
  var leftOn: CivilDate?

  /// Whether it held on a day.
  func holds(_ day: CivilDate) -> Bool { joinedOn <= day && leftOn.map { $0 > day } ?? true }
}

extension Facts {
  /// Every membership of a cohort begun by the end of the period, in order of telling.
  var memberships: [Membership] {
    var found: [Membership] = []
    for one in told where one.type == "cohort-joined" || one.type == "cohort-left" {
      guard let child = one.child, let cohort = one["cohort"] else { continue }
      let open = found.lastIndex { $0.child == child && $0.cohort == cohort && $0.leftOn == nil }
      if one.type == "cohort-left" {
        if let open { found[open].leftOn = one.day }
      } else if open == nil {
        let since = one.data["because"]?["since"]?.string.flatMap { CivilDate($0) }
        found.append(Membership(child: child, cohort: cohort, joinedOn: one.day, since: since))
      }
    }
    return found
  }
}

extension Table {
  static let cohortTables: [Table] = [
    Table(
      "cohorts", [.cohorts],
      "children in each cohort on the day before the period and on its last, and those who joined "
        + "and left within it"
    ) { facts, _ in
      let all = facts.memberships
      let cohorts = Dictionary(grouping: all, by: \.cohort)
      return TableContent(
        columns: ["cohort", "at-start", "joined", "left", "at-end"],
        rows: cohorts.keys.sorted().map { cohort in
          let those = cohorts[cohort] ?? []
          return [
            .text(cohort), .count(those.count { $0.holds(facts.start) }),
            .count(those.count { facts.holds($0.joinedOn) }),
            .count(those.count { $0.leftOn.map(facts.holds) ?? false }), .count(those.count { $0.holds(facts.to) }),
          ]
        }, records: unique(all.map { "\($0.cohort)/\($0.child)" }))
    },
    Table("cohort-members", [.cohorts], "the children in each cohort on the last day, and since when") { facts, _ in
      let those = facts.memberships.filter { $0.holds(facts.to) }.sorted {
        ($0.cohort, $0.child) < ($1.cohort, $1.child)
      }
      return TableContent(
        columns: ["cohort", "child", "joinedOn", "since"],
        rows: those.map { one in
          [
            .text(one.cohort), .text(one.child), .text(one.joinedOn.description),
            one.since.map { .text($0.description) } ?? .empty,
          ]
        }, records: unique(those.map { "\($0.cohort)/\($0.child)" }), labels: 2)
    },
    Table("permanence-plans-set", [.plans], "permanence plans set within the period, by plan (Annex A)") { facts, _ in
      sorted("plan", "plans", facts.within("permanence-plan-set").map { ($0["plan"] ?? "", $0.record) })
    },
    Table(
      "milestones-by-kind", [.plans],
      "milestones due or done within the period, by kind: how many, done, done by their day, for how many children"
    ) { facts, _ in
      let those = facts.within("milestone-recorded")
      let kinds = Dictionary(grouping: those) { $0["kind"] ?? "" }
      return TableContent(
        columns: ["kind", "milestones", "done", "done-in-time", "children"],
        rows: kinds.keys.sorted().map { kind in
          let those = kinds[kind] ?? []
          let done = those.filter { $0["doneOn"] != nil }
          return [
            .text(kind), .count(those.count), .count(done.count),
            .count(
              done.count { one in
                guard let due = one.date("dueOn"), let on = one.date("doneOn") else { return false }
                return on <= due
              }), .count(Set(those.compactMap(\.child)).count),
          ]
        }, records: unique(those.map(\.record)))
    },
    Table(
      "missing-episodes", [.plans],
      "missing episodes begun within the period: how many, of how many children, still open at its end, followed by a "
        + "return interview, within three days of the return"
    ) { facts, _ in
      let those = facts.within("missing-episode-recorded")
      let interviewed = those.filter { $0["returnInterviewOn"] != nil }
      return measures(
        [
          ("episodes", .count(those.count)), ("children", .count(Set(those.compactMap(\.child)).count)),
          ("open", .count(those.count { $0["to"] == nil })), ("interviewed", .count(interviewed.count)),
          (
            "interviewed-in-time",
            .count(
              interviewed.count { one in
                guard let to = one.date("to"), let on = one.date("returnInterviewOn") else { return false }
                return on <= to.adding(days: 3)
              })
          ),
        ], those.map(\.record))
    },
    Table(
      "proceedings", [.plans],
      "court proceedings: issued and concluded within the period, pending at its start and end, as told; and "
        + "orders made within it"
    ) { facts, _ in
      let events = facts.told("court-event-recorded")
      func pending(_ day: CivilDate) -> Int {
        var open: [String: Int] = [:]
        for one in events.sorted(by: { ($0.day, $0.sequence) < ($1.day, $1.sequence) }) where one.day <= day {
          switch one["event"] {
          case "proceedings-issued": open[one.child ?? "", default: 0] = 1
          case "proceedings-concluded": open[one.child ?? ""] = nil
          case _: break
          }
        }
        return open.count
      }
      func count(_ event: String) -> Int { events.count { facts.holds($0.day) && $0["event"] == event } }
      return measures(
        [
          ("pending-at-start", .count(pending(facts.start))), ("issued", .count(count("proceedings-issued"))),
          ("concluded", .count(count("proceedings-concluded"))), ("pending-at-end", .count(pending(facts.to))),
          ("orders-made", .count(count("order-made"))),
        ], events.filter { facts.holds($0.day) }.map(\.record))
    },
  ]
}
