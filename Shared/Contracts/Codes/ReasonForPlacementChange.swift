/// Why a placement ended (SSDA903 item REASON_PLACE_CHANGE, rule 1009); it belongs to the episode that ended.
public enum ReasonForPlacementChange: String, CodeSet {
  case carePlan = "CARPL"
  case closure = "CLOSE"
  case allegation = "ALLEG"
  case standards = "STAND"
  case approvalRemoved = "APPRR"
  case carerRequestBehaviour = "CREQB"
  case carerRequestOther = "CREQO"
  case childRequest = "CHILD"
  case authorityRequest = "LAREQ"
  case statusOnly = "PLACE"
  case custody = "CUSTOD"
  case other = "OTHER"

  /// The set's name on the wire.
  public static let setName = "reason-for-placement-change"

  /// The official description.
  public var words: String {
    switch self {
    case .carePlan: "Change to, or implementation of, the care plan"
    case .closure: "Resignation of carer or closure of provision"
    case .allegation: "Allegation (section 47)"
    case .standards: "Standards of care concern"
    case .approvalRemoved: "Approval removed"
    case .carerRequestBehaviour: "Carer requests the placement's end, due to the child's behaviour"
    case .carerRequestOther: "Carer requests the placement's end, other reason"
    case .childRequest: "Child requests the placement's end"
    case .authorityRequest: "Responsible or area authority requests the placement's end"
    case .statusOnly: "Change in the status of the placement only"
    case .custody: "Custody arrangement"
    case .other: "Other"
    }
  }
}
