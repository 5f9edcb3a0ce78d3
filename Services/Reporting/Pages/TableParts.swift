import Contracts
import ReportingRules

/// Tables of figures, and tables as they were counted.
extension PageContext {
  /// A table of figures: each with its value, what it was counted from, and where its certificate stands.
  func figureTable(_ names: [String], caption: String) -> Seen {
    [
      "caption": plain(caption), "label": "Figure",
      "rows": names.flatMap { name in figureRow(name).map { [$0] } ?? [] },
    ]
  }

  /// A table of duties, each with the figures that show how it was met.
  func evidenceTable(_ evidence: [Form.Evidence], caption: String) -> Seen {
    let rows = evidence.flatMap { duty in
      duty.figures.enumerated().compactMap { place, name in
        figureRow(name, under: place == 0 ? (plain(duty.words), duty.figures.count) : nil)
      }
    }
    return ["caption": plain(caption), "label": "Evidence", "isOfDuties": true, "rows": rows]
  }

  /// A figure in large type.
  func highlight(_ highlight: Form.Highlight) -> Seen? {
    guard let figure = figure(highlight.figure) else { return nil }
    return [
      "value": said(figure), "isRecorded": value(figure) != nil, "words": plain(highlight.words),
      "counts": counts(figure), "place": number(of: figure),
    ]
  }

  private func figureRow(_ name: String, under duty: (words: String, rows: Int)? = nil) -> Seen? {
    guard let figure = figure(name) else { return nil }
    let value = value(figure)
    return [
      "title": plain(form.titles?[name] ?? words.figure(name)), "value": said(figure),
      "isRecorded": value != nil, "counts": counts(figure), "place": number(of: figure),
      "duty": duty.map { ["words": $0.words, "rows": $0.rows] as Seen } as Any? ?? false,
    ]
  }

  // MARK: Tables

  /// A table as it was counted, with its chart where it has one.
  func table(_ name: String, _ block: Form.Block) -> Seen {
    guard let table = report.table(name, ages: block.ages.flatMap { AgeRange($0) }) else {
      return ["isUncounted": true, "isUnrecorded": false, "caption": plain(block.caption ?? words.table(name))]
    }
    let title = plain(block.caption ?? form.titles?[name] ?? words.table(name))
    guard table.isRecorded else { return ["isUncounted": false, "isUnrecorded": true, "caption": title] }
    let shown = Shown(table, block, words)
    let place = number(of: table, title)
    // What is left out would be drawn as nought.
    let chart = (table.isHidden ? nil : block.chart).flatMap { kind in
      Chart(kind, shown.chartRows(block, words, name), shown.series(block, words, name), title: title)
        .map { $0.svg(id: id("chart \(name)")) }
    }
    let isAcross = block.across ?? false && !shown.rows.isEmpty
    return [
      "isAcross": isAcross, "isUncounted": false, "isUnrecorded": false, "isEmpty": shown.rows.isEmpty,
      "id": id("table \(name)"), "caption": title, "place": place,
      "chart": chart.map { ["svg": $0.svg, "words": $0.words] as Seen } as Any? ?? false,
      "heads": isAcross ? shown.headsAcross(block, words, name) : shown.heads(words, name, share: block.share),
      "rows": isAcross ? rowsAcross(shown, name, block) : rows(shown, name, block),
      "foot": isAcross ? false : shown.foot(block) as Any? ?? false, "note": shown.note as Any? ?? false,
      "key": key(shown, name) as Any? ?? false,
    ]
  }

  private func key(_ shown: Shown, _ name: String) -> Seen? {
    let key = words.key(to: shown.columns, of: name)
    return key.isEmpty ? nil : ["rows": key.map { ["code": $0.code, "words": $0.words] as Seen }]
  }

  private func rows(_ shown: Shown, _ name: String, _ block: Form.Block) -> [Seen] {
    let share = shown.share(block)
    return shown.rows.map { row in
      var cells = zip(row, shown.columns).dropFirst().map { cell, column in
        PageContext.cell(cell, column, words)
      }
      if let share { cells.append(["text": share(row), "isText": false]) }
      let label = PageContext.text(row[0])
      return ["label": words.label(label, of: name, column: shown.columns[0]), "cells": cells]
    }
  }

  /// A row a column, its cells those of the table's rows.
  private func rowsAcross(_ shown: Shown, _ name: String, _ block: Form.Block) -> [Seen] {
    shown.columns.indices.dropFirst().map { place in
      var cells = shown.rows.map { PageContext.cell($0[place], shown.columns[place], words) }
      if block.total ?? false {
        cells.append(["text": shown.sum(place).map { Written.number(String($0)) } ?? "–", "isText": false])
      }
      return ["label": words.column(shown.columns[place], of: name), "cells": cells]
    }
  }

  private static func cell(_ cell: Cell, _ column: String, _ words: Words) -> Seen {
    switch cell {
    case .text(let text): ["text": words.cell(text, column: column), "isText": true]
    case .count(let count): ["text": Written.number(String(count)), "isText": false]
    case .number(let text): ["text": text, "isText": false]
    case .empty: ["text": "–", "isText": false]
    }
  }

