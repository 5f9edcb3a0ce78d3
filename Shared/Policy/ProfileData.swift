public import Contracts

extension Profile {
  /// The members of a profile as it travels: a name, the baseline it extends, and its differences.
  public static let fields: [Field] = [
    .required("name", .word, "the profile's name"),
    .optional("extends", .oneOf(["statutory"]), "the baseline from which the profile differs; always statutory"),
    .optional("local", .object(localFields), "local limits, each beside the statutory one: the limit and its unit"),
    .optional("caseload", .object(caseloadFields), "children to one full-time officer"),
    .optional("ageBands", .list(.object(AgeBand.fields), 1...30), "the bands into which ages are sorted"),
    .optional("ladder", .list(.object(Ladder.fields), 1...20), "the stages of dispute resolution, lowest first"),
    .optional(
      "corrections", .list(.object(Correction.fields), 1...40), "baseline numbers put right, of those no text confirmed"
    ),
    .optional(
      "watch", .list(.oneOf(DeadlineKind.allCases.map(\.rawValue)), 1...40),
      "kinds of deadline that are watched beside those of the baseline"),
    .optional("lead", .object(leadFields), "working days before a limit on which it is said to be approaching"),
    .optional(
      "oversight", .list(.object(OversightRule.fields), 1...20), "visits and oversight in placements of some kinds"),
    .optional("reviews", .list(.object(ExtraReview.fields), 1...20), "reviews beside those of statute"),
    .optional(
      "cohorts", .list(.object(CohortRule.fields), 1...60),
      "groups of children kept in sight, beside or in place of the baseline's of the same name"),
    .optional("weights", .object(CaseWeights.fields), "how much work one child is beside another"),
    .optional("forms", .list(.object(AuditForm.fields), 1...20), "forms completed for reviews and conferences"),
    .optional(
      "unlawful", .list(.object(UnlawfulPlacement.fields), 1...20), "placements forbidden beside the baseline's"),
    .optional(
      "relaxations", .list(.object(Relaxation.fields), 1...20), "times without certain limits beside the baseline's"),
    .optional("patterns", .object(ThemePattern.fields), "when challenges of one theme and team make a theme"),
    .optional("alerts", .list(.object(AlertRule.fields), 1...20), "what raises alerts by itself"),
    .optional("report", .object(reportFields), "how the authority's reports are printed"),
    .optional("dualRole", .boolean, "whether officers chair child protection conferences too; false unless said"),
    .optional("figures", .object(FigureRules.fields), "how the authority itself counts and prints figures"),
  ]

  private static let leadFields: [Field] =
    DeadlineKind.allCases.map {
      .optional($0.rawValue, .integer(0...130), "working days of warning of \($0.rawValue)")
    } + [.optional(disputeResponse.text, .integer(0...130), "working days of warning of an answer to a challenge")]

  private static let caseloadFields: [Field] = [
    .required("lowest", .integer(1...500), "the fewest children"),
    .required("highest", .integer(1...500), "the most children"),
  ]

  private static let reportFields: [Field] = [
    .required("form", .word, "the form of its annual report, of those that reporting holds")
  ]

  private static let localFields: [Field] = Limit.allCases.flatMap { limit in
    Span.fields(limit.rawValue, "\(limit.word), local")
  }

