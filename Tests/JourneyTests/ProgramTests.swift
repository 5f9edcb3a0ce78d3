import Contracts
import Foundation
import Support
import Testing
import Wire

/// Each program by itself: flags, settings, sockets for those who can only publish.
@Suite struct ProgramTests {
  /// Runs a program to its end; its status and what it wrote.
  static func run(
    _ name: String, _ arguments: [String], _ settings: [String: String] = [:]
  ) throws -> (status: Int32, output: String, errors: String) {
    let process = Process()
    process.executableURL = URL(filePath: try BuiltProgram.path(of: name))
    process.arguments = arguments
    process.environment = settings.merging(["PATH": "/usr/bin:/bin"]) { given, _ in given }
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let written = output.fileHandleForReading.readDataToEndOfFile()
    let said = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: written, as: UTF8.self), String(decoding: said, as: UTF8.self))
  }

  @Test(arguments: ServiceName.allCases)
  func `a service tells its version and its flags`(service: ServiceName) throws {
    let version = try ProgramTests.run(service.rawValue, ["--version"])
    #expect(version.status == 0)
    #expect(version.output == holdfastVersion + "\n")
    let help = try ProgramTests.run(service.rawValue, ["--help"])
    #expect(help.status == 0)
    for word in ["USAGE: \(service.rawValue)", "--data", "--check-config", "HOLDFAST_KEYS"] {
      #expect(help.output.contains(word))
    }
  }

  @Test(
    arguments: ServiceName.allCases,
    [
      ("HOLDFAST_CLOCK", "sundial"), ("HOLDFAST_AUTHORITIES", "Medway"), ("HOLDFAST_BIND", "example.org"),
      ("HOLDFAST_BIND", "*"), ("HOLDFAST_KEYS", "/nowhere"),
    ])
  func `a setting that cannot be used ends with 2 and its name`(
    service: ServiceName, setting: (name: String, value: String)
  ) throws {
    let ended = try ProgramTests.run(service.rawValue, ["--check-config"], [setting.name: setting.value])
    #expect(ended.status == 2)
    // On an address others can reach, it is the keys that are missing.
    let named = setting.value == "*" ? "HOLDFAST_KEYS" : setting.name
    #expect(ended.errors.contains("\"setting\":\"\(named)\""), "\(ended.errors)")
  }

  @Test(arguments: ServiceName.allCases)
  func `settings that can be used end the check with 0`(service: ServiceName) throws {
    #expect(try ProgramTests.run(service.rawValue, ["--check-config", "--clock", "follow"]).status == 0)
  }

  @Test func `what is heard at the ear is journaled, and what is not accepted is kept in the refused ledger`() throws {
    let house = try House()
    try house.start(.scheduling)
    let desk = try Desk(house.desk(of: .scheduling))
    _ = try desk.ask("health", [])
    let context = try Context()
    let publisher = try Socket(context, .publisher, .none)
    defer {
      publisher.close()
      context.close()
    }
    try publisher.connect(try Endpoint("tcp://127.0.0.1:\(house.port + 2)"))
    let event = try #require(Sample.lines.first { $0.request.method == "publish" }?.request.params["event"])
    let deadline = Date(timeIntervalSinceNow: 20)
    var head = ""
    // PUB drops what is sent before the connection stands: it is sent again until it has arrived.
    while head.isEmpty || head == Contracts.Sequence.zero.text, Date() < deadline {
      _ = try publisher.send([event.line])
      _ = try publisher.send([Array("westminster/child-entered-care".utf8), Array("no JSON".utf8)])
      let health = try desk.ask("health", []).outcome.get()
      head = health["authorities"]?.array?.first?["head"]?.string ?? ""
    }
    #expect(head >= Contracts.Sequence(2).text)
    let refused = try desk.ask("refused", []).outcome.get()["items"]?.array ?? []
    #expect(refused.first?["reason"]?.string == "not-json")
    #expect(refused.first?["line"]?.string == "no JSON")
  }
}
