import Contracts
import ReportingReadModel
import ReportingRules
import Testing

/// Tables that are asked for by name, and the parts of a period side by side.
@Suite struct FurtherTableTests {
  private static let period = #""from":"2022-04-01","to":"2023-03-31""#

  @Test(arguments: UInt64(1)...2)
  func `the same three feeds give the same further tables in any interleaving`(seed: UInt64) throws {
    let told = try RandomFeeds(seed: seed, children: 10).feeds.told
    let first = try Room(told)
    var dice = Dice(seed: seed &* 17)
    var queues = ServiceName.allCases.map { service in told.filter { $0.service == service }[...] }
    var merged: [Told] = []
    while let index = queues.indices.filter({ !queues[$0].isEmpty }).randomElement(using: &dice) {
      let count = Int.random(in: 1...9, using: &dice)
      merged += queues[index].prefix(count)
      queues[index] = queues[index].dropFirst(count)
    }
    let second = try Room()
    try second.apply(merged, batch: 7)
    try second.apply(Array(merged.prefix(40)), batch: 11)
    for table in Table.further {
      let params = #""name":"\#(table.name)",\#(Self.period)"#
      #expect(try first.ask("table", params).text == second.ask("table", params).text, "\(table.name)")
    }
    for method in ["discrepancies", "lateness"] {
      #expect(try first.ask(method, Self.period).text == second.ask(method, Self.period).text, "\(method)")
    }
  }

