public import Contracts

/// A fact of scheduling's feed that exports tell whole, as it was told.
public struct Noted: Sendable {
  /// The child.
  public let child: ChildID
  /// The event's type.
  public let type: String
  /// The day on which it happened.
  public let day: CivilDate
  /// What happened, in particular.
  public let data: JSON

  /// What was told of `child` under `type`; nil where it means nothing to exports.
  public init?(child: ChildID, type: String, data: JSON) {
    guard let member = Noted.days[type], let day = data[member]?.string.flatMap({ CivilDate($0) }) else { return nil }
    // Reviews are noted only where they are not those of a looked-after child: those are not returned.
    if type == ReviewHeld.name, data["stream"]?.string == ReviewStream.lookedAfter.rawValue { return nil }
    self.child = child
    self.type = type
    self.day = day
    self.data = data
  }

  /// The types that exports tell, in order.
  public static let types = days.keys.sorted()

  /// The types that exports tell, and the member in which the day of each stands.
  private static let days: [String: String] = [
    ChildEnteredCare.name: "enteredOn", PlacementChanged.name: "changedOn", ChildDetailsChanged.name: "changedOn",
    PermanencePlanSet.name: "setOn", MilestoneRecorded.name: "doneOn", MissingEpisodeRecorded.name: "from",
    VisitRecorded.name: "on", ContactRecorded.name: "on", MidwayReviewHeld.name: "on", ReviewHeld.name: "heldOn",
  ]

  /// The text of a member.
  subscript(_ member: String) -> String? { data[member]?.string }

  /// The text of a member of the placement.
  func place(_ member: String) -> String? { data["placement"]?[member]?.string }
}

/// What an export is made of.
public struct ExportFacts: Sendable {
  /// What figures are counted from, of the export's own period.
  public var facts: Facts
  /// Every period of care of the children concerned, also those that ended before, in order of child and entry.
  public var periods: [PeriodOfCare]
  /// What was noted of each child up to the last day, in order of day and of telling.
  public var noted: [ChildID: [Noted]]
  /// The first meetings of each child's reviews up to the last day.
  public var reviewDays: [ChildID: [CivilDate]]

  /// Facts by their parts.
  public init(
    facts: Facts, periods: [PeriodOfCare], noted: [ChildID: [Noted]], reviewDays: [ChildID: [CivilDate]]
  ) {
    self.facts = facts
    self.periods = periods
    self.noted = noted
    self.reviewDays = reviewDays
  }

  /// What was noted of a child under one of `types`, in order.
  func noted(_ child: ChildID, _ types: String...) -> [Noted] {
    (noted[child] ?? []).filter { types.contains($0.type) }
  }

  /// The newest text of a member that the child's entries and changes of details told.
  func detail(_ member: String, of child: ChildID) -> String? {
    noted(child, ChildEnteredCare.name, ChildDetailsChanged.name).last { $0[member] != nil }?[member]
  }

  /// What was told of the place in which a child lives since `day`: by a change of placement on that day, or else by
  /// the entry of that day.
  func place(of child: ChildID, since day: CivilDate) -> Noted? {
    noted(child, PlacementChanged.name).last { $0.day == day }
      ?? noted(child, ChildEnteredCare.name).last { $0.day == day }
  }

  /// The postcode of a child's home as last told on or before `day`.
  func home(of child: ChildID, on day: CivilDate) -> String? {
    noted(child, ChildEnteredCare.name, PlacementChanged.name)
      .last { $0.day <= day && $0.place("homePostcode") != nil }?.place("homePostcode")
  }
}
