import CZeroMQ
import Glibc

/// Wakes a poll from another thread: an eventfd. What there is to do is told elsewhere.
public final class Waker: Sendable {
  /// What the loop polls, for reading.
  public let descriptor: Int32

  /// Opens one.
  ///
  /// - Throws: `.other` where the process has no descriptors left.
  public init() throws(WireError) {
    descriptor = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
    guard descriptor >= 0 else { throw WireError(.init(errno: errno), "open", "eventfd") }
  }

  /// Wakes the poll, now or at its next beginning. From any thread; many signals may be one wake.
  public func signal() {
    // Fails only where 2⁶⁴ − 2 signals wait, and then the poll is awake.
    _ = eventfd_write(descriptor, 1)
  }

  /// Forgets the signals so far. Call it first when awake, then look at what there is to do.
  public func clear() {
    var signals: eventfd_t = 0
    // Fails only where none waits.
    _ = unsafe eventfd_read(descriptor, &signals)
  }

  deinit { _ = Glibc.close(descriptor) }
}
