import Contracts
import Crypto
import Testing

/// The roots of the chains that a report prints: of exactly the lines that were told.
@Suite struct RootTests {
  private func told(_ count: Int) throws -> [Told] {
    var feeds = Feeds()
    for number in 0..<count { try feeds.enter("C-\(number)", "2022-05-02") }
    // As a feed tells them: the bytes beside the event.
    return feeds.told.map { told in
      Told(
        service: told.service, epoch: told.epoch, event: told.event,
        line: Array("line \(told.event.sequence?.text ?? "")".utf8))
    }
  }

  /// The chain over some lines (`protocol.md` §3), in hex.
  private func chain(_ told: [Told]) -> String {
    var link = [UInt8](repeating: 0, count: 32)
    for one in told { link = Array(SHA256.hash(data: link + (one.line ?? []))) }
    return link.map { byte in
      let text = String(byte, radix: 16)
      return text.count < 2 ? "0\(text)" : text
    }.joined()
  }

  @Test(arguments: [1, 3, 64])
  func `the last page names the newest link of each chain, in whatever batches it was read`(batch: Int) throws {
    let told = try told(7)
    let room = try Room()
    try room.apply(Array(told.prefix(5)), batch: batch)
    #expect(try PageRoom(room).page().contains(chain(Array(told.prefix(5)))))
    try room.apply(Array(told.dropFirst(5)), batch: batch)
    let page = try PageRoom(room).page()
    #expect(page.contains(chain(told)) && !page.contains("ask verify of the service"))
  }

  @Test func `what was not read line by line has no root, rather than a wrong one`() throws {
    let told = try told(4)
    let room = try Room()
    try room.apply([told[0], told[1], told[3]])
    #expect(try PageRoom(room).page().contains("ask verify of the service"))
    let restored = try Room(Array(told.prefix(3)))
    let again = Told(service: .scheduling, epoch: 2, event: told[1].event, line: told[1].line)
    try restored.apply([again])
    #expect(try PageRoom(restored).page().contains("ask verify of the service"))
    // The other life of the journal goes on past where the first one ended: its chain is another one.
    try restored.apply(
      told.suffix(2).map { Told(service: .scheduling, epoch: 2, event: $0.event, line: $0.line) })
    #expect(try PageRoom(restored).page().contains("ask verify of the service"))
  }

  @Test func `a report is signed with the roots`() throws {
    let told = try told(3)
    var own = try Own(told)
    let days = #""from":"2022-04-01","to":"2023-03-31""#
    let signed = try own.command(
      "sign-off-report",
      #"\#(days),"report":"AR","accepted":[{"residual":"children-without-officer","reason":"none is told here"}]"#)
    #expect(signed["cutoffs"]?.array?.first?["root"]?.string == chain(told))
  }
}
