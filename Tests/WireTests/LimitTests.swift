import Testing
import Wire

@Suite struct LimitTests {
  @Test func `a frame of the limit passes, one byte more cuts the connection, and the next client is served`() throws {
    let room = try Room()
    let (desk, endpoint) = try room.bound(.router)
    let careless = try room.socket(.dealer)
    let monitor = try room.monitor(of: careless)
    try careless.connect(endpoint)
    let longest = [UInt8](repeating: 0x20, count: 131_072)
    try room.send([longest], on: careless)
    #expect(try room.receive(desk).frames.last == longest)
    try room.send([longest + [0x20]], on: careless)
    #expect(try room.event(monitor) { $0 == .disconnected } == .disconnected)
    let next = try room.connected(.dealer, to: endpoint)
    try room.send([bytes("question")], on: next)
    #expect(try room.receive(desk).frames.last == bytes("question"))
    #expect(try desk.receive() == nil)
  }

  @Test func `a reader takes a line of 1 MiB, and is cut from one beyond 2 MiB`() throws {
    let room = try Room()
    let (desk, endpoint) = try room.bound(.router)
    let asker = try room.socket(.dealer)
    let monitor = try room.monitor(of: asker)
    try asker.connect(endpoint)
    try room.send([bytes("question")], on: asker)
    let peer = try room.receive(desk).frames[0]
    let line = [UInt8](repeating: 0x61, count: 1_048_576)
    #expect(try desk.send([peer, line]) == .sent)
    #expect(try room.receive(asker).frames == [line])
    #expect(try desk.send([peer, line + line + [0x61]]) == .sent)
    #expect(try room.event(monitor) { $0 == .disconnected } == .disconnected)
    #expect(try asker.receive() == nil)
  }

  @Test func `of too many frames the first are kept, and the next message is whole`() throws {
    let room = try Room()
    let (desk, endpoint) = try room.bound(.router)
    let careless = try room.connected(.dealer, to: endpoint)
    let many = (0..<10_000).map { bytes("\($0)") }
    try room.send(many, on: careless)
    try room.send([bytes("question")], on: careless)
    let cut = try room.receive(desk)
    #expect(cut.isCut)
    #expect(cut.frames.count == Message.maximumFrames)
    #expect(Array(cut.frames.dropFirst()) == Array(many.prefix(Message.maximumFrames - 1)))
    let next = try room.receive(desk)
    #expect(!next.isCut)
    #expect(next.frames == [cut.frames[0], bytes("question")])
  }

  @Test func `exactly as many frames as are kept are not cut`() throws {
    let room = try Room()
    let (desk, endpoint) = try room.bound(.router)
    let asker = try room.connected(.dealer, to: endpoint)
    let frames = (1..<Message.maximumFrames).map { bytes("\($0)") }
    try room.send(frames, on: asker)
    let message = try room.receive(desk)
    #expect(!message.isCut)
    #expect(Array(message.frames.dropFirst()) == frames)
  }

  @Test func `a peer that vanished is unroutable, and so is one that never was`() throws {
    let room = try Room()
    let (desk, endpoint) = try room.bound(.router)
    let asker = try room.connected(.dealer, to: endpoint)
    try room.send([bytes("question")], on: asker)
    let peer = try room.receive(desk).frames[0]
    #expect(try desk.send([peer, bytes("answer")]) == .sent)
    asker.close()
    try room.turn(on: [], "an unroutable peer") { try desk.send([peer, bytes("answer")]) == .unroutable }
    #expect(try desk.send([[0, 1, 2, 3, 4], bytes("answer")]) == .unroutable)
    #expect(try desk.send([bytes("nobody"), [], bytes("answer")]) == .unroutable)
  }

  @Test(arguments: ["tcp://127.0.0.1:*", "inproc://desk"])
  func `a full queue says wouldBlock, and every answer that was taken arrives, in order`(place: String) throws {
    let room = try Room()
    let (desk, endpoint) = try room.bound(.router, at: place)
    let slow = try room.connected(.dealer, to: endpoint)
    try room.send([bytes("question")], on: slow)
    let peer = try room.receive(desk).frames[0]
    let filler = [UInt8](repeating: 0x2E, count: 2_000)
    var taken = 0
    while try desk.send([peer, bytes("\(taken)"), filler]) == .sent, taken < 200_000 { taken += 1 }
    // Over TCP at least our own queue; in one process both ends' marks are one queue.
    #expect(taken >= 8_192)
    #expect(taken < 200_000)
    var expected = 0
    try room.turn(on: [slow], "every answer taken") {
      while let answer = try slow.receive() {
        guard answer.frames == [bytes("\(expected)"), filler] else {
          Issue.record("answer \(expected) is missing")
          return true
        }
        expected += 1
      }
      return expected == taken
    }
    // Room again: nothing is stuck after a refusal.
    try room.turn(on: [], "room in the queue") { try desk.send([peer, bytes("last"), []]) == .sent }
    #expect(try room.receive(slow).frames == [bytes("last"), []])
  }

  @Test func `a DEALER whose service does not read says wouldBlock`() throws {
    let room = try Room()
    let (desk, endpoint) = try room.bound(.router, at: "inproc://desk")
    let asker = try room.connected(.dealer, to: endpoint)
    var taken = 0
    while try asker.send([[], bytes("\(taken)")]) == .sent, taken < 100_000 { taken += 1 }
    // Its own mark and the desk's.
    #expect(taken == 8_192 + 256)
    for number in 0..<taken { #expect(try desk.receive()?.frames.last == bytes("\(number)")) }
    #expect(try desk.receive() == nil)
  }

  /// The message must be whole or absent whenever the connection ends, also between two of its frames.
  @Test func `no part of a message survives a connection that ends`() throws {
    let room = try Room()
    let asker = try room.socket(.dealer)
    var endpoint = try Endpoint("tcp://127.0.0.1:*")
    var whole = 0
    for round in 0..<12 {
      let desk = try room.socket(.router)
      try room.turn(on: [], "the address again") {
        do throws(WireError) {
          endpoint = try desk.bind(endpoint)
          return true
        } catch {
          guard error.code == .addressInUse else { throw error }
          return false
        }
      }
      if round == 0 { try asker.connect(endpoint) }
      var seen = 0
      var number = 0
      try room.turn(on: [desk, asker], "messages of round \(round)") {
        for _ in 0..<20 {
          number += 1
          let mark = bytes("\(round)/\(number)")
          _ = try asker.send([mark, mark, mark, mark])
        }
        while let message = try desk.receive() {
          let parts = Set(message.frames.dropFirst())
          guard message.frames.count == 5, parts.count == 1 else {
            Issue.record("a torn message: \(message.frames.dropFirst().map { String(decoding: $0, as: UTF8.self) })")
            return true
          }
          seen += 1
        }
        return seen > 100
      }
      whole += seen
      // Closed while frames are on their way.
      for number in 0..<50 { _ = try asker.send([bytes("\(number)"), bytes("\(number)"), bytes("\(number)")]) }
      desk.close()
      for number in 0..<50 {
        let mark = bytes("gap \(number)")
        _ = try asker.send([mark, mark, mark, mark])
      }
    }
    #expect(whole > 1_000)
  }
}
