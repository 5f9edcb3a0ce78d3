import Foundation
import Synchronization
import Testing
import Wire

/// So many times the handler below ran.
private let signals = Atomic(0)

@Suite struct LoopTests {
  /// SIGPIPE, since the threads on which tests run block nearly all others.
  private static func countSignals() {
    signal(SIGPIPE) { _ in signals.add(1, ordering: .relaxed) }
  }

  /// A thread of its own that runs beside the test until it is told to stop; the test waits for its end.
  private final class Beside {
    private final class Flag: Sendable { let isOver = Atomic(false) }
    private let flag = Flag()
    private let ended: Waker

    init(repeating work: @escaping @Sendable () -> Void) throws {
      let ended = try Waker()
      let flag = flag
      self.ended = ended
      Thread.detachNewThread {
        while !flag.isOver.load(ordering: .acquiring) {
          work()
          sched_yield()
        }
        ended.signal()
      }
    }

    func stop() throws {
      flag.isOver.store(true, ordering: .releasing)
      let poller = Poller()
      let item = poller.watch(descriptor: ended.descriptor)
      while !poller.isReadable(item) { _ = try poller.wait(milliseconds: 1_000) }
    }
  }

  @Test func `a signal ends the wait with nothing ready and no error`() throws {
    LoopTests.countSignals()
    let room = try Room()
    let (desk, _) = try room.bound(.router)
    let poller = Poller()
    let item = poller.watch(desk)
    let thread = pthread_self()
    let start = ContinuousClock.now
    let beside = try Beside { pthread_kill(thread, SIGPIPE) }
    #expect(try poller.wait(milliseconds: 60_000) == false)
    try beside.stop()
    #expect(ContinuousClock.now - start < .seconds(50))
    #expect(!poller.isReadable(item))
  }

  @Test func `signals lose no message and make no error`() throws {
    LoopTests.countSignals()
    let room = try Room()
    let (desk, endpoint) = try room.bound(.router)
    let asker = try room.connected(.dealer, to: endpoint)
    let thread = pthread_self()
    let before = signals.load(ordering: .relaxed)
    let beside = try Beside { pthread_kill(thread, SIGPIPE) }
    for number in 0..<500 {
      try room.send([[], bytes("\(number)")], on: asker)
      let question = try room.receive(desk)
      #expect(question.frames.last == bytes("\(number)"))
      #expect(try desk.send(question.frames) == .sent)
      #expect(try room.receive(asker).frames.last == bytes("\(number)"))
    }
    try beside.stop()
    #expect(signals.load(ordering: .relaxed) > before)
  }

  @Test func `after a shutdown everything says terminated`() throws {
    let room = try Room()
    let (desk, endpoint) = try room.bound(.router)
    let asker = try room.connected(.dealer, to: endpoint)
    let poller = Poller()
    _ = poller.watch(desk)
    room.context.shutdown()
    room.context.shutdown()
    #expect(throws: WireError(.terminated, "wait", "for 1 items")) { try poller.wait(milliseconds: 60_000) }
    #expect(throws: WireError(.terminated, "receive", "router")) { try desk.receive() }
    #expect(throws: WireError(.terminated, "send", "dealer")) { try asker.send([bytes("question")]) }
    #expect(throws: WireError(.terminated, "open", "router")) { try Socket(room.context, .router, .none) }
  }

  @Test func `a shutdown on another thread ends the wait, and close then returns`() throws {
    let context = try Context()
    let desk = try Socket(context, .router, .none)
    try desk.bind(try Endpoint("tcp://127.0.0.1:*"))
    let poller = Poller()
    _ = poller.watch(desk)
    let beside = try Beside { context.close() }
    #expect(throws: WireError(.terminated, "wait", "for 1 items")) { try poller.wait(milliseconds: 60_000) }
    desk.close()
    try beside.stop()
    context.close()
    #expect(!desk.isOpen)
  }

