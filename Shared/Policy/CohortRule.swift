public import Contracts

/// A group of children that an authority keeps in sight.
///
/// A child belongs to it on every day on which all conditions that the rule states hold; a rule states at least one.
/// "Over" a span means longer: the condition holds from the day after the span's last day. A class, as all rules are
/// looked at for every child, and copying one costs as much as looking at it.
public final class CohortRule: Sendable {
  /// The cohort's name, such as `in-care-over-one-year`.
  public let name: KebabWord
  /// What it is, in a few words.
  public let words: String
  /// In this period of care for longer than this.
  public let inCareOver: Span?
  /// Under one of these legal statuses.
  public let statuses: [LegalStatus]?
  /// Under that status for longer than this; only with `statuses`.
  public let statusOver: Span?
  /// In one of these placement types.
  public let placements: [PlacementType]?
  /// In that placement for longer than this; only with `placements`.
  public let placementOver: Span?
  /// So many placements or more in the last twelve months, the one held at their start among them.
  public let placementsInYear: Int?
  /// Younger than this, in completed years.
  public let underAge: Int?
  /// Of this age or older, in completed years.
  public let overAge: Int?
  /// No milestone of this kind is recorded as done in this period of care.
  public let without: KebabWord?
  /// On a child protection plan that is the child's this many-th or a later one.
  public let planNumberAtLeast: Int?
  /// On a child protection plan for longer than this.
  public let planOver: Span?
  /// In a placement of one of these registrations.
  public let registration: [Registration]?
  /// The last two reviews both have this participation code.
  public let codeTwice: ParticipationCode?
  /// Who set it.
  public let source: String

  /// A rule by its parts; as no statute sets one, those of the baseline are defaults.
  init(
    _ name: String, _ words: String, inCareOver: Span? = nil, statuses: [LegalStatus]? = nil, statusOver: Span? = nil,
    placements: [PlacementType]? = nil, placementOver: Span? = nil, placementsInYear: Int? = nil, underAge: Int? = nil,
    overAge: Int? = nil, without: String? = nil, planNumberAtLeast: Int? = nil, planOver: Span? = nil,
    registration: [Registration]? = nil, codeTwice: ParticipationCode? = nil,
    source: String = "default of Holdfast"
  ) {
    self.name = KebabWord(fixed: name)
    self.words = words
    self.inCareOver = inCareOver
    self.statuses = statuses
    self.statusOver = statusOver
    self.placements = placements
    self.placementOver = placementOver
    self.placementsInYear = placementsInYear
    self.underAge = underAge
    self.overAge = overAge
    self.without = without.map(KebabWord.init(fixed:))
    self.planNumberAtLeast = planNumberAtLeast
    self.planOver = planOver
    self.registration = registration
    self.codeTwice = codeTwice
    self.source = source
  }
}

extension CohortRule: Hashable {
  /// Whether two rules say the same.
  public static func == (left: CohortRule, right: CohortRule) -> Bool { left === right || left.json == right.json }

  /// Hashes the name, which mostly tells rules apart.
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

// MARK: - As data

extension CohortRule {
  static let fields: [Field] =
    [
      .required("name", .word, "the cohort's name"),
      .required("words", .text(1...200), "what it is, in a few words"),
    ] + Span.fields("inCareOver", "in this period of care for longer than this")
    + [.optional("statuses", .list(.code(LegalStatus.self), 1...20), "under one of these legal statuses")]
    + Span.fields("statusOver", "under that status for longer than this")
    + [.optional("placements", .list(.code(PlacementType.self), 1...40), "in one of these placement types")]
    + Span.fields("placementOver", "in that placement for longer than this")
    + [
      .optional("placementsInYear", .integer(2...50), "so many placements or more in twelve months"),
      .optional("underAge", .integer(1...25), "younger than this, in completed years"),
      .optional("overAge", .integer(0...25), "of this age or older, in completed years"),
      .optional("without", .word, "no milestone of this kind is recorded as done"),
      .optional("planNumberAtLeast", .integer(1...20), "on this many-th child protection plan or a later one"),
    ] + Span.fields("planOver", "on a child protection plan for longer than this")
    + [
      .optional(
        "registration", .list(.oneOf(Registration.allCases.map(\.rawValue)), 1...3),
        "in a placement of one of these registrations"),
      .optional(
        "codeTwice", .code(ParticipationCode.self), "the last two reviews both have this participation code"),
      .required("source", .text(1...200), "who set it"),
    ]

  /// Reads a rule, and appends what is wrong; nil where anything is.
  convenience init?(_ part: PolicyPart, into faults: inout [Fault]) {
    let before = faults.count
    let inCareOver = part.span("inCareOver", into: &faults)
    let statuses = part.list("statuses", of: LegalStatus.self, into: &faults)
    let statusOver = part.span("statusOver", into: &faults)
    let placements = part.list("placements", of: PlacementType.self, into: &faults)
    let placementOver = part.span("placementOver", into: &faults)
    let planOver = part.span("planOver", into: &faults)
    let registration = part.list("registration", of: Registration.self, into: &faults)
    guard let name = part.word("name"), let words = part.text("words"), let source = part.text("source") else {
      return nil
    }
    self.init(
      name.text, words, inCareOver: inCareOver, statuses: statuses, statusOver: statusOver, placements: placements,
      placementOver: placementOver, placementsInYear: part.integer("placementsInYear"),
      underAge: part.integer("underAge"), overAge: part.integer("overAge"), without: part.word("without")?.text,
      planNumberAtLeast: part.integer("planNumberAtLeast"), planOver: planOver, registration: registration,
      codeTwice: part.one("codeTwice", of: ParticipationCode.self), source: source)
    if !statesSomething { faults.append(Fault("no-condition", at: part.at)) }
    if statusOver != nil && statuses == nil { faults.append(Fault("missing", at: "\(part.at)/statuses")) }
    if placementOver != nil && placements == nil { faults.append(Fault("missing", at: "\(part.at)/placements")) }
    if let underAge, let overAge, underAge <= overAge { faults.append(Fault("no-age-left", at: "\(part.at)/overAge")) }
    guard faults.count == before else { return nil }
  }

  private var statesSomething: Bool {
    inCareOver != nil || statuses != nil || statusOver != nil || placements != nil || placementOver != nil
      || placementsInYear != nil || underAge != nil || overAge != nil || without != nil || planNumberAtLeast != nil
      || planOver != nil || registration != nil || codeTwice != nil
  }

  /// The rule as it travels.
  var json: JSON {
    .object([
      ("name", .string(name.text)), ("words", .string(words)), Span.member("inCareOver", inCareOver),
      ("statuses", statuses.map { .words($0) }), Span.member("statusOver", statusOver),
      ("placements", placements.map { .words($0) }), Span.member("placementOver", placementOver),
      ("placementsInYear", placementsInYear.map { .integer($0) }), ("underAge", underAge.map { .integer($0) }),
      ("overAge", overAge.map { .integer($0) }), ("without", without.map { .string($0.text) }),
      ("planNumberAtLeast", planNumberAtLeast.map { .integer($0) }), Span.member("planOver", planOver),
      ("registration", registration.map { .words($0) }), ("codeTwice", codeTwice.map { .string($0.rawValue) }),
      ("source", .string(source)),
    ])
  }
}
