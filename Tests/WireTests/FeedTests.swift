import Testing
import Wire

@Suite struct FeedTests {
  @Test func `a subscriber gets the topics that begin with what it was granted, whole and in order`() throws {
    let room = try Room()
    let (feed, endpoint) = try room.bound(.extendedPublisher)
    let follower = try room.connected(.subscriber, to: endpoint)
    try follower.subscribe(bytes("westminster/"))
    let wish = try room.receive(feed)
    #expect(wish.subscription == .begins(bytes("westminster/")))
    #expect(try feed.send([bytes("westminster/heartbeat"), bytes("before the grant")]) == .sent)
    try feed.confirmSubscription(bytes("westminster/"))
    for line in ["1", "2", "3"] {
      #expect(try feed.send([bytes("camden/review-held"), bytes("other")]) == .sent)
      #expect(try feed.send([bytes("westminster/review-held"), bytes(line)]) == .sent)
    }
    for line in ["1", "2", "3"] {
      #expect(try room.receive(follower).frames == [bytes("westminster/review-held"), bytes(line)])
    }
    #expect(try follower.receive() == nil)
  }

  @Test func `what was not granted is not told, and a narrower grant than the wish holds`() throws {
    let room = try Room()
    let (feed, endpoint) = try room.bound(.extendedPublisher, at: "inproc://feed")
    let follower = try room.connected(.subscriber, to: endpoint)
    try follower.subscribe([])
    #expect(try room.receive(feed).subscription == .begins([]))
    #expect(try feed.send([bytes("camden/a"), bytes("1")]) == .sent)
    try feed.confirmSubscription(bytes("westminster/"))
    #expect(try feed.send([bytes("camden/a"), bytes("2")]) == .sent)
    #expect(try feed.send([bytes("westminster/a"), bytes("3")]) == .sent)
    #expect(try room.receive(follower).frames == [bytes("westminster/a"), bytes("3")])
    #expect(try follower.receive() == nil)
  }

  @Test func `a subscription that ends, or whose peer goes, is told and can be taken back`() throws {
    let room = try Room()
    let (feed, endpoint) = try room.bound(.extendedPublisher)
    let follower = try room.connected(.subscriber, to: endpoint)
    try follower.subscribe(bytes("a"))
    #expect(try room.receive(feed).subscription == .begins(bytes("a")))
    try feed.confirmSubscription(bytes("a"))
    try follower.unsubscribe(bytes("a"))
    #expect(try room.receive(feed).subscription == .ends(bytes("a")))
    try feed.endSubscription(bytes("a"))
    try follower.subscribe(bytes("b"))
    #expect(try room.receive(feed).subscription == .begins(bytes("b")))
    #expect(try feed.send([bytes("b"), bytes("not granted yet")]) == .sent)
    follower.close()
    #expect(try room.receive(feed).subscription == .ends(bytes("b")))
  }

  @Test func `an ear that binds hears systems that can only publish`() throws {
    let room = try Room()
    let (ear, endpoint) = try room.bound(.subscriber)
    try ear.subscribe([])
    let system = try room.connected(.publisher, to: endpoint)
    // A publisher cannot know when it is heard: it says the same until it is.
    try room.turn(on: [ear], "a line heard") {
      #expect(try system.send([bytes("line")]) == .sent)
      return try ear.receive()?.frames == [bytes("line")]
    }
  }

  @Test func `what is no subscription is none`() {
    #expect(Message(frames: [[]]).subscription == nil)
    #expect(Message(frames: [[2, 0x61]]).subscription == nil)
    #expect(Message(frames: [[1, 0x61], [0x62]]).subscription == nil)
    #expect(Message(frames: [[1]], isCut: true).subscription == nil)
    #expect(Message(frames: [[0, 0x61]]).subscription == .ends([0x61]))
  }

  /// Without the guard, libzmq 4.3.4 gives this peer the subscriptions of others.
  @Test func `after a message that is no subscription nothing is granted until the queue was read to its end`() throws {
    let room = try Room()
    let (feed, endpoint) = try room.bound(.extendedPublisher)
    let intruder = try RawPeer(port: try #require(endpoint.port))
    try intruder.write(RawPeer.greeting(as: "XSUB"))
    #expect(intruder.hears(bytes("READY")))
    try intruder.write(RawPeer.frame(bytes("no subscription")))
    #expect(try room.receive(feed).frames == [bytes("no subscription")])
    #expect(throws: WireError(.inDoubt, "grant", "subscription")) { try feed.confirmSubscription(bytes("a")) }
    #expect(throws: WireError(.inDoubt, "end", "subscription")) { try feed.endSubscription(bytes("a")) }
    #expect(try feed.receive() == nil)
    let follower = try room.connected(.subscriber, to: endpoint)
    try follower.subscribe(bytes("a"))
    #expect(try room.receive(feed).subscription == .begins(bytes("a")))
    try feed.confirmSubscription(bytes("a"))
    #expect(try feed.send([bytes("a/b"), bytes("1")]) == .sent)
    #expect(try room.receive(follower).frames == [bytes("a/b"), bytes("1")])
  }
}