  fileprivate static func text(_ cell: Cell) -> String {
    switch cell {
    case .text(let text), .number(let text): text
    case .count(let count): String(count)
    case .empty: ""
    }
  }
}

/// What of a table is printed: without the codes that nobody has.
struct Shown {
  let columns: [String]
  let rows: [[Cell]]
  /// What was left out, in words.
  let note: String?

  init(_ table: PrintedTable, _ block: Form.Block, _ words: Words) {
    let isOfCodes = words.tables[table.name]?.codes != nil
    let hasCodes = words.tables[table.name]?.columnCodes != nil
    let rows = isOfCodes ? table.rows.filter { $0.dropFirst().contains { !$0.isNone } } : table.rows
    let places = table.columns.indices.filter { place in
      guard place > 0 else { return true }
      if place >= table.columns.count - table.others { return true }
      if let only = block.only { return only.contains(table.columns[place]) }
      return !hasCodes || table.rows.contains { !$0[place].isNone }
    }
    columns = places.map { table.columns[$0] }
    self.rows = rows.map { row in places.map { row[$0] } }
    let hidden = table.rows.count - rows.count
    let none = hidden > 0 && !rows.isEmpty ? "\(Counted.words(hidden, "other code has", "other codes have")) none." : ""
    let leftOut = table.isHidden ? "c: left out, as so few could be recognised, or others would follow from it." : ""
    let notes = [none, leftOut].filter { !$0.isEmpty }
    note = notes.isEmpty ? nil : notes.joined(separator: " ")
  }

  /// The sum of a column's counts; nil where it holds anything else.
  fileprivate func sum(_ place: Int) -> Int? {
    var sum = 0
    for row in rows {
      guard case .count(let count) = row[place] else { return nil }
      sum += count
    }
    return sum
  }

  /// The column headings, the label's apart.
  func heads(_ words: Words, _ table: String, share: String?) -> Seen {
    let heads = columns.indices.map { place in
      ["words": words.column(columns[place], of: table), "isText": rows.allSatisfy { $0[place].isText }] as Seen
    }
    let rest = Array(heads.dropFirst()) + (share == nil ? [] : [["words": "Share", "isText": false] as Seen])
    return ["label": heads[0]["words"] ?? "", "rows": rest, "wide": rest.count]
  }

  /// The rows' labels as headings.
  func headsAcross(_ block: Form.Block, _ words: Words, _ table: String) -> Seen {
    var heads = rows.map { row in
      let text = PageContext.text(row[0])
      let label = Written.month(text) == nil ? words.label(text, of: table, column: columns[0]) : Written.short(text)
      return ["words": label, "isText": false] as Seen
    }
    if block.total ?? false { heads.append(["words": "Total", "isText": false]) }
    return ["label": words.column(columns[0], of: table), "rows": heads, "wide": heads.count]
  }

  /// A row's share of the sum, in whole per cent; nil where none is to be printed.
  func share(_ block: Form.Block) -> (([Cell]) -> String)? {
    guard let place = block.share.flatMap({ columns.firstIndex(of: $0) }), let sum = sum(place), sum > 0 else {
      return block.share == nil ? nil : { _ in "–" }
    }
    return { row in
      guard case .count(let count) = row[place] else { return "–" }
      return "\((200 * count + sum) / (2 * sum))%"
    }
  }

  /// The sums below the counts; nil where none are to be printed.
  func foot(_ block: Form.Block) -> Seen? {
    guard block.total ?? false, rows.count > 1 else { return nil }
    var cells = columns.indices.dropFirst().map { sum($0).map { Written.number(String($0)) } ?? "" }
    if block.share != nil { cells.append(rows.isEmpty ? "" : "100%") }
    return ["cells": cells.map { ["text": $0] as Seen }]
  }

  // MARK: Charts

  /// The labels and numbers of the columns that a chart shows.
  func chartRows(_ block: Form.Block, _ words: Words, _ table: String) -> [(label: String, values: [Double])] {
    let places = places(block)
    return rows.map { row in
      let text = PageContext.text(row[0])
      let label = words.label(text, of: table, column: columns[0])
      let short = Written.month(text) == nil ? label : Written.short(text)
      return (short, places.map { row[$0].number })
    }
  }

  /// The names of the columns that a chart shows.
  func series(_ block: Form.Block, _ words: Words, _ table: String) -> [String] {
    places(block).map { place in
      words.key(to: [columns[place]], of: table).first?.words ?? words.column(columns[place], of: table)
    }
  }

  private func places(_ block: Form.Block) -> [Int] {
    guard let shows = block.shows else { return columns.count > 1 ? [1] : [] }
    return shows == ["all"] ? Array(columns.indices.dropFirst()) : shows.compactMap { columns.firstIndex(of: $0) }
  }
}

extension Cell {
  /// Whether it says that there is none.
  fileprivate var isNone: Bool { number == 0 && !isText }

  fileprivate var isText: Bool { if case .text = self { true } else { false } }

  /// Its number; nought where it has none.
  fileprivate var number: Double {
    switch self {
    case .count(let count): Double(count)
    case .number(let text): Double(text) ?? 0
    case .text, .empty: 0
    }
  }
}
