import Contracts
import Foundation
import Testing
import Wire

@testable import holdfast

/// Keys made once.
@Suite struct KeyFolderTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "holdfast-\(UUID().uuidString)").path

  private func contents() throws -> [String: Data] {
    var contents: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      contents[name] = FileManager.default.contents(atPath: "\(folder)/\(name)")
    }
    return contents
  }

  @Test func `a folder gets a pair for each service and the console, and a second time nothing changes`() throws {
    _ = try KeyFolder(folder).complete()
    let before = try contents()
    #expect(before.count == 11)
    for name in KeyFolder.names {
      let pair = try KeyPair.read(from: "\(folder)/\(name).secret")
      #expect(before["\(name).public"] == Data("\(pair.publicKey)\n".utf8))
    }
    _ = try KeyFolder(folder).complete()
    #expect(try contents() == before)
  }

  @Test func `secrets are for their owner only`() throws {
    _ = try KeyFolder(folder).complete()
    #expect(try FileManager.default.attributesOfItem(atPath: folder)[.posixPermissions] as? Int == 0o700)
    for name in KeyFolder.names {
      let facts = try FileManager.default.attributesOfItem(atPath: "\(folder)/\(name).secret")
      #expect(facts[.posixPermissions] as? Int == 0o600)
    }
  }

  @Test func `nobody may do more than it needs`() throws {
    _ = try KeyFolder(folder).complete()
    let text = try String(contentsOfFile: "\(folder)/allow", encoding: .utf8)
    let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { $0.split(separator: " ") }
    #expect(lines.map { String($0[0]) } == ["participation", "disputes", "reporting", "console"])
    #expect(lines.allSatisfy { $0.count == 4 && $0[3] == "*" })
    for line in lines.prefix(3) { #expect(line[2] == "follow") }
    #expect(Set(lines[3][2].split(separator: ",")).count == 7)
    for line in lines { #expect(throws: Never.self) { try PublicKey(String(line[1])) } }
  }

  @Test func `what is missing is made again from what is there`() throws {
    _ = try KeyFolder(folder).complete()
    let before = try contents()
    try FileManager.default.removeItem(atPath: "\(folder)/disputes.public")
    try FileManager.default.removeItem(atPath: "\(folder)/allow")
    _ = try KeyFolder(folder).complete()
    #expect(try contents() == before)
  }

  @Test func `a public key of another pair is told and left`() throws {
    _ = try KeyFolder(folder).complete()
    let other = try KeyPair.generate().publicKey.text
    try Data(other.utf8).write(to: URL(fileURLWithPath: "\(folder)/disputes.public"))
    #expect(throws: Trouble.self) { try KeyFolder(folder).complete() }
    #expect(try contents()["disputes.public"] == Data(other.utf8))
  }
}
