import Contracts
import Policy

// MARK: - Coming, staying, leaving

extension Table {
  static let flowTables: [Table] = [
    Table(
      "stock-and-flow", [.care],
      "children in care at the start and end, entered and left, the most and the fewest on any day, the average of the "
        + "month-ends, and what start, entered and left do not explain of the end"
    ) { facts, _ in
      let (start, end) = (facts.inCare(on: facts.start), facts.children)
      let (entered, left) = (facts.entered(), facts.left)
      let daily = facts.daily { _ in [""] }[""] ?? []
      let ends = facts.months.map { facts.inCare(on: $0.end).count }
      let residual = end.count - start.count - entered.count + left.count
      return measures(
        [
          ("at-start", .count(start.count)), ("entered", .count(entered.count)), ("left", .count(left.count)),
          ("at-end", .count(end.count)), ("change", .count(end.count - start.count)),
          ("change-share", facts.changeShare(from: start.count, to: end.count)), ("peak", .count(daily.max() ?? 0)),
          ("lowest", .count(daily.min() ?? 0)), ("monthly-average", .average(ends.reduce(0, +), of: ends.count)),
          ("unexplained", .count(residual)),
        ], (start + entered + left + end).map(\.id))
    },
    Table(
      "flow-peaks", [.care], "the months in which most entered, most left and most were in care at the month's end"
    ) { facts, _ in
      let names = facts.months.map(\.name)
      func peak(_ days: [CivilDate]) -> [Cell] {
        let counts = Dictionary(days.map { ($0.yearMonth, 1) }, uniquingKeysWith: +)
        let most = counts.values.max() ?? 0
        let months = names.filter { counts[$0] == most && most > 0 }
        return [months.first.map { .text($0) } ?? .empty, .count(most)]
      }
      let ends = facts.months.map { ($0.name, facts.inCare(on: $0.end).count) }
      let top = ends.max { $0.1 < $1.1 }
      return TableContent(
        columns: ["flow", "month", "count"],
        rows: [
          [.text("entered")] + peak(facts.entered().map(\.enteredOn)),
          [.text("left")] + peak(facts.left.compactMap(\.leftOn)),
          [.text("in-care"), top.map { .text($0.0) } ?? .empty, .count(top?.1 ?? 0)],
        ], records: unique(facts.periods.map(\.id)))
    },
    Table(
      "legal-status-start-peak-end", [.care, .statuses],
      "children in care by legal status (SSDA903): the day before the period, the most on any day of it, the last day"
    ) { facts, _ in
      let start = Dictionary(
        facts.inCare(on: facts.start).map { ($0.status(on: facts.start)?.code, 1) }, uniquingKeysWith: +)
      let end = Dictionary(facts.children.map { ($0.status(on: facts.to)?.code, 1) }, uniquingKeysWith: +)
      let daily = facts.daily { period in period.statuses.map(\.status.code) }
      return TableContent(
        columns: ["code", "start", "peak", "end"],
        rows: LegalStatus.codes.map { code in
          [.text(code), .count(start[code] ?? 0), .count(daily[code]?.max() ?? 0), .count(end[code] ?? 0)]
        }, records: unique(facts.periods.map(\.id)))
    },
    Table(
      "entries-by-legal-basis", [.care], "entries within the period, by first legal status (SSDA903), and their share"
    ) { facts, _ in
      sorted(
        "code", "entries", LegalStatus.codes, facts.entered().map { ($0.statuses.first?.status.code ?? "none", $0.id) })
    },
    Table(
      "entries-by-planning", [.care, .plans],
      "entries within the period: planned at the end of proceedings where these were concluded, or an order made in "
        + "them, on the day of entry or within the 14 days before"
    ) { facts, _ in
      let ended = facts.told("court-event-recorded").filter {
        ["proceedings-concluded", "order-made"].contains($0["event"])
      }
      let byChild = Dictionary(grouping: ended) { $0.child ?? "" }
      return sorted(
        "entry", "entries", ["end-of-proceedings", "other"],
        facts.entered().map { period in
          let isPlanned = (byChild[period.child.text] ?? []).contains {
            $0.day <= period.enteredOn && period.enteredOn <= $0.day.adding(days: 14)
          }
          return (isPlanned ? "end-of-proceedings" : "other", period.id)
        })
    },
    Table("exits-by-reason-share", [.care], "periods of care that ended within the period, by reason (SSDA903)") {
      facts, _ in
      sorted("code", "exits", ReasonEpisodeCeased.codes, facts.left.map { ($0.reason?.code ?? "none", $0.id) })
    },
    Table(
      "exits-by-route", [.care],
      "periods of care that ended within the period, by where they led (SSDA903): family is adoption, a guardian, a "
        + "child arrangements order, and home to parents"
    ) { facts, _ in
      let left = facts.left
      var content = sorted(
        "route", "exits", ExitRoute.allCases.map(\.rawValue),
        left.map { ($0.reason.map { ExitRoute($0).rawValue } ?? "none", $0.id) })
      let family = left.count { $0.reason.map { ExitRoute($0).isFamily } ?? false }
      content.rows.append([.text("family-based"), .count(family), .share(family, of: left.count)])
      return content
    },
    Table(
      "caseload", [.care, .allocations, .officers, .policy],
      "children in care on the last day to one full-time equivalent of the officers in post on it, of all and of the "
        + "officers with fewest and most; the guide is the adopted profile's, or 50 to 70 (IRO Handbook 2010, 7.15)"
    ) { facts, _ in
      let children = facts.children
      let posts = facts.officers.reduce(0) { $0 + $1.fteTenThousandths }
      func rate(_ count: Int, _ posts: Int) -> Cell {
        Hundredths.perPost(count, fteTenThousandths: posts).map { .number($0.text) } ?? .empty
      }
      func rate(_ caseload: Caseload?) -> Cell {
        caseload.map { rate($0.children.count, $0.officer.fteTenThousandths) } ?? .empty
      }
      return measures(
        [
          ("children", .count(children.count)), ("fte", .number(fteText(posts))),
          ("average", rate(children.count, posts)),
          ("lowest", rate(facts.caseloads.min { $0.isLighter(than: $1) })),
          ("highest", rate(facts.caseloads.max { $0.isLighter(than: $1) })),
          ("guide-lowest", .count(facts.guide.lowerBound)), ("guide-highest", .count(facts.guide.upperBound)),
        ], children.map(\.id))
    },
  ]
}

