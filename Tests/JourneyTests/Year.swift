import Contracts
import Foundation
import Testing

/// The published year: what the services must say of it, and what is counted here from the sample's lines alone.
enum Year {
  static let from = "2022-04-01"
  static let to = "2023-03-31"

  /// Printed figure → numerator and denominator.
  static let figures: [(name: String, numerator: Int, denominator: Int?, value: Double)] = [
    ("children-in-care-at-start", 171, nil, 171), ("children-entered-care", 134, nil, 134),
    ("children-left-care", 123, nil, 123), ("children-in-care-at-end", 182, nil, 182),
    ("reviews-held", 505, nil, 505), ("reviews-in-timescale", 499, nil, 499), ("reviews-out-of-timescale", 6, nil, 6),
    ("reviews-in-timescale-rate", 499, 505, 98.81), ("participation-contributed-rate", 409, 451, 90.69),
    ("participation-attended-rate", 360, 451, 79.82), ("participation-unheard-rate", 42, 505, 8.32),
    ("participation-uncoded", 0, nil, 0), ("unaccompanied-at-end", 48, nil, 48), ("late-notifications", 3, nil, 3),
    ("disputes-raised", 12, nil, 12), ("disputes-escalated", 1, nil, 1), ("disputes-referred-to-cafcass", 0, nil, 0),
  ]

  /// Table, further params → row → its first value; rows not named are zero.
  static let tables: [(name: String, ages: String?, rows: [String: [Int]])] = [
    (
      "participation-codes", nil,
      [
        "PN0": [54], "PN1": [349], "PN2": [6], "PN3": [3], "PN4": [2], "PN5": [4], "PN6": [45], "PN7": [42],
      ]
    ),
    ("entries-by-age", nil, ["0-5": [25], "6-13": [23], "14-plus": [40], "14-plus-unaccompanied": [46]]),
    ("need-at-entry", "14-17", ["N1": [12], "N4": [11], "N5": [12], "N6": [2], "N8": [49]]),
    (
      "exits-by-reason", nil,
      [
        "E3": [6], "E4A": [35], "E4B": [1], "E13": [5], "E5": [2], "E11": [1], "E12": [2], "E14": [1], "E15": [6],
        "E16": [1], "E17": [49], "E45": [2], "E46": [1], "E47": [1], "E8": [10],
      ]
    ),
    ("disputes-by-kind", nil, ["informal": [10], "formal": [1], "themed": [1]]),
  ]

  /// Checks figures and tables at reporting's desk.
  static func check(_ house: House) throws {
    let desk = try Desk(house.desk(of: .reporting))
    let period: [(String, JSON?)] = [
      ("authority", .string("westminster")), ("from", .string(from)), ("to", .string(to)),
    ]
    let figures = try desk.ask("figures", period).outcome.get()["figures"]?.array ?? []
    for (name, numerator, denominator, value) in Year.figures {
      let figure = try #require(figures.first { $0["name"]?.string == name }, "\(name)")
      #expect(figure["value"]?.double == value, "\(name)")
      #expect(figure["numerator"]?.integer ?? numerator == numerator, "\(name)")
      #expect(figure["denominator"]?.integer == denominator, "\(name)")
      let certificate = try #require(figure["certificate"])
      let explained = try desk.ask("explain", [("certificate", certificate)]).outcome.get()
      #expect(Set(explained["numerator"]?.array?.compactMap(\.string) ?? []).count == numerator, "\(name)")
      if let denominator {
        #expect(Set(explained["denominator"]?.array?.compactMap(\.string) ?? []).count == denominator, "\(name)")
      }
    }
    for (name, ages, rows) in Year.tables {
      let params = period + [("name", .string(name)), ("ages", ages.map { .string($0) })]
      let table = try desk.ask("table", params).outcome.get()
      for row in table["rows"]?.array ?? [] {
        let values = row.array?.dropFirst().compactMap(\.integer) ?? []
        let label = row.array?.first?.string ?? ""
        #expect(values == rows[label] ?? values.map { _ in 0 }, "\(name) \(label)")
      }
    }
    try checkPlacements(desk, period)
  }

  /// Placement at entry by age, as the report groups it: kinship, own and independent foster, residential, lodgings.
  private static func checkPlacements(_ desk: Desk, _ period: [(String, JSON?)]) throws {
    for (ages, expected) in [("0-13", [9, 24, 10, 5, 0]), ("14-17", [0, 28, 6, 2, 50])] {
      let params = period + [("name", .string("placement-at-entry")), ("ages", .string(ages))]
      let rows = try desk.ask("table", params).outcome.get()["rows"]?.array ?? []
      var groups = [0, 0, 0, 0, 0]
      for row in rows {
        let counts = row.array?.dropFirst().map { $0.integer ?? 0 } ?? []
        let all = counts.reduce(0, +)
        switch row.array?.first?.string?.first {
        case "U" where ["U1", "U2", "U3"].contains(row.array?.first?.string ?? ""): groups[0] += all
        case "U":
          groups[1] += counts[1]
          groups[2] += all - counts[1]
        case "H": groups[4] += all
        case _: groups[3] += all
        }
      }
      #expect(groups == expected, "placement at entry \(ages)")
    }
  }

  /// What the sample's own lines give, counted here: the numbers behind the figures, without any of our rules.
  static func counted() -> [String: Int] {
    func data(_ line: PlayLine) -> JSON { line.request.params["event"]?["data"] ?? line.request.params }
    func date(_ line: PlayLine, _ name: String) -> String { data(line)[name]?.string ?? "" }
    func within(_ text: String) -> Bool { (from...to).contains(text) }
    func events(_ type: String) -> [PlayLine] {
      Sample.lines.filter { $0.request.params["event"]?["type"]?.string == type }
    }
    func commands(_ method: String) -> [PlayLine] { Sample.lines.filter { $0.request.method == method } }
    let entries = events("child-entered-care")
    let exits = events("child-left-care")
    let held = commands("hold-review").filter { within(date($0, "completedOn")) }
    let late = held.filter { data($0)["lateReason"] != nil }
    let codes = commands("record-participation").filter { within(date($0, "reviewOn")) }.map { date($0, "code") }
    return [
      "children-entered-care": entries.count { within(date($0, "enteredOn")) },
      "children-left-care": exits.count { within(date($0, "leftOn")) },
      "children-in-care-at-start": entries.count { date($0, "enteredOn") < from }
        - exits.count { date($0, "leftOn") < from },
      "children-in-care-at-end": entries.count { date($0, "enteredOn") <= to }
        - exits.count { date($0, "leftOn") <= to },
      "reviews-held": held.count, "reviews-out-of-timescale": late.count,
      "reviews-in-timescale": held.count - late.count, "participation-unheard-rate": codes.count { $0 == "PN7" },
      "participation-contributed-rate": codes.count { !["PN0", "PN7"].contains($0) },
      "participation-attended-rate": codes.count { ["PN1", "PN2", "PN3", "PN4"].contains($0) },
      "disputes-raised": commands("raise-dispute").count { within(date($0, "raisedOn")) },
      "disputes-escalated": commands("escalate-dispute").count { within(date($0, "on")) },
    ]
  }
}
