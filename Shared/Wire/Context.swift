import CZeroMQ
import Synchronization

/// The room in which sockets live, with its input and output threads. One a process.
///
/// It may be shut down from any thread; sockets are made and used by one thread only.
@safe
public final class Context: Sendable {
  private enum Phase {
    static let open: UInt8 = 0
    static let stopping: UInt8 = 1
    static let stopped: UInt8 = 2
    static let closed: UInt8 = 3
  }

  nonisolated(unsafe) private let pointer: UnsafeMutableRawPointer
  private let phase = Atomic<UInt8>(Phase.open)

  /// Opens a context; one input and output thread carries some 100,000 messages a second.
  ///
  /// - Throws: `.other` where the process has no descriptors or threads left.
  public init(ioThreads: Int = 1) throws(WireError) {
    precondition((1...16).contains(ioThreads), "input and output threads are 1 to 16")
    guard let opened = unsafe zmq_ctx_new() else { throw WireError.last("open", "context") }
    unsafe pointer = unsafe opened
    // BLOCKY 0: a socket that somebody forgot to give a linger to does not hold up the end of the process.
    let threads = unsafe zmq_ctx_set(opened, ZMQ_IO_THREADS, Int32(ioThreads))
    let blocky = unsafe zmq_ctx_set(opened, ZMQ_BLOCKY, 0)
    precondition(threads == 0 && blocky == 0, "libzmq refused a plain context setting")
  }

  /// What libzmq knows this context by. Only while it is not closed.
  var handle: UnsafeMutableRawPointer {
    precondition(phase.load(ordering: .acquiring) != Phase.closed, "the context was closed")
    return unsafe pointer
  }

  /// Makes every waiting and every later call on its sockets throw `.terminated`. From any thread; twice is once.
  public func shutdown() {
    let claim = phase.compareExchange(
      expected: Phase.open, desired: Phase.stopping, ordering: .acquiringAndReleasing)
    guard claim.exchanged else { return }
    _ = unsafe zmq_ctx_shutdown(pointer)
    phase.store(Phase.stopped, ordering: .releasing)
  }

  /// Shuts down, waits until every socket is closed and its linger is over, and gives everything back. Twice is once.
  ///
  /// A socket left open keeps this call waiting: close them first, or on their own thread when they say `.terminated`.
  public func close() {
    shutdown()
    while true {
      let claim = phase.compareExchange(
        expected: Phase.stopped, desired: Phase.closed, ordering: .acquiringAndReleasing)
      if claim.exchanged { break }
      if claim.original == Phase.closed { return }
    }
    _ = uninterrupted { unsafe zmq_ctx_term(pointer) }
  }

  // Every socket holds its context, so none is open when nobody holds the context any more.
  deinit { close() }
}
