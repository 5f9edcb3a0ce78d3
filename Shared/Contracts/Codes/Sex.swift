/// The sex recorded for a child (SSDA903 item SEX, rule 101).
///
/// The letters are the codes since 2024/25. Facts carry the letters whatever their date; the return before 2024/25
/// wrote the numbers 1 and 2, which `returnCode(on:)` gives.
public enum Sex: String, CodeSet {
  case male = "M"
  case female = "F"
  case unknown = "U"

  /// The set's name on the wire.
  public static let setName = "sex"

  /// The official description.
  public var words: String {
    switch self {
    case .male: "Male"
    case .female: "Female"
    case .unknown: "Unknown"
    }
  }
}

extension Sex {
  /// The code that the return wants for a day: the letter from 1 April 2024, before that 1 for male, 2 for female and
  /// nil for unknown, which could not be said.
  public func returnCode(on day: CivilDate) -> String? {
    guard day.year < 2024 || (day.year == 2024 && day.month < 4) else { return code }
    switch self {
    case .male: return "1"
    case .female: return "2"
    case .unknown: return nil
    }
  }
}
