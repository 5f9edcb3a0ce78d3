import Contracts
import Foundation
import Testing

@testable import holdfast

/// Files that are played and published, and how far.
@Suite struct FileTests {
  private func folder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: "holdfast-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  private func file(_ text: String) throws -> String {
    let file = try folder().appending(path: "lines.ndjson")
    try Data(text.utf8).write(to: file)
    return file.path
  }

  private func lines(_ source: LineSource) -> [String] {
    var lines: [String] = []
    while case .line(let line) = source.next() {
      lines.append("\(line.number) \(String(decoding: line.bytes, as: UTF8.self))")
    }
    return lines
  }

  @Test(
    arguments: [
      ("", [], 0), ("a", ["1 a"], 1), ("a\n", ["1 a"], 1), ("a\n\nb", ["1 a", "3 b"], 3), ("\n\na\n", ["3 a"], 3),
    ] as [(String, [String], Int)])
  func `lines keep their numbers and empty ones are passed over`(text: String, expected: [String], count: Int) throws {
    let path = try file(text)
    #expect(lines(try LineSource(path)) == expected)
    #expect(try LineSource.count(in: path) == count)
  }

  @Test func `a profile's faults are named by their lines`() throws {
    #expect(try AdoptCommand.read("thurrock") == .string("thurrock"))
    let good = try file("{\n  \"name\": \"camden\",\n  \"local\": { \"recordWorkingDays\": 10 }\n}\n")
    #expect(try AdoptCommand.read(good)["local"]?["recordWorkingDays"]?.integer == 10)
    let bad = try file("{\n  \"name\": \"camden\",\n  \"local\": {\n    \"recordWorkingDay\": 10\n  }\n}\n")
    #expect(
      throws: Trouble.wrong("\(bad) is faulty:\nline 4: unknown-member at /local/recordWorkingDay")
    ) { try AdoptCommand.read(bad) }
    #expect(throws: Trouble.self) { try AdoptCommand.read("nobody") }
  }

  @Test func `lines longer than one reading come whole`() throws {
    let long = String(repeating: "x", count: 700_000)
    let path = try file("a\n\(long)\nb\n")
    #expect(lines(try LineSource(path)) == ["1 a", "2 \(long)", "3 b"])
  }

  @Test func `the first lines can be passed over, empty ones counted`() throws {
    let source = try LineSource(try file("a\n\nb\nc\n"))
    source.skip(2)
    #expect(lines(source) == ["3 b", "4 c"])
  }

  @Test func `a file that is not there and a folder are told by name`() throws {
    #expect(throws: Trouble.wrong("there is no file /nowhere/at/all")) { try LineSource("/nowhere/at/all") }
    let path = try folder().path
    #expect(throws: Trouble.wrong("there is no file \(path)")) { try LineSource(path) }
  }

  @Test func `a line to be played keeps the bytes of its params`() throws {
    let params = #"{"authority":"westminster", "fte":1.0,"note":"é\u00e9"}"#
    let text =
      #"{"to":"scheduling","request":{"jsonrpc":"2.0","id":9,"method":"register-officer","params":\#(params)}}"#
    let outgoing = try PlayLine.outgoing(.init(number: 7, bytes: Array(text.utf8))).get()
    #expect(outgoing.service == .scheduling)
    #expect(outgoing.method == "register-officer")
    #expect(String(decoding: outgoing.params, as: UTF8.self) == params)
    let line = String(decoding: outgoing.line(numbered: 7), as: UTF8.self)
    #expect(line == #"{"jsonrpc":"2.0","id":"7","method":"register-officer","params":\#(params)}"#)
    let request = try Request(line: Array(line.utf8))
    #expect(request.id == .string("7"))
  }

  @Test(arguments: [
    ("junk", [Fault("not-json")]),
    (#"{"request":{"method":"x"}}"#, [Fault("missing", at: "/to")]),
    (#"{"to":"voice","request":{"method":"x"}}"#, [Fault("unknown-word", at: "/to")]),
    (#"{"to":"disputes","request":5}"#, [Fault("not-an-object", at: "/request")]),
    (#"{"to":"disputes","request":{}}"#, [Fault("method-missing", at: "/request/method")]),
    (#"{"to":"disputes","request":{"method":"x","params":[]}}"#, [Fault("not-an-object", at: "/request/params")]),
    (#"{"to":"disputes","to":"disputes"}"#, [Fault("member-twice")]),
  ])
  func `a line that cannot be played says what is wrong`(text: String, faults: [Fault]) {
    guard case .failure(let refusal) = PlayLine.outgoing(.init(number: 1, bytes: Array(text.utf8))) else {
      Issue.record("it was taken")
      return
    }
    #expect(refusal.faults == faults)
  }

  @Test func `an event is published in its own bytes`() throws {
    let event = #"{"id":"1", "type":"child-left-care","subject":"C-1","data":{"x":1.50}}"#
    let line = LineSource.Line(number: 1, bytes: Array(event.utf8))
    let (name, outgoing) = try PublishCommand.outgoing(line, to: .participation).get()
    #expect(name == "child-left-care C-1")
    #expect(outgoing.service == .participation)
    #expect(String(decoding: outgoing.params, as: UTF8.self) == #"{"event":\#(event)}"#)
  }

  @Test func `a bookmark is kept and read again`() throws {
    let path = try file("a\nb\n")
    let kept = try folder().appending(path: "mark").path
    var bookmark = try Bookmark(of: path)
    try bookmark.read(from: kept)
    #expect(bookmark.lines == 0)
    bookmark.lines = 2
    try bookmark.write(to: kept)
    var again = try Bookmark(of: path)
    try again.read(from: kept)
    #expect(again == bookmark)
    #expect(again.lines == 2)
  }

  @Test func `the bookmark of another file is refused`() throws {
    let kept = try folder().appending(path: "mark").path
    try Bookmark(of: try file("a\nb\n")).write(to: kept)
    var other = try Bookmark(of: try file("something else\n"))
    #expect(throws: Trouble.self) { try other.read(from: kept) }
    try Data("junk".utf8).write(to: URL(fileURLWithPath: kept))
    #expect(throws: Trouble.wrong("\(kept) does not say how far a file was played")) { try other.read(from: kept) }
    #expect(throws: Trouble.self) { try Bookmark(of: "-") }
  }
}
