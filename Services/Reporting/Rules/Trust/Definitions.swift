public import Contracts

extension Figure {
  /// Definitions that were changed since, so that certificates of them still open.
  static let former: [Figure] = []
}

extension Table {
  /// Definitions that were changed since, so that certificates of them still open.
  static let former: [Table] = formerDisparities + [formerFigures]
}

/// What the figures and tables mean, for those who print or read them.
public enum Definitions {
  /// The definitions of those that `names` lists, or of all.
  ///
  /// - Throws: -32602 naming each name that is neither a figure's nor a table's.
  public static func answer(_ ask: Ask) throws(Refusal) -> JSON {
    let question = try DefinitionsQuestion.read(ask.params)
    var faults: [Fault] = []
    for (index, name) in (question.names ?? []).enumerated() {
      guard Figure.named(name.text) == nil, Table.named(name.text) == nil else { continue }
      faults.append(Fault("unknown-figure", at: "/names/\(index)"))
    }
    guard faults.isEmpty else { throw Refusal(.wrongParams, faults) }
    let names = question.names.map { Set($0.map(\.text)) }
    return .object([
      ("definitions", .array(list(further: names == nil ? [] : Figure.further) { names?.contains($0) ?? true }))
    ])
  }

  /// The definitions of the figures and tables that are asked for, and of those among `further`.
  static func list(further: [Figure] = [], _ isAsked: (String) -> Bool) -> [JSON] {
    let figures = (Figure.all + further).filter { isAsked($0.name) }.map { figure in
      JSON.object([
        ("figure", .string(figure.name)), ("definition", .string(figure.words)), ("version", .integer(figure.version)),
        ("validFrom", .string(figure.validFrom.description)), ("counts", .string(figure.span.rawValue)),
        ("unit", .string(figure.unit.rawValue)), ("rounding", .string(figure.unit.rounding)),
      ])
    }
    let tables = Table.all.filter { isAsked($0.name) }.map { table in
      JSON.object([
        ("table", .string(table.name)), ("definition", .string(table.words)), ("version", .integer(table.version)),
        ("validFrom", .string(table.validFrom.description)),
      ])
    }
    return figures + tables
  }
}
