import Contracts

/// List 8 of Ofsted's Annex A: children in care on the last day, and those who left in the six months before, in the
/// columns and their order of the template of January 2024.
///
/// A code stands before its words, which is how the sector's readers know it. A column that no fact tells is blank: the
/// dental check, the authority of the placement and "absent" are not told to an independent reviewing service.
struct AnnexA {
  private let facts: ExportFacts
  private let to: CivilDate
  private let yearBefore: CivilDate

  init(_ facts: ExportFacts) {
    self.facts = facts
    to = facts.facts.to
    yearBefore = to.adding(months: -12)
  }

  var list8: ExportFile {
    let leftSince = to.adding(months: -6)
    let listed = facts.periods.filter { period in
      period.holds(to) || period.leftOn.map { leftSince <= $0 && $0 <= to } ?? false
    }
    return ExportFile("annex-a-list-8.csv", AnnexA.columns, listed.map(row))
  }

  private static let columns = [
    "Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age",
    "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)", "Does the Child have a Disability",
    "Date Started to be Looked After", "Child's Category of Need",
    "Is this a second or subsequent period of being a Looked After Child within the last 12 months (Y/N)",
    "Start date of current legal status", "Child's Legal Status", "Date of Latest Statutory Review",
    "Date of Last Social Work Visit", "What is the permanence plan for this child?",
    "Date of Last IRO Visit / Contact to the Child", "Date of Last Health Assessment", "Date of Last Dental Check",
    "Number of Placements in the Last 12 months", "Date Ceased to be Looked After",
    "Reason Ceased to be Looked After", "Start Date of Most Recent Placement", "Placement Type",
    "Placement Provider", "Placement postcode", "URN of Placement", "Placement Location", "LA of Placement",
    "Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months",
    "Number of Episodes the Child has been 'Absent' from their Placement in the last 12 months",
    "Was the child offered a Return Interview after their last missing episode (Y/N)?",
    "Did the child accept a Return Interview after their last missing episode (Y/N)?", "Allocated Team",
    "Allocated Worker",
  ]

  private func row(_ period: PeriodOfCare) -> [String] {
    let end = min(period.leftOn.map { max($0.adding(days: -1), period.enteredOn) } ?? to, to)
    let cells = who(period, end) + contacts(period, end) + place(period, end) + missing(period)
    return cells.map { CSV.text(.text($0)) }
  }

  /// Up to the child's legal status.
  private func who(_ period: PeriodOfCare, _ end: CivilDate) -> [String] {
    let status = period.statuses.last { $0.from <= end }
    var cells = [period.child.text, AnnexA.gender(period.sex(on: end)), AnnexA.coded(period.ethnicity(on: end))]
    cells += [ReturnText.date(period.dateOfBirth), String(period.dateOfBirth.completedYears(on: to))]
    cells += [AnnexA.yes(wasUnaccompanied(period, end)), AnnexA.yes(hasDisability(period))]
    cells += [ReturnText.date(period.enteredOn), AnnexA.coded(period.categoryOfNeed), AnnexA.yes(isAgain(period))]
    return cells + [date(status?.from), status.map { AnnexA.coded($0.status) } ?? ""]
  }

  /// From the latest review to the reason for leaving.
  private func contacts(_ period: PeriodOfCare, _ end: CivilDate) -> [String] {
    let review = (facts.reviewDays[period.child] ?? []).last { $0 >= period.enteredOn && $0 <= end }
    let health: Set = ["initial-health-assessment", "review-health-assessment"]
    let placements = period.placementCount(from: max(yearBefore.adding(days: 1), period.enteredOn), to: end)
    let leftOn = period.leftOn.flatMap { $0 <= to ? $0 : nil }
    var cells = [date(review), date(milestone(period, end, ["social-work-visit"])), plan(period, end)]
    cells += [date(lastContact(period, end)), date(milestone(period, end, health))]
    cells += [date(milestone(period, end, ["dental-check"])), String(placements), date(leftOn)]
    return cells + [leftOn == nil ? "" : period.reason.map { AnnexA.coded($0) } ?? ""]
  }

