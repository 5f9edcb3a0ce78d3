public import Contracts

/// One file of an export.
struct ExportFile {
  let name: String
  let columns: [String]
  let rows: [[String]]

  /// A file by its name, its columns and its rows, each with a cell for every column.
  init(_ name: String, _ columns: [String], _ rows: [[String]]) {
    precondition(rows.allSatisfy { $0.count == columns.count }, "a row of \(name) has too many cells or too few")
    self.name = name
    self.columns = columns
    self.rows = rows
  }

  /// The lines of the file (RFC 4180), that of the columns first.
  var lines: [String] { ([columns] + rows).map { $0.map(CSV.quoted).joined(separator: ",") + "\r\n" } }
}

/// What is missing in an export or was left out of it, and why.
struct ExportNotes {
  private var all: [(file: String, reason: String, records: [String])] = []

  /// Notes that `record` is not as it should be.
  mutating func add(_ file: String, _ reason: String, _ record: String) {
    if let index = all.firstIndex(where: { $0.file == file && $0.reason == reason }) {
      all[index].records.append(record)
    } else {
      all.append((file, reason, [record]))
    }
  }

  /// The notes with the first hundred records of each.
  var json: JSON {
    .array(
      all.map { note in
        .object([
          ("file", .string(note.file)), ("reason", .string(note.reason)), ("count", .integer(note.records.count)),
          ("records", .strings(note.records.prefix(100))),
        ])
      })
  }
}

/// An export as it is asked for.
public enum ExportFormat: String, CaseIterable, Sendable {
  /// Header, episodes, reviews and uasc of the children looked after return.
  case ssda903 = "ssda903"
  /// Children in care on the last day, and those who left in the six months before (Ofsted's Annex A).
  case annexAList8 = "annex-a-list-8"
  /// One row a fact, for a spreadsheet or Power BI.
  case factsCSV = "facts-csv"

  /// What of the facts it needs.
  public var sources: Sources {
    switch self {
    case .ssda903: [.care, .statuses, .placements, .reviews]
    case .annexAList8: [.care, .statuses, .placements, .allocations]
    case .factsCSV:
      [
        .care, .statuses, .placements, .allocations, .notices, .reviews, .limits, .conferences, .disputes, .officers,
        .surveys,
      ]
    }
  }

  /// The first day of which its facts are needed: an inspection's list looks back a year from the last day.
  public func first(_ from: CivilDate, _ to: CivilDate) -> CivilDate {
    switch self {
    case .ssda903, .factsCSV: from
    case .annexAList8: to.adding(months: -12)
    }
  }

  fileprivate func files(_ facts: ExportFacts) -> (files: [ExportFile], notes: ExportNotes) {
    switch self {
    case .ssda903:
      var made = Return(facts)
      let files = made.files()
      return (files, made.notes)
    case .annexAList8: return ([AnnexA(facts).list8], ExportNotes())
    case .factsCSV: return ([TidyFacts(facts.facts).file], ExportNotes())
    }
  }
}

/// An export as it was read: which files, of what, from which line on.
public struct ExportAsked: Sendable {
  /// Which files.
  public let format: ExportFormat
  /// Of which days.
  public let period: Asked.Period
  /// Where a page before ended; nil for the first page.
  public let cursor: Cursor?

  /// Reads the question.
  ///
  /// - Throws: -32602 naming every wrong param.
  public init(_ ask: Ask) throws(Refusal) {
    let question = try ExportQuestion.read(ask.params)
    guard let format = ExportFormat(rawValue: question.format.text) else {
      throw Refusal(.wrongParams, "unknown-word", at: "/format")
    }
    self.format = format
    period = try Asked.Period(question.authority, question.from, question.to, question.knownOn).checked([])
    guard let after = question.after else {
      cursor = nil
      return
    }
    guard let cursor = Cursor(after) else { throw Refusal(.wrongParams, "not-a-cursor", at: "/after") }
    let scope = cursor.scope
    guard cursor.format == format, scope.authority == period.authority, scope.from == period.from,
      scope.to == period.to, question.knownOn.map({ $0 == scope.knownOn }) ?? true
    else { throw Refusal(.wrongParams, "of-another-export", at: "/after") }
    self.cursor = cursor
  }

  /// Where a page ended. It holds the hash of the whole export, which nobody has who was not given its first page: so
  /// no page is told without a disclosure in the journal.
  public struct Cursor: Sendable {
    let format: ExportFormat
    /// Of what the export is made.
    public let scope: Scope
    let hash: String
    /// Lines told so far, of all files together.
    let line: Int

    init(format: ExportFormat, scope: Scope, hash: String, line: Int) {
      self.format = format
      self.scope = scope
      self.hash = hash
      self.line = line
    }

    /// The cursor as it travels: URL-safe text.
    var text: String {
      let members: [(String, JSON?)] = [
        ("export", .string(format.rawValue)), ("hash", .string(hash)), ("line", .integer(line)),
      ]
      return Base64URL.text(of: JSON.object(members + scope.certifying).line)
    }

