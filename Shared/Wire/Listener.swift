import CZeroMQ
import Glibc

/// A peer's machine, by its IPv4 address.
public struct PeerAddress: Hashable, Comparable, Sendable, CustomStringConvertible {
  private let number: UInt32

  /// The address of four numbers, the first the highest byte: 127.0.0.1 is 0x7F000001.
  public init(_ number: UInt32) { self.number = number }

  /// The machine at the other end of a connection; nil where it is gone, or not of TCP.
  public init?(ofConnection descriptor: Int32) {
    var address = sockaddr_in()
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let result = unsafe withUnsafeMutablePointer(to: &address) { place in
      unsafe place.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe getpeername(descriptor, $0, &size) }
    }
    guard result == 0, address.sin_family == AF_INET else { return nil }
    number = UInt32(bigEndian: address.sin_addr.s_addr)
  }

  /// E.g. `127.0.0.1`.
  public var description: String { [24, 16, 8, 0].map { String(number >> $0 & 0xFF) }.joined(separator: ".") }

  public static func < (one: PeerAddress, other: PeerAddress) -> Bool { one.number < other.number }

  /// The number that the kernel's filter compares with.
  fileprivate var compared: UInt32 { number }
}

/// Where a bound socket takes connections, by the descriptor of which its monitor told.
public struct Listener: Sendable {
  /// More addresses are not turned away at once: the filter's jumps are short.
  public static let most = 128

  private let descriptor: Int32

  /// The listener of `descriptor`.
  public init(_ descriptor: Int32) { self.descriptor = descriptor }

  /// Lets nobody come in from these addresses, and from all others again: the kernel drops what they send to begin a
  /// connection, so that it costs nothing here. Who tries to connect tries again by itself, the first time a second
  /// later. Connections that stand are not touched.
  ///
  /// - Returns: whether the system did so.
  @discardableResult
  public func turnAway(_ addresses: some Collection<PeerAddress>) -> Bool {
    guard !addresses.isEmpty else { return detach() }
    return attach(Listener.filter(Array(addresses.prefix(Listener.most))))
  }

  /// Lets nobody come in, from wherever, until ``turnAway(_:)`` is called. What else was said there holds.
  ///
  /// - Returns: whether the system did so.
  @discardableResult
  public func turnAwayEveryone() -> Bool { attach(Listener.everyone) }

  /// Reads of nobody who comes from now on, until ``PeerConnection/begin()``: what they send waits in the kernel, which
  /// wakes nobody for so little. Who sends more than any handshake has is read, and cut.
  ///
  /// - Returns: whether the system did so.
  @discardableResult
  public func keepNewcomersWaiting() -> Bool { isListening && Listener.wake(descriptor, atBytes: 1 << 16) }

  /// Wakes who waits to read once so many bytes are there: a setting that connections have of their listener.
  static func wake(_ descriptor: Int32, atBytes bytes: Int32) -> Bool {
    var bytes = bytes
    let size = socklen_t(MemoryLayout<Int32>.size)
    return unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVLOWAT, &bytes, size) == 0
  }

  // The descriptor may be another's by now.
  private func detach() -> Bool { isListening && PacketFilter.detach(from: descriptor) }

  private func attach(_ filter: [sock_filter]) -> Bool { isListening && PacketFilter.attach(filter, to: descriptor) }

  private var isListening: Bool {
    var answer: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    return unsafe getsockopt(descriptor, SOL_SOCKET, SO_ACCEPTCONN, &answer, &size) == 0 && answer == 1
  }

  /// Loads the sender's address (the twelfth byte of the IP header) and compares it with one after the other; where one
  /// is the same, nothing of the packet is taken. See the kernel's `networking/filter`.
  private static func filter(_ addresses: [PeerAddress]) -> [sock_filter] {
    let (load, jumpIfEqual, end): (UInt16, UInt16, UInt16) = (0x20, 0x15, 0x06)
    let ipHeader = UInt32(bitPattern: -0x100000)
    var lines = [sock_filter(code: load, jt: 0, jf: 0, k: ipHeader + 12)]
    for (index, address) in addresses.enumerated() {
      lines.append(
        sock_filter(code: jumpIfEqual, jt: UInt8(addresses.count - index), jf: 0, k: address.compared))
    }
    lines.append(sock_filter(code: end, jt: 0, jf: 0, k: .max))
    lines.append(sock_filter(code: end, jt: 0, jf: 0, k: 0))
    return lines
  }

  /// Loads the flags (the fourteenth byte of TCP's header, where the filter's data begins); where one is SYN, which
  /// begins a connection, nothing of the packet is taken. A connection that comes meanwhile has the filter of its
  /// listener for good, and is not cut by it.
  private static let everyone = [
    sock_filter(code: 0x30, jt: 0, jf: 0, k: 13),
    sock_filter(code: 0x45, jt: 1, jf: 0, k: 0x02),
    sock_filter(code: 0x06, jt: 0, jf: 0, k: .max),
    sock_filter(code: 0x06, jt: 0, jf: 0, k: 0),
  ]
}
