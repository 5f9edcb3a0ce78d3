import Contracts
import Policy

/// How the figures and tables of one publication make one another up.
extension Publication {
  /// What all figures and some tables publish of the same facts.
  init(_ facts: Facts, tables: [(table: Table, ages: AgeRange?, content: TableContent)]) {
    for figure in Figure.all + Figure.further { add(figure, figure.measure(facts)) }
    for one in tables { add(one.table, one.content, named: Publication.name(one.table, one.ages)) }
    addFigures()
    addCodes()
    addMonths(facts)
    addGroups(tables.first { $0.table.name == "caseload-by-officer" }?.content, facts)
    for one in tables { addSums(one.table, one.ages, one.content) }
    for one in tables {
      // What is left out of a table by itself comes first: it is the least that the table needs.
      let name = Publication.name(one.table, one.ages)
      for place in SmallNumbers.places(one.content, isDivided: SmallNumbers.divided.contains(one.table.name)) {
        hide(Publication.isByRow(one.table, one.content) ? .row(table: name, place.row) : .cell(table: name, place))
      }
    }
    for name in SmallNumbers.figures(facts) { hide(.figure(name)) }
    protect()
  }

  /// A table's name among others, apart from the same table of other ages.
  static func name(_ table: Table, _ ages: AgeRange?) -> String {
    ages.map { "\(table.name) \($0.text)" } ?? table.name
  }

  private static func isByRow(_ table: Table, _ content: TableContent) -> Bool {
    content.countColumns.count > 1 && !SmallNumbers.divided.contains(table.name)
  }

  // MARK: - Quantities

  private mutating func add(_ figure: Figure, _ measured: Measured) {
    let unit = Unit.figure(figure.name)
    add(figure.name, measured.numerator.count, in: unit)
    guard case .records(let all) = measured.base else { return }
    add("all of \(figure.name)", all.count, in: unit)
    part([figure.name], of: "all of \(figure.name)")
  }

  private mutating func add(_ table: Table, _ content: TableContent, named name: String) {
    let isByRow = Publication.isByRow(table, content)
    for (row, cells) in content.rows.enumerated() {
      for column in content.countColumns {
        guard case .count(let count) = cells[column] else { continue }
        let unit: Unit = isByRow ? .row(table: name, row) : .cell(table: name, .init(row: row, column: column))
        add(Publication.cell(name, content, row, column), count, in: unit)
      }
    }
  }

  private static func cell(_ table: String, _ content: TableContent, _ row: Int, _ column: Int) -> String {
    let labels = content.rows[row].prefix(content.labels).map { if case .text(let text) = $0 { text } else { "" } }
    return cell(table, labels.joined(separator: "/"), content.columns[column])
  }

  private static func cell(_ table: String, _ label: String, _ column: String) -> String {
    "\(table): \(label): \(column)"
  }

  // MARK: - Sums

  private mutating func addFigures() {
    balance(
      ["children-in-care-at-start", "children-entered-care"], ["children-left-care", "children-in-care-at-end"])
    part(["reviews-in-timescale", "reviews-out-of-timescale"], of: "reviews-held")
    balance(["reviews-in-timescale"], ["reviews-in-timescale-rate"])
    balance(["reviews-in-timescale", "reviews-out-of-timescale"], ["all of reviews-in-timescale-rate"])
    balance(["all of reviews-in-timescale-local-rate"], ["all of reviews-in-timescale-rate"])
    for rate in ["records-in-timescale-rate", "seen-before-review-rate", "audits-complete-rate"] {
      balance(["all of \(rate)"], ["reviews-held"])
    }
    balance(["all of officer-allocated-in-time-rate"], ["children-entered-care"])
    part(["late-notifications"], of: "children-entered-care")
    part(["unaccompanied-at-end"], of: "children-in-care-at-end")
    balance(["all of three-or-more-placements-rate"], ["children-in-care-at-end"])
    part(["all of placed-over-20-miles-rate"], of: "children-in-care-at-end")
    balance(["caseload-average"], ["children-in-care-at-end"])
    balance(["children-in-care-per-10000"], ["children-in-care-at-end"])
    part(["participation-uncoded"], of: "reviews-held")
  }

  private mutating func addCodes() {
    func codes(_ range: ClosedRange<Int>) -> [String] {
      range.map { Publication.cell("participation-codes", "PN\($0)", "reviews") }
    }
    balance(codes(1...6), ["participation-contributed-rate"])
    balance(codes(1...4), ["participation-attended-rate"])
    balance(codes(1...7), ["all of participation-contributed-rate"])
    balance(["all of participation-attended-rate"], ["all of participation-contributed-rate"])
    balance(codes(7...7), ["participation-unheard-rate"])
    balance(codes(0...7), ["all of participation-unheard-rate"])
    balance([Publication.cell("participation-codes", "uncoded", "reviews")], ["participation-uncoded"])
    balance(["all of participation-unheard-rate", "participation-uncoded"], ["reviews-held"])
  }

