public import Contracts

/// How many children under 18 live in the area of an authority, as it was told, in order of telling.
public struct PopulationFile: Codable, Equatable, Sendable {
  /// A population as it was told.
  public struct Entry: Codable, Equatable, Sendable {
    /// What was told.
    public let population: ChildPopulation
    /// Its place in Reporting's own journal.
    public let sequence: Int64
    /// When it became known.
    public let knownOn: Timestamp
  }

  /// What was told.
  public internal(set) var entries: [Entry] = []
}

/// What rates per 10,000 children are set against, as of one moment.
public struct Populations: Sendable {
  private let entries: [PopulationFile.Entry]
  /// The place in Reporting's own journal up to which populations count; 0 where none was told.
  public var newest: Int64 { entries.map(\.sequence).max() ?? 0 }

  /// No population.
  public static let none = Populations(entries: [])

  private init(entries: [PopulationFile.Entry]) { self.entries = entries }

  /// What of a file counts: what was known by `knownOn` and, where `cut` is given, told up to there.
  init(_ file: PopulationFile, knownOn: Timestamp, cut: Int64?) {
    entries = file.entries.filter { $0.knownOn <= knownOn && $0.sequence <= cut ?? .max }
  }

  /// The children under 18 in the statistical year in which a day lies, and the record that says so; nil where nobody
  /// told. No other year's number is put in its place.
  public func holding(on day: CivilDate) -> (children: Int, record: String, source: String)? {
    entries.last { $0.population.year == Kept.year(of: day) }.map {
      ($0.population.children, "\(ServiceName.reporting.rawValue)/\($0.sequence)", $0.population.source)
    }
  }
}

extension Facts {
  /// Takes what rates per 10,000 are set against, for the period and for each of its parts.
  public mutating func take(_ populations: Populations) {
    self.populations = populations
    if populations.holding(on: to) != nil { evidence.insert(.population) }
    for index in parts.indices { parts[index].facts.take(populations) }
  }

  /// Records against the children under 18 on a day.
  func perTenThousand(_ records: [String], on day: CivilDate) -> Measured {
    let population = populations.holding(on: day)
    return Measured(records, .children(population?.children ?? 0, record: population?.record))
  }
}
