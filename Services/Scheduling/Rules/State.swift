public import Contracts
public import Policy

/// The state of one stream of scheduling: a child (`child/ID`), an officer (`officer/ID`), what the authority has
/// adopted (`policy/current`), the posts that are paid for (`posts/funded`), a dip sample (`sample/ID`) or a month's
/// activities (`activity/YYYY-MM`).
///
/// It is stored beside the journal and never told, so its keys are short.
public enum SchedulingState: StreamState, Equatable {
  /// What is known of a child: in a place of its own, as it is large, and handed on many times for each event.
  indirect case child(ChildRecord)
  /// An Independent Reviewing Officer.
  case officer(Officer)
  /// The profiles and the calendar that the authority has adopted.
  case policy(AdoptedPolicy)
  /// A dip sample.
  case sample(Sample)
  /// What officers took part in during a month.
  case activities(Activities)
  /// The posts that are paid for.
  case posts(PostBook)

  /// The version of the fold.
  public static let version = 3
}

extension SchedulingState: Codable {
  private enum CodingKeys: String, CodingKey {
    case child = "c"
    case officer = "o"
    case policy = "p"
    case sample = "s"
    case activities = "a"
    case posts = "f"
  }

  /// Reads a stored state; throws `DecodingError` where it is of no known kind.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    if let child = try container.decodeIfPresent(ChildRecord.self, forKey: .child) {
      self = .child(child)
    } else if let officer = try container.decodeIfPresent(Officer.self, forKey: .officer) {
      self = .officer(officer)
    } else if let sample = try container.decodeIfPresent(Sample.self, forKey: .sample) {
      self = .sample(sample)
    } else if let activities = try container.decodeIfPresent(Activities.self, forKey: .activities) {
      self = .activities(activities)
    } else if let posts = try container.decodeIfPresent(PostBook.self, forKey: .posts) {
      self = .posts(posts)
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
    case .sample(let sample): try container.encode(sample, forKey: .sample)
    case .activities(let activities): try container.encode(activities, forKey: .activities)
    case .posts(let posts): try container.encode(posts, forKey: .posts)
    }
  }
}

extension SchedulingState {
  var child: ChildRecord? {
    if case .child(let child) = self { child } else { nil }
  }
  var officer: Officer? {
    if case .officer(let officer) = self { officer } else { nil }
  }
  var policy: AdoptedPolicy? {
    if case .policy(let policy) = self { policy } else { nil }
  }
  var sample: Sample? {
    if case .sample(let sample) = self { sample } else { nil }
  }
  var activities: Activities? {
    if case .activities(let activities) = self { activities } else { nil }
  }
  var posts: PostBook? {
    if case .posts(let posts) = self { posts } else { nil }
  }
}

extension Look<SchedulingState> {
  /// What is known of a child; nil where the child is not known.
  func child(_ child: ChildID) -> ChildRecord? {
    self[.child(child)]?.child.flatMap { $0.isKnown ? $0 : nil }
  }

  /// An officer; nil where not registered.
  func officer(_ officer: OfficerID) -> Officer? { self[.officer(officer)]?.officer }

  /// All officers, in order of id.
  var officers: [Officer] { streams(of: "officer").compactMap { self[$0]?.officer } }

  /// All children known, in order of id.
  var children: [ChildRecord] {
    streams(of: "child").compactMap { self[$0]?.child }.filter(\.isKnown)
  }

  /// What the authority has adopted; nothing where it has not adopted anything.
  var policy: AdoptedPolicy { self[.policy]?.policy ?? AdoptedPolicy() }
}

extension Gather<SchedulingState> {
  /// All children known, in order of id.
  func forEachChild(_ each: (ChildRecord) -> Void) {
    forEach("child") { _, state in
      if let child = state.child, child.isKnown { each(child) }
    }
  }

  /// All officers, in order of id.
  var officers: [Officer] {
    var officers: [Officer] = []
    forEach("officer") { _, state in if let officer = state.officer { officers.append(officer) } }
    return officers
  }

  /// What the authority has adopted; nothing where it has not adopted anything.
  var policy: AdoptedPolicy {
    var policy = AdoptedPolicy()
    forEach("policy") { _, state in policy = state.policy ?? policy }
    return policy
  }
}

extension StreamKey {
  /// The stream of a child.
  static func child(_ child: ChildID) -> StreamKey { StreamKey("child", child.text) }
  /// The stream of an officer.
  static func officer(_ officer: OfficerID) -> StreamKey { StreamKey("officer", officer.text) }
  /// The stream of a dip sample.
  static func sample(_ sample: SampleID) -> StreamKey { StreamKey("sample", sample.text) }
  /// The stream of a month's activities.
  static func activities(of day: CivilDate) -> StreamKey { StreamKey("activity", String(day.description.prefix(7))) }
  /// The stream of what the authority has adopted.
  static let policy = StreamKey("policy", "current")
  /// The stream of the posts that are paid for.
  static let posts = StreamKey("posts", "funded")
}
