/// Who provides a placement (SSDA903 item PLACE_PROVIDER, rule 178).
public enum PlacementProvider: String, CodeSet {
  case parent = "PR0"
  case own = "PR1"
  case otherLocalAuthority = "PR2"
  case otherPublic = "PR3"
  case privateProvision = "PR4"
  case voluntary = "PR5"

  /// The set's name on the wire.
  public static let setName = "placement-provider"

  /// The official description.
  public var words: String {
    switch self {
    case .parent: "Parent(s) or other person(s) with parental responsibility"
    case .own: "Own provision by the local authority"
    case .otherLocalAuthority: "Other local authority provision"
    case .otherPublic: "Other public provision"
    case .privateProvision: "Private provision"
    case .voluntary: "Voluntary or third sector provision"
    }
  }
}