/// Where a period of care led.
enum ExitRoute: String, CaseIterable {
  case adoption = "adoption"
  case specialGuardianship = "special-guardianship"
  case childArrangements = "child-arrangements-order"
  case homePlanned = "home-planned"
  case homeUnplanned = "home-unplanned"
  case relatives = "relatives"
  case stayedWithCarers = "stayed-with-carers"
  case independence = "independence"
  case other = "other"

  /// The route of a reason (SSDA903).
  init(_ reason: ReasonEpisodeCeased) {
    self =
      switch reason {
      case .adoptedUnopposed, .adoptedConsentDispensed: .adoption
      case .guardianRelative, .guardianOther, .guardianRelativeFosterCarer, .guardianOtherFosterCarer:
        .specialGuardianship
      case .childArrangementsOrder: .childArrangements
      case .homePlanned: .homePlanned
      case .homeUnplanned: .homeUnplanned
      case .livesWithoutParentalResponsibility: .relatives
      case .stayedWithCarers: .stayedWithCarers
      case .independentSupported, .independentUnsupported: .independence
      case .newEpisode, .died, .takenOverByAuthority, .adultSocialCare, .other, .custody, .remandEnded,
        .ageAssessment, .movedAbroad:
        .other
      }
  }

  /// Whether it leads to a family for good.
  var isFamily: Bool {
    switch self {
    case .adoption, .specialGuardianship, .childArrangements, .homePlanned, .homeUnplanned: true
    case .relatives, .stayedWithCarers, .independence, .other: false
    }
  }
}

extension Facts {
  /// How many children in care each day of the period had each label; `labels` are those of a period of care in order,
  /// its statuses' or else a single one.
  fileprivate func daily(_ labels: (PeriodOfCare) -> [String]) -> [String: [Int]] {
    let length = from.days(until: to) + 1
    var steps: [String: [Int]] = [:]
    for (index, period) in periods.enumerated() {
      // Where two periods of a child overlap the later one counts.
      let next =
        periods.indices.contains(index + 1) && periods[index + 1].child == period.child
        ? periods[index + 1].enteredOn : nil
      let end = [period.leftOn, next].compactMap { $0 }.min()
      let names = labels(period)
      for (place, name) in names.enumerated() {
        let begin = place == 0 ? period.enteredOn : period.statuses[place].from
        let until = place + 1 < names.count ? period.statuses[place + 1].from : nil
        let last = [end, until].compactMap { $0 }.min() ?? to.adding(days: 1)
        let first = max(0, from.days(until: begin))
        let stop = min(length, from.days(until: last))
        guard first < stop else { continue }
        steps[name, default: Array(repeating: 0, count: length + 1)][first] += 1
        steps[name, default: []][stop] -= 1
      }
    }
    return steps.mapValues { steps in
      var sum = 0
      return steps.dropLast().map { step in
        sum += step
        return sum
      }
    }
  }

  /// A change in per cent of what it changed from; below zero with a sign.
  func changeShare(from before: Int, to after: Int) -> Cell {
    guard let share = Hundredths.perCent(abs(after - before), of: before) else { return .empty }
    return .number((after < before ? "-" : "") + share.text)
  }
}
