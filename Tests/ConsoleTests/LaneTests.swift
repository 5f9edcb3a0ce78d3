import Contracts
import Testing

@testable import holdfast

/// Requests on their way to one service.
@Suite struct LaneTests {
  private let fine = Result<JSON, Refusal>.success(.object([]))
  private func refusal(_ code: ErrorCode, retryAfterMs: Int? = nil) -> Result<JSON, Refusal> {
    .failure(Refusal(code, [], retryAfterMs: retryAfterMs))
  }

  private func lane(_ count: Int, window: Int) -> Lane {
    var lane = Lane(window: window)
    for number in 1...count { lane.add(Lane.Ask(number: number, line: [UInt8(number % 256)])) }
    return lane
  }

  private func sendAll(_ lane: inout Lane, at time: Duration = .zero) -> [Int] {
    var sent: [Int] = []
    while let ask = lane.next(at: time) {
      lane.wasSent(at: time)
      sent.append(ask.number)
    }
    return sent
  }

  @Test func `no more are outstanding than the window holds`() {
    var lane = lane(5, window: 3)
    #expect(sendAll(&lane) == [1, 2, 3])
    _ = lane.answered(1, fine, at: .zero)
    #expect(sendAll(&lane) == [4])
    #expect(lane.count == 4)
  }

  @Test func `what was unanswered on a lost connection is sent again first and in order`() {
    var lane = lane(6, window: 4)
    #expect(sendAll(&lane) == [1, 2, 3, 4])
    _ = lane.answered(2, fine, at: .zero)
    lane.sendAgain(at: .zero)
    #expect(sendAll(&lane) == [1, 3, 4, 5])
  }

  @Test func `a refusal counts only when nothing before it is open`() {
    var lane = lane(3, window: 3)
    #expect(sendAll(&lane) == [1, 2, 3])
    // Line 1 was lost on the way, so line 2 stands on nothing.
    guard case .again = lane.answered(2, refusal(.notFound), at: .zero) else {
      Issue.record("the refusal was taken as final")
      return
    }
    #expect(sendAll(&lane) == [], "line 2 waits for line 1")
    lane.sendAgain(at: .seconds(2))
    #expect(sendAll(&lane, at: .seconds(2)) == [1], "line 2 waits for line 1 still")
    _ = lane.answered(1, fine, at: .seconds(3))
    #expect(sendAll(&lane, at: .seconds(3)) == [2, 3])
    guard case .settled(.failure) = lane.answered(2, refusal(.notFound), at: .seconds(3)) else {
      Issue.record("the refusal was not taken as final")
      return
    }
  }

  @Test func `a service that is busy is left alone for as long as it asked`() {
    var lane = lane(2, window: 1)
    #expect(sendAll(&lane) == [1])
    _ = lane.answered(1, refusal(.busy, retryAfterMs: 250), at: .seconds(1))
    #expect(lane.next(at: .milliseconds(1_249)) == nil)
    #expect(lane.next(at: .milliseconds(1_250))?.number == 1)
  }

  @Test func `a second answer to the same request counts nothing`() {
    var lane = lane(1, window: 1)
    _ = sendAll(&lane)
    _ = lane.answered(1, fine, at: .zero)
    guard case .known = lane.answered(1, fine, at: .zero) else {
      Issue.record("it was counted again")
      return
    }
    #expect(lane.first == nil)
  }

  /// A service that decides in the order of arrival and refuses a line whose forerunner it has not taken; connections
  /// that are lost with all that is on them; a service that is busy now and then. Whatever happens, every line is
  /// settled once and none is refused.
  @Test(arguments: 0..<200) func `through any losses every line is settled once, in an order that stands`(seed: UInt64)
  {
    var random = Seeded(seed)
    let total = 60
    var lane = lane(total, window: Int.random(in: 1...16, using: &random))
    var taken: Set<Int> = [0]
    var settled: [Int: Int] = [:]
    var onTheWire: [Int] = []
    var time = Duration.zero
    var steps = 0
    while lane.count > 0, steps < 20_000 {
      steps += 1
      time += .milliseconds(50)
      onTheWire += sendAll(&lane, at: time)
      for _ in 0..<Int.random(in: 0...8, using: &random) where !onTheWire.isEmpty {
        let number = onTheWire.removeFirst()
        let outcome: Result<JSON, Refusal>
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<5: outcome = refusal(.busy, retryAfterMs: 100)
        case _ where !taken.contains(number - 1): outcome = refusal(.notFound)
        case _:
          outcome = fine
          taken.insert(number)
        }
        // Some answers are lost after the service has decided.
        if Int.random(in: 0..<20, using: &random) == 0 { continue }
        if case .settled(let outcome) = lane.answered(number, outcome, at: time) {
          settled[number, default: 0] += 1
          if case .failure(let refusal) = outcome { Issue.record("line \(number) was refused: \(refusal)") }
        }
      }
      if Int.random(in: 0..<40, using: &random) == 0 || lane.wait(at: time) > .seconds(2) {
        onTheWire = []
        lane.sendAgain(at: time)
      }
    }
    #expect(settled.count == total)
    #expect(settled.values.allSatisfy { $0 == 1 })
  }
}
