public import Contracts

/// What a form prints: its figures and tables, in the order in which they first stand.
public struct FormContents: Sendable {
  /// A table, of some ages only where they are given.
  public struct TableAsked: Hashable, Sendable {
    /// The table's name.
    public let name: String
    /// The ages; nil for all.
    public let ages: AgeRange?

    /// A table by its name.
    public init(_ name: String, ages: AgeRange? = nil) {
      self.name = name
      self.ages = ages
    }
  }

  /// The names of the figures.
  public let figures: [String]
  /// The tables.
  public let tables: [TableAsked]

  /// What a form prints, each once.
  public init(figures: [String], tables: [TableAsked]) {
    var (names, asked): (Set<String>, Set<TableAsked>) = ([], [])
    self.figures = figures.filter { names.insert($0).inserted }
    self.tables = tables.filter { asked.insert($0).inserted }
  }

  /// The declarations of the figures; what nobody knows is left out, as it is where it is printed.
  var known: [Figure] { figures.compactMap { Figure.named($0) } }

  /// The declarations of the tables.
  var knownTables: [(table: Table, ages: AgeRange?)] {
    tables.compactMap { asked in
      Table.named(asked.name).flatMap { asked.ages == nil || $0.takesAges ? ($0, asked.ages) : nil }
    }
  }

  /// What of the facts they need.
  public var sources: Sources {
    knownTables.reduce(into: known.reduce(into: []) { $0.formUnion($1.sources) }) { $0.formUnion($1.table.sources) }
  }

  /// What a report has that names no form: every figure and table of the list.
  public static let all = FormContents(
    figures: Figure.all.map(\.name), tables: Table.all.map { TableAsked($0.name) })
}

/// Tells what a form prints; that of the plain one where none is named.
///
/// - Throws: -32602 where there is no such form, -32603 where the forms and templates cannot be used.
public typealias FormReader = @Sendable (KebabWord?) throws(Refusal) -> FormContents
