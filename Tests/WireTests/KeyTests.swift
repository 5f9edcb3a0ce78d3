import Foundation
import Testing
import Wire

@Suite struct KeyTests {
  /// The pair of libzmq's own documentation of `zmq_curve_keypair`.
  private let secret = "JTKVSB%%)wK0E.X)V>+}o?pNmC{O&4W4b!Ni{Lh6"
  private let shown = "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7"

  @Test func `the public key follows from the secret`() throws {
    #expect(try KeyPair(secret: secret).publicKey.text == shown)
  }

  @Test func `every pair generated is another, of 40 characters`() throws {
    let keys = try (0..<8).map { _ in try KeyPair.generate().publicKey.text }
    #expect(Set(keys).count == 8)
    #expect(keys.allSatisfy { $0.utf8.count == 40 })
  }

  @Test func `a key read as bytes is the key read as text`() throws {
    // RFC 26 shows this pair's public key as bytes.
    let bytes: [UInt8] = [
      0xBB, 0x88, 0x47, 0x1D, 0x65, 0xE2, 0x65, 0x9B, 0x30, 0xC5, 0x5A, 0x53, 0x21, 0xCE, 0xBB, 0x5A,
      0xAB, 0x2B, 0x70, 0xA3, 0x98, 0x64, 0x5C, 0x26, 0xDC, 0xA2, 0xB2, 0xFC, 0xB4, 0x3F, 0xC5, 0x18,
    ]
    #expect(try PublicKey(bytes: bytes).text == "Yne@$w-vo<fVvi]a<NY6T1ed:M$fCG*[IaLV{hID")
    #expect(throws: WireError(.badKey, "read", "public key")) { try PublicKey(bytes: Array(bytes.dropLast())) }
  }

  @Test(arguments: [
    "", "short", "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf", "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf77",
    "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf~", "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yé",
    "########################################",
  ])
  func `what is not 40 characters of Z85 is no key`(text: String) {
    #expect(throws: WireError(.badKey, "read", "public key")) { try PublicKey(text) }
    #expect(throws: WireError(.badKey, "read", "secret key")) { try KeyPair(secret: text) }
  }

  @Test func `the secret is never printed`() throws {
    let pair = try KeyPair(secret: secret)
    var dumped = ""
    dump(pair, to: &dumped)
    dump(Security.server(pair, domain: "desk"), to: &dumped)
    let printed = "\(pair) \(String(reflecting: pair)) \(Security.server(pair, domain: "desk")) \([pair]) \(dumped)"
    #expect(!printed.contains(secret))
    #expect(printed.contains(shown))
  }

  @Test func `a secret written is read again, from a file of mode 0600`() throws {
    let folder = try Folder()
    let path = folder.path("desk.key")
    try KeyPair(secret: secret).write(to: path)
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    #expect(try KeyPair.read(from: path).publicKey.text == shown)
  }

  @Test func `a key file is never overwritten`() throws {
    let folder = try Folder()
    let path = folder.path("desk.key")
    try KeyPair(secret: secret).write(to: path)
    #expect(throws: WireError(.alreadyExists, "write key", path)) { try KeyPair.generate().write(to: path) }
    #expect(try KeyPair.read(from: path).publicKey.text == shown)
  }

  @Test(arguments: [0o604, 0o640, 0o602, 0o660, 0o700, 0o777, 0o601, 0o4600])
  func `a key file that is open to more than its owner is refused`(mode: Int) throws {
    let folder = try Folder()
    let path = folder.path("desk.key")
    try KeyPair(secret: secret).write(to: path)
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    #expect(throws: WireError(.permission, "read key", path)) { try KeyPair.read(from: path) }
  }

  @Test(arguments: [0o400, 0o600])
  func `a key file of its owner alone is read`(mode: Int) throws {
    let folder = try Folder()
    let path = folder.path("desk.key")
    try KeyPair(secret: secret).write(to: path)
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    #expect(try KeyPair.read(from: path).publicKey.text == shown)
  }

  @Test func `a key file that is not there, no file, or no key is refused, and its path told`() throws {
    let folder = try Folder()
    #expect(throws: WireError(.missing, "read key", folder.path("none"))) {
      try KeyPair.read(from: folder.path("none"))
    }
    #expect(throws: WireError(.missing, "write key", folder.path("none/key"))) {
      try KeyPair.generate().write(to: folder.path("none/key"))
    }
    #expect(throws: WireError(.badKey, "read key", folder.path(""))) { try KeyPair.read(from: folder.path("")) }
    for content in ["", "\n", secret + "\n\n", secret + secret, "short\n"] {
      let path = folder.path(UUID().uuidString)
      #expect(
        FileManager.default.createFile(
          atPath: path, contents: Data(content.utf8), attributes: [.posixPermissions: 0o600]))
      #expect(throws: WireError(.badKey, "read key", path)) { try KeyPair.read(from: path) }
    }
  }
}
