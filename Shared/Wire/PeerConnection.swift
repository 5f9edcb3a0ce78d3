import CZeroMQ
import Glibc

/// A connection of a peer, by the descriptor of which its messages or a monitor told, which may be another's by now.
public struct PeerConnection: Sendable {
  private let descriptor: Int32

  /// The connection of `descriptor`.
  public init(_ descriptor: Int32) { self.descriptor = descriptor }

  /// Reads nothing more of what the peer sends than that it received what it was told, until ``resume()``. Nothing is
  /// lost: its kernel sends it again, each time after twice as long, 0.2 seconds at first. What arrived before is read.
  ///
  /// - Returns: whether the system did so: not of a connection that is gone, or not of TCP.
  @discardableResult
  public func pause() -> Bool { PacketFilter.attach(PeerConnection.headersAlone, to: descriptor) }

  /// Reads all that the peer sends.
  ///
  /// - Returns: whether the system does so.
  @discardableResult
  public func resume() -> Bool { PacketFilter.detach(from: descriptor) }

  /// Reads what the peer sends, which came in where newcomers wait (``Listener/keepNewcomersWaiting()``).
  ///
  /// - Returns: whether the system does so.
  @discardableResult
  public func begin() -> Bool { Listener.wake(descriptor, atBytes: 1) }

  /// Ends the connection, as if the peer had.
  public func cut() { shutdown(descriptor, Int32(SHUT_RDWR)) }

  /// Loads the flags (the fourteenth byte of TCP's header, where the filter's data begins). Of a packet that ends the
  /// connection nothing is taken, or its end would be taken to follow at once what was read; of all others one byte,
  /// which the kernel takes for the whole header.
  private static let headersAlone = [
    sock_filter(code: 0x30, jt: 0, jf: 0, k: 13),
    sock_filter(code: 0x45, jt: 1, jf: 0, k: 0x01),
    sock_filter(code: 0x06, jt: 0, jf: 0, k: 1),
    sock_filter(code: 0x06, jt: 0, jf: 0, k: 0),
  ]
}
