import Contracts

/// What an import found and would publish, or what came of it: what does not agree stands first.
struct ImportPage {
  let files: ReturnFiles
  let history: ReturnHistory
  let facts: ReturnFacts
  /// How many children are known in care on the last day; nil where nobody could be asked.
  let known: Int?
  let showsAll: Bool
  let discrepancies: [Discrepancy]
  /// What became of the lines, once they are sent.
  var tally: Tally?
  /// How many events the journals have more than before.
  var newEvents = 0
  var width = 80

  /// Events and commands by name, in the order in which a child's life tells them.
  private var counts: [(name: String, count: Int)] {
    let counted = Dictionary(facts.lines.map { ($0.name, 1) }, uniquingKeysWith: +)
    let names = [
      ChildEnteredCare.name, LegalStatusChanged.name, PlacementChanged.name, ChildDetailsChanged.name,
      ChildLeftCare.name, HoldReview.name, RecordParticipation.name,
    ]
    return names.compactMap { name in counted[name].map { (name, $0) } }
  }

  var json: JSON {
    .object([
      (
        "discrepancies",
        .array(
          discrepancies.map { found in
            .object([
              ("file", .string(found.file)), ("line", .integer(found.line)),
              ("child", found.child.isEmpty ? nil : .string(found.child)), ("words", .string(found.words)),
            ])
          })
      ),
      ("files", .strings(files.files)), ("children", .integer(history.children.count)),
      ("known", known.map { .integer($0) }),
      ("facts", .object(counts.map { ($0.name, .integer($0.count)) })), ("published", .boolean(tally != nil)),
      ("accepted", tally.map { .integer($0.accepted + $0.waited) }),
      ("newEvents", tally.map { _ in .integer(newEvents) }),
      ("duplicates", tally.map { .integer($0.duplicates) }), ("refused", tally.map { .integer($0.refused) }),
      (
        "refusals",
        tally.flatMap { tally in
          tally.refusals.isEmpty ? nil : .array(tally.refusals.map { $0.refusal.json })
        }
      ),
    ])
  }

  /// What was found.
  var before: [String] {
    var lines: [String] = []
    if !discrepancies.isEmpty {
      let title = Words.count(discrepancies.count, "thing does not agree", "things do not agree")
      lines.append(Style.warning.of(title))
      let shown = showsAll ? discrepancies[...] : discrepancies.prefix(40)
      let rows = shown.map { ["\($0.file):\($0.line)", $0.child, $0.words] }
      lines += TextTable(columns: [.words(""), .words(""), .words("")], rows: rows).lines(width: width)
      if shown.count < discrepancies.count {
        lines.append("  … and \(Words.number(discrepancies.count - shown.count)) more; --all lists every one.")
      }
      lines.append("")
    }
    let years = files.years.sorted().map { Words.date($0.description) }
    let span = years.count > 1 ? "\(years[0]) to \(years[years.count - 1])" : years.first ?? ""
    lines += Words.wrapped(
      "\(Words.count(files.files.count, "file", "files")) of "
        + "\(Words.count(years.count, "collection year", "collection years")), to \(span)", width
    ).map { Style.title.of($0) }
    let rows =
      [["Children", Words.number(history.children.count)]]
      + (known.map { [["Known here in care on the last day", Words.number($0)]] } ?? [])
      + counts.map { [$0.name, Words.number($0.count)] }
    lines += TextTable(columns: [.words(""), .numbers("")], rows: rows).lines(width: width)
    if known == nil { lines += Words.wrapped("Reporting did not answer: not held to who is known here.", width) }
    return lines
  }

  /// What came of it.
  var after: [String] {
    guard let tally else { return ["", "Nothing was published; --publish does it."] }
    var lines = [
      "",
      "Sent \(Words.number(tally.settled)): \(Words.number(tally.refused)) refused; the journals have "
        + "\(Words.count(newEvents, "new event", "new events")).",
    ]
    for refused in tally.refusals {
      let fact = facts.lines[refused.line - 1]
      let child = fact.params["child"]?.string ?? fact.params["event"]?["subject"]?.string ?? ""
      lines += Words.wrapped("\(fact.name) \(child) \(fact.known): \(refused.refusal.sentence)", width - 2)
        .map { "  " + $0 }
    }
    if tally.refused > tally.refusals.count {
      lines.append("  … and \(Words.number(tally.refused - tally.refusals.count)) more.")
    }
    return lines
  }
}
