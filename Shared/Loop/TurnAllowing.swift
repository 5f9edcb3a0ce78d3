import Contracts

// What a key may do, asked of every message: from the key that the connection proved, never from what the message says.
extension Turn {
  /// Whether a method may be asked by this key at all: before its params are looked at.
  ///
  /// - Throws: -32003; a key that is not listed, or no more, may ask nothing.
  func allow(_ method: Method, _ caller: Caller) throws(Refusal) {
    guard !caller.permissions.isEmpty else { throw Refusal(.notAllowed, "no-permission") }
    guard method.permissions.isEmpty || method.permissions.contains(where: caller.permissions.contains) else {
      throw Refusal(.notAllowed, "no-permission")
    }
  }

  /// Whether the key may ask it for this authority. Of an authority that is not the key's it learns nothing: the answer
  /// is that of one which is not served.
  ///
  /// - Throws: -32002, -32003.
  func allow(_ method: Method, for authority: Authority?, _ caller: Caller) throws(Refusal) {
    if let authority, !isServed(authority, to: caller) {
      throw Refusal(.notFound, "authority-not-found", at: "/authority")
    }
    switch method.kind {
    // A question that names no authority may be about any: then the key must be for all.
    case .question, .longQuestion, .command:
      guard authority != nil || caller.authorities == nil else { throw Refusal(.notAllowed, "no-permission") }
    case .common: return
    }
  }

  /// Whether the key may ask it for each of the `authorities` that are asked together; see the one above.
  ///
  /// - Throws: -32002 naming the first that it may not know.
  func allow(_ method: Method, forAll params: JSON, _ caller: Caller) throws(Refusal) {
    guard method.params.contains(where: { $0.name == "authorities" }) else { return }
    for (index, named) in (params["authorities"]?.array ?? []).enumerated() {
      guard let authority = named.string.flatMap({ Authority($0) }), isServed(authority, to: caller) else {
        throw Refusal(.notFound, "authority-not-found", at: "/authorities/\(index)")
      }
    }
  }

  /// Whether an authority is served here, as far as this key may know.
  func isServed(_ authority: Authority, to caller: Caller) -> Bool {
    settings.serves(authority) && caller.knows(authority)
  }

  /// That `by` and `officer` say what the key says, where it is a person's.
  ///
  /// - Parameter at: where `members` stands in params.
  /// - Throws: -32003 at the member that differs.
  func checkHolder(_ members: JSON, at pointer: String, _ caller: Caller) throws(Refusal) {
    guard let holder = caller.holder else { return }
    if let officer = holder.officer {
      if let named = members["officer"]?.string, named != officer.text {
        throw Refusal(.notAllowed, "not-the-keys-own", at: "\(pointer)/officer")
      }
      if let named = members["by"]?["id"]?.string, named != officer.text {
        throw Refusal(.notAllowed, "not-the-keys-own", at: "\(pointer)/by/id")
      }
    }
    if let role = holder.role, let named = members["by"]?["role"]?.string, named != role.text {
      throw Refusal(.notAllowed, "not-the-keys-own", at: "\(pointer)/by/role")
    }
  }

  /// Answers a request of a key that has too many waiting.
  func overrun(_ line: [UInt8], from peer: Peer, _ caller: Caller) {
    outputs.append(.reply(peer, Turn.busy(line).line))
  }

  /// What a request of a key is answered that has too many waiting: when to ask again.
  static func busy(_ line: [UInt8]) -> Reply {
    // A line that is too long is not read for its id.
    let id = line.count <= Limits.request ? (try? Request(line: line))?.id : nil
    return Reply(
      id: id,
      .failure(Refusal(.busy, [Fault("busy")], message: "the key has too much waiting", retryAfterMs: Int(Pace.busy))))
  }
}
