import Contracts
import Testing

@testable import holdfast

/// Reading a feed without a gap, and the chain over it.
@Suite struct FollowTests {
  private let camden = Authority("camden")

  @Test func `a live line is taken once, and a gap is seen`() throws {
    var follow = Follow(after: Sequence(4))
    #expect(follow.live(Sequence(5)) == .take)
    #expect(follow.live(Sequence(5)) == .seen)
    #expect(follow.live(Sequence(3)) == .seen)
    #expect(follow.live(Sequence(7)) == .gap)
    #expect(follow.position == Sequence(5))
  }

  @Test func `another life of a journal, and one that ends too soon, are not followed on a guess`() throws {
    let camden = try #require(camden)
    var follow = Follow(after: Sequence(4))
    #expect(try follow.note(head: Sequence(4), epoch: 1, of: camden) == false)
    #expect(try follow.note(head: Sequence(9), epoch: 1, of: camden) == true)
    #expect(throws: Trouble.self) { try follow.note(head: Sequence(9), epoch: 2, of: camden) }
    #expect(throws: Trouble.self) { try follow.note(head: Sequence(3), epoch: 1, of: camden) }
    #expect(follow.position == Sequence(4))
  }

  @Test func `a replay with a gap is refused`() throws {
    let camden = try #require(camden)
    var follow = Follow(after: .zero)
    try follow.replayed(Sequence(1), of: camden)
    #expect(throws: Trouble.self) { try follow.replayed(Sequence(3), of: camden) }
  }

  @Test func `the chain is SHA-256 over the link before and the line`() {
    var chain = Chain()
    #expect(chain.root == String(repeating: "0", count: 64))
    chain.take(Array("a".utf8))
    chain.take(Array(#"{"b":1}"#.utf8))
    // From Python's hashlib.
    #expect(chain.root == "d4b073ec81e8f610b268c5cd23f0a458849fee19b9bb826b3b3b689c4b9084db")
    #expect(chain.count == 2)
  }

  @Test func `a heartbeat and an event are told apart, and anything else is passed over`() throws {
    let beat = #"{"service":"scheduling","authority":"camden","epoch":1,"head":"0000000000000000012"}"#
    let read = try #require(Feed.read([Array("camden/heartbeat".utf8), Array(beat.utf8)]))
    #expect(read.0 == camden)
    #expect(read.1 == .heartbeat(head: Sequence(12), epoch: 1))
    let line = Array(#"{"id":"1","sequence":"0000000000000000003"}"#.utf8)
    #expect(Feed.read([Array("camden/review-held".utf8), line])?.1 == .event(Sequence(3), line: line))
    #expect(Feed.read([line]) == nil)
    #expect(Feed.read([Array("camden".utf8), line]) == nil)
    #expect(Feed.read([Array("camden/review-held".utf8), Array("{}".utf8)]) == nil)
  }

  @Test func `a lag is counted against the head the followed service tells itself`() throws {
    let scheduling = try JSON.read(
      Array(#"{"waiting":0,"authorities":[{"authority":"camden","head":"12","follows":[]}]}"#.utf8))
    let behind = #"{"service":"scheduling","position":"7","head":"7","lag":0}"#
    let disputes = try JSON.read(
      Array(#"{"waiting":2,"parked":1,"authorities":[{"authority":"camden","head":"3","follows":[\#(behind)]}]}"#.utf8))
    let look = Catching.Look([.scheduling: scheduling, .disputes: disputes])
    #expect(look.lag == 5)
    #expect(look.events == 15)
    #expect(look.waiting == 2)
    #expect(look.parked == 1)
    let early = try JSON.read(Array(#"{"authorities":[]}"#.utf8))
    #expect(Catching.Look([.scheduling: scheduling, .participation: early]).lag == 12)
  }
}
