import Contracts
import Foundation
import Testing

/// Many lines to the desks of an office, told all together and sent with many outstanding: a year in seconds.
struct Play {
  private(set) var lines: [(service: ServiceName, method: String, params: JSON)] = []
  private var counter = 0
  /// The day on which what is told next becomes known, in the morning.
  var told: String

  init(toldOn day: String) { told = day }

  /// Publishes a fact about a child.
  mutating func publish(_ type: String, _ child: String, _ data: String, recorded: String? = nil) throws {
    counter += 1
    let event = JSON.object([
      ("specversion", .string("1.0")), ("id", .string("play-\(counter)-\(child)")), ("source", .string("/test")),
      ("type", .string(type)), ("subject", .string(child)), ("authority", .string("westminster")),
      ("recordedtime", recorded.map { .string("\($0)T09:00:00Z") }),
      ("receivedtime", .string("\(told)T09:00:00Z")), ("data", try JSON.read(Array(data.utf8))),
    ])
    lines.append((.scheduling, "publish", .object([("event", event)])))
  }

  /// Asks a command of a service.
  mutating func command(_ method: String, _ params: String, at service: ServiceName = .scheduling) throws {
    let asked = (try JSON.read(Array(params.utf8))).members?.list ?? []
    let shared: [(String, JSON?)] = [
      ("authority", .string("westminster")), ("receivedtime", .string("\(told)T09:00:00Z")),
    ]
    lines.append((service, method, .object(asked.map { ($0.name, $0.value) } + shared)))
  }

  // MARK: What many rows play

  mutating func enter(
    _ child: String, _ day: String, born: String = "2012-03-01", sex: String = "F", ethnicity: String = "WBRI",
    status: String = "C2", need: String = "N1", placement: String = #""type":"U6","provider":"PR1""#,
    _ more: String = ""
  ) throws {
    try publish(
      "child-entered-care", child,
      """
      {"child":"\(child)","enteredOn":"\(day)","dateOfBirth":"\(born)","sex":"\(sex)","ethnicity":"\(ethnicity)",\
      "legalStatus":"\(status)","categoryOfNeed":"\(need)","placement":{\(placement)}\(more)}
      """)
  }

  mutating func leave(_ child: String, _ day: String, _ reason: String = "E4A") throws {
    try publish(
      "child-left-care", child, #"{"child":"\#(child)","leftOn":"\#(day)","reasonEpisodeCeased":"\#(reason)"}"#)
  }

  mutating func hold(_ child: String, _ day: String, _ more: String = "") throws {
    try command(
      "hold-review",
      #"{"child":"\#(child)","meetings":["\#(day)"],"completedOn":"\#(day)","mode":"in-person"\#(more)}"#)
  }

  mutating func code(_ child: String, _ day: String, _ code: String, _ more: String = "") throws {
    try command(
      "record-participation", #"{"child":"\#(child)","reviewOn":"\#(day)","code":"\#(code)"\#(more)}"#,
      at: .participation)
  }

  mutating func raise(
    _ dispute: String, _ day: String, kind: String = "formal", theme: String = "drift", _ more: String = ""
  ) throws {
    try command(
      "raise-dispute",
      """
      {"dispute":"\(dispute)","kind":"\(kind)","children":[],"theme":"\(theme)","raisedOn":"\(day)"\(more)}
      """, at: .disputes)
  }

  mutating func resolve(_ dispute: String, _ day: String, _ outcome: String = "resolved", _ more: String = "") throws {
    try command(
      "resolve-dispute", #"{"dispute":"\#(dispute)","on":"\#(day)","outcome":"\#(outcome)"\#(more)}"#, at: .disputes)
  }

  /// So many reviews of a year coded alike, ten a child, all of children of one age, who leave when it ends.
  mutating func reviews(_ count: Int, _ prefix: String, year: Int, born: String, code: String?) throws {
    for number in 0..<(count + 9) / 10 {
      let child = "\(prefix)-\(number)"
      try enter(child, "\(year)-04-01", born: born)
      for place in 0..<min(10, count - 10 * number) {
        let day = try #require(CivilDate(year: year, month: 4, day: 8)).adding(days: 30 * place).description
        try hold(child, day)
        if let code { try self.code(child, day, code) }
      }
      try leave(child, "\(year + 1)-03-30")
    }
  }
}

extension Office {
  /// Sends all lines of a play, each desk's in their order, and waits until every service knows them.
  func play(_ play: Play) throws {
    for service in ServiceName.allCases {
      let lines = play.lines.filter { $0.service == service }
      guard !lines.isEmpty else { continue }
      let desk = try Desk(house.desk(of: service))
      _ = try desk.ask("health", [], seconds: 30).outcome.get()
      var sent = 0
      var answered = 0
      let deadline = Date(timeIntervalSinceNow: 240)
      while answered < lines.count {
        while sent < lines.count, sent - answered < 256 {
          let line = lines[sent]
          let request = Request(id: .string("play-\(sent)"), method: line.method, params: line.params)
          guard try desk.send(request.line) else { break }
          sent += 1
        }
        for reply in try desk.replies(waiting: 100) {
          _ = try reply.outcome.get()
          answered += 1
        }
        try #require(Date() < deadline, "\(service.rawValue) answered \(answered) of \(lines.count)")
      }
      try settle()
    }
  }
}

/// A table as it was answered.
struct Printed {
  let columns: [String]
  let rows: [[String]]
  let certificate: String

  /// The cell of a row and a column; nil where there is none.
  subscript(_ row: String, _ column: String) -> String? {
    guard let index = columns.firstIndex(of: column), let row = rows.first(where: { $0.first == row }) else {
      return nil
    }
    return row[index]
  }

  /// A column's cells, without those of the rows that say nothing but zeros.
  func column(_ name: String) -> [String: String] {
    guard let index = columns.firstIndex(of: name) else { return [:] }
    return Dictionary(rows.filter { $0[index] != "0" }.map { ($0[0], $0[index]) }) { $1 }
  }
}

extension Office {
  /// A table of reporting, which has followed the others.
  func table(_ name: String, _ from: String, _ to: String, _ more: String = "") throws -> Printed {
    let answer = try ask("table", #"{"name":"\#(name)","from":"\#(from)","to":"\#(to)"\#(more)}"#, at: .reporting)
    let rows = (answer["rows"]?.array ?? []).map { ($0.array ?? []).map { $0.string ?? $0.text } }
    return Printed(
      columns: (answer["columns"]?.array ?? []).compactMap(\.string), rows: rows,
      certificate: try #require(answer["certificate"]?.string))
  }

  /// What others reached in the rows of a table: row, set and value, in order.
  func others(_ name: String, _ from: String, _ to: String) throws -> [String] {
    let answer = try ask("table", #"{"name":"\#(name)","from":"\#(from)","to":"\#(to)"}"#, at: .reporting)
    return (answer["benchmarks"]?.array ?? []).map { one in
      "\(one["row"]?.string ?? "") \(one["set"]?.string ?? "") \(one["value"]?.text ?? "")"
    }
  }

  /// A figure's value as it is written; empty where it has none.
  func figure(_ name: String, _ from: String, _ to: String) throws -> String {
    let params = #"{"names":["\#(name)"],"from":"\#(from)","to":"\#(to)"}"#
    return try ask("figures", params, at: .reporting)["figures"]?.array?.first?["value"]?.text ?? ""
  }

  /// All four services.
  static func whole(_ profile: String? = nil) throws -> Office {
    try Office(profile, with: .participation, .disputes, .reporting)
  }
}
