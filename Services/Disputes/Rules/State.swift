public import Contracts
public import Policy

/// What Disputes knows of one stream.
///
/// `dispute/ID`, `theme/THEME.TEAM`, `practice/MONTH`, `clinic/ID`, `view/CHILD` and `complaint/CHILD` are folded from
/// its own journal; `policy/current`, `known/CHILD` and `withdrawn/SUBJECT` mirror what scheduling told.
public enum DisputesState: StreamState, Equatable {
  /// `dispute/ID`: one dispute and its history.
  case dispute(DisputeFile)
  /// `theme/THEME.TEAM`: what was proposed and declared of a theme.
  case theme(ThemeFile)
  /// `pattern/THEME.TEAM`: the challenges of a theme and team.
  case pattern(PatternFile)
  /// `practice/MONTH`: the good practice of a month.
  case practice(PracticeMonth)
  /// `clinic/ID`: a challenge clinic.
  case clinic(ClinicFile)
  /// `view/CHILD`: the views given to the court about a child.
  case views(ViewsFile)
  /// `complaint/CHILD`: the answers to a child's complaints.
  case complaints(ComplaintsFile)
  /// `policy/current`: the profiles and the calendar that the authority adopted.
  case policy(AdoptedPolicy)
  /// `known/CHILD`: what scheduling told of a child.
  case known(HeardChild)
  /// `withdrawn/SUBJECT`: which of scheduling's events about a child or a review were withdrawn.
  case withdrawn(WithdrawnEvents)

  /// The version of the fold.
  public static let version = 3
}

// MARK: - Streams

extension StreamKey {
  /// A dispute.
  static func dispute(_ dispute: DisputeID) -> StreamKey { StreamKey("dispute", dispute.text) }
  /// A theme, of a team where one is named.
  static func theme(_ theme: KebabWord, _ team: KebabWord?) -> StreamKey {
    StreamKey("theme", theme.text + (team.map { ".\($0.text)" } ?? ""))
  }
  /// The challenges of a theme, of a team where one is named.
  static func pattern(_ theme: KebabWord, _ team: KebabWord?) -> StreamKey {
    StreamKey("pattern", theme.text + (team.map { ".\($0.text)" } ?? ""))
  }
  /// The good practice of a day's month.
  static func practice(of day: CivilDate) -> StreamKey { StreamKey("practice", day.yearMonth) }
  /// A challenge clinic.
  static func clinic(_ clinic: ClinicID) -> StreamKey { StreamKey("clinic", clinic.text) }
  /// The views given to the court about a child.
  static func views(_ child: ChildID) -> StreamKey { StreamKey("view", child.text) }
  /// The answers to a child's complaints.
  static func complaints(_ child: ChildID) -> StreamKey { StreamKey("complaint", child.text) }
  /// The profiles and the calendar that the authority adopted.
  static let policy = StreamKey("policy", "current")
  /// What scheduling told of a child.
  static func known(_ child: ChildID) -> StreamKey { StreamKey("known", child.text) }
  /// The events about a child or a review that were withdrawn.
  static func withdrawn(_ subject: String) -> StreamKey { StreamKey("withdrawn", subject) }
}

// MARK: - Looking

extension Look<DisputesState> {
  /// What the authority has adopted; nothing where it has not adopted anything.
  var policy: AdoptedPolicy {
    guard case .policy(let policy)? = self[.policy] else { return AdoptedPolicy() }
    return policy
  }

  /// What scheduling told of a child, without what was withdrawn; nothing where it told nothing.
  func known(_ child: ChildID) -> HeardChild {
    guard case .known(let known)? = self[.known(child)] else { return HeardChild() }
    return known.standing { self.withdrawn($0) }
  }

  /// The answers to a child's complaints; none where there are none.
  func complaints(_ child: ChildID) -> ComplaintsFile {
    guard case .complaints(let file)? = self[.complaints(child)] else { return ComplaintsFile() }
    return file
  }

