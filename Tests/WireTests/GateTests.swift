import Testing
import Wire

@Suite struct GateTests {
  private let server: KeyPair
  private let mosaic: KeyPair
  private let stranger: KeyPair

  init() throws {
    server = try KeyPair.generate()
    mosaic = try KeyPair.generate()
    stranger = try KeyPair.generate()
  }

  /// A room whose gatekeeper knows one key, and its desk with a monitor.
  private func guardedDesk() throws -> (Room, desk: Socket, Endpoint, Monitor) {
    let room = try Room()
    let known = mosaic.publicKey
    try room.guarded { $0 == known ? "mosaic" : nil }
    let desk = try room.socket(.router, .server(server, domain: "desk"))
    let monitor = try room.monitor(of: desk)
    return (room, desk, try desk.bind(try Endpoint("tcp://127.0.0.1:*")), monitor)
  }

  private static func isFailure(_ happening: Monitor.Happening) -> Bool {
    switch happening {
    case .handshakeFailed: true
    case .connected, .listening, .accepted, .handshakeSucceeded, .disconnected, .connectRetried, .other: false
    }
  }

  @Test func `a key that is admitted comes in, and its name is on every message`() throws {
    let (room, desk, endpoint, monitor) = try guardedDesk()
    let asker = try room.connected(.dealer, .client(mosaic, server: server.publicKey), to: endpoint)
    for frames in [[bytes("plain")], [[], bytes("delimited")]] {
      try room.send(frames, on: asker)
      let message = try room.receive(desk)
      #expect(message.userID == "mosaic")
      #expect(Array(message.frames.dropFirst()) == frames)
      #expect(try desk.send(message.frames) == .sent)
      #expect(try room.receive(asker).frames == frames)
    }
    #expect(try room.event(monitor) { $0 == .handshakeSucceeded } == .handshakeSucceeded)
  }

  @Test func `a REQ with a key that is admitted is answered`() throws {
    let (room, desk, endpoint, _) = try guardedDesk()
    let asker = try room.connected(.request, .client(mosaic, server: server.publicKey), to: endpoint)
    try room.send([bytes("question")], on: asker)
    let question = try room.receive(desk)
    #expect(question.userID == "mosaic")
    #expect(try desk.send([question.frames[0], [], bytes("answer")]) == .sent)
    #expect(try room.receive(asker).frames == [bytes("answer")])
  }

  @Test func `an unknown key is refused with 300, the monitor says so, and nothing comes through`() throws {
    let (room, desk, endpoint, monitor) = try guardedDesk()
    let intruder = try room.connected(.dealer, .client(stranger, server: server.publicKey), to: endpoint)
    let refused = try room.event(monitor, where: GateTests.isFailure)
    #expect(refused == .handshakeFailed(.authentication(status: 300)))
    #expect(try intruder.send([bytes("question")]) == .wouldBlock)
    #expect(try desk.receive() == nil)
  }

  @Test func `a client without security is refused, and the next with a key is served`() throws {
    let (room, desk, endpoint, monitor) = try guardedDesk()
    let plain = try room.connected(.dealer, to: endpoint)
    let refused = try room.event(monitor, where: GateTests.isFailure)
    guard case .handshakeFailed(.protocolError) = refused else {
      Issue.record("refused as \(refused)")
      return
    }
    #expect(try plain.send([bytes("question")]) == .wouldBlock)
    let asker = try room.connected(.dealer, .client(mosaic, server: server.publicKey), to: endpoint)
    try room.send([bytes("question")], on: asker)
    #expect(try room.receive(desk).userID == "mosaic")
    #expect(try desk.receive() == nil)
  }

  @Test func `a client that takes another for the server does not come in`() throws {
    let (room, desk, endpoint, monitor) = try guardedDesk()
    let deceived = try room.connected(.dealer, .client(mosaic, server: stranger.publicKey), to: endpoint)
    let failed = try room.event(monitor, where: GateTests.isFailure)
    guard case .handshakeFailed(.protocolError) = failed else {
      Issue.record("failed as \(failed)")
      return
    }
    #expect(try deceived.send([bytes("question")]) == .wouldBlock)
    #expect(try desk.receive() == nil)
  }

