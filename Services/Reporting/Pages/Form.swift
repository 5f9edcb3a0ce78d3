/// The form of a report: its sections in order, what each shows, and the words that the authority uses.
struct Form: Decodable, Sendable {
  /// The kebab name by which it is asked for.
  let name: String
  /// Whose form it is; nil where it is anybody's.
  let authority: String?
  /// What that authority calls itself.
  let council: String?
  /// What the report is called.
  let title: String
  /// What the service calls itself.
  let service: String
  /// Who receives the report.
  let to: String
  /// Who presents it, by role.
  let by: String
  /// The colour of headings and charts, as CSS has it; dark enough for text on white.
  let accent: String
  let child: ChildWords
  let rounding: Rounding
  /// Whether sections are numbered.
  let isNumbered: Bool
  /// Who signs the report, and who verifies which side of it.
  let sides: [Side]
  /// The sheets that stand before the report, where a committee receives it.
  let wrapper: [Section]?
  let sections: [Section]
  /// Titles of figures and tables that differ from the usual.
  let titles: [String: String]?

  /// What a child in care is called.
  struct ChildWords: Decodable, Sendable {
    let one: String
    let many: String
  }

  /// How rates are printed; counts are whole.
  struct Rounding: Decodable, Sendable {
    let decimals: Int
    let cutsOff: Bool
  }

  /// A side of the report that somebody signs or verifies.
  struct Side: Decodable, Sendable {
    let side: String
    /// What the signature says.
    let words: String
    /// By which role.
    let by: String
  }

  /// A section, its parts in order, and the sections within it.
  struct Section: Decodable, Sendable {
    let heading: String
    let blocks: [Block]?
    let sections: [Section]?
  }

  /// One part of a section. What it is follows from the one of its first nine members that it has.
  struct Block: Decodable, Sendable {
    let text: String?
    let points: [String]?
    let narrative: String?
    let figures: [String]?
    let highlights: [Highlight]?
    let table: String?
    let evidence: [Evidence]?
    let columns: [Slot]?
    let part: Part?

    /// Said in place of `text` where a figure it quotes is not recorded.
    let otherwise: String?
    /// What the writer of a narrative is asked for.
    let prompt: String?
    /// The title of a table.
    let caption: String?
    /// Only some ages of a table.
    let ages: String?
    /// Only these columns, beside the label.
    let only: [String]?
    /// The column whose shares of its sum are printed in per cent.
    let share: String?
    /// Whether the sum of the counts is printed below.
    let total: Bool?
    /// Whether the rows stand beside one another instead of below: months, or ages.
    let across: Bool?
    let chart: ChartKind?
    /// The columns that the chart shows; default the first with numbers.
    let shows: [String]?
    /// The side that somebody verifies, of `sides`.
    let side: String?
  }

  /// A figure in large type.
  struct Highlight: Decodable, Sendable {
    let figure: String
    let words: String
  }

  /// A duty, and the figures that show how it was met.
  struct Evidence: Decodable, Sendable {
    let words: String
    let figures: [String]
  }

  /// A column that one narrative fills.
  struct Slot: Decodable, Sendable {
    let heading: String
    let slot: String
  }

  /// What is printed of the report itself.
  enum Part: String, Decodable, Sendable {
    case actions = "actions"
    case risks = "risks"
    case residuals = "residuals"
    case impacts = "impacts"
    case targets = "targets"
    case signatures = "signatures"
    case verification = "verification"
    case contributions = "contributions"
  }

  /// How a table is drawn.
  enum ChartKind: String, Decodable, Sendable {
    case bars = "bars"
    case columns = "columns"
    case stacked = "stacked"
    case line = "line"
  }

  /// The slots of narratives, in the order in which they are printed.
  var slots: [String] { ((wrapper ?? []) + sections).flatMap(\.slots) }
}

extension Form.Section {
  fileprivate var slots: [String] {
    (blocks ?? []).flatMap { block in
      (block.narrative.map { [$0] } ?? []) + (block.columns ?? []).map(\.slot)
    } + (sections ?? []).flatMap(\.slots)
  }
}
