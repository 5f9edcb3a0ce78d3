import Testing
import Wire

/// Connections that are not read for a while, with the kernel's own filter.
@Suite struct PeerConnectionTests {
  /// A desk, a peer that was heard there, the frame that leads back to it, and its connection.
  private func heard(
    in room: Room
  ) throws -> (desk: Socket, at: Endpoint, peer: Socket, routing: [UInt8], connection: PeerConnection) {
    let desk = try room.socket(.router)
    let monitor = try room.monitor(of: desk)
    let endpoint = try desk.bind(try Endpoint("tcp://127.0.0.1:*"))
    let peer = try room.connected(.dealer, to: endpoint)
    try room.send([bytes("hello")], on: peer)
    let routing = try room.receive(desk).frames[0]
    var descriptor: Int32?
    while let event = try monitor.next() {
      if event.what == .accepted { descriptor = event.descriptor }
    }
    return (desk, endpoint, peer, routing, PeerConnection(try #require(descriptor)))
  }

  @Test func `of a connection that is paused nothing is read until it is resumed, nothing is lost, and it hears us`()
    throws
  {
    let room = try Room()
    let (desk, endpoint, paused, routing, connection) = try heard(in: room)
    let other = try room.connected(.dealer, to: endpoint)

    #expect(connection.pause())
    for number in 0..<100 { try room.send([bytes("\(number)")], on: paused) }
    for number in 0..<20 {
      try room.send([bytes("other \(number)")], on: other)
      #expect(try room.receive(desk).frames.last == bytes("other \(number)"))
    }
    try room.send([routing, bytes("told")], on: desk)
    #expect(try room.receive(paused).frames == [bytes("told")])

    #expect(connection.resume() && connection.resume(), "twice is once")
    for number in 0..<100 { #expect(try room.receive(desk).frames.last == bytes("\(number)")) }
  }

  @Test func `a peer that goes away while it is paused is read to its end once it is resumed`() throws {
    let room = try Room()
    let (desk, _, paused, _, connection) = try heard(in: room)
    #expect(connection.pause())
    try room.send([bytes("last")], on: paused)
    paused.close()
    #expect(connection.resume())
    #expect(try room.receive(desk).frames.last == bytes("last"))
  }

  @Test func `what is no socket is left alone`() throws {
    #expect(!PeerConnection(try Waker().descriptor).pause())
    #expect(!PeerConnection(-1).pause() && !PeerConnection(-1).resume())
  }
}