  /// Reads a profile object: a name and the differences from the baseline, whose members `fields` lists.
  ///
  /// - Throws: every fault, each with its JSON pointer from the object.
  public init(json: JSON) throws(PolicyFaults) {
    var faults: [Fault] = []
    PolicyFaults.check(json, Self.fields, at: "", into: &faults)
    for (part, fields) in [
      ("local", Self.localFields), ("caseload", Self.caseloadFields), ("lead", Self.leadFields),
    ] {
      let known = Set(fields.map(\.name))
      for member in json[part]?.members?.list ?? [] where !known.contains(member.name) {
        faults.append(Fault("unknown-member", at: "/\(part)/\(PolicyText.escaped(member.name))"))
      }
    }
    var profile = Self.statutory
    profile.readNumbers(json, into: &faults)
    // The parts below say themselves what is wrong with them, so they are only read where their shape is right.
    if faults.isEmpty { profile.readParts(json, into: &faults) }
    if json["name"]?.string == "statutory", json.members?.list.count != 1 {
      faults.append(Fault("name-taken", at: "/name"))
    }
    guard faults.isEmpty, let name = json["name"]?.string.flatMap({ KebabWord($0) }) else { throw PolicyFaults(faults) }
    profile.name = name
    self = profile
  }

  private mutating func readNumbers(_ json: JSON, into faults: inout [Fault]) {
    for limit in Limit.allCases {
      local[limit] = Span.read(limit.rawValue, in: json["local"], at: "/local", into: &faults)
    }
    let lowest = json["caseload"]?["lowest"]?.integer ?? Self.baselineCaseload.lowerBound
    let highest = json["caseload"]?["highest"]?.integer ?? Self.baselineCaseload.upperBound
    if lowest > highest {
      faults.append(Fault("lowest-over-highest", at: "/caseload"))
    } else {
      caseload = lowest...highest
    }
    for kind in DeadlineKind.allCases {
      guard let days = json["lead"]?[kind.rawValue]?.integer, days != kind.baselineLeadWorkingDays else { continue }
      lead[kind.word] = days
    }
    if let days = json["lead"]?[Self.disputeResponse.text]?.integer, days != Self.statutory.disputeLeadWorkingDays {
      lead[Self.disputeResponse] = days
    }
    dualRole = json["dualRole"]?.boolean ?? false
    reportForm = json["report"]?["form"]?.string.flatMap { KebabWord($0) }
  }

  private mutating func readParts(_ json: JSON, into faults: inout [Fault]) {
    let whole = PolicyPart(json: json, at: "")
    ageBands = json["ageBands"].map { AgeBand.read($0, at: "/ageBands", into: &faults) }
    ladder = json["ladder"].flatMap { Ladder(json: $0, at: "/ladder", into: &faults) }
    corrections = Correction.read(json["corrections"], at: "/corrections", into: &faults)
    watched.formUnion(whole.words("watch", into: &faults) ?? [])
    weights = CaseWeights.read(json["weights"], at: "/weights", into: &faults)
    for named in ["reviews", "cohorts", "forms"] {
      PolicyPart.checkNames(json[named], at: "/\(named)", into: &faults)
    }
    oversight = PolicyPart.list(
      json["oversight"], at: "/oversight", fields: OversightRule.fields, into: &faults, read: OversightRule.init)
    var words: Set<String> = []
    for (index, rule) in oversight.enumerated() where !words.insert(rule.word).inserted {
      faults.append(Fault("named-twice", at: "/oversight/\(index)"))
    }
    reviews = PolicyPart.list(
      json["reviews"], at: "/reviews", fields: ExtraReview.fields, into: &faults, read: ExtraReview.init)
    cohorts = CohortRule.merged(
      PolicyPart.list(
        json["cohorts"], at: "/cohorts", fields: CohortRule.fields, into: &faults, read: CohortRule.init))
    forms = PolicyPart.list(json["forms"], at: "/forms", fields: AuditForm.fields, into: &faults, read: AuditForm.init)
    unlawful += PolicyPart.list(
      json["unlawful"], at: "/unlawful", fields: UnlawfulPlacement.fields, into: &faults, read: UnlawfulPlacement.init
    ).filter { !unlawful.contains($0) }
    relaxations += PolicyPart.list(
      json["relaxations"], at: "/relaxations", fields: Relaxation.fields, into: &faults, read: Relaxation.init
    ).filter { !relaxations.contains($0) }
    patterns = ThemePattern.read(json["patterns"], at: "/patterns", into: &faults)
    figures = FigureRules.read(json["figures"], at: "/figures", into: &faults)
    alerts = PolicyPart.list(
      json["alerts"], at: "/alerts", fields: AlertRule.fields, into: &faults, read: AlertRule.init)
  }

