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
      for line in source.split(separator: "\n") where line.hasPrefix("public struct ") && line.contains(": Message ") {
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
  func `a recorded message has every member its type lists, and no other`(index: Int) throws {
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
      case .text, .identifier, .review, .authority, .word, .oneOf, .code, .date, .time, .sequence, .integer, .number,
        .boolean, .list, .anyObject, .either, .any:
        break
      }
    }
  }

  @Test(arguments: messages.indices)
  func `a recorded message is read by its type and written again the same`(index: Int) throws {
    let message = messages[index]
    let body = try GoldenFiles.body(of: message)
    func again<Type: Message>(_ type: Type.Type) throws -> JSON { try Type.read(body).json }
    let written = try again(message)
    #expect(written == body, "\(message.name)")
    #expect(written.members?.list.map(\.name) == message.fields.map(\.name), "\(message.name): in the fields' order")
  }

  @Test(arguments: events.indices)
  func `a recorded event is read as it was told, from its very bytes`(index: Int) throws {
    let name = events[index].name
    let line = try GoldenFiles.line(name)
    let event = try Event(told: line)
    #expect(event.type == name)
    #expect(event.range == 0..<line.count)
    #expect(event.sequence != nil && event.receivedtime != nil)
    #expect(event.correlationid == "flow-417" && event.causationid == "9f0c0000")
    #expect(try JSON.read(line).line == line, "nothing is lost or moved")
  }

  @Test func `a recorded fact has every member of the envelope`() throws {
    let all = Set(Event.fields.map(\.name)).union(["journaledtime", "sequence"])
    #expect(Set(try GoldenFiles.value("child-entered-care").members?.list.map(\.name) ?? []) == all)
  }

  @Test(arguments: (commands + questions).indices)
  func `a recorded request is read and written again the same`(index: Int) throws {
    let message = (commands + questions)[index]
    let line = try GoldenFiles.line(message.name)
    let request = try Request(line: line)
    #expect(request.method == message.name)
    #expect(request.line == line)
    var faults: [Fault] = []
    let method: [Field] = commands.contains { $0 == message } ? Method.commandFields + message.fields : message.fields
    Field.check(method, oneOf: message.groups, request.params, at: "", into: &faults)
    #expect(faults.isEmpty, "\(faults)")
  }

  @Test func `a recorded reply is read and written again the same`() throws {
    let replies = try GoldenFiles.names().filter { $0.hasPrefix("reply-") || $0.hasSuffix(".reply") }
    #expect(replies.count >= 40)
    for name in replies {
      let line = try GoldenFiles.line(name)
      #expect(try Reply(line: line).line == line, "\(name)")
    }
  }

  @Test func `every line recorded is a line of the protocol`() throws {
    for name in try GoldenFiles.names() {
      let line = try GoldenFiles.line(name)
      #expect(try JSON.read(line, limit: Limits.reply).line == line, "\(name)")
    }
  }
}