    /// Reads a cursor; nil where the text is none.
    init?(_ text: String) {
      guard let bytes = Base64URL.bytes(of: text[...]), let json = try? JSON.read(bytes),
        let format = json["export"]?.string.flatMap({ ExportFormat(rawValue: $0) }),
        let hash = json["hash"]?.string, hash.utf8.count == 64, let line = json["line"]?.integer, line > 0,
        let scope = Scope(certified: json)
      else { return nil }
      self.init(format: format, scope: scope, hash: hash, line: line)
    }
  }

  /// The answer: one page of the files.
  ///
  /// - Parameters:
  ///   - digest: the SHA-256 of some bytes, in hex.
  ///   - limit: a page holds at most so many bytes of files; at least one line.
  /// - Throws: -32602 where the cursor is not of what is asked.
  public func answer(
    _ facts: ExportFacts, of scope: Scope, digest: ([UInt8]) -> String, limit: Int = 800_000
  ) throws(Refusal) -> JSON {
    let (files, notes) = format.files(facts)
    let lines = files.map(\.lines)
    let hash = digest(zip(files, lines).flatMap { Array(($0.name + "\n" + $1.joined()).utf8) })
    guard cursor.map({ $0.hash == hash }) ?? true else {
      throw Refusal(.wrongParams, "cursor-does-not-hold", at: "/after")
    }
    let page = ExportPage(files: files, lines: lines, after: cursor?.line ?? 0, limit: limit)
    let next = page.next.map { Cursor(format: format, scope: scope, hash: hash, line: $0) }
    return .object([
      ("format", .string(format.rawValue)), ("authority", .string(scope.authority.text)),
      ("from", .string(scope.from.description)), ("to", .string(scope.to.description)),
      ("knownOn", .string(scope.knownOn.description)),
      (
        "contents",
        .array(files.map { .object([("name", .string($0.name)), ("rows", .integer($0.rows.count))]) })
      ), ("hash", .string(hash)), ("notes", cursor == nil ? notes.json : nil), ("files", page.json),
      ("next", next.map { .string($0.text) }),
    ])
  }
}

/// Some lines of an export's files, in order.
private struct ExportPage {
  private(set) var parts: [(name: String, csv: String)] = []
  /// Lines told up to the end of the page; nil where it is the last.
  private(set) var next: Int?

  /// The lines after the first `after` ones of all files, as many as go into `limit` bytes.
  init(files: [ExportFile], lines: [[String]], after: Int, limit: Int) {
    var number = 0
    var bytes = 0
    for (file, lines) in zip(files, lines) {
      for line in lines {
        number += 1
        guard number > after else { continue }
        bytes += line.utf8.reduce(0) { $0 + ($1 < 32 || $1 == 34 || $1 == 92 ? 2 : 1) }
        guard bytes <= limit || parts.isEmpty else {
          next = number - 1
          return
        }
        if parts.last?.name == file.name { parts[parts.count - 1].csv += line } else { parts.append((file.name, line)) }
      }
    }
  }

  var json: JSON { .array(parts.map { .object([("name", .string($0.name)), ("csv", .string($0.csv))]) }) }
}

extension Reporting {
  /// What is journaled of an export before its first page goes out: what left, how much and whose key asked; never the
  /// rows. Nothing for other questions.
  public static func disclosures(_ ask: Ask, _ answer: JSON, key: String) -> [Draft] {
    guard ask.method == ExportQuestion.name, ask.params["after"] == nil,
      let format = answer["format"]?.string.flatMap({ KebabWord($0) }),
      let from = answer["from"]?.string.flatMap({ CivilDate($0) }),
      let to = answer["to"]?.string.flatMap({ CivilDate($0) }),
      let knownOn = answer["knownOn"]?.string.flatMap({ Timestamp($0) }), let hash = answer["hash"]?.string
    else { return [] }
    let files = (answer["contents"]?.array ?? []).compactMap { file in
      file["name"]?.string.map { ExportContent(name: $0, rows: file["rows"]?.integer ?? 0) }
    }
    let disclosed = ExportDisclosed(
      format: format, from: from, to: to, knownOn: knownOn, files: files, hash: hash, key: key.isEmpty ? nil : key)
    return [Draft(disclosed, about: disclosed.export)]
  }
}

extension ExportAsked {
  /// The members of the answer.
  static let result: [Field] = [
    .required("format", .word, "which files"), .required("authority", .authority, "the local authority"),
    .required("from", .date, "the first day"), .required("to", .date, "the last day"),
    .required("knownOn", .time, "as was known then"),
    .required("contents", .list(.object(ExportContent.fields), 1...10), "all files of the export, in order"),
    .required("hash", .text(64...64), "SHA-256 of name, line feed and content of each file, in hex"),
    .optional(
      "notes",
      .list(
        .object([
          .required("file", .text(1...64), "the file"),
          .required("reason", .word, "what is missing, or why it was left out"),
          .required("count", .integer(1...10_000_000), "how many records"),
          .required("records", .list(.text(1...200), 1...100), "the first hundred of them"),
        ]), 0...100), "what is missing in the files or was left out, on the first page"),
    .required(
      "files",
      .list(
        .object([
          .required("name", .text(1...64), "the file"),
          .required("csv", .text(1...1_048_576), "lines of the file; those of further pages follow"),
        ]), 0...10), "this page's part of the files"),
    .optional("next", .text(1...2_000), "the after of the next page; left out on the last"),
  ]
}
