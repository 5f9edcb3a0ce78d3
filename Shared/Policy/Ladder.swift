public import Contracts

/// The stages of an authority's dispute resolution, in order, lowest first (IRO Handbook 2010 para 6.2).
public struct Ladder: Hashable, Sendable {
  /// The stages, lowest first; never empty, no name twice.
  public let stages: [Stage]

  /// One stage of the ladder.
  public struct Stage: Hashable, Sendable {
    /// The stage's name, such as `stage-2`.
    public let name: KebabWord
    /// Working days within which an answer is due at this stage; nil where none is set, so that no clock escalates.
    public let respondWorkingDays: Int?
    /// Whether a challenge may be raised here; the Handbook lets the officer bypass any stage, so true unless said.
    public let mayStart: Bool
    /// The kinds of challenge that pass through this stage; nil for every kind.
    public let kinds: [KebabWord]?
    /// The role of the one who answers at this stage, such as `director`; nil where the authority names nobody.
    public let respondent: KebabWord?
    /// What silence does that passes a limit at this stage: escalates unless said.
    public let silence: Silence
    /// Whether a challenge may pass this stage by on its way up; the Handbook lets the officer bypass any stage, so
    /// true unless said.
    public let maySkip: Bool

    /// What silence does that passes a limit.
    public enum Silence: String, CaseIterable, Hashable, Sendable {
      /// The challenge goes to the next stage by itself.
      case escalate = "escalate"
      /// It is listed as overdue, and stays where it is until somebody escalates it.
      case note = "note"
    }

    /// Whether a challenge of this kind passes through the stage.
    public func takes(_ kind: KebabWord) -> Bool { kinds?.contains(kind) ?? true }
  }

  /// The stage of this name, if the ladder has it.
  public func stage(_ name: KebabWord) -> Stage? {
    stages.first { $0.name == name }
  }

  /// Where a challenge starts that names no stage: the stage called like its kind, else the lowest that takes it and at
  /// which a challenge may start; nil where there is none.
  public func start(of kind: KebabWord) -> Stage? {
    let open = stages.filter { $0.mayStart && $0.takes(kind) }
    return open.first { $0.name == kind } ?? open.first
  }

  /// Where an alert starts that the service raises by itself: where alerts start, else at the lowest stage at which any
  /// challenge may, so that none is lost on a ladder that has no place for alerts.
  public var startOfAlerts: Stage? { start(of: Self.alert) ?? stages.first(where: \.mayStart) }

  /// The kind of challenge that the service raises by itself.
  static let alert = KebabWord(fixed: "alert")

  /// The stage above a stage for a challenge of this kind; nil at the top or where the ladder has no such stage.
  public func next(after name: KebabWord, for kind: KebabWord) -> Stage? {
    guard let index = stages.firstIndex(where: { $0.name == name }) else { return nil }
    return stages[(index + 1)...].first { $0.takes(kind) }
  }

  /// Whether one stage stands higher than another; false where the ladder lacks either.
  public func isHigher(_ name: KebabWord, than other: KebabWord) -> Bool {
    guard let index = stages.firstIndex(where: { $0.name == name }),
      let otherIndex = stages.firstIndex(where: { $0.name == other })
    else { return false }
    return index > otherIndex
  }

  /// The lowest stage between two, for a challenge of this kind, that may not be passed by; nil where there is none.
  public func unskippable(from name: KebabWord, to other: KebabWord, for kind: KebabWord) -> Stage? {
    guard let index = stages.firstIndex(where: { $0.name == name }),
      let otherIndex = stages.firstIndex(where: { $0.name == other }), index < otherIndex
    else { return nil }
    return stages[(index + 1)..<otherIndex].first { $0.takes(kind) && !$0.maySkip }
  }
}

// MARK: - As data

extension Ladder {
  static let fields: [Field] = [
    .required("name", .word, "the stage's name"),
    .optional("respondWorkingDays", .integer(1...260), "working days within which an answer is due"),
    .optional("mayStart", .boolean, "whether a challenge may be raised at this stage; true unless said"),
    .optional(
      "kinds", .list(.oneOf(["alert", "informal", "formal", "themed"]), 1...4),
      "the kinds of challenge that pass through this stage; every kind unless said"),
    .optional("respondent", .word, "the role of the one who answers at this stage"),
    .optional(
      "silence", .oneOf(Stage.Silence.allCases.map(\.rawValue)),
      "what silence does that passes a limit; escalate unless said"),
    .optional("maySkip", .boolean, "whether a challenge may pass this stage by; true unless said"),
  ]

  /// Reads a list of stages that stands at a pointer, and appends what is wrong; nil where anything is.
  init?(json: JSON, at: String, into faults: inout [Fault]) {
    let before = faults.count
    let list = json.array ?? []
    for (index, value) in list.enumerated() {
      PolicyFaults.check(value, Self.fields, at: "\(at)/\(index)", into: &faults)
    }
    var stages: [Stage] = []
    var names: Set<KebabWord> = []
    for (index, value) in list.enumerated() {
      guard let name = value["name"]?.string.flatMap({ KebabWord($0) }) else { continue }
      if !names.insert(name).inserted { faults.append(Fault("named-twice", at: "\(at)/\(index)/name")) }
      let stage = Stage(
        name: name, respondWorkingDays: value["respondWorkingDays"]?.integer,
        mayStart: value["mayStart"]?.boolean ?? true,
        kinds: value["kinds"]?.array?.compactMap { $0.string.flatMap { KebabWord($0) } },
        respondent: value["respondent"]?.string.flatMap { KebabWord($0) },
        silence: value["silence"]?.string.flatMap { Stage.Silence(rawValue: $0) } ?? .escalate,
        maySkip: value["maySkip"]?.boolean ?? true)
      stages.append(stage)
    }
    if !stages.isEmpty, !stages.contains(where: \.mayStart) { faults.append(Fault("no-stage-to-start-at", at: at)) }
    guard faults.count == before else { return nil }
    self.stages = stages
  }

  /// The stages as they travel.
  var json: JSON {
    .array(
      stages.map { stage in
        .object([
          ("name", .string(stage.name.text)), ("respondWorkingDays", stage.respondWorkingDays.map { .integer($0) }),
          ("mayStart", .boolean(stage.mayStart)), ("kinds", stage.kinds.map { .strings($0.map(\.text)) }),
          ("respondent", stage.respondent.map { .string($0.text) }),
          ("silence", stage.silence == .escalate ? nil : .string(stage.silence.rawValue)),
          ("maySkip", stage.maySkip ? nil : .boolean(false)),
        ])
      })
  }
}
