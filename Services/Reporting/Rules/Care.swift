public import Contracts
import Policy

/// One period of care: from a child's entry to its leaving, with what happened in between. It never changes, and is a
/// class so that the many lists it stands in share it.
public final class PeriodOfCare: Sendable {
  /// The child.
  public let child: ChildID
  /// The day on which the child became looked after.
  public let enteredOn: CivilDate
  /// The day on which the child ceased to be looked after; nil while it is.
  public let leftOn: CivilDate?
  /// Why it ended; nil while it goes on.
  public let reason: ReasonEpisodeCeased?
  /// The child's date of birth.
  public let dateOfBirth: CivilDate
  /// Why the child is looked after.
  public let categoryOfNeed: CategoryOfNeed
  /// What the entry told of the child.
  private let entry: CareRows.Entry
  /// What was told to be otherwise within the period, in order.
  private let details: [CareRows.Detail]
  /// Legal statuses in order, that at entry first.
  public let statuses: [(from: CivilDate, status: LegalStatus)]
  /// Placements in order, that at entry first.
  public let placements: [Placed]
  /// Allocations to officers, in order of day and of telling.
  public let allocations: [CareRows.Allocation]
  /// Working days from entry to the late notice of it; nil where the notice was not told to be late.
  public let noticeWorkingDays: Int?
  /// The record: `child/enteredOn`.
  public let id: String

  init(
    of entry: CareRows.Entry, exit: CareRows.Exit?, dateOfBirth: CivilDate,
    categoryOfNeed: CategoryOfNeed, details: [CareRows.Detail], statuses: [(from: CivilDate, status: LegalStatus)],
    placements: [Placed], allocations: [CareRows.Allocation], noticeWorkingDays: Int?
  ) {
    child = entry.child
    enteredOn = entry.enteredOn
    leftOn = exit?.on
    reason = exit?.reason
    self.dateOfBirth = dateOfBirth
    self.categoryOfNeed = categoryOfNeed
    self.entry = entry
    self.details = details
    self.statuses = statuses
    self.placements = placements
    self.allocations = allocations
    self.noticeWorkingDays = noticeWorkingDays
    id = "\(entry.child)/\(entry.enteredOn)"
  }

  /// A placement from a day.
  public struct Placed: Sendable {
    /// Its first day.
    public let from: CivilDate
    /// The placement type.
    public let type: PlacementType
    /// Who provides it, where that is told.
    public let provider: PlacementProvider?
    /// Miles from the child's home, where that is known.
    public let distanceMiles: Double?
    /// Whether it is another place than before: false where only the placement's standing changed.
    public let isNew: Bool

    /// A placement by its parts.
    public init(
      from: CivilDate, type: PlacementType, provider: PlacementProvider?, distanceMiles: Double?, isNew: Bool
    ) {
      self.from = from
      self.type = type
      self.provider = provider
      self.distanceMiles = distanceMiles
      self.isNew = isNew
    }
  }

  /// Whether the child is in care on `day`: entered on or before it, and not left on or before it.
  public func holds(_ day: CivilDate) -> Bool { enteredOn <= day && leftOn.map { $0 > day } ?? true }

  /// Completed years at entry.
  public var ageAtEntry: Int { dateOfBirth.completedYears(on: enteredOn) }

  /// The legal status on `day`, which lies within the period.
  public func status(on day: CivilDate) -> LegalStatus? { statuses.last { $0.from <= day }?.status }

  /// The child's sex on `day`.
  public func sex(on day: CivilDate) -> Sex { detail(\.sex, on: day) ?? entry.sex }

  /// The child's ethnic origin on `day`.
  public func ethnicity(on day: CivilDate) -> Ethnicity { detail(\.ethnicity, on: day) ?? entry.ethnicity }

  /// Whether the child is an unaccompanied asylum-seeking child on `day`.
  public func isUnaccompanied(on day: CivilDate) -> Bool {
    detail(\.isUnaccompanied, on: day) ?? entry.isUnaccompanied
  }

  private func detail<Value>(_ part: (CareRows.Detail) -> Value?, on day: CivilDate) -> Value? {
    details.last { $0.from <= day && part($0) != nil }.flatMap(part)
  }

  /// The placement on `day`, which lies within the period.
  public func placement(on day: CivilDate) -> Placed? { placements.last { $0.from <= day } }

  /// The officer to whom the child is allocated on `day`.
  public func officer(on day: CivilDate) -> OfficerID? { allocations.last { $0.on <= day }?.officer }

  /// Placements begun from `from` to `to`, and the one held the day before `from`.
  public func placementCount(from: CivilDate, to: CivilDate) -> Int {
    let begun = placements.count { $0.isNew && from <= $0.from && $0.from <= to }
    return begun + (enteredOn < from ? 1 : 0)
  }
}
