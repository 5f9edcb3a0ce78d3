extension Asked {
  /// Whether the answer is published, so that small numbers may have to be left out of it.
  public var isPublished: Bool {
    switch self {
    case .figures, .table, .report, .pages: true
    case .onRecord(.population): true
    case .explain, .onRecord: false
    }
  }

  /// The tables that are asked for beside those of every report.
  public var tables: [(table: Table, ages: AgeRange?)] {
    switch self {
    case .table(let table, let ages, _): [(table, ages)]
    case .onRecord(.population): Table.population.map { ($0, nil) }
    case .figures, .explain, .report, .pages, .onRecord: []
    }
  }
}