  private mutating func addMonths(_ facts: Facts) {
    var before = "children-in-care-at-start"
    for month in facts.months.map(\.name) {
      let now = Publication.cell("in-care-by-month", month, "count")
      balance(
        [before, Publication.cell("entries-by-month", month, "count")],
        [Publication.cell("exits-by-month", month, "count"), now])
      before = now
      balance(LegalStatus.codes.map { Publication.cell("legal-status-by-month", month, $0) }, [now])
      let reviews = { (column: String) in Publication.cell("reviews-by-month", month, column) }
      part([reviews("in-timescale"), reviews("out-of-timescale")], of: reviews("held"))
      let due = { (column: String) in Publication.cell("reviews-due-by-month", month, column) }
      balance([due("held"), due("due-not-held")], [due("due")])
    }
  }

  private mutating func addGroups(_ caseloads: TableContent?, _ facts: Facts) {
    for (code, table) in Sex.codes.map({ ($0, "sex") }) + Ethnicity.codes.map({ ($0, "ethnicity") }) {
      balance(
        [Publication.cell("outcomes-by-\(table)", code, "children")],
        [Publication.cell("in-care-by-\(table)", code, "children")])
    }
    for (name, codes) in [("sex", Sex.codes), ("ethnicity", Ethnicity.codes)] {
      part(codes.map { Publication.cell("outcomes-by-\(name)", $0, "reviews") }, of: "reviews-held")
    }
    for group in EthnicGroup.allCases {
      let codes = Ethnicity.allCases.filter { EthnicGroup($0) == group }.map(\.code)
      balance(
        codes.map { Publication.cell("in-care-by-ethnicity", $0, "children") },
        [Publication.cell("in-care-by-ethnic-group", group.rawValue, "children")])
    }
    addBands(facts)
    for sex in Sex.codes {
      balance(
        facts.ageBands.map { Publication.cell("in-care-by-age-and-sex", $0.name, sex) },
        [Publication.cell("in-care-by-sex", sex, "children")])
    }
    for band in facts.ageBands.map(\.name) {
      let ages = Publication.cell("in-care-by-age-band", band, "children")
      balance(Sex.codes.map { Publication.cell("in-care-by-age-and-sex", band, $0) }, [ages])
      balance([ages], [Publication.cell("in-care-by-age", band, "children")])
    }
    guard let caseloads else { return }
    part(
      caseloads.rows.indices.map { Publication.cell("caseload-by-officer", caseloads, $0, 2) },
      of: "children-in-care-at-end")
    for name in ["caseload-lowest", "caseload-highest"] {
      guard case .posts(let officers, _)? = Figure.named(name)?.measure(facts).base, let officer = officers.first
      else { continue }
      balance([Publication.cell("caseload-by-officer", officer, "children")], [name])
    }
  }

  /// Years of age make up bands of age, unaccompanied children beside the others of their age.
  private mutating func addBands(_ facts: Facts) {
    let years = Dictionary(grouping: 0...17) { age in
      facts.ageBands.filter { $0.holds(age: age, unaccompanied: true) || $0.holds(age: age, unaccompanied: false) }
        .map(\.name)
    }
    for (bands, ages) in years.sorted(by: { ($0.value.first ?? 0) < ($1.value.first ?? 0) }) {
      balance(
        ages.map { Publication.cell("in-care-by-age", String($0), "children") },
        bands.map { Publication.cell("in-care-by-age-band", $0, "children") })
    }
  }

  /// A table's columns make up the figure that it divides, or else a total that is taken to be known.
  private mutating func addSums(_ table: Table, _ ages: AgeRange?, _ content: TableContent) {
    let name = Publication.name(table, ages)
    let parts = ages == nil ? Parts.all.filter { $0.table == table.name } : []
    for column in content.countColumns {
      let cells = content.rows.indices.map { Publication.cell(name, content, $0, column) }
      let whole = parts.first { $0.column ?? content.columns[column] == content.columns[column] }
      if let whole, whole.isLast {
        if content.countColumns.count == 1 { balance(cells.suffix(1), [whole.figure]) }
      } else if let whole, whole.column != nil || content.countColumns.count == 1 {
        balance(cells, [whole.figure])
      } else {
        balance(cells, [], rest: cells.reduce(0) { $0 + (value($1) ?? 0) })
      }
    }
    guard SmallNumbers.divided.contains(table.name), table.name != "legal-status-by-month" else { return }
    for row in content.rows.indices {
      let cells = content.countColumns.map { Publication.cell(name, content, row, $0) }
      balance(cells, [], rest: cells.reduce(0) { $0 + (value($1) ?? 0) })
    }
  }
}

extension TableContent {
  /// The columns that hold counts.
  var countColumns: [Int] {
    columns.indices.filter { column in
      rows.contains { if $0.indices.contains(column), case .count = $0[column] { true } else { false } }
    }
  }
}
