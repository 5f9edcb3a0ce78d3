import Contracts
import Foundation

/// The upload files of the children looked after return (SSDA903) in a folder and the folders below it, row by row.
struct ReturnFiles {
  struct Header {
    let row: Place
    let child: ChildID
    let sex: Sex
    let dateOfBirth: CivilDate
    let ethnicity: Ethnicity
    let upn: String?
    /// The birth of her own child, of a mother.
    let ownChildBornOn: CivilDate?
  }

  struct Spell {
    let row: Place
    let child: ChildID
    let from: CivilDate
    let because: ReasonForNewEpisode
    let status: LegalStatus
    let need: CategoryOfNeed
    let placement: JSON
    var to: CivilDate?
    /// Why it ceased; nil where another followed (X1) or it goes on.
    var reason: ReasonEpisodeCeased?
    var reasonForPlacementChange: ReasonForPlacementChange?
  }

  struct Review {
    let row: Place
    let child: ChildID
    let on: CivilDate
    let code: ParticipationCode?
  }

  struct Unaccompanied {
    let row: Place
    let child: ChildID
    let until: CivilDate?
  }

  /// Where a row stands, and of which year's files.
  struct Place {
    let file: String
    let line: Int
    /// The last day of the collection year.
    let year: CivilDate
  }

  private(set) var headers: [Header] = []
  private(set) var spells: [Spell] = []
  private(set) var reviews: [Review] = []
  private(set) var unaccompanied: [Unaccompanied] = []
  private(set) var discrepancies: [Discrepancy] = []
  /// The files that were read, and the last days of their years.
  private(set) var files: [String] = []
  private(set) var years: Set<CivilDate> = []

  private static let columns: [String: [String]] = [
    "header": ["CHILD", "SEX", "DOB", "ETHNIC", "UPN", "MOTHER", "MC_DOB"],
    "episodes": [
      "CHILD", "DECOM", "RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "DEC", "REC", "REASON_PLACE_CHANGE",
      "HOME_POST", "PL_POST", "URN",
    ],
    "reviews": ["CHILD", "DOB", "REVIEW", "REVIEW_CODE"], "uasc": ["CHILD", "SEX", "DOB", "DUC"],
  ]

  /// Reads the files in `folder`; those of one year stand in one folder.
  ///
  /// - Throws: that there is none, or one cannot be read.
  init(folder: String) throws(Trouble) {
    guard let found = FileManager.default.subpaths(atPath: folder) else { throw .wrong("there is no folder \(folder)") }
    let names = found.filter { $0.lowercased().hasSuffix(".csv") }.sorted()
    var sheets: [String: [(kind: String, sheet: Sheet)]] = [:]
    for name in names {
      let sheet = try Sheet(path: "\(folder)/\(name)", name: name)
      guard let kind = ReturnFiles.columns.first(where: { Set($0.value) == Set(sheet.columns) })?.key else {
        discrepancies.append(
          Discrepancy(file: name, line: 1, child: "", words: ReturnFiles.unknown(sheet, name) + "; it is not read"))
        continue
      }
      sheets[(name as NSString).deletingLastPathComponent, default: []].append((kind, sheet))
      files.append(name)
    }
    guard !files.isEmpty else {
      throw .wrong("no file in \(folder) has the columns of header, episodes, reviews or uasc of the SSDA903 return")
    }
    for (_, sheets) in sheets.sorted(by: { $0.key < $1.key }) { read(sheets) }
  }

  /// What is unknown about a file's columns.
  private static func unknown(_ sheet: Sheet, _ name: String) -> String {
    let base = ((name as NSString).lastPathComponent as NSString).deletingPathExtension.lowercased()
    guard let wanted = columns.first(where: { base.contains($0.key) })?.value else {
      return "its columns are those of no file that is known"
    }
    let missing = wanted.filter { !sheet.columns.contains($0) }
    let others = sheet.columns.filter { !wanted.contains($0) }
    return [
      missing.isEmpty ? nil : "no column \(missing.joined(separator: ", "))",
      others.isEmpty ? nil : "unknown column \(others.joined(separator: ", "))",
    ].compactMap { $0 }.joined(separator: "; ")
  }

  /// Reads one year's files. The year is the one in which the newest day of its episodes and reviews lies; where no day
  /// can be read, each row says so.
  private mutating func read(_ sheets: [(kind: String, sheet: Sheet)]) {
    let days = sheets.flatMap { kind, sheet in
      (kind == "episodes" ? ["DECOM", "DEC"] : kind == "reviews" ? ["REVIEW"] : []).flatMap { column in
        sheet.rows.compactMap { ReturnFiles.day(sheet.cell($0, column)) }
      }
    }
    let newest = days.max() ?? CivilDate(daysSince1970: 0)
    let end = newest.month < 4 ? newest.year : newest.year + 1
    guard let year = CivilDate(year: end, month: 3, day: 31) else { return }
    if !days.isEmpty { years.insert(year) }
    for (kind, sheet) in sheets {
      for row in sheet.rows {
        var reading = RowReading(sheet: sheet, row: row, place: Place(file: sheet.name, line: row.line, year: year))
        switch kind {
        case "header": if let read = reading.header() { headers.append(read) }
        case "episodes": if let read = reading.spell() { spells.append(read) }
        case "reviews": if let read = reading.review() { reviews.append(read) }
        case _: if let read = reading.unaccompanied() { unaccompanied.append(read) }
        }
        discrepancies += reading.discrepancies
      }
    }
  }

  /// A day written dd/mm/yyyy; nil for anything else.
  static func day(_ text: String) -> CivilDate? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[2].count == 4, parts.allSatisfy({ $0.allSatisfy(\.isNumber) }),
      let day = Int(parts[0]), let month = Int(parts[1]), let year = Int(parts[2])
    else { return nil }
    return CivilDate(year: year, month: month, day: day)
  }
}
