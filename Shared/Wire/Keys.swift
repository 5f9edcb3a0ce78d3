import CZeroMQ

/// A CURVE public key: 32 bytes, told as 40 characters of Z85 (RFC 32). It names a peer and is no secret.
public struct PublicKey: Hashable, Sendable, CustomStringConvertible {
  /// The key as 40 characters of Z85.
  public let text: String

  /// Reads 40 characters of Z85.
  ///
  /// - Throws: `.badKey` where they are none.
  public init(_ text: String) throws(WireError) {
    guard isKeyText(text) else { throw WireError(.badKey, "read", "public key") }
    self.text = text
  }

  /// Reads the 32 bytes that a gatekeeper is shown.
  ///
  /// - Throws: `.badKey` where they are not 32.
  public init(bytes: [UInt8]) throws(WireError) {
    guard bytes.count == 32 else { throw WireError(.badKey, "read", "public key") }
    var text = [CChar](repeating: 0, count: 41)
    guard unsafe zmq_z85_encode(&text, bytes, bytes.count) != nil else { throw WireError.last("write", "public key") }
    self.text = keyText(text)
  }

  /// The key as 40 characters of Z85.
  public var description: String { text }
}

/// A CURVE key pair. The secret is in no description, no debugger's summary and no error.
public struct KeyPair: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// What may be shown.
  public let publicKey: PublicKey
  /// What may not: for key files and socket options only.
  let secretText: String

  private init(publicKey: PublicKey, secretText: String) {
    self.publicKey = publicKey
    self.secretText = secretText
  }

  /// A new pair from the system's randomness.
  ///
  /// - Throws: `.other` where this libzmq was built without CURVE.
  public static func generate() throws(WireError) -> KeyPair {
    var shown = [CChar](repeating: 0, count: 41)
    var secret = [CChar](repeating: 0, count: 41)
    guard unsafe zmq_curve_keypair(&shown, &secret) == 0 else { throw WireError.last("generate", "key pair") }
    return KeyPair(publicKey: try PublicKey(keyText(shown)), secretText: keyText(secret))
  }

  /// The pair of a secret key: 40 characters of Z85.
  ///
  /// - Throws: `.badKey` where they are none.
  public init(secret: String) throws(WireError) {
    guard isKeyText(secret) else { throw WireError(.badKey, "read", "secret key") }
    var shown = [CChar](repeating: 0, count: 41)
    guard unsafe zmq_curve_public(&shown, secret) == 0 else { throw WireError(.badKey, "derive", "public key") }
    self.init(publicKey: try PublicKey(keyText(shown)), secretText: secret)
  }

  /// The public half only.
  public var description: String { "KeyPair(\(publicKey))" }
  /// The public half only.
  public var debugDescription: String { description }
  /// The public half only.
  public var customMirror: Mirror { Mirror(self, children: ["publicKey": publicKey.text]) }
}

/// True for 40 characters that libzmq decodes to 32 bytes.
private func isKeyText(_ text: String) -> Bool {
  guard text.utf8.count == 40, !text.utf8.contains(0) else { return false }
  var bytes = [UInt8](repeating: 0, count: 32)
  return unsafe zmq_z85_decode(&bytes, text) != nil
}

private func keyText(_ characters: [CChar]) -> String {
  String(decoding: characters.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}
