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

    #expect(found.turnAwayEveryone())
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

  @Test func `newcomers are kept waiting in the kernel, each until it may begin, and who is in goes on`() throws {
    let room = try Room()
    let desk = try room.socket(.router)
    let monitor = try room.monitor(of: desk)
    let endpoint = try desk.bind(try Endpoint("tcp://127.0.0.1:*"))
    var (listener, accepted): (Listener?, [Int32]) = (nil, [])
    func turn(until holds: () -> Bool) throws {
      try room.turn(on: [monitor.events], "who comes") {
        while let event = try monitor.next() {
          guard let descriptor = event.descriptor else { continue }
          if event.what == .listening { listener = Listener(descriptor) }
          if event.what == .accepted { accepted.append(descriptor) }
        }
        return holds()
      }
    }
    try turn { listener != nil }
    let before = try room.connected(.dealer, to: endpoint)
    try room.send([bytes("before")], on: before)
    #expect(try room.receive(desk).frames.last == bytes("before"))
    try turn { accepted.count == 1 }

    #expect(try #require(listener).keepNewcomersWaiting())
    let first = try room.connected(.dealer, to: endpoint)
    try turn { accepted.count == 2 }
    let second = try room.connected(.dealer, to: endpoint)
    try turn { accepted.count == 3 }
    #expect(PeerConnection(accepted[2]).begin())
    try room.send([bytes("second")], on: second)
    #expect(try room.receive(desk).frames.last == bytes("second"))
    try room.send([bytes("more")], on: before)
    #expect(try room.receive(desk).frames.last == bytes("more"))
    #expect(try first.send([bytes("first")]) == .wouldBlock)
    #expect(PeerConnection(accepted[1]).begin())
    try room.send([bytes("first")], on: first)
    #expect(try room.receive(desk).frames.last == bytes("first"))
  }

  @Test func `what is no listener is left alone`() throws {
    let waker = try Waker()
    #expect(!Listener(waker.descriptor).turnAway([here]) && !Listener(waker.descriptor).turnAwayEveryone())
    #expect(!Listener(waker.descriptor).keepNewcomersWaiting() && !PeerConnection(waker.descriptor).begin())
    #expect(PeerAddress(ofConnection: waker.descriptor) == nil)
  }
}
