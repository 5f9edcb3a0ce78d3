import CZeroMQ
import Glibc

/// Waits for any of several sockets and descriptors. It belongs to their thread, and allocates nothing while it waits.
@safe
public final class Poller {
  /// What is watched, as `watch` gave it.
  public struct Item: Hashable, Sendable {
    fileprivate let index: Int
  }

  /// What to wait for; empty to wait for nothing for now, as a desk does that is full.
  public struct Interest: OptionSet, Sendable {
    /// The bits of `zmq_poll`.
    public let rawValue: Int16
    /// From the bits of `zmq_poll`.
    public init(rawValue: Int16) { self.rawValue = rawValue }
    /// Something can be received.
    public static let reading = Interest(rawValue: Int16(ZMQ_POLLIN))
    /// Something can be sent.
    public static let writing = Interest(rawValue: Int16(ZMQ_POLLOUT))
  }

  private var items: [zmq_pollitem_t] = unsafe []
  /// The sockets of the items, held so that none goes away while it is watched.
  private var sockets: [Socket?] = []
  private var free: [Int] = []

  /// A poller that watches nothing yet.
  public init() {}

  /// Watches a socket until `forget`; forget it before it is closed.
  public func watch(_ socket: Socket, for interest: Interest = .reading) -> Item {
    let item = unsafe zmq_pollitem_t(socket: socket.openHandle, fd: -1, events: interest.rawValue, revents: 0)
    return unsafe place(item, socket)
  }

  /// Watches a descriptor until `forget`, for instance a `Waker`'s.
  public func watch(descriptor: Int32, for interest: Interest = .reading) -> Item {
    precondition(descriptor >= 0, "a descriptor is not negative")
    let item = unsafe zmq_pollitem_t(socket: nil, fd: descriptor, events: interest.rawValue, revents: 0)
    return unsafe place(item, nil)
  }

  private func place(_ item: zmq_pollitem_t, _ socket: Socket?) -> Item {
    if let index = free.popLast() {
      unsafe items[index] = unsafe item
      sockets[index] = socket
      return Item(index: index)
    }
    unsafe items.append(item)
    sockets.append(socket)
    return Item(index: sockets.count - 1)
  }

  /// Waits for something else there from now on.
  public func change(_ item: Item, to interest: Interest) {
    unsafe items[item.index].events = interest.rawValue
    unsafe items[item.index].revents = 0
  }

  /// Watches it no more; the item must not be used again.
  public func forget(_ item: Item) {
    // poll(2) passes over negative descriptors.
    unsafe items[item.index] = unsafe zmq_pollitem_t(socket: nil, fd: -1, events: 0, revents: 0)
    sockets[item.index] = nil
    free.append(item.index)
  }

  /// Waits until something is ready or the time is over; -1 waits for ever. A signal ends the wait with nothing ready.
  ///
  /// - Returns: whether anything is ready.
  /// - Throws: `.terminated` after a shutdown of the context.
  public func wait(milliseconds: Int) throws(WireError) -> Bool {
    precondition(milliseconds >= -1, "a wait is not negative, or -1")
    precondition(sockets.allSatisfy { $0?.isOpen ?? true }, "a socket was closed while it was watched")
    let count = unsafe items.withUnsafeMutableBufferPointer { buffer in
      unsafe zmq_poll(buffer.baseAddress, Int32(buffer.count), milliseconds)
    }
    readyCount = max(0, Int(count))
    guard count < 0 else { return count > 0 }
    let number = zmq_errno()
    for index in unsafe items.indices { unsafe items[index].revents = 0 }
    guard number == EINTR else { throw WireError(.init(errno: number), "wait", "for \(sockets.count) items") }
    return false
  }

  /// How many items were ready at the last `wait`.
  public private(set) var readyCount = 0

  /// Whether something could be received there at the last `wait`; true for a descriptor in error, which reading tells.
  public func isReadable(_ item: Item) -> Bool {
    unsafe Int32(items[item.index].revents) & (ZMQ_POLLIN | ZMQ_POLLERR) != 0
  }

  /// Whether something could be sent there at the last `wait`.
  public func isWritable(_ item: Item) -> Bool {
    unsafe Int32(items[item.index].revents) & ZMQ_POLLOUT != 0
  }
}
