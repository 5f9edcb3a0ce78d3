public import Contracts

/// The good practice that officers recorded in a month.
public struct PracticeMonth: Codable, Equatable, Sendable {
  /// What was recorded, in the order in which it was told.
  public internal(set) var items: [GoodPractice] = []
}

/// A challenge clinic that was held.
public struct ClinicFile: Codable, Equatable, Sendable {
  /// The clinic.
  public let clinic: ClinicID
  /// When.
  public let on: CivilDate
  /// The role of the one who chaired.
  public let chair: KebabWord
  /// The roles of those who took part.
  public let attendees: [KebabWord]
  /// The cohort whose children were discussed.
  public let cohort: KebabWord?
  /// The children discussed, each with what came of it.
  public let children: [ClinicChild]
}

/// The views given to the court about a child.
public struct ViewsFile: Codable, Equatable, Sendable {
  /// The views, in the order in which they were told.
  public internal(set) var views: [CourtView] = []
}

/// The answers to a child's complaints.
public struct ComplaintsFile: Codable, Equatable, Sendable {
  /// The answers, in the order in which they were told.
  public internal(set) var answers: [Answer] = []

  /// An answer.
  public struct Answer: Codable, Equatable, Sendable {
    /// When the complaint was made.
    public let madeOn: CivilDate
    /// Its matter.
    public let about: KebabWord
    /// When it was answered.
    public let on: CivilDate
    /// How it ended.
    public let outcome: KebabWord
    /// By what it was settled.
    public let through: KebabWord?
    /// Who answered.
    public let by: ActedBy?
  }

  /// The answer to a complaint; nil where there is none.
  func answer(to complaint: HeardChild.Complaint) -> Answer? {
    answers.first { $0.madeOn == complaint.on && $0.about == complaint.about }
  }
}

/// The challenges of one theme and team that count for a pattern.
public struct PatternFile: Codable, Equatable, Sendable {
  /// The challenges told last, at most 200, in the order in which they were told.
  public internal(set) var items: [Item] = []

  /// A challenge.
  public struct Item: Codable, Equatable, Sendable {
    /// The dispute.
    public let dispute: DisputeID
    /// When it was raised.
    public let raisedOn: CivilDate
  }

  /// Adds a challenge, and forgets the oldest beyond 200.
  mutating func add(_ item: Item) {
    items.append(item)
    if items.count > 200 { items.removeFirst() }
  }
}

/// What was proposed and declared of one theme and team.
public struct ThemeFile: Codable, Equatable, Sendable {
  /// The theme.
  public let theme: KebabWord
  /// The team; nil where none was named.
  public let team: KebabWord?
  /// What was proposed and declared, in the order in which it was told.
  public internal(set) var entries: [Entry] = []

  /// A proposal, or a declaration.
  public struct Entry: Codable, Equatable, Sendable {
    /// When.
    public let on: CivilDate
    /// The senior role.
    public let to: KebabWord
    /// The challenges it arises from.
    public let disputes: [DisputeID]
    /// Of a declaration, why: asked, pattern; nil of a proposal.
    public let because: KebabWord?
  }

  /// Whether a pattern was proposed since the theme was last declared.
  var isProposed: Bool { entries.last.map { $0.because == nil } ?? false }
}
