import CZeroMQ
import Glibc

/// The kernel's filter of a socket: what it does not take of a packet costs nothing here. See `networking/filter` of
/// the kernel.
enum PacketFilter {
  /// Has a socket take what `filter` says of each packet, in the place of what was said before.
  ///
  /// - Returns: whether the system did so.
  static func attach(_ filter: [sock_filter], to descriptor: Int32) -> Bool {
    var filter = filter
    return unsafe filter.withUnsafeMutableBufferPointer { lines in
      var program = unsafe sock_fprog(len: UInt16(lines.count), filter: lines.baseAddress)
      let size = unsafe socklen_t(MemoryLayout<sock_fprog>.size)
      return unsafe setsockopt(descriptor, SOL_SOCKET, SO_ATTACH_FILTER, &program, size) == 0
    }
  }

  /// Has a socket take everything.
  ///
  /// - Returns: whether it does.
  static func detach(from descriptor: Int32) -> Bool {
    var nothing: Int32 = 0
    let size = socklen_t(MemoryLayout<Int32>.size)
    return unsafe setsockopt(descriptor, SOL_SOCKET, SO_DETACH_FILTER, &nothing, size) == 0 || errno == ENOENT
  }
}
