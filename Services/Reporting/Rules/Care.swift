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
  fileprivate let entry: CareRows.Entry
  /// What was told to be otherwise within the period, in order.
  fileprivate let details: [CareRows.Detail]
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

  fileprivate init(
    of entry: CareRows.Entry, exit: (on: CivilDate, reason: ReasonEpisodeCeased)?, dateOfBirth: CivilDate,
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

/// What was told of some children, row by row; `periods` makes periods of care of it.
public struct CareRows: Sendable {
  /// An entry into care.
  public struct Entry: Sendable {
    /// The child.
    public let child: ChildID
    /// The day on which the child became looked after.
    public let enteredOn: CivilDate
    /// The child's date of birth.
    public let dateOfBirth: CivilDate
    /// The child's sex.
    public let sex: Sex
    /// The child's ethnic origin.
    public let ethnicity: Ethnicity
    /// Why the child is looked after.
    public let categoryOfNeed: CategoryOfNeed
    /// Whether the child is an unaccompanied asylum-seeking child.
    public let isUnaccompanied: Bool
    /// The legal status at entry.
    public let status: LegalStatus
    /// The placement at entry.
    public let placement: PeriodOfCare.Placed

    /// An entry by its parts.
    public init(
      child: ChildID, enteredOn: CivilDate, dateOfBirth: CivilDate, sex: Sex, ethnicity: Ethnicity,
      categoryOfNeed: CategoryOfNeed, isUnaccompanied: Bool, status: LegalStatus, placement: PeriodOfCare.Placed
    ) {
      self.child = child
      self.enteredOn = enteredOn
      self.dateOfBirth = dateOfBirth
      self.sex = sex
      self.ethnicity = ethnicity
      self.categoryOfNeed = categoryOfNeed
      self.isUnaccompanied = isUnaccompanied
      self.status = status
      self.placement = placement
    }
  }

  /// An allocation of a child to an officer.
  public struct Allocation: Sendable {
    /// The officer.
    public let officer: OfficerID
    /// From which day.
    public let on: CivilDate
    /// The day of the entry from which the working days were told.
    public let enteredOn: CivilDate
    /// Working days from entry; nil beyond the known calendar.
    public let workingDays: Int?

    /// An allocation by its parts.
    public init(officer: OfficerID, on: CivilDate, enteredOn: CivilDate, workingDays: Int?) {
      self.officer = officer
      self.on = on
      self.enteredOn = enteredOn
      self.workingDays = workingDays
    }

    /// The same, with the working days from another entry by the built-in calendar.
    fileprivate func reckoned(from entry: CivilDate) -> Allocation {
      let days = BankHolidays.englandAndWales.workingDays(after: entry, through: on)
      return Allocation(officer: officer, on: on, enteredOn: entry, workingDays: days)
    }
  }

  /// What was told to be otherwise about a child from a day on; what is nil stays.
  public struct Detail: Sendable {
    /// The first day on which it holds; a date of birth holds always.
    public let from: CivilDate
    /// The child's date of birth.
    public let dateOfBirth: CivilDate?
    /// The child's sex.
    public let sex: Sex?
    /// The child's ethnic origin.
    public let ethnicity: Ethnicity?
    /// Why the child is looked after, which stays for a whole period of care (SSDA903 CIN).
    public let categoryOfNeed: CategoryOfNeed?
    /// Whether the child is an unaccompanied asylum-seeking child.
    public let isUnaccompanied: Bool?

    /// A change by its parts.
    public init(
      from: CivilDate, dateOfBirth: CivilDate?, sex: Sex?, ethnicity: Ethnicity?, categoryOfNeed: CategoryOfNeed?,
      isUnaccompanied: Bool?
    ) {
      self.from = from
      self.dateOfBirth = dateOfBirth
      self.sex = sex
      self.ethnicity = ethnicity
      self.categoryOfNeed = categoryOfNeed
      self.isUnaccompanied = isUnaccompanied
    }
  }

  /// A period of care as other rows name it.
  public struct Key: Hashable, Sendable {
    /// The child.
    public let child: ChildID
    /// The day on which the child became looked after.
    public let enteredOn: CivilDate

    /// The period of `child` that began on `enteredOn`.
    public init(_ child: ChildID, _ enteredOn: CivilDate) {
      self.child = child
      self.enteredOn = enteredOn
    }
  }

  /// Every entry of the children concerned.
  public var entries: [Entry] = []
  /// Every day on which each of them left care, in order.
  public var exits: [ChildID: [(on: CivilDate, reason: ReasonEpisodeCeased)]] = [:]
  /// Changes of legal status, in order.
  public var statuses: [ChildID: [(from: CivilDate, status: LegalStatus)]] = [:]
  /// Changes of placement, in order.
  public var placements: [ChildID: [PeriodOfCare.Placed]] = [:]
  /// Allocations, in order of day and of telling.
  public var allocations: [ChildID: [Allocation]] = [:]
  /// Changes of what an entry told, in order of day and of telling.
  public var details: [ChildID: [Detail]] = [:]
  /// Working days to a notice that was told to be late.
  public var notices: [Key: Int] = [:]

  /// No rows.
  public init() {}

  /// The periods of care, in order of child and day of entry.
  ///
  /// A period ends on the child's first leaving after its entry. A leaving on the day of entry ends a period that began
  /// on that day only where it does not end the one before: a child may leave and come back on one day.
  public func periods() -> [PeriodOfCare] {
    let sorted = entries.sorted { ($0.child.text, $0.enteredOn) < ($1.child.text, $1.enteredOn) }
    var periods: [PeriodOfCare] = []
    periods.reserveCapacity(sorted.count)
    lazy var standing = Set(sorted.map { Key($0.child, $0.enteredOn) })
    for (index, entry) in sorted.enumerated() {
      let next = index + 1 < sorted.count && sorted[index + 1].child == entry.child ? sorted[index + 1].enteredOn : nil
      let before = periods.last?.child == entry.child ? periods.last?.leftOn : nil
      let exit = exits[entry.child]?.first { $0.on > entry.enteredOn || $0.on == entry.enteredOn && before != $0.on }
      periods.append(period(of: entry, exit: exit, before: next) { standing.contains($0) })
    }
    return periods
  }

  private func period(
    of entry: Entry, exit: (on: CivilDate, reason: ReasonEpisodeCeased)?, before next: CivilDate?,
    stands: (Key) -> Bool
  ) -> PeriodOfCare {
    /// A change belongs to the last period that had begun by its day.
    func belongs(_ day: CivilDate) -> Bool { entry.enteredOn <= day && next.map { day < $0 } ?? true }
    let all = details[entry.child] ?? []
    let details = all.filter { belongs($0.from) }
    return PeriodOfCare(
      of: entry, exit: exit,
      dateOfBirth: all.last { $0.dateOfBirth != nil }?.dateOfBirth ?? entry.dateOfBirth,
      categoryOfNeed: details.last { $0.categoryOfNeed != nil }?.categoryOfNeed ?? entry.categoryOfNeed,
      details: details,
      statuses: [(entry.enteredOn, entry.status)] + (statuses[entry.child]?.filter { belongs($0.from) } ?? []),
      placements: [entry.placement] + (placements[entry.child]?.filter { belongs($0.from) } ?? []),
      allocations: allocations(of: entry, belongs, stands),
      noticeWorkingDays: notices.isEmpty ? nil : notices[Key(entry.child, entry.enteredOn)])
  }

  /// The allocations of a period of care, in order. One that was told for an entry that no longer stands belongs to the
  /// period that holds its day, and its working days are reckoned anew.
  private func allocations(
    of entry: Entry, _ belongs: (CivilDate) -> Bool, _ stands: (Key) -> Bool
  ) -> [Allocation] {
    guard let told = allocations[entry.child] else { return [] }
    return told.compactMap { allocation in
      if allocation.enteredOn == entry.enteredOn { return allocation }
      let stands = stands(Key(entry.child, allocation.enteredOn))
      return !stands && belongs(allocation.on) ? allocation.reckoned(from: entry.enteredOn) : nil
    }
  }
}
