import Contracts
import GRDB
import Journal
import Testing

@testable import ReportingReadModel

@Suite struct SameCertificateTests {
  private static let report = #""from":"2022-04-01","to":"2023-03-31","format":"json""#

  @Test(arguments: UInt64(1)...4)
  func `duplicates, restarts and a rebuild from nothing give the same certificates`(seed: UInt64) throws {
    let told = try RandomFeeds(seed: seed, children: 12).feeds.told
    let first = try Room(told).ask("annual-report", Self.report).text
    #expect(first.contains("\"certificate\":"))
    // Every now and then what was told last is told again, from some events before, as after a restart.
    var dice = Dice(seed: seed &* 13)
    let room = try Room()
    var place = 0
    while place < told.count {
      let next = min(told.count, place + Int.random(in: 1...30, using: &dice))
      try room.apply(Array(told[place..<next]), batch: 7)
      let back = max(0, next - Int.random(in: 0...20, using: &dice))
      if back < next { try room.apply(Array(told[back..<next]), batch: 3) }
      place = next
    }
    #expect(try room.ask("annual-report", Self.report).text == first, "told again")
    try room.queue.write { db in
      try db.execute(sql: "DROP TABLE fact_version")
      #expect(try ReadModel.make(db), "the tables are thrown away")
    }
    try room.apply(told, batch: 100)
    #expect(try room.ask("annual-report", Self.report).text == first, "built anew")
  }
}