  @Test(arguments: [UInt64(3)])
  func `parts that stand side by side are what each part is when it is asked for alone`(seed: UInt64) throws {
    let room = try Room(try RandomFeeds(seed: seed, children: 8).feeds.told)
    let parts = [("2022-04-01", "2022-06-30"), ("2022-07-01", "2022-09-30")]
    for table in Table.all + Table.further {
      let name = "\(table.name)-by-quarter"
      let answer = try room.ask("table", #""name":"\#(name)","from":"2022-04-01","to":"2022-09-30""#)
      let columns = (answer["columns"]?.array ?? []).compactMap(\.string)
      for (from, to) in parts {
        let alone = try room.ask("table", #""name":"\#(table.name)","from":"\#(from)","to":"\#(to)""#)
        let measures = (alone["columns"]?.array ?? []).compactMap(\.string)
        guard measures.count == 2 else { continue }
        for row in (alone["rows"]?.array ?? []).compactMap(\.array) {
          let same = (answer["rows"]?.array ?? []).compactMap(\.array).first { $0.first == row.first }
          let place = try #require(columns.firstIndex(of: "\(from)/\(to)"), "\(name): \(columns)")
          #expect(same?[place] == row[1], "\(name) \(row[0].text)")
        }
      }
    }
  }

  @Test(arguments: UInt64(1)...10)
  func `acts are counted as they are counted naively, as known then and without what was withdrawn`(seed: UInt64) throws
  {
    let told = try RandomFeeds(seed: seed, children: 15).feeds.told
    let room = try Room(told)
    for knownOn in ["2022-06-01T00:00:00Z", "2022-12-24T12:00:00Z", "2030-01-01T00:00:00Z"] {
      let known = try #require(Timestamp(knownOn))
      let heard = told.filter { $0.event.receivedtime.map { $0 <= known } ?? false }
      let withdrawn = Set(
        heard.filter { $0.event.type == "fact-withdrawn" }.map {
          [$0.event.data["event"]?["source"]?.string, $0.event.data["event"]?["id"]?.string]
        })
      let rows = try room.rows("activity", "2022-04-01", "2022-12-31", #","knownOn":"\#(knownOn)""#)
      for (kind, type) in [("visit", "visit-recorded"), ("contact", "contact-recorded"), ("audit", "audit-completed")] {
        let count = heard.filter { one in
          let on = one.event.data["on"]?.string ?? ""
          return one.event.type == type && "2022-04-01" <= on && on <= "2022-12-31"
            && !withdrawn.contains([one.event.key.source, one.event.key.id])
        }.count
        #expect(rows.first { $0[0] == kind }?[1] == "\(count)", "\(kind), seed \(seed), known on \(knownOn)")
      }
    }
  }

  @Test(arguments: UInt64(1)...10)
  func `every way of sorting the children in care sorts all of them`(seed: UInt64) throws {
    let room = try Room(try RandomFeeds(seed: seed, children: 20).feeds.told)
    let answer = try room.ask("population", #""on":"2022-09-30""#)
    let children = try #require(answer["children"]?.integer)
    #expect(try room.values("2022-04-01", "2022-09-30")["children-in-care-at-end"] == "\(children)")
    var sums: [String: Int] = [:]
    for table in answer["tables"]?.array ?? [] where table["name"]?.string != "placement-rates" {
      let rows = (table["rows"]?.array ?? []).compactMap(\.array)
      let columns = table["name"]?.string == "in-care-by-age-and-sex" ? 1..<4 : 1..<2
      sums[table["name"]?.string ?? ""] = rows.flatMap { $0[columns].compactMap(\.integer) }.reduce(0, +)
    }
    #expect(sums.count >= 15)
    for (name, sum) in sums { #expect(sum == children, "\(name)") }
    let flow = Dictionary(
      try room.rows("stock-and-flow", "2022-04-01", "2022-09-30").map { ($0[0], $0[1]) }
    ) { $1 }
    #expect(flow["at-end"] == "\(children)")
    #expect(try #require(flow["peak"].flatMap { Int($0) }) >= children)
  }

  @Test func `a table is set beside the year before, with the change`() throws {
    var feeds = Feeds()
    for (dispute, on) in [("D-1", "2021-05-01"), ("D-2", "2022-05-01"), ("D-3", "2022-06-01")] {
      try feeds.raise(dispute, on)
    }
    let room = try Room(feeds.told)
    let params = #""name":"disputes-by-kind-against-last-year","from":"2022-04-01","to":"2023-03-31""#
    let answer = try room.ask("table", params)
    #expect(answer["columns"] == .strings(["kind", "last-year", "this-year", "change"]))
    #expect(answer["rows"]?.text == #"[["formal",1,2,1]]"#)
    let certificate = try #require(answer["certificate"]?.string)
    let opened = try room.ask("explain", #""certificate":"\#(certificate)""#)
    #expect(opened["rows"]?.text == answer["rows"]?.text)
    #expect(opened["numerator"] == .strings(["D-1", "D-2", "D-3"]))
  }

  @Test func `what would have too many columns is refused, and so is a part of a part`() throws {
    let room = try Room([])
    let long = #""name":"figures-by-month","from":"1990-01-01","to":"2023-03-31""#
    #expect(room.refusal("table", long)?.faults == [Fault("too-many-parts", at: "/to")])
    let twice = #""name":"figures-by-month-by-year","from":"2022-04-01","to":"2023-03-31""#
    #expect(room.refusal("table", twice)?.faults.first?.reason == "unknown-table")
  }

  @Test func `names are given once, and no table's name is that of another's parts`() {
    let names = (Table.all + Table.further).map(\.name)
    #expect(Set(names).count == names.count)
    for name in names { #expect(Table.named(name)?.name == name) }
    #expect(Table.named("disputes-by-kind-by-half-year")?.name == "disputes-by-kind-by-half-year")
    #expect(Table.named("disputes-by-kind-by-week") == nil)
  }

  @Test func `disputes are followed to their end, their remedy and their days`() throws {
    var feeds = Feeds()
    for (dispute, theme) in [("D-1", "drift"), ("D-2", "drift"), ("D-3", "papers")] {
      try feeds.raise(dispute, "2022-05-02", theme: theme)
    }
    try feeds.tell(
      .disputes, "dispute-resolved", "D-1", known: "2022-05-12T12:00:00Z",
      #"{"dispute":"D-1","stage":"stage-1","outcome":"upheld","on":"2022-05-12"}"#)
    try feeds.tell(
      .disputes, "remedy-evidenced", "D-1", known: "2022-06-01T12:00:00Z",
      #"{"dispute":"D-1","on":"2022-06-01","daysFromRaised":30,"inTime":true}"#)
    let room = try Room(feeds.told)
    let (from, to) = ("2022-04-01", "2023-03-31")
    #expect(
      try room.rows("disputes-raised-and-resolved", from, to)
        == [["drift", "2", "66.67", "1", "1", "10.00"], ["papers", "1", "33.33", "0", "1", "null"]])
    #expect(try room.rows("dispute-remedies", from, to) == [["drift", "1", "1", "30", "30.00", "30"]])
    #expect(try room.rows("disputes-by-outcome", from, to).map { $0[1] } == ["0", "1", "0", "0", "2"])
    let early = #","knownOn":"2022-05-11T00:00:00Z""#
    #expect(try room.rows("disputes-by-outcome", from, to, early).last?[1] == "3")
  }

  @Test func `consultations come back by channel, also those that a token names`() throws {
    var feeds = Feeds()
    for (number, channel) in ["form", "form", "app-note"].enumerated() {
      try feeds.tell(
        .participation, "consultation-sent", "K-\(number)", known: "2022-05-02T12:00:00Z",
        """
        {"consultation":"K-\(number)","child":"A","to":"child","channel":"\(channel)","on":"2022-05-02",\
        "leadDays":\(10 + number * 10),"token":"token-\(number)"}
        """)
    }
    try feeds.tell(
      .participation, "consultation-returned", "K-1", known: "2022-05-09T12:00:00Z",
      #"{"on":"2022-05-09","token":"token-1"}"#)
    try feeds.tell(
      .participation, "consultation-returned", "K-2", known: "2022-05-10T12:00:00Z",
      #"{"consultation":"K-2","child":"A","to":"child","on":"2022-05-10"}"#)
    let number = feeds.told.count - 1
    var room = try Room(feeds.told)
    let (from, to) = ("2022-04-01", "2023-03-31")
    #expect(
      try room.rows("consultation-returns-by-channel", from, to)
        == [["app-note", "1", "1", "100.00"], ["form", "2", "1", "50.00"]])
    #expect(try room.rows("consultation-returns-by-lead-time", from, to).map { $0[1] } == ["0", "1", "1", "1", "0"])
    try feeds.withdraw(number, known: "2022-06-01T12:00:00Z")
    room = try Room(feeds.told)
    #expect(try room.rows("consultation-returns-by-channel", from, to).first == ["app-note", "1", "0", "0.00"])
  }
}
