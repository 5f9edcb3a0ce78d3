public import Contracts
import Policy

/// The state of one stream of scheduling: a child (`child/ID`), an officer (`officer/ID`) or what the authority has
/// adopted (`policy/current`).
///
/// It is stored beside the journal and never told, so its keys are short.
public enum SchedulingState: StreamState, Equatable {
  /// A child's periods of care and reviews.
  case child(ChildTimetable)
  /// An Independent Reviewing Officer.
  case officer(Officer)
  /// The profiles and the calendar that the authority has adopted.
  case policy(AdoptedPolicy)

  /// The version of the fold.
  public static let version = 1

  /// The day after the limit of a child's open review, where its passing is still to be told; nil for all else.
  public var wake: CivilDate? {
    switch self {
    case .child(let child): child.open.flatMap { $0.isQuiet ? nil : $0.limit.dueOn.adding(days: 1) }
    case .officer, .policy: nil
    }
  }
}

extension SchedulingState: Codable {
  private enum CodingKeys: String, CodingKey {
    case child = "c"
    case officer = "o"
    case policy = "p"
  }

  /// Reads a stored state; throws `DecodingError` where it is of no known kind.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    if let child = try container.decodeIfPresent(ChildTimetable.self, forKey: .child) {
      self = .child(child)
    } else if let officer = try container.decodeIfPresent(Officer.self, forKey: .officer) {
      self = .officer(officer)
    } else {
      self = .policy(try container.decode(AdoptedPolicy.self, forKey: .policy))
    }
  }

  /// Writes the state under one key, its kind.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .child(let child): try container.encode(child, forKey: .child)
    case .officer(let officer): try container.encode(officer, forKey: .officer)
    case .policy(let policy): try container.encode(policy, forKey: .policy)
    }
  }
}

extension SchedulingState {
  var child: ChildTimetable? {
    if case .child(let child) = self { child } else { nil }
  }
  var policy: AdoptedPolicy? {
    if case .policy(let policy) = self { policy } else { nil }
  }
}

/// An Independent Reviewing Officer, as registered.
public struct Officer: Codable, Equatable, Sendable {
  let from: CivilDate
  let fte: Double
  let kind: KebabWord

  private enum CodingKeys: String, CodingKey {
    case from = "f"
    case fte = "n"
    case kind = "k"
  }
}

/// What the authority has adopted: profiles, each from a date, and a working-day calendar.
public struct AdoptedPolicy: Codable, Equatable, Sendable {
  /// A profile and the first day on which it holds.
  struct Adoption: Codable, Equatable {
    let from: CivilDate
    let profile: Profile

    private enum CodingKeys: String, CodingKey {
      case from = "f"
      case profile = "p"
    }
  }

  /// The profiles, in order of the day from which they hold.
  var adoptions: [Adoption] = []
  /// The calendar adopted last; nil while the built-in one is used.
  var adoptedCalendar: WorkingCalendar?

  private enum CodingKeys: String, CodingKey {
    case adoptions = "p"
    case adoptedCalendar = "c"
  }

  /// The calendar that is used.
  var calendar: WorkingCalendar { adoptedCalendar ?? BankHolidays.englandAndWales }

  /// The profile that holds for a limit that runs from `day`; the statutory baseline before the first.
  func profile(on day: CivilDate) -> Profile {
    adoptions.last { $0.from <= day }?.profile ?? .statutory
  }
}

extension Look<SchedulingState> {
  /// A child's timetable; nil where the child is not known.
  func child(_ child: ChildID) -> ChildTimetable? { self[.child(child)]?.child }

  /// What the authority has adopted; nothing where it has not adopted anything.
  var policy: AdoptedPolicy { self[.policy]?.policy ?? AdoptedPolicy() }
}

extension StreamKey {
  /// The stream of a child.
  static func child(_ child: ChildID) -> StreamKey { StreamKey("child", child.text) }
  /// The stream of an officer.
  static func officer(_ officer: OfficerID) -> StreamKey { StreamKey("officer", officer.text) }
  /// The stream of what the authority has adopted.
  static let policy = StreamKey("policy", "current")
}
