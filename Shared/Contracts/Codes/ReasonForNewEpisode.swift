/// Why an episode began (SSDA903 item RNE, rule 143).
public enum ReasonForNewEpisode: String, CodeSet {
  case startedToBeLookedAfter = "S"
  case legalStatus = "L"
  case placementAndCarer = "P"
  case placementSameCarer = "T"
  case legalStatusPlacementAndCarer = "B"
  case legalStatusAndPlacementSameCarer = "U"

  /// The set's name on the wire.
  public static let setName = "reason-for-new-episode"

  /// The official description.
  public var words: String {
    switch self {
    case .startedToBeLookedAfter: "Started to be looked after"
    case .legalStatus: "Change of legal status only"
    case .placementAndCarer: "Change of placement and carer(s) only"
    case .placementSameCarer: "Change of placement (same carer(s)) only"
    case .legalStatusPlacementAndCarer: "Change of legal status and placement and carer(s) at the same time"
    case .legalStatusAndPlacementSameCarer: "Change of legal status and placement (same carer(s)) at the same time"
    }
  }
}