  @Test func `without a gatekeeper nobody comes in`() throws {
    let room = try Room()
    let desk = try room.socket(.router, .server(server, domain: "desk"))
    let monitor = try room.monitor(of: desk)
    let endpoint = try desk.bind(try Endpoint("tcp://127.0.0.1:*"))
    let asker = try room.connected(.dealer, .client(mosaic, server: server.publicKey), to: endpoint)
    let failed = try room.event(monitor) { GateTests.isFailure($0) || $0 == .handshakeSucceeded }
    #expect(GateTests.isFailure(failed))
    #expect(try asker.send([bytes("question")]) == .wouldBlock)
    #expect(try desk.receive() == nil)
  }

  @Test(arguments: ["", "two words", String(repeating: "n", count: 256), "naïve"])
  func `a key whose name could not be told is refused`(name: String) throws {
    let room = try Room()
    try room.guarded { _ in name }
    let desk = try room.socket(.router, .server(server, domain: "desk"))
    let monitor = try room.monitor(of: desk)
    let endpoint = try desk.bind(try Endpoint("tcp://127.0.0.1:*"))
    _ = try room.connected(.dealer, .client(mosaic, server: server.publicKey), to: endpoint)
    let refused = try room.event(monitor, where: GateTests.isFailure)
    #expect(refused == .handshakeFailed(.authentication(status: 300)))
  }

  @Test func `the feed sees who subscribes`() throws {
    let room = try Room()
    let known = mosaic.publicKey
    try room.guarded { $0 == known ? "mosaic" : nil }
    let (feed, endpoint) = try room.bound(.extendedPublisher, .server(server, domain: "feed"))
    let follower = try room.connected(.subscriber, .client(mosaic, server: server.publicKey), to: endpoint)
    try follower.subscribe(bytes("westminster/"))
    let wish = try room.receive(feed)
    #expect(wish.subscription == .begins(bytes("westminster/")))
    #expect(wish.userID == "mosaic")
    try feed.confirmSubscription(bytes("westminster/"))
    #expect(try feed.send([bytes("westminster/a"), bytes("1")]) == .sent)
    #expect(try room.receive(follower).frames.last == bytes("1"))
  }

  @Test func `a context has one gatekeeper`() throws {
    let room = try Room()
    try room.guarded { _ in nil }
    #expect(throws: WireError(.addressInUse, "bind", "inproc://zeromq.zap.01")) {
      try Gatekeeper(room.context) { _, _ in .notNow }
    }
  }

  /// What libzmq asks is always well made; another socket of the process may ask anything.
  @Test(arguments: [
    (["1.0", "7", "desk", "", "", "CURVE", "k"], "500"), (["2.0", "7", "desk", "", "", "NULL"], "500"),
    (["1.0", "7"], "500"), (["1.0", "7", "desk", "", "", "NULL"], "300"),
    (["1.0", "7", "desk", "", "", "PLAIN", "name", "word"], "300"),
    (["1.0", "7", "desk", "", "", "CURVE", "12345678901234567890123456789012", "more"], "500"),
    (["1.0", "7", "desk", "", "", "CURVE", "12345678901234567890123456789012"], "200"),
    (["1.0", "7"] + [String](repeating: "", count: 40), "500"),
  ])
  func `the gatekeeper answers every request of RFC 27`(request: [String], status: String) throws {
    let room = try Room()
    try room.guarded { _ in "mosaic" }
    let asker = try room.connected(.request, to: try Endpoint("inproc://zeromq.zap.01"))
    try room.send(request.map(bytes), on: asker)
    let reply = try room.receive(asker).frames
    #expect(reply.count == 6)
    #expect(Array(reply.prefix(3)) == [bytes("1.0"), bytes("7"), bytes(status)])
    #expect(reply[4] == (status == "200" ? bytes("mosaic") : []))
    #expect(reply[5] == [])
  }
}