  @Test func `a wait tells which of many is ready, and is over when its time is`() throws {
    let room = try Room()
    let (desk, endpoint) = try room.bound(.router)
    let (quiet, _) = try room.bound(.router)
    let asker = try room.connected(.dealer, to: endpoint)
    let waker = try Waker()
    let poller = Poller()
    let deskItem = poller.watch(desk)
    let quietItem = poller.watch(quiet)
    let wakerItem = poller.watch(descriptor: waker.descriptor)
    #expect(try poller.wait(milliseconds: 0) == false)
    waker.signal()
    waker.signal()
    #expect(try poller.wait(milliseconds: 60_000))
    #expect(poller.isReadable(wakerItem))
    #expect(!poller.isReadable(deskItem) && !poller.isReadable(quietItem))
    waker.clear()
    waker.clear()
    #expect(try poller.wait(milliseconds: 10) == false)
    #expect(!poller.isReadable(wakerItem))
    try room.send([bytes("question")], on: asker)
    #expect(try poller.wait(milliseconds: 60_000))
    #expect(poller.isReadable(deskItem) && !poller.isReadable(quietItem) && !poller.isReadable(wakerItem))
    // Level, not edge: it stays ready until it is read.
    #expect(try poller.wait(milliseconds: 60_000))
    #expect(try desk.receive()?.frames.last == bytes("question"))
    #expect(try poller.wait(milliseconds: 0) == false)
  }

  @Test func `what is not of interest, or forgotten, wakes nobody`() throws {
    let waker = try Waker()
    let other = try Waker()
    let poller = Poller()
    let item = poller.watch(descriptor: waker.descriptor)
    waker.signal()
    poller.change(item, to: [])
    #expect(try poller.wait(milliseconds: 0) == false)
    poller.change(item, to: .reading)
    #expect(try poller.wait(milliseconds: 0))
    poller.change(item, to: [.reading, .writing])
    #expect(try poller.wait(milliseconds: 0))
    #expect(poller.isReadable(item) && poller.isWritable(item))
    poller.forget(item)
    #expect(try poller.wait(milliseconds: 0) == false)
    other.signal()
    let next = poller.watch(descriptor: other.descriptor)
    #expect(try poller.wait(milliseconds: 0))
    #expect(poller.isReadable(next))
  }

  @Test func `another thread wakes the poll`() throws {
    let waker = try Waker()
    let poller = Poller()
    let item = poller.watch(descriptor: waker.descriptor)
    let beside = try Beside { waker.signal() }
    var woken = try poller.wait(milliseconds: 60_000)
    while !woken { woken = try poller.wait(milliseconds: 60_000) }
    #expect(poller.isReadable(item))
    try beside.stop()
  }

  @Test func `a monitor tells how a connection comes and goes`() throws {
    let room = try Room()
    let desk = try room.socket(.router)
    let deskMonitor = try room.monitor(of: desk)
    let endpoint = try desk.bind(try Endpoint("tcp://127.0.0.1:*"))
    let asker = try room.socket(.dealer)
    let askerMonitor = try room.monitor(of: asker)
    try asker.connect(endpoint)
    #expect(try room.event(askerMonitor) { $0 == .connected } == .connected)
    #expect(try room.event(askerMonitor) { $0 == .handshakeSucceeded } == .handshakeSucceeded)
    #expect(try room.event(deskMonitor) { $0 == .accepted } == .accepted)
    #expect(try room.event(deskMonitor) { $0 == .handshakeSucceeded } == .handshakeSucceeded)
    desk.close()
    #expect(try room.event(askerMonitor) { $0 == .disconnected } == .disconnected)
    let retried = try room.event(askerMonitor) { happening in
      if case .connectRetried = happening { return true }
      return false
    }
    // The first pause of 100 ms, with what libzmq adds at random.
    guard case .connectRetried(let milliseconds) = retried else { return }
    #expect((100..<200).contains(milliseconds))
  }
}
