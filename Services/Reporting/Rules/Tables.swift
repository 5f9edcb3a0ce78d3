public import Contracts

/// A range of ages in completed years, both ends inclusive, such as `14-17`.
public struct AgeRange: Hashable, Sendable {
  /// The youngest.
  public let from: Int
  /// The oldest.
  public let to: Int

  /// Reads `14-17`, or one age such as `16`; nil for anything else.
  public init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.allSatisfy({ (1...3).contains($0.utf8.count) }),
      parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }), let from = parts.first.flatMap({ Int($0) }),
      let to = parts.last.flatMap({ Int($0) }), from <= to
    else { return nil }
    self.from = from
    self.to = to
  }

  /// The range as it travels.
  public var text: String { from == to ? "\(from)" : "\(from)-\(to)" }

  /// Whether an age lies in the range.
  public func holds(_ age: Int) -> Bool { from <= age && age <= to }
}

/// One cell of a table.
public enum Cell: Hashable, Sendable {
  /// A word, code, id, date or free text.
  case text(String)
  /// A count.
  case count(Int)
  /// A number with decimals, as it is written.
  case number(String)
  /// Nothing to say: a rate without a denominator, a reason that nobody gave.
  case empty

  /// The cell as JSON; an empty one is null, as it must hold its place in the row.
  public var json: JSON {
    switch self {
    case .text(let text): .string(text)
    case .count(let count): .integer(count)
    case .number(let text): .number(text)
    case .empty: .null
    }
  }
}

/// A table as it was counted.
public struct TableContent: Sendable {
  /// The columns, the label's first.
  public let columns: [String]
  /// The rows; no total.
  public var rows: [[Cell]]
  /// The ids of the records counted, each once.
  public let records: [String]
  /// How many columns name the row, from the first.
  public var labels = 1

  /// Whether each row is one child or one dispute: a list of work, which is no part of what is published without small
  /// numbers.
  var isList: Bool { !Set(columns.prefix(labels)).isDisjoint(with: ["child", "dispute"]) }
}

/// A table, declared once: what it is called, what it means, what it counts.
public struct Table: Sendable {
  /// The kebab name; a change of meaning takes a new one.
  public let name: String
  /// What it counts, in words.
  public let words: String
  /// Grows when the counting changes and the meaning does not.
  public let version: Int
  /// The first day on which this version is the one to count by.
  public let validFrom: CivilDate
  /// What of the facts it needs.
  public let sources: Sources
  /// Whether it can be asked for some ages only.
  public let takesAges: Bool
  /// The kinds of records without which it is not nought but unknown.
  public let needs: Evidence
  /// Counts.
  public let count: @Sendable (Facts, AgeRange?) -> TableContent

  /// A table by its parts.
  init(
    _ name: String, _ sources: Sources, takesAges: Bool = false, needs: Evidence = [], edition: Edition = .first,
    _ words: String,
    _ count: @escaping @Sendable (Facts, AgeRange?) -> TableContent
  ) {
    self.name = name
    self.words = words
    version = edition.version
    validFrom = edition.validFrom
    self.needs = needs.union(Evidence(needed: sources))
    self.sources = sources.union(Sources(telling: self.needs))
    self.takesAges = takesAges
    self.count = count
  }

  /// The table called `name`; nil where there is none.
  public static func named(_ name: String) -> Table? { byName[name] ?? divided(name, of: all + further) }

  private static let byName = Dictionary((all + further).map { ($0.name, $0) }) { first, _ in first }

  /// The table called `name` as that version defines it; nil where there is none.
  public static func named(_ name: String, version: Int) -> Table? {
    if let table = named(name), table.version == version { return table }
    return former.first { $0.name == name && $0.version == version }
      ?? divided(name, of: former.filter { $0.version == version })
  }

  /// Every table, in the order in which they are answered.
  public static let all: [Table] =
    reviewTables + entryTables + careTables + disputeTables + officerTables
    + disparityTables
}

// MARK: - Disputes, surveys and officers

extension Table {
  private static let disputeTables: [Table] = [
    Table("disputes-by-kind", [.disputes], "disputes raised within the period, by kind") { facts, _ in
      words("kind", "disputes", facts.disputes.map { ($0.kind.text, $0.dispute.text) })
    },
    Table(
      "disputes-by-stage", [.disputes], "disputes raised within the period, by the stage last reached by its end"
    ) { facts, _ in
      let last = Dictionary(facts.steps.map { ($0.dispute, $0.stage) }) { $1 }
      return words("stage", "disputes", facts.disputes.map { ((last[$0.dispute] ?? $0.stage).text, $0.dispute.text) })
    },
    Table("disputes-by-theme", [.disputes], "disputes raised within the period, by theme") { facts, _ in
      words("theme", "disputes", facts.disputes.map { ($0.theme.text, $0.dispute.text) })
    },
    Table("survey-answers", [.surveys], "answers to surveys within the period") { facts, _ in
      let counted = Dictionary(
        facts.answers.map { ([$0.survey.text, $0.question.text, $0.answer.text], 1) }, uniquingKeysWith: +)
      let keys = counted.keys.sorted { $0.lexicographicallyPrecedes($1) }
      return TableContent(
        columns: ["survey", "question", "answer", "answers"],
        rows: keys.map { key in key.map { .text($0) } + [.count(counted[key] ?? 0)] }, records: facts.answers.map(\.id))
    },
  ]

  private static let officerTables: [Table] = [
    Table(
      "caseload-by-officer", [.care, .allocations, .officers],
      "officers in post on the last day, and the children in care on it who are allocated to them"
    ) { facts, _ in
      let caseloads = facts.caseloads
      return TableContent(
        columns: ["officer", "fte", "children", "childrenPerFte"],
        rows: caseloads.map { caseload in
          let posts = caseload.officer.fteTenThousandths
          let rate = Hundredths.perPost(caseload.children.count, fteTenThousandths: posts)
          return [
            .text(caseload.officer.officer.text), .number(fteText(posts)), .count(caseload.children.count),
            rate.map { .number($0.text) } ?? .empty,
          ]
        },
        records: caseloads.flatMap { $0.children.map(\.id) }.sorted())
    },
    Table(
      "late-reviews", [.reviews],
      "reviews complete within the period whose first meeting was after the statutory limit as last told"
    ) { facts, _ in
      let late = facts.reviews.filter { $0.isInTimescale == false }
        .sorted { ($0.child.text, $0.heldOn, $0.review.text) < ($1.child.text, $1.heldOn, $1.review.text) }
      return TableContent(
        columns: ["child", "review", "dueOn", "heldOn", "lateReason"],
        rows: late.map { review in
          [
            .text(review.child.text), .text(review.review.text),
            review.dueOn.map { .text($0.description) } ?? .empty, .text(review.heldOn.description),
            review.lateReason.map { .text($0) } ?? .empty,
          ]
        },
        records: late.map(\.review.text).sorted())
    },
  ]

  /// A table of the words that occur, in order of the word.
  private static func words(
    _ label: String, _ counted: String, _ records: [(word: String, id: String)]
  ) -> TableContent {
    let counts = Dictionary(records.map { ($0.word, 1) }, uniquingKeysWith: +)
    return TableContent(
      columns: [label, counted], rows: counts.keys.sorted().map { [.text($0), .count(counts[$0] ?? 0)] },
      records: records.map(\.id))
  }
}
