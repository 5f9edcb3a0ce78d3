/// Why a child is looked after (SSDA903 item CIN, rule 145); fixed for the whole period of care (rule 504).
public enum CategoryOfNeed: String, CodeSet {
  case abuseOrNeglect = "N1"
  case disability = "N2"
  case parentalIllnessOrDisability = "N3"
  case familyInAcuteStress = "N4"
  case familyDysfunction = "N5"
  case sociallyUnacceptableBehaviour = "N6"
  case lowIncome = "N7"
  case absentParenting = "N8"

  /// The set's name on the wire.
  public static let setName = "category-of-need"

  /// The official description.
  public var words: String {
    switch self {
    case .abuseOrNeglect: "Abuse or neglect"
    case .disability: "Child's disability"
    case .parentalIllnessOrDisability: "Parental illness or disability"
    case .familyInAcuteStress: "Family in acute stress"
    case .familyDysfunction: "Family dysfunction"
    case .sociallyUnacceptableBehaviour: "Socially unacceptable behaviour"
    case .lowIncome: "Low income"
    case .absentParenting: "Absent parenting"
    }
  }
}
