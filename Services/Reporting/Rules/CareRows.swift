public import Contracts
import Policy

/// A row that was told of one child.
public protocol RowOfChild: Sendable {
  /// The child.
  var child: ChildID { get }
}

/// What was told of some children, row by row, each list in order of child; `periods` makes periods of care of it.
public struct CareRows: Sendable {
  /// An entry into care.
  public struct Entry: RowOfChild {
    /// The child.
    public internal(set) var child: ChildID
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

  /// A day on which a child left care.
  public struct Exit: RowOfChild {
    /// The child.
    public internal(set) var child: ChildID
    /// The day.
    public let on: CivilDate
    /// Why the episode ceased.
    public let reason: ReasonEpisodeCeased

    /// A leaving by its parts.
    public init(child: ChildID, on: CivilDate, reason: ReasonEpisodeCeased) {
      self.child = child
      self.on = on
      self.reason = reason
    }
  }

  /// A change of a child's legal status.
  public struct Status: RowOfChild {
    /// The child.
    public internal(set) var child: ChildID
    /// The first day on which it holds.
    public let from: CivilDate
    /// The legal status.
    public let status: LegalStatus

    /// A change by its parts.
    public init(child: ChildID, from: CivilDate, status: LegalStatus) {
      self.child = child
      self.from = from
      self.status = status
    }
  }

  /// A change of a child's placement.
  public struct Placement: RowOfChild {
    /// The child.
    public internal(set) var child: ChildID
    /// The placement.
    public let placed: PeriodOfCare.Placed

    /// A change by its parts.
    public init(child: ChildID, placed: PeriodOfCare.Placed) {
      self.child = child
      self.placed = placed
    }
  }

  /// An allocation of a child to an officer.
  public struct Allocation: RowOfChild {
    /// The child.
    public internal(set) var child: ChildID
    /// The officer.
    public internal(set) var officer: OfficerID
    /// From which day.
    public let on: CivilDate
    /// The day of the entry from which the working days were told.
    public let enteredOn: CivilDate
    /// Working days from entry; nil beyond the known calendar.
    public let workingDays: Int?

    /// An allocation by its parts.
    public init(child: ChildID, officer: OfficerID, on: CivilDate, enteredOn: CivilDate, workingDays: Int?) {
      self.child = child
      self.officer = officer
      self.on = on
      self.enteredOn = enteredOn
      self.workingDays = workingDays
    }

    /// The same, with the working days from another entry by the built-in calendar.
    func reckoned(from entry: CivilDate) -> Allocation {
      let days = BankHolidays.englandAndWales.workingDays(after: entry, through: on)
      return Allocation(child: child, officer: officer, on: on, enteredOn: entry, workingDays: days)
    }
  }

  /// What was told to be otherwise about a child from a day on; what is nil stays.
  public struct Detail: RowOfChild {
    /// The child.
    public internal(set) var child: ChildID
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
      child: ChildID, from: CivilDate, dateOfBirth: CivilDate?, sex: Sex?, ethnicity: Ethnicity?,
      categoryOfNeed: CategoryOfNeed?, isUnaccompanied: Bool?
    ) {
      self.child = child
      self.from = from
      self.dateOfBirth = dateOfBirth
      self.sex = sex
      self.ethnicity = ethnicity
      self.categoryOfNeed = categoryOfNeed
      self.isUnaccompanied = isUnaccompanied
    }
  }

  /// A notice of an entry that was told to be late.
  public struct Notice: RowOfChild {
    /// The child.
    public internal(set) var child: ChildID
    /// The day of the entry.
    public let enteredOn: CivilDate
    /// Working days from the entry to the notice.
    public let workingDays: Int

    /// A notice by its parts.
    public init(child: ChildID, enteredOn: CivilDate, workingDays: Int) {
      self.child = child
      self.enteredOn = enteredOn
      self.workingDays = workingDays
    }
  }

  /// Every entry of the children concerned, in order of child and day.
  public var entries: [Entry] = []
  /// Every day on which each of them left care, in order of child and day.
  public var exits: [Exit] = []
  /// Changes of legal status, in order of child and day.
  public var statuses: [Status] = []
  /// Changes of placement, in order of child and day.
  public var placements: [Placement] = []
  /// Allocations, in order of child, day and of telling.
  public var allocations: [Allocation] = []
  /// Changes of what an entry told, in order of child, day and of telling.
  public var details: [Detail] = []
  /// Notices that were told to be late, in order of child.
  public var notices: [Notice] = []

  /// No rows.
  public init() {}

  /// The same, in less room: the id of a child or an officer stands once, however many rows name it.
  func sharingIDs() -> CareRows {
    func share<Row, ID: Identifier>(_ rows: inout [Row], _ part: WritableKeyPath<Row, ID>, _ ids: inout [ID: ID]) {
      for index in rows.indices {
        let id = rows[index][keyPath: part]
        if let known = ids[id] { rows[index][keyPath: part] = known } else { ids[id] = id }
      }
    }
    var all = self
    var children: [ChildID: ChildID] = [:]
    share(&all.entries, \.child, &children)
    share(&all.exits, \.child, &children)
    share(&all.statuses, \.child, &children)
    share(&all.placements, \.child, &children)
    share(&all.allocations, \.child, &children)
    share(&all.details, \.child, &children)
    share(&all.notices, \.child, &children)
    var officers: [OfficerID: OfficerID] = [:]
    share(&all.allocations, \.officer, &officers)
    return all
  }
}