  /// From the start of the placement to its authority.
  private func place(_ period: PeriodOfCare, _ end: CivilDate) -> [String] {
    guard let placed = period.placement(on: end) else { return Array(repeating: "", count: 7) }
    let told = facts.place(of: period.child, since: placed.from)
    let inArea = told?.data["placement"]?["inArea"]?.boolean
    var cells = [ReturnText.date(placed.from), AnnexA.coded(placed.type)]
    cells += [placed.provider.map { AnnexA.coded($0) } ?? "", ReturnText.postcode(told?.place("postcode")) ?? ""]
    cells += [ReturnText.urn(told?.place("urn")) ?? "", inArea.map { $0 ? "a) In" : "b) Out" } ?? ""]
    return cells + [""]
  }

  private func missing(_ period: PeriodOfCare) -> [String] {
    let missing = facts.noted(period.child, MissingEpisodeRecorded.name).filter { $0.day > yearBefore }
    let interview = missing.last.map { AnnexA.yes($0["returnInterviewOn"] != nil) } ?? ""
    return [String(missing.count), "", interview, interview, facts.detail("team", of: period.child) ?? "", ""]
  }

  private func date(_ day: CivilDate?) -> String { day.map(ReturnText.date) ?? "" }

  private func wasUnaccompanied(_ period: PeriodOfCare, _ end: CivilDate) -> Bool {
    period.isUnaccompanied(on: end) || period.isUnaccompanied(on: max(yearBefore, period.enteredOn))
  }

  /// The category of need, or a recorded need, says it.
  private func hasDisability(_ period: PeriodOfCare) -> Bool {
    period.categoryOfNeed == .disability
      || facts.noted(period.child, ChildEnteredCare.name, ChildDetailsChanged.name)
        .last { $0.data["needs"] != nil }?.data["needs"]?.array?
        .contains { $0.string?.contains("disab") ?? false } ?? false
  }

  /// Whether another period of care ended or began before this one within the last twelve months.
  private func isAgain(_ period: PeriodOfCare) -> Bool {
    facts.periods.contains { other in
      other.child == period.child && other.enteredOn < period.enteredOn
        && other.leftOn.map { $0 > yearBefore } ?? false
    }
  }

  private func milestone(_ period: PeriodOfCare, _ end: CivilDate, _ kinds: Set<String>) -> CivilDate? {
    facts.noted(period.child, MilestoneRecorded.name).last { milestone in
      milestone.day >= period.enteredOn && milestone.day <= end && kinds.contains(milestone["kind"] ?? "")
    }?.day
  }

  /// A visit counts unless it says that the child was not included; any other contact where it says that it was.
  private func lastContact(_ period: PeriodOfCare, _ end: CivilDate) -> CivilDate? {
    facts.noted(period.child, VisitRecorded.name, ContactRecorded.name, MidwayReviewHeld.name).last { act in
      period.enteredOn <= act.day && act.day <= end
        && act.data["childIncluded"]?.boolean ?? (act.type == VisitRecorded.name)
    }?.day
  }

  private func plan(_ period: PeriodOfCare, _ end: CivilDate) -> String {
    let plan = facts.noted(period.child, PermanencePlanSet.name).last { period.enteredOn <= $0.day && $0.day <= end }
    guard let word = plan?["plan"] else { return "" }
    let plans: [(String, [String])] = [
      ("a) Return to family", ["return", "rehabilitation"]), ("b) Adoption", ["adoption"]),
      ("c) SGO/CAO", ["sgo", "cao", "guardian", "arrangements"]),
      ("d) Supported living in the community", ["supported", "independent"]),
      ("e) Long-term residential placement", ["residential"]), ("f) Long-term fostering", ["foster"]),
    ]
    return plans.first { $0.1.contains { word.contains($0) } }?.0 ?? "g) Other"
  }

  private static func yes(_ isSo: Bool) -> String { isSo ? "a) Yes" : "b) No" }

  private static func gender(_ sex: Sex) -> String {
    switch sex {
    case .male: "a) Male"
    case .female: "b) Female"
    case .unknown: "c) Not stated/recorded"
    }
  }

  private static func coded(_ code: some CodeSet) -> String { "\(code.code): \(code.words)" }
}
