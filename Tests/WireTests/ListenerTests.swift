import Testing
import Wire

/// Addresses from which nobody comes in, with the kernel's own filter.
@Suite struct ListenerTests {
  private let here = PeerAddress(0x7F00_0001)

  @Test func `who comes from an address that is turned away waits until it is not, who is in goes on`() throws {
    let room = try Room()
    let desk = try room.socket(.router)
    let monitor = try room.monitor(of: desk)
    let endpoint = try desk.bind(try Endpoint("tcp://127.0.0.1:*"))
    var listener: Listener?
    try room.turn(on: [monitor.events], "its listener") {
      while let event = try monitor.next() {
        if event.what == .listening, let descriptor = event.descriptor { listener = Listener(descriptor) }
      }
      return listener != nil
    }
    let found = try #require(listener)
    let known = try room.connected(.dealer, to: endpoint)
    try room.send([bytes("one")], on: known)
    #expect(try room.receive(desk).frames.last == bytes("one"))
    var address: PeerAddress?
    while let event = try monitor.next() {
      if event.what == .accepted { address = event.descriptor.flatMap { PeerAddress(ofConnection: $0) } }
    }
    #expect(address == here && address?.description == "127.0.0.1")

    #expect(found.turnAway([PeerAddress(0x7F00_0009)]))
    let other = try room.connected(.dealer, to: endpoint)
    try room.send([bytes("two")], on: other)
    #expect(try room.receive(desk).frames.last == bytes("two"))

    #expect(found.turnAway([PeerAddress(0x7F00_0009), here]))
    let late = try room.connected(.dealer, to: endpoint)
    try room.send([bytes("three")], on: known)
    #expect(try room.receive(desk).frames.last == bytes("three"))
    let poller = Poller()
    let waiting = poller.watch(late, for: .writing)
    #expect(try !poller.wait(milliseconds: 500), "nobody is there for it")
    #expect(found.turnAway([] as [PeerAddress]))
    try room.send([bytes("four")], on: late)
    #expect(try room.receive(desk).frames.last == bytes("four"))
    #expect(found.turnAway([] as [PeerAddress]), "twice is once")

    #expect(found.queue(4) && found.turnAwayEveryone())
    let last = try room.connected(.dealer, to: endpoint)
    try room.send([bytes("five")], on: late)
    #expect(try room.receive(desk).frames.last == bytes("five"))
    _ = poller.watch(last, for: .writing)
    poller.forget(waiting)
    #expect(try !poller.wait(milliseconds: 500), "nobody is there for it either")
    #expect(found.turnAway([PeerAddress(0x7F00_0009)]))
    try room.send([bytes("six")], on: last)
    #expect(try room.receive(desk).frames.last == bytes("six"))
  }

  @Test func `what is no listener is left alone`() throws {
    let waker = try Waker()
    #expect(!Listener(waker.descriptor).turnAway([here]) && !Listener(waker.descriptor).turnAwayEveryone())
    #expect(!Listener(waker.descriptor).queue(4))
    #expect(PeerAddress(ofConnection: waker.descriptor) == nil)
  }
}
