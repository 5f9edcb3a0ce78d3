import Contracts
import Foundation
import Testing

struct GoldenTests {
  /// The names of the types that Contracts declares as messages, read from its source.
  private func declared() throws -> Set<String> {
    let contracts = GoldenFiles.folder.appending(path: "../../../Shared/Contracts").standardized
      .resolvingSymlinksInPath()
    var names: Set<String> = []
    for file in try FileManager.default.subpathsOfDirectory(atPath: contracts.path) where file.hasSuffix(".swift") {
      let source = try String(contentsOf: contracts.appending(path: file), encoding: .utf8)
      for line in source.split(separator: "\n") where line.hasPrefix("public struct ") {
        guard line.contains(": Message ") || line.contains(": BodyMessage ") else { continue }
        names.insert(String(line.dropFirst(14).prefix { $0 != ":" }))
      }
    }
    return names
  }

  @Test func `the list of messages is complete`() throws {
    #expect(Set(messages.map { "\($0)" }) == (try declared()))
    #expect(Set(messages.map { $0.name }).count == messages.count)
  }

  @Test(arguments: messages.indices)
  func `the newest recorded line of a message has every member its type lists, and no other`(index: Int) throws {
    let message = messages[index]
    let body = try GoldenFiles.body(of: message)
    expectMembers(of: body, are: message.fields, at: message.name)
  }

  private func expectMembers(of value: JSON, are fields: [Field], at place: String) {
    #expect(Set(value.members?.list.map(\.name) ?? []) == Set(fields.map(\.name)), "\(place)")
    for field in fields {
      guard let member = value[field.name] else { continue }
      switch field.shape {
      case .object(let inner): expectMembers(of: member, are: inner, at: "\(place)/\(field.name)")
      case .list(.object(let inner), _):
        for element in member.array ?? [] { expectMembers(of: element, are: inner, at: "\(place)/\(field.name)") }
      case .text, .sealed, .hash, .identifier, .review, .authority, .word, .oneOf, .code, .date, .time, .sequence,
        .integer, .number, .boolean, .list, .anyObject, .either, .any:
        break
      }
    }
  }

  @Test(arguments: messages.indices)
  func `every recorded line of a message, old or new, is read by its type and written again the same`(
    index: Int
  ) throws {
    let message = messages[index]
    for body in try GoldenFiles.bodies(of: message) {
      func again<Type: Message>(_ type: Type.Type) throws -> JSON { try Type.read(body).json }
      let written = try again(message)
      #expect(written == body, "\(message.name)")
      let order = message.fields.map(\.name).filter { body[$0] != nil }
      #expect(written.members?.list.map(\.name) == order, "\(message.name): in the fields' order")
    }
  }

  @Test(arguments: events.indices)
  func `a recorded event is read as it was told, from its very bytes`(index: Int) throws {
    let wire = events[index].name
    for name in try GoldenFiles.names(of: wire) {
      let line = try GoldenFiles.line(name)
      let event = try Event(told: line)
      #expect(event.type == wire)
      #expect(event.range == 0..<line.count)
      #expect(event.sequence != nil && event.receivedtime != nil)
      #expect(event.correlationid == "flow-417" && event.causationid == "9f0c0000")
      #expect(try JSON.read(line).line == line, "nothing is lost or moved")
    }
  }

  @Test func `a recorded fact has every member of the envelope`() throws {
    let all = Set(Event.fields.map(\.name)).union(["journaledtime", "sequence"])
    #expect(Set(try GoldenFiles.value("child-entered-care").members?.list.map(\.name) ?? []) == all)
  }

  @Test(arguments: (commands + questions).indices)
  func `a recorded request is read and written again the same`(index: Int) throws {
    let message = (commands + questions)[index]
    func params(_ type: (some Message).Type) -> [Field] { Method.command(type).params }
    let fields = commands.contains { $0 == message } ? params(message) : message.fields
    #expect(Set(fields.map(\.name)).count == fields.count, "no member is told twice")
    for name in try GoldenFiles.names(of: message.name) {
      let line = try GoldenFiles.line(name)
      let request = try Request(line: line)
      #expect(request.method == message.name)
      #expect(request.line == line)
      var faults: [Fault] = []
      Field.check(fields, oneOf: message.groups, request.params, at: "", into: &faults)
      #expect(faults.isEmpty, "\(name): \(faults)")
    }
  }

  @Test func `a recorded reply is read and written again the same`() throws {
    let replies = try GoldenFiles.names().filter { $0.hasPrefix("reply-") || $0.hasSuffix(".reply") }
    #expect(replies.count >= 40)
    for name in replies {
      let line = try GoldenFiles.line(name)
      #expect(try Reply(line: line).line == line, "\(name)")
    }
  }

  @Test func `the newer lines of a name are numbered from 2 without a gap`() throws {
    let all = Set(try GoldenFiles.names())
    for name in all {
      let parts = name.split(separator: ".").map(String.init)
      guard parts.count > 1, let number = Int(parts[1]) else { continue }
      let rest = parts.dropFirst(2).map { ".\($0)" }.joined()
      let older = number == 2 ? parts[0] : "\(parts[0]).\(number - 1)"
      #expect(number >= 2 && all.contains(older + rest), "\(name)")
    }
  }

  @Test func `every line recorded is a line of the protocol`() throws {
    for name in try GoldenFiles.names() {
      let line = try GoldenFiles.line(name)
      #expect(try JSON.read(line, limit: Limits.reply).line == line, "\(name)")
    }
  }
}
