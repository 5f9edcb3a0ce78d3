import Contracts
import Foundation
import Synchronization
import Wire

/// The threads on which long questions are answered, so that asks, heartbeats and handshakes go on. Work goes in,
/// bytes come out; nothing else leaves the loop's thread.
final class LongThreads: Sendable {
  private struct Shared {
    var waiting: [LongQuestion] = []
    var done: [LongAnswer] = []
    var isStopped = false
  }

  private let shared = Mutex(Shared())
  private let work = DispatchSemaphore(value: 0)
  private let waker: Waker

  /// Starts `count` threads; `waker` is signalled whenever an answer is there.
  init(count: Int, waker: Waker) {
    self.waker = waker
    for number in 1...count {
      let thread = Thread { [self] in answerAll() }
      thread.name = "long-questions-\(number)"
      thread.stackSize = 1 << 20
      thread.start()
    }
  }

  /// Queues a question.
  func start(_ question: LongQuestion) {
    shared.withLock { $0.waiting.append(question) }
    work.signal()
  }

  /// The answers that are there.
  func takeAnswers() -> [LongAnswer] {
    shared.withLock { shared in
      let done = shared.done
      shared.done = []
      return done
    }
  }

  /// Lets the threads end once they have answered what they are at.
  func stop() {
    shared.withLock { $0.isStopped = true }
    for _ in 0..<8 { work.signal() }
  }

  private func answerAll() {
    while true {
      work.wait()
      let next = shared.withLock { shared -> LongQuestion? in
        shared.isStopped || shared.waiting.isEmpty ? nil : shared.waiting.removeFirst()
      }
      if shared.withLock({ $0.isStopped }) { return }
      guard let next else { continue }
      let answer = next.answer()
      shared.withLock { $0.done.append(answer) }
      waker.signal()
    }
  }
}
