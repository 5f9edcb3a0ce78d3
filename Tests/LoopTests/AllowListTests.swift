import Contracts
import Foundation
import Testing
import Wire

@testable import Loop

/// The allow list: what a line says, what makes it a bad one, and what a running service makes of a newer list.
@Suite struct AllowListTests {
  static let key = "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7"
  static let other = "Yne@$w-vo<fVvi]a<NY6T1ed:M$fCG*[IaLV{hID"

  static func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

  @Test func `a line says what a key may do, for whom, whose it is and when`() throws {
    let text = "jones \(Self.key) command,ask medway,camden officer=M-IRO-1 role=officer 2026-04-01..2027-03-31"
    let key = try AllowedKey(line: text)
    #expect(key.name == "jones" && key.key == Self.key)
    #expect(key.permissions == [.command, .ask])
    #expect(key.authorities == Set(["medway", "camden"].compactMap { Authority($0) }))
    #expect(key.officer?.text == "M-IRO-1" && key.role?.text == "officer")
    #expect(
      try ["2026-03-31", "2026-04-01", "2027-03-31", "2027-04-01"].map { key.holds(on: try Self.day($0)) }
        == [false, true, true, false])
    #expect(try AllowedKey(line: key.line) == key)
    for more in ["", " 2026-04-01..", " ..2026-04-01", " officer=A", " role=team-manager ..2026-01-01"] {
      let line = "n.1_a-b \(Self.key) publish,import,ask:figures,follow,admin *\(more)"
      let read = try AllowedKey(line: line)
      #expect(read.authorities == nil)
      #expect(try AllowedKey(line: read.line) == read)
    }
  }

  @Test(arguments: [
    "jones", "jones KEY", "jones KEY ask", "jo/nes KEY ask medway", "jones short ask medway", "jones KEY ask, medway",
    "jones KEY asks medway", "jones KEY ask Medway", "jones KEY ask medway,", "jones KEY ask *,medway",
    "jones KEY ask medway officer=", "jones KEY ask medway officer=A officer=B", "jones KEY ask medway role=Boss",
    "jones KEY ask medway ..", "jones KEY ask medway 2026-02-30..", "jones KEY ask medway 2026-02-02..2026-02-01",
    "jones KEY ask medway 2026-02-02", "jones KEY ask medway team=A", "jones KEY ask medway ..2026-02-01 2026-01-01..",
    String(repeating: "n", count: 65) + " KEY ask medway",
  ])
  func `a line that is not understood whole is a bad one`(line: String) {
    #expect(throws: AllowedKey.BadLine.self) { try AllowedKey(line: line.replacing("KEY", with: Self.key)) }
  }

  @Test func `a bad list is refused with the number of its line`() throws {
    let good = "# who may do what\n\na \(Self.key) ask medway\n"
    #expect(try AllowList(good).keys.count == 1)
    for bad in ["b", "b \(Self.other) ask", "b \(String(repeating: "\\", count: 40)) ask *", "b \(Self.key) ask *"] {
      #expect {
        try AllowList(good + bad)
      } throws: { error in
        "\(error)".hasPrefix("line 4 of 'allow': ")
      }
    }
  }

  @Test func `a key of no day comes in only on its days`() throws {
    let list = try AllowList("a \(Self.key) ask medway 2026-02-01..2026-02-02\nb \(Self.other) ask *")
    #expect(list.callers(on: try Self.day("2026-01-31")).keys.sorted() == [Self.other])
    #expect(list.callers(on: try Self.day("2026-02-01"))[Self.key]?.name == "a")
    #expect(list.callers(on: try Self.day("2026-02-03"))[Self.key] == nil)
  }

  @Test(arguments: [
    ("follow *", "follow *", false), ("follow medway", "follow *", false), ("follow *", "follow medway", true),
    ("follow medway,camden", "follow medway", true), ("follow *", "ask *", true), ("ask *", "ask *", false),
    ("ask *", "follow *", false), ("follow *", "", true),
  ])
  func `a key that follows less than before is noticed`(before: String, after: String, isLost: Bool) throws {
    func callers(_ words: String) throws -> [String: Caller] {
      try AllowList(words.isEmpty ? "" : "a \(Self.key) \(words)").callers(on: try Self.day("2026-02-01"))
    }
    #expect(try callers(before).losesFollowing(in: try callers(after)) == isLost)
  }

  // MARK: The ring

  /// A folder with a pair of keys and a list that can be changed.
  final class Box {
    let path = FileManager.default.temporaryDirectory.path + "/ring-\(UUID().uuidString)"
    var day = CivilDate(daysSince1970: 20_000)

    init(_ list: String) throws {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      try KeyPair.generate().write(to: path + "/desk.secret")
      try write(list)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ list: String) throws {
      try Data(list.utf8).write(to: URL(fileURLWithPath: path + "/allow"), options: .atomic)
    }

    func ring() throws -> KeyRing { try KeyRing(folder: path, name: "desk") { [self] in day } }
  }

  @Test func `a list that changed is read again, and a bad one changes nothing`() throws {
    let box = try Box("a \(Self.key) ask,follow *")
    let ring = try box.ring()
    let (known, stranger) = (try PublicKey(Self.key), try PublicKey(Self.other))
    #expect(ring.renew() == nil)
    #expect(ring.user(of: known) == Self.key && ring.user(of: stranger) == nil)
    try box.write("a \(Self.key) asks *")
    let bad = try #require(ring.renew())
    #expect(bad.fault?.description.hasPrefix("line 1 of 'allow': ") == true && !bad.isFollowingLost)
    #expect(ring.caller(of: Self.key).permissions == [.ask, .follow])
    #expect(ring.renew() == nil)
    try FileManager.default.removeItem(atPath: box.path + "/allow")
    #expect(ring.renew()?.fault != nil)
    #expect(ring.user(of: known) == Self.key)
    try box.write("a \(Self.other) ask *")
    let good = try #require(ring.renew())
    #expect(good.fault == nil && good.isFollowingLost)
    #expect(ring.user(of: known) == nil && ring.user(of: stranger) == Self.other)
    // The name is another key's now; the connection of the one before has nothing of it.
    #expect(ring.caller(of: Self.key) == .nobody)
    #expect(ring.caller(of: Self.other).name == "a")
  }

  @Test func `a day that ends a key's time ends what it may do`() throws {
    let box = try Box("a \(Self.key) follow * ..\(CivilDate(daysSince1970: 20_000))")
    let ring = try box.ring()
    #expect(ring.caller(of: Self.key).permissions == [.follow])
    box.day = CivilDate(daysSince1970: 20_001)
    #expect(ring.renew()?.isFollowingLost == true)
    #expect(ring.caller(of: Self.key) == .nobody)
  }

  @Test func `a folder that others may read is not used for a store`() throws {
    let folder = FileManager.default.temporaryDirectory.path + "/data-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    func set(_ mode: Int, _ path: String) throws {
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }
    #expect(throws: Never.self) { try DataFolder.check(folder) }
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let file = folder + "/journal.sqlite"
    _ = FileManager.default.createFile(atPath: file, contents: nil, attributes: [.posixPermissions: 0o600])
    #expect(throws: Never.self) { try DataFolder.check(folder) }
    for mode in [0o640, 0o604, 0o660] {
      try set(mode, file)
      #expect(throws: SettingError.self) { try DataFolder.check(folder) }
    }
    try set(0o600, file)
    for mode in [0o750, 0o705, 0o711] {
      try set(mode, folder)
      #expect(throws: SettingError.self) { try DataFolder.check(folder) }
    }
  }
}
