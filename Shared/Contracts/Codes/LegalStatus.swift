/// The legal status under which a child is looked after (SSDA903 item LS, rule 144).
public enum LegalStatus: String, CodeSet {
  case interimCareOrder = "C1"
  case fullCareOrder = "C2"
  case freeingOrder = "D1"
  case placementOrder = "E1"
  case section20 = "V2"
  case shortBreaksEpisodes = "V3"
  case shortBreaksAgreement = "V4"
  case policeProtection = "L1"
  case emergencyProtectionOrder = "L2"
  case childAssessmentOrder = "L3"
  case remanded = "J1"
  case policeAndCriminalEvidence = "J2"
  case youthRehabilitationOrder = "J3"

  /// The set's name on the wire.
  public static let setName = "legal-status"

  /// The official description.
  public var words: String {
    switch self {
    case .interimCareOrder: "Interim care order"
    case .fullCareOrder: "Full care order"
    case .freeingOrder: "Freeing order granted"
    case .placementOrder: "Placement order granted"
    case .section20: "Single period of accommodation under section 20"
    case .shortBreaksEpisodes: "Accommodated under an agreed series of short-term breaks, individual episodes recorded"
    case .shortBreaksAgreement: "Accommodated under an agreed series of short-term breaks, agreements recorded"
    case .policeProtection: "Under police protection and in local authority accommodation"
    case .emergencyProtectionOrder: "Emergency protection order"
    case .childAssessmentOrder: "Under child assessment order and in local authority accommodation"
    case .remanded: "Remanded to local authority accommodation or to youth detention accommodation"
    case .policeAndCriminalEvidence:
      "Placed in local authority accommodation under the Police and Criminal Evidence Act 1984"
    case .youthRehabilitationOrder:
      "Sentenced to youth rehabilitation order with residence or intensive fostering requirement"
    }
  }
}

extension LegalStatus {
  /// Placement orders exist since December 2005 (SSDA903 rule 446).
  public var validFrom: CivilDate? {
    switch self {
    case .placementOrder: CivilDate(year: 2005, month: 12, day: 1)
    case .interimCareOrder, .fullCareOrder, .freeingOrder, .section20, .shortBreaksEpisodes, .shortBreaksAgreement,
      .policeProtection, .emergencyProtectionOrder, .childAssessmentOrder, .remanded, .policeAndCriminalEvidence,
      .youthRehabilitationOrder:
      nil
    }
  }

  /// True for the short-break statuses, whose reviews follow CPR 2010 reg 48 and are not returned (rule 399).
  public var isShortBreaks: Bool {
    self == .shortBreaksEpisodes || self == .shortBreaksAgreement
  }

  /// True where the status itself gives the agency authority to place the child for adoption (AAR 2005 reg 36(1)).
  public var isAuthorityToPlace: Bool {
    self == .placementOrder || self == .freeingOrder
  }
}
