import ArgumentParser
import Contracts
import Foundation
import Testing
import Wire

@testable import holdfast

/// The allow list, changed by the console's commands.
@Suite struct KeyListTests {
  /// A folder of keys, gone after the test.
  final class Box {
    let path = FileManager.default.temporaryDirectory.appending(path: "keys-\(UUID().uuidString)").path
    deinit { try? FileManager.default.removeItem(atPath: path) }

    func run<Command: ParsableCommand>(_ type: Command.Type, _ arguments: String...) throws {
      var command = try type.parse(arguments + ["--folder", path])
      try command.run()
    }

    func lines() throws -> [String] {
      try String(contentsOfFile: path + "/allow", encoding: .utf8).split(separator: "\n").map(String.init)
    }

    func key(_ name: String) throws -> String {
      try KeyPair.read(from: "\(path)/\(name).secret").publicKey.text
    }
  }

  @Test func `a key is made, listed, changed and revoked, and other lines stay as they are`() throws {
    let box = Box()
    _ = try KeyFolder(box.path).complete()
    let before = try box.lines()
    try box.run(KeysCommand.New.self, "jones")
    #expect(throws: Trouble.self) { try box.run(KeysCommand.New.self, "jones") }
    let jones = try box.key("jones")
    try box.run(
      KeysCommand.Allow.self, "jones", "--may", "ask,command", "--for", "medway", "--officer", "M-1", "--role",
      "officer", "--to", "2030-01-01")
    #expect(try box.lines() == before + ["jones \(jones) command,ask medway officer=M-1 role=officer ..2030-01-01"])
    try box.run(KeysCommand.Allow.self, "jones", "--may", "ask", "--for", "medway,camden")
    #expect(try box.lines() == before + ["jones \(jones) ask camden,medway"])
    try box.run(KeysCommand.Revoke.self, "jones")
    let left = try box.lines()
    #expect(left.dropLast() == before[...])
    #expect(
      left.last?.hasPrefix("# revoked ") == true && left.last?.hasSuffix("jones \(jones) ask camden,medway") == true)
    #expect(throws: Trouble.self) { try box.run(KeysCommand.Revoke.self, "jones") }
    for bad in [["--may", "everything", "--for", "*"], ["--may", "ask", "--for", "Medway"]] {
      #expect(throws: Trouble.self) { try box.run(KeysCommand.Allow.self, "jones", bad[0], bad[1], bad[2], bad[3]) }
    }
    #expect(throws: Trouble.self) { try box.run(KeysCommand.Allow.self, "nobody", "--may", "ask", "--for", "*") }
    #expect(try box.lines() == left)
  }

  @Test(arguments: [nil, 0, 30])
  func `a key that is rotated may do the same, and the one before ends`(days: Int?) throws {
    let box = Box()
    try box.run(KeysCommand.New.self, "mosaic")
    try box.run(KeysCommand.Allow.self, "mosaic", "--may", "publish,import", "--for", "medway", "--from", "2020-01-01")
    let old = try box.key("mosaic")
    if let days {
      try box.run(KeysCommand.Rotate.self, "mosaic", "--days", "\(days)")
    } else {
      try box.run(KeysCommand.Rotate.self, "mosaic")
    }
    let new = try box.key("mosaic")
    #expect(old != new)
    let list = try KeyList(KeyFolder(box.path)).keys
    #expect(list.last?.line == "mosaic \(new) publish,import medway 2020-01-01..")
    #expect(list.count == (days == nil ? 1 : 2))
    if let days {
      #expect(list.first?.key == old && list.first?.to == KeysCommand.today().adding(days: days))
    }
    let published = try String(contentsOfFile: "\(box.path)/mosaic.public", encoding: .utf8)
    #expect(published == new + "\n")
    let kept = "\(box.path)/mosaic.secret.\(KeysCommand.today())"
    #expect(try KeyPair.read(from: kept).publicKey.text == old)
  }

  @Test func `a list with a bad line is not written over, and the line is named`() throws {
    let box = Box()
    try box.run(KeysCommand.New.self, "jones")
    try Data("# mine\nbroken\n".utf8).write(to: URL(fileURLWithPath: box.path + "/allow"))
    #expect {
      try box.run(KeysCommand.Allow.self, "jones", "--may", "ask", "--for", "*")
    } throws: { error in
      (error as? Trouble)?.sentence.contains("line 2 of") == true
    }
    #expect(try box.lines() == ["# mine", "broken"])
  }
}