  private func withdrawn(_ subject: String) -> WithdrawnEvents {
    guard case .withdrawn(let events)? = self[.withdrawn(subject)] else { return WithdrawnEvents() }
    return events
  }
}

extension Gather<DisputesState> {
  /// What the authority has adopted; nothing where it has not adopted anything.
  var policy: AdoptedPolicy {
    var found = AdoptedPolicy()
    forEach("policy") { _, state in if case .policy(let policy) = state { found = policy } }
    return found
  }

  /// All disputes, in order of id.
  func forEachDispute(_ each: (DisputeFile) -> Void) {
    forEach("dispute") { _, state in if case .dispute(let file) = state { each(file) } }
  }

  /// The answers to complaints, by child.
  var complaints: [ChildID: ComplaintsFile] {
    var found: [ChildID: ComplaintsFile] = [:]
    forEach("complaint") { stream, state in
      if case .complaints(let file) = state, let child = ChildID(stream.id) { found[child] = file }
    }
    return found
  }

  /// What scheduling told of each child, without what was withdrawn, in order of child.
  func forEachKnown(_ each: (ChildID, HeardChild) -> Void) {
    var withdrawn: [String: WithdrawnEvents] = [:]
    forEach("withdrawn") { stream, state in
      if case .withdrawn(let events) = state { withdrawn[stream.id] = events }
    }
    forEach("known") { stream, state in
      guard case .known(let known) = state, let child = ChildID(stream.id) else { return }
      each(child, known.standing { withdrawn[$0] ?? WithdrawnEvents() })
    }
  }
}

extension StreamKey {
  /// What stands behind the kind.
  var id: String { String(text.dropFirst(kind.count + 1)) }
}

// MARK: - Coding

extension DisputesState: Codable {
  private enum Kind: String, Codable {
    case dispute = "dispute"
    case theme = "theme"
    case pattern = "pattern"
    case practice = "practice"
    case clinic = "clinic"
    case views = "view"
    case complaints = "complaint"
    case policy = "policy"
    case known = "known"
    case withdrawn = "withdrawn"
  }

  private enum Keys: String, CodingKey {
    case kind = "kind"
    case state = "state"
  }

  /// Reads {`kind`, `state`}.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Keys.self)
    switch try container.decode(Kind.self, forKey: .kind) {
    case .dispute: self = .dispute(try container.decode(DisputeFile.self, forKey: .state))
    case .theme: self = .theme(try container.decode(ThemeFile.self, forKey: .state))
    case .pattern: self = .pattern(try container.decode(PatternFile.self, forKey: .state))
    case .practice: self = .practice(try container.decode(PracticeMonth.self, forKey: .state))
    case .clinic: self = .clinic(try container.decode(ClinicFile.self, forKey: .state))
    case .views: self = .views(try container.decode(ViewsFile.self, forKey: .state))
    case .complaints: self = .complaints(try container.decode(ComplaintsFile.self, forKey: .state))
    case .policy: self = .policy(try container.decode(AdoptedPolicy.self, forKey: .state))
    case .known: self = .known(try container.decode(HeardChild.self, forKey: .state))
    case .withdrawn: self = .withdrawn(try container.decode(WithdrawnEvents.self, forKey: .state))
    }
  }

  /// Writes {`kind`, `state`}.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Keys.self)
    func write(_ kind: Kind, _ state: some Encodable) throws {
      try container.encode(kind, forKey: .kind)
      try container.encode(state, forKey: .state)
    }
    switch self {
    case .dispute(let file): try write(.dispute, file)
    case .theme(let theme): try write(.theme, theme)
    case .pattern(let pattern): try write(.pattern, pattern)
    case .practice(let month): try write(.practice, month)
    case .clinic(let clinic): try write(.clinic, clinic)
    case .views(let views): try write(.views, views)
    case .complaints(let file): try write(.complaints, file)
    case .policy(let policy): try write(.policy, policy)
    case .known(let known): try write(.known, known)
    case .withdrawn(let events): try write(.withdrawn, events)
    }
  }
}
