/// Where a socket binds or connects: `tcp://` with a numeric IPv4 address or `*`, `ipc://` or `inproc://`.
///
/// Debian's libzmq also carries ws, wss, pgm, norm, tipc and udp; they are refused here by name. Host names are refused
/// too, since libzmq would look them up on its input and output thread: use `Endpoint.resolving`.
public struct Endpoint: Hashable, Sendable, CustomStringConvertible {
  private enum Place: Hashable, Sendable {
    /// A nil address is `*`, a nil port is one the system chooses.
    case tcp(address: IPv4Address?, port: UInt16?)
    case ipc(path: String)
    case inproc(name: String)
  }

  private let place: Place

  private init(_ place: Place) { self.place = place }

  /// Reads `tcp://127.0.0.1:7100`, `tcp://*:7100`, `tcp://127.0.0.1:*`, `ipc:///run/holdfast/desk` or `inproc://desk`.
  ///
  /// - Throws: `.invalidEndpoint`, with the text.
  public init(_ text: String) throws(WireError) {
    guard let place = Endpoint.place(of: text) else {
      throw WireError(.invalidEndpoint, "read endpoint", text)
    }
    self.init(place)
  }

  /// The kernel's limit for the path of a socket, in bytes.
  private static let longestPath = 107

  private static func place(of text: String) -> Place? {
    if let rest = text.after("tcp://") {
      guard let colon = rest.lastIndex(of: ":") else { return nil }
      let (host, service) = (rest[..<colon], rest[rest.index(after: colon)...])
      let address = IPv4Address(host)
      let port = service.allSatisfy(\.isASCII) && service.first != "+" ? UInt16(service) : nil
      guard host == "*" || address != nil else { return nil }
      guard service == "*" || (port ?? 0) > 0 else { return nil }
      return .tcp(address: address, port: port)
    }
    if let path = text.after("ipc://") {
      // A path of `*` would be one nobody can find.
      return path.isEmpty || path == "*" || path.utf8.count > longestPath ? nil : .ipc(path: String(path))
    }
    if let name = text.after("inproc://") {
      return name.isEmpty || name.utf8.count > 200 ? nil : .inproc(name: String(name))
    }
    return nil
  }

  /// The text libzmq reads.
  public var description: String {
    switch place {
    case .tcp(let address, let port):
      "tcp://\(address?.description ?? "*"):\(port.map(String.init) ?? "*")"
    case .ipc(let path): "ipc://\(path)"
    case .inproc(let name): "inproc://\(name)"
    }
  }

  /// The port; nil where the system chooses it and for ipc and inproc.
  public var port: UInt16? {
    switch place {
    case .tcp(_, let port): port
    case .ipc, .inproc: nil
    }
  }

  /// True where nothing leaves this machine: 127.0.0.0/8, ipc and inproc. Elsewhere CURVE is compulsory.
  public var isLoopback: Bool {
    switch place {
    case .tcp(let address, _): address?.isLoopback ?? false
    case .ipc, .inproc: true
    }
  }

  /// True where a socket can connect: a port that is known and an address that is not `*` or 0.0.0.0.
  public var isConnectable: Bool {
    switch place {
    case .tcp(let address, let port): address.map { !$0.isAny } ?? false && port != nil
    case .ipc, .inproc: true
    }
  }

  /// The feed that belongs to a desk here: the next port, or `-feed` appended.
  ///
  /// - Throws: `.invalidEndpoint` where there is no next port, or the path becomes too long.
  public func feed() throws(WireError) -> Endpoint { try beside(1, "-feed") }

  /// The ear that belongs to a desk here: the port after the feed's, or `-ear` appended.
  ///
  /// - Throws: `.invalidEndpoint` where there is no such port, or the path becomes too long.
  public func ear() throws(WireError) -> Endpoint { try beside(2, "-ear") }

  private func beside(_ offset: UInt16, _ suffix: String) throws(WireError) -> Endpoint {
    let none = WireError(.invalidEndpoint, "find \(suffix.dropFirst()) of", description)
    switch place {
    case .tcp(let address, let port):
      guard let port else { return self }
      let (next, overflow) = port.addingReportingOverflow(offset)
      guard !overflow else { throw none }
      return Endpoint(.tcp(address: address, port: next))
    case .ipc(let path):
      guard path.utf8.count + suffix.utf8.count <= Endpoint.longestPath else { throw none }
      return Endpoint(.ipc(path: path + suffix))
    case .inproc(let name): return Endpoint(.inproc(name: name + suffix))
    }
  }

  /// The same port at another address of this machine, or at `*`; ipc and inproc stay as they are.
  ///
  /// - Throws: `.invalidEndpoint` where `address` is neither a numeric IPv4 address nor `*`.
  public func bound(at address: String) throws(WireError) -> Endpoint {
    let numeric = IPv4Address(address[...])
    guard address == "*" || numeric != nil else { throw WireError(.invalidEndpoint, "bind at", address) }
    switch place {
    case .tcp(_, let port): return Endpoint(.tcp(address: numeric, port: port))
    case .ipc, .inproc: return self
    }
  }
}

/// Four numbers of 0 to 255, written without leading zeros.
private struct IPv4Address: Hashable, Sendable, CustomStringConvertible {
  let numbers: [UInt8]

  init?(_ text: Substring) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { part in
      part.allSatisfy(\.isASCII) && part.first?.isNumber == true ? UInt8(part) : nil
    }
    guard parts.count == 4, numbers.count == 4 else { return nil }
    guard zip(parts, numbers).allSatisfy({ $0.0 == String($0.1) }) else { return nil }
    self.numbers = numbers
  }

  var description: String { numbers.map(String.init).joined(separator: ".") }
  var isLoopback: Bool { numbers[0] == 127 }
  var isAny: Bool { numbers == [0, 0, 0, 0] }
}

extension String {
  /// What follows a prefix, nil where it is not there.
  func after(_ prefix: String) -> Substring? {
    hasPrefix(prefix) ? self[index(startIndex, offsetBy: prefix.count)...] : nil
  }
}
