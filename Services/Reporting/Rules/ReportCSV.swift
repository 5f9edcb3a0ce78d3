import Contracts

// MARK: - CSV (RFC 4180)

extension Report {
  /// The figures and tables that the report prints, a section each. What nobody records, and what is left out, has no
  /// number and says so.
  func csv() -> String {
    var text = ""
    func line(_ cells: [String]) { text += cells.map(CSV.quoted).joined(separator: ",") + "\r\n" }
    line(["authority", "from", "to", "knownOn"])
    line([scope.authority.text, "\(scope.from)", "\(scope.to)", "\(scope.knownOn)"])
    if suppresses { line(["note", SmallNumbers.caution]) }
    line([])
    line(["figure", "value", "unit", "numerator", "denominator", "certificate", "note"])
    let hidden = hiddenFigures
    for figure in printedFigures {
      let measured = figure.measure(facts)
      let note = hidden.contains(figure.name) ? "left out" : facts.records(figure) ? "" : "not recorded"
      let isSaid = note.isEmpty
      line([
        figure.name, isSaid ? measured.value ?? "" : "", figure.unit.rawValue,
        isSaid ? String(measured.numerator.count) : "", isSaid ? measured.denominator ?? "" : "",
        certificate(figure, measured).text, note,
      ])
    }
    for (table, ages) in contents.knownTables {
      let printed = printed(table, ages)
      let name = [table.name, ages.map { "ages \($0.text)" }].compactMap(\.self).joined(separator: " ")
      line([])
      line(["table", name, printed.certificate.text] + (printed.isRecorded ? [] : ["not recorded"]))
      line(printed.columns)
      for row in printed.rows { line(row.map(CSV.text)) }
    }
    return text
  }
}
