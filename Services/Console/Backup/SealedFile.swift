import Crypto
import Foundation

/// A file that only the holder of one private key can read: HPKE (RFC 9180; X25519, SHA-256, ChaCha20-Poly1305).
///
/// `holdfast-backup 1` and LF, the 32 bytes that carry the key, then records: their length in four bytes, the highest
/// first, and the sealed bytes. Each is bound to its place and kind, and the last is an end: what is cut off, moved or
/// changed is seen.
enum SealedFile {
  private static let opening = Array("holdfast-backup 1\n".utf8)
  private static let suite = HPKE.Ciphersuite.Curve25519_SHA256_ChachaPoly
  private static let info = Data("holdfast backup".utf8)
  private static let piece = 1 << 20

  /// What a record is.
  private enum Kind: UInt8 {
    case head = 1
    case piece = 2
    case end = 3
    var data: Data { Data([rawValue]) }
  }

  /// Writes `head` and the bytes of a file to a new file, for the holder of `recipient`'s private key.
  static func seal(
    head: Data, file: String, for recipient: Curve25519.KeyAgreement.PublicKey, to path: String
  ) throws {
    guard
      FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
      let output = FileHandle(forWritingAtPath: path), let input = FileHandle(forReadingAtPath: file)
    else { throw Trouble.wrong("\(path) cannot be made") }
    defer {
      try? output.close()
      try? input.close()
    }
    var sender = try HPKE.Sender(recipientKey: recipient, ciphersuite: suite, info: info)
    try output.write(contentsOf: Data(opening) + sender.encapsulatedKey)
    func record(_ bytes: Data, _ kind: Kind) throws {
      let sealed = try sender.seal(bytes, authenticating: kind.data)
      let length = UInt32(sealed.count)
      try output.write(contentsOf: Data((0..<4).map { UInt8(truncatingIfNeeded: length >> (24 - 8 * $0)) }) + sealed)
    }
    try record(head, .head)
    while let bytes = try input.read(upToCount: piece), !bytes.isEmpty { try record(bytes, .piece) }
    try record(Data(), .end)
    try output.synchronize()
  }

  /// Reads a sealed file: its head is given to `accept`, its bytes are written to the new file that comes of that.
  ///
  /// - Throws: `Trouble` where it is no such file, is another's, was changed or ends too early.
  static func open(
    _ path: String, with key: Curve25519.KeyAgreement.PrivateKey, accept: (Data) throws -> String
  ) throws {
    guard let input = FileHandle(forReadingAtPath: path) else { throw Trouble.wrong("\(path) cannot be read") }
    defer { try? input.close() }
    func read(_ count: Int) throws -> Data {
      var bytes = Data()
      while bytes.count < count, let more = try input.read(upToCount: count - bytes.count), !more.isEmpty {
        bytes += more
      }
      guard bytes.count == count else { throw Trouble.wrong("\(path) ends too early") }
      return bytes
    }
    guard try read(opening.count) == Data(opening) else { throw Trouble.wrong("\(path) is no backup of Holdfast") }
    let carried = try read(32)
    let other = Trouble.wrong("\(path) was changed, or is for another key")
    guard
      var recipient = try? HPKE.Recipient(
        privateKey: key, ciphersuite: suite, info: info, encapsulatedKey: carried)
    else { throw other }
    func record(_ kinds: Kind...) throws -> (Kind, Data) {
      let length = try read(4).reduce(0) { $0 << 8 | Int($1) }
      guard length <= piece + 64 else { throw other }
      let sealed = try read(length)
      // A record that does not open moves nothing on, so that it can be tried as another kind.
      for kind in kinds {
        if let bytes = try? recipient.open(sealed, authenticating: kind.data) { return (kind, bytes) }
      }
      throw other
    }
    let place = try accept(try record(.head).1)
    guard
      FileManager.default.createFile(atPath: place, contents: nil, attributes: [.posixPermissions: 0o600]),
      let output = FileHandle(forWritingAtPath: place)
    else { throw Trouble.wrong("\(place) cannot be made") }
    defer { try? output.close() }
    while true {
      let (kind, bytes) = try record(.piece, .end)
      switch kind {
      case .piece: try output.write(contentsOf: bytes)
      case .head, .end:
        guard try input.read(upToCount: 1)?.isEmpty ?? true else { throw other }
        try output.synchronize()
        return
      }
    }
  }
}
