/// Why an episode ended (SSDA903 item REC, rule 149). Every code except X1 ends the period of care.
public enum ReasonEpisodeCeased: String, CodeSet {
  case newEpisode = "X1"
  case adoptedUnopposed = "E11"
  case adoptedConsentDispensed = "E12"
  case died = "E2"
  case takenOverByAuthority = "E3"
  case homePlanned = "E4A"
  case homeUnplanned = "E4B"
  case livesWithoutParentalResponsibility = "E13"
  case childArrangementsOrder = "E41"
  case guardianRelativeFosterCarer = "E45"
  case guardianOtherFosterCarer = "E46"
  case guardianRelative = "E47"
  case guardianOther = "E48"
  case independentSupported = "E5"
  case independentUnsupported = "E6"
  case adultSocialCare = "E7"
  case other = "E8"
  case custody = "E9"
  case remandEnded = "E14"
  case ageAssessment = "E15"
  case movedAbroad = "E16"
  case stayedWithCarers = "E17"

  /// The set's name on the wire.
  public static let setName = "reason-episode-ceased"

  /// The official description.
  public var words: String {
    switch self {
    case .newEpisode: "Episode ceases, and new episode begins on same day, for any reason"
    case .adoptedUnopposed: "Adopted, application for an adoption order unopposed"
    case .adoptedConsentDispensed: "Adopted, consent dispensed with by the court"
    case .died: "Died"
    case .takenOverByAuthority: "Care taken over by another local authority in the United Kingdom"
    case .homePlanned:
      "Returned home to live with parent, relative or other person with parental responsibility, as part of "
        + "the care planning process"
    case .homeUnplanned:
      "Returned home to live with parent, relative or other person with parental responsibility, not as part "
        + "of the care planning process"
    case .livesWithoutParentalResponsibility:
      "Left care to live with parent, relative or other person with no parental responsibility"
    case .childArrangementsOrder: "Residence order or child arrangements order granted"
    case .guardianRelativeFosterCarer:
      "Special guardianship order made to former foster carer who was a relative or friend"
    case .guardianOtherFosterCarer:
      "Special guardianship order made to former foster carer, other than a relative or friend"
    case .guardianRelative:
      "Special guardianship order made to carer, other than former foster carer, who was a relative or "
        + "friend"
    case .guardianOther:
      "Special guardianship order made to carer, other than former foster carer, not a relative or friend"
    case .independentSupported: "Moved into independent living arrangement with supportive accommodation"
    case .independentUnsupported: "Moved into independent living arrangement with no formal support"
    case .adultSocialCare: "Transferred to residential care funded by adult social care services"
    case .other: "Period of being looked after ceased for any other reason"
    case .custody: "Sentenced to custody"
    case .remandEnded: "Accommodation on remand ended"
    case .ageAssessment: "Age assessment determined child aged 18 or over"
    case .movedAbroad: "Child moved abroad"
    case .stayedWithCarers: "Aged 18 or over and remained with current carers, including under staying put arrangements"
    }
  }
}