  /// Reads a profile that is to be adopted: what one that was adopted long ago may lack, a new one must not.
  ///
  /// - Throws: every fault, each with its JSON pointer from the object.
  public init(adopting json: JSON) throws(PolicyFaults) {
    try self.init(json: json)
    if let ladder, !alerts.isEmpty, ladder.start(of: Ladder.alert) == nil {
      throw PolicyFaults([Fault("no-stage-for-alerts", at: "/alerts")])
    }
  }

  /// Reads a profile that is to be adopted from the bytes of a file.
  ///
  /// - Throws: every fault, each with its JSON pointer and its line.
  public init(file bytes: [UInt8]) throws(PolicyFaults) {
    let text = try PolicyText(bytes)
    do {
      try self.init(adopting: text.json)
    } catch {
      throw text.located(error)
    }
  }

  /// The profile as it travels: everything that differs from the baseline, in one order.
  public var json: JSON {
    let limits = Limit.allCases.compactMap { limit in local[limit].map { Span.member(limit.rawValue, $0) } }
    let guide: JSON = .object([
      ("lowest", .integer(caseload.lowerBound)), ("highest", .integer(caseload.upperBound)),
    ])
    let kinds = DeadlineKind.allCases
    let watch = kinds.filter { watches($0) && !DeadlineKind.baselineWatched.contains($0.word) }
    let leads = (kinds.map(\.word) + [Self.disputeResponse]).compactMap { kind in
      lead[kind].map { (kind.text, JSON?.some(.integer($0))) }
    }
    return .object([
      ("name", .string(name.text)), ("extends", self == .statutory ? nil : .string("statutory")),
      ("local", limits.isEmpty ? nil : .object(limits)),
      ("caseload", caseload == Self.baselineCaseload ? nil : guide),
      ("ageBands", ageBands.map { .array($0.map(\.json)) }), ("ladder", ladder?.json),
      ("corrections", Self.list(Limit.allCases.compactMap { limit in corrections[limit]?.json(of: limit) })),
      ("watch", watch.isEmpty ? nil : .words(watch)), ("lead", leads.isEmpty ? nil : .object(leads)),
      ("oversight", Self.list(oversight.map(\.json))), ("reviews", Self.list(reviews.map(\.json))),
      ("cohorts", Self.list(cohorts.filter { !CohortRule.baseline.contains($0) }.map(\.json))),
      ("weights", weights.json), ("forms", Self.list(forms.map(\.json))),
      ("unlawful", Self.list(unlawful.filter { !UnlawfulPlacement.baseline.contains($0) }.map(\.json))),
      ("relaxations", Self.list(relaxations.filter { !Relaxation.baseline.contains($0) }.map(\.json))),
      ("patterns", patterns.json), ("alerts", Self.list(alerts.map(\.json))),
      ("report", reportForm.map { .object([("form", .string($0.text))]) }),
      ("dualRole", dualRole ? .boolean(true) : nil), ("figures", figures.json),
    ])
  }

  private static func list(_ elements: [JSON]) -> JSON? { elements.isEmpty ? nil : .array(elements) }
}

extension Profile: Codable {
  /// Reads the profile's object from a JSON tree; throws `DecodingError.dataCorrupted` where it is faulty.
  public init(from decoder: any Decoder) throws {
    let json = try JSON(from: decoder)
    do {
      try self.init(json: json)
    } catch {
      throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: error.description))
    }
  }

  /// Writes the profile's object into a JSON tree; other encoders are refused by `JSON` itself.
  public func encode(to encoder: any Encoder) throws {
    try json.encode(to: encoder)
  }
}
