import Contracts
import Policy

// MARK: - Children in care, sorted

extension Table {
  static let populationTables: [Table] = [
    Table(
      "in-care-by-legal-status", [.care, .statuses], "children in care on the last day, by legal status (SSDA903)"
    ) { facts, _ in
      sorted("code", "children", LegalStatus.codes, of: facts) { $0.status(on: facts.to)?.code ?? "none" }
    },
    Table("in-care-by-need", [.care], "children in care on the last day, by category of need (SSDA903)") { facts, _ in
      sorted("code", "children", CategoryOfNeed.codes, of: facts) { $0.categoryOfNeed.code }
    },
    Table(
      "in-care-by-ethnic-group", [.care], "children in care on the last day, by group of ethnic origins (Census 2011)"
    ) { facts, _ in
      sorted("group", "children", EthnicGroup.allCases.map(\.rawValue), of: facts) {
        EthnicGroup($0.ethnicity(on: facts.to)).rawValue
      }
    },
    Table(
      "in-care-by-age-and-sex", [.care, .policy], "children in care on the last day, by band of age and sex (SSDA903)"
    ) { facts, _ in
      crossed(
        "age", Sex.codes, facts.ageBands.map(\.name),
        facts.children.map { (facts.band($0, on: facts.to), $0.sex(on: facts.to).code, $0.id) })
    },
    Table(
      "in-care-by-age-band", [.care, .policy],
      "children in care on the last day, by band of age, unaccompanied children apart"
    ) { facts, _ in
      sorted("age", "children", facts.ageBands.map(\.name), of: facts) { facts.band($0, on: facts.to) }
    },
    Table(
      "in-care-by-time-in-care", [.care], "children in care on the last day, by the time since they entered"
    ) { facts, _ in
      sorted("time", "children", TimeInCare.allCases.map(\.rawValue), of: facts) {
        TimeInCare(from: $0.enteredOn, to: facts.to).rawValue
      }
    },
    Table(
      "in-care-by-area", [.care, .described], "children in care on the last day, by area of the authority"
    ) { facts, _ in
      let known = Descriptions(facts)
      return sorted("area", "children", of: facts) { known.detail("area", of: $0)?.string ?? "not-told" }
    },
    Table("in-care-by-team", [.care, .described], "children in care on the last day, by social work team") { facts, _ in
      let known = Descriptions(facts)
      return sorted("team", "children", of: facts) { known.detail("team", of: $0)?.string ?? "not-told" }
    },
    Table(
      "in-care-by-recorded-need", [.care, .described],
      "children in care on the last day, by recorded need; a child with several counts in each"
    ) { facts, _ in
      let known = Descriptions(facts)
      let needs = facts.children.flatMap { period -> [(label: String, id: String)] in
        let words = (known.detail("needs", of: period)?.array ?? []).compactMap(\.string)
        return (words.isEmpty ? ["none"] : words).map { ($0, period.id) }
      }
      return sorted("need", "children", needs)
    },
    Table(
      "in-care-by-permanence-plan", [.care, .plans], "children in care on the last day, by permanence plan (Annex A)"
    ) { facts, _ in
      let plan = facts.permanencePlan
      return sorted("plan", "children", of: facts) { plan($0) ?? "none" }
    },
  ]

  /// Children in care on the last day, sorted by a label each.
  static func sorted(
    _ label: String, _ counted: String, _ labels: [String] = [], of facts: Facts, _ by: (PeriodOfCare) -> String
  ) -> TableContent {
    sorted(label, counted, labels, facts.children.map { (by($0), $0.id) })
  }
}

/// Groups of ethnic origins, as the census has them.
enum EthnicGroup: String, CaseIterable {
  case white = "white"
  case mixed = "mixed"
  case asian = "asian"
  case black = "black"
  case other = "other"
  case notKnown = "not-known"

  /// The group of an ethnic origin.
  init(_ ethnicity: Ethnicity) {
    self =
      switch ethnicity {
      case .whiteBritish, .whiteIrish, .whiteOther, .travellerOfIrishHeritage, .gypsyRoma: .white
      case .mixedWhiteAndBlackCaribbean, .mixedWhiteAndBlackAfrican, .mixedWhiteAndAsian, .mixedOther: .mixed
      case .indian, .pakistani, .bangladeshi, .chinese, .asianOther: .asian
      case .caribbean, .african, .blackOther: .black
      case .other: .other
      case .refused, .notYetObtained: .notKnown
      }
  }
}

/// How long a child has been in care.
enum TimeInCare: String, CaseIterable {
  case underSixMonths = "under-6-months"
  case sixToTwelveMonths = "6-to-12-months"
  case oneToTwoYears = "1-to-2-years"
  case twoToFiveYears = "2-to-5-years"
  case fiveYearsAndOver = "5-years-and-over"

  /// The time from one day to another.
  init(from: CivilDate, to: CivilDate) {
    self =
      if to < from.adding(months: 6) {
        .underSixMonths
      } else if to < from.adding(months: 12) {
        .sixToTwelveMonths
      } else if to < from.adding(months: 24) {
        .oneToTwoYears
      } else if to < from.adding(months: 60) {
        .twoToFiveYears
      } else {
        .fiveYearsAndOver
      }
  }
}

/// What entries, details and placements say beyond what a period of care holds.
struct Descriptions {
  private let byChild: [String: [Happening]]
  private let to: CivilDate

  init(_ facts: Facts) {
    let types: Set = ["child-entered-care", "child-details-changed", "placement-changed"]
    byChild = Dictionary(grouping: facts.told.filter { types.contains($0.type) }) { $0.child ?? "" }
    to = facts.to
  }

  /// What a detail of a child is on the last day: as told last of the latest day within the period of care.
  func detail(_ member: String, of period: PeriodOfCare) -> JSON? {
    latest(of: period, among: ["child-entered-care", "child-details-changed"]) { $0.data[member] }
  }

  /// What a member of a child's placement is on the last day.
  func placement(_ member: String, of period: PeriodOfCare) -> JSON? {
    latest(of: period, among: ["child-entered-care", "placement-changed"]) { $0.data["placement"] }?[member]
  }

  private func latest(of period: PeriodOfCare, among types: [String], _ part: (Happening) -> JSON?) -> JSON? {
    var found: (day: CivilDate, value: JSON)?
    for one in byChild[period.child.text] ?? [] where types.contains(one.type) {
      guard period.enteredOn <= one.day, one.day <= to, let value = part(one) else { continue }
      if one.day >= found?.day ?? one.day { found = (one.day, value) }
    }
    return found?.value
  }
}
