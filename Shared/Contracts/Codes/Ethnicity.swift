/// The ethnic origin recorded for a child (SSDA903 item ETHNIC, rule 103).
public enum Ethnicity: String, CodeSet {
  case whiteBritish = "WBRI"
  case whiteIrish = "WIRI"
  case whiteOther = "WOTH"
  case travellerOfIrishHeritage = "WIRT"
  case gypsyRoma = "WROM"
  case mixedWhiteAndBlackCaribbean = "MWBC"
  case mixedWhiteAndBlackAfrican = "MWBA"
  case mixedWhiteAndAsian = "MWAS"
  case mixedOther = "MOTH"
  case indian = "AIND"
  case pakistani = "APKN"
  case bangladeshi = "ABAN"
  case asianOther = "AOTH"
  case caribbean = "BCRB"
  case african = "BAFR"
  case blackOther = "BOTH"
  case chinese = "CHNE"
  case other = "OOTH"
  case refused = "REFU"
  case notYetObtained = "NOBT"

  /// The set's name on the wire.
  public static let setName = "ethnicity"

  /// The official description.
  public var words: String {
    switch self {
    case .whiteBritish: "White British"
    case .whiteIrish: "White Irish"
    case .whiteOther: "Any other White background"
    case .travellerOfIrishHeritage: "Traveller of Irish heritage"
    case .gypsyRoma: "Gypsy or Roma"
    case .mixedWhiteAndBlackCaribbean: "White and Black Caribbean"
    case .mixedWhiteAndBlackAfrican: "White and Black African"
    case .mixedWhiteAndAsian: "White and Asian"
    case .mixedOther: "Any other Mixed background"
    case .indian: "Indian"
    case .pakistani: "Pakistani"
    case .bangladeshi: "Bangladeshi"
    case .asianOther: "Any other Asian background"
    case .caribbean: "Caribbean"
    case .african: "African"
    case .blackOther: "Any other Black background"
    case .chinese: "Chinese"
    case .other: "Any other ethnic group"
    case .refused: "Refused"
    case .notYetObtained: "Information not yet obtained"
    }
  }
}
