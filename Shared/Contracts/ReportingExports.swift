/// A period as files: for the DfE's return, for an inspection, or for a spreadsheet.
public struct ExportQuestion: Message {
  public let authority: Authority
  public let format: KebabWord
  public let from: CivilDate
  public let to: CivilDate
  public let knownOn: Timestamp?
  public let after: String?

  public static let name = "export"
  public static let words = "A period as files, each export journaled as a disclosure before it is answered."
  public static let fields: [Field] = [
    .required("authority", .authority, "the local authority"),
    .required("format", .oneOf(["ssda903", "annex-a-list-8", "facts-csv"]), "which files"),
    .required("from", .date, "the first day; an Annex A list is that of the last day"),
    .required("to", .date, "the last day; the SSDA903 return is of the collection year in which it lies"),
    .optional("knownOn", .time, "as was known then; default now"),
    .optional("after", .text(1...2_000), "the next that the page before gave: the next page of the same export"),
  ]
}

/// Child-level rows left the service as files: what, how much and whose key asked; never the rows.
public struct ExportDisclosed: Message {
  public let export: String
  public let format: KebabWord
  public let from: CivilDate
  public let to: CivilDate
  public let knownOn: Timestamp
  public let files: [ExportContent]
  public let hash: String
  public let key: String?

  public static let name = "export-disclosed"
  public static let words = "Child-level rows left the service as files: what, how much and whose key asked for it."
  public static let fields: [Field] = [
    .required("export", .text(32...32), "the export: the first half of its hash"),
    .required("format", .word, "which files"),
    .required("from", .date, "the first day"),
    .required("to", .date, "the last day"),
    .required("knownOn", .time, "as was known then"),
    .required("files", .list(.object(ExportContent.fields), 1...10), "the files, each with the number of its rows"),
    .required("hash", .text(64...64), "SHA-256 of the files, in hex"),
    .optional("key", .text(1...128), "the name of the key that asked, where keys are used"),
  ]

  /// The event by its members.
  public init(
    format: KebabWord, from: CivilDate, to: CivilDate, knownOn: Timestamp, files: [ExportContent], hash: String,
    key: String?
  ) {
    export = String(hash.prefix(32))
    self.format = format
    self.from = from
    self.to = to
    self.knownOn = knownOn
    self.files = files
    self.hash = hash
    self.key = key
  }
}

/// One file of an export, and how much it holds.
public struct ExportContent: Codable, Hashable, Sendable {
  /// The file's name.
  public let name: String
  /// Its rows, the header apart.
  public let rows: Int

  /// The members of a file's content.
  public static let fields: [Field] = [
    .required("name", .text(1...64), "the file's name"),
    .required("rows", .integer(0...10_000_000), "its rows, the header apart"),
  ]

  /// A file by its name and the number of its rows.
  public init(name: String, rows: Int) {
    self.name = name
    self.rows = rows
  }
}
