import Glibc

extension Endpoint {
  /// Reads an endpoint whose host may be a name, and looks the name up now (IPv4 only, the first answer).
  ///
  /// The lookup waits for the name server, so call it before the loop begins or where a peer has long been silent.
  /// - Throws: `.invalidEndpoint` where the text is none or the name is not known.
  public static func resolving(_ text: String) throws(WireError) -> Endpoint {
    guard let rest = text.after("tcp://"), let colon = rest.lastIndex(of: ":") else { return try Endpoint(text) }
    let host = String(rest[..<colon])
    // Only what can be a name of RFC 1123 with a letter in it is looked up: numbers must be an address as they stand.
    let isName =
      !host.isEmpty && host.utf8.count <= 253
      && host.utf8.allSatisfy { $0 == 0x2D || $0 == 0x2E || $0 == 0x5F || isDigit($0) || isLetter($0) }
      && host.utf8.contains(where: isLetter)
    guard isName else { return try Endpoint(text) }
    guard let address = firstAddress(of: host) else { throw WireError(.invalidEndpoint, "look up", text) }
    return try Endpoint("tcp://\(address)\(rest[colon...])")
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  private static func firstAddress(of host: String) -> String? {
    var wanted = unsafe addrinfo()
    unsafe wanted.ai_family = AF_INET
    unsafe wanted.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var found: UnsafeMutablePointer<addrinfo>?
    guard unsafe getaddrinfo(host, nil, &wanted, &found) == 0, let first = unsafe found else { return nil }
    defer { unsafe freeaddrinfo(first) }
    guard let address = unsafe first.pointee.ai_addr else { return nil }
    var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
    let length = unsafe first.pointee.ai_addrlen
    let named = unsafe getnameinfo(address, length, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST)
    guard named == 0 else { return nil }
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
